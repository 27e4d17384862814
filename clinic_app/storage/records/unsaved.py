"""Drafts that the disk had no room for: in memory alone, and there only as ciphertext."""

import hmac
import json
import secrets
from datetime import datetime
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clinic_app.storage.keys.sealing import derived_key
from clinic_app.storage.records.drafts import StoredDraft

_NONCE_BYTES = 12


class DraftKey:
    """Seals drafts with a key made from the clinic's data key, until it is forgotten."""

    def __init__(self, data_key: bytes | bytearray) -> None:
        self._key = bytearray(derived_key(bytes(data_key), "drafts"))

    def seal(self, made: StoredDraft) -> bytes:
        """The draft as nobody can read it without the clinic's key."""
        parts = [made.place, made.content, made.at.isoformat(), made.patient_id]
        nonce = secrets.token_bytes(_NONCE_BYTES)
        box = AESGCM(bytes(self._key)).encrypt(nonce, json.dumps(parts).encode(), _bound(made))
        return nonce + box

    def opened(self, writer_id: str, box: bytes) -> StoredDraft | None:
        """The draft, or None where another key or another writer's name sealed it."""
        bound = writer_id.encode()
        try:
            found = AESGCM(bytes(self._key)).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], bound)
        except InvalidTag:
            return None
        place, content, at, patient_id = json.loads(found)
        return StoredDraft(writer_id, place, content, datetime.fromisoformat(at), patient_id)

    def slot(self, place: str) -> bytes:
        """A name for a place that tells nothing of the patient in it."""
        return hmac.digest(bytes(self._key), place.encode(), "sha256")

    def forget(self) -> None:
        """Overwrite the key: what is sealed stays so until the clinic is unlocked again."""
        self._key[:] = bytes(len(self._key))


def _bound(made: StoredDraft) -> bytes:
    return made.writer_id.encode()


class UnsavedDrafts:
    """Outlives the lock; a crash or switching off loses what is in it. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._boxes: dict[tuple[Path, str, bytes], bytes] = {}

    def __len__(self) -> int:
        return len(self._boxes)

    def put(self, folder: Path, writer_id: str, slot: bytes, sealed: bytes) -> None:
        """Keep a sealed draft in place of an earlier one of the same slot."""
        with self._lock:
            self._boxes[folder, writer_id, slot] = sealed

    def drop(self, folder: Path, writer_id: str, slot: bytes, sealed: bytes | None = None) -> None:
        """Forget what a slot holds; with ``sealed``, only if it is still that."""
        with self._lock:
            key = (folder, writer_id, slot)
            if sealed is None or self._boxes.get(key) == sealed:
                self._boxes.pop(key, None)

    def of(self, folder: Path) -> list[tuple[str, bytes, bytes]]:
        """Writer, slot and sealed draft of everything that belongs to a clinic."""
        with self._lock:
            here = list(self._boxes.items())
        return [(writer, slot, box) for (at, writer, slot), box in here if at == folder]
