"""What the patient screen needs of the parts that others make."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


class PatientPart(Protocol):
    """A tab that follows the patient."""

    def show_patient(self, patient_id: str) -> None: ...


class PainPart(PatientPart, Protocol):
    """The strip above the plan. ``recorded`` carries the PainEntry."""

    @property
    def recorded(self) -> SignalInstance: ...

    def set_compact(self, compact: bool) -> None: ...

    def focus_number_entry(self) -> None: ...


class HandoutPart(PatientPart, Protocol):
    """The tab that prints."""

    def print_now(self, parent: QWidget) -> None: ...

    def reprint_last(self, parent: QWidget) -> None: ...


@dataclass(frozen=True)
class PatientTabs:
    """The four parts, each a QWidget."""

    pain: PainPart
    progress: PatientPart
    handouts: HandoutPart
    record: PatientPart
