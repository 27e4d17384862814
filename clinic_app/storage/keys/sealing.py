"""Wraps keys by a passphrase or a recovery key, and seals the data key to key pairs."""

import ctypes
import hmac
import secrets
import sys
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from clinic_app.storage.keys.held_key import wipe

Secret = bytes | bytearray
KEY_BYTES = 32
SEALED_BYTES = 80  # what HPKE makes of a data key
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_BYTES_HEAD = bytes.__basicsize__ - 1  # what CPython keeps before the content of bytes
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
    """A wrapped key: the salt of its wrapping key, the nonce, and AES-GCM's output."""

    salt: bytes
    nonce: bytes
    box: bytes


def new_recovery_key() -> str:
    """160 random bits as 8 groups of 4 signs: ``K7QM-2FHX-...``."""
    signs = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(signs[n : n + _GROUP]) for n in range(0, len(signs), _GROUP))


def looks_like_recovery_key(text: str) -> bool:
    """Whether it has the form of one, in any case, with or without blanks and dashes."""
    signs = "".join(text.upper().split()).replace("-", "")
    return len(signs) == _GROUPS * _GROUP and set(signs) <= set(_ALPHABET)


def passphrase_key(passphrase: str, salt: bytes, cost: KeyCost) -> bytearray:
    """32 bytes from a passphrase; the same however its accents were typed (NFKC)."""
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    derived = hash_secret_raw(
        text,
        salt,
        time_cost=cost.rounds,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
    if len(text) > 1:  # single bytes are one object for the whole program
        wipe(_taken(text))
    return _taken(derived)


def recovery_wrapping_key(recovery_key: str, salt: bytes) -> bytearray:
    """32 bytes from a recovery key in any case, with or without blanks and dashes."""
    signs = "".join(c for c in recovery_key.upper() if c in _ALPHABET)
    return _taken(derived_key(signs.encode(), "recovery", salt))


def derived_key(secret: Secret, purpose: str, salt: bytes | None = None) -> bytes:
    """32 bytes for one purpose from a secret that is random already (HKDF-SHA256)."""
    info = f"handrail {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)


def new_key() -> bytearray:
    """32 random bytes."""
    return _taken(secrets.token_bytes(KEY_BYTES))


def seal(secret: Secret, *, wrapping_key: Secret, salt: bytes, owner: str) -> Sealed:
    """Wrap a key; ``owner`` is bound in, so that no wrap can stand in another's place."""
    nonce = secrets.token_bytes(12)
    return Sealed(salt, nonce, AESGCM(wrapping_key).encrypt(nonce, secret, _bound(owner)))


def opened(sealed: Sealed, *, wrapping_key: Secret, owner: str) -> bytearray | None:
    """The wrapped key, or None when the wrapping key or the owner is another."""
    secret = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping_key).decrypt_into(sealed.nonce, sealed.box, _bound(owner), secret)
    except InvalidTag:
        return None
    return secret


def new_pair() -> tuple[bytearray, bytes]:
    """A private key (X25519) and its public key."""
    private = X25519PrivateKey.generate()
    return _taken(private.private_bytes_raw()), private.public_key().public_bytes_raw()


def seal_to(public_key: bytes, data_key: Secret, owner: str) -> bytes:
    """Seal the data key so that only the private key opens it (HPKE, RFC 9180)."""
    return _SUITE.encrypt(data_key, X25519PublicKey.from_public_bytes(public_key), _bound(owner))


def unseal(private_key: Secret, box: bytes, owner: str) -> bytearray | None:
    """The data key that was sealed to a pair, or None when it was sealed to another."""
    try:
        found = _SUITE.decrypt(box, X25519PrivateKey.from_private_bytes(private_key), _bound(owner))
    except InvalidTag:
        return None
    return _taken(found)


def proof(data_key: Secret, owner: str, public_key: bytes) -> bytes:
    """Shows that whoever noted this public key had the data key."""
    key = derived_key(data_key, "public keys")
    return hmac.digest(key, owner.encode() + b"\0" + public_key, "sha256")


def _taken(secret: bytes) -> bytearray:
    """The secret in a buffer that can be overwritten. The given bytes, which cannot be by any
    ordinary way and which nobody else may hold, are overwritten here."""
    kept = bytearray(secret)
    if sys.implementation.name == "cpython":
        ctypes.memset(id(secret) + _BYTES_HEAD, 0, len(secret))
    return kept


def _bound(owner: str) -> bytes:
    return f"handrail data key 1, {owner}".encode()
