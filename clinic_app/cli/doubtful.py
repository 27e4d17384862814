"""`handrail log --doubtful`: days that may not be known though the record says "not done"."""

from collections.abc import Sequence

from clinic_app.cli.output import print_json, print_table, say
from clinic_app.domain.dates import parse_date
from clinic_app.domain.doubtful import DoubtfulDay
from clinic_app.domain.errors import UserError
from clinic_app.services.doubtful import REASON
from clinic_app.services.workspace import Workspace

_ALL = "all"


def show(workspace: Workspace, patient_id: str, *, as_json: bool) -> None:
    """List the days, those that were struck out too."""
    days = [*workspace.doubtful.days(patient_id), *workspace.doubtful.days(patient_id, voided=True)]
    if as_json:
        print_json([_document(day) for day in days])
        return
    print_table([(d.day.isoformat(), _count(d), d.why, "voided" if d.voided else "") for d in days])
    if not days:
        say('No day is in doubt: every "not done" was said.')


def change(
    workspace: Workspace,
    patient_id: str,
    *,
    void: Sequence[str],
    keep: Sequence[str],
    restore: Sequence[str],
    because: str,
) -> None:
    """Strike days out, keep them as they are, or bring them back; raises UserError for others."""
    service = workspace.doubtful
    known = service.days(patient_id)
    struck, kept = _chosen(workspace, known, void), _chosen(workspace, known, keep)
    back = _chosen(workspace, service.days(patient_id, voided=True), restore)
    if both := {day.day for day in struck} & {day.day for day in kept}:
        raise UserError(f"{min(both).isoformat()} cannot be voided and kept.", "Choose one.")
    if struck:
        service.void(patient_id, struck, because or REASON)
    if kept:
        service.keep(patient_id, kept)
    if back:
        service.bring_back(patient_id, back)
    told = (("voided", struck), ("kept as not done", kept), ("brought back", back))
    done = [f"{_days(len(days))} {what}" for what, days in told if days]
    say(", ".join(done) or "No day is in doubt.")


def _chosen(
    workspace: Workspace, known: Sequence[DoubtfulDay], wanted: Sequence[str]
) -> list[DoubtfulDay]:
    if _ALL in wanted:
        return list(known)
    order = workspace.staff.clinic().date_order
    by_day = {one.day: one for one in known}
    days = [parse_date(text, order) for text in wanted]
    for day in days:
        if day not in by_day:
            raise UserError(f"{day.isoformat()} is not among these days.", "--doubtful lists them.")
    return [by_day[day] for day in dict.fromkeys(days)]


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _count(day: DoubtfulDay) -> str:
    count = len(day.log_ids)
    return "1 exercise not done" if count == 1 else f"{count} exercises not done"


def _document(day: DoubtfulDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "exercises": len(day.log_ids),
        "ratings": day.ratings,
        "before_plan": day.before_plan,
        "voided": day.voided,
        "logs": list(day.log_ids),
    }
