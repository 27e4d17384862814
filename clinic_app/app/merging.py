"""The doors to Here twice?: from Data and safety, the Record tab, and back."""

from collections.abc import Callable

from clinic_app.app.open_clinic import OpenClinic
from clinic_app.app.screen_list import CASELOAD, PATIENT, SETTINGS
from clinic_app.domain.patient.duplicates import Pair
from clinic_app.services.changes import Change, PatientChanged
from clinic_app.services.patients.merging import MergeRow
from clinic_app.ui.damage.safety_page import SafetyPage
from clinic_app.ui.find.palette import FindPalette
from clinic_app.ui.merge.merge_page import MergePage
from clinic_app.ui.merge.merged_records import OnePersonCard
from clinic_app.ui.merge.record_pair import RecordPair
from clinic_app.words import _

MERGE = "merge"
_COUNT_MS = 500


class Merging:
    """``flush`` saves what is open first; nothing is shown where that fails.

    ``refresh`` is called with the id of a record that stays and the id of the one that is part of
    it now, or an empty one where they were parted. The page is made when it is first opened, and
    goes with the screens on locking.
    """

    def __init__(
        self,
        clinic: OpenClinic,
        page: SafetyPage,
        card: OnePersonCard,
        *,
        flush: Callable[[], bool],
        open_patient: Callable[[str], object],
        refresh: Callable[[str, str], object],
    ) -> None:
        self._clinic, self._safety = clinic, page
        self._flush, self._open_patient, self._refresh = flush, open_patient, refresh
        self._from = SETTINGS
        self._page: MergePage | None = None
        page.duplicates_requested.connect(self.show_pairs)
        card.choose_requested.connect(self.choose)
        card.back_requested.connect(self._ask_back)
        clinic.on_change(self._note_change)
        # Several changes in a row, such as an import, are counted once.
        self._soon = clinic.timer(_COUNT_MS, self._count, once=True)
        self._soon.start()

    def show_pairs(self) -> None:
        """Every pair, from the settings."""
        if self._flush():
            self._show(SETTINGS).begin()

    def choose(self, patient_id: str) -> None:
        """Find the other record of a patient by hand."""
        palette = FindPalette(
            self._clinic.workspace,
            self._clinic.background,
            (),
            only_patients=_("Who is the same person?"),
            but_not=patient_id,
            parent=self._clinic.window,
        )

        def look(other_id: str) -> None:
            if self._flush():
                self._show(PATIENT).begin(RecordPair(patient_id, other_id))

        palette.open_patient.connect(look)
        self._clinic.open(palette)

    def _ask_back(self, merge: MergeRow) -> None:
        if not self._flush():
            return
        page = self._show(PATIENT)
        page.begin()
        page.ask_back(merge)

    def _show(self, came_from: str) -> MergePage:
        self._from = came_from
        page, window = self._page, self._clinic.window
        if page is None:
            page = self._page = MergePage(self._clinic.workspace, self._clinic.background)
            page.back_requested.connect(self._go_back)
            page.open_patient.connect(self._open_patient)
            page.made_one.connect(self._refresh)
            page.parted.connect(self._parted)
            page.counted.connect(self._safety.show_pairs)
            window.set_screen(MERGE, page)
        window.show_screen(MERGE, place=SETTINGS if came_from == SETTINGS else CASELOAD)
        return page

    def _parted(self, kept_id: str) -> None:
        self._refresh(kept_id, "")

    def _go_back(self) -> None:
        place = CASELOAD if self._from == PATIENT else ""
        self._clinic.window.show_screen(self._from, place=place)

    def _count(self) -> None:
        self._clinic.run(self._clinic.workspace.merging.pairs, self._show_count)

    def _show_count(self, pairs: list[Pair]) -> None:
        self._safety.show_pairs(len(pairs))

    def _note_change(self, change: Change) -> None:
        if isinstance(change, PatientChanged):
            self._soon.start()
