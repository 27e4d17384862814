"""Tells a screen, on its own thread, that something about its patient changed."""

from PySide6.QtCore import QObject, Signal

from clinic_app.services.changes import (
    Change,
    ClinicChanged,
    PainChanged,
    PatientChanged,
    PlanSaved,
    ProgressChanged,
)
from clinic_app.services.workspace import Workspace

_OF_ONE = PainChanged | PlanSaved | ProgressChanged | PatientChanged


class PatientWatch(QObject):
    """Emits ``changed`` when anything of ``patient_id`` or of the clinic changes.

    It lives with its parent. Changes may come from any thread; a signal brings them to this one.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.patient_id = ""
        relay = _Relay(self)
        stop = workspace.changes.subscribe(relay)
        parent.destroyed.connect(lambda: (relay.cut(), stop()))


class _Relay:
    """What the changes know; it outlives the watch and then keeps silent."""

    def __init__(self, watch: PatientWatch) -> None:
        self._watch: PatientWatch | None = watch

    def cut(self) -> None:
        self._watch = None

    def __call__(self, change: Change) -> None:
        watch = self._watch
        if watch is None:
            return
        if isinstance(change, _OF_ONE) and change.patient_id != watch.patient_id:
            return
        if isinstance(change, _OF_ONE | ClinicChanged):
            watch.changed.emit()
