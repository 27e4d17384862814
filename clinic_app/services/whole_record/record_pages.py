"""The pages of a whole record, to read: made from the same document as the file for machines."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import Names, moment_words
from clinic_app.domain.records.trail_words import told
from clinic_app.words import wording_in

Row = Mapping[str, Any]
Called = Callable[[str], str]
Line = tuple[str, str, str]  # when, what in short, and all that is said
_DATE_WIDTH = 62.0  # points


def record_pdf(document: Row, exercises: Mapping[str, str], paper: Paper) -> bytes:
    """The record as a PDF. What no font can print stands as a question mark: the JSON has it.

    ``exercises`` names them by id; one of another library is named by its id.
    """
    from clinic_app.paper.report import audit_list as trail_list
    from clinic_app.paper.type import fonts

    people = {one["id"]: one["name"] for one in document["people"]}
    entries = [
        trail_list.TrailEntry(*(fonts.printable(text) for text in (title, *line)))
        for title, lines in _sections(document, people, exercises).items()
        for line in lines
    ]
    by = people.get(document["exported_by"], "somebody")
    made = f"Made by {by}, {moment_words(datetime.fromisoformat(document['exported_at']))}."
    content = trail_list.TrailContent(
        fonts.printable(document["clinic"]["name"]),
        fonts.printable(_who(document)),
        fonts.printable(made),
        entries,
        title="Patient record",
        time_width=_DATE_WIDTH,
    )
    return trail_list.render_trail(content, paper).pdf


def _sections(
    document: Row, people: Mapping[str, str], exercises: Mapping[str, str]
) -> dict[str, list[Line]]:
    def called(exercise_id: str) -> str:
        return exercises.get(exercise_id) or _plain(exercise_id)

    return {
        "Patient": list(_patients(document)),
        "Episodes": [_episode(row) for row in document["episodes"]],
        "Plans": [
            line for row in reversed(document["plans"]) for line in _plan(row, people, called)
        ],
        "Pain ratings": list(_ratings(document["ratings"])),
        "What was done": [_log(row, called) for row in document["exercise_logs"]],
        "Outcome measures": [_measure(row) for row in document["measures"]],
        "Body charts": [
            _dated(row, row["at"], "marked", ", ".join(row["regions"]))
            for row in document["body_charts"]
        ],
        "Events": [
            _dated(row, row["day"], _plain(row["kind"]), row["text"]) for row in document["events"]
        ],
        "Decisions on suggestions": [
            _decision(row, people, called) for row in document["advice_decisions"]
        ],
        "Handouts": [
            (_day(row["issued_at"]), _name(people, row), f"{row['pages']} pages: {row['pdf']}")
            for row in document["handouts"]
        ],
        "Diary forms": [(_day(row["made_at"]), "made", "") for row in document["diary_forms"]],
        "Records made one": [
            (_day(row["at"]), _name(people, row), "Two records of this person were made one.")
            for row in document["merges"]
        ],
        "From other clinics": [
            (_day(row["at"]), _name(people, row), f"Read in from {row['clinic_name']}.")
            for row in document["imports"]
        ],
        "Audit trail": list(_trail(document, people)),
    }


def _who(document: Row) -> str:
    one = document["patients"][0]
    born = f", born {_day(one['born'])}" if one["born"] else ""
    return f"{one['given']} {one['family']}{born}"


def _patients(document: Row) -> Iterator[Line]:
    for one in document["patients"]:
        yield "", "Name", f"{one['given']} {one['family']}"
        yield "", "Birth date", _day(one["born"]) if one["born"] else "not known"
        yield "", "Record number", one["record_number"] or "none"
        yield "", "Language", wording_in("en").name_of(one["language"])
        yield "", "Precautions", ", ".join(map(_plain, one["precautions"])) or "none"


def _episode(row: Row) -> Line:
    code = f", ICD-10 {row['icd10']}" if row["icd10"] else ""
    where = " ".join(filter(None, (_plain(row["region"]), row["side"])))
    until = f", until {_day(row['ended'])}" if row["ended"] else ""
    return _day(row["started"]), "since", f"{row['condition']} ({where}){code}{until}"


def _plan(row: Row, people: Mapping[str, str], called: Called) -> Iterator[Line]:
    items = row["document"].get("items", [])
    when, head = _day(row["saved_at"]), f"Version {row['version']}"
    yield when, head, f"by {_name(people, row)}" + ("" if items else ": no exercises")
    for number, item in enumerate(items, 1):
        yield "", "", f"{number}. {_item(item, called)}"


def _item(item: Row, called: Called) -> str:
    dose = item.get("dose", {})
    told_dose = [f"{dose['sets']} x {dose['reps']}"] if {"sets", "reps"} <= dose.keys() else []
    for name, unit in (("hold_s", "s hold"), ("load_kg", "kg"), ("rest_s", "s rest")):
        told_dose += [f"{dose[name]:g} {unit}"] if dose.get(name) else []
    if dose.get("times_per_day"):
        told_dose.append(
            f"{dose['times_per_day']} a day, {dose.get('days_per_week', 7)} days a week"
        )
    settings = [f"{_plain(n)} {_plain(str(v))}" for n, v in item.get("settings", {}).items()]
    note = [f"“{item['note']}”"] if item.get("note") else []
    return f"{called(item.get('exercise', ''))}: {', '.join((*told_dose, *settings, *note))}"


def _ratings(rows: list[Row]) -> Iterator[Line]:
    """All of a day in one line."""
    days: dict[str, list[str]] = {}
    for row in rows:
        site = f" {_plain(row['site'])}" if row["site"] else ""
        words = f"{row['series']}{site} {row['score']}"
        more = ", ".join(filter(None, (row["context"], _struck(row))))
        days.setdefault(row["at"][:10], []).append(f"{words} ({more})" if more else words)
    for day, told_day in days.items():
        yield _day(day), "of 10 points", "; ".join(told_day)


def _log(row: Row, called: Called) -> Line:
    said = [f"{row['done']} of {row['asked']} done"] if row["asked"] else []
    said += [f"of {row['days']} days"] if row["days"] > 1 else []
    for name, words in (
        ("sets_done", "sets"), ("reps_left", "repetitions left"), ("effort", "effort of 10"),
        ("pain_during", "pain during"), ("pain_next_morning", "pain the next morning"),
    ):  # fmt: skip
        said += [f"{words}: {row[name]}"] if row[name] is not None else []
    said += ["less because of pain"] if row["less_for_pain"] else []
    return _dated(row, row["day"], called(row["exercise_id"]) or "whole plan", ", ".join(said))


def _measure(row: Row) -> Line:
    known = measure_named(row["measure_id"])
    items = ", ".join(f"{words}: {score:g}" for words, score in row["items"])
    return _dated(row, row["day"], known.name, f"{known.told(row['score'])} {items}".strip())


def _decision(row: Row, people: Mapping[str, str], called: Called) -> Line:
    said = row["document"]
    words = f"{called(said.get('exercise_id', ''))}: advised {row['suggested']}, decided"
    why = "; ".join(f"{one['name']} {one['value']}" for one in said.get("inputs", ()))
    undone = " (taken back)" if said.get("undone") else ""
    note = f" “{said['note']}”" if said.get("note") else ""
    return _day(row["at"]), _name(people, row), f"{words} {row['decided']}{undone}. {why}{note}"


def _trail(document: Row, people: Mapping[str, str]) -> Iterator[Line]:
    names = Names(
        people=people,
        patients={one["id"]: f"{one['given']} {one['family']}" for one in document["patients"]},
    )
    for row in document["trail"]:
        values: dict[str, Any] = {
            **row,
            "at": datetime.fromisoformat(row["at"]),
            "detail": row["detail"] or {},
        }
        said = told(TrailRow(**values), names)
        yield _day(row["at"]), said.who, f"{said.did}{f': {said.why}' if said.why else ''}"


def _dated(row: Row, when: str, what: str, said: str) -> Line:
    return _day(when), what, ", ".join(filter(None, (said, _struck(row))))


def _struck(row: Row) -> str:
    return f"struck out: {row['void_reason']}" if row["voided"] else ""


def _name(people: Mapping[str, str], row: Row) -> str:
    return people.get(row["clinician_id"], "somebody")


def _plain(tag: str) -> str:
    return tag.replace("-", " ").replace("_", " ")


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text[:10]))
