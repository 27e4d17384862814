"""`handrail export`: the whole record, with a password that no argument holds."""

import io
import json
from pathlib import Path

import pytest
import pyzipper
from commands import handrail
from demo_clinic import copy_demo

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
