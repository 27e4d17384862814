"""The pages, or why there are none; above them, what has to be said about them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from clinic_app.domain.handout import IssuedHandout
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import column
from clinic_app.ui.handout.page_view import PageView
from clinic_app.ui.handout.printed_list import printed_on


class MiddleColumn(QWidget):
    """``back_wanted`` asks for the plan in place of an old handout, ``plan_wanted`` for its tab."""

    back_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self.error = ErrorBar()
        self._old = ErrorBar(tone="caution")
        self._old.acted.connect(self.back_wanted)
        to_plan = Button("Go to the plan", kind="primary", on_click=self.plan_wanted)
        self._empty = EmptyState(
            icon="file-text",
            title="Nothing to print yet",
            hint="Put an exercise into the plan; its pages show here.",
            actions=(to_plan,),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.setLayout(column(column(self.error, self._old), (self._stack, 1), spacing=0))

    def show_old(self, handout: IssuedHandout | None) -> None:
        """Mark the pages as given out before, or (None) as the plan's."""
        if handout is None:
            self._old.hide()
        else:
            words = "Exactly as it was given; the plan may have changed since."
            self._old.say(f"{printed_on(handout)}.", words, action="Back to the plan")

    def show_pages_part(self) -> None:
        """Show the pages, and no error of an earlier try."""
        self.error.hide()
        self._stack.setCurrentWidget(self.view)

    def show_empty(self) -> None:
        """Say that there is nothing to print, and what to do first."""
        self.error.hide()
        self._stack.setCurrentWidget(self._empty)
