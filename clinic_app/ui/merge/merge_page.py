"""Here twice?: pairs of records that may be one person, one pair at a time."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from clinic_app.domain.patient.role import Permission
from clinic_app.services.patients.merging import MergePreview, MergeRow, PartPreview
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import EmptyState, ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, column, fold, row, scrolling
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.merge.merge_header import MergeHeader
from clinic_app.ui.merge.merged_records import MergesCard, part_dialog
from clinic_app.ui.merge.pair_card import PairCard
from clinic_app.ui.merge.pair_line import FIRST, SECOND
from clinic_app.ui.merge.pair_words import PairWords
from clinic_app.ui.merge.record_pair import Found, RecordPair, look_for_pairs
from clinic_app.words import N_, _, ngettext

T = TypeVar("T")
_TWO_COLUMNS, _WITH_KEYS = 860, 1000
_READ_ONLY = N_("Read only: nothing can be changed here.")
_SAFE = N_("Can be taken back at any time. What is written from then on stays.")


class MergePage(QWidget):
    """``back_requested`` leaves it; ``open_patient`` carries the id of a record to look at.

    ``counted`` carries how many pairs there are; ``made_one`` the id that stays and the other, and
    ``parted`` the id that stayed.
    """

    back_requested = Signal()
    made_one = Signal(str, str)
    parted = Signal(str)
    open_patient = Signal(str)
    counted = Signal(int)

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self.setAccessibleName(_("Here twice?"))
        self._workspace, self._background = workspace, background
        self._pairs: tuple[RecordPair, ...] = ()
        self._at = 0
        self._by_hand: RecordPair | None = None
        self._words: PairWords | None = None
        self._merge_id = self._kept_id = self._looked_at = ""
        self.header = MergeHeader()
        self.pair, self.merges, self.error = PairCard(), MergesCard(), ErrorBar()
        self.open_button = Button(
            _("Open the record"), on_click=lambda: self.open_patient.emit(self._kept_id)
        )
        self.back_button = Button(
            _("Take back"),
            icon="arrow-back-up",
            on_click=lambda: self.take_back(self._merge_id, self._kept_id),
        )
        self.done = NoticeBar(tone="good", buttons=(self.open_button, self.back_button))
        self.empty = EmptyState(icon="users", title=_("Looking…"))
        self._lay_out()
        self._connect()

    @property
    def shown_pair(self) -> RecordPair | None:
        """The pair that is shown."""
        if self._by_hand is not None:
            return self._by_hand
        return self._pairs[self._at] if self._at < len(self._pairs) else None

    def begin(self, by_hand: RecordPair | None = None) -> None:
        """Look for pairs, and show the first, or the one chosen by hand."""
        self._by_hand, self._at = by_hand, 0
        self.done.hide()
        self.error.hide()
        self._wait(_("Looking for records that may be one person…"))
        self._look()

    def _look(self) -> None:
        read = partial(look_for_pairs, self._workspace)
        self._background.run(read, self._show_found, self._failed, owner=self)

    def _show_found(self, found: Found) -> None:
        self._pairs = found.pairs
        self._at = min(self._at, len(found.pairs))
        self.counted.emit(len(found.pairs))
        self.merges.show_merges(found.merges, reason=self._refusal())
        patients = f"{found.patients:,}"
        self._looked_at = ngettext(
            "Looked at {count} patient, archived ones too: names that are alike or exchanged, birth"
            " dates, record numbers. A pair can also be chosen by hand, on the Record tab of a"
            " patient.",
            "Looked at {count} patients, archived ones too: names that are alike or exchanged,"
            " birth dates, record numbers. A pair can also be chosen by hand, on the Record tab of"
            " a patient.",
            found.patients,
            count=patients,
        )
        self._show()

    def _show(self) -> None:
        pair = self.shown_pair
        if pair is None:
            self._show_none()
            return
        service = self._workspace.merging
        self._background.run(
            lambda: service.preview(pair.kept_id, pair.other_id),
            lambda preview: self._show_preview(pair, preview),
            self._failed,
            owner=self,
        )

    def _show_none(self) -> None:
        last, none = _("That was the last pair"), _("Nobody seems to be here twice")
        self._wait(last if self._pairs else none, self._looked_at)
        if self._pairs:
            left = ngettext("{count} left for later", "{count} left for later", len(self._pairs))
            self.header.set_status(left)
        self.header.back.setFocus()

    def _show_preview(self, pair: RecordPair, preview: MergePreview) -> None:
        if pair != self.shown_pair:
            return
        library = self._workspace.library.vocabulary
        self._words = PairWords(preview, library.labels("precaution"), library.labels("region"))
        self._stack.setCurrentWidget(self.pair)
        self.after.show()
        refusal = self._refusal()
        self.pair.show_pair(self._words.heads, self._words.lines, reason=refusal)
        self.header.show_buttons(refusal)
        place = _("pair {number} of {all}", number=self._at + 1, all=len(self._pairs))
        count = place if self._by_hand is None else ""
        why = ", ".join(pair.reasons).lower() or _("chosen by hand")
        self.header.set_status(" · ".join(filter(None, (count, why))))
        self._show_after()

    def _show_after(self) -> None:
        """How the record made of two will be; without a plan nothing is said about one."""
        if self._words is not None:
            lines = self._words.after(self.pair.choices())
            for line, words in zip(self._after_lines, lines, strict=True):
                line.setText(words)
            self._after_lines[-1].setVisible(bool(lines[-1]))

    def _refusal(self) -> str:
        if self._workspace.is_read_only:
            return _(_READ_ONLY)
        return self._workspace.refusal(Permission.MERGE)

    # What is decided

    def later(self) -> None:
        """The next pair; after the last, or with none, leave."""
        if self.shown_pair is None or self._by_hand is not None:
            self.back_requested.emit()
            return
        self._at += 1
        self.done.hide()
        self._show()

    def two_people(self) -> None:
        """They are two: never asked again."""
        pair = self.shown_pair
        if pair is None or self._words is None or not self.header.two_people.isEnabled():
            return
        service = self._workspace.merging
        self._act(
            lambda: service.two_people(pair.kept_id, pair.other_id),
            lambda _done: self._announce(_("Two people: this pair is not asked about again.")),
        )

    def make_one(self) -> None:
        """Make one record of the two, with the values chosen."""
        pair, words = self.shown_pair, self._words
        if pair is None or words is None or not self.header.make_one.isEnabled():
            return
        choices = words.choices(self.pair.choices())
        outcome = words.made_one(self.pair.choices())
        service = self._workspace.merging

        def show(merge_id: str) -> None:
            self._merge_id, self._kept_id = merge_id, pair.kept_id
            self.made_one.emit(pair.kept_id, pair.other_id)
            self._announce(outcome, ways=True)

        self._act(lambda: service.merge(pair.kept_id, pair.other_id, choices), show)

    def take_back(self, merge_id: str, kept_id: str) -> None:
        """Two records again."""
        service = self._workspace.merging

        def show(_done: object) -> None:
            self.parted.emit(kept_id)
            self._announce(_("Taken back: two records again."))

        self._act(lambda: service.part(merge_id), show)

    def ask_back(self, merge: MergeRow) -> None:
        """Tell what goes back and what stays, then take it back."""
        service = self._workspace.merging

        def ask(part: PartPreview) -> None:
            dialog = part_dialog(part, parent=self)
            dialog.accepted.connect(lambda: self.take_back(merge.id, merge.kept.id))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._background.run(
            lambda: service.preview_part(merge.id), ask, self.error.show_error, owner=self
        )

    def _act(self, work: Callable[[], T], show: Callable[[T], object]) -> None:
        self.error.hide()
        self.header.set_busy(True)
        self._background.run(work, show, self._not_done, owner=self)

    def _not_done(self, error: Exception) -> None:
        self.header.show_buttons(self._refusal())
        self.error.show_error(error)

    def _announce(self, words: str, *, ways: bool = False) -> None:
        self.header.set_busy(False)
        self._by_hand = None
        self._wait(_("Looking for the next pair…"))
        for button in (self.open_button, self.back_button):
            button.setVisible(ways)
        self.done.say(words)
        self._look()

    def _failed(self, error: Exception) -> None:
        self._wait(_("The records could not be looked at"))
        self.error.show_error(error)

    # Look

    def _wait(self, title: str, hint: str = "") -> None:
        self._words = None
        self.header.hide_buttons()
        self.header.set_status("")
        self.empty.say(title, hint)
        self._stack.setCurrentWidget(self._empty_card)
        self.after.hide()

    def _connect(self) -> None:
        header = self.header
        header.back.clicked.connect(self.back_requested)
        header.later.clicked.connect(self.later)
        header.two_people.clicked.connect(self.two_people)
        header.make_one.clicked.connect(self.make_one)
        self.pair.changed.connect(self._show_after)
        self.merges.back_requested.connect(self.ask_back)
        for key, act in (
            ("1", lambda: self.pair.choose(FIRST)),
            ("2", lambda: self.pair.choose(SECOND)),
            ("N", self.two_people),
            ("Esc", self.later),
            ("Ctrl+Enter", self.make_one),
        ):
            add_key(self, act, key, inside=True)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        self._stack.addWidget(self.pair)
        self._stack.addWidget(self._empty_card)
        self.after = self._after_card()
        right = column(self.after, self.merges, None, spacing=12)
        self._columns = row((self._stack, 13), (right, 7), spacing=16)
        page = boxed(
            column(self.done, self.error, (self._columns, 1), spacing=12, margins=(24, 16, 24, 16))
        )
        self.setLayout(column(self.header.frame, (scrolling(page), 1), spacing=0))

    def _after_card(self) -> Card:
        self._after_lines = (
            label(size=CARD_NAME, bold=True, wrap=True),
            label(size=SECOND_LINE, tone="second", wrap=True),
            label(size=SECOND_LINE, wrap=True),
            label(size=SECOND_LINE, wrap=True),
        )
        card = Card(margin=16)
        card.body.addWidget(label(_("Afterwards"), size=SECOND_LINE, bold=True, tone="second"))
        for line in self._after_lines:
            card.body.addWidget(line)
        card.body.addWidget(NoticeBar("", _(_SAFE), tone="good", icon="arrow-back-up"))
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fold(self._columns, when=self.width() < _TWO_COLUMNS)
        self.header.set_narrow(self.width() < _WITH_KEYS)
