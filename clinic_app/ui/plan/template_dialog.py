"""Start a plan from a template: choose one, see what it holds, Enter takes it."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan import Plan, PlanTemplate
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row
from clinic_app.ui.common.dialogs import Dialog, confirm
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.paint import LEFT, elided
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.plan.card_words import summary_line
from clinic_app.ui.plan.template_save import SaveTemplateDialog

_TEMPLATE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class TemplateDialog(Dialog):
    """Accepted with ``chosen``; ``keep`` tells to add it below the plan instead of replacing it."""

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        patient_id: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Start from a template", width=820, parent=parent)
        self._workspace = workspace
        self._plan, self._patient_id = plan, patient_id
        self.chosen: PlanTemplate | None = None
        self.keep = False
        self.error = ErrorBar()
        self.model = TemplateModel(workspace.templates.listing(), parent=self)
        self.list = self._make_list()
        self._preview = Card(margin=16)
        self._name = label(size=CARD_NAME, bold=True, wrap=True)
        self._about = label(size=SECOND_LINE, tone="second", wrap=True)
        self._holds = label(size=SECOND_LINE, wrap=True)
        self.archive_button = Button("Archive", kind="text", icon="archive", on_click=self._archive)
        self._lay_out()
        self._make_buttons()
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(_TemplateDelegate(made))
        made.setAccessibleName("Templates")
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setMinimumHeight(380)
        made.selectionModel().currentChanged.connect(self._show)
        made.doubleClicked.connect(self._take)
        return made

    def _lay_out(self) -> None:
        frame = Card(margin=1)
        frame.body.addWidget(self.list)
        column = self._preview.body
        for part in (self._name, self._about, self._holds):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(row(None, self.archive_button))
        self.body.addWidget(self.error)
        self.body.addLayout(row((frame, 2), (self._preview, 3), spacing=16))

    def _make_buttons(self) -> None:
        if self._plan.items:
            self.add_button("Save this plan", kind="text", on_click=self._save_plan)
        self.add_button("Cancel", key="Esc", on_click=self.reject)
        if self._plan.items:
            self.add_button("Add below", on_click=self._add_below)
        words = "Replace the plan" if self._plan.items else "Start"
        self.take_button = self.add_button(words, kind="primary", key="Enter", on_click=self._take)

    def _current(self) -> PlanTemplate | None:
        return self.model.template_at(self.list.currentIndex().row())

    def _show(self) -> None:
        shown = self._current()
        self.archive_button.setVisible(shown is not None and not shown.shipped)
        self.take_button.setEnabled(shown is not None)
        if shown is None:
            return
        lookup = self._workspace.library.exercise
        lines = [
            f"{n}. {summary_line(item, lookup(item.exercise_id))}"
            for n, item in enumerate(shown.plan.items, 1)
        ]
        self._name.setText(shown.name)
        about = f"Starting point. {shown.description}" if shown.shipped else shown.description
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._holds.setText("\n".join(lines))

    def _take(self) -> None:
        self.chosen, self.keep = self._current(), False
        self.accept()

    def _add_below(self) -> None:
        self.chosen, self.keep = self._current(), True
        self.accept()

    def _archive(self) -> None:
        shown = self._current()
        if shown is None or not confirm(
            self,
            title=f"Archive “{shown.name}”?",
            text="It leaves this list. Plans made from it stay as they are.",
            yes="Archive",
        ):
            return
        try:
            self._workspace.templates.archive(shown.id)
        except UserError as error:
            self.error.show_error(error)
            return
        self._read_again()

    def _save_plan(self) -> None:
        """In a narrow window this is the way to a template of one's own."""
        dialog = SaveTemplateDialog(self._workspace, self._plan, self._patient_id, parent=self)
        if dialog.exec():
            self._read_again()
        dialog.deleteLater()

    def _read_again(self) -> None:
        self.model.show(self._workspace.templates.listing())
        self.list.setCurrentIndex(self.model.index(0))
        self._show()


class TemplateModel(QAbstractListModel):
    """The clinic's own templates, then those that ship."""

    def __init__(self, templates: list[PlanTemplate], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates

    def show(self, templates: list[PlanTemplate]) -> None:
        """Replace every line."""
        self.beginResetModel()
        self._templates = templates
        self.endResetModel()

    def template_at(self, line: int) -> PlanTemplate | None:
        """The template on a line, if there is one."""
        return self._templates[line] if 0 <= line < len(self._templates) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._templates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self.template_at(index.row())
        if found is None:
            return None
        if role == _TEMPLATE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.name
        return (
            f"{found.name}, {_kind(found)}" if role == Qt.ItemDataRole.AccessibleTextRole else None
        )


class _TemplateDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, 64)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found: PlanTemplate = index.data(_TEMPLATE)
        # PySide's stubs leave out the fields of the option's base classes.
        rect, state = QRectF(option.rect), option.state  # pyright: ignore[reportAttributeAccessIssue]
        t = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(t.accent_tint))
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(t.accent))
        top = rect.adjusted(16, 9, -12, -32)
        below = rect.adjusted(16, 34, -12, -8)
        elided(painter, top, found.name, face=font(bold=True), colour=t.ink, align=LEFT)
        elided(painter, below, _kind(found), face=font(13), colour=t.second, align=LEFT)


def _kind(template: PlanTemplate) -> str:
    many = len(template.plan.items)
    count = "1 exercise" if many == 1 else f"{many} exercises"
    return f"{'Starting point' if template.shipped else 'Your clinic'} · {count}"
