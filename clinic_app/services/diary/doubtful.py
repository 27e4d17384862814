"""Days that may not be known though the record says "not done": looked at, voided, kept."""

from collections.abc import Iterable, Sequence
from datetime import date

from clinic_app.domain.diary.doubtful import DoubtfulDay, doubtful_days
from clinic_app.domain.errors import UserError
from clinic_app.services.changes import ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import pain, plans, records
from clinic_app.storage.records.records import EXERCISE_LOGS
from clinic_app.words import N_, _

REASON = N_("Not known: no exercise was logged that day")


class DoubtfulService(Service):
    """Earlier versions kept "not done" for every exercise of a day with a pain number."""

    def days(self, patient_id: str, *, voided: bool = False) -> tuple[DoubtfulDay, ...]:
        """The days of a patient, the oldest first; ``voided``: the voided ones."""
        with self._session.read() as tx:
            logs = records.listing(tx, EXERCISE_LOGS, patient_id)
            if not any(log.unsure and log.voided is voided for log in logs):
                return ()
            began = _began(tx, patient_id)
            return doubtful_days(logs, pain.listing(tx, patient_id), began, voided=voided)

    def void(self, patient_id: str, days: Sequence[DoubtfulDay], reason: str) -> None:
        """Void their logs: then they are not known. Raises UserError without a reason."""
        if not reason.strip():
            raise UserError(_("Say why they are wrong."), _("A few words are enough."))
        with self._session.write(changed=ProgressChanged(patient_id)) as tx:
            for log_id in _ids(days):
                records.void(tx, EXERCISE_LOGS, patient_id, log_id, reason.strip())

    def restore(self, patient_id: str, days: Sequence[DoubtfulDay]) -> None:
        """Let them count again as not done."""
        with self._session.write(changed=ProgressChanged(patient_id)) as tx:
            for log_id in _ids(days):
                records.unvoid(tx, EXERCISE_LOGS, patient_id, log_id)

    def keep(self, patient_id: str, days: Sequence[DoubtfulDay]) -> None:
        """Note that nothing was done on these days indeed; they are asked about no more."""
        with self._session.write(changed=ProgressChanged(patient_id)) as tx:
            records.be_sure(tx, patient_id, _ids(days))


def _ids(days: Iterable[DoubtfulDay]) -> list[str]:
    return [log_id for day in days for log_id in day.log_ids]


def _began(tx: ReadTx, patient_id: str) -> date | None:
    """The first day with a plan that held an exercise."""
    documents = plans.daily_documents(tx, patient_id)
    return next((day for day, document in documents if document["items"]), None)
