"""`handrail pain --form` and `--read-form` as a script would use them."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from form_filling import ON, filled

from clinic_app.services.demo import DEMO_PASSPHRASE
from clinic_app.services.unlock.access import AccessService
from tests import commands
from tests.demo_clinic import copy_demo

VALUES = {"w1-avg-1": "9", "w1-avg-2": "lots", "w1-x1-1-1": ON}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "clinic"
    copy_demo(folder)
    return folder


@pytest.fixture
def first(clinic: Path) -> str:
    """A day long before anything that the demo holds."""
    workspace = AccessService(clinic).unlock_any(DEMO_PASSPHRASE)
    try:
        return (workspace.now().date() - timedelta(days=300)).isoformat()
    finally:
        workspace.close()


def pain(clinic: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return commands.handrail("pain", *arguments, folder=clinic)


def test_a_form_goes_out_and_comes_back_once(clinic: Path, first: str, tmp_path: Path) -> None:
    out, back = tmp_path / "diary.pdf", tmp_path / "back.pdf"
    made = pain(clinic, "Marigold", "--form", out, "--on", first)
    assert made.returncode == 0, made.stderr
    assert "two weeks from" in made.stdout
    back.write_bytes(filled(out.read_bytes(), VALUES))
    once = pain(clinic, "Marigold", "--read-form", back)
    assert once.returncode == 0, once.stderr
    assert "average pain: 'lots' is not 0 to 10" in once.stdout
    assert once.stdout.splitlines()[-1] == "Added: 1 pain rating, 1 tick and 3 not done"
    twice = pain(clinic, "Marigold", "--read-form", back)
    assert "in the record already" in twice.stdout.splitlines()[-1]

    back.write_bytes(filled(out.read_bytes(), VALUES | {"w1-avg-1": "2"}))
    other = pain(clinic, "Marigold", "--read-form", back)
    assert "average pain: 2, but the record says 9" in other.stdout
    replaced = pain(clinic, "Marigold", "--read-form", back, "--replace", "--json")
    document = json.loads(replaced.stdout)
    assert document["replaced"] == 1
    assert {line["state"] for line in document["lines"]} == {"refused", "differs", "known"}
    mixed_up = pain(clinic, "Otto", "--read-form", back)
    assert mixed_up.returncode == 1
    assert "another patient" in mixed_up.stderr
    assert "Traceback" not in mixed_up.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--form", "x.pdf", "--add", "3"), "either --add or --form"),
        (("--form", "x.pdf", "--read-form", "y.pdf"), "either --form or --read-form"),
        (("--replace",), "--replace goes with --read-form"),
        (("--read-form", "nowhere.pdf"), "cannot be read"),
        (("--form", "nowhere/x.pdf"), "folder is missing"),
        (("--form", "x.pdf", "--on", "1990-01-01"), "more than a year away"),
        (("--on", "2026-01-01"), "go with --add"),
    ],
)
def test_what_does_not_fit_is_told(
    clinic: Path, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    paths = [str(tmp_path / a) if a.endswith(".pdf") else a for a in arguments]
    done = pain(clinic, "Marigold", *paths)
    assert done.returncode == 1
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_form_is_told(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.pdf").write_bytes(b"\x89PNG not a form")
    done = pain(clinic, "Marigold", "--read-form", tmp_path / "photo.pdf")
    assert done.returncode == 1
    assert "not a PDF" in done.stderr


def test_a_rating_of_another_site_is_told_apart(clinic: Path, tmp_path: Path) -> None:
    file = tmp_path / "sites.csv"
    file.write_text("date,score,site\n2020-01-01,4,\n2020-01-01,7,Low back\n")
    assert pain(clinic, "Otto", "--import", file).returncode == 0
    listed = json.loads(pain(clinic, "Otto", "--json").stdout)
    assert {(one["score"], one["site"]) for one in listed if one["at"].startswith("2020")} == {
        (4, ""),
        (7, "low-back"),
    }
    assert "7   low back" in pain(clinic, "Otto").stdout
