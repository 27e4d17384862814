"""Checks the audit trail and, by it, every record: what was changed, removed or added past it.

The rows are read once, in order, and so is each table: for a million records it holds some 50 MB.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, inspect, literal, select

from clinic_app.domain.finding import Finding
from clinic_app.storage import record_digests, secret_keys, verifying_words
from clinic_app.storage.audit import Trail
from clinic_app.storage.checkpoints import Checkpoint, CheckpointFile, Head, Unusable
from clinic_app.storage.moments import from_json
from clinic_app.storage.record_digests import BOUND, BYTES, CLINIC
from clinic_app.storage.tables import audit_row
from clinic_app.storage.tables import secret as secret_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from clinic_app.storage.database import ReadTx

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_MOST_TOLD = 100
_UNPROVEN = bytes(BYTES)  # in the place of a digest: the row is older than digests
_AT_A_TIME = 1000
_COLUMNS = tuple(audit_row.c)
_EARLIER = (*_COLUMNS[:9], *(literal(None).label(c.name) for c in _COLUMNS[9:]))


class Stopped(Exception):
    """Whoever asked for the check did not want to wait for its end."""


@dataclass
class Checked:
    """What a check saw. ``proven`` and ``not_proven`` count records, ``erased`` rows."""

    rows: int = 0
    proven: int = 0
    not_proven: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list[Finding])
    untold: int = 0  # found beyond those that are told one by one
    head: Head | None = None

    def tell(self, finding: Finding) -> None:
        """Add what was found; of very much only the first hundred are told one by one."""
        if len(self.findings) < _MOST_TOLD:
            self.findings.append(finding)
        else:
            self.untold += 1


@dataclass(frozen=True)
class Row:
    """One row of the trail as it is checked."""

    values: Sequence[Any]

    @property
    def seq(self) -> int:
        return self.values[0]

    @property
    def mac(self) -> bytes:
        return self.values[8]

    @property
    def is_proof(self) -> bool:
        """Whether it has digests; rows of before version 0.5 have none."""
        return self.values[10] is not None

    @property
    def owner(self) -> str:
        return self.values[9] or CLINIC

    @property
    def kind(self) -> str:
        return self.values[5]

    def named(self) -> list[str]:
        """The records that it is about, as far as its detail still tells."""
        try:
            detail = from_json(self.values[7])
            return record_digests.named(self.kind, self.values[6], detail)
        except (ValueError, TypeError, LookupError, AttributeError):  # emptied, or changed
            return record_digests.named(self.kind, self.values[6], {})

    def proofs(self) -> Iterator[tuple[str, bytes]]:
        """Each record that it is about, with its digest."""
        digests: bytes | None = self.values[11]
        names = self.named()
        if not self.is_proof:
            yield from ((name, _UNPROVEN) for name in names)
        elif digests is not None and len(digests) == BYTES * len(names):
            for n, name in enumerate(names):
                yield name, digests[n * BYTES : (n + 1) * BYTES]


def whole(
    tx: "ReadTx",
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Checked:
    """Check every row of the trail, every record, and the checkpoints. Raises Stopped."""
    connection, checked = tx.connection, Checked()
    step = _Steps(connection, progress, cancelled)
    known = _Latest()
    chain = _Chain(tx.trail, connection, checked)
    for row in chain.rows(tx.trail.start):
        chain.check(row)
        for name, digest in row.proofs():
            known.add(row, name, digest)
        step.one()
    chain.check_erased()
    checked.head = chain.before
    _Records(connection, known, chain, checked).check(step)
    read = [(file, file.read()) for file in tx.trail.files]
    checked.findings += checkpoint_findings(tx.trail, connection, chain.before, read)
    return checked


def newest(
    trail: Trail, connection: Connection, start: Head, *, most_named: int = 1 << 30
) -> Checked:
    """Check the rows after ``start``, and the records that they are about.

    Of rows about more than ``most_named`` records, the records are not looked at.
    """
    checked = Checked()
    chain = _Chain(trail, connection, checked)
    latest: dict[tuple[str, str, str], tuple[bytes, Row]] = {}
    for row in chain.rows(start):
        chain.check(row)
        proofs = list(row.proofs())
        for name, digest in proofs if len(proofs) <= most_named else ():
            latest[row.kind, row.owner, name] = digest, row
    checked.head = chain.before
    for (kind, owner, name), (digest, row) in latest.items():
        secret = chain.secret(owner)
        if digest == _UNPROVEN or secret is None:
            checked.not_proven += 1
            continue
        whose = None if owner == CLINIC else owner
        stored = record_digests.stored(connection, kind, whose, [name]).get(name)
        if record_digests.digest(secret, kind, name, stored) == digest:
            checked.proven += 1
        elif stored is None:
            checked.tell(verifying_words.missing(connection, kind, row.values))
        else:
            checked.tell(verifying_words.changed(connection, kind, stored))
    return checked


def checkpoint_findings(
    trail: Trail,
    connection: Connection,
    head: Head,
    read: Sequence[tuple[CheckpointFile, Checkpoint | Unusable]],
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
    losses = sorted((f for f in found if f.is_loss), key=lambda f: f.what, reverse=True)
    return [*losses[:1], *(f for f in found if not f.is_loss)]


class _Steps:
    """Tells how far a check is, and ends it where somebody does not want to wait."""

    def __init__(self, connection: Connection, progress: Progress, cancelled: Cancelled) -> None:
        counted = [audit_row, *(bound.table for bound in BOUND.values())]
        counts = (select(func.count()).select_from(table) for table in counted)
        self._total = sum(connection.execute(count).scalar_one() for count in counts)
        self._done, self._progress, self._cancelled = 0, progress, cancelled

    def one(self, count: int = 1) -> None:
        """Note that so many rows are done."""
        before, self._done = self._done, self._done + count
        if before // _AT_A_TIME != self._done // _AT_A_TIME or self._done == self._total:
            if self._cancelled():
                raise Stopped
            self._progress(self._done, self._total)


class _Chain:
    """Goes along the rows of the trail and tells those that are not as they were written."""

    def __init__(self, trail: Trail, connection: Connection, checked: Checked) -> None:
        self._trail, self._connection, self._checked = trail, connection, checked
        self._secrets = secret_keys.every(connection) if _has_secrets(connection) else {}
        self._lost: set[str] = set()  # owners of rows whose secret is not there
        self._erased: set[str] = set()  # patients whose erasure the trail tells
        self.before = trail.start

    def rows(self, start: Head) -> Iterator[Row]:
        """The rows after ``start`` in order."""
        self.before = start
        columns = _COLUMNS if _has_secrets(self._connection) else _EARLIER
        query = select(*columns).where(audit_row.c.seq > start.count).order_by(audit_row.c.seq)
        for values in self._connection.execute(query.execution_options(yield_per=_AT_A_TIME)):
            yield Row(values)

    def check(self, row: Row) -> None:
        """Hold a row against the one before it, and its detail against its digest."""
        missing = row.seq - self.before.count - 1
        if missing:
            self._checked.tell(verifying_words.gap(self.before.count, row.seq))
        elif self._is_changed(row):
            self._checked.tell(verifying_words.row_changed(row.values))
        if (row.values[4], row.kind) == ("erase", "patient"):
            self._erased.add(row.values[6])
        self._checked.rows += 1
        self.before = Head(row.seq, row.mac)

    def secret(self, owner: str) -> bytes | None:
        """What proves somebody's records; None where it is not there (any more)."""
        return self._secrets.get(owner)

    def was_erased(self, owner: str) -> bool:
        """Whether the trail tells that a patient was erased: nothing of theirs may be there."""
        return owner in self._erased

    def check_erased(self) -> None:
        """A secret may be missing only where the trail tells of an erasure."""
        for owner in sorted(self._lost - self._erased):
            self._checked.tell(verifying_words.no_secret(self._connection, owner))

    @property
    def is_young(self) -> bool:
        """Whether every row of the trail has digests: the clinic is not older than they are."""
        first = select(audit_row.c.detail_digest).order_by(audit_row.c.seq).limit(1)
        return self._connection.execute(first).scalar() is not None

    def _is_changed(self, row: Row) -> bool:
        try:
            return self._trail.mac(self.before.mac, row.values) != row.mac or self._differs(row)
        except (TypeError, AttributeError):  # a value of another type than its column's
            return True

    def _differs(self, row: Row) -> bool:
        if not row.is_proof:
            return False
        secret = self._secrets.get(row.owner)
        if secret is None:
            self._lost.add(row.owner)
            self._checked.erased += 1
            return False
        return record_digests.detail_digest(secret, row.values[7]) != row.values[10]


