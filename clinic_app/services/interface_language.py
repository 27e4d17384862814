"""In which language windows and commands speak on this computer; it is no part of a clinic."""

from contextlib import suppress

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.folders.paths import interface_language_file
from clinic_app.storage.atomic_file import read_ordinary, replace_file
from clinic_app.words import ENGLISH, _, languages, use_language

_LARGEST = 32  # bytes


def stored_language() -> str:
    """The language chosen on this computer, English where none was or it is gone."""
    try:
        found = read_ordinary(interface_language_file(), _LARGEST).decode("ascii").strip()
    except (OSError, ValueError):
        return ENGLISH
    return found if found in languages() else ENGLISH


def store_language(language: str) -> None:
    """Use a language from now on, and at the next starts where that can be stored.

    Raises UserError for one without a catalogue.
    """
    begin_in(language)
    file = interface_language_file()
    with suppress(OSError, NotWritable):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(file, language.encode())


def begin_in(language: str = "") -> None:
    """Speak a language for this run; without one, the stored one. Raises UserError as above."""
    chosen = language or stored_language()
    if chosen not in languages():
        known = ", ".join(languages())
        raise UserError(
            _("There is no language {language}.", language=repr(chosen[:40])),
            _("Known: {languages}.", languages=known),
        )
    use_language(chosen)
