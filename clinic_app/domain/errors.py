"""Errors fit to show to the person at the keyboard: what happened, and what to do next."""

from clinic_app.words import _, ngettext


class UserError(Exception):
    """A known cause, told in plain words.

    ``str(error)`` is the whole message; ``what`` and ``next_step`` are its two parts, so that a
    screen can set them in two lines. Neither may hold patient data.
    """

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(f"{what} {next_step}".strip())
        self.what = what
        self.next_step = next_step


class NotFound(UserError):
    """Nothing (or more than one thing) answers to the name that was given."""


class WrongPassphrase(UserError):
    """The passphrase or recovery key opens nothing here."""


class TooManyTries(UserError):
    """Wrong passphrases came too fast; ``wait_s`` seconds remain before the next try."""

    def __init__(self, wait_s: float) -> None:
        seconds = max(1, round(wait_s))
        super().__init__(
            _("Too many wrong passphrases."),
            ngettext("Please wait {count} second.", "Please wait {count} seconds.", seconds),
        )
        self.wait_s = wait_s


class DamagedFile(UserError):
    """The clinic file cannot be read with the right key; it was left untouched."""


class MissingFile(NotFound, DamagedFile):
    """A file of the clinic is not where it has to be; the others were left untouched."""


class NotWritable(UserError):
    """The folder, the file or the disk refuses to be written."""


class NewerSchema(UserError):
    """The clinic file was made by a later Handrail; it was left untouched."""


class NotAllowed(UserError):
    """Whoever is signed in has not the role for it; nothing was changed."""


class AlreadyOpen(UserError):
    """Another window has this clinic open."""


class Conflict(UserError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""


class Replaced(UserError):
    """The clinic's file is not the one that was opened: it was encrypted anew or put back."""

    def __init__(self) -> None:
        super().__init__(
            _("The clinic's file is another one now: it was encrypted anew, or put back."),
            _("Nothing was saved. Lock the clinic and unlock it again."),
        )


class Locked(UserError):
    """The clinic was closed: nothing of it can be read or written any more."""

    def __init__(self) -> None:
        super().__init__(
            _("The clinic is locked."), _("Unlock it and try again. Nothing was saved.")
        )
