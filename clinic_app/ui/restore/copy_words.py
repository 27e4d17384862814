"""What is said about a backup before it takes the clinic's place."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from clinic_app.domain.dates import near_day_words, near_moment_words
from clinic_app.domain.records.backup import Contents
from clinic_app.services.backup.found_backup import FoundBackup
from clinic_app.services.backup.restoring import Staged
from clinic_app.words import _, interface, ngettext, pgettext


def compared(copy: Contents, today: Contents | None) -> list[tuple[str, str, str]]:
    """Rows of what it holds and, where that is known, what is here today."""
    lines = [(_("Patients"), *_both(copy.patients, today and today.patients))]
    lines.append((_("Ratings"), *_both(copy.ratings, today and today.ratings)))
    last = _day(today.last_rating) if today else ""
    lines.append((_("Last rating"), _day(copy.last_rating), last))
    return lines


def between(copy: Contents, today: Contents | None) -> str:
    """What restoring would leave behind, in one sentence; empty where nothing or not known."""
    if today is None:
        return ""
    counts = (
        (today.patients - copy.patients, patients_words),
        (today.ratings - copy.ratings, ratings_words),
    )
    newer = [words(count) for count, words in counts if count > 0]
    rows = today.rows - copy.rows
    if not newer and rows > 0:
        newer = [ngettext("{count} change", "{count} changes", rows, count=format(rows, ","))]
    if not newer:
        return ""
    return _("Not in this copy, but here today: {things}.", things=interface().listed(newer))


def who_signs_in(looked: Staged) -> str:
    """Who can sign in again, and whose login comes back though it was taken away."""
    names = ", ".join(login.title for login in looked.logins)
    return _("Sign in again, with the passphrases of that day: {names}.", names=names)


def warnings(looked: Staged) -> list[str]:
    """What changes about who can sign in, and what stays erased."""
    lines: list[str] = []
    replaced = looked.replaces
    if replaced is not None:
        if replaced.back_again:
            names = ", ".join(replaced.back_again)
            lines.append(_("Taken away since, and back with this copy: {names}.", names=names))
        if replaced.gone_again:
            lines.append(
                _(
                    "Added since, and not in this copy: {names}.",
                    names=", ".join(replaced.gone_again),
                )
            )
        if replaced.has_other_recovery_key:
            lines.append(
                _("The recovery key was replaced since: the older key sheet counts again.")
            )
    if looked.erased:
        lines.append(
            ngettext(
                "{count} patient erased since is left out: nobody who was erased comes back.",
                "{count} patients erased since are left out: nobody who was erased comes back.",
                looked.erased,
            )
        )
    return lines


def what_happens(looked: Staged, folder: Path) -> str:
    """Where it goes, and where the files go that lie there now."""
    if looked.replaces is None:
        return _("The clinic is put into {folder}. Nothing else lies there.", folder=folder)
    return _(
        "The clinic is put into {folder}. The files that lie there now are set aside"
        " beside it, in a folder named set-aside-…-restore: nothing is deleted.",
        folder=folder,
    )


def advised_words(copy: FoundBackup, today: Contents | None, now: datetime) -> str:
    """What the newest checked backup holds, and what lies between it and now."""
    held, at = copy.backup.contents, copy.backup.made_at.astimezone()
    lines = [
        _(
            "From {when}, {place}, checked when it was made.",
            when=near_moment_words(at, now.date()),
            place=copy.place,
        )
    ]
    if held is not None:
        lines.append(
            ngettext(
                "{count} patient.",
                "{count} patients.",
                held.patients,
                count=format(held.patients, ","),
            )
        )
        lines.append(between(held, today))
    lines.append(_("Between it and now lie {span}.", span=span_words(now - at)))
    return " ".join(part for part in lines if part)


def found_words(copies: Sequence[FoundBackup], now: datetime) -> str:
    """The newest backup that was found before anybody unlocked one."""
    if not copies:
        return _("None was found in the usual places. Choose a file, or the folder where they lie.")
    newest = max(copies, key=lambda one: one.backup.made_at)
    at = near_moment_words(newest.backup.made_at.astimezone(), now.date())
    return _(
        "The newest one is from {when}, {place}. You look into it first: nothing is changed"
        " before.",
        when=at,
        place=newest.place,
    )


def span_words(span: timedelta) -> str:
    """``1 hour 20 minutes``, ``3 days``."""
    minutes = max(0, int(span.total_seconds() // 60))
    days, hours, minutes = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return ngettext("{count} day", "{count} days", days, count=format(days, ","))
    parts = [ngettext("{count} hour", "{count} hours", hours)] if hours else []
    return " ".join([*parts, ngettext("{count} minute", "{count} minutes", minutes)])


def patients_words(count: int) -> str:
    """``14 patients``."""
    return ngettext("{count} patient", "{count} patients", count, count=format(count, ","))


def ratings_words(count: int) -> str:
    """``1,204 ratings``."""
    return ngettext("{count} rating", "{count} ratings", count, count=format(count, ","))


def restored_words(looked: Staged, aside: Path | None) -> tuple[str, ...]:
    """What is said once it is done, above the passphrase."""
    held, at = looked.contents, looked.made_at.astimezone()
    lines = [
        _(
            "Restored from the copy of {day} {time}: {patients}, {ratings}.",
            day=_day(at),
            time=format(at, "%H:%M"),
            patients=patients_words(held.patients),
            ratings=ratings_words(held.ratings),
        ),
        _("Every page, record and row of the trail was read and is whole."),
    ]
    if aside is not None:
        lines.append(_("What lay here before is in {name}.", name=aside.name))
    return tuple(lines)


def _both(copy: int, today: int | None) -> tuple[str, str]:
    return f"{copy:,}", "" if today is None else f"{today:,}"


def _day(at: datetime | None) -> str:
    if at is None:
        return pgettext("rating", "none")
    now = datetime.now().astimezone()
    return near_day_words(at.astimezone().date(), now.date())
