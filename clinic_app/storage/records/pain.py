"""Pain ratings. Nothing is deleted: a wrong rating is voided with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.storage.audit.record_digests import Span
from clinic_app.storage.batches import batches
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import records
from clinic_app.storage.rows import about
from clinic_app.storage.tables import pain_entry
from clinic_app.storage.timestamps import microseconds, moment, offset_minutes

_MINUTE, _DAY = 60_000_000, 86_400_000_000  # in microseconds
_EPOCH = date(1970, 1, 1).toordinal()
_MOST_ALONE, _TOGETHER = 100, 500  # ratings with an audit row each, and in one
_SERIES = {str(series): series for series in Series}
_COLUMNS = tuple(
    pain_entry.c[name]
    for name in ("id", "patient_id", "series", "score", "at", "at_offset", "context", "voided",
                 "void_reason", "source", "site")
)  # fmt: skip


def add(tx: WriteTx, new: Sequence[PainRating]) -> None:
    """Add ratings, all or none. Raises NotFound (unknown patient) or Conflict (known id)."""
    records.add(tx, RATINGS, new)


def _note(tx: WriteTx, new: Sequence[PainRating]) -> None:
    """Each has its own audit row; of many at once some hundred share one, which lists them."""
    if len(new) > _MOST_ALONE:
        for start in range(0, len(new), _TOGETHER):
            _note_together(tx, new[start : start + _TOGETHER])
        return
    for rating in new:
        detail = {"patient": rating.patient_id, "series": rating.series, "score": rating.score}
        tx.audit("add", "pain", rating.id, detail, rating.patient_id, _span([rating]))


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


def listing(tx: ReadTx, patient_id: str, *, since: datetime | None = None) -> list[PainRating]:
    """The patient's ratings with the voided ones, by time, each with its own offset from UTC."""
    return _fetched(tx, pain_entry.c.patient_id == patient_id, since)


def by_id(tx: ReadTx, patient_ids: Iterable[str], ids: Iterable[str]) -> dict[str, PainRating]:
    """These ratings of some patients, by id; voided ones too."""
    requested = set(ids)
    found: dict[str, PainRating] = {}
    for some in batches(patient_ids):
        for part in batches(requested):
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
    valid = query.where(pain_entry.c.voided.is_(False))
    rows = about(tx, valid, pain_entry.c.patient_id, patient_ids)
    for patient_id, site, series, number, total, count in rows:
        sites = found.setdefault(patient_id, {})
        means = sites.setdefault(site, {}).setdefault(_SERIES[series], {})
        means[date.fromordinal(_EPOCH + number)] = total / count
    return found


def _fetched(tx: ReadTx, whose: ColumnElement[bool], since: datetime | None) -> list[PainRating]:
    query = select(*_COLUMNS).where(whose)
    if since is not None:
        # The series are named so that the search goes straight to each one's time.
        named = pain_entry.c.series.in_(list(_SERIES))
        query = query.where(named, pain_entry.c.at >= microseconds(since))
    rows = tx.connection.execute(query).all()
    return [_rating(*row) for row in sorted(rows, key=_by_time)]


def _by_time(row: Sequence[Any]) -> tuple[Any, ...]:
    return row[4], row[2], row[0]


def _rating(
    rating_id: str, patient_id: str, series: str, score: int, at: int, offset: int, *rest: Any
) -> PainRating:
    return PainRating(rating_id, patient_id, _SERIES[series], score, moment(at, offset), *rest)


def _to_row(rating: PainRating) -> dict[str, Any]:
    return {
        "patient_id": rating.patient_id,
        "series": str(rating.series),
        "at": microseconds(rating.at),
        "id": rating.id,
        "at_offset": offset_minutes(rating.at),
        "score": rating.score,
        "context": rating.context,
        "voided": rating.voided,
        "void_reason": rating.void_reason,
        "source": rating.source,
        "site": rating.site,
    }


def _from_row(row: Mapping[str, Any]) -> PainRating:
    return _rating(*(row[column.name] for column in _COLUMNS))


RATINGS = records.RecordKind[PainRating](
    "pain", pain_entry, _to_row, _from_row, time="at", words="pain rating", on_add=_note
)
