"""Key files for tests: cheap ones, of today's format and of the one before version 0.5."""

import base64
import hashlib
import json
import secrets
from dataclasses import asdict
from pathlib import Path

from clinic_app.domain.patient.patient import Clinician
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.keys import KeyCost, KeyFile

CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)
ROBIN = Clinician("1" * 32, "Robin Demo", "PT")
IVY = Clinician("2" * 32, "Ivy Mockford")
CIA = Clinician("3" * 32, "Cia Placeholder")
RECOVERY = "K7QM-2FHX-ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2"
PASSPHRASES = {ROBIN.id: "correct horse", IVY.id: "battery staple"}


def make(folder: Path, kept: Path | None = None) -> tuple[KeyFile, bytearray]:
    """Two logins and the recovery key, with their copies."""
    draft = folder / "draft.keys"
    folder.mkdir(exist_ok=True)
    keys, data_key = KeyFile.create(
        draft,
        clinic_name="Placeholder Clinic",
        clinician=ROBIN,
        passphrase=PASSPHRASES[ROBIN.id],
        recovery_key=RECOVERY,
        cost=CHEAP,
    )
    keys.publish(folder / "clinic.keys", kept)
    keys.set_login(data_key, IVY, PASSPHRASES[IVY.id])
    return keys, data_key


def make_format_1(path: Path) -> bytes:
    """The same file as an earlier Handrail wrote it."""
    data_key = secrets.token_bytes(32)
    salt = secrets.token_bytes(16)
    recovery = sealing.recovery_wrapping_key(RECOVERY, salt)
    document: dict[str, object] = {
        "handrail_keys": 1,
        "clinic": "Placeholder Clinic",
        "demo": False,
        "logins": [_login_1(data_key, one) for one in (ROBIN, IVY)],
        "recovery": _sealed_1(data_key, recovery, salt, "recovery"),
    }
    check = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps({**document, "check": check}, indent=1))
    return data_key


def _login_1(data_key: bytes, clinician: Clinician) -> dict[str, object]:
    salt = secrets.token_bytes(16)
    key = sealing.passphrase_key(PASSPHRASES[clinician.id], salt, CHEAP)
    return {
        "clinician_id": clinician.id,
        "title": clinician.title,
        "cost": asdict(CHEAP),
        "key": _sealed_1(data_key, key, salt, clinician.id),
    }


def _sealed_1(data_key: bytes, key: bytearray, salt: bytes, owner: str) -> dict[str, str]:
    sealed = sealing.seal(data_key, wrapping_key=key, salt=salt, owner=owner)
    parts = {"salt": sealed.salt, "nonce": sealed.nonce, "box": sealed.box}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}
