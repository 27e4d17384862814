"""The clinic itself and the clinicians who work in it."""

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import Clinic, Clinician, Paper
from clinic_app.domain.patient.role import Role
from clinic_app.domain.regional import Order, WeightUnit
from clinic_app.domain.text import plain_line
from clinic_app.storage import tables
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import preferences
from clinic_app.storage.rows import field_changes, put
from clinic_app.storage.timestamps import moment
from clinic_app.words import _

_ONLY = "clinic"  # the key of the one row
_NEW_KEY = "new-data-key-wanted-since"
_TAKEN_AWAY = "login-taken-away"
_LOOKED_AT = 50_000  # newest rows of the trail, weeks of a large clinic: nobody waits for more
_KINDS = {"paper": Paper, "date_order": Order, "weight_unit": WeightUnit}


def clinic(tx: ReadTx) -> Clinic:
    """The clinic's own data. Raises NotFound before they were ever saved."""
    row = tx.connection.execute(select(tables.clinic)).mappings().first()
    if row is None:
        raise NotFound(_("The clinic has no name yet."), _("Set up the clinic first."))
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "id"}
    values |= {name: kind(row[name]) for name, kind in _KINDS.items()}
    return Clinic(**values)


def save_clinic(tx: WriteTx, changed: Clinic) -> Clinic:
    """Keep the clinic's own data; returns them with the version they have now.

    Raises Conflict where they were changed since ``changed`` was read.
    """
    detail: dict[str, object] = {}
    there = tx.connection.execute(select(tables.clinic.c.version)).scalar()
    if there is not None:
        if there != changed.version:
            raise Conflict(
                _("The clinic's details were changed meanwhile."), _("Look at them again.")
            )
        changed = replace(changed, version=there + 1)
        detail = field_changes(clinic(tx), changed, but=("version",))
    values = asdict(changed)
    put(tx, tables.clinic, {"id": _ONLY}, values | {name: str(values[name]) for name in _KINDS})
    tx.audit("save", "clinic", _ONLY, detail)
    return changed


def clinicians(tx: ReadTx) -> list[Clinician]:
    """Everybody who works or worked here, by name."""
    query = select(tables.clinician).order_by(tables.clinician.c.name, tables.clinician.c.id)
    rows = tx.connection.execute(query).mappings()
    return [Clinician(**{**row, "role": Role(row["role"])}) for row in rows]


def names(tx: ReadTx) -> dict[str, str]:
    """The name of everybody who may stand in a record, by id; people of here come first."""
    found: dict[str, str] = {}
    for table in (tables.other_clinician, tables.clinician):
        query = select(table.c.id, table.c.name)
        found |= {one: plain_line(name) for one, name in tx.connection.execute(query)}
    return found


def role(tx: ReadTx, clinician_id: str) -> Role:
    """What a clinician is now. Raises NotFound."""
    query = select(tables.clinician.c.role).where(tables.clinician.c.id == clinician_id)
    found = tx.connection.execute(query).scalar()
    if found is None:
        raise NotFound(_("This clinician is not in the clinic's records."))
    return Role(found)


def last_sign_ins(tx: ReadTx) -> dict[str, datetime]:
    """When each clinician came in last, as far as the newest rows of the trail tell."""
    return _newest(tx, "login", ("unlock", "recover"))


def last_removals(tx: ReadTx) -> dict[str, datetime]:
    """When each clinician's login was taken away last, as far as the newest rows tell."""
    return _newest(tx, "clinician", ("login-removed",))


def _newest(tx: ReadTx, kind: str, actions: tuple[str, ...]) -> dict[str, datetime]:
    row = tables.audit_row.c
    end = tx.connection.execute(select(func.max(row.seq))).scalar() or 0
    requested = (row.seq > end - _LOOKED_AT) & (row.kind == kind) & row.action.in_(actions)
    newest = select(func.max(row.seq)).where(requested).group_by(row.entity_id)
    found = select(row.entity_id, row.at, row.at_offset).where(row.seq.in_(newest))
    return {who: moment(at, offset) for who, at, offset in tx.connection.execute(found)}


def save_clinician(tx: WriteTx, clinician: Clinician) -> None:
    """Keep a clinician, new or changed."""
    values = {
        "name": clinician.name,
        "credentials": clinician.credentials,
        "role": str(clinician.role),
    }
    added = put(tx, tables.clinician, {"id": clinician.id}, values)
    tx.audit("add" if added else "change", "clinician", clinician.id)


def set_role(tx: WriteTx, clinician_id: str, changed: Role) -> None:
    """Give a clinician another role; nothing is noted where they have it already."""
    if role(tx, clinician_id) is changed:
        return
    here = update(tables.clinician).where(tables.clinician.c.id == clinician_id)
    tx.connection.execute(here.values(role=str(changed)))
    tx.audit("role-changed", "clinician", clinician_id, {"role": str(changed)})


def take_login_away(tx: WriteTx, clinician_id: str) -> None:
    """Remember that the login is gone: an older key file put back does not bring it back."""
    preferences.put(tx, clinician_id, _TAKEN_AWAY, "yes")


def give_login(tx: WriteTx, clinician_id: str) -> None:
    """Forget that; they may log in."""
    if is_taken_away(tx, clinician_id):
        preferences.put(tx, clinician_id, _TAKEN_AWAY, "")


def is_taken_away(tx: ReadTx, clinician_id: str) -> bool:
    """Whether this login was taken away and not given back."""
    return bool(preferences.get(tx, clinician_id, _TAKEN_AWAY))


def want_new_key(tx: WriteTx, since: date) -> None:
    """Remember that old copies of the key file should open nothing any more, until that is so."""
    preferences.put(tx, _ONLY, _NEW_KEY, since.isoformat())


def new_key_wanted(tx: ReadTx) -> date | None:
    """Since when; None where a new data key is not wanted."""
    since = preferences.get(tx, _ONLY, _NEW_KEY)
    return date.fromisoformat(since) if since else None


def forget_new_key(tx: WriteTx) -> None:
    """It is done."""
    preferences.put(tx, _ONLY, _NEW_KEY, "")
