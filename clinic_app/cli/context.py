"""What every command is given, and how a command opens the clinic."""

import getpass
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import typer

from clinic_app.cli.output import say
from clinic_app.domain.dates import parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.services.folders.paths import clinic_folder
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.words import _

PASSPHRASE = "HANDRAIL_PASSPHRASE"


@dataclass(frozen=True)
class CliContext:
    """The clinic folder named by ``--data``, and the window's own way to take its picture.

    ``is_clock_right``: a person says so, whatever the clinic makes of this computer's date.
    """

    folder: Path | None
    take_screenshot: Callable[..., None]
    is_clock_right: bool = False


@contextmanager
def open_clinic(context: typer.Context, *, tell: bool = True) -> Generator[Workspace]:
    """Unlock the clinic for one command; raises UserError when it cannot be opened.

    What the look at its files found is printed on standard error, unless the command itself does.
    """
    given: CliContext = context.obj
    access = AccessService(given.folder or clinic_folder(), command=command_words(context))
    if not access.exists:
        access.unlock_any("")  # raises the message that says how to make one
    workspace = access.unlock_any(passphrase())
    try:
        if given.is_clock_right:
            workspace.clock.believe()
        elif workspace.clock.doubt is not None:
            doubt = workspace.clock.doubt
            say(f"handrail: {doubt.question} {doubt.reason}", err=True)
        for finding in dict.fromkeys(workspace.findings) if tell else ():
            say(f"handrail: {finding}", err=True)
        yield workspace
    finally:
        workspace.close()


@contextmanager
def open_patient(context: typer.Context, name: str) -> Generator[tuple[Workspace, Patient]]:
    """The same, with the patient who answers to an id, a record number or a name."""
    with open_clinic(context) as workspace:
        found = workspace.patients.find(name)
        if led := workspace.patients.made_one_words(name, found):
            say(f"handrail: {led}", err=True)
        workspace.patients.read_by_command(found.id, command_words(context))
        yield workspace, found


def parse_day(workspace: Workspace, text: str) -> date:
    """``today``, ``yesterday`` or a date in the clinic's own order; raises UserError."""
    word, today = text.strip().lower(), workspace.now().date()
    if word in ("today", "yesterday"):
        return today - timedelta(days=int(word == "yesterday"))
    return parse_date(text, workspace.staff.clinic().date_order)


def command_words(context: typer.Context) -> str:
    """The command as it was typed, without its options: ``patient add``."""
    return context.command_path.removeprefix("handrail").strip()


def passphrase(prompt: str = "") -> str:
    """From the environment or a prompt; never from an argument, which other users could see."""
    known = os.environ.get(PASSPHRASE)
    if known:
        return known
    if not sys.stdin.isatty():
        raise UserError(
            _("The passphrase is missing."),
            _("Set {name} or run it in a terminal.", name=PASSPHRASE),
        )
    asked = prompt or _("Passphrase")
    return getpass.getpass(f"{asked}: ")
