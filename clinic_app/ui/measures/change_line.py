"""One line under the score: from where to where, since when, and what that may be called."""

from collections.abc import Iterable

from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.pain.chart_summary import change_words
from clinic_app.domain.progress.outcome_measure import (
    MeasureResult,
    MeasureTrack,
    OutcomeMeasure,
    tracks,
)
from clinic_app.ui.common.card import row
from clinic_app.ui.common.chips import Chip, ChipStyle
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.measures.measure_views import change_look
from clinic_app.words import _


class ChangeLine(QWidget):
    """Follows what is typed; without it, it speaks of the results so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chip = Chip(ChipStyle(""))
        self.words = label(size=SECOND_LINE)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(self.chip, spacing=10)
        line.addWidget(self.words, 1)
        self.setLayout(line)
        self.setMinimumHeight(32)

    def show_change(
        self, measure: OutcomeMeasure, results: Iterable[MeasureResult], new: MeasureResult | None
    ) -> None:
        """The change of a measure with ``new`` among its results, if anything is typed."""
        kept = [r for r in results if r.measure_id == measure.id and not r.voided]
        replaced = next((r for r in kept if new is not None and r.day == new.day), None)
        shown = tracks([*kept, *([new] if new is not None else ())], [measure])
        self.chip.setVisible(bool(shown))
        if not shown:
            self.words.setText(_("No result yet. Changes count from the first one."))
            return
        self.chip.set_look(change_look(shown[0]))
        words = _change_words(shown[0])
        if replaced is not None:
            same = _("Replaces {score} of the same day.", score=measure.told(replaced.score))
            words = f"{words} {same}"
        self.words.setText(words)


def changes_so_far(measure: OutcomeMeasure, results: Iterable[MeasureResult]) -> dict[str, str]:
    """What each result's change was called when it was the latest, by the result's id."""
    kept = sorted((r for r in results if not r.voided), key=lambda r: r.day)
    found: dict[str, str] = {}
    for n, result in enumerate(kept, 1):
        (track,) = tracks(kept[:n], [measure])
        if measure.is_change_rating:
            found[result.id] = change_words(track)
        elif track.change is not None:
            found[result.id] = f"{track.change:+g}, {change_words(track).lower()}"
    return found


def _change_words(track: MeasureTrack) -> str:
    """``46 % to 30 %, -16 since 26 Sep 2026.``"""
    measure, latest = track.measure, track.latest
    if measure.is_change_rating:
        return _("{score} on {day}.", score=measure.told(latest.score), day=day_words(latest.day))
    if track.change is None:
        return _("{score}. Changes count from here.", score=measure.told(latest.score))
    return _(
        "{first} to {latest}, {change} since {day}.",
        first=measure.told(track.first.score),
        latest=measure.told(latest.score),
        change=f"{track.change:+g}",
        day=day_words(track.first.day),
    )
