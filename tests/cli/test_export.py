"""`handrail export` and `import-record`: the whole record, with a password in no argument."""

import io
import json
from pathlib import Path

import pytest
import pyzipper

from tests.commands import handrail
from tests.demo_clinic import copy_demo

PASSWORD = {"HANDRAIL_EXPORT_PASSWORD": "plum gasket tundra oboe"}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return copy_demo(tmp_path / "clinic")


def test_the_record_is_written_with_its_password(clinic: Path, tmp_path: Path):
    out = tmp_path / "r.zip"
    done = handrail(
        "export", "Marigold", "--out", out, "--json", folder=clinic, environment=PASSWORD
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["file"], told["encrypted"]) == (str(out), True)
    with pyzipper.AESZipFile(io.BytesIO(out.read_bytes())) as file:
        file.setpassword(PASSWORD["HANDRAIL_EXPORT_PASSWORD"].encode())
        document = json.loads(file.read("record.json"))
    assert document["patients"][0]["given"] == "Marigold"
    assert len(document["handouts"]) == told["handouts"] > 0


def test_no_password_a_weak_one_and_a_wrong_ending_are_refused(clinic: Path, tmp_path: Path):
    out = tmp_path / "r.zip"
    done = handrail("export", "Marigold", "--out", out, folder=clinic)
    assert (done.returncode, "HANDRAIL_EXPORT_PASSWORD" in done.stderr) == (1, True)
    weak = {"HANDRAIL_EXPORT_PASSWORD": "marigold"}
    done = handrail("export", "Marigold", "--out", out, folder=clinic, environment=weak)
    assert (done.returncode, "too easy to guess" in done.stderr) == (1, True)
    done = handrail("export", "Marigold", "--out", tmp_path / "r.pdf", "--plain", folder=clinic)
    assert (done.returncode, "does not end in .zip" in done.stderr) == (1, True)
    assert [p.name for p in tmp_path.iterdir()] == ["clinic"]
    done = handrail("export", "Marigold", "--out", out, "--plain", folder=clinic)
    assert (done.returncode, "without a password" in done.stdout) == (0, True)


def test_the_record_is_read_in_once(clinic: Path, tmp_path: Path):
    out, there = tmp_path / "r.zip", copy_demo(tmp_path / "there")
    added = handrail("patient", "add", "--given", "Wanda", "--family", "Example", folder=clinic)
    assert added.returncode == 0, added.stderr
    handrail("pain", "Wanda", "--add", "6", folder=clinic)
    assert handrail(
        "export", "Wanda", "--out", out, folder=clinic, environment=PASSWORD
    ).returncode == 0  # fmt: skip
    looked = handrail(
        "import-record", out, "--preview", "--json", folder=there, environment=PASSWORD
    )
    told = json.loads(looked.stdout)
    assert (told["kept"], told["was_here"]) == (False, False)
    assert told["new"] == {"patients": 1, "ratings": 1}
    done = handrail("import-record", out, folder=there, environment=PASSWORD)
    assert done.returncode == 0, done.stderr
    assert "Read in: Wanda Example" in done.stdout
    again = handrail("import-record", out, folder=there, environment=PASSWORD)
    assert "Nothing was read in: Wanda Example" in again.stdout
    assert "Here already: 1 patient, 1 pain rating" in again.stdout
    trail = handrail("audit", "Wanda", folder=there).stdout
    assert "over from another clinic" in trail
    wrong = {"HANDRAIL_EXPORT_PASSWORD": "another"}
    refused = handrail("import-record", out, folder=there, environment=wrong)
    assert (refused.returncode, "not the password" in refused.stderr) == (1, True)
    missing = handrail("import-record", out, folder=there)
    assert (missing.returncode, "HANDRAIL_EXPORT_PASSWORD" in missing.stderr) == (1, True)
