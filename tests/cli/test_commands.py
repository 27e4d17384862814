"""The commands as a script would use them: in their own process, JSON alone on standard output."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from clinic_app.services.demo import DEMO_PASSPHRASE
from tests import commands
from tests.demo_clinic import copy_demo

PLAN = {
    "items": [
        {
            "exercise": "hip-hinge",
            "settings": {"depth_deg": 45},
            "dose": {"sets": 3, "reps": 10, "load_kg": 4, "days_per_week": 5},
            "note": "Slowly.",
        }
    ]
}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo clinic that opens quickly."""
    folder = tmp_path_factory.mktemp("cli") / "clinic"
    copy_demo(folder)
    return folder


class Handrail:
    """Runs one command and keeps what it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, passphrase: str | None = DEMO_PASSPHRASE):
        return commands.handrail(*arguments, folder=self.folder, passphrase=passphrase)

    def json(self, *arguments: object):
        done = self(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def handrail(clinic: Path) -> Handrail:
    return Handrail(clinic)


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_library_needs_no_clinic(handrail: Handrail) -> None:
    found = handrail.json("exercises", "RDL", "--limit", 2)
    assert found[0]["id"] == "romanian-deadlift"
    assert len(found) == 2
    whole = handrail.json("exercise", "hip-hinge")
    assert whole["settings"]["depth_deg"]["max"] == 90
    assert whole["easier"][0]["axis"] == "range"
    assert [link["axis"] for link in whole["harder"]][:2] == ["range", "load"]
    assert 3 <= len(whole["steps"]) <= 6
    assert whole["sources"][0]["address"].startswith("https://")
    assert len(handrail.json("exercises")) >= 40
    assert "Hip hinge" in handrail("exercise", "hip-hinge").stdout
    refused(handrail("exercise", "squatt"), "no exercise 'squatt'")


def test_check_passes_and_fails_with_file_and_line(handrail: Handrail, tmp_path: Path) -> None:
    library = Path(__file__).parents[2] / "exercises"
    sound = shutil.copytree(library / "knee", tmp_path / "sound" / "knee").parent
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(library / name, sound)
    assert handrail("check", sound).stdout == "3 exercises, no problem found.\n"
    (tmp_path / "hinge").mkdir()
    for name in ("vocabulary.yaml", "sources.yaml", "hinge/hip-hinge.yaml"):
        shutil.copy(library / name, tmp_path / name)
    done = handrail("check", tmp_path)
    assert done.returncode == 1
    assert "hinge/hip-hinge.yaml:" in done.stdout
    refused(handrail("check", tmp_path / "nowhere"), "no folder 'nowhere'")


def test_check_looks_at_figures_and_with_figures_at_the_corners_of_their_settings(
    handrail: Handrail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    library = Path(__file__).parents[2] / "exercises"
    (tmp_path / "hinge").mkdir()
    for name in ("vocabulary.yaml", "sources.yaml"):
        shutil.copy(library / name, tmp_path)
    text = (library / "hinge" / "hip-hinge.yaml").read_text(encoding="utf-8")
    start, end = text.index("figure:\n"), text.index("\ndose:")
    figure = """figure:
  base: standing
  camera: side
  panels: [{joints: {knee: 4}}, {trunk: 40, joints: {knee_r: 30}}]
