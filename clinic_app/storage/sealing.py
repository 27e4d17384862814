"""Wraps the clinic's data key by a passphrase or by a recovery key."""

import secrets
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32 signs; none is taken for another on paper
_GROUPS, _GROUP = 8, 4


@dataclass(frozen=True)
class KeyCost:
    """What one passphrase guess costs (Argon2id). The default takes 0.5 s or more on a PC."""

    memory_kib: int = 262144
    rounds: int = 4
    lanes: int = 4

    def __post_init__(self) -> None:
        # Bounds keep a damaged key file from asking for all the memory there is.
        sane = 8 * self.lanes <= self.memory_kib <= 4 << 20 and 1 <= self.rounds <= 100
        if not (sane and 1 <= self.lanes <= 64):
            raise ValueError("key cost out of bounds")


@dataclass(frozen=True)
class Sealed:
    """A wrapped data key: the salt of its wrapping key, the nonce, and AES-GCM's output."""

    salt: bytes
    nonce: bytes
    box: bytes


def new_recovery_key() -> str:
    """160 random bits as 8 groups of 4 signs: ``K7QM-2FHX-...``."""
    signs = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(signs[n : n + _GROUP]) for n in range(0, len(signs), _GROUP))


def passphrase_key(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    """32 bytes from a passphrase; the same however its accents were typed (NFKC)."""
    text = unicodedata.normalize("NFKC", passphrase)
    return hash_secret_raw(
        text.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.rounds,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def recovery_wrapping_key(recovery_key: str, salt: bytes) -> bytes:
    """32 bytes from a recovery key in any case, with or without blanks and dashes."""
    signs = "".join(c for c in recovery_key.upper() if c in _ALPHABET)
    return derived_key(signs.encode(), "recovery", salt)


def derived_key(secret: bytes | bytearray, purpose: str, salt: bytes | None = None) -> bytes:
    """32 bytes for one purpose from a secret that is random already (HKDF-SHA256)."""
    info = f"handrail {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def seal(data_key: bytes | bytearray, *, wrapping_key: bytes, salt: bytes, owner: str) -> Sealed:
    """Wrap the data key; ``owner`` is bound in, so that no wrap can stand in another's place."""
    nonce = secrets.token_bytes(12)
    return Sealed(salt, nonce, AESGCM(wrapping_key).encrypt(nonce, data_key, _bound(owner)))


def opened(sealed: Sealed, *, wrapping_key: bytes, owner: str) -> bytes | None:
    """The data key, or None when the wrapping key or the owner is another."""
    try:
        return AESGCM(wrapping_key).decrypt(sealed.nonce, sealed.box, _bound(owner))
    except InvalidTag:
        return None


def _bound(owner: str) -> bytes:
    return f"handrail data key 1, {owner}".encode()
