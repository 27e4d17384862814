"""`handrail screenshot`: a picture of the window, taken without a screen."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import CliContext, open_clinic
from clinic_app.cli.output import say
from clinic_app.domain.errors import UserError
from clinic_app.words import _


def screenshot(
    context: typer.Context,
    patient: Annotated[
        str, typer.Argument(metavar="[PATIENT]", help="The patient to show; the first if left out.")
    ] = "",
    *,
    out: Annotated[Path, typer.Option(metavar="F.png", help="The picture to write.")],
    view: Annotated[
        str, typer.Option(help="plan, progress, handouts, record, home or settings.")
    ] = "plan",
    size: Annotated[str, typer.Option(metavar="WxH", help="Pixels of the window.")] = "1440x900",
    dark: Annotated[bool, typer.Option("--dark", help="In the dark theme.")] = False,
) -> None:
    """Take a picture of the main window on a patient."""
    width, _x, height = size.partition("x")
    if not (width.isdigit() and height.isdigit() and 600 <= int(width) <= 8000):
        raise UserError(
            _("{size} is not a size.", size=repr(size)),
            _("Write it like {example}.", example="1440x900"),
        )
    given: CliContext = context.obj
    with open_clinic(context) as workspace:
        given.take_screenshot(
            workspace, patient, out, view=view, size=(int(width), int(height)), dark=dark
        )
    say(str(out))
