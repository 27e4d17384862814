"""The chart shows what the description says: gaps open, range fixed, every rating reachable."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.pain_chart import Happening, PainChart, Span, describe
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.pain.chart_frame import STRIP
from clinic_app.ui.pain.pain_chart_view import PainChartView

_FIRST = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def _chart(
    scores: Mapping[int, int],
    *,
    series: Series = Series.AVERAGE,
    flags: tuple[tuple[int, str], ...] = (),
    context: str = "",
) -> PainChart:
    entries = [
        PainEntry(f"{day}", "p", series, score, _FIRST + timedelta(days=day), context)
        for day, score in scores.items()
    ]
    named = [Happening((_FIRST + timedelta(days=day)).date(), text) for day, text in flags]
    last = max(scores, default=13)
    today = (_FIRST + timedelta(days=last)).date()
    return describe(entries, named, span=Span.ALL, today=today)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PainChartView:
    made = PainChartView()
    qtbot.addWidget(made)
    made.resize(900, 480)
    made.show_chart(_chart({}))
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.plot.width() == 900)
    return made


def _plotted(view: PainChartView, series: Series) -> list[float]:
    _, ys = view.plot.curves[series].getData()
    assert ys is not None
    return [float(y) for y in ys]


def test_a_day_without_a_rating_breaks_the_line_and_is_never_zero(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5, 3: 4, 4: 3}))
    ys = _plotted(view, Series.AVERAGE)
    assert ys[:2] == [6, 5]
    assert math.isnan(ys[2])
    assert ys[3:] == [4, 3]
    assert view.plot.curves[Series.AVERAGE].opts["connect"] == "finite"


def test_ratings_at_visits_have_hollow_marks_and_no_line(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5}, series=Series.NOW))
    options = view.plot.curves[Series.NOW].opts
    assert options["pen"] is None
    assert options["symbol"] == "s"


def test_each_series_has_its_own_mark_and_colour(view: PainChartView, theme: Theme) -> None:
    looks: set[tuple[str, str]] = set()
    for series in Series:
        view.show_chart(_chart({0: 6, 1: 5}, series=series))
        curve = view.plot.curves[series]
        brush = curve.opts["symbolPen"] or curve.opts["symbolBrush"]
        colour = brush.color() if hasattr(brush, "color") else brush
        looks.add((curve.opts["symbol"], colour.name()))
    assert len(looks) == 4
    assert ("o", theme.tokens.average.lower()) in looks


def test_the_scale_is_always_0_to_10_with_10_on_top(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 1: 3}))
    low, high = view.plot.box.viewRange()[1]
    assert -1 < low <= 0
    assert 10 <= high < 11
    frame = view.plot.frame
    assert frame is not None
    assert frame.y(10) < frame.y(0)


def test_pixels_of_the_frame_are_those_of_the_plot(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 1: 7, 20: 5}))
    frame = view.plot.frame
    assert frame is not None
    stop = view.plot.curves[Series.AVERAGE].getData()
    place = view.plot.box.mapViewToScene(QPointF(stop[0][1], stop[1][1]))
    assert place.x() == pytest.approx(frame.x(stop[0][1]), abs=0.6)
    assert place.y() == pytest.approx(frame.y(7), abs=0.6)


def test_the_wheel_changes_nothing_and_is_left_to_the_page(view: PainChartView) -> None:
    view.show_chart(_chart({0: 3, 1: 7}))
    before = view.plot.box.viewRange()
    down, none = QPoint(0, -120), QPoint()
    wheel = QWheelEvent(
        QPointF(300, 200),
        QPointF(300, 200),
        none,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.plot.viewport(), wheel)
    assert view.plot.box.viewRange() == before
    assert not wheel.isAccepted()


def test_left_and_right_walk_from_rating_to_rating(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5, 3: 4}, flags=((1, "Plan started"),)))
    seen: list[str] = []
    view.stop_changed.connect(lambda stop: seen.append(stop.title if stop else "away"))
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left)
    for key in (*keys, Qt.Key.Key_Escape):
        QTest.keyClick(view.plot, key)
    assert seen == ["6 of 10", "Plan started", "5 of 10", "4 of 10", "5 of 10", "away"]


def test_the_mouse_finds_the_nearest_rating_and_loses_it_again(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 4: 2}))
    frame = view.plot.frame
    assert frame is not None
    x = view.plot.curves[Series.AVERAGE].getData()[0][0]
    near = QPoint(round(frame.x(x)) + 6, round(frame.y(6)) - 5)
    QTest.mouseMove(view.plot.viewport(), near)
    assert view.plot.stop is not None
    assert view.plot.stop.title == "6 of 10"
    QTest.mouseMove(view.plot.viewport(), QPoint(round(frame.x(x)) + 200, round(frame.y(9))))
    assert view.plot.stop is None


def test_pointing_at_a_flag_shows_all_of_its_words(view: PainChartView) -> None:
    text = "Hip hinge, hands on hips: depth 30 to 45 degrees and 4 more, kept at the wall"
    view.show_chart(_chart({0: 6, 9: 5}, flags=((8, text),)))
    frame = view.plot.frame
    assert frame is not None
    QTest.mouseMove(view.plot.viewport(), frame.label_box(frame.labels[0]).center().toPoint())
    assert view.plot.stop is not None
    assert view.plot.stop.title == text


def test_a_new_theme_recolours_the_lines(view: PainChartView, theme: Theme) -> None:
    view.show_chart(_chart({0: 6, 1: 5}))
    theme.apply(True)
    pen = view.plot.curves[Series.AVERAGE].opts["pen"]
    assert pen.color().name() == theme.tokens.average.lower()
    theme.apply(False)


def test_it_speaks_a_summary_and_shows_markup_as_typed(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 1: 5}, context="<b>bold</b> & <img src=x>"))
    assert view.accessibleDescription().startswith("Pain from Tue 1 Sep 2026")
    QTest.keyClick(view.plot, Qt.Key.Key_Home)
    assert view.plot.stop is not None
    assert view.plot.stop.lines[-1] == "<b>bold</b> & <img src=x>"
    assert not view.grab().isNull()


def test_three_years_of_every_day_are_drawn_fast_with_gaps(
    view: PainChartView, qtbot: QtBot
) -> None:
    scores = {day: day % 8 for day in range(1095) if day % 50}
    view.show_chart(_chart(scores))
    curve = view.plot.curves[Series.AVERAGE]
    assert curve.opts["autoDownsample"]
    assert curve.opts["clipToView"]
    ys = _plotted(view, Series.AVERAGE)
    assert sum(math.isnan(y) for y in ys) == 21
    assert sum(not math.isnan(y) for y in ys) == len(scores)


@pytest.mark.parametrize("scores", [{}, {0: 10}, {0: 0}])
def test_few_or_no_ratings_draw_as_well(scores: dict[int, int], theme: Theme, qtbot: QtBot) -> None:
    view = PainChartView(STRIP)
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show_chart(_chart(scores))
    assert not view.grab().isNull()
    QTest.keyClick(view.plot, Qt.Key.Key_Right)
    assert (view.plot.stop is None) == (not scores)


def test_a_flag_of_a_day_starts_where_the_day_starts(view: PainChartView) -> None:
    view.show_chart(_chart({0: 6, 9: 5}, flags=((8, "Bridge added"),)))
    frame = view.plot.frame
    assert frame is not None
    flag = frame.chart.flags[0]
    assert flag.day == date(2026, 9, 9)
    assert frame.labels[0].x == pytest.approx(frame.x(flag.x))
