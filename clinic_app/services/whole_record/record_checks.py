"""Each row of a record from outside, checked as if it had been typed here, and made clean."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.diary.diary import DiaryRow
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.pain.pain import EARLIEST
from clinic_app.domain.patient.patient import PATIENT_FIELDS, Episode, Patient
from clinic_app.domain.plan import plan_document
from clinic_app.domain.progress.measures import check_result
from clinic_app.domain.records.record_names import record_name
from clinic_app.domain.text import plain_line, plain_text
from clinic_app.services.whole_record.record_schema import row_problem
from clinic_app.storage.records import advice, handouts, pain, records
from clinic_app.storage.records.record_rows import Part
from clinic_app.storage.timestamps import moment
from clinic_app.words import N_, _, languages

_EARLIEST_DAY = date(1900, 1, 1)
_LONGEST = 4000  # characters of what somebody wrote
_SIDES = ("", "left", "right", "both")
_SLACK = timedelta(days=1)  # the clock of another clinic, and its side of the globe
_NEWER = N_("Use a newer Handrail.")
_SCRIPTS = (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile")


@dataclass(frozen=True)
class Surroundings:
    """What rows are held against: the library, now, the PDFs of the file, and its patients."""

    library: Catalog
    now: datetime
    pages: Mapping[str, bytes]
    patients: Mapping[str, Patient]


def checked(part: Part, raw: object, around: Surroundings) -> dict[str, Any]:
    """The row as it can be kept, without characters that steer a screen.

    Raises UserError saying why it cannot be.
    """
    if problem := row_problem(part.name, raw):
        raise UserError(f"{problem[0].upper()}{problem[1:]}.")
    given = cast("dict[str, Any]", raw)
    clean = {name: cleaned(value, one_line=name not in part.documents) for name, value in
             given.items()}  # fmt: skip
    if part.name == "patients" and clean["look"] not in LOOKS:
        clean["look"] = "standard"  # as one is drawn whose look is not known
    try:
        row = part.row(clean)
        found = part.document(row)
        _check_lengths(part, row)
        _check_days(part, row, around.now)
        _check_owner(part, found, around)
        _CHECKS.get(part.name, _nothing)(row, clean, around)
    except UserError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError) as error:
        raise UserError(_("It holds a value that cannot be.")) from error
    return {**found, "pdf": given["pdf"]} if "pdf" in given else found


def cleaned(value: Any, *, one_line: bool = False) -> Any:
    """A value of JSON with all its texts made plain."""
    if isinstance(value, str):
        return plain_line(value) if one_line else plain_text(value)
    if isinstance(value, list):
        return [cleaned(one, one_line=one_line) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {plain_text(name): cleaned(one, one_line=one_line) for name, one in pairs}
    return value


def exercises_of(document: Mapping[str, Any]) -> list[str]:
    """The ids of the exercises in a plan document, as far as it can be read."""
    items = document.get("items")
    found = [one.get("exercise") for one in _objects(items)]
    return [one for one in found if isinstance(one, str)]


def readable_plan(document: Mapping[str, Any], library: Catalog) -> bool:
    """Whether this library knows every exercise and rung of a plan, so that screens show it."""
    try:
        plan_document.from_document(document, library.exercise)
    except UserError:
        return False
    return all(isinstance(one.get("id"), str) for one in _objects(document["items"]))


def _objects(value: object) -> list[dict[str, Any]]:
    listed = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", one) for one in listed if isinstance(one, dict)]


def _check_lengths(part: Part, row: Mapping[str, Any]) -> None:
    for column in part.columns:
        value, most = row[column.name], getattr(column.type, "length", None) or _LONGEST
        if isinstance(value, str) and column.name not in part.documents and len(value) > most:
            field = column.name.replace("_", " ").capitalize()
            raise UserError(_("{field} is too long.", field=field))


def _check_days(part: Part, row: Mapping[str, Any], now: datetime) -> None:
    latest = now + _SLACK
    for name in part.moments:
        if row[name] is None:
            continue
        at = moment(row[name], row[f"{name}_offset"])
        if not EARLIEST <= at <= latest:
            raise UserError(_("Its time {day} cannot be right.", day=at.date().isoformat()))
    for name, value in row.items():
        is_past = name in ("day", "started", "born")
        if isinstance(value, date) and (
            value < _EARLIEST_DAY - timedelta(days=3653 * (name == "born"))
            or (is_past and value > latest.date())
            or value.year > now.year + 20
        ):
            raise UserError(_("Its day {day} cannot be right.", day=value.isoformat()))


def _check_owner(part: Part, told: Mapping[str, Any], around: Surroundings) -> None:
    if part.name == "patients":
        return
    owner = around.patients.get(told["patient_id"])
    if owner is None:
        raise UserError(_("It belongs to a patient who is not in the file."))
    day = told.get("day") or (told["at"][:10] if part.name in ("ratings", "body_charts") else None)
    if day and part.name != "plans":
        owner.check_born_by(date.fromisoformat(day), record_name("row"))


def _nothing(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    """Parts that need no more than their schema."""


def patient_of(row: Mapping[str, Any]) -> Patient:
    """Raises UserError for a patient who cannot be."""
    values: dict[str, Any] = {name: row[name] for name in PATIENT_FIELDS}
    values["precautions"] = tuple(values["precautions"].split())
    return Patient(**values)


def _patient(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    one = patient_of(row)
    known = around.library.vocabulary.terms["precaution"]
    unknown = [tag for tag in one.precautions if tag not in known]
    if unknown:
        what = _("This Handrail does not know the precaution {tag}.", tag=repr(unknown[0]))
        raise UserError(what, _(_NEWER))
    if one.language not in languages():
        what = _(
            "This Handrail does not know the language {language}.", language=repr(one.language)
        )
        raise UserError(what, _(_NEWER))


def _episode(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    one = Episode(**row)
    if one.region not in around.library.vocabulary.terms["region"] or one.side not in _SIDES:
        raise UserError(_("This Handrail does not know its region or side."), _(_NEWER))


def _dated(kind: records.RecordKind[Any]) -> Callable[..., None]:
    def check(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
        one = kind.from_row(dict(row))
        if kind is records.MEASURES:
            check_result(one)

    return check


def _form(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    date.fromisoformat(told["document"]["first"])
    for one in told["document"]["rows"]:
        asked = DiaryRow(**one)
        texts = (asked.item_id, asked.exercise_id, asked.name)
        counts = (asked.times_per_day, asked.days_per_week, asked.sets)
        if not _are(str, texts) or not _are(int, counts) or not all(0 < n <= 100 for n in counts):
            raise UserError(_("What it asks cannot be."))


def _handout(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    handouts.of_row(row)
    pdf = around.pages.get(told["pdf"])
    if pdf is None:
        raise UserError(_("Its pages are not in the file."))
    if hashlib.sha256(pdf).hexdigest() != told["sha256"]:
        raise UserError(_("Its pages are not those that were printed."))
    if not pdf.startswith(b"%PDF-") or any(script in pdf for script in _SCRIPTS):
        raise UserError(_("Its pages hold more than a handout does."))
    parts = (told["snapshot"]["plan"], told["snapshot"]["content"]["options"])
    if not all(isinstance(one, dict) for one in parts):
        raise UserError(_("What it says of its plan cannot be read."))


def _decision(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    made = advice.of_row(dict(row))
    inputs = [text for one in made.inputs for text in (one.name, one.value)]
    if not _are(str, [made.exercise_id, made.rule, made.note, *inputs]) or not _are(
        bool, [made.undone]
    ):
        raise UserError(_("What it rests on cannot be read."))


def _are(kind: type, values: Iterable[object]) -> bool:
    return all(type(value) is kind for value in values)


def _plan(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    if not isinstance(told["document"].get("items"), list):
        raise UserError(_("It is no plan."))


def _merge(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    if row["other_id"] not in around.patients or row["other_id"] == row["patient_id"]:
        raise UserError(_("It names a patient who is not in the file."))
    if row["state"] != "merged":
        raise UserError(_("It says of two records that they are not one."))


def _import(row: dict[str, Any], told: dict[str, Any], around: Surroundings) -> None:
    document = told["document"]
    for name, part in (("trail", "trail"), ("plans_aside", "plans")):
        rows = document[name]
        if not isinstance(rows, list) or any(row_problem(part, one) for one in rows):
            raise UserError(_("What came along with it cannot be read."))
    if not isinstance(document["file"].get("exported_by", ""), str):
        raise UserError(_("What came along with it cannot be read."))


_CHECKS: Mapping[str, Callable[..., None]] = {
    "patients": _patient,
    "episodes": _episode,
    "plans": _plan,
    "ratings": _dated(pain.RATINGS),
    "exercise_logs": _dated(records.EXERCISE_LOGS),
    "measures": _dated(records.MEASURES),
    "body_charts": _dated(records.PAIN_MAPS),
    "events": _dated(records.EVENTS),
    "diary_forms": _form,
    "advice_decisions": _decision,
    "handouts": _handout,
    "merges": _merge,
    "imports": _import,
}
