"""What a backup says to its own clinic alone: how much it holds, and of whom, without a name.

It is sealed with a key of the trail's, which stays when the clinic is encrypted anew: so the
clinic can read it in backups of before, too.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clinic_app.domain.records.backup import Contents
from clinic_app.storage.backup.backup_manifest import Manifest
from clinic_app.storage.keys.sealing import Secret, derived_key

_MARK_BYTES = 8
_NONCE_BYTES = 12


@dataclass(frozen=True)
class SealedPart:
    """``head`` is the mac at the end of the trail, ``patients`` the mark of each patient in it.

    ``key_mark`` tells the data key that opens the backup's database from another one.
    """

    contents: Contents
    head: bytes
    patients: frozenset[bytes]
    key_mark: bytes

    def is_opened_by(self, data_key: Secret) -> bool:
        """Whether this data key opens the database in the backup."""
        return hmac.compare_digest(self.key_mark, key_mark(data_key))


def patient_marks(trail_key: Secret, patient_ids: Iterable[str]) -> frozenset[bytes]:
    """Names each patient to whoever has the key of the trail, and to nobody else."""
    key = derived_key(trail_key, "backup patients")
    digests = (hmac.digest(key, one.encode(), "sha256") for one in patient_ids)
    return frozenset(digest[:_MARK_BYTES] for digest in digests)


def key_mark(data_key: Secret) -> bytes:
    """Names a data key, and tells nothing about it."""
    return derived_key(data_key, "backup key")[:_MARK_BYTES]


def sealed(manifest: Manifest, part: SealedPart, trail_key: Secret) -> Manifest:
    """The manifest with ``part``, bound to all that it says in plain text."""
    at = part.contents.last_rating
    detail = {
        "patients": part.contents.patients,
        "ratings": part.contents.ratings,
        "last_rating": at.isoformat() if at else None,
        "rows": part.contents.rows,
        "head": part.head.hex(),
        "marks": base64.b64encode(b"".join(sorted(part.patients))).decode(),
        "key": part.key_mark.hex(),
    }
    nonce = secrets.token_bytes(_NONCE_BYTES)
    box = _cipher(trail_key).encrypt(nonce, json.dumps(detail).encode(), manifest.bound)
    return manifest.with_seal(nonce + box)


def open_seal(manifest: Manifest, trail_key: Secret) -> SealedPart | None:
    """What the clinic sealed into the backup; None where it is another's, or was changed."""
    nonce, box = manifest.sealed[:_NONCE_BYTES], manifest.sealed[_NONCE_BYTES:]
    if len(nonce) < _NONCE_BYTES:
        return None
    try:
        content = _cipher(trail_key).decrypt(nonce, box, manifest.bound)
    except InvalidTag:
        return None
    detail = cast("Mapping[str, object]", json.loads(content))
    at = cast("str | None", detail["last_rating"])
    patients, ratings, rows = (cast("int", detail[one]) for one in ("patients", "ratings", "rows"))
    moment = datetime.fromisoformat(at) if at else None
    marks = base64.b64decode(cast("str", detail["marks"]))
    return SealedPart(
        Contents(patients, ratings, moment, rows),
        bytes.fromhex(cast("str", detail["head"])),
        frozenset(marks[n : n + _MARK_BYTES] for n in range(0, len(marks), _MARK_BYTES)),
        bytes.fromhex(cast("str", detail["key"])),
    )


def _cipher(trail_key: Secret) -> AESGCM:
    return AESGCM(derived_key(trail_key, "backup"))
