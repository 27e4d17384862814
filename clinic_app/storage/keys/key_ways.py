"""Ways into a clinic: the data key sealed to the key pair of a login or of the recovery key."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import replace

from clinic_app.domain.errors import Conflict, Replaced, UserError
from clinic_app.domain.patient.patient import Clinician
from clinic_app.storage.keys import sealing
from clinic_app.storage.keys.held_key import wipe
from clinic_app.storage.keys.key_set import RECOVERY, Box, KeySet, Wrap
from clinic_app.storage.keys.sealing import KeyCost, Secret
from clinic_app.words import _

Derived = Callable[[Wrap], bytearray]


def refuse_stale(keys: KeySet, data_key: Secret, salt: bytes) -> None:
    """Raises Replaced when all that is sealed here is sealed with another data key."""
    paired = [(wrap, box_for(wrap, salt)) for wrap in keys.wraps.values() if wrap.public]
    boxes = [(wrap, box) for wrap, box in paired if box]
    if boxes and not any(is_proven(wrap, box, data_key) for wrap, box in boxes):
        raise Replaced


def is_proven(wrap: Wrap, box: Box, data_key: Secret) -> bool:
    """Whether the public key was noted by somebody who had the data key."""
    return secrets.compare_digest(box.proof, sealing.proof(data_key, wrap.owner, wrap.public))


def boxed(wrap: Wrap, data_key: Secret, fits: bytes) -> Box:
    """The data key of the database file that begins with ``fits``, sealed to a pair."""
    sealed = sealing.seal_to(wrap.public, data_key, wrap.owner)
    return Box(fits, sealed, sealing.proof(data_key, wrap.owner, wrap.public))


def box_for(wrap: Wrap, salt: bytes) -> Box | None:
    """The box for the database file that lies here, or the first when none is known for it."""
    return next((box for box in wrap.boxes if box.fits == salt), next(iter(wrap.boxes), None))


def fitted(keys: KeySet, salt: bytes) -> KeySet:
    """The same keys, known to open the database file that begins with ``salt``."""
    one_each = all(len(wrap.boxes) < 2 for wrap in keys.wraps.values())
    if not salt or not one_each:
        return keys
    wraps = {
        one: replace(wrap, boxes=tuple(replace(box, fits=salt) for box in wrap.boxes))
        for one, wrap in keys.wraps.items()
    }
    return replace(keys, wraps=wraps)


def for_copy(keys: KeySet, data_key: Secret, salt: bytes, copy_salt: bytes) -> KeySet:
    """The keys of a copy, beginning with ``copy_salt``, of the file that begins with ``salt``.

    Raises Replaced where ``data_key``, with which the copy was made, is this clinic's no more.
    """
    refuse_stale(keys, data_key, salt)
    wraps: dict[str, Wrap] = {}
    for one, wrap in keys.wraps.items():
        proven = (box for box in wrap.boxes if is_proven(wrap, box, data_key))
        box = next(proven, box_for(wrap, salt))
        wraps[one] = replace(wrap, boxes=(replace(box, fits=copy_salt),) if box else ())
    return replace(keys, wraps=wraps)


def paired(wrap: Wrap, wrapping_key: Secret, data_key: Secret, fits: bytes) -> Wrap:
    private, public = sealing.new_pair()
    salt = wrap.secret.salt
    secret = sealing.seal(private, wrapping_key=wrapping_key, salt=salt, owner=wrap.owner)
    wipe(private)
    better = replace(wrap, secret=secret, public=public)
    return replace(better, boxes=(boxed(better, data_key, fits),))


def new_login(
    clinician: Clinician, passphrase: str, cost: KeyCost, data_key: Secret, fits: bytes
) -> Wrap:
    empty = sealing.Sealed(secrets.token_bytes(16), b"", b"")
    wrap = Wrap(clinician.id, clinician.title, cost, empty)
    return _new_way(wrap, by_passphrase(passphrase), data_key, fits)


def new_recovery(recovery_key: str, data_key: Secret, fits: bytes) -> Wrap:
    empty = sealing.Sealed(secrets.token_bytes(16), b"", b"")
    return _new_way(Wrap(RECOVERY, "", None, empty), by_recovery_key(recovery_key), data_key, fits)


def _new_way(wrap: Wrap, derived: Derived, data_key: Secret, fits: bytes) -> Wrap:
    wrapping_key = derived(wrap)
    try:
        return paired(wrap, wrapping_key, data_key, fits)
    finally:
        wipe(wrapping_key)


def by_passphrase(passphrase: str) -> Derived:
    return lambda wrap: sealing.passphrase_key(passphrase, wrap.secret.salt, wrap.cost or KeyCost())


def by_recovery_key(recovery_key: str) -> Derived:
    return lambda wrap: sealing.recovery_wrapping_key(recovery_key, wrap.secret.salt)


def cost_of(keys: KeySet) -> KeyCost:
    costs = (wrap.cost for wrap in keys.wraps.values() if wrap.cost)
    return next(costs, KeyCost())


def resealed(
    keys: KeySet,
    data_key: Secret,
    new_data_key: Secret,
    staying: Collection[str],
    salt: bytes,
    fits: bytes,
) -> KeySet:
    """A new data key sealed to all who stay, beside the one of the file that begins with ``salt``.

    Raises Conflict where somebody has a login who is not to stay: it was given meanwhile. Raises
    UserError where somebody has no key pair, or one that nobody noted who had the data key.
    """
    refuse_stale(keys, data_key, salt)
    if {login.clinician_id for login in keys.everybody} - set(staying):
        raise Conflict(
            _("Somebody was given a login meanwhile."), _("Nothing was changed. Try again.")
        )
    missing = [one for one in unsealable(keys, data_key, salt) if one in (*staying, RECOVERY)]
    if missing:
        raise UserError(
            _("There is no key pair for everybody who stays."),
            _("Give them new passphrases, and make a new recovery key, first."),
        )
    wraps: dict[str, Wrap] = {}
    for one, wrap in keys.wraps.items():
        now = box_for(wrap, salt)
        boxes = [replace(now, fits=salt)] if now else []
        wraps[one] = replace(wrap, boxes=(*boxes, boxed(wrap, new_data_key, fits)))
    return replace(keys, wraps=wraps)


def unsealable(keys: KeySet, data_key: Secret, salt: bytes) -> list[str]:
    """Whom no new data key can be sealed to: without a pair, or with one that is not proven."""
    owners = [*(login.clinician_id for login in keys.everybody), RECOVERY]
    return [one for one in owners if not _is_sealable(keys.wraps.get(one), data_key, salt)]


def _is_sealable(wrap: Wrap | None, data_key: Secret, salt: bytes) -> bool:
    box = box_for(wrap, salt) if wrap and wrap.public else None
    return wrap is not None and box is not None and is_proven(wrap, box, data_key)


def is_pending(keys: KeySet) -> bool:
    """Whether there are two data keys: the database is about to be exchanged."""
    return any(len(wrap.boxes) > 1 for wrap in keys.wraps.values())


def is_exchanged(keys: KeySet, salt: bytes) -> bool:
    """Whether the file that begins with ``salt`` is the one that the next data key opens."""
    return any(wrap.boxes[1].fits == salt for wrap in keys.wraps.values() if wrap.boxes[1:])


def only_fitting(keys: KeySet, salt: bytes) -> KeySet:
    """Only the ways into the file that begins with ``salt``: the present one, or the next."""
    is_next = is_exchanged(keys, salt)
    for one, wrap in keys.wraps.items():
        boxes = tuple(box for box in wrap.boxes if box.fits == salt)
        if is_next and not boxes:
            keys = keys.without(one)
        else:
            keys = keys.with_wrap(replace(wrap, boxes=boxes or wrap.boxes[:1]))
    return keys
