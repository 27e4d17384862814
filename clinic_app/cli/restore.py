"""`handrail restore`: a clinic is brought back from a backup."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import CliContext, passphrase
from clinic_app.cli.output import AsJson, print_json, progress_line, say
from clinic_app.domain.dates import day_words
from clinic_app.services.backup.restoring import Staged, stage
from clinic_app.services.folders.paths import clinic_folder
from clinic_app.services.unlock.access import local_now
from clinic_app.words import _, ngettext


@dataclass(frozen=True)
class _Done:
    staged: Staged
    set_aside: Path | None


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The backup, a file that ends in .handrail.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Bring a clinic back from a backup, into a new or empty folder or over one that lies there.

    The files of a clinic that lies there are set aside, not deleted. HANDRAIL_PASSPHRASE, or the
    prompt, takes a passphrase of that time or the recovery key; over a clinic it must be an
    owner's.
    """
    given: CliContext = context.obj
    folder = given.folder or clinic_folder()
    secret = passphrase(_("Passphrase of that time, or the recovery key"))
    staged = stage(
        file, folder, secret, progress=progress_line(_("Checking the backup: {percent} %"))
    )
    try:
        if not as_json:
            _tell_contents(staged)
        aside = staged.apply(local_now())
    finally:
        staged.discard()
    if as_json:
        print_json(_document(_Done(staged, aside)))
    else:
        _tell_end(_Done(staged, aside))


def _tell_contents(staged: Staged) -> None:
    held = staged.contents
    made_at = _moment(staged.made_at)
    say(_("{clinic}: the backup of {day}.", clinic=staged.clinic_name, day=made_at))
    patients = ngettext(
        "{count} patient", "{count} patients", held.patients, count=format(held.patients, ",")
    )
    ratings = ngettext(
        "{count} rating", "{count} ratings", held.ratings, count=format(held.ratings, ",")
    )
    if held.last_rating is None:
        say(_("It holds {patients} and {ratings}.", patients=patients, ratings=ratings))
    else:
        say(
            _(
                "It holds {patients} and {ratings}, the last one of {day}.",
                patients=patients,
                ratings=ratings,
                day=_moment(held.last_rating),
            )
        )


def _tell_end(done: _Done) -> None:
    staged, replaces = done.staged, done.staged.replaces
    say(_("Restored, and every record of it was checked: {folder}", folder=staged.folder))
    if done.set_aside:
        say(_("What lay there is kept in the folder {folder}.", folder=done.set_aside.name))
    if staged.erased:
        say(
            ngettext(
                "{count} patient was erased since, and did not come back.",
                "{count} patients were erased since, and did not come back.",
                staged.erased,
                count=format(staged.erased, ","),
            )
        )
    for doubt in staged.doubts:
        say(doubt)
    people = ", ".join(login.title for login in staged.logins)
    say(_("Who can sign in: {names}.", names=people))
    if replaces and replaces.back_again:
        names = ", ".join(replaces.back_again)
        say(_("Taken away since that day, and back again: {names}.", names=names))
        say(_("If that is not wanted: Settings, People; then encrypt the clinic anew."))
    if replaces and replaces.gone_again:
        names = ", ".join(replaces.gone_again)
        say(_("Added since that day, and gone again: {names}.", names=names))
    if replaces and replaces.has_other_recovery_key:
        say(_("The recovery key of that day is the one that counts; make a new key sheet."))
    if replaces:
        say(_("Passphrases are those of that day."))


def _document(done: _Done) -> dict[str, object]:
    staged, replaces = done.staged, done.staged.replaces
    held = staged.contents
    return {
        "folder": str(staged.folder),
        "made_at": staged.made_at.isoformat(),
        "verified": True,
        "patients": held.patients,
        "ratings": held.ratings,
        "last_rating": held.last_rating.isoformat() if held.last_rating else None,
        "set_aside": str(done.set_aside) if done.set_aside else None,
        "erased": staged.erased,
        "doubts": list(staged.doubts),
        "logins": [login.title for login in staged.logins],
        "back_again": list(staged.back_again),
        "gone_again": list(replaces.gone_again) if replaces else [],
        "recovery_key_of_that_day": replaces.has_other_recovery_key if replaces else False,
    }


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{day_words(here.date())} {here:%H:%M}"
