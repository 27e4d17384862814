"""The random keys of a clinic's proofs: each patient's, the clinic's own, and the trail's.

The secret of an erased patient is destroyed: an empty one stands in its place, so that none is ever
made anew.
"""

import secrets
from collections.abc import Collection

from sqlalchemy import Connection, bindparam, delete, insert, inspect, select

from clinic_app.domain.errors import NotFound
from clinic_app.storage.batches import batches
from clinic_app.storage.keys.held_key import Key, held
from clinic_app.storage.keys.sealing import KEY_BYTES, derived_key
from clinic_app.storage.tables import secret
from clinic_app.words import _

_TRAIL = "trail"
_OF = select(secret.c.owner_id, secret.c.value).where(
    secret.c.owner_id.in_(bindparam("owners", expanding=True))
)


def of(connection: Connection, owners: Collection[str]) -> dict[str, bytes]:
    """The secrets that there are, by owner."""
    return {owner: value for owner, value in _kept(connection, owners).items() if value}


def erased(connection: Connection, owners: Collection[str]) -> set[str]:
    """Those whose secret was destroyed: the patients who were erased."""
    return {owner for owner, value in _kept(connection, owners).items() if not value}


def destroy(connection: Connection, owners: Collection[str]) -> None:
    """Take the secrets of erased patients away, for good."""
    connection.execute(delete(secret).where(secret.c.owner_id.in_(owners)))
    connection.execute(insert(secret), [{"owner_id": one, "value": b""} for one in owners])


def made(connection: Connection, owners: Collection[str]) -> dict[str, bytes]:
    """The secrets of all the owners; whoever has none yet is given one.

    Raises NotFound for somebody who was erased.
    """
    found = _kept(connection, owners)
    if not all(found.values()):
        raise NotFound(_("This patient was erased on demand."), _("Nothing was saved."))
    new = {owner: secrets.token_bytes(KEY_BYTES) for owner in owners if owner not in found}
    if new:
        rows = [{"owner_id": owner, "value": value} for owner, value in new.items()]
        connection.execute(insert(secret), rows)
    return found | new


def _kept(connection: Connection, owners: Collection[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for some in batches(owners):
        found |= dict(connection.execute(_OF, {"owners": some}).all())
    return found


def trail_key(connection: Connection, data_key: Key) -> bytes:
    """The key that chains the trail. Clinics of before it was kept chained by the data key."""
    kept = of(connection, [_TRAIL]) if inspect(connection).has_table(secret.name) else {}
    if _TRAIL in kept:
        return kept[_TRAIL]
    with held(data_key).used() as key:
        return derived_key(key, "audit")


def keep_trail_key(connection: Connection, data_key: Key) -> bytes:
    """The same, and keep it, so that the trail stays whole when the data key changes."""
    key = trail_key(connection, data_key)
    if _TRAIL not in of(connection, [_TRAIL]):
        connection.execute(insert(secret), [{"owner_id": _TRAIL, "value": key}])
    return key
