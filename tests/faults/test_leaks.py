"""Nothing of a patient stays on disk in clear: a marked patient, the whole job, then a search."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinic_app.services.demo import DEMO_PASSPHRASE
from tests.demo_clinic import copy_demo

GIVEN, FAMILY = "Zqxsentinelgiven", "Zqxsentinelfamily"
NOTE, CONTEXT = "Zqxsentinelnote", "Zqxsentinelcontext"


class Home:
    """A home of its own, with its own places for temporary files, caches and logs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clinic = folder / "clinic"
        self.out = folder / "asked-for"
        for name in ("tmp", "run", "asked-for"):
            (folder / name).mkdir()
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "TMPDIR": str(folder / "tmp"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "HANDRAIL_PASSPHRASE": DEMO_PASSPHRASE,
            "QT_QPA_PLATFORM": "offscreen",
        }
        for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
            self.environment.pop(f"XDG_{kind}_HOME", None)

    def handrail(self, *arguments: object) -> str:
        command = [sys.executable, "-m", "clinic_app", "--data", str(self.clinic)]
        done = subprocess.run(
            [*command, *map(str, arguments)],
            env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def files_holding(self, *words: str) -> list[str]:
        """Files, other than those that were asked for, with a word in them or in their name."""
        wanted = [w.encode(code) for w in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
        return [
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file()
            and self.out not in path.parents
            and any(w in path.name.encode() + path.read_bytes() for w in wanted)
        ]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    copy_demo(made.clinic)
    return made


def test_the_whole_job_leaves_nothing_in_clear(home: Home) -> None:
    added = home.handrail("patient", "add", "--given", GIVEN, "--family", FAMILY, "--json")
    patient = json.loads(added)["id"]
    plan = home.out / "plan.json"
    item = {"exercise": "bridge", "note": NOTE, "settings": {}}
    plan.write_text(json.dumps({"items": [item]}), encoding="utf-8")
    ratings = home.out / "ratings.csv"
    ratings.write_text(f"date,score,context\n2026-10-01,4,{CONTEXT}\n", encoding="utf-8")
    home.handrail("plan", patient, "--from", plan)
    home.handrail("pain", patient, "--import", ratings)
    home.handrail("handout", patient, "--out", home.out / "handout.pdf")
    home.handrail("chart", patient, "--out", home.out / "chart.png")
    for view in ("plan", "handouts"):
        home.handrail("screenshot", patient, "--view", view, "--out", home.out / f"{view}.png")
    assert NOTE in home.handrail("plan", patient, "--json")
    assert home.files_holding(GIVEN, FAMILY, NOTE, CONTEXT, DEMO_PASSPHRASE) == []


def test_the_search_itself_finds_what_is_there(home: Home) -> None:
    (home.folder / "tmp" / "leak.log").write_text(f"opened {GIVEN}", encoding="utf-16")
    assert home.files_holding(GIVEN) == ["tmp/leak.log"]
