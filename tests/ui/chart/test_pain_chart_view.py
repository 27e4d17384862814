"""The chart shows what the description says: gaps open, range fixed, every rating reachable."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import hands
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, PainChart, Span, describe
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.ui.chart.pain_chart_view import PainChartView
from clinic_app.ui.common.theme import Theme

_FIRST = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def _chart(
    scores: Mapping[int, int],
    *,
    series: Series = Series.AVERAGE,
    flags: tuple[tuple[int, str], ...] = (),
    context: str = "",
) -> PainChart:
    entries = [
        PainRating(f"{day}", "p", series, score, _FIRST + timedelta(days=day), context)
        for day, score in scores.items()
    ]
    named = [ChartAnnotation((_FIRST + timedelta(days=day)).date(), text) for day, text in flags]
    last = max(scores, default=13)
    today = (_FIRST + timedelta(days=last)).date()
    return describe(entries, named, span=Span.ALL, today=today)


def _weekly_chart() -> PainChart:
    """Three weeks of fives; the first and the last with a session a day, the middle not known."""
    days = [n for n in range(21) if not 7 <= n < 14]
    logs = [
        ExerciseLog(str(n), "p", (_FIRST + timedelta(days=n)).date(), "bridge", "", 1, 1)
        for n in days
    ]
    entries = [
        PainRating(str(n), "p", Series.AVERAGE, 5, _FIRST + timedelta(days=n)) for n in range(21)
    ]
    today = (_FIRST + timedelta(days=20)).date()
    return describe(entries, [], span=Span.ALL, today=today, logs=logs)


def _flag_of(view: PainChartView) -> ChartAnnotation:
    frame = view.plot.frame
    assert frame is not None
    return frame.chart.flags[0]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PainChartView:
    made = PainChartView()
    qtbot.addWidget(made)
    made.resize(900, 480)
    made.show_chart(_chart({}))
    qtbot.shown(made)
    qtbot.waitUntil(lambda: made.plot.width() == 900)
    return made


def _plotted(view: PainChartView, series: Series) -> list[float]:
    return [float(y) for y in view.plot.tracks[series].ys]


def _shows(view: PainChartView, days: float, score: float, colour: str) -> bool:
    """Whether a line of a colour, softened at its edges, is at a place."""
    frame = view.plot.frame
    assert frame is not None
    image, wanted = view.plot.viewport().grab().toImage(), QColor(colour)
    x, middle = round(frame.x(days)), round(frame.y(score))
    found = (image.pixelColor(x, middle + n) for n in (-1, 0, 1))
    return any(
        abs(c.red() - wanted.red())
        + abs(c.green() - wanted.green())
        + abs(c.blue() - wanted.blue())
        < 100
        for c in found
    )


def test_a_day_without_a_rating_breaks_the_line_and_is_never_zero(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5, 3: 4, 4: 3}))
    ys = _plotted(view, Series.AVERAGE)
    assert ys[:2] == [6, 5]
    assert math.isnan(ys[2])
    assert ys[3:] == [4, 3]


def test_a_run_is_joined_and_a_gap_is_left_open(view: PainChartView, theme: Theme) -> None:
    view.show_chart(_chart({0: 7, 1: 7, 3: 7}))
    first = float(view.plot.tracks[Series.AVERAGE].xs[0])
    assert _shows(view, first + 0.5, 7, theme.tokens.average)
    assert not _shows(view, first + 2, 7, theme.tokens.average)


def test_ratings_at_visits_have_hollow_marks_and_no_line(view: PainChartView, theme: Theme) -> None:
    view.show_chart(_chart({0: 7, 1: 7}, series=Series.NOW))
    first = float(view.plot.tracks[Series.NOW].xs[0])
    assert not _shows(view, first, 7, theme.tokens.now)
    assert not _shows(view, first + 0.5, 7, theme.tokens.now)


def test_each_series_has_its_own_colour(view: PainChartView, theme: Theme) -> None:
    names = {Series.AVERAGE: "average", Series.WORST: "worst", Series.LEAST: "least"}
    for series, name in names.items():
        view.show_chart(_chart({0: 7, 1: 7}, series=series))
        first = float(view.plot.tracks[series].xs[0])
        shown = {n for n in names.values() if _shows(view, first + 0.5, 7, theme.tokens[n])}
        assert shown == {name}


def test_the_scale_is_always_0_to_10_with_10_on_top(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 1: 3}))
    frame = view.plot.frame
    assert frame is not None
    assert (frame.y(10), frame.y(0)) == (frame.plot.top(), frame.plot.bottom())
    assert frame.y(10) < frame.y(0)


def test_pixels_of_the_frame_are_those_of_the_plot(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 1: 7, 20: 5}))
    frame = view.plot.frame
    assert frame is not None
    item = view.plot.tracks[Series.AVERAGE]
    xs, ys = item.line.getData()
    place = item.line.mapToScene(QPointF(xs[1], ys[1]))
    assert place.x() == pytest.approx(frame.x(float(item.xs[1])), abs=0.01)
    assert place.y() == pytest.approx(frame.y(7), abs=0.01)


def _wheel(view: PainChartView, modifiers: Qt.KeyboardModifier, delta: int = 120) -> QWheelEvent:
    made = QWheelEvent(
        QPointF(300, 200),
        QPointF(300, 200),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.plot.viewport(), made)
    return made


def test_the_wheel_alone_is_left_to_the_page(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 60: 7}))
    before = view.plot.shown
    assert not _wheel(view, Qt.KeyboardModifier.NoModifier).isAccepted()
    assert view.plot.shown == before


def test_ctrl_and_the_wheel_zoom_time_around_the_mouse_and_never_the_scale(
    view: PainChartView,
) -> None:
    view.show_chart(_chart({0: 3, 60: 7}))
    frame = view.plot.frame
    assert frame is not None
    under, scale = frame.days(300), (frame.y(10), frame.y(0))
    assert _wheel(view, Qt.KeyboardModifier.ControlModifier).isAccepted()
    assert view.plot.shown.days == pytest.approx(61 / 1.4)
    assert view.plot.frame is not None
    assert view.plot.frame.days(300) == pytest.approx(under)
    assert (view.plot.frame.y(10), view.plot.frame.y(0)) == pytest.approx(scale)
    for _ in range(9):
        _wheel(view, Qt.KeyboardModifier.ControlModifier, -120)
    assert view.plot.shown.days == 61


def test_keys_zoom_move_and_show_all_again(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 60: 7}))
    for _ in range(3):
        hands.keyClick(view.plot, Qt.Key.Key_Plus)
    near = view.plot.shown
    assert near.days == pytest.approx(61 / 1.4**3)
    hands.keyClick(view.plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.plot.shown.first == pytest.approx(near.first + near.days / 8)
    hands.keyClick(view.plot, Qt.Key.Key_PageUp)
    assert view.plot.shown.first == near.whole_first  # never before the data
    hands.keyClick(view.plot, Qt.Key.Key_PageDown)
    assert view.plot.shown.first == pytest.approx(near.whole_first + near.days)
    hands.keyClick(view.plot, Qt.Key.Key_Minus)
    assert view.plot.shown.days == pytest.approx(61 / 1.4**2)
    hands.keyClick(view.plot, Qt.Key.Key_0)
    assert (view.plot.shown.first, view.plot.shown.days) == (near.whole_first, 61)


def test_dragging_moves_the_days_under_the_mouse(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 60: 7}))
    hands.keyClick(view.plot, Qt.Key.Key_Plus)
    frame, before = view.plot.frame, view.plot.shown
    assert frame is not None
    port, held = view.plot.viewport(), frame.days(400)
    hands.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(400, 200))
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(440, 200),
        QPointF(440, 200),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, moved)
    hands.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(440, 200))
    assert view.plot.frame is not None
    assert view.plot.frame.days(440) == pytest.approx(held)
    assert view.plot.shown.days == before.days


def test_a_strip_never_zooms(theme: Theme, qtbot: QtBot) -> None:
    strip = PainChartView(small=True)
    qtbot.addWidget(strip)
    strip.resize(600, 120)
    strip.show_chart(_chart({0: 3, 60: 7}))
    qtbot.shown(strip)
    hands.keyClick(strip.plot, Qt.Key.Key_Plus)
    assert not _wheel(strip, Qt.KeyboardModifier.ControlModifier).isAccepted()
    assert strip.plot.shown.days == 61


def test_the_cursor_brings_what_it_reaches_into_sight(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 60: 7}))
    for _ in range(5):
        hands.keyClick(view.plot, Qt.Key.Key_Plus)
    hands.keyClick(view.plot, Qt.Key.Key_End)
    stop, frame = view.plot.stop, view.plot.frame
    assert stop is not None
    assert frame is not None
    assert stop.title == "7 of 10"
    assert frame.sees(stop.x)


def test_down_and_up_change_between_ratings_means_and_weeks(view: PainChartView) -> None:
    view.show_chart(_weekly_chart())
    seen: list[str] = []
    view.stop_changed.connect(lambda stop: seen.append(stop.title if stop else ""))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        hands.keyClick(view.plot, key)
    assert seen[:5] == [
        "5 of 10",
        "Mean 5.0 of 10",
        "Mean 5.0 of 10",
        "Sessions not known",
        "Mean 5.0 of 10",
    ]


def test_the_mouse_reads_weeks_and_means(view: PainChartView) -> None:
    view.show_chart(_weekly_chart())
    frame = view.plot.frame
    assert frame is not None
    bar = frame.week_box(frame.chart.weeks[1]).center().toPoint()
    hands.mouseMove(view.plot.viewport(), bar)
    assert view.plot.stop is not None
    assert view.plot.stop.title == "Sessions not known"
    view.plot.show_days(view.plot.shown.zoomed(3, around=view.plot.shown.first))
    assert view.plot.frame is not None
    window, frame = view.plot.frame.chart.windows[0], view.plot.frame
    place = QPointF(frame.x(window.x_first + 3), frame.y(5)).toPoint()  # between two ratings
    hands.mouseMove(view.plot.viewport(), place)
    assert view.plot.stop is not None


def test_a_press_and_enter_on_a_flag_tell_what_stands_there(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 9: 5}, flags=((3, "Plan started"), (3, "Bridge added"))))
    told: list[list[str]] = []
    view.flag_opened.connect(lambda flags, _: told.append([flag.text for flag in flags]))
    frame = view.plot.frame
    assert frame is not None
    place = frame.labels[0].box.center().toPoint()
    hands.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.keyClick(view.plot, Qt.Key.Key_Home)
    hands.keyClick(view.plot, Qt.Key.Key_Return)
    hands.keyClick(view.plot, Qt.Key.Key_Right)
    hands.keyClick(view.plot, Qt.Key.Key_Return)
    assert len(told) == 2
    assert all("Bridge added" in flags for flags in told)


def test_going_to_a_flag_puts_the_cursor_on_it_and_shows_it(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 200: 5}, flags=((190, "Plan started"),)))
    for _ in range(6):
        hands.keyClick(view.plot, Qt.Key.Key_Plus)
    flag = _flag_of(view)
    view.plot.show_days(view.plot.shown.moved(-500))
    view.plot.go_to_flag(flag)
    assert view.plot.stop is not None
    assert view.plot.stop.what == flag
    assert view.plot.frame is not None
    assert view.plot.frame.sees(flag.x)


def test_left_and_right_walk_from_rating_to_rating(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5, 3: 4}, flags=((1, "Plan started"),)))
    seen: list[str] = []
    view.stop_changed.connect(lambda stop: seen.append(stop.title if stop else "away"))
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left)
    for key in (*keys, Qt.Key.Key_Escape):
        hands.keyClick(view.plot, key)
    assert seen == ["6 of 10", "Plan started", "5 of 10", "4 of 10", "5 of 10", "away"]


def test_the_mouse_finds_the_nearest_rating_and_loses_it_again(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 4: 2}))
    frame = view.plot.frame
    assert frame is not None
    x = float(view.plot.tracks[Series.AVERAGE].xs[0])
    near = QPoint(round(frame.x(x)) + 6, round(frame.y(6)) - 5)
    hands.mouseMove(view.plot.viewport(), near)
    assert view.plot.stop is not None
    assert view.plot.stop.title == "6 of 10"
    hands.mouseMove(view.plot.viewport(), QPoint(round(frame.x(x)) + 200, round(frame.y(9))))
    assert view.plot.stop is None


def test_pointing_at_a_flag_shows_all_of_its_words(view: PainChartView) -> None:
    text = "Hip hinge, hands on hips: depth 30 to 45 degrees and 4 more, kept at the wall"
    view.show_chart(_chart({0: 6, 9: 5}, flags=((8, text),)))
    frame = view.plot.frame
    assert frame is not None
    hands.mouseMove(view.plot.viewport(), frame.labels[0].box.center().toPoint())
    assert view.plot.stop is not None
    assert view.plot.stop.title == text


@pytest.mark.parametrize("text", ["Bridge added", "Hip hinge: " + "depth, " * 30])
def test_all_of_a_flags_words_or_badge_can_be_pointed_at(view: PainChartView, text: str) -> None:
    view.show_chart(_chart({0: 6, 9: 5}, flags=((4, text),)))
    frame = view.plot.frame
    assert frame is not None
    (label,) = frame.labels
    assert label.box.width() > 10
    for x in (label.box.left() + 1, label.box.center().x(), label.box.right() - 1):
        hands.mouseMove(view.plot.viewport(), QPoint(5, 5))
        hands.mouseMove(view.plot.viewport(), QPointF(x, label.box.center().y()).toPoint())
        assert view.plot.stop is not None
        assert view.plot.stop.title == text


def test_a_new_theme_recolours_the_lines(view: PainChartView, theme: Theme) -> None:
    view.show_chart(_chart({0: 7, 1: 7}))
    theme.apply(True)
    first = float(view.plot.tracks[Series.AVERAGE].xs[0])
    assert _shows(view, first + 0.5, 7, theme.tokens.average)
    theme.apply(False)


def test_it_speaks_a_summary_and_shows_markup_as_typed(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5}, context="<b>bold</b> & <img src=x>"))
    assert view.accessibleDescription().startswith("Pain from Tue 1 Sep 2026")
    hands.keyClick(view.plot, Qt.Key.Key_Home)
    assert view.plot.stop is not None
    assert view.plot.stop.lines[-1] == "<b>bold</b> & <img src=x>"
    assert not view.grab().isNull()


def test_over_years_the_means_lead_and_single_days_are_thin(
    view: PainChartView, theme: Theme
) -> None:
    scores = {day: 5 + day % 2 for day in range(1095)}
    view.show_chart(_chart(scores))
    frame = view.plot.frame
    assert frame is not None
    assert frame.is_dense
    middle = frame.chart.windows[70]
    where = (middle.x_first + middle.x_end) / 2
    assert _shows(view, where, middle.mean, theme.tokens.average)
    view.plot.show_days(view.plot.shown.zoomed(20, around=where))
    assert view.plot.frame is not None
    assert not view.plot.frame.is_dense
    assert not view.plot.tracks[Series.AVERAGE].dense


@pytest.mark.parametrize("scores", [{}, {0: 10}, {0: 0}])
def test_few_or_no_ratings_draw_as_well(scores: dict[int, int], theme: Theme, qtbot: QtBot) -> None:
    view = PainChartView(small=True)
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show_chart(_chart(scores))
    assert not view.grab().isNull()
    qtbot.shown(view)
    hands.keyClick(view.plot, Qt.Key.Key_Right)
    assert (view.plot.stop is None) == (not scores)


def test_a_flag_of_a_day_starts_where_the_day_starts(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 9: 5}, flags=((8, "Bridge added"),)))
    frame = view.plot.frame
    assert frame is not None
    flag = frame.chart.flags[0]
    assert flag.day == date(2026, 9, 9)
    assert frame.labels[0].box.left() == pytest.approx(frame.x(flag.x))
