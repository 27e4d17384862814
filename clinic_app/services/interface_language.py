"""In which language windows and commands speak on this computer; it is no part of a clinic."""

import os
from collections.abc import Iterable
from contextlib import suppress

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.folders.paths import interface_language_file
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.words import ENGLISH, _, languages, use_language

_LARGEST = 32  # bytes


def usual_language(system: Iterable[str] | None = None) -> str:
    """The language chosen on this computer; else the first of the system's that is known; English.

    ``system`` has names like ``es-MX``, the most wanted first; without it, those of the
    environment count.
    """
    try:
        found = read_ordinary(interface_language_file(), _LARGEST).decode("ascii").strip()
    except (OSError, ValueError):
        found = ""
    if found in languages():
        return found
    wanted = system_languages() if system is None else system
    codes = (name.replace("_", "-").partition("-")[0].lower() for name in wanted)
    return next((code for code in codes if code in languages()), ENGLISH)


def system_languages() -> list[str]:
    """What the environment asks for, as in ``es_MX``: by the names that gettext reads."""
    values = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    locale = next(filter(None, values), "").partition(".")[0]
    if locale in ("", "C", "POSIX"):  # LANGUAGE counts only where a locale is set
        return []
    return [*filter(None, os.environ.get("LANGUAGE", "").split(":")), locale]


def store_language(language: str) -> None:
    """Use a language from now on, and at the next starts where that can be stored.

    Raises UserError for one without a catalogue.
    """
    begin_in(language)
    file = interface_language_file()
    with suppress(OSError, NotWritable):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(file, language.encode())


def begin_in(language: str = "", system: Iterable[str] | None = None) -> None:
    """Speak a language for this run; without one, the usual one. Raises UserError as above."""
    chosen = language or usual_language(system)
    if chosen not in languages():
        known = ", ".join(languages())
        raise UserError(
            _("There is no language {language}.", language=repr(chosen[:40])),
            _("Known: {languages}.", languages=known),
        )
    use_language(chosen)
