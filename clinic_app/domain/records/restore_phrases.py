"""Sentences of the trail about backups that were brought back or tried."""

from datetime import datetime

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.trail_phrases import PhraseRow


def restored(row: PhraseRow) -> str:
    """``restored the clinic from the backup of 29 Nov 2026 09:14, with the recovery key``."""
    by_key = row.row.detail.get("by_recovery_key") is True
    return f"restored the clinic from {_backup(row)}{', with the recovery key' if by_key else ''}"


def drilled(row: PhraseRow) -> str:
    """``tried the backup of 29 Nov 2026 09:14: it can be restored``."""
    found = row.detail("found")
    told = "it can be restored" if found == "0" else f"{found or 'something'} found"
    return f"tried {_backup(row)}: {told}"


def _backup(row: PhraseRow) -> str:
    try:
        at = datetime.fromisoformat(row.detail("made_at"))
    except ValueError:
        return "a backup"
    return f"the backup of {day_words(at.date())} {at:%H:%M}"
