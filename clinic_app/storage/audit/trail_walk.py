"""Goes along the rows of the audit trail, and gathers what was found."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, inspect, literal, select

from clinic_app.domain.records.finding import Finding
from clinic_app.storage.audit import record_digests, verifying_words
from clinic_app.storage.audit.audit import AuditTrail
from clinic_app.storage.audit.checkpoints import ChainHead
from clinic_app.storage.audit.record_digests import BYTES, CLINIC
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.tables import audit_row
from clinic_app.storage.tables import secret as secret_table
from clinic_app.storage.timestamps import from_json

ERASURE = ("erase", "erasure")  # action and kind of the row that tells of an erased patient
ACCEPTED = "record-accepted"  # a row of the trail: a person went on with what there was
AT_A_TIME = 1000
UNPROVEN = bytes(BYTES)  # in the place of a digest: the row is older than digests

_MOST_TOLD = 100
_COLUMNS = tuple(audit_row.c)
_EARLIER = (*_COLUMNS[:9], *(literal(None).label(c.name) for c in _COLUMNS[9:]))


@dataclass(frozen=True)
class Named:
    """A record as the trail names it."""

    kind: str
    name: str
    patient_id: str | None


@dataclass
class Checked:
    """What a check saw. ``proven`` and ``not_proven`` count records, ``erased`` rows."""

    rows: int = 0
    proven: int = 0
    not_proven: int = 0
    erased: int = 0
    findings: list[Finding] = field(default_factory=list[Finding])
    untold: int = 0  # found beyond those that are told one by one
    head: ChainHead | None = None
    rows_at: list[int] = field(default_factory=list[int])  # of the trail, that were told
    differing: list[Named] = field(default_factory=list[Named])  # records that were told

    def tell(self, finding: Finding) -> None:
        """Add what was found; of very much only the first hundred are told one by one."""
        if len(self.findings) < _MOST_TOLD:
            self.findings.append(finding)
        else:
            self.untold += 1

    def tell_row(self, seq: int, finding: Finding) -> None:
        """Add what was found of a row of the trail."""
        self.rows_at.append(seq)
        self.tell(finding)

    def tell_record(self, named: Named, told: Callable[[], Finding]) -> None:
        """Add what was found of a record."""
        self.differing.append(named)
        if len(self.findings) < _MOST_TOLD:
            self.findings.append(told())
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
            yield from ((name, UNPROVEN) for name in names)
        elif digests is not None and len(digests) == BYTES * len(names):
            for n, name in enumerate(names):
                yield name, digests[n * BYTES : (n + 1) * BYTES]


class Chain:
    """Goes along the rows of the trail and tells those that are not as they were written."""

    def __init__(self, trail: AuditTrail, connection: Connection, checked: Checked) -> None:
        self.connection = connection
        self._trail, self._checked = trail, checked
        self._has_secrets = inspect(connection).has_table(secret_table.name)
        self._secrets: dict[str, bytes | None] = {}
        self._lost: set[str] = set()  # owners of rows whose secret is not there
        self._erased: set[str] = set()  # patients whose erasure the trail tells
        self._emptied: dict[int, str] = {}  # rows whose detail went with them, and their proof
        self._accepted: set[int] = set()
        self.before = trail.start

    def rows(self, start: ChainHead) -> Iterator[Row]:
        """The rows after ``start`` in order."""
        self.before = start
        self._accepted = _accepted(self.connection, start)
        self._erased, self._emptied = _erasures(self.connection, start)
        columns = _COLUMNS if self._has_secrets else _EARLIER
        query = select(*columns).where(audit_row.c.seq > start.count).order_by(audit_row.c.seq)
        for values in self.connection.execute(query.execution_options(yield_per=AT_A_TIME)):
            yield Row(values)

    def check(self, row: Row) -> None:
        """Hold a row against the one before it, and its detail against its digest."""
        missing = row.seq - self.before.count - 1
        if row.seq in self._accepted:
            pass  # told once, and a person went on
        elif missing:
            self._checked.tell_row(row.seq, verifying_words.gap(self.before.count, row.seq))
        elif self._is_changed(row):
            self._checked.tell_row(row.seq, verifying_words.row_changed(row.values))
        self._checked.rows += 1
        self.before = ChainHead(row.seq, row.mac)

    def proofs(self, row: Row) -> Iterator[tuple[str, bytes]]:
        """Each record that a row is about, with its digest; none of a row that was emptied."""
        return iter(()) if row.seq in self._emptied and not row.is_proof else row.proofs()

    def secret(self, owner: str) -> bytes | None:
        """What proves somebody's records; None where it is not there (any more)."""
        if owner not in self._secrets:
            known = secret_keys.of(self.connection, [owner]) if self._has_secrets else {}
            self._secrets[owner] = known.get(owner)
        return self._secrets[owner]

    def was_erased(self, owner: str) -> bool:
        """Whether the trail tells that a patient was erased: nothing of theirs may be there."""
        return owner in self._erased

    def check_erased(self) -> None:
        """A secret may be missing only where the trail tells of an erasure."""
        for owner in sorted(self._lost - self._erased):
            self._checked.tell(verifying_words.no_secret(self.connection, owner))

    @property
    def is_young(self) -> bool:
        """Whether every row of the trail has digests: the clinic is not older than they are."""
        first = select(audit_row.c.detail_digest).order_by(audit_row.c.seq).limit(1)
        return self.connection.execute(first).scalar() is not None

    def _is_changed(self, row: Row) -> bool:
        try:
            if row.seq in self._emptied:
                return self._is_not_emptied(row)
            return self._trail.mac(self.before.mac, row.values) != row.mac or self._differs(row)
        except (TypeError, AttributeError):  # a value of another type than its column's
            return True

    def _is_not_emptied(self, row: Row) -> bool:
        """Whether a row that lost its detail has one again, or differs in anything else."""
        self._checked.erased += 1
        if row.values[7] != "":
            return True
        if row.is_proof:
            return self._trail.mac(self.before.mac, row.values) != row.mac
        rest = self._trail.without_detail(self.before.mac, row.values)
        return rest != self._emptied[row.seq]

    def _differs(self, row: Row) -> bool:
        if not row.is_proof:
            return False
        secret = self.secret(row.owner)
        if secret is None:
            self._lost.add(row.owner)
            self._checked.erased += 1
            return row.owner in self._erased and row.values[7] != ""
        return record_digests.detail_digest(secret, row.values[7]) != row.values[10]


