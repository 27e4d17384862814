"""`handrail log --doubtful`: days that may not be known though the record says "not done"."""

from collections.abc import Sequence

from clinic_app.cli.context import parse_day
from clinic_app.cli.output import counted, print_records, say
from clinic_app.domain.diary.doubtful import DoubtfulDay
from clinic_app.domain.errors import UserError
from clinic_app.services.diary.doubtful import REASON
from clinic_app.services.workspace import Workspace

_ALL = "all"


def show(workspace: Workspace, patient_id: str, *, as_json: bool) -> None:
    """List the days, those that were voided ones too."""
    days = [*workspace.doubtful.days(patient_id), *workspace.doubtful.days(patient_id, voided=True)]
    print_records(days, _document, _row, as_json=as_json)
    if not days and not as_json:
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
    """Void days, confirm them as not done, or restore them; raises UserError for others."""
    service = workspace.doubtful
    known = service.days(patient_id)
    voided, confirmed = _chosen(workspace, known, void), _chosen(workspace, known, keep)
    back = _chosen(workspace, service.days(patient_id, voided=True), restore)
    if both := {day.day for day in voided} & {day.day for day in confirmed}:
        raise UserError(f"{min(both).isoformat()} cannot be voided and kept.", "Choose one.")
    if voided:
        service.void(patient_id, voided, because or REASON)
    if confirmed:
        service.keep(patient_id, confirmed)
    if back:
        service.restore(patient_id, back)
    changes = (("voided", voided), ("kept as not done", confirmed), ("restored", back))
    done = [f"{counted(len(days), 'day')} {what}" for what, days in changes if days]
    say(", ".join(done) or "No day is in doubt.")


def _chosen(
    workspace: Workspace, known: Sequence[DoubtfulDay], texts: Sequence[str]
) -> list[DoubtfulDay]:
    if _ALL in texts:
        return list(known)
    by_day = {one.day: one for one in known}
    days = [parse_day(workspace, text) for text in texts]
    for day in days:
        if day not in by_day:
            raise UserError(f"{day.isoformat()} is not among these days.", "--doubtful lists them.")
    return [by_day[day] for day in dict.fromkeys(days)]


def _row(day: DoubtfulDay) -> tuple[str, ...]:
    count = f"{counted(len(day.log_ids), 'exercise')} not done"
    return day.day.isoformat(), count, day.why, "voided" if day.voided else ""


def _document(day: DoubtfulDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "exercises": len(day.log_ids),
        "ratings": day.ratings,
        "before_plan": day.before_plan,
        "voided": day.voided,
        "logs": list(day.log_ids),
    }
