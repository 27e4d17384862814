"""`handrail advice`."""

from typing import Annotated

import typer

from clinic_app.cli.context import open_patient
from clinic_app.cli.output import AsJson, print_json, print_table, say
from clinic_app.cli.plans import PatientName
from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceInput, Suggestion
from clinic_app.services.workspace import Workspace
from clinic_app.words import N_, _

_SUGGESTED = {
    Advice.STOP: N_("suggested stop"),
    Advice.EASIER: N_("suggested easier"),
    Advice.SAME: N_("suggested same"),
    Advice.HARDER: N_("suggested harder"),
}
_DECIDED = {
    Advice.STOP: N_("decided stop"),
    Advice.EASIER: N_("decided easier"),
    Advice.SAME: N_("decided same"),
    Advice.HARDER: N_("decided harder"),
}
FOOT = N_("Helps you decide. It never changes a plan.")


def advice(
    context: typer.Context,
    patient: PatientName,
    *,
    history: Annotated[
        bool, typer.Option("--history", help="What was suggested and decided before.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Suggest easier, same, harder or stop for each exercise, with the rule and its inputs."""
    with open_patient(context, patient) as (workspace, found):
        if history:
            _print_history(workspace, workspace.advice.history(found.id), as_json=as_json)
            return
        suggestions = workspace.advice.suggestions(found.id)
        decided = workspace.advice.decided_on(found.id)
        if as_json:
            print_json([_document(workspace, s, decided.get(s.item_id)) for s in suggestions])
            return
        name = workspace.library.exercise
        print_table(
            [
                (name(s.exercise_id).name, s.advice.label, f"{s.because} {s.change_words}".strip())
                for s in suggestions
            ]
        )
        say(_(FOOT) if suggestions else _("The plan is empty."))


def _document(
    workspace: Workspace, suggestion: Suggestion, decided: AdviceDecision | None
) -> dict[str, object]:
    return {
        "exercise": suggestion.exercise_id,
        "name": workspace.library.exercise(suggestion.exercise_id).name,
        "item": suggestion.item_id,
        "suggestion": str(suggestion.advice),
        "because": suggestion.because,
        "rule": suggestion.rule,
        "rule_id": suggestion.rule_id,
        "inputs": _inputs(suggestion.inputs),
        "source": suggestion.source,
        "change": suggestion.change_words or None,
        "axis": suggestion.axis or None,
        "decided": str(decided.decided) if decided else None,
    }


def _print_history(workspace: Workspace, decisions: list[AdviceDecision], *, as_json: bool) -> None:
    if as_json:
        print_json([_decision(workspace, one) for one in decisions])
        return
    print_table(
        [
            (
                one.at.isoformat(" ", "minutes"),
                one.exercise_id,
                _(_SUGGESTED[one.suggested]),
                _(_DECIDED[one.decided]),
                _("undone") if one.undone else one.note,
            )
            for one in decisions
        ]
    )


def _decision(workspace: Workspace, one: AdviceDecision) -> dict[str, object]:
    names = workspace.staff.names()
    return {
        "at": one.at.isoformat(),
        "by": names.get(one.clinician_id, one.clinician_id),
        "exercise": one.exercise_id,
        "item": one.item_id,
        "suggestion": str(one.suggested),
        "decided": str(one.decided),
        "undone": one.undone,
        "note": one.note,
        "rule": one.rule,
        "inputs": _inputs(one.inputs),
    }


def _inputs(inputs: tuple[AdviceInput, ...]) -> list[dict[str, str]]:
    return [{"name": one.name, "value": one.value} for one in inputs]
