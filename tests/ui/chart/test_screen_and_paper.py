"""The chart in the window and the printed one say the same: dates, flags, words, signs, colours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from clinic_app.chart.marks import Dot, Mark, Stroke, Text
from clinic_app.chart.series import series_colour, series_marker
from clinic_app.chart.surroundings import behind, in_front
from clinic_app.colours import PAPER
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import (
    ChartAnnotation,
    FlagKind,
    PainChart,
    Span,
    describe,
)
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.paper.chart.chart import draw_chart, layout_of
from clinic_app.ui.chart.chart_frame import Frame
from clinic_app.ui.chart.mark_painter import PX, paint_marks
from clinic_app.ui.chart.pain_chart_view import PainChartView
from clinic_app.ui.common.theme import Theme

_TODAY = date(2026, 11, 22)
_WIDTH = 720 * PX  # px: as wide as the printed one


def _chart(days: int, *, flags: int = 4, series: Sequence[Series] = tuple(Series)) -> PainChart:
    """Ratings of some days, exercises on most of them, and that many flags of every kind."""
    last = datetime(2026, 11, 22, 20, tzinfo=UTC)
    ratings = [
        PainRating(f"{s}{n}", "p", s, (n * 7 + len(s)) % 11, last - timedelta(days=n))
        for n in range(days)
        if n % 9 != 5
        for s in series
    ]
    step = max(1, days // max(1, flags))
    places = range(step // 2, days, step) if flags else ()
    more = ": more sets, less range, twice a day" if flags > 6 else ""
    annotations = [
        ChartAnnotation(_TODAY - timedelta(days=n), f"Change {n}{more}", kind)
        for n, kind in zip(places, cycle(FlagKind), strict=False)
    ]
    logs = [
        ExerciseLog(f"{n}", "p", _TODAY - timedelta(days=n), "bridge", "", n % 2, 1)
        for n in range(days)
        if n // 7 % 4 != 2
    ]
    return describe(ratings, annotations, span=Span.ALL, today=_TODAY, logs=logs)


_CHARTS = {
    "one day": _chart(1, flags=1),
    "12 weeks": _chart(84),
    "400 days": _chart(400, flags=12),
    "3 years": _chart(1095, flags=18),
    "many flags": _chart(84, flags=14),
    "nothing": _chart(0, flags=0),
    "one series": _chart(42, series=(Series.WORST,)),
}


@pytest.fixture(params=_CHARTS)
def chart(request: pytest.FixtureRequest) -> PainChart:
    return _CHARTS[str(request.param)]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> PainChartView:
    """A chart in a window, as wide as the printed one."""
    view = PainChartView()
    qtbot.addWidget(view)
    view.resize(round(_WIDTH), 560)
    view.show_chart(_CHARTS["nothing"])
    qtbot.shown(view)
    qtbot.waitUntil(lambda: view.plot.width() == round(_WIDTH))
    return view


def _frame(view: PainChartView, chart: PainChart) -> Frame:
    view.show_chart(chart)
    assert view.plot.frame is not None
    return view.plot.frame


@pytest.fixture
def frame(chart: PainChart, view: PainChartView) -> Frame:
    return _frame(view, chart)


def _window(frame: Frame) -> list[Mark]:
    return [*frame.behind, *frame.over]


def _paper(chart: PainChart) -> list[Mark]:
    layout = layout_of(chart, 0)
    return [*behind(layout), *in_front(layout)]


def _words(marks: Sequence[Mark]) -> list[Text]:
    return [replace(m, x=0, base=0) for m in marks if isinstance(m, Text)]


def test_the_words_are_the_same(chart: PainChart, frame: Frame) -> None:
    """Ticks of dates and scores, words and numbers of flags, names of lines, words of weeks."""
    assert _words(_window(frame)) == _words(_paper(chart))


def test_the_lines_and_signs_are_the_same(chart: PainChart, frame: Frame) -> None:
    """Grid, band, poles, badges, weeks and means: which there are, in which colours by name."""

    def shapes(marks: Sequence[Mark]) -> list[Mark]:
        """Apart from places, and from means, which give way to a line sooner in the window."""
        plain = [replace(m, points=m.points[:0]) for m in marks if isinstance(m, Stroke)]
        dots = [replace(m, x=0, top=0) for m in marks if isinstance(m, Dot)]
        lines = [m for m in plain if m.stroke != "mean"]
        return sorted([*lines, *dots], key=repr)

    assert shapes(_window(frame)) == shapes(_paper(chart))


def test_everything_stands_at_the_same_day(chart: PainChart, frame: Frame) -> None:
    """As far as the widths of letters, whole pixels here, let it."""
    across = [
        [m.x for m in marks if isinstance(m, Text)] for marks in (_window(frame), _paper(chart))
    ]
    assert across[0] == pytest.approx(across[1], abs=1.5)


def test_the_printed_page_and_the_window_draw_what_was_laid_out(
    chart: PainChart, frame: Frame
) -> None:
    drawn = draw_chart(chart)
    words = [m.text for m in drawn.marks if isinstance(m, Text)]
    for mark in _window(frame):
        assert not isinstance(mark, Text) or mark.text in words


def test_flags_without_room_for_one_each_are_numbered_alike(view: PainChartView) -> None:
    """Where letters differ by a hair, another one may share a badge; none is lost or renumbered."""
    crowded = _chart(84, flags=60)
    window, paper = _frame(view, crowded).layout.flags, layout_of(crowded, 0).flags
    assert window.entries == paper.entries
    assert [f for b in window.badges for f in b.flags] == [f for b in paper.badges for f in b.flags]
    assert len(window.badges) == pytest.approx(len(paper.badges), abs=2)


@pytest.mark.parametrize("series", Series)
def test_a_series_has_one_mark_in_one_colour(series: Series, theme: Theme) -> None:
    """By name: the window takes it from the theme, the paper from its own tokens."""
    (mark,) = series_marker(series, 10, 10, 5)
    name = mark.stroke or mark.fill
    assert name == series_colour(series)
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens.surface))
    painter = QPainter(image)
    paint_marks(painter, [mark], 1)
    painter.end()
    seen = {image.pixelColor(x, y).name() for x in range(20) for y in range(20)}
    assert theme.tokens[name].lower() in seen
    assert PAPER[name].startswith("#")
