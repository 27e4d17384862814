"""What stands where the plan will be: add an exercise, or start from something."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.bars import EmptyState
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, column
from clinic_app.ui.common.commands import ADD_EXERCISE, TEMPLATE


class EmptyPlan(QWidget):
    """One primary action, then a template, then the last printed plan where there is one."""

    add_wanted = Signal()
    template_wanted = Signal()
    printed_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add_button = Button("Add an exercise", kind="primary", key=ADD_EXERCISE, height=40)
        self.add_button.clicked.connect(self.add_wanted)
        self._template = Button("Template", key=TEMPLATE, on_click=self.template_wanted)
        self._printed = Button("Duplicate the last printed plan", icon="copy")
        self._printed.clicked.connect(self.printed_wanted)
        empty = EmptyState(
            icon="list-details",
            title="No exercises yet",
            hint="Type a body part or a name, or start from a template.",
            actions=(self.add_button, self._template, self._printed),
        )
        card = Card(margin=16)
        card.body.addWidget(empty, 1)
        self.setLayout(column(card, spacing=-1, margins=(0, 0, 0, 10)))

    def offer(self, *, printed: bool, read_only: bool) -> None:
        """Whether a printed plan can be taken up again, and whether anything can be changed."""
        self._printed.setVisible(printed)
        for button in (self.add_button, self._template, self._printed):
            button.setEnabled(not read_only)
