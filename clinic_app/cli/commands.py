"""All commands, and how their errors end: a plain line on standard error, never a traceback."""

import typer
from typer.main import get_command

from clinic_app.cli import (
    advice,
    audit,
    backup,
    export,
    figures,
    import_record,
    library,
    log,
    pain,
    patients,
    plans,
    records,
    report,
    restore,
    screenshot,
    verdict,
)
from clinic_app.cli.context import CliContext
from clinic_app.cli.help_words import in_language
from clinic_app.domain.errors import UserError
from clinic_app.words import _

app = typer.Typer(
    name="handrail",
    help="Exercise plans, handouts and pain charts. Without a command it opens the window."
    " --data DIR chooses the clinic folder; --clock-is-right confirms a date that was doubted.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)
for command in (
    patients.demo,
    library.check,
    library.exercises,
    library.exercise,
    library.ladder,
    figures.figure,
    figures.figures,
    patients.patients,
    plans.plan,
    plans.handout,
    pain.pain,
    pain.chart,
    records.measure,
    records.event,
    log.log,
    verdict.verdict,
    advice.advice,
    report.report,
    export.export,
    import_record.import_record,
    audit.audit,
    restore.restore,
    backup.backup,
    screenshot.screenshot,
):
    app.command()(command)
app.add_typer(patients.patient_app, name="patient")


def run_command(arguments: list[str], given: CliContext) -> int:
    """Run one command and return its exit code; raises UserError."""
    try:
        in_language(get_command(app))(arguments, prog_name="handrail", obj=given)
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    except (UserError, BrokenPipeError):
        raise
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise UserError(
            _("A file or folder cannot be used ({reason}).", reason=error.strerror)
        ) from None
    return 0
