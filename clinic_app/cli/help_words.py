"""The help of commands in the language of the interface.

A command's help is its docstring and what stands at its options: both are read when the commands
are imported, before a language is chosen. They are taken up into the catalogues as they stand
(`packaging/words.py`), and translated in the commands that are made for one run.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from clinic_app.words import Message, _

_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")  # within a paragraph
_Command = TypeVar("_Command")
_Part = TyperCommand | TyperGroup | TyperArgument | TyperOption


def help_texts(command: object) -> Iterator[str]:
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


def _with_help(part: object) -> Iterator[_Part]:
    if isinstance(part, _Part):
        yield part
    if isinstance(part, TyperCommand | TyperGroup):
        for parameter in part.params:
            yield from _with_help(parameter)
    if isinstance(part, TyperGroup):
        for command in part.commands.values():
            yield from _with_help(command)


def _plain(text: str) -> str:
    """A paragraph in one line: whoever shows it breaks it."""
    return _LINE_END.sub(" ", text)
