"""`handrail demo`, `patients` and `patient add`."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import command_words, open_clinic
from clinic_app.cli.output import AsJson, plain_fields, print_json, print_table, say
from clinic_app.domain.dates import parse_date
from clinic_app.domain.patient.patient import CaseloadRow, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.words import _

patient_app = typer.Typer(help="Add a patient.", no_args_is_help=True)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Make the demo clinic, with invented people, in a new folder."""
    from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo

    make_demo(folder)
    say(_("passphrase: {passphrase}", passphrase=DEMO_PASSPHRASE))


def patients(
    context: typer.Context,
    *,
    archived: Annotated[bool, typer.Option("--archived", help="Archived ones too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the patients, the last opened first."""
    with open_clinic(context) as workspace:
        rows = workspace.patients.caseload(include_archived=archived)
        workspace.patients.list_by_command(command_words(context))
    if as_json:
        print_json([_row_document(row) for row in rows])
        return
    print_table(
        [
            (r.patient.record_number, r.patient.name, r.episode.condition if r.episode else "")
            for r in rows
        ]
    )


@patient_app.command("add")
def add_patient(
    context: typer.Context,
    *,
    given: Annotated[str, typer.Option(help="Given name.")],
    family: Annotated[str, typer.Option(help="Family name.")],
    born: Annotated[str, typer.Option(metavar="DATE", help="Birth date.")] = "",
    number: Annotated[str, typer.Option(help="Record number; the next one if left out.")] = "",
    language: Annotated[str, typer.Option(help="Handout language: en or es.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Add a patient."""
    with open_clinic(context) as workspace:
        day = parse_date(born, workspace.staff.clinic().date_order) if born else None
        patient = Patient(new_id(), given, family, day, number, language.strip().lower())
        patient = workspace.patients.add(patient)
    if as_json:
        print_json(_document(patient))
    else:
        say(f"{patient.record_number} {patient.name}")


def _document(patient: Patient) -> dict[str, object]:
    return {
        **plain_fields(patient, "id", "record_number", "given", "family", "born", "language"),
        "precautions": list(patient.precautions),
        "archived": patient.archived,
    }


def _row_document(row: CaseloadRow) -> dict[str, object]:
    episode = row.episode
    return {
        **_document(row.patient),
        "episode": None
        if episode is None
        else plain_fields(episode, "condition", "region", "side", "icd10", "started"),
        **plain_fields(row, "opened_at", "printed_at"),
    }
