"""`handrail restore`: a clinic is brought back from a backup."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import CliContext, passphrase
from clinic_app.cli.output import AsJson, counted, print_json, progress_line, say
from clinic_app.domain.dates import day_words
from clinic_app.services.backup.restoring import Staged, stage
from clinic_app.services.folders.paths import clinic_folder
from clinic_app.services.unlock.access import local_now


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
    secret = passphrase("Passphrase of that time, or the recovery key")
    staged = stage(file, folder, secret, progress=progress_line("Checking the backup: {percent} %"))
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
    say(f"{staged.clinic_name}: the backup of {_moment(staged.made_at)}.")
    last = f", the last one of {_moment(held.last_rating)}" if held.last_rating else ""
    say(
        f"It holds {counted(held.patients, 'patient')} and {counted(held.ratings, 'rating')}{last}."
    )


def _tell_end(done: _Done) -> None:
    staged, replaces = done.staged, done.staged.replaces
    say(f"Restored, and every record of it was checked: {staged.folder}")
    if done.set_aside:
        say(f"What lay there is kept in the folder {done.set_aside.name}.")
    if staged.erased:
        was = "was" if staged.erased == 1 else "were"
        say(f"{counted(staged.erased, 'patient')} {was} erased since, and did not come back.")
    for doubt in staged.doubts:
        say(doubt)
    say(f"Who can sign in: {', '.join(login.title for login in staged.logins)}.")
    if replaces and replaces.back_again:
        names = ", ".join(replaces.back_again)
        say(f"Taken away since that day, and back again: {names}.")
        say("If that is not wanted: Settings, People; then encrypt the clinic anew.")
    if replaces and replaces.gone_again:
        say(f"Added since that day, and gone again: {', '.join(replaces.gone_again)}.")
    if replaces and replaces.has_other_recovery_key:
        say("The recovery key of that day is the one that counts; make a new key sheet.")
    if replaces:
        say("Passphrases are those of that day.")


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
