"""The printed chart draws what its description holds: runs apart, flags that never overlap."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest
from handout_samples import fonts_of, page_texts
from printed_shapes import printed_pages
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from clinic_app.chart.marks import Dot, Stroke, Text
from clinic_app.chart.series import WEEK_WORDS, WHISKER, flag_marker, kind_words
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import (
    ChartAnnotation,
    FlagKind,
    PainChart,
    Span,
    describe,
)
from clinic_app.domain.progress.adherence import AdherenceWeek
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.measures import MEASURES
from clinic_app.domain.progress.outcome_measure import MeasureResult, tracks
from clinic_app.paper.chart.chart import chart_pdf, chart_png, chart_svg, draw_chart
from clinic_app.paper.chart.marks import measure

TODAY = date(2026, 11, 22)


def entry(day: date, score: int, series: Series = Series.AVERAGE) -> PainRating:
    at = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)
    return PainRating(f"{day}{series}", "p", series, score, at)


def chart(
    days: int = 40, flags: list[ChartAnnotation] | None = None, span: Span = Span.ALL
) -> PainChart:
    first = TODAY - timedelta(days=days - 1)
    entries = [
        entry(first + timedelta(days=n), 7 - 3 * n // days, series)
        for n in range(days)
        if n % 9 != 5
        for series in (Series.AVERAGE, Series.WORST)
    ]
    return describe(entries, flags or [], span=span, today=TODAY)


def texts(drawn: PainChart) -> list[Text]:
    return [mark for mark in draw_chart(drawn).marks if isinstance(mark, Text)]


def test_the_line_stops_at_every_gap() -> None:
    drawn = chart()
    average = next(t for t in drawn.tracks if t.series is Series.AVERAGE)
    marks = draw_chart(drawn).marks
    lines = [m for m in marks if isinstance(m, Stroke) and m.line == 1.5 and not m.closed]
    assert len(lines) == len([run for run in average.runs if len(run) > 1]) > 3
    dots = [m for m in marks if isinstance(m, Dot)]
    assert len(dots) == sum(map(len, average.runs)) + 1  # and one in the legend


def test_ten_stands_on_top() -> None:
    places = {t.text: t.base for t in texts(chart()) if t.text in {"0", "10"} and t.anchor == "end"}
    assert places["10"] < places["0"]
    assert any("up is worse" in t.text for t in texts(chart()))


@pytest.mark.parametrize("every", [1, 2, 5, 11, 30])
@pytest.mark.parametrize("days", [14, 42, 92, 400, 1095])
def test_no_two_texts_overlap(days: int, every: int) -> None:
    flags = [
        ChartAnnotation(TODAY - timedelta(days=n), f"Exercise {n}: dose changed")
        for n in range(0, min(days, 200), every)
    ]
    above = [t for t in texts(chart(days, flags)) if t.colour != "second"]
    for n, one in enumerate(above):
        for other in above[n + 1 :]:
            (left, right), (start, end) = one.sides(measure), other.sides(measure)
            apart = right <= start + 0.01 or end <= left + 0.01
            assert apart or abs(one.base - other.base) >= min(one.size, other.size)


def test_no_flag_line_crosses_the_words_of_another() -> None:
    flags = [
        ChartAnnotation(TODAY - timedelta(days=n), f"Change {n}")
        for n in (30, 29, 20, 12, 11, 10, 3)
    ]
    drawn = chart(40, flags)
    poles = [
        m
        for m in draw_chart(drawn).marks
        if isinstance(m, Stroke)
        and m.stroke == "accent"
        and len(m.points) == 2
        and m.points[0][0] == m.points[1][0]
    ]
    assert len(poles) == 7
    labels = [t for t in texts(drawn) if t.size == 9.5 and t.colour == "ink"]
    for pole in poles:
        (x, top), (_, bottom) = pole.points
        for label in labels:
            left, right = label.sides(measure)
            inside = left + 0.5 < x < right - 0.5
            assert not (inside and top < label.base - 2 < bottom)


def test_every_flag_is_told() -> None:
    flags = [ChartAnnotation(TODAY - timedelta(days=n), f"Change number {n}") for n in range(30)]
    told = " ".join(t.text for t in texts(chart(40, flags)))
    assert all(flag.text in told for flag in flags)


def test_two_ratings_far_apart_can_be_seen_and_their_years_are_told() -> None:
    entries = [entry(date(2010, 3, 4), 5), entry(TODAY, 6)]
    marks = draw_chart(describe(entries, [], span=Span.ALL, today=TODAY)).marks
    dots = [m for m in marks if isinstance(m, Dot) and m.top > 100]
    assert len(dots) == 2
    assert all(dot.radius >= 2 for dot in dots)
    old = describe(entries[:1], [], span=Span.TWO_WEEKS, today=TODAY)
    assert any("2010" in t.text for t in texts(old))


def test_marks_that_would_cover_one_another_are_drawn_once() -> None:
    day = datetime(2026, 11, 20, 8, tzinfo=UTC)
    entries = [
        PainRating(f"{n}", "p", Series.AVERAGE, n % 11, day - timedelta(hours=3 * n))
        for n in range(20_000)
    ]
    drawn = draw_chart(describe(entries, [], span=Span.ALL, today=TODAY))
    assert len(drawn.marks) < 12_000


def test_an_empty_chart_says_so() -> None:
    empty = describe([], [], span=Span.TWO_WEEKS, today=TODAY)
    text = page_texts(chart_pdf(empty))[0]
    assert "No ratings here yet" in text
    assert "Not enough data" in text


def test_the_verdict_and_the_title_are_printed() -> None:
    drawn = chart(40)
    pdf = chart_pdf(drawn, title="Progress <b>&amp;</b>")
    text = page_texts(pdf)[0]
    assert "Progress <b>&amp;</b>" in text
    assert f"{drawn.trend.headline}. {drawn.trend.sentence}" in text
    assert all(fonts_of(pdf).values())
    assert pdf == chart_pdf(drawn, title="Progress <b>&amp;</b>")


def test_svg_is_well_formed_and_escapes_words() -> None:
    svg = chart_svg(chart(14, [ChartAnnotation(TODAY, "<script>alert(1)</script> & more")]))
    root = ElementTree.fromstring(svg)  # our own output
    assert root.tag.endswith("svg")
    assert "<script>" not in svg
    told = " ".join(e.text or "" for e in root.iter())
    assert "<script>alert(1)</script> & more" in told
    assert not [e for e in root.iter() if e.tag.endswith("text")]


def test_svg_looks_the_same_where_no_font_of_ours_is(qapp: QApplication) -> None:
    """The words are outlines: seen by another program they cover what they cover on paper."""
    drawn = chart(40, [ChartAnnotation(TODAY - timedelta(days=9), "Bridge added")])
    renderer = QSvgRenderer(chart_svg(drawn).encode("utf-8"))
    png = QImage.fromData(chart_png(drawn, width_px=720))
    seen = QImage(png.size(), QImage.Format.Format_RGB32)
    painter = QPainter(seen)
    renderer.render(painter)
    painter.end()
    assert ink(seen) == pytest.approx(ink(png), abs=0.012)


def ink(image: QImage) -> list[float]:
    """How dark each of 8 by 8 parts of a picture is, 0 to 1."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        8,
        8,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return [1 - QColor(small.pixel(x, y)).lightnessF() for y in range(8) for x in range(8)]


