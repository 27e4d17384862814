"""The pages of a whole record, to read: made from the same document as the file for machines."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.patient.side import side_words
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.domain.plan.dose_words import form_words
from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.records.record_names import reason_words, series_words
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import Names, decision_words, moment_words, nothing
from clinic_app.domain.records.trail_words import told
from clinic_app.words import N_, _, interface, ngettext, pgettext

Row = Mapping[str, Any]
Called = Callable[[str], str]
Line = tuple[str, str, str]  # when, what in short, and all that is said
_DATE_WIDTH = 62.0  # points
_DOSE = {
    "hold_s": N_("{number} s hold"),
    "load_kg": N_("{number} kg"),
    "rest_s": N_("{number} s rest"),
}
_LOG = {
    "sets_done": N_("sets"),
    "reps_left": N_("repetitions left"),
    "effort": N_("effort of 10"),
    "pain_during": N_("pain during"),
    "pain_next_morning": N_("pain the next morning"),
}


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
    by = people.get(document["exported_by"]) or _("somebody")
    moment = moment_words(datetime.fromisoformat(document["exported_at"]))
    made = _("Made by {clinician}, {moment}.", clinician=by, moment=moment)
    content = trail_list.TrailContent(
        fonts.printable(document["clinic"]["name"]),
        fonts.printable(_who(document)),
        fonts.printable(made),
        entries,
        title=_("Patient record"),
        time_width=_DATE_WIDTH,
    )
    return trail_list.render_trail(content, paper).pdf


def _sections(
    document: Row, people: Mapping[str, str], exercises: Mapping[str, str]
) -> dict[str, list[Line]]:
    def called(exercise_id: str) -> str:
        return exercises.get(exercise_id) or _plain(exercise_id)

    return {
        _("Patient"): list(_patients(document)),
        _("Episodes"): [_episode(row) for row in document["episodes"]],
        _("Plans"): [
            line for row in reversed(document["plans"]) for line in _plan(row, people, called)
        ],
        _("Pain ratings"): list(_ratings(document["ratings"])),
        _("What was done"): [_log(row, called) for row in document["exercise_logs"]],
        _("Outcome measures"): [_measure(row) for row in document["measures"]],
        _("Body charts"): [
            _dated(row, row["at"], pgettext("body chart", "marked"), ", ".join(row["regions"]))
            for row in document["body_charts"]
        ],
        _("Events"): [
            _dated(row, row["day"], _plain(row["kind"]), row["text"]) for row in document["events"]
        ],
        _("Decisions on suggestions"): [
            _decision(row, people, called) for row in document["advice_decisions"]
        ],
        _("Handouts"): [
            (_day(row["issued_at"]), _name(people, row), _pages(row))
            for row in document["handouts"]
        ],
        _("Diary forms"): [
            (_day(row["made_at"]), pgettext("diary form", "made"), "")
            for row in document["diary_forms"]
        ],
        _("Records made one"): [
            (_day(row["at"]), _name(people, row), _("Two records of this person were made one."))
            for row in document["merges"]
        ],
        _("From other clinics"): [
            (_day(row["at"]), _name(people, row), _read_in(row)) for row in document["imports"]
        ],
        _("Audit trail"): list(_trail(document, people)),
    }


def _who(document: Row) -> str:
    one = document["patients"][0]
    name = f"{one['given']} {one['family']}"
    return _("{name}, born {day}", name=name, day=_day(one["born"])) if one["born"] else name


def _pages(row: Row) -> str:
    return ngettext("{count} page: {file}", "{count} pages: {file}", row["pages"], file=row["pdf"])


def _read_in(row: Row) -> str:
    return _("Read in from {clinic}.", clinic=row["clinic_name"])


def _patients(document: Row) -> Iterator[Line]:
    for one in document["patients"]:
        yield "", _("Name"), f"{one['given']} {one['family']}"
        yield "", _("Birth date"), _day(one["born"]) if one["born"] else _("not known")
        yield "", _("Record number"), one["record_number"] or nothing()
        yield "", _("Language"), interface().name_of(one["language"])
        yield "", _("Precautions"), ", ".join(map(_plain, one["precautions"])) or nothing()


def _episode(row: Row) -> Line:
    where = " ".join(filter(None, (_plain(row["region"]), side_words(row["side"]))))
    parts = [f"{row['condition']} ({where})"]
    parts += [f"ICD-10 {row['icd10']}"] if row["icd10"] else []
    parts += [_("until {day}", day=_day(row["ended"]))] if row["ended"] else []
    return _day(row["started"]), pgettext("a day", "since"), ", ".join(parts)


def _plan(row: Row, people: Mapping[str, str], called: Called) -> Iterator[Line]:
    items = row["document"].get("items", [])
    when, head = _day(row["saved_at"]), _("Version {number}", number=row["version"])
    by = _name(people, row)
    if items:
        yield when, head, _("by {clinician}", clinician=by)
    else:
        yield when, head, _("by {clinician}: no exercises", clinician=by)
    for number, item in enumerate(items, 1):
        yield "", "", f"{number}. {_item(item, called)}"


def _item(item: Row, called: Called) -> str:
    dose = item.get("dose", {})
    told_dose = [f"{dose['sets']} x {dose['reps']}"] if {"sets", "reps"} <= dose.keys() else []
    if {"sets", "form", "amount"} <= dose.keys():
        told_dose = [f"{dose['sets']} x {_amount(dose['form'], dose['amount'])}"]
    for name, words in _DOSE.items():
        number = f"{dose[name]:g}" if dose.get(name) else ""
        told_dose += [_(words, number=number)] if number else []
    if dose.get("times_per_day"):
        days = dose.get("days_per_week", 7)
        told_dose.append(
            _("{times} a day, {days} days a week", times=dose["times_per_day"], days=days)
        )
    if dose.get("days_off"):
        told_dose.append(_("{on} days on, {off} off", on=dose["days_on"], off=dose["days_off"]))
    settings = [f"{_plain(n)} {_plain(str(v))}" for n, v in item.get("settings", {}).items()]
    note = [f"“{item['note']}”"] if item.get("note") else []
    return f"{called(item.get('exercise', ''))}: {', '.join((*told_dose, *settings, *note))}"


def _amount(form: str, amount: float) -> str:
    """``10 minutes``; the number and the form as they stand for one of another version."""
    if form in list(DoseForm):
        return form_words(DoseForm(form), amount, interface().language)
    return f"{amount:g} {_plain(form)}"


def _ratings(rows: list[Row]) -> Iterator[Line]:
    """All of a day in one line."""
    days: dict[str, list[str]] = {}
    for row in rows:
        site = f" {_plain(row['site'])}" if row["site"] else ""
        words = f"{series_words(row['series'])}{site} {row['score']}"
        more = ", ".join(filter(None, (row["context"], _struck(row))))
        days.setdefault(row["at"][:10], []).append(f"{words} ({more})" if more else words)
    for day, told_day in days.items():
        yield _day(day), _("of 10 points"), "; ".join(told_day)


def _log(row: Row, called: Called) -> Line:
    done, asked, days = row["done"], row["asked"], row["days"]
    said = [_("{done} of {asked} done", done=done, asked=asked)] if asked else []
    said += [_("of {days} days", days=days)] if days > 1 else []
    for name, words in _LOG.items():
        said += [f"{_(words)}: {row[name]}"] if row[name] is not None else []
    said += [_("less because of pain")] if row["less_for_pain"] else []
    exercise = called(row["exercise_id"]) or _("whole plan")
    return _dated(row, row["day"], exercise, ", ".join(said))


def _measure(row: Row) -> Line:
    known = measure_named(row["measure_id"])
    items = ", ".join(f"{words}: {score:g}" for words, score in row["items"])
    return _dated(row, row["day"], _(known.name), f"{known.told(row['score'])} {items}".strip())


def _decision(row: Row, people: Mapping[str, str], called: Called) -> Line:
    said = row["document"]
    words = _(
        "{exercise}: advised {advice}, decided {decision}",
        exercise=called(said.get("exercise_id", "")),
        advice=decision_words(row["suggested"]),
        decision=decision_words(row["decided"]),
    )
    why = "; ".join(f"{one['name']} {one['value']}" for one in said.get("inputs", ()))
    if said.get("undone"):
        words = _("{decision} (taken back)", decision=words)
    note = f" “{said['note']}”" if said.get("note") else ""
    return _day(row["at"]), _name(people, row), f"{words}. {why}{note}"


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
    if not row["voided"]:
        return ""
    return _("struck out: {reason}", reason=reason_words(row["void_reason"]))


def _name(people: Mapping[str, str], row: Row) -> str:
    return people.get(row["clinician_id"]) or _("somebody")


def _plain(tag: str) -> str:
    return tag.replace("-", " ").replace("_", " ")


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text[:10]))
