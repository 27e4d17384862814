"""Plans that the clinic keeps to start from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.rows import change, put
from clinic_app.storage.tables import plan_template
from clinic_app.storage.timestamps import from_json, to_json


@dataclass(frozen=True)
class StoredTemplate:
    """A template whose plan is still a document (`domain.plan_document`)."""

    id: str
    name: str
    description: str
    document: dict[str, Any]


def save(
    tx: WriteTx, template_id: str, name: str, description: str, document: Mapping[str, object]
) -> None:
    """Keep a template, new or changed."""
    values = {
        "name": name,
        "description": description,
        "document": to_json(document),
        "archived": False,
    }
    added = put(tx, plan_template, {"id": template_id}, values)
    tx.audit("add" if added else "change", "template", template_id)


def listing(tx: ReadTx) -> list[StoredTemplate]:
    """The templates in use, by name."""
    here = plan_template.c.archived.is_(False)
    query = select(plan_template).where(here).order_by(plan_template.c.name, plan_template.c.id)
    return [
        StoredTemplate(row.id, row.name, row.description, from_json(row.document))
        for row in tx.connection.execute(query)
    ]


def archive(tx: WriteTx, template_id: str) -> None:
    """Take a template out of the list; it stays in the file. Raises NotFound."""
    here = plan_template.c.id == template_id
    change(tx, plan_template, here, {"archived": True}, "template")
    tx.audit("archive", "template", template_id)
