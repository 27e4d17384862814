"""The language of windows, dialogs, commands and errors: one for the whole process."""

from typing import LiteralString

from clinic_app.words.catalogue import languages
from clinic_app.words.wording import CONTEXT_END, Message, Text, Wording, wording_in

_current = wording_in("en")


def use_language(language: str) -> None:
    """Let everything that is said from now on be in a language; raises KeyError for none."""
    global _current
    _current = wording_in(language)


def interface() -> Wording:
    """The words of the interface's language: for dates, numbers and lists."""
    return _current


def language_names() -> list[tuple[str, str]]:
    """The code of each language, and what it is called in the interface's."""
    return [(language, _current.name_of(language)) for language in languages()]


def own_names() -> list[tuple[str, str]]:
    """The code of each language, and what it is called by those who speak it."""
    return [(language, wording_in(language).name_of(language)) for language in languages()]


def N_(text: LiteralString) -> Message:  # gettext's own name
    """Mark a constant; `_` translates it where it is shown."""
    return Message(text)


def NP_(context: LiteralString, text: LiteralString) -> Message:
    """Mark a constant in a context; `_` translates it where it is shown."""
    return Message(f"{context}{CONTEXT_END}{text}")


def _(text: Text, /, **values: object) -> str:
    return _current.gettext(text, **values)


def ngettext(one: Text, many: Text, count: float, /, **values: object) -> str:
    return _current.ngettext(one, many, count, **values)


def pgettext(context: LiteralString, text: Text, /, **values: object) -> str:
    return _current.pgettext(context, text, **values)


def npgettext(
    context: LiteralString, one: Text, many: Text, count: float, /, **values: object
) -> str:
    return _current.npgettext(context, one, many, count, **values)
