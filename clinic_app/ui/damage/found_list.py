"""What a check found, each with its consequence, on the tint of its weight."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.finding import Finding, FindingKind
from clinic_app.ui.common.card import row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.paint import rounded
from clinic_app.ui.common.plain_label import SECOND_LINE, Tone, label, set_tone
from clinic_app.ui.common.theme import tokens

ICONS: dict[Tone, str] = {
    "good": "shield-check",
    "caution": "alert-triangle",
    "bad": "alert-circle",
}


def tone_of(finding: Finding) -> Tone:
    """How much it weighs, as a colour of the theme."""
    if finding.is_loss:
        return "bad"
    return "good" if finding.kind is FindingKind.SET_ASIDE else "caution"


class Found(QFrame):
    """One finding in words: a loss is red, what was mended amber, what is safe green."""

    def __init__(self, finding: Finding, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tone = tone_of(finding)
        self._tint = f"{tone}_tint"
        what = label(finding.what, bold=True, wrap=True)
        set_tone(what, tone)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(what)
        second = " ".join(part for part in (_since(finding.since), finding.next_step) if part)
        if second:
            told.addWidget(label(second, size=SECOND_LINE, wrap=True))
        icon = IconLabel(ICONS[tone], tone=tone)
        line = row(spacing=12)
        line.setContentsMargins(16, 12, 16, 12)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{finding.what} {second}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        rounded(QPainter(self), self.rect().toRectF(), fill=tokens()[self._tint])


def found_list(findings: Iterable[Finding]) -> QWidget:
    """All of them, losses first."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for finding in sorted(findings, key=lambda each: not each.is_loss):
        column.addWidget(Found(finding))
    return made


def _since(at: datetime | None) -> str:
    return f"Since {day_words(at.date())}, {at:%H:%M}." if at else ""
