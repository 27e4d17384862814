"""The patient's episodes of care, newest first: add, edit, end."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Episode
from clinic_app.domain.patient.side import with_side
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, boxed, clear, column, row, rule
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.ui.record.episode_form import EpisodeForm
from clinic_app.words import _


class EpisodeList(Card):
    """Call ``show_patient``; it saves by itself and every screen hears of the change."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._patient_id = ""
        self._shown: list[Episode] | None = None
        self._error = ErrorBar()
        self._add = Button(
            _("Add episode"), icon="plus", height=36, on_click=lambda: self._edit(None)
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(row(label(_("Episodes"), size=SECTION, bold=True), None, self._add))
        self.body.addWidget(self._error)
        self.body.addLayout(self._lines)

    def show_patient(self, patient_id: str) -> None:
        """List the patient's episodes; raises UserError when they cannot be read."""
        self._patient_id = patient_id
        self._error.hide()
        episodes = self._workspace.patients.episodes(patient_id)
        if episodes == self._shown:  # the buttons keep the keyboard
            return
        self._shown = episodes
        clear(self._lines)
        for episode in episodes:
            self._lines.addWidget(rule())
            self._lines.addWidget(self._line(episode))
        if not episodes:
            hint = _("No episodes yet. An episode says what is treated, and since when.")
            self._lines.addWidget(label(hint, size=SECOND_LINE, tone="second", wrap=True))

    def _line(self, episode: Episode) -> QWidget:
        name = self._name(episode)
        words = column(
            label(name, bold=True, wrap=True),
            label(_facts(episode), size=SECOND_LINE, tone="second", wrap=True),
            spacing=2,
        )
        edit = Button(_("Edit"), height=36)
        edit.setAccessibleName(_("Edit {episode}", episode=name))
        edit.clicked.connect(lambda: self._edit(episode))
        end = Button(_("Reopen") if episode.ended else _("End today"), height=36)
        end.setAccessibleName(f"{end.text()}: {name}")
        end.clicked.connect(lambda: self._end(episode))
        return boxed(row((words, 1), edit, end))

    def _name(self, episode: Episode) -> str:
        region = self._workspace.library.vocabulary.label("region", episode.region)
        return with_side(episode.condition or region, episode.side)

    def edit(self, episode_id: str) -> None:
        """Open an episode, or a new one where there is none of that id."""
        found = self._workspace.patients.episodes(self._patient_id)
        self._edit(next((e for e in found if e.id == episode_id), None))

    def _edit(self, episode: Episode | None) -> None:
        dialog = EpisodeDialog(self._workspace, self._patient_id, episode, parent=self.window())
        dialog.exec()
        dialog.deleteLater()

    def _end(self, episode: Episode) -> None:
        today = self._workspace.now().date()
        try:
            changed = replace(episode, ended=None if episode.ended else today)
            self._workspace.patients.update_episode(changed)
        except UserError as error:
            self._error.show_error(error)


class EpisodeDialog(Dialog):
    """Saves the episode when accepted; ``episode`` None makes a new one."""

    def __init__(
        self,
        workspace: Workspace,
        patient_id: str,
        episode: Episode | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Edit episode") if episode else _("New episode")
        super().__init__(title, width=560, parent=parent)
        self._workspace = workspace
        self._patient_id = patient_id
        self._before = episode
        self.form = EpisodeForm(workspace, with_start=True)
        self.form.show_episode(episode)
        self.body.addWidget(self.form)
        self.form.condition.edit.setFocus()
        self.add_buttons(_("Save"), self.save)
        form = f"episode/{patient_id}/{episode.id}" if episode else f"episode/{patient_id}"
        drafts, is_new = workspace.drafts, episode is None
        self.keep_typed(drafts, form, patient_id, self.form.parts, whole=is_new)

    def save(self) -> None:
        """Save and close, or say beside a field what is wrong."""
        episode = self.form.read(self._patient_id, self._before)
        if episode is None:
            return
        patients = self._workspace.patients
        write = patients.update_episode if self._before else patients.add_episode
        self.submit(partial(write, episode))


def _facts(episode: Episode) -> str:
    """``M54.50 · 26 Sep 2026 to 3 Oct 2026``."""
    started = day_words(episode.started)
    if episode.ended:
        when = _("{first} to {last}", first=started, last=day_words(episode.ended))
    else:
        when = _("since {day}", day=started)
    return f"{episode.icd10} · {when}" if episode.icd10 else when
