"""`handrail backup`: a whole copy of the clinic, encrypted, opened and checked."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import open_clinic
from clinic_app.cli.output import AsJson, print_json, progress_line, say
from clinic_app.domain.errors import UserError
from clinic_app.domain.records.backup import Backup
from clinic_app.services.workspace import Workspace
from clinic_app.words import _, ngettext


def backup(
    context: typer.Context,
    *,
    to: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder that is there, instead of the clinic's places."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a backup in each place that the clinic keeps its backups in, or in one folder.

    Each is opened and checked before it counts; exit 1 where one could not be made. In the
    clinic's own places what its rule keeps no longer is removed then.
    """
    with open_clinic(context) as workspace:
        made, failed = _made(workspace, [to] if to else _places(workspace))
    if not made:
        raise failed[0]
    if as_json:
        print_json(_document(made, failed))
    else:
        for one in made:
            say(_sentence(one))
    for error in failed:
        say(f"handrail: {error}", err=True)
    if failed:
        raise typer.Exit(1)


def _places(workspace: Workspace) -> list[str]:
    places = [place.id for place in workspace.backups.places()]
    if not places:
        raise UserError(
            _("This clinic has no place for backups."),
            _("Name a folder with --to, on another disk."),
        )
    return places


def _made(
    workspace: Workspace, places: list[Path] | list[str]
) -> tuple[list[Backup], list[UserError]]:
    made: list[Backup] = []
    failed: list[UserError] = []
    for where in places:
        try:
            made.append(workspace.backups.make(where, progress_line(_("Backup: {percent} %"))))
        except UserError as error:
            failed.append(error)
    return made, failed


def _sentence(made: Backup) -> str:
    held = made.contents
    if held is None:
        return _("{file}: verified", file=made.path)
    size = f"{made.size / 1e6:,.1f}"
    patients = ngettext(
        "{count} patient", "{count} patients", held.patients, count=format(held.patients, ",")
    )
    ratings = ngettext(
        "{count} rating", "{count} ratings", held.ratings, count=format(held.ratings, ",")
    )
    if held.last_rating:
        ratings = _(
            "{ratings}, the last of {day}",
            ratings=ratings,
            day=format(held.last_rating, "%Y-%m-%d"),
        )
    return _(
        "{file}: verified, {size} MB; {patients}, {ratings}",
        file=made.path,
        size=size,
        patients=patients,
        ratings=ratings,
    )


def _document(made: list[Backup], failed: list[UserError]) -> dict[str, object]:
    """The first one as it stands; the others, and what failed, beside it where there are any."""
    first, *others = (_backup(one) for one in made)
    more = {"others": others} if others else {}
    return {**first, **more, **({"failed": [str(error) for error in failed]} if failed else {})}


def _backup(made: Backup) -> dict[str, object]:
    held = made.contents
    last = held.last_rating if held else None
    return {
        "file": str(made.path),
        "verified": made.is_verified,
        "patients": held.patients if held else None,
        "last_rating": last.isoformat() if last else None,
    }
