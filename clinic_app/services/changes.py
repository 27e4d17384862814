"""What just changed, announced to whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class _OfPatient:
    patient_id: str


class PatientChanged(_OfPatient):
    """Name, episode, precautions or archive mark of one patient."""


class PlanSaved(_OfPatient):
    """A patient's plan has a new version."""


class PainChanged(_OfPatient):
    """Ratings of one patient were added, voided or restored."""


class ProgressChanged(_OfPatient):
    """Events, exercise logs, measures, body charts or advice of one patient."""


class HandoutIssued(_OfPatient):
    """A handout was printed or saved, and stored."""


@dataclass(frozen=True)
class ClinicChanged:
    """Clinic details, clinicians, templates or settings."""


Change = PatientChanged | PlanSaved | PainChanged | ProgressChanged | HandoutIssued | ClinicChanged
Notify = Callable[[Change], None]


class Changes:
    """Tells every listener, in the order they came; called on the thread of the change."""

    def __init__(self) -> None:
        self._listeners: list[Notify] = []

    def subscribe(self, listener: Notify) -> Callable[[], None]:
        """Add a listener; the answer takes it away again."""
        self._listeners.append(listener)
        return lambda: self._forget(listener)

    def _forget(self, listener: Notify) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)

    def close(self) -> None:
        """Tell nobody any more."""
        self._listeners.clear()

    def __call__(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)
