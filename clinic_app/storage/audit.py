"""Who changed what, when: rows chained by HMAC, with the head of the chain kept outside too."""

import hmac
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select

from clinic_app.storage.atomic_file import replace_file
from clinic_app.storage.held_key import HeldKey, Key, held
from clinic_app.storage.moments import microseconds, offset_minutes, to_json
from clinic_app.storage.sealing import derived_key
from clinic_app.storage.tables import audit_row

if TYPE_CHECKING:
    from clinic_app.storage.database import ReadTx

_ANCHOR_BYTES = 256  # one sector of a disk, so that it is written whole or not at all
_ENOUGH_PROBLEMS = 20
_COLUMNS = tuple(audit_row.c)[:9]  # up to the mac
_INSERT = insert(audit_row)
_HEAD = select(audit_row.c.seq, audit_row.c.mac).order_by(audit_row.c.seq.desc()).limit(1)


@dataclass(frozen=True)
class Change:
    """One change that a transaction made."""

    action: str
    kind: str
    entity_id: str
    detail: Mapping[str, object]
    patient_id: str | None = None


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many rows there are, and the last one's mac."""

    count: int
    mac: bytes


class Trail:
    """Writes and checks the chain of one clinic; ``anchor`` is the file beside the database."""

    def __init__(self, data_key: Key, anchor: Path) -> None:
        with held(data_key).used() as key:
            self._key = HeldKey(derived_key(key, "audit"))
        self._start = self._hmac(b"", b"start of the trail")
        self.anchor = anchor

    def forget_key(self) -> None:
        """Overwrite the key: nothing can be chained or checked any more."""
        self._key.forget()

    def append(
        self, connection: Connection, head: Head, actor_id: str, changes: Sequence[Change]
    ) -> Head:
        """Chain ``changes`` to the rows up to ``head``; part of the caller's transaction."""
        now = datetime.now().astimezone()
        at, offset = microseconds(now), offset_minutes(now)
        rows: list[dict[str, Any]] = []
        for change in changes:
            detail = to_json(change.detail)
            told = (at, offset, actor_id, change.action, change.kind, change.entity_id, detail)
            values = (head.count + 1, *told)
            head = Head(head.count + 1, self._row_mac(head.mac, values))
            names = (column.name for column in _COLUMNS)
            row: dict[str, Any] = dict(zip(names, (*values, head.mac), strict=True))
            rows.append({**row, "patient_id": change.patient_id})
        if not any(row["patient_id"] for row in rows):  # a clinic of before may lack the column
            rows = [{name: row[name] for name in row if name != "patient_id"} for row in rows]
        connection.execute(_INSERT, rows)
        return head

    def head(self, connection: Connection) -> Head:
        """The end of the chain as the database has it."""
        row = connection.execute(_HEAD).first()
        return Head(row[0], row[1]) if row else Head(0, self._start)

    def anchor_problem(self, connection: Connection, head: Head | None = None) -> str | None:
        """What the head kept outside says against the database, or None when they agree.

        After a crash the anchor may be behind: later rows prove themselves by their chain.
        """
        anchored = self._read_anchor()
        if anchored == (head or self.head(connection)):
            return None
        if anchored is None:
            return f"The file {self.anchor.name} is missing or was changed."
        there = self._mac_at(connection, anchored.count)
        if there is None:
            return f"Rows are missing at the end: {anchored.count} were written."
        if not hmac.compare_digest(there, anchored.mac):
            return f"Row {anchored.count} is not the one that was written."
        return None

    def move_anchor(self, head: Head) -> None:
        """Note the new head outside, after its commit. Costs no disk wait.

        Two windows may do so in the other order than they committed: then it stays behind
        for a moment, which `anchor_problem` allows.
        """
        # The change is committed: an anchor that stays behind takes nothing from it.
        with suppress(OSError), self.anchor.open("r+b", buffering=0) as file:
            file.write(self._anchor_bytes(head))

    def set_anchor(self, head: Head) -> None:
        """Write the anchor whole, whatever stood there. Raises NotWritable."""
        replace_file(self.anchor, self._anchor_bytes(head))

    def problems(self, connection: Connection) -> list[str]:
        """Everything wrong with the chain, at most 20 lines; empty when it is whole."""
        found: list[str] = []
        before = Head(0, self._start)
        rows = connection.execute(select(*_COLUMNS).order_by(audit_row.c.seq))
        for row in rows.yield_per(1000):
            values = tuple(row)
            if values[0] != before.count + 1:
                found.append(f"Rows between {before.count} and {values[0]} are missing.")
            elif not hmac.compare_digest(self._row_mac(before.mac, values[:-1]), values[-1]):
                found.append(f"Row {values[0]} was changed or moved.")
            before = Head(values[0], values[-1])
            if len(found) >= _ENOUGH_PROBLEMS:
                break
        outside = self.anchor_problem(connection)
        return [*found, outside] if outside else found

    def _mac_at(self, connection: Connection, count: int) -> bytes | None:
        if count == 0:
            return self._start
        row = select(audit_row.c.mac).where(audit_row.c.seq == count)
        return connection.execute(row).scalar()

    def _row_mac(self, before: bytes, values: Sequence[object]) -> bytes:
        return self._hmac(before, json.dumps(values, ensure_ascii=True).encode())

    def _hmac(self, before: bytes, message: bytes) -> bytes:
        return self._key.sign(before + message)

    def _anchor_bytes(self, head: Head) -> bytes:
        told = f"{head.count} {head.mac.hex()}"
        proof = self._hmac(b"anchor", told.encode()).hex()
        return f"{told} {proof}".encode().ljust(_ANCHOR_BYTES - 1) + b"\n"

    def _read_anchor(self) -> Head | None:
        try:
            content = self.anchor.read_bytes()
            count, mac, _proof = content.decode("ascii").split()
            head = Head(int(count), bytes.fromhex(mac))
        except (OSError, ValueError):
            return None
        return head if hmac.compare_digest(self._anchor_bytes(head), content) else None


def verify(tx: "ReadTx") -> list[str]:
    """Check every audit row and the anchor; returns the problems in plain words, or nothing."""
    return tx.trail.problems(tx.connection)
