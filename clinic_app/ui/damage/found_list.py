"""What a check found, each with its consequence, on the tint of its weight."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import Tone
from clinic_app.words import _


def tone_of(finding: Finding) -> Tone:
    """How much it weighs, as a colour of the theme."""
    if finding.is_loss:
        return "bad"
    return "good" if finding.kind is FindingKind.SET_ASIDE else "caution"


def found_list(findings: Iterable[Finding]) -> QWidget:
    """A bar for each, losses first: a loss is red, what was mended amber, what is safe green."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for finding in sorted(findings, key=lambda each: not each.is_loss):
        column.addWidget(_bar(finding))
    return made


def _bar(finding: Finding) -> NoticeBar:
    tone = tone_of(finding)
    more = " ".join(part for part in (_since(finding.since), finding.next_step) if part)
    icon = "shield-check" if tone == "good" else ""
    return NoticeBar(finding.what, more, tone=tone, icon=icon)


def _since(at: datetime | None) -> str:
    return (
        _("Since {day}, {time}.", day=day_words(at.date()), time=format(at, "%H:%M")) if at else ""
    )
