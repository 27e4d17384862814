"""`handrail log`: how one exercise went on a day, and days that may not be known."""

from typing import Annotated, Any

import typer

from clinic_app.cli import doubtful as cli_doubtful
from clinic_app.cli.context import open_patient, parse_day
from clinic_app.cli.output import AsJson, plain_fields, print_records
from clinic_app.cli.plans import PatientName
from clinic_app.cli.records import OnDay
from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.workspace import Workspace
from clinic_app.words import N_, _

_Days = Annotated[list[str] | None, typer.Option(metavar="DATE|all", help="Of --doubtful.")]


def _n(words: str) -> Any:
    """An option that takes a number."""
    return typer.Option(metavar="N", help=words)


def log(
    context: typer.Context,
    patient: PatientName,
    *,
    exercise: Annotated[
        str | None, typer.Option(metavar="ID", help="Log this exercise of the plan.")
    ] = None,
    on: OnDay = None,
    times: Annotated[str | None, _n("Sessions done; all of the day if left out.")] = None,
    sets: Annotated[str | None, _n("Sets done; 0 is: not done.")] = None,
    left: Annotated[str | None, _n("Repetitions left after the last set.")] = None,
    during: Annotated[str | None, _n("Pain while doing it, 0-10.")] = None,
    next_morning: Annotated[str | None, _n("Pain the morning after, 0-10.")] = None,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help='List days that are "not done" and may not be known.')
    ] = False,
    void: _Days = None,
    keep: _Days = None,
    restore: _Days = None,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why they are voided.")] = "",
    as_json: AsJson = False,
) -> None:
    """Log how one exercise of the plan went on a day, or list what is logged.

    Logged again for the same day, what is given replaces what was logged before. --void, --keep and
    --restore take a DATE, or all, of the days that --doubtful lists; they may be given repeatedly.
    """
    judged = bool(void or keep or restore)
    if doubtful or judged:
        if exercise is not None or (because and not void):
            raise UserError(_("--because goes with --void, --doubtful without --exercise."))
        with open_patient(context, patient) as (workspace, found):
            if judged:
                days = {"void": void or (), "keep": keep or (), "restore": restore or ()}
                cli_doubtful.change(workspace, found.id, **days, because=because)
            else:
                cli_doubtful.show(workspace, found.id, as_json=as_json)
        return
    numbers = _numbers(
        sets_done=sets, reps_left=left, pain_during=during, pain_next_morning=next_morning
    )
    if exercise is None and (numbers or times is not None or on is not None):
        example = "--exercise bridge --sets 3"
        raise UserError(_("Say which exercise."), _("As in: {example}", example=example))
    done = _number("--times", times)
    with open_patient(context, patient) as (workspace, found):
        if exercise is None:
            _show(workspace, workspace.exercise_logs.listing(found.id), as_json=as_json)
            return
        logged = workspace.diary.log(
            found.id, exercise.strip(), parse_day(workspace, on or "today"), done=done, told=numbers
        )
        _show(workspace, [logged], as_json=as_json, single=True)


def _numbers(**given: str | None) -> dict[str, int]:
    read = {name: _number(_OPTIONS[name], text) for name, text in given.items()}
    return {name: number for name, number in read.items() if number is not None}


_OPTIONS = {
    "sets_done": "--sets",
    "reps_left": "--left",
    "pain_during": "--during",
    "pain_next_morning": "--next-morning",
}


def _number(option: str, text: str | None) -> int | None:
    if text is None:
        return None
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise UserError(
            _("{option} needs a whole number, not {text}.", option=option, text=repr(text[:20]))
        )
    return int(digits)


def _show(
    workspace: Workspace, logs: list[ExerciseLog], *, as_json: bool, single: bool = False
) -> None:
    def row(one: ExerciseLog) -> tuple[str, ...]:
        return one.day.isoformat(), _name(workspace, one), _words(one)

    print_records(logs, _document, row, as_json=as_json, single=single)


def _name(workspace: Workspace, log: ExerciseLog) -> str:
    if not log.exercise_id:
        return _("the whole plan")
    try:
        return workspace.library.exercise(log.exercise_id).name
    except UserError:  # gone from the library
        return log.exercise_id


def _words(log: ExerciseLog) -> str:
    """``1 of 2 done, 3 of 3 sets, 4 left, pain 1 during, 2 the next morning``."""
    if not log.tells_how_often:
        parts = [_("how it went")]
    elif log.days > 1:
        parts = [_("{number} of {total} days done", number=log.done, total=log.asked)]
    else:
        parts = [_("{number} of {total} done", number=log.done, total=log.asked)]
    if log.sets_done is not None:
        asked = log.sets_asked or "?"
        parts.append(_("{number} of {total} sets", number=log.sets_done, total=asked))
    for value, words in (
        (log.reps_left, N_("{number} left")),
        (log.effort, N_("effort {number}")),
        (log.pain_during, N_("pain {number} during")),
        (log.pain_next_morning, N_("pain {number} the next morning")),
    ):
        parts += [] if value is None else [_(words, number=value)]
    parts += [_("less because of pain")] if log.less_for_pain else []
    parts += [_("voided: {reason}", reason=log.void_reason)] if log.voided else []
    return ", ".join(parts)


def _document(log: ExerciseLog) -> dict[str, object]:
    return {
        **plain_fields(log, "id", "day"),
        "exercise": log.exercise_id,
        "item": log.item_id,
        **plain_fields(log, "done", "asked", "days", "sets_done", "sets_asked", "reps_left"),
        **plain_fields(log, "effort", "pain_during", "pain_next_morning", "less_for_pain"),
        **plain_fields(log, "voided", "void_reason", "source"),
    }
