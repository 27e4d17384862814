"""Commands print through one door: no kept or typed word steers the terminal."""

import io
import json
import re
import sys
from pathlib import Path

import pytest

from clinic_app.__main__ import main
from clinic_app.cli.output import print_json, print_table, say
from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from tests.demo_clinic import copy_demo

COMMANDS = Path(__file__).parents[2] / "clinic_app" / "cli"
HOSTILE = "4\x1b[2J\x9b31m\u202e\ud800\0end"
STEERS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def test_nothing_in_a_line_or_in_json_steers_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(HOSTILE)
    say(HOSTILE, err=True)
    print_table([(HOSTILE, "cell")])
    print_json({HOSTILE: [HOSTILE]})
    told = capsys.readouterr()
    assert not STEERS.search(told.out + told.err)
    assert "4\\x1b[2J\\x9b31m\\u202e\\ud800\\x00end" in told.out


def test_a_terminal_that_lacks_a_letter_shows_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    bytes_out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(bytes_out, encoding="latin-1"))
    say("José Ángel Nguyễn")
    print_json(["José Nguyễn 👩"])
    sys.stdout.flush()
    line, _, document = bytes_out.getvalue().partition(b"\n")
    assert line == b"Jos\xe9 \xc1ngel Nguy\\u1ec5n"
    assert json.loads(document) == ["José Nguyễn 👩"]


def test_an_error_about_a_file_does_not_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no\x1b[2Jwhere"]) == 1
    assert main(["figure", "bridge", "--out", "no\udcff/\x1b[2J.png"]) == 1
    told = capsys.readouterr()
    assert not STEERS.search(told.out + told.err)


def test_no_command_prints_past_the_door() -> None:
    past = re.compile(r"\b(typer|click)\.(echo|secho|print)|(?<![\w.])print\(|std(out|err)\.write")
    found = [p.name for p in COMMANDS.glob("*.py") if past.search(p.read_text("utf-8"))]
    assert found == ["output.py"]


def test_what_an_earlier_version_kept_is_shown_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_demo(tmp_path / "demo")
    workspace = AccessService(tmp_path / "demo").unlock_any(DEMO_PASSPHRASE)
    otto = workspace.patients.find("Otto").id
    entry = workspace.pain.record(otto, 4)
    database = workspace._database  # pyright: ignore[reportPrivateUsage]  # as it was kept then
    with database.write(workspace.actor.id) as tx:
        sql = "UPDATE pain_entry SET context = ? WHERE id = ?"
        kept = "after\x1b[2J\u202e lunch\nand\x00 tea"
        tx.connection.exec_driver_sql(sql, (kept, entry.id))
    workspace.close()
    monkeypatch.setenv("HANDRAIL_PASSPHRASE", DEMO_PASSPHRASE)
    assert main(["--data", str(tmp_path / "demo"), "pain", "Otto"]) == 0
    told = capsys.readouterr().out
    assert "after[2J lunch and tea" in told
    assert not STEERS.search(told)
