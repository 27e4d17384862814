"""What the ids in rows of the audit trail stand for: names, records, what a plan changed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainMap, PainRating
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.patient.patient import Episode
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import Plan, describe_change
from clinic_app.domain.progress.event import Event
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import measure_named
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import Names
from clinic_app.storage.audit import trail_records
from clinic_app.storage.audit.trail_records import GivenOut, PatientName
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import staff

_SOURCES = {"kiosk": "at the kiosk", "diary": "diary", "form": "diary form", "csv": "from a file"}


def named(
    tx: ReadTx, rows: Sequence[TrailRow], library: Catalog, today: date
) -> tuple[Names, dict[str, PatientName]]:
    """All names that the sentences of the rows need, and the patients they are about."""
    patients = trail_records.patients(tx, {row.patient_id for row in rows if row.patient_id})
    names = Names(
        people=staff.names(tx),
        patients={key: one.name for key, one in patients.items()},
        records=_records(tx, rows, library, today),
        changes=_changes(tx, rows, library),
    )
    return names, patients


def plan_of(tx: ReadTx, row: TrailRow, library: Catalog) -> tuple[Plan | None, Plan | None]:
    """The plan before and after a row that saved one; None where it cannot be read any more."""
    before, after = _versions(row)
    documents = trail_records.plans(tx, [before, after])
    return tuple(_plan(documents.get(key), library, key[1]) for key in (before, after))  # pyright: ignore[reportReturnType]  # two keys, two plans


def _records(
    tx: ReadTx, rows: Sequence[TrailRow], library: Catalog, today: date
) -> dict[tuple[str, str], str]:
    by_kind: dict[str, list[TrailRow]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    found: dict[tuple[str, str], str] = {}
    for kind, some in by_kind.items():
        ids = {row.entity_id for row in some}
        of = {row.patient_id for row in some if row.patient_id}
        for record_id, record in trail_records.records(tx, kind, ids, of).items():
            words = record_words(record, library, lambda day: day_words(day, today=today))
            found[kind, record_id] = words
    return found


def record_words(record: object, library: Catalog, day: Callable[[date], str]) -> str:
    """``7 (worst) of 12 Nov``: a record without the name of its kind."""
    match record:
        case PainRating():
            where = f", {region_words(record.site)}" if record.site else ""
            words = f"{record.score} ({record.series}{where}) of {day(record.at.date())}"
            return words + _source(record.source)
        case Event():
            return f"“{record.words}” of {day(record.day)}" + _source(record.source)
        case ExerciseLog():
            name = exercise_name(record.exercise_id, library) or "the whole plan"
            done = f": {record.done} of {record.asked}" if record.tells_how_often else ""
            return f"({name}{done}) of {day(record.day)}" + _source(record.source)
        case MeasureResult():
            known = measure_named(record.measure_id)
            words = f"{known.name} {known.told(record.score)} of {day(record.day)}"
            return words + _source(record.source)
        case PainMap():
            return f"of {day(record.at.date())}" + _source(record.source)
        case Episode():
            region = library.vocabulary.labels("region").get(record.region, record.region)
            return f"“{record.condition}” ({region})"
        case GivenOut():
            pages = "1 page" if record.pages == 1 else f"{record.pages} pages"
            return f"of {day(record.day)}, {pages},"
        case str():
            return exercise_name(record, library) or f"“{record}”"
        case _:
            return ""


def exercise_name(exercise_id: str, library: Catalog) -> str:
    """Its name; an empty text for what the library does not hold."""
    try:
        return library.exercise(exercise_id).name
    except UserError:
        return ""


def _source(source: str) -> str:
    return f" ({_SOURCES[source]})" if source in _SOURCES else ""


def _changes(tx: ReadTx, rows: Iterable[TrailRow], library: Catalog) -> dict[int, str]:
    saved = [row for row in rows if row.pair == ("save", "program")]
    documents = trail_records.plans(tx, {key for row in saved for key in _versions(row)})
    found: dict[int, str] = {}
    for row in saved:
        before, after = (_plan(documents.get(key), library, key[1]) for key in _versions(row))
        if before is not None and after is not None:
            words = describe_change(before, after, library.exercise)
            same = "" if before == after else "order, notes or wording"
            found[row.seq] = ", ".join(words) or same
    return found


def _versions(row: TrailRow) -> tuple[tuple[str, int], tuple[str, int]]:
    version = row.detail.get("version")
    after = version if isinstance(version, int) else 0
    return (row.entity_id, after - 1), (row.entity_id, after)


def _plan(document: object, library: Catalog, version: int) -> Plan | None:
    """None for a plan that is not there, or whose exercises the library no longer holds."""
    if version == 0:
        return Plan()
    try:
        return plan_document.from_document(document, library.exercise)
    except UserError:
        return None
