"""Unexpected errors, logged by kind and place, never with values, which may be a patient's."""

import logging
import logging.handlers
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from clinic_app.domain.errors import Locked
from clinic_app.ui.common.error_log import describe

_LARGEST_BYTES = 200_000


def install(folder: Path, show: Callable[[], object]) -> None:
    """Send unexpected errors to ``handrail.log`` in a folder, and call ``show`` for each.

    What a locked clinic refuses is no such error.
    """
    log = _logger(folder)

    def unexpected(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if issubclass(kind, Locked):  # what was begun before the lock and ends after it
            return
        log.error(describe(kind, trace))
        show()

    sys.excepthook = unexpected


def _logger(folder: Path) -> logging.Logger:
    log = logging.getLogger("handrail")
    if log.handlers:
        return log
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "handrail.log", maxBytes=_LARGEST_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    return log