def _accepted(connection: Connection, start: ChainHead) -> set[int]:
    """The rows after ``start`` that were found changed, or after a gap, and accepted later.

    Where the row that accepted them lost its detail, the erasure says which they were.
    """
    new = audit_row.c.seq > start.count
    actions = audit_row.c.action.in_((ACCEPTED, ERASURE[0]))
    query = select(audit_row.c.detail).where(new, actions)
    found: set[int] = set()
    for detail in connection.execute(query).scalars():
        with suppress(ValueError, TypeError, AttributeError):
            found |= set(from_json(detail).get("rows", ()))
    return found


def _erasures(connection: Connection, start: ChainHead) -> tuple[set[str], dict[int, str]]:
    """Who was erased after ``start``, and the rows that were emptied for it, each with its proof.

    An erasure comes after all that it empties.
    """
    action, kind = ERASURE
    columns = (audit_row.c.entity_id, audit_row.c.detail)
    those = (audit_row.c.seq > start.count) & (audit_row.c.action == action)
    query = select(*columns).where(those, audit_row.c.kind == kind)
    erased, emptied = set[str](), dict[int, str]()
    for patient_id, detail in connection.execute(query):
        erased.add(patient_id)
        with suppress(ValueError, TypeError, AttributeError):
            rows = from_json(detail).get("emptied", ())
            emptied |= {int(seq): str(proof) for seq, proof in rows}
    return erased, emptied
