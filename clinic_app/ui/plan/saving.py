"""Saving a plan by itself soon after each change, and saying how that stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock

from PySide6.QtCore import QObject, QTimer

from clinic_app.domain.errors import Conflict
from clinic_app.domain.patient.draft import Draft
from clinic_app.domain.plan.plan import Plan
from clinic_app.services.plan.plan_drafts import document, form_of
from clinic_app.services.plan.plans import SavedPlan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.words import _

_DRAFT_MS = 250
DELAY_MS = 1200  # saved within two seconds even when the disk takes its time


class Saved(StrEnum):
    """How the plan stands against the disk."""

    NOTHING = "nothing"
    YES = "yes"
    SAVING = "saving"
    NO = "no"


@dataclass(frozen=True)
class SavedState:
    """``at``: when it was saved last; ``error``: why it is not saved."""

    kind: Saved
    at: datetime | None = None
    error: Exception | None = None

    @property
    def words(self) -> str:
        """``Saved 10:42``, ``Saving…``, ``Not saved``; nothing for a plan never saved."""
        if self.kind is Saved.YES and self.at is not None:
            time = f"{self.at.astimezone():%H:%M}"
            return _("Saved {time}", time=time)
        return {Saved.SAVING: _("Saving…"), Saved.NO: _("Not saved")}.get(self.kind, "")


class PlanSaving:
    """Keeps one patient's plan on disk. What cannot be saved stays in memory and is tried again.

    The write holds a lock and counts the version itself, so a flush on this thread waits for
    a write under way in the other and goes on from its version. ``changed`` is called when
    ``state`` is another one.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        patient_id: str,
        saved: SavedPlan,
        changed: Callable[[], object],
        owner: QObject,
    ) -> None:
        self._plans = workspace.plans
        self._background, self._owner, self._changed = background, owner, changed
        self._patient_id = patient_id
        self._version = saved.version
        self._stored = saved.plan
        self._plan = saved.plan
        self._lock = Lock()
        self._running = False
        self.state = SavedState(Saved.YES if saved.saved_at else Saved.NOTHING, saved.saved_at)
        self._timer = QTimer(owner, interval=DELAY_MS, singleShot=True)
        self._timer.timeout.connect(self.save_now)
        self._drafts = workspace.drafts
        self._place = form_of(patient_id)
        self._is_drafted = False
        self._is_behind = False  # it follows an earlier version than the one on the disk
        self._soon = QTimer(owner, interval=_DRAFT_MS, singleShot=True)
        self._soon.timeout.connect(self.keep_draft)

    @property
    def is_conflict(self) -> bool:
        """Somebody else saved this plan meanwhile; nothing is written until it is settled."""
        return isinstance(self.state.error, Conflict)

    def want(self, plan: Plan) -> None:
        """This is the plan now. It is saved soon, unless a conflict waits for a choice."""
        self._plan = plan
        if not self._soon.isActive():
            self._soon.start()
        if self.is_conflict:
            return
        self._show(SavedState(Saved.SAVING, self.state.at))
        if not self._timer.isActive():
            self._timer.start()

    def keep_draft(self) -> None:
        """Keep the plan as a draft while it is not on disk, over the lock and over a crash."""
        self._soon.stop()
        if self._plan == self._stored or self._is_behind:
            return  # a draft that waits for a choice stays what it is
        self._is_drafted = True
        content = document(self._plan, self._version)
        self._drafts.save_soon(self._place, content, self._patient_id)

    def bring_back(self, draft: Draft, plan: Plan, version: int) -> bool:
        """Take up a draft as the plan; False where another version came meanwhile.

        Then nothing is written until the conflict is settled.
        """
        self._place, self._is_drafted = draft.place, True
        if version == self._version:
            return True
        self._plan, self._is_behind = plan, True
        changed = Conflict(_("This plan was changed elsewhere meanwhile."))
        self._show(SavedState(Saved.NO, self.state.at, changed))
        return False

    def _forget_draft(self) -> None:
        self._soon.stop()
        if self._is_drafted:
            self._is_drafted = False
            self._drafts.discard(self._place)

    def save_now(self) -> None:
        """Save in the background; also the way to try again."""
        self._timer.stop()
        if self._running:
            self._timer.start()
            return
        self._running = True
        self._show(SavedState(Saved.SAVING, self.state.at))
        plan = self._plan
        self._background.run(
            lambda: self._write(plan), self._wrote, self._refused, owner=self._owner
        )

    def flush(self) -> bool:
        """Save what is not saved yet, before the screen closes; False when that is not possible.

        Over another version that came meanwhile nothing is written: the draft waits for a choice.
        """
        self._timer.stop()
        if self._is_behind:
            return False
        try:
            if self.state.kind in (Saved.SAVING, Saved.NO):
                self._done(self._write(self._plan))
        except Exception as error:  # whatever it is, the plan stays and the state says so
            self.keep_draft()
            self._show(SavedState(Saved.NO, self.state.at, error))
            return False
        return True

    def rebase(self, saved: SavedPlan) -> None:
        """Go on from another's version: the conflict is settled and this plan follows theirs."""
        with self._lock:
            self._version, self._stored = saved.version, saved.plan
        self._is_behind = False
        self._show(SavedState(Saved.SAVING, saved.saved_at))

    def _write(self, plan: Plan) -> SavedPlan:
        """On any thread: write unless this is on disk already."""
        with self._lock:
            if plan == self._stored:
                return SavedPlan(plan, self._version, self.state.at)
            saved = self._plans.save(self._patient_id, plan, version=self._version)
            self._version, self._stored = saved.version, plan
            return saved

    def _wrote(self, saved: SavedPlan) -> None:
        self._running = False
        self._done(saved)

    def _done(self, saved: SavedPlan) -> None:
        if self._plan == self._stored:
            self._forget_draft()
            self._show(SavedState(Saved.YES, saved.saved_at or self.state.at))
        elif not self._timer.isActive():
            self._timer.start()

    def _refused(self, error: Exception) -> None:
        self._running = False
        self.keep_draft()
        self._show(SavedState(Saved.NO, self.state.at, error))

    def _show(self, state: SavedState) -> None:
        if state != self.state:
            self.state = state
            self._changed()
