"""The help of commands in the language of the interface.

A command's help is its docstring and what stands at its options: both are read when the commands
are imported, before a language is chosen. They are taken up into the catalogues as they stand
(`packaging/words.py`), and translated in the commands that are made for one run.
"""

import re
from collections.abc import Iterator

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from clinic_app.words import Message, _

_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")  # within a paragraph
_Command = TyperCommand | TyperGroup


def help_texts(command: _Command) -> Iterator[str]:
    """Each help text of a command, its options and its own commands."""
    for one in _with_help(command):
        if one.help:
            yield _plain(one.help)


def in_language(command: _Command) -> _Command:
    """A command that was made for this run, with its help in the language of the interface."""
    for one in _with_help(command):
        if one.help:
            one.help = _(Message(_plain(one.help)))
    return command


def _with_help(command: _Command) -> Iterator[_Command | TyperArgument | TyperOption]:
    yield command
    for parameter in command.params:
        if isinstance(parameter, TyperArgument | TyperOption):
            yield parameter
    for inner in command.commands.values() if isinstance(command, TyperGroup) else ():
        if isinstance(inner, TyperCommand | TyperGroup):
            yield from _with_help(inner)


def _plain(text: str) -> str:
    """A paragraph in one line: whoever shows it breaks it."""
    return _LINE_END.sub(" ", text)
