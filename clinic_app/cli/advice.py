"""`handrail advice`."""

import typer

from clinic_app.cli.context import open_patient
from clinic_app.cli.output import AsJson, print_json, print_table
from clinic_app.cli.plans import PatientName
from clinic_app.domain.advice import AdviceDecision, Suggestion
from clinic_app.services.workspace import Workspace

FOOT = "Helps you decide. It never changes a plan."


def advice(context: typer.Context, patient: PatientName, *, as_json: AsJson = False) -> None:
    """Suggest easier, same, harder or stop for each exercise, with the rule and its inputs."""
    with open_patient(context, patient) as (workspace, found):
        suggestions = workspace.advice.suggestions(found.id)
        decided = workspace.advice.decided_on(found.id)
        if as_json:
            print_json([_document(workspace, s, decided.get(s.item_id)) for s in suggestions])
            return
        name = workspace.library.exercise
        rows = [
            (
                name(s.exercise_id).name,
                s.advice.label,
                f"{s.because} {s.change_words}".strip(),
            )
            for s in suggestions
        ]
    print_table(rows)
    typer.echo(FOOT if rows else "The plan is empty.")


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
        "inputs": [{"name": told.name, "value": told.value} for told in suggestion.inputs],
        "source": suggestion.source,
        "change": suggestion.change_words or None,
        "axis": suggestion.axis or None,
        "decided": str(decided.decided) if decided else None,
    }
