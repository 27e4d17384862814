"""The verdict with everything it rests on: sentence, inputs, confidence, rule, sources."""

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.trend.trend import Trend, Week
from clinic_app.domain.trend.trend_needs import span_words
from clinic_app.domain.trend.trend_rules import TrendRule
from clinic_app.domain.trend.trend_words import short_headline
from clinic_app.ui.common.buttons import Button, HoverPaint, Slot
from clinic_app.ui.common.card import clear, column, row, rule
from clinic_app.ui.common.chips import HEIGHT, chip_width, paint_chip, verdict_look
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, label
from clinic_app.ui.common.theme import tokens
from clinic_app.words import N_, _, ngettext, pgettext

_LINK = 28
_MOVE = N_("How far this person's weekly mean usually moves; it decides nothing")
FOOT = N_("Helps you decide. It never changes a plan.")


class InputLine(NamedTuple):
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
        days_text = ngettext(
            "{means}; {count} rated day",
            "{means}; {count} rated days",
            sum(w.rated_days for w in weeks),
            means=means,
        )
        value = _("mean {mean}", mean=f"{mean:.1f}")
        lines.append(InputLine(name, value, days, days_text))
    if trend.change is not None:
        part = trend.change_share
        share = "" if part is None else _signed(part, ".0%").replace("%", " %")
        change = _("{points} points", points=_signed(trend.change, ".1f"))
        lines.append(InputLine(_("Change"), change, share))
    if trend.needed:
        on = trend.confirmed_on
        since = _("confirmed {day}", day=day_words(on, today=trend.today)) if on else ""
        weeks = _("{count} of {needed} weeks", count=trend.in_a_row, needed=trend.needed)
        if trend.in_a_row > trend.needed:
            weeks = ngettext("{count} week", "{count} weeks", trend.in_a_row)
        lines.append(InputLine(_("In a row"), weeks, since))
    if trend.usual_move is not None:
        value = _("{points} points", points=f"{trend.usual_move:.1f}")
        lines.append(InputLine(_("Usual move"), value, _("week to week"), _(_MOVE)))
    return tuple(lines)


def _compared(trend: Trend) -> list[tuple[str, tuple[Week, ...]]]:
    count = len(trend.latest_weeks)
    latest = ngettext("Latest {count} week", "Latest {count} weeks", count)
    names = (pgettext("pain", "Start"), _("Latest week") if count == 1 else latest)
    if trend.chosen:
        names = (_("The first week"), _("The second week"))
    weeks = (trend.starts, trend.latest_weeks)
    return [(name, some) for name, some in zip(names, weeks, strict=True) if some]


def _signed(number: float, form: str) -> str:
    """With a real minus sign: ``−2.6``."""
    return format(number, f"+{form}").replace("-", "−")


def details_text(trend: Trend) -> str:
    """The same as one text, for a tooltip and a screen reader."""
    lines = [f"{i.name}: {i.value}, {i.basis}".rstrip(", ") for i in input_lines(trend)]
    sources = _("Sources: {sources}", sources="; ".join(map(_, trend.rule.sources)))
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
        self._rule: TrendRule | None = None
        self._sentence = label(size=17, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._line = rule()
        self._confidence = label(size=HINT, tone="second", wrap=True)
        self._preview = label(size=HINT, tone="second", wrap=True)
        parts = (self._sentence, self._line, self._grid, self._confidence, self._preview)
        compare = [row(_link(_("Compare two dates"), self.compare_asked), None)] if links else []
        self.setLayout(column(*parts, *compare, self._rule_box(links=links), spacing=12))

    def _rule_box(self, *, links: bool) -> QFrame:
        """The rule on a sunken ground; its sources stay folded until they are asked for."""
        self._title = label(bold=True, wrap=True)
        self._words = label(size=HINT, wrap=True)
        self.sources = _link(_("Sources"))
        self.sources.setCheckable(True)
        self.sources.toggled.connect(self._fold)
        limits = [_link(_("Change the limits"), self._ask_for_limits)] if links else []
        self._shown_sources = column(spacing=6)
        made = QFrame()
        made.setObjectName("sunken")
        line = row(self.sources, *limits, None)
        made.setLayout(
            column(
                *(self._title, self._words, line, self._shown_sources),
                spacing=4,
                margins=(12, 10, 12, 8),
            )
        )
        return made

    def show_trend(self, trend: Trend) -> None:
        """Show another verdict."""
        shown = self._rule = trend.rule
        self._sentence.setText(trend.sentence)
        clear(self._grid)
        lines = input_lines(trend)
        self._line.setVisible(bool(lines))
        for place, line in enumerate(lines):
            parts = (
                label(line.name, size=SECOND_LINE, tone="second", wrap=True),
                label(line.value, bold=True, wrap=True),
                label(line.basis, size=SECOND_LINE, tone="second", wrap=True),
            )
            for at, part in enumerate(parts):
                part.setToolTip(line.days)
                self._grid.addWidget(part, place, at)
        for target, words in ((self._confidence, trend.confidence), (self._preview, trend.preview)):
            target.setText(words)
            target.setVisible(bool(words))
        self._title.setText(_title(shown))
        self._words.setText(shown.words)
        self._fold(self.sources.isChecked())

    def _fold(self, shown: bool) -> None:
        self.sources.setAccessibleName(_("Hide the sources") if shown else _("Sources"))
        clear(self._shown_sources)
        for source in self._rule.sources if shown and self._rule else ():
            line = label(_(source), size=HINT, tone="second", wrap=True)
            self._shown_sources.addWidget(line)
            line.show()  # at once, so that a popup knows its new height
        self.folded.emit()

    def _ask_for_limits(self) -> None:
        if self._rule is not None:
            self.limits_asked.emit(self._rule.region)


def _title(shown: TrendRule) -> str:
    region = shown.region_words
    if region and shown.is_own:
        return _("The rule: {region}, with the clinic's own limits", region=region)
    if region:
        return _("The rule: {region}", region=region)
    return _("The rule, with the clinic's own limits") if shown.is_own else _("The rule")


def _link(words: str, on_click: Slot | None = None) -> Button:
    return Button(words, kind="text", height=_LINK, on_click=on_click)


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
            self.look = replace(self.look, words=short_headline(trend))
        self.setAccessibleName(_("Verdict: {verdict}", verdict=trend.headline))
        self.setAccessibleDescription(details_text(trend))
        self.setToolTip(f"{trend.headline}. {trend.sentence}")
        self.updateGeometry()
        self.update()

    def open_details(self) -> None:
        """Show the sentence, inputs, rule and sources under the chip."""
        popup = verdict_popup(self.trend, self)
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


def verdict_popup(trend: Trend, parent: QWidget | None) -> QFrame:
    """The details on a card of their own, gone with Esc or a click beside it."""
    popup = QFrame(parent, Qt.WindowType.Popup)
    popup.setObjectName("card")
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    popup.setAccessibleName(details_text(trend))
    popup.setFixedWidth(400)
    details = VerdictDetails(links=False)
    details.show_trend(trend)
    head = label(trend.headline, size=CARD_NAME, bold=True)
    foot = label(_(FOOT), size=HINT, tone="second")
    lines = column(head, details, foot, spacing=12, margins=(20, 16, 20, 16))
    popup.setLayout(lines)

    def fit() -> None:
        lines.activate()
        popup.setFixedHeight(lines.heightForWidth(popup.width()))

    details.folded.connect(fit)
    fit()
    return popup
