"""Step 3: the recovery key, kept on paper before the clinic is made."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from clinic_app.domain.patient import Clinic
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.key_sheet import KeyKept, MakeSheet
from clinic_app.ui.common.pdf_files import AskPath, AskPrinter
from clinic_app.ui.common.plain_label import label
from clinic_app.ui.first_run.step_card import StepCard


class KeyStep(StepCard):
    """Shows the key in its groups; done when the last one was typed and the tick set."""

    changed = Signal()

    def __init__(
        self,
        key: str,
        make_sheet: MakeSheet,
        background: Background,
        *,
        clinic: Callable[[], Clinic],
        ask_path: AskPath,
        ask_printer: AskPrinter,
    ) -> None:
        super().__init__(3, "Recovery key")
        self.kept = KeyKept(
            key,
            make_sheet,
            background,
            clinic=clinic,
            ask_path=ask_path,
            ask_printer=ask_printer,
        )
        self.kept.changed.connect(self.changed)
        self.last, self.tick = self.kept.last, self.kept.tick
        self.print_button, self.save_button = self.kept.print_button, self.kept.save_button
        self.error, self.missing = self.kept.error, self.kept.missing
        self.body.addWidget(
            label("If the passphrase is forgotten, this key is the only other way in.", wrap=True)
        )
        self.body.addWidget(label("Nobody else can open the records for you.", bold=True))
        self.body.addSpacing(4)
        self.body.addWidget(self.kept)
