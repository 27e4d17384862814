"""The doors to Here twice?: from Data and safety, the Record tab, and back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from clinic_app.domain.duplicates import Pair
from clinic_app.services.changes import Change, PatientChanged
from clinic_app.services.merging import MergeRow
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.damage.safety_page import SafetyPage
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.main_window import MainWindow
from clinic_app.ui.merge.merge_page import MergePage
from clinic_app.ui.merge.merged_records import OnePersonCard
from clinic_app.ui.merge.record_pair import RecordPair

MERGE = "merge"
_COUNT_MS = 500


class Merging(QObject):
    """``open_patient`` carries the id of a record to show; ``made_one`` the id that stays, and
    the id of the record that is now part of it; ``parted`` the id of one that is
    two again; ``left`` the screen to go back to.

    ``flush`` saves what is open first; nothing is shown where that fails. The page is made when it
    is first wanted, and goes with the screens on locking.
    """

    open_patient = Signal(str)
    made_one = Signal(str, str)
    parted = Signal(str)
    left = Signal(str)
    _changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        background: Background,
        *,
        page: SafetyPage,
        card: OnePersonCard,
        flush: Callable[[], bool],
        settings: str,
        patient: str,
        caseload: str,
    ) -> None:
        super().__init__(page)
        self._window, self._workspace, self._background = window, workspace, background
        self._safety = page
        self._settings, self._patient, self._caseload = settings, patient, caseload
        self._flush, self._from = flush, settings
        self._page: MergePage | None = None
        page.duplicates_wanted.connect(self.show_pairs)
        card.choose_wanted.connect(self.choose)
        card.back_wanted.connect(self._ask_back)
        self._changed.connect(self._note_change)
        stop = workspace.changes.subscribe(self._changed.emit)
        self.destroyed.connect(lambda: stop())
        # Several changes in a row, such as an import, are counted once.
        self._soon = QTimer(self, interval=_COUNT_MS, singleShot=True)
        self._soon.timeout.connect(self._count)
        self._soon.start()

    def show_pairs(self) -> None:
        """Every pair, from the settings."""
        if self._flush():
            self._show(self._settings).begin()

    def choose(self, patient_id: str) -> None:
        """Find the other record of a patient by hand."""
        palette = FindPalette(
            self._workspace,
            self._background,
            (),
            only_patients="Who is the same person?",
            but_not=patient_id,
            parent=self._window,
        )

        def look(other_id: str) -> None:
            if self._flush():
                self._show(self._patient).begin(RecordPair(patient_id, other_id))

        palette.open_patient.connect(look)
        palette.finished.connect(palette.deleteLater)
        palette.open()

    def _ask_back(self, merge: MergeRow) -> None:
        if not self._flush():
            return
        page = self._show(self._patient)
        page.begin()
        page.ask_back(merge)

    def _show(self, came_from: str) -> MergePage:
        self._from = came_from
        page = self._page
        if page is None:
            page = self._page = MergePage(self._workspace, self._background)
            page.back_wanted.connect(self._go_back)
            page.open_patient.connect(self.open_patient)
            page.made_one.connect(self.made_one)
            page.parted.connect(self.parted)
            page.counted.connect(self._safety.show_pairs)
            self._window.set_screen(MERGE, page)
        place = self._settings if came_from == self._settings else self._caseload
        self._window.show_screen(MERGE, place=place)
        return page

    def _go_back(self) -> None:
        self.left.emit(self._from)

    def _count(self) -> None:
        read = self._workspace.merging.pairs
        self._background.run(read, self._tell, lambda _error: None, owner=self)

    def _tell(self, pairs: list[Pair]) -> None:
        self._safety.show_pairs(len(pairs))

    def _note_change(self, change: Change) -> None:
        if isinstance(change, PatientChanged):
            self._soon.start()
