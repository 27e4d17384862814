"""The key file: which logins open the clinic, and its data key sealed for each of them."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

from clinic_app.domain.errors import (
    Conflict,
    DamagedFile,
    NotFound,
    NotWritable,
    UserError,
    WrongPassphrase,
)
from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.records.finding import Finding
from clinic_app.storage.atomic_file import sync_folder
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.held_key import wipe
from clinic_app.storage.keys.key_places import KeyPlaces
from clinic_app.storage.keys.key_set import RECOVERY, KeySet, Login, Stamp, Wrap, formatted
from clinic_app.storage.keys.key_ways import (
    Derived,
    box_for,
    by_passphrase,
    by_recovery_key,
    cost_of,
    fitted,
    for_copy,
    is_exchanged,
    is_pending,
    new_login,
    new_recovery,
    only_fitting,
    paired,
    refuse_stale,
    resealed,
    unsealable,
)
from clinic_app.storage.keys.sealing import KeyCost, Secret, new_recovery_key
from clinic_app.storage.keys.tries import FailedTry, Tries
from clinic_app.words import _

__all__ = ["RECOVERY", "KeyCost", "KeyFile", "Login", "new_recovery_key"]


class KeyFile:
    """The key file at ``path``. Every change is on the disk, whole, when the method returns.

    Names stand in it in plain text, because the unlock screen shows them; keys never do. Other
    windows and commands may change it: whatever is asked here is answered from the disk.
    """

    def __init__(
        self,
        places: KeyPlaces,
        keys: KeySet,
        told: tuple[Finding, ...] = (),
        tries: Path | None = None,
    ) -> None:
        self._places = places
        self._last = keys
        self._tries = Tries(tries or places.path.with_suffix(".tries"))
        self.findings = told

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
    ) -> "tuple[KeyFile, bytearray]":
        """A new key file and the random data key (32 bytes) of the new clinic.

        Raises Conflict where one stands already (its clinic would be lost), or NotWritable.
        """
        if path.exists():
            raise Conflict(_("{name} exists already.", name=path.name), _("Choose another folder."))
        data_key = sealing.new_key()
        cost = cost or KeyCost()
        ways = [
            new_login(clinician, passphrase, cost, data_key, b""),
            new_recovery(recovery_key, data_key, b""),
        ]
        keys = KeySet(Stamp(secrets.token_hex(16), 1, secrets.token_hex(8)), {}, clinic_name)
        for wrap in ways:
            keys = keys.with_wrap(wrap)
        keys = replace(keys, is_demo=is_demo, has_header=True)
        places = KeyPlaces(path, None, copied=False)
        with places.locked():
            places.write(keys)
        return cls(places, keys), data_key

    @classmethod
    def load(cls, path: Path, kept: Path | None = None, *, tries: Path | None = None) -> "KeyFile":
        """Read a key file and its copies, of which ``kept`` is the one outside its folder.

        What was damaged is in `findings`. ``tries`` is where wrong tries are counted, beside it
        if left out. Raises NotFound, DamagedFile or NewerSchema.
        """
        places = KeyPlaces(path, kept)
        found = places.find()
        return cls(places, found.keys, found.findings, tries)

    @staticmethod
    def exists(path: Path, kept: Path | None = None) -> bool:
        """Whether the file or a copy of it lies there, readable or not."""
        return any(place.exists() for place in KeyPlaces(path, kept).all)

    def publish(self, path: Path, kept: Path | None = None) -> None:
        """Give the file its lasting name beside its database. Raises Conflict or NotWritable."""
        if path.exists():
            raise Conflict(_("{name} exists already.", name=path.name), _("Choose another folder."))
        places = KeyPlaces(path, kept)
        places.keep_apart_from(self._last.stamp.clinic_id)
        try:
            self._places.path.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise NotWritable(
                _("{name} could not be written.", name=path.name), _("Choose another folder.")
            ) from error
        self._places.forget()
        self._places, self._tries = places, Tries(path.with_suffix(".tries"))
        self.mend()

    @property
    def clinic_name(self) -> str:
        """As the unlock screen shows it."""
        return self._now().name

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo clinic, which no real patient belongs in."""
        return self._now().is_demo

    @property
    def clinic_id(self) -> str:
        """What tells this clinic from all others; made where the file is older than that.

        Raises NotWritable.
        """
        if not self._now().stamp.clinic_id:
            self.change(lambda keys: keys)
        return self._now().stamp.clinic_id

    def of_copy(self, data_key: Secret, copy_salt: bytes) -> bytes:
        """The content of a key file for a copy of the database that begins with ``copy_salt``.

        Raises Replaced where the data key of the copy is not this clinic's any more.
        """
        return formatted(for_copy(self._now(), data_key, self._places.salt(), copy_salt))

    @property
    def version(self) -> int:
        """How often the file was changed."""
        return self._now().stamp.version

    @property
    def logins(self) -> tuple[Login, ...]:
        """Everybody who can unlock, in the order they were added."""
        return self._now().logins

    @property
    def public_keys(self) -> Mapping[str, bytes]:
        """The public key of each login that has a pair, and of the recovery key (`RECOVERY`)."""
        return {one: wrap.public for one, wrap in self._now().wraps.items() if wrap.public}

    def without_key_pair(self) -> tuple[str, ...]:
        """Logins, and ``recovery``, that a new data key cannot be sealed to.

        A login gets its pair at its next unlock or with a new passphrase; the recovery key when
        it is used or replaced. A damaged one has none, either.
        """
        keys = self._now()
        owners = [*(login.clinician_id for login in keys.everybody), RECOVERY]
        return tuple(one for one in owners if one not in self.public_keys)

    def unlock(self, clinician_id: str, passphrase: str) -> bytearray:
        """The data key. Raises WrongPassphrase, NotFound, or TooManyTries after three of them."""
        wrap = _known(self._now(), clinician_id)
        return self._try([wrap], by_passphrase(passphrase))[1]

    def unlock_any(self, passphrase: str) -> tuple[str, bytearray]:
        """The clinician id whose passphrase this is, and the data key. Raises as `unlock`."""
        keys = self._now()
        wraps = [keys.wraps[login.clinician_id] for login in keys.logins]
        try:
            return self._try(wraps, by_passphrase(passphrase))
        except WrongPassphrase:
            if keys.damaged:
                raise _opens_no_other(keys.damaged) from None
            raise

    def unlock_by(self, secret: str) -> tuple[str, bytearray]:
        """As `unlock_any`; the recovery key is taken, too: its owner is then `RECOVERY`."""
        if sealing.looks_like_recovery_key(secret):
            return RECOVERY, self.recover(secret)
        return self.unlock_any(secret)

    def recover(self, recovery_key: str) -> bytearray:
        """The data key by the recovery key, as typed. Raises WrongPassphrase or TooManyTries."""
        wrap = self._now().wraps.get(RECOVERY)
        if wrap is None:
            raise DamagedFile(
                _("The recovery key in the key file is damaged."),
                _("Unlock with a passphrase, and make a new recovery key."),
            )
        try:
            return self._try([wrap], by_recovery_key(recovery_key))[1]
        except WrongPassphrase:
            raise WrongPassphrase(
                _("This is not the recovery key of this clinic."), _("Check it sign by sign.")
            ) from None

    @property
    def failed_tries(self) -> tuple[FailedTry, ...]:
        """Wrong passphrases and recovery keys that the audit trail has not noted yet."""
        return self._tries.failed

    def failed_tries_noted(self) -> None:
        """The audit trail has noted them."""
        self._tries.noted()

    def tell(self, finding: Finding) -> None:
        """Add what was found on the way to the database."""
        self.findings = (*self.findings, finding)

    def check_passphrase(self, clinician_id: str, passphrase: str) -> None:
        """Ask somebody who is signed in once more. Raises as `unlock`."""
        wipe(self.unlock(clinician_id, passphrase))

    def set_login(self, data_key: Secret, clinician: Clinician, passphrase: str) -> None:
        """Add a login, or give one a new passphrase and title.

        Raises Replaced when the data key is not this clinic's any more.
        """
        cost = cost_of(self._now())
        wrap = new_login(clinician, passphrase, cost, data_key, self._places.salt())
        self._set_way(data_key, wrap)

    def set_recovery_key(self, data_key: Secret, recovery_key: str) -> None:
        """Replace the recovery key: the one before opens nothing from now on. Raises Replaced."""
        self._set_way(data_key, new_recovery(recovery_key, data_key, self._places.salt()))

    def remove_login(self, clinician_id: str) -> None:
        """Take a login away. Raises NotFound, and UserError for the last one.

        Whoever keeps an old copy of the key file can still read old copies of the records; only
        a new data key (`reencryption`) keeps them out of what is written from then on.
        """

        def remove(keys: KeySet) -> KeySet:
            if all(login.clinician_id != clinician_id for login in keys.everybody):
                raise NotFound(_("Nobody of that name can log in here."))
            if {login.clinician_id for login in keys.logins} <= {clinician_id}:
                raise UserError(_("The last login cannot be removed."), _("Add another one first."))
            return keys.without(clinician_id)

        self.change(remove)

    def reseal(
        self, data_key: Secret, new_data_key: Secret, staying: Collection[str], fits: bytes
    ) -> None:
        """Hold a new data key beside the present one: that of the file beginning with ``fits``.

        It is sealed to everybody's key pair; no passphrase is needed. Raises Conflict where
        ``staying`` misses somebody who has a login, and UserError where a pair is missing.
        """
        salt = self._places.salt()
        self.change(lambda keys: resealed(keys, data_key, new_data_key, staying, salt, fits))

    def unsealable(self, data_key: Secret) -> list[str]:
        """As `without_key_pair`, and whose pair nobody noted who had the data key."""
        return unsealable(self._now(), data_key, self._places.salt())

    def refuse_stale(self, data_key: Secret) -> None:
        """Raise Replaced when the clinic has another data key by now."""
        refuse_stale(self._now(), data_key, self._places.salt())

    @property
    def fits_database(self) -> bool:
        """False where these keys are known to be of another file than the one that lies here."""
        salt, fits = self._places.salt(), self._now().fits
        return not salt or not fits or salt in fits

    @property
    def is_pending(self) -> bool:
        """Whether there are two data keys: an exchange of the database was cut off."""
        return is_pending(self._now())

    @property
    def is_exchanged(self) -> bool:
        """While `is_pending`: whether the database that lies here is the new one."""
        return is_exchanged(self._now(), self._places.salt())

    def forget_others(self) -> None:
        """Hold only the data key of the database file that lies here. Raises NotWritable."""
        salt = self._places.salt()
        self.change(lambda keys: only_fitting(keys, salt))

    def locked(self) -> AbstractContextManager[None]:
        """Keep everybody else from changing the keys meanwhile. Raises NotWritable."""
        return self._places.locked()

    def rename_clinic(self, name: str) -> None:
        """Change the name that the unlock screen shows."""
        self.change(lambda keys: replace(keys, name=name))

    def change(self, fn: Callable[[KeySet], KeySet]) -> None:
        """Read the file anew, apply ``fn`` and write it with the next version.

        Nobody else's change can come between. Raises what ``fn`` raises, or NotWritable.
        """
        with self._places.locked():
            keys = self._now()
            if self._on_disk().stamp.clinic_id not in ("", keys.stamp.clinic_id):
                raise Conflict(
                    _("Another clinic's {name} lies here now.", name=self._places.path.name)
                )
            after = fn(keys)
            clinic_id = keys.stamp.clinic_id or secrets.token_hex(16)
            stamp = Stamp(clinic_id, keys.stamp.version + 1, secrets.token_hex(8))
            after = replace(after, stamp=stamp, has_header=True)
            self._places.write(after)
            self._last = after

    def mend(self) -> None:
        """Write what is missing or damaged in any of the places, if it can be written.

        Call it once the data key has opened the database: then these are the right keys for it.
        """
        with suppress(UserError):
            found = self._places.find()
            if found.is_whole and found.keys.fits == {self._places.salt()}:
                return
            with self._places.locked():
                self._mend()

    def _mend(self) -> None:
        keys = self._places.find().keys
        salt = self._places.salt()
        better = fitted(keys, salt)
        if better != keys or not keys.has_header or not keys.stamp.version:
            self.change(lambda now: fitted(now, salt))
        else:
            self._places.write(keys)

    def _now(self) -> KeySet:
        """What the disk says, or what it said last: where that is newer, or nothing can be read."""
        found, last = self._on_disk(), self._last
        known = last.stamp.clinic_id  # none in a file of before version 0.5
        is_newer = found.stamp.version >= last.stamp.version
        if not known or (found.stamp.clinic_id in ("", known) and is_newer):
            self._last = found
        return self._last

    def _on_disk(self) -> KeySet:
        try:
            return self._places.find().keys
        except (NotFound, DamagedFile):
            return self._last

    def _set_way(self, data_key: Secret, wrap: Wrap) -> None:
        def put(keys: KeySet) -> KeySet:
            refuse_stale(keys, data_key, self._places.salt())
            return keys.with_wrap(wrap)

        self.change(put)

    def _try(self, wraps: list[Wrap], derived: Derived) -> tuple[str, bytearray]:
        self._tries.begin(wraps[0].owner if len(wraps) == 1 else "")
        for wrap in wraps:
            wrapping_key = derived(wrap)
            try:
                data_key = self._opened(wrap, wrapping_key)
                if data_key is not None:
                    self._tries.succeeded()
                    return wrap.owner, data_key
            finally:
                wipe(wrapping_key)
        raise WrongPassphrase(
            _("The passphrase is wrong."), _("Try again; capitals and blanks count.")
        )

    def _opened(self, wrap: Wrap, wrapping_key: bytearray) -> bytearray | None:
        secret = sealing.opened(wrap.secret, wrapping_key=wrapping_key, owner=wrap.owner)
        if secret is None:
            return None
        if not wrap.public:
            self._give_pair(wrap, wrapping_key, secret)
            return secret
        box = box_for(wrap, self._places.salt())
        data_key = sealing.unseal(secret, box.sealed, wrap.owner) if box else None
        wipe(secret)
        if data_key is None:
            raise DamagedFile(
                _("This login opens the clinic's keys of an earlier time only."),
                _("An owner gives a new passphrase under Settings, People."),
            )
        return data_key

    def _give_pair(self, wrap: Wrap, wrapping_key: bytearray, data_key: bytearray) -> None:
        salt = self._places.salt()
        better = paired(wrap, wrapping_key, data_key, salt)

        def put(keys: KeySet) -> KeySet:
            # Somebody may have changed the passphrase, or taken the login away, meanwhile.
            return keys.with_wrap(better) if keys.wraps.get(wrap.owner) == wrap else keys

        with suppress(NotWritable):  # It stays as it is, and opens the clinic as before.
            self.change(put)


def _known(keys: KeySet, clinician_id: str) -> Wrap:
    wrap = keys.wraps.get(clinician_id)
    if wrap is not None:
        return wrap
    if any(login.clinician_id == clinician_id for login in keys.damaged):
        raise DamagedFile(
            _("This login is damaged in the key file."),
            _("An owner gives a new passphrase under Settings, People."),
        )
    raise NotFound(_("Nobody of that name can log in here."))


def _opens_no_other(damaged: Sequence[Login]) -> WrongPassphrase:
    titles = ", ".join(login.title for login in damaged)
    return WrongPassphrase(
        _("This passphrase opens no login. In the key file, damaged: {names}.", names=titles),
        _(
            "An owner gives a new passphrase under Settings, People; the recovery key opens the"
            " clinic in the window."
        ),
    )
