"""All commands, and how their errors end: a plain line on standard error, never a traceback."""

from pathlib import Path

import typer

from clinic_app.cli import library

app = typer.Typer(
    name="handrail",
    help="Exercise plans, handouts and pain charts. Without a command it opens the window.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)
app.command()(library.check)
app.command()(library.exercises)
app.command()(library.exercise)


def run_command(arguments: list[str], folder: Path | None) -> int:
    """Run one command; ``folder`` is the clinic folder from ``--data``. Raises UserError."""
    try:
        app(arguments, obj=folder)
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    return 0
