"""A patient of whom everything is known that a dialog may be opened on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from form_filling import filled
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.unlock.access import AccessService, KeyCost
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.void_dialog import VoidDialog
from clinic_app.ui.diary.diary_dialog import DiaryDialog
from clinic_app.ui.diary.doubtful_dialog import DoubtfulDialog
from clinic_app.ui.diary.session_dialog import SessionDialog
from clinic_app.ui.events.event_dialog import EventDialog
from clinic_app.ui.forms.form_dialog import FormDialog
from clinic_app.ui.measures.measure_dialog import MeasureDialog
from clinic_app.ui.plan.pain_rule_button import OwnRuleDialog
from clinic_app.ui.plan.template_dialog import SaveTemplateDialog
from clinic_app.ui.progress.compare_dialog import CompareDialog
from clinic_app.ui.ratings.import_dialog import ImportDialog
from clinic_app.ui.ratings.rating_dialog import RatingDialog
from clinic_app.ui.record.episode_list import EpisodeDialog
from clinic_app.ui.record.new_patient_dialog import NewPatientDialog
from clinic_app.ui.report.report_dialog import ReportDialog
from clinic_app.ui.report.report_form import Days

PASSPHRASE = "lantern orchard copper violin"
CHEAP = KeyCost(memory_kib=64, rounds=1, lanes=1)


@dataclass
class Desk:
    """One clinician at one unlocked clinic, with the patient on the desk."""

    workspace: Workspace
    background: Background
    patient: Patient
    folder: Path
    bot: QtBot
    opened: list[Dialog] = field(default_factory=list)

    def open(self, dialog: Dialog) -> Dialog:
        """A dialog that is closed after the test, without a question."""
        self.opened.append(dialog)
        return dialog

    def close(self) -> None:
        """Close every dialog, as the lock does."""
        for dialog in self.opened:
            dialog.keep_drafts()
            dialog.done(0)
            dialog.deleteLater()

    def crashed(self) -> "Desk":
        """The clinic unlocked anew by the same person; nothing was closed before."""
        self.workspace.drafts.flush()
        access = AccessService(self.workspace.folder, cost=CHEAP)
        again = access.unlock_any(PASSPHRASE)
        assert not again.is_read_only
        return Desk(again, self.background, self.patient, self.folder, self.bot, self.opened)


@pytest.fixture
def desk(
    workspace: Workspace, background: Background, marigold: Patient, tmp_path: Path, qtbot: QtBot
) -> Iterator[Desk]:
    doses = (("bridge", 2), ("bird-dog", 2))
    items = [{"exercise": name, "dose": {"times_per_day": n}} for name, n in doses]
    now = workspace.now()
    access = AccessService(workspace.folder, cost=CHEAP, now=lambda: now - timedelta(days=30))
    month_ago = access.unlock_any(PASSPHRASE)
    month_ago.plans.replace(marigold.id, {"items": items})
    month_ago.close()
    for ago in (9, 8, 7):
        at = now - timedelta(days=ago)
        entry = PainRating(new_id(), marigold.id, Series.AVERAGE, 4, at, source="diary")
        workspace.pain.add_all(marigold.id, [entry])
        log = ExerciseLog(
            new_id(), marigold.id, at.date(), "bridge", "bridge", 0, 1, source="diary", unsure=True
        )
        workspace.exercise_logs.add_all(marigold.id, [log])
    event = Event(new_id(), marigold.id, now.date() - timedelta(3), EventKind.OTHER, "Fell")
    workspace.events.add(event)
    (tmp_path / "ratings.csv").write_text("date,score\n01/02/2026,5\n02/02/2026,6\n")
    form = workspace.forms.make(marigold.id, first=now.date() - timedelta(days=14))
    (tmp_path / "form.pdf").write_bytes(filled(form, {"w1-avg-1": "4"}))
    made = Desk(workspace, background, marigold, tmp_path, qtbot)
    yield made
    made.close()


Make = Callable[[Desk], Dialog]
Type = Callable[[Desk, Dialog], object]


def _entry(desk: Desk, dialog: RatingDialog) -> None:
    desk.bot.keyClick(dialog.score.buttons[0], Qt.Key.Key_6)
    desk.bot.keyClicks(dialog.context.edit, "After a long drive")


def _event(desk: Desk, dialog: EventDialog) -> None:
    desk.bot.keyClick(dialog.kind, Qt.Key.Key_3)
    desk.bot.keyClicks(dialog.text.edit, "Stairs")


def _measure(desk: Desk, dialog: MeasureDialog) -> None:
    dialog.choose("psfs")
    rows = dialog._entries["psfs"].rows
    desk.bot.keyClicks(rows[0].edit, "Climbing stairs")
    dialog.choose("odi")
    desk.bot.keyClicks(dialog.entry.field.edit, "46")


def _diary(desk: Desk, dialog: DiaryDialog) -> None:
    dialog.grid.go(1, 2)
    desk.bot.keyClicks(dialog.grid, "2")
    dialog.grid.go(1, 2)
    dialog.open_panel()
    desk.bot.keyClicks(dialog.went.grid, "24")
    dialog.close_panel()
    dialog.grid.go(3, 4)
    desk.bot.keyClicks(dialog.grid, "7")


def _session(desk: Desk, dialog: SessionDialog) -> None:
    dialog.grid.go(1, 1)
    desk.bot.keyClicks(dialog.grid, "1")
    desk.bot.keyClicks(dialog.grid, "2")


def _doubtful(desk: Desk, dialog: DoubtfulDialog) -> None:
    dialog.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    desk.bot.keyClicks(dialog.reason.edit, " indeed")


def _new_patient(desk: Desk, dialog: NewPatientDialog) -> None:
    desk.bot.keyClicks(dialog.details.given.edit, "Posy")
    desk.bot.keyClicks(dialog.details.born.edit, "31 Feb")
    desk.bot.keyClicks(dialog.episode.condition.edit, "Sore knee")
    dialog.precautions._list.item(2).setCheckState(Qt.CheckState.Checked)


def _report(desk: Desk, dialog: ReportDialog) -> None:
    dialog.form.days.select(Days.OWN)
    dialog.form.days.changed.emit(Days.OWN)
    desk.bot.keyClicks(dialog.form.first.edit, "1 Sep")
    dialog.form.findings.setPlainText("Walks better.\nNo pain.")


def _form(desk: Desk, dialog: FormDialog) -> None:
    dialog.read(desk.folder / "form.pdf")
    desk.bot.waitUntil(dialog.choose.isEnabled)


def _import(desk: Desk, dialog: ImportDialog) -> None:
    dialog.read(desk.folder / "ratings.csv")
    desk.bot.waitUntil(dialog.choose.isEnabled)
    dialog.questions.buttons[0].click()
    desk.bot.waitUntil(dialog.choose.isEnabled)


def _rating_strike(desk: Desk) -> Dialog:
    pain = desk.workspace.pain
    entry = pain.listing(desk.patient.id)[0]
    return _void_dialog(desk, "rating", entry.id, pain.void)


def _event_strike(desk: Desk) -> Dialog:
    events = desk.workspace.events
    return _void_dialog(desk, "event", events.listing(desk.patient.id)[0].id, events.void)


def _void_dialog(
    desk: Desk, what: str, record_id: str, void: Callable[[str, str, str], object]
) -> Dialog:
    patient_id = desk.patient.id
    return VoidDialog(
        what,
        "Fell",
        lambda reason: void(patient_id, record_id, reason),
        hint="",
        drafts=desk.workspace.drafts,
        patient_id=patient_id,
        record_id=record_id,
        parent=None,
    )


def _own_rule(desk: Desk) -> Dialog:
    dialog = OwnRuleDialog("Numbers")
    dialog.keep_for(desk.workspace.drafts, desk.patient.id)
    return dialog


def _template(desk: Desk) -> Dialog:
    plan = desk.workspace.plans.current(desk.patient.id).plan
    return SaveTemplateDialog(desk.workspace, plan, desk.patient.id)


def _into(name: str, text: str) -> Type:
    """Type into the field of that name."""

    def type_it(desk: Desk, dialog: Dialog) -> None:
        part: object = dialog
        for step in name.split("."):
            part = getattr(part, step)
        part.edit.clear()
        desk.bot.keyClicks(part.edit, text)

    return type_it


CASES: dict[str, tuple[Make, Type]] = {
    "rating": (lambda d: RatingDialog(d.workspace, d.patient.id), _entry),
    "strike a rating": (_rating_strike, _into("reason", "Typed 8")),
    "strike an event": (_event_strike, _into("reason", "Other day")),
    "compare": (
        lambda d: CompareDialog(d.workspace, d.background, d.patient.id),
        _into("before", "3 Oct"),
    ),
    "event": (lambda d: EventDialog(d.workspace, d.patient.id), _event),
    "measure": (lambda d: MeasureDialog(d.workspace, d.patient.id), _measure),
    "diary": (lambda d: DiaryDialog(d.workspace, d.background, d.patient.id), _diary),
    "session": (lambda d: SessionDialog(d.workspace, d.background, d.patient.id), _session),
    "doubtful": (lambda d: DoubtfulDialog(d.workspace, d.patient.id), _doubtful),
    "form": (lambda d: FormDialog(d.workspace, d.background, d.patient.id), _form),
    "import": (lambda d: ImportDialog(d.workspace, d.background, d.patient.id), _import),
    "new patient": (lambda d: NewPatientDialog(d.workspace, d.background), _new_patient),
    "episode": (
        lambda d: EpisodeDialog(d.workspace, d.patient.id),
        _into("form.condition", "Sore knee"),
    ),
    "report": (lambda d: ReportDialog(d.workspace, d.background, d.patient.id), _report),
    "own rule": (_own_rule, _into("rule", "Stay under 90 degrees.")),
    "template": (_template, _into("name", "First weeks")),
}
