"""Ctrl+K: type a few letters of a patient, an exercise or an action; Enter takes the first.

What may not have been meant (a slip, a near word) has to be chosen with Down before.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QListView, QStackedWidget, QWidget

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.patient.patient import CaseloadRow
from clinic_app.domain.progress.caseload import CaseloadLine, opened_order
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.card import Card, column
from clinic_app.ui.common.commands import Command
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.list_rows import ITEM, ItemsModel, LineDelegate
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.find.hit_list import ROW, hit_words, paint_hit
from clinic_app.ui.find.hits import Hit, Kind, Shelf, find
from clinic_app.ui.home.cell_words import second_line
from clinic_app.words import N_, _

_PERHAPS = N_("Perhaps one of these? Press Down to choose.")
_ROWS = 8
_WIDTH = 680
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindPalette(QDialog):
    """Closes itself once something is chosen.

    ``no_adding`` says why an exercise cannot be added now (no patient is open); empty when it can.
    ``only_patients`` asks for a patient and finds nothing else, ``but_not`` the one of that id.
    """

    open_patient = Signal(str)
    add_exercise = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        commands: Sequence[Command],
        *,
        no_adding: str = "",
        only_patients: str = "",
        but_not: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._workspace = workspace
        self._no_adding = no_adding
        self._but_not = but_not
        search = _no_exercises if only_patients else self._search_exercises
        self._shelf = Shelf((), search, tuple(commands))
        self._build(only_patients or _("Find a patient, an exercise or an action"))
        self._show_hits("")
        background.run(
            lambda: workspace.patients.caseload(include_archived=True),
            self._show_patients,
            self._error.show_error,
            owner=self,
        )

    def _build(self, prompt: str) -> None:
        self.setWindowTitle("Handrail")
        self.setAccessibleName(_("Find"))
        self.setModal(True)
        self.setFixedWidth(_WIDTH)
        self._field = SearchField(name=prompt, placeholder=prompt)
        self._field.textChanged.connect(self._show_hits)
        self._field.installEventFilter(self)
        self._model = ItemsModel(hit_words, parent=self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(LineDelegate(self._list, paint_hit, height=ROW))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("Found"))
        self._list.clicked.connect(self._choose)
        self._nothing = label(size=SECOND_LINE, tone="second")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._perhaps = label(_(_PERHAPS), size=SECOND_LINE, tone="second")
        self._perhaps.hide()
        self._pages = QStackedWidget()
        self._pages.setFixedHeight(_ROWS * ROW)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._nothing)
        self._error = ErrorBar()
        top = column(self._field, self._error, self._perhaps, spacing=-1, margins=(16, 16, 16, 0))
        card = Card(margin=0)
        card.body.setContentsMargins(1, 0, 1, 12)
        card.body.setSpacing(12)
        card.body.addLayout(top)
        card.body.addWidget(self._pages)
        self.setLayout(column(card))

    def _show_patients(self, rows: list[CaseloadRow]) -> None:
        today = self._workspace.now().date()
        lines = sorted(
            (CaseloadLine(row, today) for row in rows if row.patient.id != self._but_not),
            key=_order,
        )
        patients = [(line, self._patient_hit(line)) for line in lines]
        self._shelf = Shelf(patients, self._shelf.search, self._shelf.commands)
        self._show_hits(self._field.text())

    def _patient_hit(self, line: CaseloadLine) -> Hit:
        words = second_line(line, lambda r: self._workspace.library.vocabulary.label("region", r))
        second = _("Archived · {words}", words=words) if line.patient.archived else words
        return Hit(Kind.PATIENT, line.patient.name, second, line.patient.id)

    def _search_exercises(self, text: str, limit: int) -> list[Hit]:
        found = self._workspace.library.search(text, limit=limit)
        return [self._exercise_hit(e, found.doubts.get(e.id, "")) for e in found.exercises]

    def _exercise_hit(self, exercise: Exercise, doubt: str) -> Hit:
        name, why_not = exercise.name, self._no_adding
        return Hit(
            Kind.EXERCISE, name, _("Add to the plan"), exercise.id, reason=why_not, doubt=doubt
        )

    def _show_hits(self, text: str) -> None:
        hits = find(text, self._shelf)
        self._model.show_items(hits)
        first = next((row for row, hit in enumerate(hits) if not hit.reason), 0)
        is_sure = bool(hits) and not hits[first].doubt
        self._list.setCurrentIndex(self._model.index(first) if is_sure else QModelIndex())
        self._perhaps.setVisible(bool(hits) and not is_sure)
        self._field.setAccessibleDescription("" if is_sure or not hits else _(_PERHAPS))
        self._nothing.setText(_('Nothing found for "{text}"', text=text.strip()))
        self._pages.setCurrentWidget(self._list if hits else self._nothing)

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(ITEM)
        if not isinstance(hit, Hit) or hit.reason:
            return
        self.accept()
        if hit.kind is Kind.PATIENT:
            self.open_patient.emit(hit.id)
        elif hit.kind is Kind.EXERCISE:
            self.add_exercise.emit(hit.id)
        elif hit.run is not None:
            hit.run()

    def showEvent(self, event: QShowEvent) -> None:
        """It lies over the upper part of the window, in the middle."""
        super().showEvent(event)
        if (host := self.parentWidget()) is not None:
            corner = host.window().mapToGlobal(QPoint(0, 0))
            self.move(corner + QPoint((host.window().width() - _WIDTH) // 2, 64))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The cursor stays in the field; arrows move in the list, Enter takes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self._list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentIndex())
                return True
        return super().eventFilter(watched, event)


def _no_exercises(_text: str, _limit: int) -> list[Hit]:
    return []


def _order(line: CaseloadLine) -> tuple[bool, float, str, str]:
    """Archived patients come last."""
    return line.patient.archived, *opened_order(line)
