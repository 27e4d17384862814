"""The big picture: live while a setting moves, moving when asked to, and still again when left."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from clinic_app.catalog.catalog import Catalog
from clinic_app.colours import DARK
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.services.exercises.figures import COARSE, FINE
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.figure.figure_view import FigureRequest, FigureView
from clinic_app.ui.figure.pictures import Pictures
from clinic_app.ui.figure.timing import Timing

from .conftest import Pencil

QUICK = Timing(0.6, 0.1, 0.4)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> FigureView:
    made = FigureView()
    qtbot.addWidget(made)
    made.resize(448, 270)
    made.show()
    return made


def hinge(drawable: Catalog, depth: float, timing: Timing = QUICK) -> FigureRequest:
    exercise = drawable.exercise("hip-hinge")
    return FigureRequest(
        exercise, Rung(exercise.id, {"depth_deg": depth}), timing, end=f"To {depth:g}°"
    )


def colour_of(view: FigureView) -> str:
    return view.panels[0].shapes[0].fill if view.panels else ""


def test_a_quick_picture_first_and_the_fine_one_at_rest(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    pencil.waits_for = FINE
    pencil.gate.clear()
    view.show_figure(pictures, hinge(drawable, 45))
    assert view.panels == ()
    qtbot.waitUntil(lambda: colour_of(view) == "#1B683A")
    pencil.gate.set()
    qtbot.waitUntil(lambda: colour_of(view) == "#BE3320")
    assert [detail for *_, detail in pencil.drawn] == [COARSE, FINE]
    assert view.accessibleDescription() == "Picture 1 of 2 Picture 2 of 2"


def test_while_a_slider_moves_the_newest_value_wins(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    pencil.gate.clear()
    for depth in range(20, 65, 5):
        view.show_figure(pictures, hinge(drawable, depth))
    pencil.gate.set()
    qtbot.waitUntil(lambda: colour_of(view) == "#BE3320")
    coarse = [settings["depth_deg"] for settings in pencil.details(COARSE)]
    assert coarse == [20, 60], "the one in flight and the newest, none between"
    assert [settings["depth_deg"] for settings in pencil.details(FINE)] == [60]
    assert view.panels[1].shapes[0].numbers[2] == pytest.approx(40)


def test_a_picture_in_memory_is_shown_at_once(
    view: FigureView, pictures: Pictures, drawable: Catalog, qtbot: QtBot
) -> None:
    pictures.figures.panels(Rung("hip-hinge", {"depth_deg": 30}), pictures.look)
    view.show_figure(pictures, hinge(drawable, 30))
    assert colour_of(view) == "#BE3320"
    assert view.accessibleDescription() == "Picture 1 of 2 Picture 2 of 2"


def test_what_cannot_be_drawn_shows_no_picture_rather_than_a_wrong_one(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    ready(view, pictures, hinge(drawable, 30), qtbot)
    pencil.broken = True
    with capture_exceptions() as errors:
        view.show_figure(pictures, hinge(drawable, 60))
        qtbot.waitUntil(lambda: view.panels == ())
        qtbot.waitUntil(lambda: not view.live.is_waiting)
    assert {str(error) for _, error, _ in errors} == {"the pencil broke"}


def test_another_exercise_never_shows_the_picture_before(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    view.show_figure(pictures, hinge(drawable, 45))
    qtbot.waitUntil(lambda: colour_of(view) == "#BE3320")
    pencil.gate.clear()
    bridge = drawable.exercise("bridge")
    view.show_figure(pictures, FigureRequest(bridge, Rung("bridge"), QUICK))
    assert view.panels == ()
    assert not view.play_button.isVisible()


def test_another_look_is_drawn(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    view.show_figure(pictures, hinge(drawable, 45))
    qtbot.waitUntil(lambda: colour_of(view) == "#BE3320")
    pictures.set_look(LOOKS["man-dark"])
    view.show_figure(pictures, hinge(drawable, 45))
    qtbot.waitUntil(lambda: (pencil.drawn[-1][2:]) == (LOOKS["man-dark"], FINE))


def ready(view: FigureView, pictures: Pictures, shown: FigureRequest, qtbot: QtBot) -> None:
    view.show_figure(pictures, shown)
    qtbot.waitUntil(lambda: colour_of(view) == "#BE3320")


def dark_pixels(view: FigureView, *, right_half: bool) -> int:
    """How much of a half above the poses is as dark as the discs of numbers."""
    image = view.grab().toImage()
    half = image.width() // 2
    columns = range(half, view.play_button.x()) if right_half else range(half)
    points = ((x, y) for x in columns for y in range(6, 40))
    return sum(image.pixelColor(x, y).lightness() < 60 for x, y in points)


def test_a_pose_carries_the_numbers_of_all_its_steps(
    view: FigureView, pictures: Pictures, drawable: Catalog, qtbot: QtBot
) -> None:
    ready(view, pictures, hinge(drawable, 45), qtbot)
    assert [panel.shows for panel in view.panels] == [(1, 4), (2, 3)]
    two = dark_pixels(view, right_half=False)
    view._panels = tuple(replace(panel, shows=()) for panel in view.panels)
    one = dark_pixels(view, right_half=False)
    assert two - one > 150, "a second disc"


def test_nothing_moves_before_somebody_asks(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    ready(view, pictures, hinge(drawable, 45), qtbot)
    qtbot.settle()
    assert view.playing.frame is None
    assert not [d for d in pencil.drawn if d[3].startswith("motion")]


def test_the_movement_goes_there_and_back_in_its_time(
    view: FigureView, pictures: Pictures, drawable: Catalog, qtbot: QtBot
) -> None:
    shown = hinge(drawable, 45, Timing(1.0, 0.1, 1.0))
    ready(view, pictures, shown, qtbot)
    now = [0.0]
    view.playing._clock = lambda: now[0]
    seen: list[float] = []

    def note() -> None:
        if view.playing.frame is not None:
            seen.append(view.playing.frame.shapes[0].numbers[2] / 60)

    view.playing.frame_changed.connect(note)
    view.play_button.click()
    assert view.playing.is_on
    qtbot.waitUntil(lambda: len(view.playing._frames) == shown.timing.frames)
    seen.clear()
    for tick in range(round(shown.timing.total_s * 40) - 20):  # half a second before the next
        now[0] = tick / 40
        view.playing._tick()
    out = seen[: seen.index(max(seen)) + 1]
    assert max(seen) == pytest.approx(1)
    assert seen[-1] == pytest.approx(0, abs=0.15)
    assert out == sorted(out)
    assert len(set(seen)) >= 24, f"{len(set(seen))} distinct frames in a second of way"
    view.play_button.click()
    assert view.playing.frame is None
    assert not view.playing.is_on


def test_the_movement_stops_when_hidden(
    view: FigureView, pictures: Pictures, drawable: Catalog, qtbot: QtBot
) -> None:
    ready(view, pictures, hinge(drawable, 45), qtbot)
    view.play_or_stop()
    qtbot.waitUntil(lambda: view.playing.frame is not None)
    view.hide()
    assert view.playing.frame is None
    assert not view.playing.is_on


def test_with_reduced_motion_a_key_shows_one_pose_alone(
    view: FigureView, pictures: Pictures, drawable: Catalog, pencil: Pencil, qtbot: QtBot
) -> None:
    pictures.is_motion_reduced = lambda: True
    ready(view, pictures, hinge(drawable, 90), qtbot)
    both = view.grab().toImage()
    views = []
    for _ in range(3):
        view.play_or_stop()
        views.append(view.grab().toImage())
    start, end, again = views
    middle = start.width() // 2
    assert start.pixelColor(middle, 150) != QColor("#BE3320")
    assert end.pixelColor(middle, 150) == QColor("#BE3320")
    assert again == both
    assert not [d for d in pencil.drawn if d[3].startswith("motion")]


def test_the_paper_stays_light_in_the_dark(
    view: FigureView, pictures: Pictures, drawable: Catalog, theme: Theme, qtbot: QtBot
) -> None:
    theme.apply(True)
    ready(view, pictures, hinge(drawable, 45), qtbot)
    assert view.grab().toImage().pixelColor(224, 60) == QColor(DARK.picture_paper)
    theme.apply(False)
