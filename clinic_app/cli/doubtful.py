"""`handrail log --doubtful`: days that may not be known though the record says "not done"."""

from collections.abc import Sequence

from clinic_app.cli.context import parse_day
from clinic_app.cli.output import print_records, say
from clinic_app.domain.diary.doubtful import DoubtfulDay
from clinic_app.domain.errors import UserError
from clinic_app.services.diary.doubtful import REASON
from clinic_app.services.workspace import Workspace
from clinic_app.words import _, ngettext

_ALL = "all"


def show(workspace: Workspace, patient_id: str, *, as_json: bool) -> None:
    """List the days, those that were voided ones too."""
    days = [*workspace.doubtful.days(patient_id), *workspace.doubtful.days(patient_id, voided=True)]
    print_records(days, _document, _row, as_json=as_json)
    if not days and not as_json:
        say(_('No day is in doubt: every "not done" was said.'))


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
        day = min(both).isoformat()
        raise UserError(_("{day} cannot be voided and kept.", day=day), _("Choose one."))
    if voided:
        service.void(patient_id, voided, because or _(REASON))
    if confirmed:
        service.keep(patient_id, confirmed)
    if back:
        service.restore(patient_id, back)
    done = (
        (voided, ngettext("{count} day voided", "{count} days voided", len(voided))),
        (
            confirmed,
            ngettext(
                "{count} day kept as not done", "{count} days kept as not done", len(confirmed)
            ),
        ),
        (back, ngettext("{count} day restored", "{count} days restored", len(back))),
    )
    say(", ".join(words for days, words in done if days) or _("No day is in doubt."))


def _chosen(
    workspace: Workspace, known: Sequence[DoubtfulDay], texts: Sequence[str]
) -> list[DoubtfulDay]:
    if _ALL in texts:
        return list(known)
    by_day = {one.day: one for one in known}
    days = [parse_day(workspace, text) for text in texts]
    for day in days:
        if day not in by_day:
            raise UserError(
                _("{day} is not among these days.", day=day.isoformat()),
                _("--doubtful lists them."),
            )
    return [by_day[day] for day in dict.fromkeys(days)]


def _row(day: DoubtfulDay) -> tuple[str, ...]:
    count = ngettext("{count} exercise not done", "{count} exercises not done", len(day.log_ids))
    return day.day.isoformat(), count, day.why, _("voided") if day.voided else ""


def _document(day: DoubtfulDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "exercises": len(day.log_ids),
        "ratings": day.ratings,
        "before_plan": day.before_plan,
        "voided": day.voided,
        "logs": list(day.log_ids),
    }
