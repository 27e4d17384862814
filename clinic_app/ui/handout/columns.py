"""Beside the pages: small ones to jump to and what was printed before; the pages, or why none."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QListView, QStackedWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column
from clinic_app.ui.common.fonts import SMALL, font
from clinic_app.ui.common.list_rows import ITEM, ItemsModel
from clinic_app.ui.common.page_view import PageView, count_words
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.ui.handout.page_strip import PageStrip
from clinic_app.words import _

_ROW, _MOST_ROWS = 36, 4


class LeftColumn:
    """``open_handout`` is given an IssuedHandout to look at; ``reprint`` prints the newest."""

    def __init__(
        self,
        *,
        scroll_to: Callable[[int], object],
        open_handout: Callable[[IssuedHandout], object],
        reprint: Callable[[], object],
    ) -> None:
        self.strip = PageStrip(scroll_to)
        self._open_handout = open_handout
        self._today: date | None = None
        self.printed = self._printed_list()
        title = label(_("Printed before"), size=SECOND_LINE, bold=True)
        key = label("Ctrl+Shift+P", size=HINT, tone="second")
        for part in (title, key):
            part.setContentsMargins(4, 0, 0, 0)
        again = Button(_("Reprint the last"), kind="text", height=36, on_click=reprint)
        self._below = (title, self.printed, again, key)
        parts = ((self.strip.widget, 1), *self._below)
        self.widget = boxed(column(*parts, spacing=2, margins=(12, 8, 8, 16)))

    def _printed_list(self) -> QListView:
        made = QListView()
        self._model = ItemsModel[IssuedHandout](
            self._row_words, spoken=_full_words, tooltip=_full_words, parent=made
        )
        made.setModel(self._model)
        made.setAccessibleName(_("Printed before"))
        made.setFont(font(SMALL))
        made.setUniformItemSizes(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setStyleSheet(
            "QListView { background: transparent; } QListView::item { min-height: 36px; }"
        )
        for chosen in (made.clicked, made.activated):
            chosen.connect(self._open)
        return made

    def _row_words(self, handout: IssuedHandout) -> str:
        day = day_words(handout.issued_at.date(), today=self._today)
        return f"{day}, {count_words(handout.pages, 'page')}"

    def _open(self, index: QModelIndex) -> None:
        self._open_handout(index.data(ITEM))

    def show_printed(self, handouts: Sequence[IssuedHandout], *, today: date) -> None:
        """List these, the newest first; nothing at all when there are none."""
        self._today = today
        self._model.show_items(handouts)
        self.printed.setFixedHeight(_ROW * min(len(handouts), _MOST_ROWS) + 4)
        for part in self._below:
            part.setVisible(bool(handouts))


class MiddleColumn:
    """``show_plan`` is called to come back from an old handout, ``to_plan`` to go to its tab."""

    def __init__(self, *, show_plan: Callable[[], object], to_plan: Callable[[], object]) -> None:
        self.view = PageView()
        self.error = ErrorBar()
        self._old = ErrorBar(tone="caution")
        self._old.acted.connect(show_plan)
        self._empty = EmptyState(
            icon="file-text",
            title=_("Nothing to print yet"),
            hint=_("Put an exercise into the plan; its pages show here."),
            actions=(Button(_("Go to the plan"), kind="primary", on_click=to_plan),),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.widget = boxed(column(column(self.error, self._old), (self._stack, 1), spacing=0))

    def show_old(self, handout: IssuedHandout | None) -> None:
        """Mark the pages as given out before, or (None) as the plan's."""
        if handout is None:
            self._old.hide()
        else:
            words = _("Exactly as it was given; the plan may have changed since.")
            self._old.say(f"{_printed_on(handout)}.", words, action=_("Back to the plan"))

    def show_pages_part(self) -> None:
        """Show the pages, and no error of an earlier try."""
        self.error.hide()
        self._stack.setCurrentWidget(self.view)

    def show_empty(self) -> None:
        """Say that there is nothing to print, and what to do first."""
        self.error.hide()
        self._stack.setCurrentWidget(self._empty)


def _printed_on(handout: IssuedHandout) -> str:
    """``Printed on 12 Nov 2026 at 10:42``."""
    at = handout.issued_at
    return _("Printed on {day} at {time}", day=day_words(at.date()), time=format(at, "%H:%M"))


def _full_words(handout: IssuedHandout) -> str:
    return f"{_printed_on(handout)}, {count_words(handout.pages, 'page')}"
