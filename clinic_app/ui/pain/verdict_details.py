"""The verdict with everything it rests on: sentence, inputs, rule, sources."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.trend import RULE, Trend, Verdict, Window
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.card import rule
from clinic_app.ui.common.chips import HEIGHT, chip_width, paint_chip, verdict_look
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.pain.axis_dates import short_date

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
    days = trend.rule.window_days
    named = (
        (f"First {days} days", trend.baseline),
        (f"Last {days} days", trend.latest),
        ("Week before", trend.previous),
    )
    lines = [_window_line(name, window) for name, window in named if window is not None]
    change = trend.change_points
    if change is not None and trend.baseline is not None:
        share = f"{_signed(change / trend.baseline.mean, '.0%')}" if trend.baseline.mean else ""
        share = share.replace("%", " %")
        lines.append(InputLine("Change", f"{_signed(change, '.1f')} points", share))
    return tuple(lines)


def _window_line(name: str, window: Window) -> InputLine:
    rated = "1 rated day" if window.rated_days == 1 else f"{window.rated_days} rated days"
    days = f"{short_date(window.first)} to {short_date(window.last)}"
    return InputLine(name, f"mean {window.mean:.1f}", rated, days)


def _signed(number: float, form: str) -> str:
    """With a real minus sign: ``−2.6``."""
    return format(number, f"+{form}").replace("-", "−")


def details_text(trend: Trend) -> str:
    """The same as one text, for a tooltip and a screen reader."""
    lines = [f"{i.name}: {i.value}, {i.basis}".rstrip(", ") for i in input_lines(trend)]
    return "\n".join(
        (trend.sentence, *lines, trend.rule.words, "Sources: " + "; ".join(trend.rule.sources))
    )


class VerdictDetails(QWidget):
    """Sentence, inputs, rule and sources of one verdict."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = label(size=17, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._line = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._sentence)
        column.addWidget(self._line)
        column.addLayout(self._grid)
        self._rule = label(size=HINT, wrap=True)
        column.addWidget(_RuleBox(self._rule))

    def show_trend(self, trend: Trend) -> None:
        """Show another verdict."""
        self._sentence.setText(trend.sentence)
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        lines = input_lines(trend)
        self._line.setVisible(bool(lines))
        for row, line in enumerate(lines):
            parts = (
                label(line.name, size=SECOND_LINE, tone="second"),
                label(line.value, bold=True),
                label(line.basis, size=SECOND_LINE, tone="second"),
            )
            for at, part in enumerate(parts):
                part.setToolTip(line.days)
                self._grid.addWidget(part, row, at)
        self._rule.setText(trend.rule.words)


class _RuleBox(QFrame):
    """The rule and its sources on a sunken ground."""

    def __init__(self, words: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(label("The rule", bold=True))
        column.addWidget(words)
        column.addSpacing(4)
        column.addWidget(label("Sources", size=SECOND_LINE, bold=True))
        for source in RULE.sources:
            column.addWidget(label(source, size=HINT, tone="second", wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), QRectF(self.rect()), fill=tokens().sunken, radius=8)


class VerdictButton(HoverPaint):
    """The verdict chip to press: a click, Enter or Space shows what it rests on."""

    def __init__(self, trend: Trend, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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

    def __init__(self, trend: Trend, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(details_text(trend))
        self.setFixedWidth(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(trend.headline, size=CARD_NAME, bold=True))
        self.details = VerdictDetails()
        self.details.show_trend(trend)
        column.addWidget(self.details)
        column.addWidget(label(FOOT, size=HINT, tone="second"))
        self.setFixedHeight(column.heightForWidth(400))
