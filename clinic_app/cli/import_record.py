"""`handrail import-record`: one patient's whole record from another clinic."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from clinic_app.cli.context import open_clinic
from clinic_app.cli.export import PASSWORD, export_password
from clinic_app.cli.output import AsJson, print_json, say
from clinic_app.domain.errors import UserError
from clinic_app.domain.records.record_preview import Fate, RecordPreview
from clinic_app.services.whole_record.record_archive import PasswordNeeded
from clinic_app.services.whole_record.record_import import Preview
from clinic_app.services.workspace import Workspace
from clinic_app.words import N_, _

_FATES = {
    Fate.NEW: N_("New: {parts}"),
    Fate.KNOWN: N_("Here already: {parts}"),
    Fate.DIFFERS: N_("Different here, left as they are: {parts}"),
    Fate.REFUSED: N_("Refused: {parts}"),
    Fate.ASIDE: N_("Kept beside the record: {parts}"),
}


def import_record(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="F.zip", help="What 'handrail export' wrote.")],
    *,
    preview: Annotated[
        bool, typer.Option("--preview", help="Tell what it would do; keep nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read a patient's whole record in from another clinic. The same file twice adds nothing.

    Nothing that is here already is changed. The file's password comes from
    HANDRAIL_EXPORT_PASSWORD, or is asked for.
    """
    with open_clinic(context) as workspace:
        found = _previewed(workspace, file)
        if not preview:
            found = workspace.record_import.apply(found)
    if as_json:
        print_json({**_document(found), "kept": not preview})
    else:
        _print(found, is_kept=not preview)


def _previewed(workspace: Workspace, file: Path) -> Preview:
    try:
        return workspace.record_import.preview(file, os.environ.get(PASSWORD))
    except PasswordNeeded:
        if not sys.stdin.isatty():
            raise UserError(
                _("This file has a password."), _("Set {name}.", name=PASSWORD)
            ) from None
        return workspace.record_import.preview(file, export_password(twice=False))


def _document(found: RecordPreview) -> dict[str, Any]:
    counts = {
        str(fate): {p.name: p.counts[fate] for p in found.parts if p.counts.get(fate)}
        for fate in Fate
    }
    return {
        "patient": found.patient_id,
        "name": found.name,
        "born": found.born.isoformat() if found.born else None,
        "record_number": found.record_number,
        "record_number_there": found.theirs,
        "clinic": found.clinic_name,
        "exported_at": found.exported_at.isoformat(),
        "was_here": found.is_here,
        **counts,
        "told": [{"row": o.words, "fate": str(o.fate), "why": o.why} for o in found.told],
        "same_name_here": [one.record_number for one in found.alike],
        "unknown_exercises": list(found.unknown_exercises),
        "new_trail_rows": found.new_trail_rows,
    }


def _print(found: RecordPreview, *, is_kept: bool) -> None:
    if not is_kept:
        done = N_("Would be read in: {name} ({number}), from {clinic}")
    elif found.adds_something:
        done = N_("Read in: {name} ({number}), from {clinic}")
    else:
        done = N_("Nothing was read in: {name} ({number}), from {clinic}")
    say(_(done, name=found.name, number=found.record_number, clinic=found.clinic_name))
    for fate, words in _FATES.items():
        parts = [part.told(fate) for part in found.parts if part.told(fate)]
        if parts:
            say(_(words, parts=", ".join(parts)))
    for one in found.told:
        say(f"{one.words[0].upper()}{one.words[1:]}: {one.why}")
    if found.unknown_exercises:
        exercises = ", ".join(found.unknown_exercises)
        say(_("Not in this library: {exercises}", exercises=exercises))
    for one in found.alike:
        say(
            _(
                "The same name is here already: {name} ({number})",
                name=one.name,
                number=one.record_number,
            )
        )
