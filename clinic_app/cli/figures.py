"""`handrail figure` and `figures`: an exercise's pictures as files, without a clinic."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.output import say, show_progress
from clinic_app.domain.exercise.look import LOOKS, look_named
from clinic_app.services.exercises.library import open_folder
from clinic_app.services.files import check_place, write_file
from clinic_app.words import _

Library = Annotated[
    Path | None, typer.Option(help="A folder of exercise files instead of the program's own.")
]
Width = Annotated[
    int | None, typer.Option(min=50, max=20_000, metavar="PX", help="Of a .png file, in pixels.")
]
Look = Annotated[str, typer.Option(help=f"How the person looks: {', '.join(LOOKS)}.")]


def figure(
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="An exercise's id.")],
    out: Annotated[Path, typer.Option(help="A .svg, .png or .pdf file.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A setting; repeat.")
    ] = None,
    *,
    panel: Annotated[str, typer.Option(help="start, end, both or its number.")] = "both",
    look: Look = "standard",
    camera: Annotated[str, typer.Option(help="A camera; the exercise's own if left out.")] = "",
    language: Annotated[str, typer.Option(help="Of the alternative text: en or es.")] = "en",
    width: Width = None,
    library: Library = None,
) -> None:
    """Draw an exercise at its settings."""
    from clinic_app.services.exercises import figure_export

    kind = figure_export.kind_of(out)
    figure_export.check_width(kind, width)
    check_place(out)
    exercise = open_folder(library).exercise(exercise_id)
    drawn = figure_export.pictures(
        exercise,
        figure_export.read_settings(exercise, settings or []),
        panel=panel,
        look=look_named(look),
        camera=camera,
        language=language,
    )
    write_file(out, figure_export.as_file(drawn, kind, width_px=width))
    say(str(out))


def figures(
    sheet: Annotated[Path, typer.Option(help="A .png or .pdf file.")],
    *,
    look: Look = "standard",
    width: Width = None,
    library: Library = None,
) -> None:
    """Draw every exercise of the library on one contact sheet."""
    from clinic_app.services.exercises import figure_export

    kind = figure_export.kind_of(sheet)
    figure_export.check_width(kind, width)
    check_place(sheet)

    def progress(number: int, total: int) -> None:
        show_progress(_("{number} of {total}", number=number, total=total), last=number == total)

    catalog = open_folder(library)
    made = figure_export.sheet(catalog, look_named(look), kind, progress, width_px=width)
    write_file(sheet, made)
    say(str(sheet))