def test_png_is_as_wide_as_asked() -> None:
    png = chart_png(chart(), width_px=640)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 640
    assert re.search(rb"IEND", png)


def logs(days: int, *, unknown: int) -> list[ExerciseLog]:
    """One of two done each day; the week number ``unknown``, from 0, was not logged."""
    first = TODAY - timedelta(days=days - 1)
    return [
        ExerciseLog(f"l{n}", "p", first + timedelta(days=n), "bridge", "i", done=1, asked=2)
        for n in range(days)
        if n // 7 != unknown
    ]


def with_logs(days: int, *, unknown: int = 2) -> PainChart:
    first = TODAY - timedelta(days=days - 1)
    entries = [entry(first + timedelta(days=n), 5) for n in range(days)]
    return describe(entries, [], span=Span.ALL, today=TODAY, logs=logs(days, unknown=unknown))


def test_a_week_says_what_was_done_and_an_unknown_one_is_dashed() -> None:
    drawn = with_logs(42)
    told = [t.text for t in texts(drawn)]
    assert told.count("7 of 14") == 5
    assert told.count("not known") == 1
    dashed = [m for m in draw_chart(drawn).marks if isinstance(m, Stroke) and m.closed and m.dash]
    assert len(dashed) == 1


def test_unknown_weeks_of_years_share_one_box() -> None:
    drawn = with_logs(1095, unknown=0)
    cut = replace(drawn, weeks=(*drawn.weeks[:60], *(unlogged(w) for w in drawn.weeks[60:])))
    dashed = [m for m in draw_chart(cut).marks if isinstance(m, Stroke) and m.closed and m.dash]
    assert len(dashed) == 2
    assert "not known" in {t.text for t in texts(cut)}


