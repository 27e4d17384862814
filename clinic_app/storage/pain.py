"""Pain ratings. Nothing is deleted: a wrong rating is voided with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update

from clinic_app.domain.errors import NotFound
from clinic_app.domain.pain import PainRating, Series
from clinic_app.storage.batches import batches
from clinic_app.storage.database import ReadTx, WriteTx
from clinic_app.storage.record_digests import Span
from clinic_app.storage.tables import pain_entry
from clinic_app.storage.timestamps import microseconds, moment, offset_minutes

_MINUTE, _DAY = 60_000_000, 86_400_000_000  # in microseconds
_EPOCH = date(1970, 1, 1).toordinal()
_MOST_ALONE, _TOGETHER = 100, 500  # ratings with an audit row each, and in one
_SERIES = {str(series): series for series in Series}
_INSERT = insert(pain_entry)
_COLUMNS = (
    pain_entry.c.id,
    pain_entry.c.patient_id,
    pain_entry.c.series,
    pain_entry.c.score,
    pain_entry.c.at,
    pain_entry.c.at_offset,
    pain_entry.c.context,
    pain_entry.c.voided,
    pain_entry.c.void_reason,
    pain_entry.c.source,
    pain_entry.c.site,
)


def add(tx: WriteTx, new: Sequence[PainRating]) -> None:
    """Keep ratings, all or none. Raises NotFound (unknown patient) or Conflict (known id).

    Each has its own audit row; of many at once some hundred share one, which lists them.
    """
    if not new:
        return
    tx.connection.execute(_INSERT, [_values(entry) for entry in new])
    if len(new) > _MOST_ALONE:
        for start in range(0, len(new), _TOGETHER):
            _note_together(tx, new[start : start + _TOGETHER])
        return
    for entry in new:
        detail = {"patient": entry.patient_id, "series": entry.series, "score": entry.score}
        tx.audit("add", "pain", entry.id, detail, entry.patient_id, _span([entry]))


def _note_together(tx: WriteTx, some: Sequence[PainRating]) -> None:
    ratings = [(entry.id, entry.series, entry.score) for entry in some]
    detail = {"patient": some[0].patient_id, "ratings": ratings}
    tx.audit("add", "pain", some[0].id, detail, some[0].patient_id, _span(some))


def _span(some: Sequence[PainRating]) -> Span:
    times = [microseconds(entry.at) for entry in some]
    return Span(frozenset(str(entry.series) for entry in some), min(times), max(times))


def rated_sites(tx: ReadTx, patient_id: str) -> list[str]:
    """The sites with valid ratings, in order; "" is what the patient is treated for."""
    rows = pain_entry.c
    query = select(rows.site).distinct().where(rows.patient_id == patient_id, ~rows.voided)
    return sorted(tx.connection.execute(query).scalars())


def entries(tx: ReadTx, patient_id: str, *, since: datetime | None = None) -> list[PainRating]:
    """The patient's ratings with the voided ones, by time, each with its own offset from UTC."""
    return _fetched(tx, pain_entry.c.patient_id == patient_id, since)


def by_id(tx: ReadTx, patient_ids: Iterable[str], ids: Iterable[str]) -> dict[str, PainRating]:
    """These ratings of some patients, by id; voided ones too."""
    wanted = set(ids)
    found: dict[str, PainRating] = {}
    for some in batches(patient_ids):
        for part in batches(wanted):
            here = pain_entry.c.patient_id.in_(some) & pain_entry.c.id.in_(part)
            found |= {entry.id: entry for entry in _fetched(tx, here, None)}
    return found


def recent(tx: ReadTx, patient_ids: Iterable[str], since: datetime) -> dict[str, list[PainRating]]:
    """Ratings from ``since`` on of many patients, by time; those without any are left out."""
    found: dict[str, list[PainRating]] = {}
    for some in batches(patient_ids):
        for entry in _fetched(tx, pain_entry.c.patient_id.in_(some), since):
            found.setdefault(entry.patient_id, []).append(entry)
    return found


def daily_means(
    tx: ReadTx, patient_ids: Iterable[str]
) -> dict[str, dict[str, dict[Series, dict[date, float]]]]:
    """Mean of each rated local day by site and series, of many patients; no voided ratings."""
    day = (pain_entry.c.at + pain_entry.c.at_offset * _MINUTE) // _DAY
    key = (pain_entry.c.patient_id, pain_entry.c.site, pain_entry.c.series, day)
    query = select(*key, func.sum(pain_entry.c.score), func.count()).group_by(*key).order_by(*key)
    found: dict[str, dict[str, dict[Series, dict[date, float]]]] = {}
    counts = pain_entry.c.voided.is_(False)
    for some in batches(patient_ids):
        rows = tx.connection.execute(query.where(pain_entry.c.patient_id.in_(some), counts))
        for patient_id, site, series, number, total, count in rows:
            sites = found.setdefault(patient_id, {})
            means = sites.setdefault(site, {}).setdefault(_SERIES[series], {})
            means[date.fromordinal(_EPOCH + number)] = total / count
    return found


def void(tx: WriteTx, patient_id: str, entry_id: str, reason: str) -> None:
    """Strike a rating out, saying why; it stays readable. Raises NotFound."""
    _mark(tx, patient_id, entry_id, {"voided": True, "void_reason": reason})
    tx.audit("void", "pain", entry_id, {"patient": patient_id, "reason": reason})


def unvoid(tx: WriteTx, patient_id: str, entry_id: str) -> None:
    """Take the striking out back. Raises NotFound."""
    _mark(tx, patient_id, entry_id, {"voided": False, "void_reason": ""})
    tx.audit("unvoid", "pain", entry_id, {"patient": patient_id})


def _mark(tx: WriteTx, patient_id: str, entry_id: str, values: dict[str, Any]) -> None:
    here = (pain_entry.c.patient_id == patient_id) & (pain_entry.c.id == entry_id)
    done = tx.connection.execute(update(pain_entry).where(here).values(values))
    if done.rowcount != 1:
        raise NotFound("This rating is not in the clinic file.")


def _fetched(tx: ReadTx, whose: ColumnElement[bool], since: datetime | None) -> list[PainRating]:
    query = select(*_COLUMNS).where(whose)
    if since is not None:
        # The series are named so that the search goes straight to each one's time.
        named = pain_entry.c.series.in_(list(_SERIES))
        query = query.where(named, pain_entry.c.at >= microseconds(since))
    rows = tx.connection.execute(query).all()
    return [_entry(*row) for row in sorted(rows, key=_by_time)]


def _by_time(row: Sequence[Any]) -> tuple[Any, ...]:
    return row[4], row[2], row[0]


def _entry(
    entry_id: str, patient_id: str, series: str, score: int, at: int, offset: int, *rest: Any
) -> PainRating:
    return PainRating(entry_id, patient_id, _SERIES[series], score, moment(at, offset), *rest)


def _values(entry: PainRating) -> dict[str, Any]:
    return {
        "patient_id": entry.patient_id,
        "series": str(entry.series),
        "at": microseconds(entry.at),
        "id": entry.id,
        "at_offset": offset_minutes(entry.at),
        "score": entry.score,
        "context": entry.context,
        "voided": entry.voided,
        "void_reason": entry.void_reason,
        "source": entry.source,
        "site": entry.site,
    }
