"""The verdict with everything it rests on: sentence, inputs, confidence, rule, sources."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clinic_app.domain.dates import day_words
from clinic_app.domain.trend import Trend, Verdict, Week
from clinic_app.domain.trend_needs import span_words
from clinic_app.domain.trend_rules import TrendRule
from clinic_app.ui.common.buttons import Button, HoverPaint
from clinic_app.ui.common.card import row, rule
from clinic_app.ui.common.chips import HEIGHT, chip_width, paint_chip, verdict_look
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens

_LINK = 28
_MOVE = "How far this person's weekly mean usually moves; it decides nothing"
FOOT = "Helps you decide. It never changes a plan."


@dataclass(frozen=True)
class InputLine:
    """One input of the rule: what, the number, on what it rests."""

    name: str
    value: str
    basis: str
    days: str = ""


def input_lines(trend: Trend) -> tuple[InputLine, ...]:
    """The inputs of the verdict that exist, in the words of the panel."""
    lines: list[InputLine] = []
    for name, weeks in _compared(trend):
        means = ", ".join(f"{w.mean:.1f}" for w in weeks)
        mean = sum(w.mean for w in weeks) / len(weeks)
        days = span_words(weeks[0].first, weeks[-1].last, trend.today or weeks[-1].last)
        told = f"{means}; {sum(w.rated_days for w in weeks)} rated days"
        lines.append(InputLine(name, f"mean {mean:.1f}", days, told))
    if trend.change is not None:
        part = trend.change_share
        share = "" if part is None else _signed(part, ".0%").replace("%", " %")
        lines.append(InputLine("Change", f"{_signed(trend.change, '.1f')} points", share))
    if trend.needed:
        on = trend.confirmed_on
        since = f"confirmed {day_words(on, today=trend.today)}" if on else ""
        of = "" if trend.in_a_row > trend.needed else f" of {trend.needed}"
        lines.append(InputLine("In a row", f"{trend.in_a_row}{of} weeks", since))
    if trend.usual_move is not None:
        value = f"{trend.usual_move:.1f} points"
        lines.append(InputLine("Usual move", value, "week to week", _MOVE))
    return tuple(lines)


def _compared(trend: Trend) -> list[tuple[str, tuple[Week, ...]]]:
    count = len(trend.latest_weeks)
    names = ("Start", "Latest week" if count == 1 else f"Latest {count} weeks")
    if trend.chosen:
        names = ("The first week", "The second week")
    weeks = (trend.starts, trend.latest_weeks)
    return [(name, some) for name, some in zip(names, weeks, strict=True) if some]


def _signed(number: float, form: str) -> str:
    """With a real minus sign: ``−2.6``."""
    return format(number, f"+{form}").replace("-", "−")


def details_text(trend: Trend) -> str:
    """The same as one text, for a tooltip and a screen reader."""
    lines = [f"{i.name}: {i.value}, {i.basis}".rstrip(", ") for i in input_lines(trend)]
    sources = "Sources: " + "; ".join(trend.rule.sources)
    says = (trend.sentence, *lines, trend.confidence, trend.preview)
    every = (*says, trend.rule.words, sources)
    return "\n".join(part for part in every if part)


class VerdictDetails(QWidget):
    """Sentence, inputs, confidence, rule and, on demand, the sources of one verdict.

    ``compare_asked`` and ``limits_asked`` (with the region) tell that their links were pressed;
    ``links=False`` leaves both out. ``folded`` tells that the sources came or went.
    """

    compare_asked = Signal()
    limits_asked = Signal(str)
    folded = Signal()

    def __init__(self, *, links: bool = True) -> None:
        super().__init__()
        self._region = ""
        self._sentence = label(size=17, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._line = rule()
        self._confidence = label(size=HINT, tone="second", wrap=True)
        self._preview = label(size=HINT, tone="second", wrap=True)
        self.compare = Button("Compare two dates", kind="text", height=_LINK, parent=self)
        self.compare.clicked.connect(self.compare_asked)
        self.compare.setVisible(links)
        self._box = _RuleBox(links=links)
        self._box.limits.clicked.connect(lambda: self.limits_asked.emit(self._region))
        self._box.folded.connect(self.folded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addWidget(self._line)
        column.addLayout(self._grid)
        column.addWidget(self._confidence)
        column.addWidget(self._preview)
        if links:
            column.addLayout(row(self.compare, None))
        column.addWidget(self._box)

    @property
    def sources(self) -> Button:
        """The link that shows or hides the sources."""
        return self._box.link

    def show_trend(self, trend: Trend) -> None:
        """Show another verdict."""
        self._region = trend.rule.region
        self._sentence.setText(trend.sentence)
        _empty(self._grid)
        lines = input_lines(trend)
        self._line.setVisible(bool(lines))
        for place, line in enumerate(lines):
            parts = (
                label(line.name, size=SECOND_LINE, tone="second"),
                label(line.value, bold=True),
                label(line.basis, size=SECOND_LINE, tone="second", wrap=True),
            )
            for at, part in enumerate(parts):
                part.setToolTip(line.days)
                self._grid.addWidget(part, place, at)
        self._confidence.setText(trend.confidence)
        self._confidence.setVisible(bool(trend.confidence))
        self._preview.setText(trend.preview)
        self._preview.setVisible(bool(trend.preview))
        self._box.show_rule(trend.rule)


class _RuleBox(QFrame):
    """The rule on a sunken ground; its sources stay folded until they are asked for."""

    folded = Signal()

    def __init__(self, *, links: bool) -> None:
        super().__init__()
        self._title = label(bold=True, wrap=True)
        self._words = label(size=HINT, wrap=True)
        self.link = Button("Sources", kind="text", height=_LINK)
        self.link.setCheckable(True)
        self.link.toggled.connect(self._fold)
        self.limits = Button("Change the limits", kind="text", height=_LINK, parent=self)
        self.limits.setVisible(links)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(row(self.link, self.limits, None) if links else row(self.link, None))
        column.addLayout(self._sources)
        self._rule: TrendRule | None = None

    def show_rule(self, shown: TrendRule) -> None:
        """Show another rule."""
        region = f": {shown.region_words}" if shown.region_words else ""
        own = ", with the clinic's own limits" if shown.is_own else ""
        self._title.setText(f"The rule{region}{own}")
        self._words.setText(shown.words)
        self._rule = shown
        self._fold(self.link.isChecked())

    def _fold(self, shown: bool) -> None:
        self.link.setAccessibleName("Hide the sources" if shown else "Sources")
        _empty(self._sources)
        for source in self._rule.sources if shown and self._rule else ():
            line = label(source, size=HINT, tone="second", wrap=True)
            self._sources.addWidget(line)
            line.show()  # at once, so that a popup knows its new height
        self.folded.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), fill=tokens().sunken, radius=8)


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()


class VerdictButton(HoverPaint):
    """The verdict chip to press: a click, Enter or Space shows what it rests on."""

    def __init__(self, trend: Trend) -> None:
        super().__init__()
        self.setProperty("ring_radius", HEIGHT // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_details)
        self._is_short = False
        self.set_trend(trend)

    def set_short(self, short: bool) -> None:
        """Show one or two words where there is little room; the tooltip has them all."""
        if short != self._is_short:
            self._is_short = short
            self.set_trend(self.trend)

    def set_trend(self, trend: Trend) -> None:
        """Show another verdict."""
        self.trend = trend
        self.look = verdict_look(trend)
        if self._is_short:
            few = trend.verdict is Verdict.NOT_ENOUGH_DATA
            words = "Too few" if few else trend.headline.partition(",")[0]
            self.look = replace(self.look, words=words)
        self.setAccessibleName(f"Verdict: {trend.headline}")
        self.setAccessibleDescription(details_text(trend))
        self.setToolTip(f"{trend.headline}. {trend.sentence}")
        self.updateGeometry()
        self.update()

    def open_details(self) -> None:
        """Show the sentence, inputs, rule and sources under the chip."""
        popup = VerdictPopup(self.trend, self)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 6)))
        popup.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.look), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, 0, 0, self.look, tokens(), room=self.width())
        if self.underMouse():
            border = tokens()[self.look.ink]
            rounded(painter, QRectF(self.rect()), fill="", border=border, radius=HEIGHT / 2)


class VerdictPopup(QFrame):
    """The details on a card of their own, gone with Esc or a click beside it."""

    def __init__(self, trend: Trend, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(details_text(trend))
        self.setFixedWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(trend.headline, size=CARD_NAME, bold=True))
        self.details = VerdictDetails(links=False)
        self.details.show_trend(trend)
        self.details.folded.connect(self._fit)
        column.addWidget(self.details)
        column.addWidget(label(FOOT, size=HINT, tone="second"))
        self._column = column
        self._fit()

    def _fit(self) -> None:
        self._column.activate()
        self.setFixedHeight(self._column.heightForWidth(self.width()))