def unlogged(week: AdherenceWeek) -> AdherenceWeek:
    return AdherenceWeek(week.first, 0, 0, 0)


def test_without_any_log_there_is_no_row_of_weeks() -> None:
    assert not any("sessions" in t.text for t in texts(chart(42)))


def test_every_window_shows_its_mean_and_its_spread() -> None:
    drawn = chart(42)
    assert len(drawn.windows) > 3
    whiskers = [
        m.points
        for m in draw_chart(drawn).marks
        if isinstance(m, Stroke) and m.closed and m.fill == "spread"
    ]
    assert len(whiskers) == len(drawn.windows) + 1  # and one in the legend
    assert all(corners[0][1] < corners[2][1] for corners in whiskers)
    assert all(abs(corners[0][0] - corners[2][0]) <= WHISKER + 1e-6 for corners in whiskers)
    assert WEEK_WORDS in {t.text for t in texts(drawn)}


def test_a_chart_without_whole_weeks_has_no_word_of_them() -> None:
    assert WEEK_WORDS not in {t.text for t in texts(chart(3))}


@pytest.mark.parametrize("kind", [k for k in FlagKind if k is not FlagKind.VISIT])
def test_a_flag_tells_its_kind_by_shape_and_word(kind: FlagKind) -> None:
    drawn = chart(40, [ChartAnnotation(TODAY - timedelta(days=20), "It happened", kind)])
    assert kind_words(kind) in {t.text for t in texts(drawn)}
    shapes = {
        other: [type(m) for m in flag_marker(other, 0, 0, 3)]
        + [len(m.points) for m in flag_marker(other, 0, 0, 3) if isinstance(m, Stroke)]
        + [m.fill for m in flag_marker(other, 0, 0, 3) if isinstance(m, Stroke)]
        for other in FlagKind
    }
    assert [other for other, shape in shapes.items() if shape == shapes[kind]] == [kind]


def test_visits_are_ticks_without_words() -> None:
    visits = [
        ChartAnnotation(TODAY - timedelta(days=n), "Visit", FlagKind.VISIT) for n in range(0, 40, 4)
    ]
    drawn = chart(40, visits)
    assert [t.text for t in texts(drawn)].count("Visit") == 1  # in the legend
    ticks_seen = [m for m in draw_chart(drawn).marks if isinstance(m, Stroke) and m.line == 1.6]
    assert len(ticks_seen) == len(visits) + 1


def test_small_charts_tell_each_measure_with_its_direction() -> None:
    results = [
        MeasureResult(f"{m.id}{n}", "p", m.id, TODAY - timedelta(days=40 - 30 * n), m.low + n)
        for m in MEASURES[:5]
        for n in (0, 1)
    ]
    drawn = replace(chart(42), measures=tracks(results, MEASURES))
    told = [t.text for t in texts(drawn)]
    for track in drawn.measures:
        assert any(text.startswith(track.measure.name) for text in told)
    directions = [text for text in told if text in {"up is better", "up is worse"}]
    assert len(directions) == len(drawn.measures) == 5


@pytest.mark.parametrize("count", [0, 5, 30])
@pytest.mark.parametrize("days", [1, 14, 92, 1095])
def test_nothing_on_the_printed_page_meets_another_text(days: int, count: int) -> None:
    step = max(1, days // max(1, count))
    kinds = zip(range(0, min(days, count * step), step), cycle(FlagKind), strict=False)
    flags = [ChartAnnotation(TODAY - timedelta(days=n), f"Change {n}", kind) for n, kind in kinds]
    drawn = replace(chart(days, flags), weeks=with_logs(days).weeks)
    (page,) = printed_pages(chart_pdf(drawn), margin=1)
    for n, (text, area) in enumerate(page.texts):
        assert page.area.holds(area), text
        assert [other for other, there in page.texts[n + 1 :] if area.overlaps(there)] == []


def test_days_without_ratings_do_not_say_that_there_are_none() -> None:
    drawn = chart(40)
    bare = replace(drawn, tracks=tuple(replace(track, runs=()) for track in drawn.tracks))
    assert "No ratings in these days" in {t.text for t in texts(bare)}
