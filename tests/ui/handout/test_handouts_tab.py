"""The Handouts tab: what is seen, printed, saved and kept."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import hands
import pytest
from dialog_answers import Answers, Give
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper, Patient
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.workspace import Workspace
from clinic_app.ui.handout.handouts_tab import HandoutsTab

Drawn = Callable[[], None]


def words(tab: HandoutsTab) -> str:
    """Every label and button that can be read now."""
    labels = [w.text() for w in tab.findChildren(QLabel) if w.isVisible()]
    return "\n".join(labels + [w.text() for w in tab.findChildren(QPushButton) if w.isVisible()])


def issued(workspace: Workspace, patient: Patient) -> list[IssuedHandout]:
    return workspace.handouts.issued(patient.id)


def test_the_plan_shows_as_pages_with_its_checks(
    tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge", "bridge")
    tab.show_patient(marigold.id)
    assert not tab.options.print_button.isEnabled()  # the pages are drawn in a thread, later
    drawn()
    assert tab.middle.view.accessibleDescription() == "2 pages"
    assert "min a day" in words(tab)
    assert "Print 2 pages" in words(tab)
    assert tab.middle.view.widget().images[0].width() == pytest.approx(
        tab.middle.view.width_px(), abs=10
    )


def test_drawing_is_said_until_the_pages_come(
    tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    assert tab.middle.view.widget().drawing
    assert not tab.options.save_button.isEnabled()
    drawn()
    assert not tab.middle.view.widget().drawing


def test_an_empty_plan_leads_to_the_plan(qtbot: QtBot, tab: HandoutsTab, otto: Patient) -> None:
    tab.show_patient(otto.id)
    assert "Nothing to print yet" in words(tab)
    go = next(b for b in tab.findChildren(QPushButton) if b.text() == "Go to the plan")
    with qtbot.waitSignal(tab.plan_requested):
        qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    tab.print_now(tab)  # nothing happens, and nothing breaks
    assert not tab.options.print_button.isEnabled()


def test_what_cannot_be_printed_is_said_in_place(
    qtbot: QtBot, tab: HandoutsTab, workspace: Workspace, give: Give, answers: Answers
) -> None:
    rare = workspace.patients.add(Patient(new_id(), "\U00012000", "Sample"))  # a cuneiform sign
    give(rare, "hip-hinge")
    tab.show_patient(rare.id)
    qtbot.waitUntil(tab.middle.error.isVisible)
    assert "U+12000" in tab.middle.error.accessibleName()
    assert "Traceback" not in words(tab)
    tab.print_now(tab)
    assert answers.printers == []
    assert issued(workspace, rare) == []


def test_print_asks_then_issues_then_paints_every_page(
    qtbot: QtBot,
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge", "bridge")
    tab.show_patient(marigold.id)
    drawn()
    tab.print_now(tab)
    (kept,) = issued(workspace, marigold)
    qtbot.waitUntil(lambda: "Sent to the printer." in words(tab))
    paper = PdfReader(answers.paper_out)
    assert len(paper.pages) == kept.pages == 2
    assert float(paper.pages[0].mediabox.width) == pytest.approx(612, abs=2)
    assert answers.printers[0].docName() == "Handrail handout"
    assert "Marigold" not in repr(paper.metadata)
    assert "Printed before" in words(tab)


def test_a_cancelled_dialog_issues_nothing(
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    answers.agrees, answers.path = False, ""
    tab.print_now(tab)
    tab.save()
    assert len(answers.printers) == 1
    assert issued(workspace, marigold) == []


def test_the_diary_form_is_written_and_can_be_read_back(
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    tab.options.form_button.click()
    assert "Saved." in words(tab)
    form = Path(answers.path).read_bytes()
    fields = PdfReader(BytesIO(form)).get_fields() or {}
    assert len(fields) == 1 + 14 * 3  # its id, and a box and two ratings a day
    with pytest.raises(UserError, match="empty"):  # known to this clinic, and nothing is in it
        workspace.forms.read(marigold.id, form)
    assert issued(workspace, marigold) == []


def test_ctrl_p_pressed_twice_at_once_prints_when_the_pages_are_there(
    qtbot: QtBot, tab: HandoutsTab, workspace: Workspace, marigold: Patient, give: Give
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    tab.print_now(tab)
    qtbot.waitUntil(lambda: "Sent to the printer." in words(tab))
    assert len(issued(workspace, marigold)) == 1


def test_a_printer_that_refuses_is_said_and_the_handout_is_kept(
    qtbot: QtBot,
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    answers.paper_out = answers.paper_out / "no such folder" / "out.pdf"
    tab.print_now(tab)
    qtbot.waitUntil(tab.middle.error.isVisible)
    assert "printer" in tab.middle.error.accessibleName()
    assert len(issued(workspace, marigold)) == 1


def test_saving_writes_the_bytes_that_are_kept(
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    tab.save()
    (kept,) = issued(workspace, marigold)
    assert Path(answers.path).read_bytes() == workspace.handouts.pdf(kept.id)
    beside = [f.name for f in Path(answers.path).parent.iterdir() if f.is_file()]
    assert beside == ["saved.pdf"]


def test_a_place_that_refuses_is_said_before_anything_is_issued(
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
    tmp_path: Path,
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    answers.path = str(tmp_path / "no such folder" / "out.pdf")
    tab.save()
    assert "cannot be written" in words(tab)
    assert issued(workspace, marigold) == []


def test_an_old_handout_shows_and_prints_as_it_was(
    qtbot: QtBot,
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    drawn: Drawn,
    answers: Answers,
) -> None:
    give(marigold, "hip-hinge")
    old = workspace.handouts.issue(marigold.id, workspace.handouts.usual_options(marigold))
    give(marigold, "bridge", "clamshell", "bird-dog")
    tab.show_patient(marigold.id)
    drawn()
    hands.keyClick(tab.left.printed, Qt.Key.Key_Down)
    hands.keyClick(tab.left.printed, Qt.Key.Key_Return)
    drawn()
    assert "Printed on" in words(tab)
    assert "Print again" in words(tab)
    tab.save()
    text = PdfReader(BytesIO(Path(answers.path).read_bytes())).pages[0].extract_text()
    hinge, clamshell = (
        workspace.library.exercise(e).words["en"] for e in ("hip-hinge", "clamshell")
    )
    assert (hinge.patient_name or hinge.name) in text
    assert (clamshell.patient_name or clamshell.name) not in text
    tab.print_now(tab)
    qtbot.waitUntil(answers.paper_out.exists)
    assert [h.id for h in issued(workspace, marigold)] == [old.id]  # no second copy is kept
    tab.show_plan()
    drawn()
    assert "Printed on" not in words(tab)


def test_reprint_takes_the_newest(
    qtbot: QtBot,
    tab: HandoutsTab,
    workspace: Workspace,
    marigold: Patient,
    give: Give,
    answers: Answers,
) -> None:
    tab.show_patient(marigold.id)
    tab.reprint_last(tab)
    assert "Nothing was printed for this patient yet." in words(tab)
    give(marigold, "hip-hinge")
    options = workspace.handouts.usual_options(marigold)
    first = workspace.handouts.issue(marigold.id, options)
    give(marigold, "hip-hinge", "bridge", "bird-dog", "clamshell", "dead-bug")
    newest = workspace.handouts.issue(marigold.id, options)
    assert newest.pages > first.pages
    tab.reprint_last(tab)
    qtbot.waitUntil(lambda: "Sent to the printer." in words(tab))
    assert len(PdfReader(answers.paper_out).pages) == newest.pages


def test_options_change_the_pages(
    qtbot: QtBot, tab: HandoutsTab, marigold: Patient, otto: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    assert "not yet reviewed by a native clinician" not in words(tab)
    spanish = next(
        b
        for b in tab.options.findChildren(QAbstractButton)
        if b.accessibleName() == "Language: Spanish"
    )
    qtbot.mouseClick(spanish, Qt.MouseButton.LeftButton)
    drawn()
    assert "not yet reviewed by a native clinician" in words(tab)
    assert tab.options.options.language == "es"
    a4 = next(
        b for b in tab.options.findChildren(QAbstractButton) if b.accessibleName() == "Paper: A4"
    )
    qtbot.mouseClick(a4, Qt.MouseButton.LeftButton)
    drawn()
    page = tab.middle.view.widget().images[0]
    assert tab.options.options.paper is Paper.A4
    assert page.height() / page.width() == pytest.approx(297 / 210, abs=0.01)
    tab.show_patient(marigold.id)
    assert tab.options.options.language == "es"  # the choice is kept for this patient
    tab.show_patient(otto.id)
    assert tab.options.options.language == "en"


def test_a_changed_plan_is_drawn_anew(
    qtbot: QtBot, tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    give(marigold, "hip-hinge", "bridge", "bird-dog", "clamshell", "dead-bug")
    assert not tab.options.print_button.isEnabled()
    drawn()
    assert "5, best up to 4" in words(tab)


def test_the_keys_zoom(
    qtbot: QtBot, tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    drawn()
    fit = tab.middle.view.width_px()
    hands.ready(tab)
    tab.middle.view.setFocus()
    hands.keyClick(tab.middle.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.middle.view.widget().images[0].width() > fit * 1.2)
    hands.keyClick(tab.middle.view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert tab.middle.view.width_px() == fit


def test_pages_drawn_for_another_width_are_drawn_anew(
    qtbot: QtBot, tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.show_patient(marigold.id)
    tab.resize(1000, 700)  # while the first pages are still being drawn
    drawn()

    def is_sharp() -> bool:
        off = tab.middle.view.widget().images[0].width() - tab.middle.view.width_px()
        return abs(off) < 12

    qtbot.waitUntil(is_sharp)


def test_nothing_is_drawn_for_a_tab_nobody_sees(
    tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge")
    tab.hide()
    tab.show_patient(marigold.id)
    assert not tab.middle.view.widget().drawing
    tab.show()
    assert tab.middle.view.widget().drawing
    drawn()


def test_the_layout_chosen_is_the_layout_shown(
    tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "hip-hinge", "bridge")
    tab.show_patient(marigold.id)
    drawn()
    box = tab.options.findChild(QComboBox)
    assert box.accessibleName() == "Layout"
    pages: dict[str, str] = {}
    for index in range(box.count()):
        box.setCurrentIndex(index)
        box.activated.emit(index)
        drawn()
        pages[box.itemData(index)] = tab.middle.view.accessibleDescription()
        diary = next(b for b in tab.findChildren(QCheckBox) if b.text().startswith("Diary"))
        assert diary.isEnabled() == (box.itemData(index) in ("standard", "large-print"))
    assert pages["one-page"] == pages["diary"] == "1 page"
    assert pages["standard"] != pages["large-print"]


def test_the_copy_for_the_chart_doubles_the_pages(
    qtbot: QtBot, tab: HandoutsTab, marigold: Patient, give: Give, drawn: Drawn
) -> None:
    give(marigold, "bridge")
    tab.show_patient(marigold.id)
    drawn()
    before = int(tab.middle.view.accessibleDescription().split()[0])
    copy = next(b for b in tab.findChildren(QCheckBox) if b.text() == "Copy for the chart")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    drawn()
    assert tab.options.options.mirror
    assert tab.middle.view.accessibleDescription() == f"{2 * before} pages"
