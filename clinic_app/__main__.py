"""Start-up: no command opens the window, a command runs without one."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clinic_app.app.hardening import harden
from clinic_app.domain.errors import UserError
from clinic_app.services.interface_language import begin_in

if TYPE_CHECKING:
    from clinic_app.services.workspace import Workspace


def main(arguments: list[str] | None = None) -> int:
    """Run Handrail; returns the exit code.

    ``--data DIR`` and ``--clock-is-right`` may stand anywhere, ``--language CODE`` before a
    command: after one it is the language of what the command makes.
    """
    if arguments is None:  # a program of its own, not a part of another
        harden()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        language, given = _leading_language(given)
        begin_in(language)
        folder, is_clock_right, rest = _split(given)
        if not rest:
            from clinic_app.app.start import run_window

            return run_window(folder, language)
        from clinic_app.cli.commands import run_command
        from clinic_app.cli.context import CliContext

        return run_command(rest, CliContext(folder, _take_screenshot, is_clock_right))
    except UserError as error:
        from clinic_app.cli.output import say

        say(f"handrail: {error}", err=True)
        return 1
    except BrokenPipeError:  # `handrail exercises | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _take_screenshot(
    workspace: "Workspace", patient: str, out: Path, *, view: str, size: tuple[int, int], dark: bool
) -> None:
    """Commands know no window; only the start-up knows both."""
    from clinic_app.app.screenshot import take_screenshot

    take_screenshot(workspace, patient, out, view=view, size=size, dark=dark)


def _leading_language(arguments: list[str]) -> tuple[str, list[str]]:
    """Take ``--language CODE`` or ``--language=CODE`` out of what stands before the command."""
    for n, argument in enumerate(arguments):
        if argument.startswith("--language="):
            return argument.partition("=")[2], [*arguments[:n], *arguments[n + 1 :]]
        if argument == "--language":
            return "".join(arguments[n + 1 : n + 2]), [*arguments[:n], *arguments[n + 2 :]]
        if not argument.startswith("-") and arguments[n - 1 : n] != ["--data"]:
            break
    return "", arguments


def _split(arguments: list[str]) -> tuple[Path | None, bool, list[str]]:
    """Take ``--data DIR`` or ``--data=DIR`` and ``--clock-is-right`` out of the arguments."""
    rest: list[str] = []
    is_clock_right = False
    folder: Path | None = None
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--data" or argument.startswith("--data="):
            value = next(waiting, "") if argument == "--data" else argument.partition("=")[2]
            if not value:
                raise UserError("--data needs a folder.", "As in: handrail --data my-clinic")
            folder = Path(value)
        elif argument == "--clock-is-right":
            is_clock_right = True
        else:
            rest.append(argument)
    return folder, is_clock_right, rest


if __name__ == "__main__":
    sys.exit(main())
