"""An unexpected error is noted by kind and place; its message, which may name a patient, is not."""

import logging
import sys
from pathlib import Path

import pytest

from clinic_app.app import crash_log


@pytest.fixture(autouse=True)
def hook_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log = logging.getLogger("handrail")
    monkeypatch.setattr(log, "handlers", [])


def test_the_log_holds_no_message(tmp_path: Path) -> None:
    told: list[bool] = []
    crash_log.install(tmp_path, lambda: told.append(True))
    try:
        int("Marigold Sample, pain 4")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    for handler in logging.getLogger("handrail").handlers:
        handler.close()
    written = (tmp_path / "handrail.log").read_text(encoding="utf-8")
    assert "ValueError < test_crash_log.py:" in written
    assert "Marigold" not in written
    assert told == [True]


def test_a_folder_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    crash_log.install(blocked / "logs", lambda: None)
    assert logging.getLogger("handrail").handlers
