"""While a clinic is open: daily backups, requested ones, and what the window says of them."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from clinic_app.app.open_clinic import OpenClinic
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.backup import BackupPlace
from clinic_app.services.backup.backup_rounds import Places
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.ui.backup.backup_card import BackupCard
from clinic_app.ui.backup.backup_runner import BackupRunner, Outcome
from clinic_app.ui.backup.closing_dialog import ClosingDialog
from clinic_app.ui.backup.disk_dialog import DiskDialog
from clinic_app.ui.backup.place_dialog import PlaceDialog
from clinic_app.ui.backup.state_words import (
    ANOTHER,
    NOW,
    TOMORROW,
    Missed,
    missed,
    only_same_disk,
    same_disk,
    state_of,
)
from clinic_app.ui.common.notice_bar import FloatingBar, Notices
from clinic_app.ui.common.refresh import in_window_thread
from clinic_app.ui.common.size_words import size_words
from clinic_app.ui.main_window import MainWindow
from clinic_app.words import N_, _

_UNSEEN_MS = 400  # so long a backup on closing shows nothing
_FIRST_MS, _EVERY_MS = 120_000, 60_000  # after the clinic was opened, and from then on
_QUIET_UNTIL = "backups told again on"  # the day from which this clinician wants to hear of it
_KEY = "backup"
_NEXT_WEEK = N_("Remind me next week")


class BackupWatch:
    """``card`` is the part of Data and safety about backups.

    Call ``close`` before the clinic is closed.
    """

    def __init__(self, clinic: OpenClinic, notices: Notices) -> None:
        self._clinic, self._notices = clinic, notices
        workspace = self._workspace = clinic.workspace
        self._seen = Places((), {})
        self._is_asked, self._doing = False, ""
        self.runner = BackupRunner(workspace.backups, parent=clinic.owner)
        self.card = BackupCard(workspace, self.runner)
        self.card.now_requested.connect(self.back_up)
        self.card.add_requested.connect(self.add_place)
        self.card.change_requested.connect(self.change_place)
        self.bar = FloatingBar(clinic.window)
        self.runner.work.on(self._began, self._progressed, self._ended, self._stopped, self._failed)
        self._tell_seen = in_window_thread(clinic.owner, self._show_places)
        clinic.on_change(self._note_change)
        self._first = clinic.timer(_FIRST_MS, self.look, once=True)
        self._timer = clinic.timer(_EVERY_MS, self.look)
        if not workspace.is_demo:
            self._first.start()
            self.find_out()

    def find_out(self) -> None:
        """Look which places are here, beside the work, and say what is missing."""
        self._clinic.run(self._workspace.backup_rounds.look, self._show_places)

    def look(self) -> None:
        """Back up what is due or was plugged in, in the thread of the backups."""
        self._timer.start()
        self.runner.start(self._due, rests=True)

    def _due(self) -> list[BackupPlace]:
        rounds, before = self._workspace.backup_rounds, self._seen
        seen = rounds.look()
        known = {place.id for place in before.places}
        was_here = {place.id for place in before.here}
        came = {p.id for p in seen.here if p.id in known and p.id not in was_here}
        self._tell_seen(seen)
        return rounds.daily(seen, came)

    def back_up(self) -> None:
        """Ctrl+B: a backup in every place that is here, now."""
        if self._workspace.is_demo:
            self.bar.say(
                _("The demo clinic is not backed up: everybody in it is invented."), tone="good"
            )
            return
        self._is_asked = True
        self._doing = _("Backing up")
        self.bar.say(_("Backing up: it is copied, opened and read back. You can go on working."))
        self.runner.start(self._here, rests=False)

    def _here(self) -> list[BackupPlace]:
        seen = self._workspace.backup_rounds.look()
        self._tell_seen(seen)
        if not seen.here:
            raise UserError(
                _("No place for backups can be reached."),
                _("Plug the disk in, or choose another place in Settings, Data and safety."),
            )
        return list(seen.here)

    def add_place(self) -> None:
        """The dialog for another place."""
        self._open(PlaceDialog)

    def change_place(self, place: BackupPlace) -> None:
        """The dialog for one of the places."""
        self._open(partial(PlaceDialog, place=place))

    def ask_for_disk(self) -> None:
        """After a clinic was made: which other disk backups go to."""
        self._open(DiskDialog)

    def _open(self, make: Callable[..., PlaceDialog | DiskDialog]) -> None:
        clinic = self._clinic
        dialog = make(clinic.workspace, clinic.background, parent=clinic.window)
        dialog.saved.connect(self.look)  # a new place has its first copy soon
        clinic.open(dialog)

    def close(self) -> None:
        """Begin no more, end what runs, and show nothing any more. Waits for nothing."""
        self._first.stop()
        self._timer.stop()
        self.runner.work.close()
        self.bar.hide()
        self.bar.deleteLater()

    # What is shown

    def _show_places(self, seen: Places) -> None:
        self._seen = seen
        self.card.show_places(seen)
        self._show_worst()

    def _show_worst(self) -> None:
        """One bar over the caseload at most: the rest stands in Data and safety."""
        now = self._workspace.now()
        if self._workspace.is_demo or self._is_quiet(now.date()):
            self._notices.take_away(_KEY)
            return
        found = self._worst()
        if found is None:
            self._notices.take_away(_KEY)
            return
        is_same = found == same_disk()
        be_quiet = partial(self._be_quiet, now.date() + timedelta(days=7 if is_same else 1))
        act = self.add_place if found.action == ANOTHER else self.back_up
        self._notices.show_notice(
            _KEY,
            found.what,
            found.more,
            tone="caution",
            actions=[
                *([(_(found.action), act)] if found.action else []),
                (_(_NEXT_WEEK) if is_same else _(TOMORROW), be_quiet),
            ],
            closed=be_quiet,
        )

    def _worst(self) -> Missed | None:
        workspace, now = self._workspace, self._workspace.now()
        places, looks = self._seen.places, self._seen.looks
        may_change = not workspace.refusal(Permission.BACKUPS)
        if workspace.backups.is_overdue():
            state = state_of(places, now)
            nobody = not self._seen.here and may_change
            return Missed("overdue", f"{state.title}.", state.more, ANOTHER if nobody else NOW)
        for one in missed(places, looks, now):
            barred = one.action == ANOTHER and not may_change
            return Missed(one.place_id, one.what, one.more, "" if barred else one.action)
        if may_change and places and only_same_disk(places, looks):
            return same_disk()
        return None

    def _is_quiet(self, today: date) -> bool:
        until = self._workspace.preferences.get(_QUIET_UNTIL) or ""
        return today.isoformat() < until

    def _be_quiet(self, until: date) -> None:
        self._notices.take_away(_KEY)
        if self._workspace.is_read_only:
            return  # shown again at the next opening
        try:
            self._workspace.preferences.put(_QUIET_UNTIL, until.isoformat())
        except UserError:
            return  # the same

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged) and not self._workspace.is_demo:
            self.find_out()

    def _began(self, name: str) -> None:
        if self._is_asked:
            self._doing = _("Backing up to “{name}”. You can go on working.", name=name)
            self.bar.say(self._doing)

    def _progressed(self, _name: str, percent: int) -> None:
        if self._is_asked:
            self.bar.say(_("{words}: {percent} %", words=self._doing, percent=percent))

    def _ended(self, _name: str, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        self._show_places(self._seen)
        was_asked, self._is_asked = self._is_asked, False
        if was_asked:
            self._announce(outcomes)
        self.find_out()

    def _announce(self, outcomes: list[Outcome]) -> None:
        made = [one for one in outcomes if one.backup is not None]
        wrong = [one for one in outcomes if one.error is not None]
        if wrong:
            first = wrong[0]
            self.bar.say(
                _("No backup in “{name}”: {error}", name=first.place.name, error=first.error),
                tone="caution",
            )
        elif made and made[0].backup is not None:
            names = ", ".join(_("“{name}”", name=one.place.name) for one in made)
            size = size_words(made[0].backup.size)
            self.bar.say(
                _("Backed up and read back, {size}: {names}", size=size, names=names), tone="good"
            )

    def _stopped(self) -> None:
        if self._is_asked:
            self.bar.say(_("The backup was cancelled. Earlier ones are as they were."), tone="good")
        self._is_asked = False

    def _failed(self, _name: str, error: Exception) -> None:
        was_asked, self._is_asked = self._is_asked, False
        if was_asked and isinstance(error, UserError):
            self.bar.say(str(error), tone="caution")
        elif was_asked:
            self.bar.hide()


def back_up_on_closing(window: MainWindow, workspace: Workspace, watch: BackupWatch) -> None:
    """Back up what lacks a change, and come back when that is done, or was refused.

    A lock meanwhile ends it. A computer that is being switched off is not kept waiting.
    """
    app = QGuiApplication.instance()
    is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
    if workspace.is_demo or workspace.is_read_only or is_ending:
        return
    runner = watch.runner
    loop = QEventLoop()
    ends = (runner.work.ended, runner.work.stopped, runner.work.failed)
    for signal in ends:
        signal.connect(loop.quit)
    runner.start(workspace.backup_rounds.on_closing, rests=False)
    QTimer.singleShot(_UNSEEN_MS, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not runner.work.running:
        return
    dialog = ClosingDialog(parent=window)
    runner.work.began.connect(dialog.show_place)
    runner.work.progressed.connect(dialog.show_percent)
    for signal in ends:
        signal.connect(dialog.accept)
    dialog.exec()
    runner.cancel()
    dialog.deleteLater()
