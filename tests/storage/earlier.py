"""Clinics as Handrail 0.1 to 0.4 wrote them: without secrets and digests, the first trail."""

import hashlib
import hmac
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text

import clinic_app.storage.migration
from clinic_app.storage.file import engine_sqlite
from clinic_app.storage.keys.sealing import derived_key
from clinic_app.storage.migration import Migrations

from .conftest import ACTOR, KEY

_AT = 1_760_000_000_000_000
_SHIPPED = Path(clinic_app.storage.migration.__file__).parent / "migrations"
_ROW = "seq, at, at_offset, actor_id, action, kind, entity_id, detail"


def up_to(folder: Path, newest: str) -> Migrations:
    """The steps of an earlier Handrail, copied into ``folder``."""
    shutil.copytree(_SHIPPED, folder)
    for step in folder.glob("versions/*.py"):
        if step.name[:4] > newest:
            step.unlink()
    return Migrations(folder)


def make(
    path: Path, steps: Migrations, statements: Sequence[str], trail: Sequence[tuple[str, ...]]
) -> None:
    """A closed clinic with rows put in as they are; ``trail``: action, kind, entity, detail."""
    engine = engine_sqlite.new_file(path, KEY)
    key = derived_key(KEY, "audit")
    mac = hmac.digest(key, b"start of the trail", hashlib.sha256)
    with engine.begin() as connection:
        engine_sqlite.begin(connection, writing=True)
        steps.run(connection)
        for statement in statements:
            connection.execute(text(statement))
        for seq, told in enumerate(trail, 1):
            values = [seq, _AT + seq, 60, ACTOR, *(told if len(told) == 4 else (*told, "{}"))]
            mac = hmac.digest(key, mac + json.dumps(values).encode(), hashlib.sha256)
            named = {f"v{n}": value for n, value in enumerate([*values, mac])}
            places = ", ".join(f":{name}" for name in named)
            row = f"INSERT INTO audit_row ({_ROW}, mac) VALUES ({places})"
            connection.execute(text(row), named)
    engine.dispose()
    told = f"{len(trail)} {mac.hex()}"
    proof = hmac.digest(key, b"anchor" + told.encode(), hashlib.sha256).hex()
    path.with_suffix(".audit").write_bytes(f"{told} {proof}".encode().ljust(255) + b"\n")
