"""The dialogs of the progress tab: what can be added, compared, reported and imported."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from clinic_app.domain.diary.doubtful import DoubtfulDay
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.commands import DIARY
from clinic_app.ui.progress.compare_dialog import CompareDialog
from clinic_app.ui.ratings.import_dialog import ImportDialog
from clinic_app.ui.ratings.rating_dialog import RatingDialog
from clinic_app.words import _

Additions = tuple[tuple[str, Callable[[], object]], ...]


class ProgressDialogs:
    """Opens them over ``parent``, for one patient and the site that is shown.

    Those of other packages are imported when they are opened, not when the program starts.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        parent: QWidget,
        *,
        enter_diary: Callable[[], object],
    ) -> None:
        self._workspace, self._background, self._parent = workspace, background, parent
        self.patient_id = self.site = ""
        self.additions: Additions = (
            (_("Rating…"), self.add_rating),
            ("\t".join((_("Paper diary…"), DIARY)), enter_diary),
            (_("Filled form…"), self.add_form),
            (_("How the exercises went…"), self.add_session),
            (_("Outcome measure…"), self.add_measure),
            (_("Event…"), self.add_event),
        )

    def add_rating(self) -> None:
        """Ask for a rating of another time or series, and keep it."""
        _run(RatingDialog(self._workspace, self.patient_id, self._parent, site=self.site))

    def add_form(self) -> None:
        """Read a form that was filled at home."""
        from clinic_app.ui.forms.form_dialog import FormDialog

        _run(FormDialog(*self._given))

    def add_session(self) -> None:
        """Note how each exercise of the plan went on a day."""
        from clinic_app.ui.diary.session_dialog import SessionDialog

        _run(SessionDialog(*self._given))

    def add_measure(self) -> None:
        """Keep the result of an outcome measure."""
        from clinic_app.ui.measures.measure_dialog import MeasureDialog

        _run(MeasureDialog(self._workspace, self.patient_id, self._parent))

    def add_event(self) -> None:
        """Note what happened: a visit, a flare-up, an injection."""
        from clinic_app.ui.events.event_dialog import EventDialog

        _run(EventDialog(self._workspace, self.patient_id, self._parent))

    def make_report(self) -> None:
        """Write the progress report."""
        from clinic_app.ui.report.report_dialog import ReportDialog

        _run(ReportDialog(*self._given))

    def look_at_doubtful_days(self) -> tuple[DoubtfulDay, ...]:
        """Mark days that are not known as errors; returns those that were marked."""
        from clinic_app.ui.diary.doubtful_dialog import DoubtfulDialog

        dialog = DoubtfulDialog(self._workspace, self.patient_id, self._parent)
        return dialog.voided if _run(dialog) else ()

    def compare_dates(self) -> None:
        """Compare the weeks up to two dates, of the site that is shown."""
        _run(CompareDialog(*self._given, site=self.site))

    def import_ratings(self) -> int | None:
        """Choose a CSV file, look at it, import it; returns how many, None when cancelled."""
        dialog = ImportDialog(*self._given)
        return dialog.imported if _run(dialog) else None

    @property
    def _given(self) -> tuple[Workspace, Background, str, QWidget]:
        return self._workspace, self._background, self.patient_id, self._parent


def _run(dialog: QDialog) -> bool:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
