"""Describing, showing and moving the pain chart, against pyqtgraph's own thinning of long lines.

Run: python tests/benchmarks/chart.py [--points 1000000]
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import (
    ChartAnnotation,
    ChartPoint,
    FlagKind,
    PainChart,
    Span,
    Track,
    describe,
)
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.trend.trend import NOTHING_RATED
from clinic_app.ui.chart.plot.chart_plot import ChartPlot
from clinic_app.ui.common.theme import Theme

_SIZE = (950, 520)  # px of the chart in a window of 1440 x 900
_TODAY = date(2026, 11, 22)
_YEARS = 3


def timed(work: Callable[[], object]) -> float:
    """Milliseconds this thread computed in one call: what others did meanwhile does not count."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def years_of_days(years: int) -> Callable[[], PainChart]:
    """What describes a chart of daily ratings in four series with visits, changes and sessions."""
    chance, last = random.Random(1), datetime(2026, 11, 22, 20, tzinfo=UTC)
    days = range(years * 365)
    entries = [
        PainRating(f"{s}{n}", "p", s, chance.randint(2, 8), last - timedelta(days=n))
        for n in days
        for s in Series
    ]
    annotations = [
        ChartAnnotation(_TODAY - timedelta(days=n), "Visit", FlagKind.VISIT)
        for n in days
        if n % 14 == 0
    ] + [ChartAnnotation(_TODAY - timedelta(days=n), "Plan changed") for n in days if n % 60 == 0]
    logs = [
        ExerciseLog(f"{n}{e}", "p", _TODAY - timedelta(days=n), e, "", 1, 1)
        for n in days
        for e in ("bridge", "hip-hinge", "bird-dog", "squat")
    ]
    return lambda: describe(entries, annotations, span=Span.ALL, today=_TODAY, logs=logs)


def many_points(count: int) -> PainChart:
    """A chart of one line with ``count`` points in ten years."""
    whole, at = 3650.0, datetime(2026, 11, 22, tzinfo=UTC)
    scores = np.random.default_rng(2).integers(0, 11, count).tolist()
    run = tuple(ChartPoint(n * whole / count, score, at, "") for n, score in enumerate(scores))
    return PainChart(0.0, whole, (Track(Series.AVERAGE, (run,)),), (), NOTHING_RATED, _TODAY)


def frames(plot: ChartPlot, shares: Iterable[float]) -> list[float]:
    """Milliseconds of each frame while the shown days move to and fro by a hundredth."""
    port, times = plot.viewport(), list[float]()
    for share in shares:
        whole = plot.shown.whole_last - plot.shown.whole_first
        plot.show_days(plot.shown.zoomed(plot.shown.days / (whole * share), around=0))
        for n in range(60):
            step = plot.shown.days / 100 * (1 if n < 40 else -1)

            def frame(by: float = step) -> None:
                plot.show_days(plot.shown.moved(by))
                port.repaint()

            times.append(timed(frame))
    return times


def pyqtgraph_frames(chart: PainChart, share: float) -> list[float]:
    """The same with pyqtgraph's own line, which keeps the peaks of what it leaves out."""
    view = pg.PlotWidget()
    view.resize(*_SIZE)
    points = chart.tracks[0].points
    xs = np.array([p.x for p in points])
    ys = np.array([p.score for p in points], dtype=float)
    line = view.plot(xs, ys, pen=pg.mkPen("#1D5FA0", width=1))
    line.setDownsampling(auto=True, method="peak")
    line.setClipToView(True)
    days = (chart.x_last - chart.x_first) * share
    view.setXRange(0, days)
    view.show()
    QApplication.processEvents()
    times: list[float] = []
    for n in range(30):
        first = days / 100 * n

        def frame(first: float = first) -> None:
            view.setXRange(first, first + days)
            view.viewport().repaint()

        times.append(timed(frame))
    view.hide()
    return times


def opened(chart: PainChart) -> tuple[ChartPlot, float]:
    """A plot that shows the chart, and the milliseconds until its first frame."""
    plot = ChartPlot()
    plot.resize(*_SIZE)
    plot.show()
    QApplication.processEvents()

    def first_frame() -> None:
        plot.show_chart(chart)
        plot.viewport().repaint()

    return plot, timed(first_frame)


def tell(name: str, times: list[float], limit: float) -> None:
    """Median and worst of twenty in a line, with the share of the limit."""
    median = statistics.median(times)
    slow = statistics.quantiles(times, n=20)[-1]
    share = f"{median / limit:.2f} of {limit:g} ms"
    print(f"{name}: median {median:.2f} ms ({share}), 19 of 20 under {slow:.2f} ms")


def main() -> None:
    """Measure both in one run and print ratios."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--points", type=int, default=1_000_000)
    count = arguments.parse_args().points
    app = QApplication([])
    Theme(app).apply(False)
    make, once = years_of_days(_YEARS), years_of_days(1)
    described = min(timed(make) for _ in range(3))
    ratio = described / min(timed(once) for _ in range(3))
    print(f"describing {_YEARS} years in 4 series: {described:.0f} ms, {ratio:.1f} times one year")
    chart = make()
    plot, first = opened(chart)
    print(f"showing them for the first time: {first:.1f} ms")
    whole = [timed(plot.viewport().repaint) for _ in range(60)]
    tell(f"{_YEARS} years, 4 series, a frame", whole, 7)
    tell("  moving, a third of it", frames(plot, (1 / 3,)), 10)
    tell("  moving, three months", frames(plot, (1 / 12,)), 10)
    plot.hide()
    many = many_points(count)
    plot, first = opened(many)
    print(f"showing {count} points for the first time: {first:.0f} ms")
    ours = frames(plot, (0.9, 0.3, 0.03, 0.003))
    tell(f"{count} points, moving, from 9 years to 10 days", ours, 10)
    plot.hide()
    theirs = pyqtgraph_frames(many, 0.9) + pyqtgraph_frames(many, 0.03)
    slower = statistics.median(theirs) / statistics.median(ours)
    print(f"pyqtgraph's peak thinning: {slower:.1f} times slower (median), one line alone")


if __name__ == "__main__":
    main()
