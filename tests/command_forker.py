"""Imports the program once, then runs each command that it is asked for in a fork of its own.

A line of JSON on standard input asks for a command, one on standard output tells its exit code.
"""

import gc
import json
import os
import sys
from typing import Any

import clinic_app.cli.commands
from clinic_app.__main__ import main


def run(asked: dict[str, Any]) -> int:
    """Be the command, as ``python -m clinic_app`` would be it."""
    for number, (path, flags) in enumerate(
        (
            (os.devnull, os.O_RDONLY),
            (asked["out"], os.O_WRONLY | os.O_CREAT),
            (asked["err"], os.O_WRONLY | os.O_CREAT),
        )
    ):
        os.dup2(os.open(path, flags, 0o600), number)
    sys.stdin = open(0)  # noqa: SIM115 - it lives as long as the command
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["handrail", *asked["arguments"]]
    sys.exit(main())


def serve() -> None:
    """Fork for each line, until there are no more."""
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    assert clinic_app.cli.commands.app
    serve()
