"""Taking a patient off the caseload and bringing them back; nothing is ever deleted."""

from PySide6.QtCore import Signal

from clinic_app.domain.patient import Patient
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, column, row
from clinic_app.ui.common.greyed import grey
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label


class ArchiveCard(Card):
    """``wanted`` carries True for archive, False for bring back."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._archived = False
        self._title = label(size=SECTION, bold=True)
        self._words = label(size=SECOND_LINE, tone="second", wrap=True)
        self._button = Button("Archive", icon="archive")
        self._button.clicked.connect(lambda: self.wanted.emit(not self._archived))
        words = column(self._title, self._words, None, spacing=2)
        self.body.addLayout(row((words, 1), self._button, spacing=16))

    def show_patient(self, patient: Patient, refusal: str = "") -> None:
        """Say how it stands and what the button does; ``refusal`` is why it may not be pressed."""
        self._archived = patient.archived
        self._title.setText("Archived" if patient.archived else "Archive")
        self._words.setText(
            "This patient is off the caseload. Plan, handouts and ratings are all kept."
            if patient.archived
            else "Takes the patient off the caseload. Plan, handouts and ratings are all kept, and"
            " you can bring the patient back at any time."
        )
        self._button.rename("Bring back" if patient.archived else "Archive")
        self._button.setEnabled(True)
        grey(self._button, refusal)
