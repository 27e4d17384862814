"""Sentences of the trail about backups that were brought back or tried."""

from datetime import datetime

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.trail_phrases import PhraseRow
from clinic_app.words import _


def restored(row: PhraseRow) -> str:
    """``restored the clinic from the backup of 29 Nov 2026 09:14, with the recovery key``."""
    if row.row.detail.get("by_recovery_key") is True:
        return _("restored the clinic from {backup}, with the recovery key", backup=_backup(row))
    return _("restored the clinic from {backup}", backup=_backup(row))


def drilled(row: PhraseRow) -> str:
    """``tried the backup of 29 Nov 2026 09:14: it can be restored``."""
    found = row.detail("found")
    if found == "0":
        return _("tried {backup}: it can be restored", backup=_backup(row))
    return _("tried {backup}: {found} found", backup=_backup(row), found=found or _("something"))


def _backup(row: PhraseRow) -> str:
    try:
        at = datetime.fromisoformat(row.detail("made_at"))
    except ValueError:
        return _("a backup")
    day, time = day_words(at.date()), f"{at:%H:%M}"
    return _("the backup of {day} {time}", day=day, time=time)
