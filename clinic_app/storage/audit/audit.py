"""Who changed what, when: rows chained by HMAC, each with the proof of what it is about.

The chain holds the digest of a row's detail and of its record, not their text: so the secret of a
patient can be destroyed and the detail emptied while the chain stays whole. Rows of before version
0.5 have no digests; they chain their detail itself, and prove no record.
"""

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from clinic_app.domain.errors import NotWritable
from clinic_app.storage.audit import record_digests
from clinic_app.storage.audit.checkpoints import (
    ChainHead,
    Checkpoint,
    CheckpointFile,
    Sign,
    Unusable,
)
from clinic_app.storage.audit.record_digests import CLINIC, Span
from clinic_app.storage.keys import secret_keys
from clinic_app.storage.keys.held_key import HeldKey, Key, held
from clinic_app.storage.tables import audit_row
from clinic_app.storage.timestamps import microseconds, offset_minutes, to_json

_INSERT = insert(audit_row)
_HEAD = select(audit_row.c.seq, audit_row.c.mac).order_by(audit_row.c.seq.desc()).limit(1)
_ORDER = tuple(column.name for column in audit_row.c)


@dataclass(frozen=True)
class Change:
    """One change that a transaction made; ``patient_id`` says whose record it is about."""

    action: str
    kind: str
    entity_id: str
    detail: Mapping[str, object]
    patient_id: str | None = None
    span: Span | None = None

    @property
    def owner(self) -> str:
        """Whose secret proves it."""
        return self.patient_id or CLINIC


