"""Unexpected errors in the log: kind and place, never with values, which may be a patient's."""

import logging
import traceback
from pathlib import Path
from types import TracebackType


def log_error(error: BaseException) -> None:
    """Note an error that nobody needs to be told of."""
    logging.getLogger("handrail").error(describe(type(error), error.__traceback__))


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The error's type and each place it came through: file, line, function; no message."""
    places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    return " < ".join([kind.__name__, *reversed(places)])
