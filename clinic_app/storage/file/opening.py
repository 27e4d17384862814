"""What a look at a clinic's files says, before anything in them is written.

The checkpoints are read before the database: so whoever writes meanwhile only adds to it. It
cannot show a change made by somebody who has a passphrase and both checkpoints.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from clinic_app.domain.errors import MissingFile
from clinic_app.domain.records.finding import Finding
from clinic_app.storage.audit import verifying, verifying_words
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.audit.checkpoints import ChainHead, Checkpoint
from clinic_app.storage.audit.trail_walk import ACCEPTED
from clinic_app.storage.file import engine_sqlite, errors_sqlite, journal_sqlite
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.keys.held_key import HeldKey, Key, own_copy
from clinic_app.storage.migration import Migrations
from clinic_app.storage.tables import audit_row
from clinic_app.words import _

_LATEST = 50  # rows that are looked at even where the checkpoints are up to date
ANOTHER_LOOK_S = 0.3


@dataclass(frozen=True)
class FileState:
    """The schema and the trail of a clinic file, and what was found."""

    schema: str | None
    trail: AuditTrail
    checked: verifying.Checked

    @property
    def findings(self) -> list[Finding]:
        """What was found, the worst first."""
        return sorted(self.checked.findings, key=lambda finding: not finding.is_loss)

    @property
    def has_loss(self) -> bool:
        """Whether something is missing or was changed."""
        return any(finding.is_loss for finding in self.checked.findings)


def look(path: Path, key: Key, steps: Migrations, outside: Path | None) -> FileState:
    """Look at the clinic file ``path``, which is left as it was.

    What seems to be a loss is looked at twice: somebody may have been writing. Raises MissingFile,
    DamagedFile, NewerSchema or NotWritable.
    """
    if not path.exists():
        raise MissingFile(
            _("The clinic file {name} is missing beside its key file.", name=path.name),
            _("Put it back from a backup, or choose another folder."),
        )
    if not engine_sqlite.may_be_database(path):
        raise errors_sqlite.damaged(path)
    own = own_copy(key)
    try:
        with errors_sqlite.plain_errors(path, writing=False):
            first = _look(path, own, steps, outside)
            if not first.has_loss:
                return first
            time.sleep(ANOTHER_LOOK_S)
            return _look(path, own, steps, outside)
    finally:
        own.forget()


def _look(path: Path, key: HeldKey, steps: Migrations, outside: Path | None) -> FileState:
    alone = not engine_sqlite.has_journal(path)
    engine = engine_sqlite.reading_engine(path, key, alone=alone)
    try:
        with engine.connect() as connection:
            schema = Migrations.revision_of(connection)
            steps.check_known(schema, path)
            trail = AuditTrail(
                secret_keys.trail_key(connection, key), path.with_suffix(".audit"), outside
            )
        read = verifying.checkpoints(trail)
        return FileState(schema, trail, _checked(engine, trail, read, path))
    finally:
        engine.dispose()


def _checked(
    engine: Engine, trail: AuditTrail, read: verifying.Read, path: Path
) -> verifying.Checked:
    with engine.connect() as connection:
        engine_sqlite.begin(connection, writing=False)
        head = trail.head(connection)
        start = _start(trail, connection, read, head)
        checked = verifying.newest(trail, connection, start, most_named=1)
        said = verifying.checkpoint_findings(trail, connection, head, read)
        connection.rollback()  # how much of the journal is read cannot be asked in its midst
        lost = journal_sqlite.unread_commits(connection, path)
        if lost > 1 or (lost and any(finding.is_loss for finding in said)):
            said.append(verifying_words.journal(lost))
        elif any(finding.is_loss for finding in said):
            said.append(verifying_words.cause(path))
        checked.findings += said
    return checked


def _start(
    trail: AuditTrail, connection: Connection, read: verifying.Read, head: ChainHead
) -> ChainHead:
    """Where the look begins: before all that is new, and after what was accepted last."""
    counts = [found.head.count for _, found in read if isinstance(found, Checkpoint)]
    first = max(0, min([*counts, head.count]) - _LATEST)
    rows = audit_row.c
    accepted = select(func.max(rows.seq)).where(rows.seq > first, rows.action == ACCEPTED)
    first = connection.execute(accepted).scalar() or first
    return ChainHead(first, trail.mac_at(connection, first) or trail.start.mac)
