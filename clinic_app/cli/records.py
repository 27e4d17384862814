"""`handrail measure` and `event`."""

from typing import Annotated

import typer

from clinic_app.cli.context import open_patient, parse_day
from clinic_app.cli.output import AsJson, plain_fields, print_json, print_records, print_table, say
from clinic_app.cli.plans import PatientName
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.chart_summary import change_words
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.measures import MEASURES, measure_named
from clinic_app.domain.progress.outcome_measure import MeasureResult, MeasureTrack
from clinic_app.words import _

_KNOWN = ", ".join(measure.id for measure in MEASURES)
_KINDS = ", ".join(kind.replace("_", "-") for kind in EventKind)
OnDay = Annotated[str | None, typer.Option(metavar="DATE", help="Its day; today if left out.")]


def measure(
    context: typer.Context,
    patient: PatientName,
    *,
    add: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ID SCORE", help=f"Keep a total. Known: {_KNOWN}."),
    ] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """List a patient's outcome measures and what their changes may be called, or keep a total."""
    _check_on(add is not None, on, "--add odi 42")
    with open_patient(context, patient) as (workspace, found):
        if add is not None:
            known = measure_named(add[0])
            score, day = known.parse(add[1]), parse_day(workspace, on or "today")
            results = [workspace.measures.record(found.id, known.id, score, day=day)]
            _show_results(results, (), as_json=as_json, single=True)
        else:
            results = workspace.measures.listing(found.id)
            _show_results(results, workspace.measures.tracks(found.id), as_json=as_json)


def event(
    context: typer.Context,
    patient: PatientName,
    *,
    add: Annotated[
        str | None, typer.Option(metavar="KIND", help=f"Note an event: {_KINDS}.")
    ] = None,
    text: Annotated[str | None, typer.Option(help="A line that says more.")] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """List a patient's events, or note one."""
    _check_on(add is not None, on if text is None else text, "--add visit --text Checked")
    with open_patient(context, patient) as (workspace, found):
        if add is None:
            _show_events(workspace.events.listing(found.id), as_json=as_json)
            return
        day, kind = parse_day(workspace, on or "today"), _kind(add)
        added = workspace.events.add(Event(new_id(), found.id, day, kind, text or ""))
        _show_events([added], as_json=as_json, single=True)


def _check_on(adds: bool, given: str | None, example: str) -> None:
    if given is not None and not adds:
        raise UserError(_("--on and --text go with --add."), _("As in: {example}", example=example))


def _kind(text: str) -> EventKind:
    try:
        return EventKind(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise UserError(
            _("{text} is no kind of event.", text=repr(text[:40])),
            _("Use one of: {names}.", names=_KINDS),
        ) from None


def _show_results(
    results: list[MeasureResult],
    tracks: tuple[MeasureTrack, ...],
    *,
    as_json: bool,
    single: bool = False,
) -> None:
    if as_json and single:
        print_json(_result(results[0]))
    elif as_json:
        print_json({"results": [_result(r) for r in results], "changes": _changes(tracks)})
    else:
        print_table([_result_row(r) for r in results])
        if tracks:
            say("")
        print_table([_change_row(track) for track in tracks])


def _result(result: MeasureResult) -> dict[str, object]:
    return {
        "id": result.id,
        "day": result.day.isoformat(),
        "measure": result.measure_id,
        "score": result.score,
        "unit": measure_named(result.measure_id).unit,
        "items": [{"asked": asked, "answer": answer} for asked, answer in result.items],
        **plain_fields(result, "voided", "void_reason", "source"),
    }


def _result_row(result: MeasureResult) -> tuple[str, ...]:
    known = measure_named(result.measure_id)
    asked = ", ".join(f"{name} {answer:g}" for name, answer in result.items)
    remark = _("voided: {reason}", reason=result.void_reason) if result.voided else asked
    return result.day.isoformat(), _(known.name), known.told(result.score), remark


def _changes(tracks: tuple[MeasureTrack, ...]) -> list[dict[str, object]]:
    return [
        {
            "measure": track.measure.id,
            "since": track.first.day.isoformat(),
            "first": track.first.score,
            "latest": track.latest.score,
            "change": track.change,
            "reading": str(track.reading),
            "up_is_better": track.measure.up_is_better,
            "source": track.measure.source,
        }
        for track in tracks
    ]


def _change_row(track: MeasureTrack) -> tuple[str, ...]:
    change = "" if track.change is None else f"{track.change:+g}"
    day = track.first.day.isoformat()
    is_on_a_day = track.measure.is_change_rating
    since = _("on {day}", day=day) if is_on_a_day else _("since {day}", day=day)
    return _(track.measure.name), change, since, f"{change_words(track)}. {track.measure.source}"


def _show_events(events: list[Event], *, as_json: bool, single: bool = False) -> None:
    print_records(events, _event, _event_row, as_json=as_json, single=single)


def _event(event: Event) -> dict[str, object]:
    return plain_fields(event, "id", "day", "kind", "text", "voided", "void_reason", "source")


def _event_row(event: Event) -> tuple[str, ...]:
    words = _("voided: {reason}", reason=event.void_reason) if event.voided else event.text
    return event.day.isoformat(), event.kind.label, words
