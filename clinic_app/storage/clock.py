"""When something was last written with a clock that was believed."""

from datetime import datetime

from sqlalchemy import not_, select

from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.tables import audit_row
from clinic_app.storage.timestamps import moment

DOUBTED = {"clock": "in doubt"}  # in the detail of a note that is dated by a doubted clock
_BELIEVED = not_(audit_row.c.detail.contains('"clock": "in doubt"', autoescape=True))
_LAST = (
    select(audit_row.c.at, audit_row.c.at_offset)
    .where(_BELIEVED)
    .order_by(audit_row.c.seq.desc())
    .limit(1)
)


def last_believed(tx: ReadTx) -> datetime | None:
    """The time of the newest audit row that no doubted clock dated; None in a new clinic.

    The newest is the last one written: a row of an earlier wrong clock does not count once
    somebody said that the date is right.
    """
    row = tx.connection.execute(_LAST).first()
    return moment(row[0], row[1]) if row else None
