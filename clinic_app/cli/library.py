"""`handrail check`, `exercises` and `exercise`: the library without a clinic."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.output import AsJson, print_json, print_table
from clinic_app.services import library


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of exercise files; the library if left out.")
    ] = None,
) -> None:
    """Check every exercise file; FILE:LINE: message, exit 1 on an error."""
    problems, count = library.check_files(folder)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{count} exercises, no problem found.")


def exercises(
    text: Annotated[str, typer.Argument(help="Words to search for.")] = "",
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most this many.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """List the exercises, or search them in rank order."""
    found = library.open_library().search(text, limit=limit).exercises
    if as_json:
        print_json([library.summary_document(e) for e in found])
        return
    print_table([(e.id, e.family, e.name) for e in found])


def exercise(
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="Its id.")],
    *,
    as_json: AsJson = False,
) -> None:
    """One exercise, whole: steps, muscles, dose, settings, easier, harder, sources."""
    catalog = library.open_library()
    found = catalog.exercise(exercise_id)
    if as_json:
        print_json(library.exercise_document(found, catalog))
        return
    for line in library.exercise_lines(found, catalog):
        typer.echo(line)
