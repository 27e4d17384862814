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
from clinic_app.domain.records.record_names import series_words
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import Names
from clinic_app.storage.audit import trail_records
from clinic_app.storage.audit.trail_records import GivenOut, PatientName
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import staff
from clinic_app.words import NP_, _, ngettext

_SOURCES = {
    "kiosk": NP_("source", "at the kiosk"),
    "diary": NP_("source", "diary"),
    "form": NP_("source", "diary form"),
    "csv": NP_("source", "from a file"),
}


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
            return _with_source(_rating_words(record, day), record.source)
        case Event():
            words = _("“{text}” of {day}", text=record.words, day=day(record.day))
            return _with_source(words, record.source)
        case ExerciseLog():
            return _with_source(_log_words(record, library, day), record.source)
        case MeasureResult():
            known = measure_named(record.measure_id)
            score = known.told(record.score)
            words = _(
                "{measure} {score} of {day}",
                measure=_(known.name),
                score=score,
                day=day(record.day),
            )
            return _with_source(words, record.source)
        case PainMap():
            return _with_source(_("of {day}", day=day(record.at.date())), record.source)
        case Episode():
            region = library.vocabulary.labels("region").get(record.region, record.region)
            return f"“{record.condition}” ({region})"
        case GivenOut():
            return ngettext(
                "of {day}, {count} page,",
                "of {day}, {count} pages,",
                record.pages,
                day=day(record.day),
            )
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


def _rating_words(rating: PainRating, day: Callable[[date], str]) -> str:
    score, when = rating.score, day(rating.at.date())
    series = series_words(rating.series)
    if not rating.site:
        return _("{score} ({series}) of {day}", score=score, series=series, day=when)
    return _(
        "{score} ({series}, {region}) of {day}",
        score=score,
        series=series,
        region=region_words(rating.site),
        day=when,
    )


def _log_words(log: ExerciseLog, library: Catalog, day: Callable[[date], str]) -> str:
    name, when = exercise_name(log.exercise_id, library) or _("the whole plan"), day(log.day)
    if not log.tells_how_often:
        return _("({exercise}) of {day}", exercise=name, day=when)
    return _(
        "({exercise}: {done} of {asked}) of {day}",
        exercise=name,
        done=log.done,
        asked=log.asked,
        day=when,
    )


def _with_source(words: str, source: str) -> str:
    return f"{words} ({_(_SOURCES[source])})" if source in _SOURCES else words


def _changes(tx: ReadTx, rows: Iterable[TrailRow], library: Catalog) -> dict[int, str]:
    saved = [row for row in rows if row.pair == ("save", "program")]
    documents = trail_records.plans(tx, {key for row in saved for key in _versions(row)})
    found: dict[int, str] = {}
    for row in saved:
        before, after = (_plan(documents.get(key), library, key[1]) for key in _versions(row))
        if before is not None and after is not None:
            words = describe_change(before, after, library.exercise)
            same = "" if before == after else _("order, notes or wording")
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
