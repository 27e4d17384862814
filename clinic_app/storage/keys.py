"""The key file: which logins open the clinic, and its data key wrapped for each of them."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    NewerSchema,
    NotFound,
    NotWritable,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient import Clinician
from clinic_app.storage import sealing
from clinic_app.storage.atomic_file import replace_file, sync_folder
from clinic_app.storage.sealing import KeyCost, Sealed, new_recovery_key
from clinic_app.storage.tries import FailedTry, Tries

__all__ = ["KeyCost", "KeyFile", "Login", "new_recovery_key"]

_FORMAT = 1
_RECOVERY = "recovery"
_LARGEST = 1 << 20


@dataclass(frozen=True)
class Login:
    """Somebody who can unlock the clinic: the id and how the unlock screen names them."""

    clinician_id: str
    title: str


@dataclass(frozen=True)
class _Wrap:
    login: Login
    cost: KeyCost
    sealed: Sealed


class KeyFile:
    """The key file at ``path``. Every change is on the disk, whole, when the method returns.

    Names stand in it in plain text, because the unlock screen shows them; keys never do.
    """

    def __init__(
        self, path: Path, name: str, wraps: list[_Wrap], recovery: Sealed, *, is_demo: bool
    ) -> None:
        self._path = path
        self._name = name
        self._wraps = {wrap.login.clinician_id: wrap for wrap in wraps}
        self._recovery = recovery
        self._is_demo = is_demo
        self._cost = wraps[0].cost
        self._tries = Tries(path.with_suffix(".tries"))

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        clinic_name: str,
        clinician: Clinician,
        passphrase: str,
        recovery_key: str,
        cost: KeyCost | None = None,
        is_demo: bool = False,
    ) -> "tuple[KeyFile, bytes]":
        """A new key file and the random data key (32 bytes) of the new clinic.

        Raises Conflict where one stands already (its clinic would be lost), or NotWritable.
        """
        if path.exists():
            raise Conflict(f"{path.name} exists already.", "Choose another folder.")
        data_key = secrets.token_bytes(sealing.KEY_BYTES)
        wrap = _wrapped(data_key, clinician, passphrase, cost or KeyCost())
        salt = secrets.token_bytes(16)
        wrapping_key = sealing.recovery_wrapping_key(recovery_key, salt)
        recovery = sealing.seal(data_key, wrapping_key=wrapping_key, salt=salt, owner=_RECOVERY)
        key_file = cls(path, clinic_name, [wrap], recovery, is_demo=is_demo)
        key_file._save()
        return key_file, data_key

    @classmethod
    def load(cls, path: Path) -> "KeyFile":
        """Read a key file. Raises NotFound, DamagedFile or NewerSchema."""
        try:
            with path.open("rb") as file:
                return _parsed(path, json.loads(file.read(_LARGEST)))
        except FileNotFoundError:
            raise NotFound("There is no clinic in this folder.", "Choose another folder.") from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise DamagedFile(
                f"The key file {path.name} cannot be read.",
                "It was left untouched. Put back a copy of it from a backup.",
            ) from None

    def publish(self, path: Path) -> None:
        """Give the key file its lasting name. Raises Conflict or NotWritable."""
        if path.exists():
            raise Conflict(f"{path.name} exists already.", "Choose another folder.")
        try:
            self._path.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise NotWritable(
                f"{path.name} could not be written.", "Choose another folder."
            ) from error
        self._path, self._tries = path, Tries(path.with_suffix(".tries"))

    @property
    def clinic_name(self) -> str:
        """As the unlock screen shows it."""
        return self._name

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo clinic, which no real patient belongs in."""
        return self._is_demo

    @property
    def logins(self) -> tuple[Login, ...]:
        """Everybody who can unlock, in the order they were added."""
        return tuple(wrap.login for wrap in self._wraps.values())

    def unlock(self, clinician_id: str, passphrase: str) -> bytes:
        """The data key. Raises WrongPassphrase, NotFound, or TooManyTries after three of them."""
        wrap = self._wrap(clinician_id)
        return self._try([wrap], passphrase)[1]

    def unlock_any(self, passphrase: str) -> tuple[str, bytes]:
        """The clinician id whose passphrase this is, and the data key. Raises as `unlock`."""
        return self._try(list(self._wraps.values()), passphrase)

    def recover(self, recovery_key: str) -> bytes:
        """The data key by the recovery key, as typed. Raises WrongPassphrase or TooManyTries."""
        self._tries.begin(_RECOVERY)
        wrapping_key = sealing.recovery_wrapping_key(recovery_key, self._recovery.salt)
        data_key = sealing.opened(self._recovery, wrapping_key=wrapping_key, owner=_RECOVERY)
        if data_key is None:
            raise WrongPassphrase(
                "This is not the recovery key of this clinic.", "Check it sign by sign."
            )
        self._tries.succeeded()
        return data_key

    @property
    def failed_tries(self) -> tuple[FailedTry, ...]:
        """Wrong passphrases and recovery keys that the audit trail has not noted yet."""
        return self._tries.failed

    def failed_tries_noted(self) -> None:
        """The audit trail has noted them."""
        self._tries.noted()

    def set_login(self, data_key: bytes | bytearray, clinician: Clinician, passphrase: str) -> None:
        """Add a login, or give one a new passphrase and title."""
        wrap = _wrapped(data_key, clinician, passphrase, self._cost)
        self._keep({**self._wraps, clinician.id: wrap})

    def remove_login(self, clinician_id: str) -> None:
        """Take a login away. Raises NotFound, and UserError for the last one."""
        self._wrap(clinician_id)
        if len(self._wraps) == 1:
            raise UserError("The last login cannot be removed.", "Add another one first.")
        self._keep({key: wrap for key, wrap in self._wraps.items() if key != clinician_id})

    def rename_clinic(self, name: str) -> None:
        """Change the name that the unlock screen shows."""
        before, self._name = self._name, name
        try:
            self._save()
        except UserError:
            self._name = before
            raise

    def _try(self, wraps: list[_Wrap], passphrase: str) -> tuple[str, bytes]:
        self._tries.begin(wraps[0].login.clinician_id if len(wraps) == 1 else "")
        for wrap in wraps:
            wrapping_key = sealing.passphrase_key(passphrase, wrap.sealed.salt, wrap.cost)
            owner = wrap.login.clinician_id
            data_key = sealing.opened(wrap.sealed, wrapping_key=wrapping_key, owner=owner)
            if data_key is not None:
                self._tries.succeeded()
                return owner, data_key
        raise WrongPassphrase("The passphrase is wrong.", "Try again; capitals and blanks count.")

    def _wrap(self, clinician_id: str) -> _Wrap:
        if clinician_id not in self._wraps:
            raise NotFound("Nobody of that name can log in here.")
        return self._wraps[clinician_id]

    def _keep(self, wraps: dict[str, _Wrap]) -> None:
        before, self._wraps = self._wraps, wraps
        try:
            self._save()
        except UserError:
            self._wraps = before
            raise

    def _save(self) -> None:
        document: dict[str, object] = {
            "handrail_keys": _FORMAT,
            "clinic": self._name,
            "demo": self._is_demo,
            "logins": [
                {**asdict(w.login), "cost": asdict(w.cost), "key": _to_text(w.sealed)}
                for w in self._wraps.values()
            ],
            "recovery": _to_text(self._recovery),
        }
        document["check"] = _check(document)
        replace_file(self._path, json.dumps(document, indent=1).encode())


