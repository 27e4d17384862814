"""The language of windows, dialogs, commands and errors: one for the whole process."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import LiteralString

from clinic_app.words.catalogue import languages
from clinic_app.words.wording import CONTEXT_END, Message, Text, Wording, wording_in

_current = wording_in("en")
_of_page = ContextVar[Wording | None]("of_page", default=None)


def use_language(language: str) -> None:
    """Let everything that is said from now on be in a language; raises KeyError for none."""
    global _current
    _current = wording_in(language)


@contextmanager
def in_language(language: str) -> Generator[None]:
    """Say everything in a language for a while, in this thread alone: for pages with their own."""
    token = _of_page.set(wording_in(language))
    try:
        yield
    finally:
        _of_page.reset(token)


def interface() -> Wording:
    """The words of the interface's language: for dates, numbers and lists."""
    return _of_page.get() or _current


def language_names() -> list[tuple[str, str]]:
    """The code of each language, and what it is called in the interface's."""
    return [(language, interface().name_of(language)) for language in languages()]


def own_names() -> list[tuple[str, str]]:
    """The code of each language, and what it is called by those who speak it."""
    return [(language, wording_in(language).own_name) for language in languages()]


def N_(text: LiteralString) -> Message:  # gettext's own name
    """Mark a constant; `_` translates it where it is shown."""
    return Message(text)


def NP_(context: LiteralString, text: LiteralString) -> Message:
    """Mark a constant in a context; `_` translates it where it is shown."""
    return Message(f"{context}{CONTEXT_END}{text}")


def _(text: Text, /, **values: object) -> str:
    return interface().gettext(text, **values)


def ngettext(one: Text, many: Text, count: float, /, **values: object) -> str:
    return interface().ngettext(one, many, count, **values)


def pgettext(context: LiteralString, text: Text, /, **values: object) -> str:
    return interface().pgettext(context, text, **values)


def npgettext(
    context: LiteralString, one: Text, many: Text, count: float, /, **values: object
) -> str:
    return interface().npgettext(context, one, many, count, **values)
