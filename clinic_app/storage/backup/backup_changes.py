"""Whether anything was changed since a backup: looking, printing and signing in change nothing."""

from sqlalchemy import select

from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.tables import audit_row

_CHANGES_NOTHING = ("open", "read", "print", "export", "check", "unlock", "lock", "fail", "make")


def changed_since(tx: ReadTx, rows: int) -> bool:
    """Whether the trail tells of a change after its first ``rows`` rows."""
    row = audit_row.c
    later = select(row.seq).where(row.seq > rows, row.action.not_in(_CHANGES_NOTHING))
    return tx.connection.execute(later.limit(1)).first() is not None