class _Latest:
    """The newest digest of each record that the trail names: 36 bytes for each naming."""

    def __init__(self) -> None:
        self._keys, self._seqs, self._digests = array("Q"), array("Q"), bytearray()
        self._whose, self._owners = array("I"), dict[str, int]()

    def add(self, row: Row, name: str, digest: bytes) -> None:
        """Note a row's digest; later ones take the place of earlier ones."""
        self._keys.append(_key_of(row.kind, name))
        self._seqs.append(row.seq)
        self._digests += digest
        self._whose.append(self._owners.setdefault(row.owner, len(self._owners)))

    def settled(self) -> "tuple[NDArray[np.uint64], NDArray[np.uint64], list[int]]":
        """Keys in order, the seq of each one's newest row, and where its digest lies."""
        import numpy as np

        keys = np.frombuffer(self._keys, np.uint64)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, bool)
        seqs = np.frombuffer(self._seqs, np.uint64)[order][last]
        return keys[last], seqs, order[last].tolist()

    def owners(self) -> list[str]:
        """Whose secrets the digests are of; `owner` gives a place in this list."""
        return list(self._owners)

    def owner(self, place: int) -> int:
        """Who in `owners` the ``place``-th digest is of."""
        return self._whose[place]

    def digest(self, place: int) -> bytes:
        """The digest that was added as the ``place``-th."""
        return bytes(self._digests[place * BYTES : (place + 1) * BYTES])


