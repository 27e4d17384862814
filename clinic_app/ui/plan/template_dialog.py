"""Start a plan from a template: choose one, see what it holds, Enter takes it."""

from functools import partial

from PySide6.QtCore import (
    QRectF,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QWidget,
)

from clinic_app.domain.plan.plan import Plan, PlanTemplate
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, column, row
from clinic_app.ui.common.dialogs import Dialog, confirm
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.list_rows import ITEM, Index, ItemsModel, LineDelegate, LineState
from clinic_app.ui.common.paint import LEFT, elided
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.plan.card_words import summary_line
from clinic_app.words import _, ngettext


class TemplateDialog(Dialog):
    """Accepted with ``chosen``; ``keep``: add it below the plan instead of replacing it."""

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        patient_id: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Start from a template"), width=820, parent=parent)
        self._workspace = workspace
        self._plan, self._patient_id = plan, patient_id
        self.chosen: PlanTemplate | None = None
        self.keep = False
        self.model = ItemsModel[PlanTemplate](
            lambda found: found.name,
            spoken=lambda found: f"{found.name}, {_kind(found)}",
            parent=self,
        )
        self.model.show_items(workspace.templates.listing())
        self.list = self._make_list()
        self._preview = Card(margin=16)
        self._name = label(size=CARD_NAME, bold=True, wrap=True)
        self._about = label(size=SECOND_LINE, tone="second", wrap=True)
        self._holds = label(size=SECOND_LINE, wrap=True)
        self.archive_button = Button(
            _("Archive"), kind="text", icon="archive", on_click=self._archive
        )
        self._lay_out()
        self._make_buttons()
        self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def _make_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(LineDelegate(made, _paint, height=64))
        made.setAccessibleName(_("Templates"))
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setMinimumHeight(380)
        made.selectionModel().currentChanged.connect(self._show)
        made.doubleClicked.connect(self._replace)
        return made

    def _lay_out(self) -> None:
        frame = Card(margin=1)
        frame.body.addWidget(self.list)
        texts = (self._name, self._about, self._holds)
        self._preview.body.addLayout(column(*texts, None, row(None, self.archive_button)))
        self.body.addLayout(row((frame, 2), (self._preview, 3), spacing=16))

    def _make_buttons(self) -> None:
        if self._plan.items:
            self.add_button(_("Save this plan"), kind="text", on_click=self._save_plan)
        self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        if self._plan.items:
            self.add_button(_("Add below"), on_click=self._add_below)
        words = _("Replace the plan") if self._plan.items else _("Start")
        self.take_button = self.add_button(
            words, kind="primary", key="Enter", on_click=self._replace
        )

    def _current(self) -> PlanTemplate | None:
        return self.model.item_at(self.list.currentIndex().row())

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
        about = shown.description
        if shown.shipped:
            about = _("Starting point. {description}", description=about)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._holds.setText("\n".join(lines))

    def _replace(self) -> None:
        self.chosen, self.keep = self._current(), False
        self.accept()

    def _add_below(self) -> None:
        self.chosen, self.keep = self._current(), True
        self.accept()

    def _archive(self) -> None:
        shown = self._current()
        if shown is None or not confirm(
            self,
            title=_("Archive “{name}”?", name=shown.name),
            text=_("It leaves this list. Plans made from it stay as they are."),
            yes=_("Archive"),
        ):
            return
        archive = partial(self._workspace.templates.archive, shown.id)
        self.submit(archive, lambda _done: self._read_again(), closes=False)

    def _save_plan(self) -> None:
        """In a narrow window this is the way to a template of one's own."""
        dialog = SaveTemplateDialog(self._workspace, self._plan, self._patient_id, parent=self)
        if dialog.exec():
            self._read_again()
        dialog.deleteLater()

    def _read_again(self) -> None:
        self.model.show_items(self._workspace.templates.listing())
        self.list.setCurrentIndex(self.model.index(0))
        self._show()


def _kind(template: PlanTemplate) -> str:
    many = len(template.plan.items)
    count = ngettext("{count} exercise", "{count} exercises", many)
    whose = _("Starting point") if template.shipped else _("Your clinic")
    return f"{whose} · {count}"


def _paint(painter: QPainter, box: QRectF, index: Index, state: LineState) -> None:
    found: PlanTemplate = index.data(ITEM)
    t = tokens()
    if state.selected:
        painter.fillRect(box, QColor(t.accent_tint))
        painter.fillRect(QRectF(box.x(), box.y(), 3, box.height()), QColor(t.accent))
    top = box.adjusted(16, 9, -12, -32)
    below = box.adjusted(16, 34, -12, -8)
    elided(painter, top, found.name, face=font(bold=True), colour=t.ink, align=LEFT)
    elided(painter, below, _kind(found), face=font(13), colour=t.second, align=LEFT)


class SaveTemplateDialog(Dialog):
    """A name, and in a few words what it is for. Notes for the patient go along: they are shown."""

    def __init__(
        self,
        workspace: Workspace,
        plan: Plan,
        patient_id: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Save as template"), parent=parent)
        self._workspace = workspace
        self._plan = plan
        self.name = Field(_("Name"), placeholder=_("Low back, first weeks"), longest=80)
        self.about = Field(_("What it is for (optional)"))
        self.body.addWidget(self.name)
        self.body.addWidget(self.about)
        notes = [item.note for item in plan.items if item.note]
        if notes or any(item.own_steps for item in plan.items):
            words = _("Notes and own words of this plan go into the template. Leave out names.")
            self.body.addWidget(label(words, size=SECOND_LINE, tone="caution", wrap=True))
        self.add_button(_("Cancel"), key="Esc", on_click=self.reject)
        self.add_button(_("Save"), kind="primary", key="Enter", on_click=self._save)
        self.name.edit.setFocus()
        parts = {"name": self.name, "about": self.about}
        self.keep_typed(workspace.drafts, f"template/{patient_id}", patient_id or None, parts)

    def _save(self) -> None:
        save, name, about = self._workspace.templates.save, self.name.text(), self.about.text()
        self.submit(lambda: save(name, about, self._plan), field=self.name)