class AuditTrail:
    """Writes the chain of one clinic and keeps its checkpoints, the one beside the clinic first."""

    def __init__(self, key: Key, beside: Path, outside: Path | None = None) -> None:
        with held(key).used() as copied:
            self._key = HeldKey(copied)
        self.start = ChainHead(0, self._hmac(b"", b"start of the trail"))
        sign = Sign(
            self._hmac(b"", b"clinic")[:16].hex(),
            lambda told: self._hmac(b"checkpoint", told.encode()),
            lambda told: self._hmac(b"anchor", told.encode()),
        )
        places = [beside] if outside is None else [beside, outside]
        self.files = tuple(CheckpointFile(path, sign) for path in places)

    def elsewhere(self, copy: Path) -> "AuditTrail":
        """The same trail in a copy of the clinic's file, with a checkpoint beside it."""
        return AuditTrail(self._key, copy.with_suffix(".audit"))

    @property
    def key(self) -> HeldKey:
        """What chains the trail; marks on the list of erased patients are made with it."""
        return self._key

    def mac_before(self, connection: Connection, seq: int) -> bytes:
        """What the row with this number is chained to."""
        earlier = select(audit_row.c.mac).where(audit_row.c.seq < seq)
        newest = earlier.order_by(audit_row.c.seq.desc()).limit(1)
        return connection.execute(newest).scalar() or self.start.mac

    def without_detail(self, before: bytes, row: Sequence[Any]) -> str:
        """What proves the rest of a row whose detail was erased, though its mac covered that."""
        *told, _detail, _mac, patient_id, _about, _record = row
        values = json.dumps(["erased", *told, patient_id], ensure_ascii=True)
        return self._hmac(before, values.encode()).hex()[:32]

    def forget_key(self) -> None:
        """Overwrite the key: nothing can be chained or checked any more."""
        self._key.forget()

    def append(
        self, connection: Connection, head: ChainHead, actor_id: str, changes: Sequence[Change]
    ) -> ChainHead:
        """Chain ``changes`` to the rows up to ``head``; part of the caller's transaction."""
        now = datetime.now().astimezone()
        at, offset = microseconds(now), offset_minutes(now)
        owned = secret_keys.made(connection, {change.owner for change in changes})
        proofs = _proofs(connection, changes, owned)
        rows: list[dict[str, Any]] = []
        for change, proof in zip(changes, proofs, strict=True):
            detail = to_json(change.detail)
            parts = (at, offset, actor_id, change.action, change.kind, change.entity_id, detail)
            about = record_digests.detail_digest(owned[change.owner], detail)
            values = (head.count + 1, *parts, b"", change.patient_id, about, proof)
            row = dict(zip(_ORDER, values, strict=True))
            row["mac"] = self.mac(head.mac, values)
            head = ChainHead(head.count + 1, row["mac"])
            rows.append(row)
        connection.execute(_INSERT, rows)
        return head

    def head(self, connection: Connection) -> ChainHead:
        """The end of the chain as the database has it."""
        row = connection.execute(_HEAD).first()
        return ChainHead(row[0], row[1]) if row else self.start

    def mac(self, before: bytes, row: Sequence[Any]) -> bytes:
        """What chains a row to the one before it; ``row`` has the columns of the table."""
        *told, detail, _mac, patient_id, about, record = row
        if about is None:
            values = [*told, detail]
        else:
            values = ["2", *told, patient_id, about.hex(), None if record is None else record.hex()]
        return self._hmac(before, json.dumps(values, ensure_ascii=True).encode())

    def mac_at(self, connection: Connection, count: int) -> bytes | None:
        """The mac of the row with this number; None where there is no such row."""
        if count == 0:
            return self.start.mac
        row = select(audit_row.c.mac).where(audit_row.c.seq == count)
        return connection.execute(row).scalar()

    def agrees(self, connection: Connection, found: Checkpoint, head: ChainHead) -> bool:
        """Whether the chain up to ``head`` holds what a checkpoint says.

        After a crash it may be behind: later rows prove themselves by their chain.
        """
        if found.head == head:
            return True
        there = self.mac_at(connection, found.head.count)
        return there is not None and hmac.compare_digest(there, found.head.mac)

    def files_that_agree(self, connection: Connection, head: ChainHead) -> list[CheckpointFile]:
        """The checkpoints that may move on; one that disagrees is evidence, and stays."""
        read = [(file, file.read()) for file in self.files]
        return [
            file
            for file, found in read
            if isinstance(found, Checkpoint) and self.agrees(connection, found, head)
        ]

    @property
    def outside(self) -> list[Path]:
        """The files outside the clinic's folder."""
        return [file.path for file in self.files[1:]]

    @property
    def lacking(self) -> list[CheckpointFile]:
        """The files outside that hold no checkpoint of this clinic."""
        return [file for file in self.files[1:] if isinstance(file.read(), Unusable)]

    def renew_checkpoints(self, connection: Connection) -> None:
        """Write all checkpoints anew, whatever stood there. Raises NotWritable.

        A place outside the clinic's folder may refuse: the one beside the clinic must not.
        """
        head = self.head(connection)
        beside, *outside = self.files
        beside.put(head)
        self.put(head, outside)

    @staticmethod
    def put(head: ChainHead, outside: Sequence[CheckpointFile]) -> None:
        """Write checkpoints outside the clinic's folder, as far as there is room for them."""
        for file in outside:
            with suppress(OSError, NotWritable):
                file.put(head)

    def _hmac(self, before: bytes, message: bytes) -> bytes:
        return self._key.sign(before + message)


def _proofs(
    connection: Connection, changes: Sequence[Change], owned: Mapping[str, bytes]
) -> list[bytes | None]:
    """For each change the digests of the records it is about, one after the other."""
    found: list[bytes | None] = [None] * len(changes)
    bound = [(n, change) for n, change in enumerate(changes) if change.kind in record_digests.BOUND]

    def same(one: tuple[int, Change]) -> tuple[str, str]:
        return one[1].kind, one[1].owner

    for (kind, owner), group in groupby(sorted(bound, key=same), key=same):
        alike = list(group)
        named = [record_digests.named(kind, c.entity_id, c.detail) for _, c in alike]
        ids = dict.fromkeys(one for some in named for one in some)
        patient_id = None if owner == CLINIC else owner
        span = _joined(change.span for _, change in alike)
        rows = record_digests.stored(connection, kind, patient_id, list(ids), span)
        proof = {one: record_digests.digest(owned[owner], kind, one, rows.get(one)) for one in ids}
        for (n, _change), some in zip(alike, named, strict=True):
            found[n] = b"".join(proof[one] for one in some)
    return found


def _joined(spans: Iterable[Span | None]) -> Span | None:
    whole: Span | None = None
    for span in spans:
        if span is None:
            return None
        whole = span if whole is None else whole.joined(span)
    return whole
