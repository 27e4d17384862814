"""Forms that stay on a screen: record, clinic, limits and the plan itself keep what is typed."""

import resource
from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.program import Program, ProgramItem
from clinic_app.services.plan_drafts import save_waiting
from clinic_app.ui.program import edits
from clinic_app.ui.program.editing import PlanEditing
from clinic_app.ui.record.record_tab import RecordTab
from clinic_app.ui.settings.clinic_card import ClinicCard
from clinic_app.ui.settings.limits_card import LimitsCard

from .conftest import Desk

Form = RecordTab | ClinicCard | LimitsCard


def _record(desk: Desk) -> RecordTab:
    made = RecordTab(desk.workspace, desk.background)
    made.show_patient(desk.patient.id)
    return made


# How it is made, what is typed, and what must stand there again.
FORMS: dict[str, tuple[Callable[[Desk], Form], Callable[[Form], object], Callable[[Form], str]]] = {
    "record": (
        _record,
        lambda f: (_type(f._form.given, "Marigolda"), _type(f._form.born, "31 Feb")),
        lambda f: f"{f._form.given.text()}, {f._form.born.text()}",
    ),
    "clinic": (
        lambda d: ClinicCard(d.workspace),
        lambda f: _type(f.phone, "555 0199"),
        lambda f: f.phone.text(),
    ),
    "limits": (
        lambda d: LimitsCard(d.workspace),
        lambda f: (
            f.verdict.rows["fall_points"].edit.setText("9x"),
            f.advice.rows["high_pain"].edit.setText("7"),
        ),
        lambda f: (
            f"{f.verdict.rows['fall_points'].edit.text()}, {f.advice.rows['high_pain'].edit.text()}"
        ),
    ),
}


def _type(field: object, text: str) -> None:
    field.edit.setText(text)
    field.edit.textEdited.emit(text)


@pytest.mark.parametrize("name", FORMS)
def test_what_is_typed_is_offered_after_a_crash(name: str, desk: Desk, qtbot: QtBot) -> None:
    make, type_it, told = FORMS[name]
    form = make(desk)
    qtbot.addWidget(form)
    before = told(form)
    type_it(form)
    typed = told(form)
    assert typed != before
    qtbot.waitUntil(lambda: len(desk.workspace.drafts.mine()) == (2 if name == "limits" else 1))
    form.keep_drafts()
    later = desk.crashed()
    again = make(later)
    qtbot.addWidget(again)
    assert told(again) == before
    for draft in (again._draft, *([again._advice_draft] if name == "limits" else [])):
        assert not draft.bar.isHidden()
        draft.bar.bring_back.click()
    assert told(again) == typed
    again.keep_drafts()
    later.workspace.close()


def test_what_is_saved_is_no_draft_any_more(desk: Desk, qtbot: QtBot) -> None:
    tab = _record(desk)
    qtbot.addWidget(tab)
    _type(tab._form.given, "Marigolda")
    tab.keep_drafts()
    assert tab.save()
    desk.workspace.drafts.flush()
    assert desk.workspace.drafts.mine() == []
    assert desk.workspace.patients.get(desk.patient.id).given == "Marigolda"


def test_a_record_changed_meanwhile_keeps_both_changes(desk: Desk, qtbot: QtBot) -> None:
    tab = _record(desk)
    qtbot.addWidget(tab)
    _type(tab._form.given, "Marigolda")
    _type(tab._form.born, "31 Feb")
    tab.keep_drafts()
    later = desk.crashed()
    theirs = later.workspace.patients.get(desk.patient.id)
    later.workspace.patients.update(theirs.changed(family="Sampleton"))
    again = _record(later)
    qtbot.addWidget(again)
    again._draft.bar.bring_back.click()
    _type(again._form.born, "4 Mar 1958")
    assert again.save()
    kept = later.workspace.patients.get(desk.patient.id)
    assert (kept.given, kept.family) == ("Marigolda", "Sampleton")
    later.workspace.close()


@contextmanager
def a_full_disk() -> Generator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def editing_of(desk: Desk) -> PlanEditing:
    saved = desk.workspace.programs.current(desk.patient.id)
    return PlanEditing(desk.workspace, desk.background, desk.patient, saved)


def one_more(desk: Desk, editing: PlanEditing) -> Program:
    item = ProgramItem.of(desk.workspace.library.exercise("clamshell"))
    program = Program((*editing.program.items, item))
    editing.apply(edits.take_over(program, "Added clamshell"))
    return program


def test_a_plan_the_disk_had_no_room_for_is_saved_after_the_next_unlock(desk: Desk) -> None:
    editing = editing_of(desk)
    wanted = one_more(desk, editing)
    with a_full_disk():
        assert not editing.flush()
        editing.keep_draft()
        desk.workspace.close()
    unsaved = desk.workspace.drafts.unsaved
    assert len(unsaved) == 1
    later = desk.crashed()
    later.workspace.drafts.unsaved = unsaved
    assert later.workspace.drafts.write_unsaved() == 0
    assert save_waiting(later.workspace) == 1
    assert later.workspace.programs.current(desk.patient.id).program == wanted
    later.workspace.drafts.flush()
    assert later.workspace.drafts.mine() == []
    later.workspace.close()


def test_a_plan_changed_meanwhile_is_shown_beside_the_other(desk: Desk) -> None:
    editing = editing_of(desk)
    wanted = one_more(desk, editing)
    editing.keep_draft()
    later = desk.crashed()
    theirs = later.workspace.programs.current(desk.patient.id)
    later.workspace.programs.save(
        desk.patient.id, Program(theirs.program.items[:1]), version=theirs.version
    )
    assert save_waiting(later.workspace) == 0
    again = editing_of(later)
    (draft,) = later.workspace.drafts.mine()
    again.bring_back(draft)
    assert again.is_conflict
    assert again.program == wanted
    again.keep_mine(again.theirs())
    assert again.flush()
    assert later.workspace.programs.current(desk.patient.id).program == wanted
    later.workspace.drafts.flush()
    assert later.workspace.drafts.mine() == []
    later.workspace.close()


def test_a_change_that_a_crash_cut_off_is_kept(desk: Desk, qtbot: QtBot) -> None:
    editing = editing_of(desk)
    wanted = one_more(desk, editing)
    qtbot.waitUntil(lambda: bool(desk.workspace.drafts.mine()))
    editing._saving._timer.stop()  # the crash comes before the plan is saved
    later = desk.crashed()
    assert save_waiting(later.workspace) == 1
    assert later.workspace.programs.current(desk.patient.id).program == wanted
    later.workspace.close()
