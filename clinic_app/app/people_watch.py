"""Bars over the caseload about who can open the clinic, until it is seen to."""

from PySide6.QtCore import QObject, Signal

from clinic_app.domain.role import Permission
from clinic_app.services.changes import Change, ClinicChanged
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.notice_bar import Notices

_NO_OWNER, _ANEW = "no owner", "encrypt anew"


class PeopleWatch(QObject):
    """Tells where no owner can sign in, and owners where the clinic waits to be encrypted anew.

    ``people_wanted`` tells that the page about people is wanted.
    """

    people_wanted = Signal()
    _changed = Signal(object)

    def __init__(self, workspace: Workspace, notices: Notices, *, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._notices = workspace, notices
        self._changed.connect(self._note_change)
        self._stop = workspace.changes.subscribe(self._changed.emit)
        self.look()

    def look(self) -> None:
        """Show or take away the bars, as it stands now."""
        if self._workspace.staff.has_owner():
            self._notices.take_away(_NO_OWNER)
        else:
            self._notices.show_notice(
                _NO_OWNER,
                "No owner can sign in any more.",
                "The recovery key makes one: lock, then “Use the recovery key”.",
                tone="caution",
            )
        wanted = self._workspace.encryption.wanted_since() is not None
        if not wanted or self._workspace.refusal(Permission.PEOPLE):
            self._notices.take_away(_ANEW)
            return
        self._notices.show_notice(
            _ANEW,
            "Old copies of the key file can still open this clinic.",
            "Somebody was taken away, or the recovery key replaced, and it is not encrypted anew.",
            tone="caution",
            actions=[("Show people", self.people_wanted.emit)],
        )

    def close(self) -> None:
        """Hear of no more changes."""
        self._stop()

    def _note_change(self, change: Change) -> None:
        if isinstance(change, ClinicChanged):
            self.look()
