"""`handrail export`: one patient's whole record as a file."""

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import open_patient
from clinic_app.cli.output import AsJson, print_json, say
from clinic_app.cli.plans import PatientName
from clinic_app.domain.errors import UserError
from clinic_app.services.files import check_place
from clinic_app.words import _

PASSWORD = "HANDRAIL_EXPORT_PASSWORD"


def export(
    context: typer.Context,
    patient: PatientName,
    *,
    out: Annotated[Path, typer.Option(metavar="F.zip", help="The file to write.")],
    plain: Annotated[
        bool, typer.Option("--plain", help="No password: whoever has the file can read it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write one patient's whole record to a ZIP file: pages to read, JSON, every handout.

    It is encrypted with a password of its own, from HANDRAIL_EXPORT_PASSWORD or asked for twice.
    """
    if out.suffix.lower() != ".zip":
        raise UserError(
            _("{file} does not end in .zip.", file=repr(out.name)), _("A record is a ZIP file.")
        )
    check_place(out)
    with open_patient(context, patient) as (workspace, found):
        password = None if plain else export_password(twice=True)
        made = workspace.record_export.write_record(found.id, out, password)
    if as_json:
        document = {"file": str(out), "patient": found.id, "encrypted": made.has_password}
        print_json({**document, "handouts": made.handouts})
    elif made.has_password:
        say(_("{file}: the whole record, with a password", file=out))
    else:
        say(_("{file}: the whole record, without a password: keep it safe", file=out))


def export_password(*, twice: bool) -> str:
    """From the environment or a prompt; never from an argument, which other users could see."""
    known = os.environ.get(PASSWORD)
    if known:
        return known
    if not sys.stdin.isatty():
        raise UserError(
            _("The file's password is missing."),
            _("Set {name}, or use a terminal.", name=PASSWORD),
        )
    typed = getpass.getpass(_("Password of the file: "))
    if twice and getpass.getpass(_("Once more: ")) != typed:
        raise UserError(_("The two passwords differ."), _("Try again."))
    return typed
