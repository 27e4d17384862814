"""Holds every record in the tables against the newest row of the trail that names it."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from clinic_app.storage.audit import record_digests, verifying_words
from clinic_app.storage.audit.record_digests import BOUND, BYTES, CLINIC
from clinic_app.storage.audit.trail_walk import UNPROVEN, Chain, Checked, Named, Row
from clinic_app.storage.tables import audit_row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Latest:
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

    def settled(self) -> "tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.intp]]":
        """Keys in order, the seq of each one's newest row, and where its digest lies."""
        import numpy as np

        keys = np.frombuffer(self._keys, np.uint64)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, bool)
        seqs = np.frombuffer(self._seqs, np.uint64)[order][last]
        return keys[last], seqs, order[last]

    def owners(self) -> list[str]:
        """Whose secrets the digests are of; `owner` gives a place in this list."""
        return list(self._owners)

    def owner(self, place: int) -> int:
        """Who in `owners` the ``place``-th digest is of."""
        return self._whose[place]

    def digest(self, place: int) -> bytes:
        """The digest that was added as the ``place``-th."""
        return bytes(self._digests[place * BYTES : (place + 1) * BYTES])


class Records:
    """Holds every record in the tables against the newest row that names it."""

    def __init__(
        self, connection: Connection, known: Latest, chain: Chain, checked: Checked
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

    def check(self, step: Callable[[int], None]) -> None:
        """Go through every table, then tell what is named and is not there.

        ``step`` is told how many records are done.
        """
        for kind in BOUND:
            for some in record_digests.everything(self._connection, kind):
                places = self._found([_key_of(kind, name) for name, _ in some])
                for (name, row), place in zip(some, places, strict=True):
                    self._check_one(kind, name, row, place)
                step(len(some))
            if record_digests.orphans(self._connection, kind):
                self._checked.tell(verifying_words.orphans(kind))
        self._check_absent()

    def _check_one(self, kind: str, name: str, row: Sequence[Any], place: int | None) -> None:
        was_erased = self._chain.was_erased(record_digests.owner(kind, row))
        if was_erased or (place is None and self._is_young):
            found = partial(verifying_words.added, self._connection, kind, row)
            self._checked.tell_record(_named(kind, name, row), found)
        elif place is None or not self._is_wrong(place, kind, name, row):
            proven = place is not None and self._is_proof(place)
            self._checked.proven += proven
            self._checked.not_proven += not proven
        else:
            found = partial(verifying_words.changed, self._connection, kind, row)
            self._checked.tell_record(_named(kind, name, row), found)

    def _secret(self, place: int) -> bytes | None:
        return self._chain.secret(self._owners[self._known.owner(place)])

    def _is_proof(self, place: int) -> bool:
        """Whether a digest can be held against the record; a missing secret is told by itself."""
        return self._known.digest(place) != UNPROVEN and self._secret(place) is not None

    def _is_wrong(self, place: int, kind: str, name: str, row: Sequence[Any] | None) -> bool:
        secret = self._secret(place)
        if secret is None or not self._is_proof(place):
            return False
        return record_digests.digest(secret, kind, name, row) != self._known.digest(place)

    def _check_absent(self) -> None:
        """Tell what is named and was not seen, row by row of the trail."""
        left = (~self._seen).nonzero()[0]
        left = left[self._seqs[left].argsort(kind="stable")]
        last = 0
        row, names = Row(()), dict[int, str]()
        for seq, place, key in zip(
            self._seqs[left].tolist(),
            self._places[left].tolist(),
            self._keys[left].tolist(),
            strict=True,
        ):
            if seq != last:
                query = select(audit_row).where(audit_row.c.seq == seq)
                row, last = Row(self._connection.execute(query).one()), seq
                names = {_key_of(row.kind, name): name for name in row.named()}
            if self._is_missing(place, row, names[key]):
                found = partial(verifying_words.missing, self._connection, row.kind, row.values)
                self._checked.tell_record(Named(row.kind, names[key], row.values[9]), found)

    def _is_missing(self, place: int, row: Row, name: str) -> bool:
        if self._known.digest(place) == UNPROVEN:
            return row.values[4] != "clear"  # what a clinic no longer sets is not kept
        return self._is_wrong(place, row.kind, name, None)

    def _found(self, keys: list[int]) -> list[int | None]:
        """Where the newest digest of each lies, if the trail names it; notes that it was seen."""
        import numpy as np

        if not len(self._keys):
            return [None] * len(keys)
        asked = np.array(keys, np.uint64)
        near = np.minimum(self._keys.searchsorted(asked), len(self._keys) - 1)
        there = self._keys[near] == asked
        self._seen[near[there]] = True
        places = self._places[near].tolist()
        return [n if known else None for n, known in zip(places, there.tolist(), strict=True)]


def _key_of(kind: str, name: str) -> int:
    return int.from_bytes(blake2b(f"{kind}\0{name}".encode(), digest_size=8).digest(), "little")


def _named(kind: str, name: str, row: Sequence[Any]) -> Named:
    owner = record_digests.owner(kind, row)
    return Named(kind, name, None if owner == CLINIC else owner)
