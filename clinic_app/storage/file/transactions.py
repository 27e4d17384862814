"""A transaction of the clinic's data: to read, or to change and note each change in the trail."""

from collections.abc import Mapping

from sqlalchemy import Connection

from clinic_app.storage.audit import record_digests
from clinic_app.storage.audit.audit import AuditTrail, Change
from clinic_app.storage.audit.record_digests import Span

_NO_DETAIL: Mapping[str, object] = {}


class ReadTx:
    """A view of the data at one moment. ``connection`` is for the modules of storage alone."""

    def __init__(self, connection: Connection, trail: AuditTrail) -> None:
        self.connection = connection
        self.trail = trail


class WriteTx(ReadTx):
    """A transaction that changes data: all of it is stored, with its audit rows, or nothing."""

    def __init__(self, connection: Connection, trail: AuditTrail, actor_id: str) -> None:
        super().__init__(connection, trail)
        self.actor_id = actor_id
        self.changes: list[Change] = []

    def audit(
        self,
        action: str,
        kind: str,
        entity_id: str,
        detail: Mapping[str, object] = _NO_DETAIL,
        patient_id: str | None = None,
        span: Span | None = None,
    ) -> None:
        """Note a change: it becomes an audit row when the transaction commits.

        The row proves the record as it then stands in its table, by the secret of the patient
        whose it is; ``kind`` must be known to `record_digests`.
        """
        whose = patient_id or record_digests.patient_of(kind, entity_id, detail)
        self.changes.append(Change(action, kind, entity_id, detail, whose, span))
