"""With a clock far off a command reads and warns; it writes only when the date is confirmed."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clinic_app.__main__ import main
from clinic_app.services import clock
from clinic_app.services.demo import DEMO_PASSPHRASE
from tests.demo_clinic import copy_demo

FAR = timedelta(days=3653)


@pytest.fixture
def far_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A demo clinic made today, on a computer whose clock was then set ten years ahead."""
    copy_demo(tmp_path / "clinic")
    monkeypatch.setenv("HANDRAIL_PASSPHRASE", DEMO_PASSPHRASE)
    monkeypatch.setattr(clock, "system_now", lambda: datetime.now().astimezone() + FAR)
    return tmp_path / "clinic"


def test_reading_warns_and_writing_is_refused(
    far_off: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(far_off), "patients"]) == 0
    told = capsys.readouterr()
    assert "Is that right?" in told.err
    assert "Marigold" in told.out
    assert main(["--data", str(far_off), "pain", "Marigold", "--add", "3"]) == 1
    assert "--clock-is-right" in capsys.readouterr().err


def test_a_person_may_say_that_the_date_is_right(
    far_off: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["--data", str(far_off), "pain", "Marigold", "--add", "3", "--clock-is-right"]
    assert main(told) == 0
    assert "Is that right?" not in capsys.readouterr().err