"""
    broken = tmp_path / "hinge" / "hip-hinge.yaml"
    broken.write_text(text[:start] + figure + text[end:], encoding="utf-8")
    line = text[:start].count("\n") + 1
    where, of_panels = (f"hinge/hip-hinge.yaml:{n}: figure" for n in (line, line + 3))
    unseen = f"{where}, depth_deg changes nothing in the picture"
    done = handrail("check", tmp_path)
    assert done.returncode == 1
    assert f"{of_panels}, panel 2: knee differs by 26 deg between the sides" in done.stdout
    assert unseen not in done.stdout
    assert done.stderr == ""
    assert unseen in handrail("check", "--figures", tmp_path).stdout


def test_a_patient_is_added_and_gets_a_plan_and_a_handout(
    handrail: Handrail, tmp_path: Path
) -> None:
    added = handrail.json(
        "patient", "add", "--given", "Zoë <b>", "--family", "Вымышленная", "--born", "1980-02-29"
    )
    assert added["id"] in [p["id"] for p in handrail.json("patients")]
    source = tmp_path / "plan.json"
    source.write_text(json.dumps(PLAN), encoding="utf-8")
    saved = handrail.json("plan", added["id"], "--from", source)
    assert saved["items"][0]["dose"]["load_kg"] == 4
    assert handrail.json("plan", added["record_number"]) == saved
    again = tmp_path / "again.json"
    again.write_text(json.dumps(saved), encoding="utf-8")
    assert handrail.json("plan", added["id"], "--from", again) == saved
    for paper in ("letter", "a4"):
        out = tmp_path / f"{paper}.pdf"
        done = handrail("handout", added["id"], "--out", out, "--paper", paper)
        assert done.returncode == 0, done.stderr
        assert out.read_bytes().startswith(b"%PDF")


def test_a_handout_comes_in_the_layout_and_language_asked_for(
    handrail: Handrail, tmp_path: Path
) -> None:
    source = tmp_path / "plan.json"
    items = [{"exercise": name} for name in ("hip-hinge", "bridge")]
    source.write_text(json.dumps({"items": items}), encoding="utf-8")
    handrail.json("plan", "Marigold", "--from", source)
    out = tmp_path / "out.pdf"

    def pages(*options: str) -> list[str]:
        done = handrail("handout", "Marigold", "--out", out, *options)
        assert done.returncode == 0, done.stderr
        return [page.extract_text() for page in PdfReader(out).pages]

    assert len(pages("--layout", "one-page")) == 1
    assert len(pages("--layout", "large-print", "--look", "woman-dark")) > 2
    (diary,) = pages("--layout", "diary", "--language", "es")
    assert "Diario de" in diary
    spanish, chart = pages("--layout", "one-page", "--language", "es", "--mirror")
    assert "para la casa" in spanish
    assert "Copy for the chart" in chart
    assert "home exercises" in chart


def test_a_handout_of_an_unknown_kind_lists_what_there_is(
    handrail: Handrail, tmp_path: Path
) -> None:
    source = tmp_path / "plan.json"
    source.write_text(json.dumps({"items": [{"exercise": "bridge"}] * 5}), encoding="utf-8")
    handrail.json("plan", "Marigold", "--from", source)
    out = tmp_path / "out.pdf"
    for options, words in (
        (("--language", "de"), "Known: en, es"),
        (("--look", "clown"), "Known: standard, woman-light"),
        (("--layout", "one-page"), "5 exercises do not fit on one page"),
    ):
        refused(handrail("handout", "Marigold", "--out", out, *options), words)
    done = handrail("handout", "Marigold", "--out", out, "--layout", "poster")
    assert done.returncode == 2
    assert "large-print" in done.stderr
    assert not out.exists()


def test_a_bad_plan_names_the_key_and_changes_nothing(handrail: Handrail, tmp_path: Path) -> None:
    before = handrail.json("plan", "Marigold")
    source = tmp_path / "plan.json"
    for text, words in (
        ('{"items": [{"exercise": "bridge", "dosage": {}}]}', "'dosage' is not a known key"),
        ('{"items": [', "not valid JSON (line 1)"),
        ('{"items": [{"exercise": "bridge", "dose": {"sets": -1}}]}', "sets must be 1 to 20"),
        ('{"items": [], "items": []}', "names 'items' twice"),
        ('{"items": [{"exercise": "bridge", "dose": {"sets": ' + "9" * 5000 + "}}]}", "not valid"),
        ('{"items": [{"exercise": "bridge", "note": "\\ud800"}]}', "no text"),
        ('{"items": [{"exercise": "bridge", "dose": {"tempo": "3-0-2\\n"}}]}', "tempo must look"),
        ('{"items": [' + ", ".join(['{"exercise": "bridge"}'] * 101) + "]}", "100 at most"),
        ("[" * 100_000, "not valid JSON"),
        (plan_text("romanian-deadlift", load="8 kg", load_kg=8), "load and load_kg contradict"),
        (plan_text("bridge", sets=20, reps=200, hold_s=600), "minutes a day"),
    ):
        source.write_text(text, encoding="utf-8")
        refused(handrail("plan", "Marigold", "--from", source), words)
    refused(handrail("plan", "Marigold", "--from", tmp_path / "no.json"), "cannot be read")
    assert handrail.json("plan", "Marigold") == before


def plan_text(exercise: str, **dose: object) -> str:
    return json.dumps({"items": [{"exercise": exercise, "dose": dose}]})


def test_a_plan_tells_one_piece_and_all_and_what_is_to_confirm(
    handrail: Handrail, tmp_path: Path
) -> None:
    handrail("patient", "add", "--given", "Pia", "--family", "Pound")
    source = tmp_path / "plan.json"
    source.write_text(plan_text("romanian-deadlift", load="5 lb"), encoding="utf-8")
    shown = handrail("plan", "Pia Pound", "--from", source)
    assert "5 lb in each hand (10 lb in all)" in shown.stdout
    dose = handrail.json("plan", "Pia Pound")["items"][0]["dose"]
    assert (dose["load"], dose["load_kg"]) == ("5 lb", 4.535924)
    source.write_text(plan_text("bird-dog", reps=8), encoding="utf-8")
    shown = handrail("plan", "Pia Pound", "--from", source)
    assert "2 sets of 8 on each side" in shown.stdout
    assert "To confirm: Bird dog: was 4 on each side on paper, now 8" in shown.stderr


def test_pain_is_added_listed_and_charted(handrail: Handrail, tmp_path: Path) -> None:
    entry = handrail.json(
        "pain", "Finn Fictive", "--add", 4, "--series", "worst", "--on", "2026-11-01"
    )
    assert (entry["score"], entry["series"], entry["at"][:10]) == (4, "worst", "2026-11-01")
    assert entry in handrail.json("pain", "Finn Fictive")
    for name in ("chart.png", "chart.svg"):
        done = handrail("chart", "Marigold", "--out", tmp_path / name, "--range", "6w")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).stat().st_size > 1000
    refused(handrail("pain", "Finn", "--add", 11), "too high")
    refused(handrail("pain", "Finn", "--add", 4, "--on", "2026-02-30"), "no such day")
    refused(handrail("pain", "Finn", "--add", 4, "--series", "vas"), "not a pain series")
    refused(handrail("chart", "Marigold", "--out", tmp_path / "c.gif"), ".png, .svg")
    refused(handrail("chart", "Marigold", "--out", tmp_path / "c.png", "--range", "9w"), "2w, 6w")
    refused(handrail("chart", "Marigold", "--out", tmp_path / "no" / "c.png"), "cannot be written")


def test_one_bad_row_imports_nothing_and_every_bad_row_is_named(
    handrail: Handrail, tmp_path: Path
) -> None:
    before = handrail.json("pain", "Ivy Mockford")
    bad = tmp_path / "bad.csv"
    bad.write_text("date,score\n2026-10-01,4\n2026-10-02,x\n2026-10-99,4\n", encoding="utf-8")
    done = handrail("pain", "Ivy Mockford", "--import", bad)
    refused(done, "line 3")
    assert "line 4" in done.stderr
    assert handrail.json("pain", "Ivy Mockford") == before
    good = tmp_path / "good.csv"
    good.write_text("date,score\n2026-10-01,4\n", encoding="utf-8")
    assert handrail.json("pain", "Ivy Mockford", "--import", good)["imported"] == 1
    assert handrail.json("pain", "Ivy Mockford", "--import", good)["imported"] == 0


def test_errors_are_plain_lines_on_standard_error(handrail: Handrail, tmp_path: Path) -> None:
    refused(handrail("plan", "Nobody"), "No matching patient")
    refused(handrail("patients", passphrase="wrong words entirely here"), "assphrase")
    refused(handrail("patients", passphrase=None), "HANDRAIL_PASSPHRASE")
    refused(Handrail(tmp_path / "none")("patients"), "There is no clinic in 'none'")
    refused(handrail("handout", "Finn", "--out", tmp_path / "f.pdf"), "plan is empty")
    refused(handrail("no-such-command"), "No such command")
    refused(handrail("patient", "add", "--given", "", "--family", "x"), "given name is missing")


def test_demo_makes_a_clinic_that_opens_with_the_printed_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "clinic_app", "demo", str(folder)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    words = next(x for x in done.stdout.splitlines() if x.startswith("passphrase: "))
    listed = Handrail(folder)("patients", "--json", passphrase=words.removeprefix("passphrase: "))
    assert len(json.loads(listed.stdout)) == 7
    again = Handrail(folder)("demo", folder)
    refused(again, "not empty")


def test_days_are_taken_as_people_say_them_and_within_reason(handrail: Handrail) -> None:
    for day in ("today", "Yesterday", "1 Nov 2026"):
        assert handrail.json("pain", "Finn", "--add", 3, "--on", day)["score"] == 3
    refused(handrail("pain", "Finn", "--add", 3, "--on", "0001-01-01"), "year 1 cannot be right")
    refused(handrail("pain", "Finn", "--add", 3, "--on", "1900-01-01"), "before 1970")
    refused(handrail("pain", "Finn", "--series", "worst"), "go with --add")


def test_a_file_that_cannot_be_written_leaves_no_trace_in_the_record(
    handrail: Handrail, tmp_path: Path
) -> None:
    before = handrail.json("patients")
    for out in ("", tmp_path, tmp_path / "no" / "h.pdf", tmp_path / ("x" * 300 + ".pdf")):
        refused(handrail("handout", "Marigold", "--out", out), "cannot be")
    refused(handrail("chart", "Marigold", "--out", tmp_path / ("x" * 300 + ".png")), "cannot be")
    assert handrail.json("patients") == before  # "printed_at" among it
    refused(Handrail(Path("x" * 5000))("patients"), "cannot be used")
    assert "vocabulary.yaml:1: is missing" in handrail("check", "").stdout


def test_names_are_found_without_accents_and_numbers_are_given_once(handrail: Handrail) -> None:
    added = handrail.json("patient", "add", "--given", "José", "--family", "Ñandú")
    for name in ("jose nandu", "JOSÉ ÑANDÚ", "Ñandú José", "Jose\u0301"):
        assert handrail.json("pain", name) == [], name
    refused(
        handrail("patient", "add", "--given", "A", "--family", "B", "--number", "h-0001"),
        "Another patient has this record number",
    )
    refused(
        handrail("patient", "add", "--given", "A", "--family", "B", "--language", "fr"),
        "no language 'fr'",
    )
    refused(handrail("patient", "add", "--given", "A", "--family", "\u200b"), "name is missing")
    assert added["record_number"].startswith("H-")


@pytest.mark.parametrize("largest", [0, 4096, 20_000])
def test_a_full_disk_is_not_told_as_damage(
    clinic: Path, tmp_path: Path, handrail: Handrail, largest: int
) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(clinic, folder)
    full = subprocess.run(
        [sys.executable, "-m", "clinic_app", "--data", folder, "pain", "Finn", "--add", "3"],
        capture_output=True, text=True, check=False, env=commands.surroundings(DEMO_PASSPHRASE),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )  # fmt: skip
    refused(full, "full or failing")
    assert Handrail(folder).json("pain", "Finn") == handrail.json("pain", "Finn")
