"""Checks the audit trail and, by it, every record: what was changed, removed or added past it.

The rows are read once, in order, and so is each table: for a million records it holds some 50 MB.
"""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Connection, func, select

from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.storage.audit import record_digests, verifying_words
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.audit.checkpoints import ChainHead, Checkpoint, CheckpointFile, Unusable
from clinic_app.storage.audit.record_digests import BOUND, BYTES, CLINIC
from clinic_app.storage.audit.record_walk import Latest, Records
from clinic_app.storage.audit.trail_walk import (
    ACCEPTED,
    AT_A_TIME,
    UNPROVEN,
    Chain,
    Checked,
    Named,
    Row,
)
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.tables import audit_row

__all__ = [
    "Cancelled",
    "Checked",
    "Progress",
    "Read",
    "Stopped",
    "checkpoint_findings",
    "checkpoints",
    "named_since",
    "newest",
    "whole",
]

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Read = Sequence[tuple[CheckpointFile, Checkpoint | Unusable]]


class Stopped(Exception):
    """Whoever asked for the check did not want to wait for its end."""


def whole(
    tx: ReadTx,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Checked:
    """Check every row of the trail, every record, and the checkpoints. Raises Stopped.

    Nothing else may have been read in this transaction: see `checkpoints`.
    """
    read = checkpoints(tx.trail)
    connection, checked = tx.connection, Checked()
    step = _Steps(connection, progress, cancelled)
    known = Latest()
    chain = Chain(tx.trail, connection, checked)
    for row in chain.rows(tx.trail.start):
        chain.check(row)
        for name, digest in chain.proofs(row):
            known.add(row, name, digest)
        step.add(1)
    chain.check_erased()
    checked.head = chain.before
    Records(connection, known, chain, checked).check(step.add)
    checked.findings += checkpoint_findings(tx.trail, connection, chain.before, read)
    return checked


def checkpoints(trail: AuditTrail) -> Read:
    """The checkpoints as they are now: read them before anything of the database.

    Whoever writes meanwhile moves them on; read later, they would be ahead of what is seen.
    """
    return [(file, file.read()) for file in trail.files]


def newest(
    trail: AuditTrail, connection: Connection, start: ChainHead, *, most_named: int = 1 << 30
) -> Checked:
    """Check the rows after ``start``, and the records that they are about.

    Of rows about more than ``most_named`` records, the records are not looked at.
    """
    checked = Checked()
    chain = Chain(trail, connection, checked)
    latest: dict[tuple[str, str], dict[str, tuple[bytes, Row]]] = {}
    owners: dict[tuple[str, str], str] = {}
    for row in chain.rows(start):
        chain.check(row)
        proofs = list(chain.proofs(row))
        for name, digest in proofs if len(proofs) <= most_named else ():
            earlier = owners.setdefault((row.kind, name), row.owner)
            if earlier != row.owner:  # made one with another patient's record, or taken back
                latest[row.kind, earlier].pop(name)
                owners[row.kind, name] = row.owner
            latest.setdefault((row.kind, row.owner), {})[name] = digest, row
    checked.head = chain.before
    for (kind, owner), named in latest.items():
        all_of, size = list(named.items()), BOUND[kind].at_a_time
        for first in range(0, len(all_of), size):
            _check_named(chain, checked, kind, owner, all_of[first : first + size])
    return checked


def _check_named(
    chain: Chain,
    checked: Checked,
    kind: str,
    owner: str,
    named: Sequence[tuple[str, tuple[bytes, Row]]],
) -> None:
    """Hold records of one kind and owner, fetched together, against their newest digests."""
    secret, connection = chain.secret(owner), chain.connection
    proven = {} if secret is None else {n: found for n, found in named if found[0] != UNPROVEN}
    checked.not_proven += len(named) - len(proven)
    if secret is None or not proven:
        return
    whose = None if owner == CLINIC else owner
    rows = record_digests.stored(connection, kind, whose, proven)
    for name, (digest, row) in proven.items():
        stored = rows.get(name)
        if record_digests.digest(secret, kind, name, stored) == digest:
            checked.proven += 1
        elif stored is None:
            values = partial(verifying_words.missing, connection, kind, row.values)
            checked.tell_record(Named(kind, name, whose), values)
        else:
            values = partial(verifying_words.changed, connection, kind, stored)
            checked.tell_record(Named(kind, name, whose), values)


def named_since(connection: Connection, start: ChainHead) -> int:
    """How many records the rows after ``start`` name; one that two rows name counts twice."""
    digests = func.sum(func.length(audit_row.c.record_digest))
    bytes_ = connection.execute(select(digests).where(audit_row.c.seq > start.count)).scalar()
    return (bytes_ or 0) // BYTES


def checkpoint_findings(
    trail: AuditTrail,
    connection: Connection,
    head: ChainHead,
    read: Read,
) -> list[Finding]:
    """What the checkpoints say against the trail in the file; nothing when they agree."""
    found: list[Finding] = []
    for file, what in read:
        if isinstance(what, Checkpoint):
            if not trail.agrees(connection, what, head):
                last = connection.execute(select(func.max(audit_row.c.at))).scalar()
                found.append(verifying_words.behind(what, head, last))
        elif file is trail.files[0] or what is Unusable.DAMAGED:
            found.append(verifying_words.no_checkpoint(file is trail.files[0], what))
    losses = sorted((f for f in found if f.is_loss), key=_weight, reverse=True)
    return [*losses[:1], *(f for f in found if not f.is_loss)]


def _weight(loss: Finding) -> tuple[bool, str]:
    return loss.kind is FindingKind.OTHER_RECORD, loss.what


def accept(tx: WriteTx, findings: Sequence[Finding], seen: Sequence[Checked]) -> None:
    """Prove the records that differ as they stand, and note what a person went on with."""
    found = [*findings, *(finding for checked in seen for finding in checked.findings)]
    for named in dict.fromkeys(one for checked in seen for one in checked.differing):
        entity_id, detail = record_digests.entity(named.kind, named.name)
        tx.audit("accept", named.kind, entity_id, detail, named.patient_id)
    detail = {
        "found": list(dict.fromkeys(finding.what for finding in found)),
        "rows": sorted({seq for checked in seen for seq in checked.rows_at}),
    }
    tx.audit(ACCEPTED, "trail", "trail", detail)


class _Steps:
    """Tells how far a check is, and ends it where somebody does not want to wait."""

    def __init__(self, connection: Connection, progress: Progress, cancelled: Cancelled) -> None:
        counted = [audit_row, *(bound.table for bound in BOUND.values())]
        counts = (select(func.count()).select_from(table) for table in counted)
        self._total = sum(connection.execute(count).scalar_one() for count in counts)
        self._done, self._progress, self._cancelled = 0, progress, cancelled

    def add(self, count: int) -> None:
        """Note that so many rows are done."""
        before, self._done = self._done, self._done + count
        if before // AT_A_TIME != self._done // AT_A_TIME or self._done == self._total:
            if self._cancelled():
                raise Stopped
            self._progress(self._done, self._total)
