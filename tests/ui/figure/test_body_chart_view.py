"""The body chart under the finger and the keyboard."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from clinic_app.domain.exercise.look import Look
from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.domain.pain.charted_body import ChartedBody
from clinic_app.domain.pain.pain import PainMap
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.figure.body_chart import body_chart
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.figure.body_chart_view import BodyChartView
from clinic_app.ui.figure.latest_pain_map import LatestPainMap

Key = Qt.Key


@pytest.fixture(scope="module")
def chart() -> ChartedBody:
    return body_chart(Look())


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, chart: ChartedBody) -> BodyChartView:
    made = BodyChartView()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show_chart(chart)
    qtbot.shown(made)
    made.setFocus()
    return made


def _at(view: BodyChartView, region: str) -> QPoint:
    return view.middle_of(region).toPoint()


def test_a_touch_marks_and_a_second_one_takes_the_mark_away(
    qtbot: QtBot, view: BodyChartView
) -> None:
    for expected in (("knee-front-left",), ()):
        with qtbot.waitSignal(view.changed) as told:
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=_at(view, "knee-front-left"))
        assert told.args == [expected]


@pytest.mark.parametrize("region", [region.id for region in REGIONS])
def test_every_region_is_found_at_its_middle(view: BodyChartView, region: str) -> None:
    assert view.region_at(view.middle_of(region)) == region


def test_a_touch_far_from_the_body_marks_nothing(qtbot: QtBot, view: BodyChartView) -> None:
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(450, 350))
    assert view.marks == ()
    assert view.region_at(QPointF(2, 2)) == ""


def test_marks_come_in_the_order_of_the_regions(view: BodyChartView) -> None:
    for region in ("heel-left", "face", "low-back"):
        view.toggle(region)
    assert view.marks == ("face", "low-back", "heel-left")


def test_arrows_go_to_the_region_that_lies_there(qtbot: QtBot, view: BodyChartView) -> None:
    qtbot.keyClick(view, Key.Key_Down)
    assert view.accessibleName() == "Face and jaw"
    for key, name in (
        (Key.Key_Down, "Front of the neck"),
        (Key.Key_Down, "Chest"),
        (Key.Key_Down, "Belly"),
        (Key.Key_Right, "Front of the left elbow"),
    ):
        qtbot.keyClick(view, key)
        assert view.accessibleName() == name


def test_space_marks_and_a_screen_reader_is_told(qtbot: QtBot, view: BodyChartView) -> None:
    qtbot.keyClick(view, Key.Key_Tab)
    qtbot.keyClick(view, Key.Key_Space)
    assert view.accessibleName() == "Face and jaw, marked"
    assert view.accessibleDescription() == "Face and jaw"


def test_tab_goes_through_every_region_and_then_on(view: BodyChartView) -> None:
    named: list[str] = []
    for _ in REGIONS:
        assert view.focusNextPrevChild(True)
        named.append(view.accessibleName())
    assert len(set(named)) == len(REGIONS)
    view.focusNextPrevChild(True)
    assert view.accessibleName() == "Body chart"


def test_every_region_can_be_reached_by_arrows(qtbot: QtBot, view: BodyChartView) -> None:
    names = {view.name_of(region.id): region.id for region in REGIONS}
    qtbot.keyClick(view, Key.Key_Down)
    reached, to_visit = {"face"}, ["face"]
    while to_visit:
        here = to_visit.pop()
        for key in (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down):
            view._go(here)  # pyright: ignore[reportPrivateUsage]  # a walk through all places
            qtbot.keyClick(view, key)
            there = names[view.accessibleName()]
            if there not in reached:
                reached.add(there)
                to_visit.append(there)
    assert reached == {region.id for region in REGIONS}


def test_names_follow_the_language(view: BodyChartView) -> None:
    view.set_language("es")
    view.set_marks(["low-back"])
    assert view.accessibleDescription() == "Parte baja de la espalda"


def test_marks_and_pointing_are_painted(view: BodyChartView) -> None:
    before = view.grab().toImage()
    view.set_marks(["low-back"])
    assert view.grab().toImage() != before


def test_read_only_marks_cannot_be_changed(qtbot: QtBot, theme: Theme, chart: ChartedBody) -> None:
    made = BodyChartView(is_read_only=True)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_chart(chart)
    made.set_marks(["chest"])
    qtbot.shown(made)
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=_at(made, "low-back"))
    assert made.marks == ("chest",)


def test_the_latest_chart_of_a_patient_is_shown_with_its_date(
    qtbot: QtBot, workspace: Workspace, background: Background, marigold: Patient
) -> None:
    made = LatestPainMap(workspace, background)
    qtbot.addWidget(made.widget)
    made.show_patient(marigold.id)
    assert not made.widget.isVisible()
    at = workspace.now()
    for regions in (("chest",), ("low-back", "groin-left")):
        workspace.pain_maps.add(PainMap(new_id(), marigold.id, at, regions))
    made.show_patient(marigold.id)
    assert made.widget.isVisible()
    assert set(made.chart.marks) in ({"chest"}, {"low-back", "groin-left"})
    qtbot.waitUntil(lambda: made.chart._chart is not None)  # pyright: ignore[reportPrivateUsage]  # it is drawn