class _Records:
    """Holds every record in the tables against the newest row that names it."""

    def __init__(
        self, connection: Connection, known: _Latest, chain: _Chain, checked: Checked
    ) -> None:
        import numpy as np

        self._connection, self._known, self._chain, self._checked = (
            connection,
            known,
            chain,
            checked,
        )
        self._keys, self._seqs, self._places = known.settled()
        self._owners = known.owners()
        self._seen = np.zeros(len(self._keys), bool)
        self._is_young = chain.is_young

    def check(self, step: _Steps) -> None:
        """Go through every table, then tell what is named and is not there."""
        for kind in BOUND:
            for some in record_digests.everything(self._connection, kind):
                for name, row in some:
                    self._check_one(kind, name, row)
                step.one(len(some))
            if record_digests.orphans(self._connection, kind):
                self._checked.tell(verifying_words.orphans(kind))
        for place in (~self._seen).nonzero()[0].tolist():
            self._check_absent(place)

    def _check_one(self, kind: str, name: str, row: Sequence[Any]) -> None:
        found = self._place(kind, name)
        was_erased = self._chain.was_erased(record_digests.owner(kind, row))
        if found is not None:
            self._seen[found] = True
        if was_erased or (found is None and self._is_young):
            self._checked.tell(verifying_words.added(self._connection, kind, row))
        elif found is None or not self._is_wrong(self._places[found], kind, name, row):
            proven = found is not None and self._is_proof(self._places[found])
            self._checked.proven += proven
            self._checked.not_proven += not proven
        else:
            self._checked.tell(verifying_words.changed(self._connection, kind, row))

    def _secret(self, place: int) -> bytes | None:
        return self._chain.secret(self._owners[self._known.owner(place)])

    def _is_proof(self, place: int) -> bool:
        """Whether a digest can be held against the record; a missing secret is told by itself."""
        return self._known.digest(place) != _UNPROVEN and self._secret(place) is not None

    def _is_wrong(self, place: int, kind: str, name: str, row: Sequence[Any] | None) -> bool:
        secret = self._secret(place)
        if secret is None or not self._is_proof(place):
            return False
        return record_digests.digest(secret, kind, name, row) != self._known.digest(place)

    def _check_absent(self, found: int) -> None:
        seq, place = int(self._seqs[found]), self._places[found]
        values = self._connection.execute(select(audit_row).where(audit_row.c.seq == seq)).one()
        row = Row(values)
        if self._known.digest(place) == _UNPROVEN:
            is_missing = values.action != "clear"  # what a clinic no longer sets is not kept
        else:
            name = next(n for n in row.named() if _key_of(row.kind, n) == self._keys[found])
            is_missing = self._is_wrong(place, row.kind, name, None)
        if is_missing:
            self._checked.tell(verifying_words.missing(self._connection, row.kind, values))

    def _place(self, kind: str, name: str) -> int | None:
        key = _key_of(kind, name)
        place = int(self._keys.searchsorted(key))
        return place if place < len(self._keys) and self._keys[place] == key else None


def _key_of(kind: str, name: str) -> int:
    return int.from_bytes(blake2b(f"{kind}\0{name}".encode(), digest_size=8).digest(), "little")


def _has_secrets(connection: Connection) -> bool:
    return inspect(connection).has_table(secret_table.name)
