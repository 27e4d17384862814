"""`handrail audit`: who did what, when."""

from datetime import datetime, time
from typing import Annotated

import typer

from clinic_app.cli.context import open_clinic, parse_day
from clinic_app.cli.output import AsJson, print_json_list, say
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.services.audit.trail_lines import TrailLine
from clinic_app.services.workspace import Workspace


def audit(
    context: typer.Context,
    patient: Annotated[
        str | None,
        typer.Argument(
            metavar="PATIENT",
            help="An id, a record number or an unambiguous name; everything if left out.",
        ),
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day told; all if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the audit trail, the newest first: who did what to whose record, and why.

    Reading it is noted in it.
    """
    with open_clinic(context) as workspace:
        query = TrailQuery(
            patient_id=None if patient is None else workspace.patients.find(patient).id,
            since=None if since is None else _start(workspace, since),
        )
        lines = workspace.trail.lines(query)
        if as_json:
            print_json_list(map(_document, lines))
            return
        for line in lines:
            say(f"{line.row.at:%Y-%m-%d %H:%M}  {line.told.sentence}")


def _start(workspace: Workspace, text: str) -> datetime:
    """Midnight before a day as people write it."""
    return datetime.combine(parse_day(workspace, text), time()).astimezone()


def _document(line: TrailLine) -> dict[str, object]:
    row = line.row
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "actor": line.told.who,
        "action": row.action,
        "kind": row.kind,
        "record": row.entity_id,
        "patient": line.record_number or None,
        "sentence": line.told.sentence,
        "detail": dict(row.detail),
    }