def _check(document: Mapping[str, object]) -> str:
    """Tells a damaged file from a wrong passphrase; it guards against accidents only."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def _wrapped(
    data_key: bytes | bytearray, clinician: Clinician, passphrase: str, cost: KeyCost
) -> _Wrap:
    salt = secrets.token_bytes(16)
    wrapping_key = sealing.passphrase_key(passphrase, salt, cost)
    sealed = sealing.seal(data_key, wrapping_key=wrapping_key, salt=salt, owner=clinician.id)
    return _Wrap(Login(clinician.id, clinician.title), cost, sealed)


def _to_text(sealed: Sealed) -> dict[str, str]:
    parts = cast("dict[str, bytes]", asdict(sealed))
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


def _from_text(raw: Mapping[str, str]) -> Sealed:
    parts = (base64.b64decode(raw[name], validate=True) for name in ("salt", "nonce", "box"))
    sealed = Sealed(*parts)
    if (len(sealed.salt), len(sealed.nonce), len(sealed.box)) != (16, 12, 48):
        raise ValueError("a wrapped key has the wrong length")
    return sealed


def _parsed(path: Path, raw: object) -> KeyFile:
    document = cast("dict[str, object]", raw)
    if document.pop("check") != _check(document):
        raise ValueError("changed since it was written")
    if document["handrail_keys"] != _FORMAT:
        raise NewerSchema("This clinic was made by a later Handrail.", "Install that version.")
    logins = cast("list[dict[str, object]]", document["logins"])
    return KeyFile(
        path,
        _string(document["clinic"]),
        [_parsed_wrap(login) for login in logins],
        _from_text(cast("Mapping[str, str]", document["recovery"])),
        is_demo=document["demo"] is True,
    )


def _parsed_wrap(raw: Mapping[str, object]) -> _Wrap:
    login = Login(_string(raw["clinician_id"]), _string(raw["title"]))
    cost = KeyCost(**cast("dict[str, int]", raw["cost"]))
    return _Wrap(login, cost, _from_text(cast("Mapping[str, str]", raw["key"])))


def _string(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError("text expected")
    return raw
