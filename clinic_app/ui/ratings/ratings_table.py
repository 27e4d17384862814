"""The table twin of the chart: every rating, each with the mark of its series."""

from functools import cache

from PySide6.QtGui import QFont, QIcon

from clinic_app.domain.dates import long_date
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.mark_painter import series_picture
from clinic_app.ui.common.fonts import BODY, SMALL, font
from clinic_app.ui.common.record_table import RecordTable
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.common.void_dialog import describe_voided
from clinic_app.words import N_, Message, _

SERIES, SCORE, CONTEXT, STATE = range(2, 6)
_COLUMNS = (
    (N_("Date"), 138),
    (N_("Time"), 62),
    (N_("Series"), 136),
    (N_("Score"), 62),
    (N_("Context"), 0),
    (Message(""), 0),
)
_HALF_MARK = 4.0  # px


def ratings_table(workspace: Workspace) -> RecordTable[PainRating]:
    """A table of ratings, which are given the oldest first."""
    return RecordTable(
        workspace.pain,
        _words,
        what="rating",
        columns=[(_(name) if name else "", wide) for name, wide in _COLUMNS],
        drafts=workspace.drafts,
        writable=not workspace.is_read_only,
        counted="rating",
        describe=_describe,
        hint=_("Typed 8 instead of 3"),
        face=_face,
        icon=lambda rating, column: _icon(rating) if column == SERIES else None,
        row_height=40,
        wraps=True,
    )


def _words(rating: PainRating) -> tuple[str, ...]:
    site = region_named(rating.site).words if rating.site else ""
    state = _("from a file") if rating.source == "csv" else ""
    return (
        long_date(rating.at.date()),
        f"{rating.at:%H:%M}",
        ", ".join(filter(None, (rating.series.label, site))),
        str(rating.score),
        rating.context,
        describe_voided(rating.void_reason) if rating.voided else state,
    )


def _describe(rating: PainRating) -> str:
    when = f"{long_date(rating.at.date())}, {rating.at:%H:%M}"
    return _(
        "{series}: {score} of 10, {when}",
        series=rating.series.label,
        score=rating.score,
        when=when,
    )


def _face(rating: PainRating, column: int) -> QFont:
    face = font(SMALL if column in (CONTEXT, STATE) else BODY, bold=column == SCORE)
    face.setStrikeOut(rating.voided and column != STATE)
    return face


def _icon(rating: PainRating) -> QIcon:
    return _mark(rating.series, "third" if rating.voided else "", tokens().dark)


@cache
def _mark(series: Series, colour: str, _dark: bool) -> QIcon:
    """The mark of a series in the colours of the theme, alike on a row that is chosen."""
    made = QIcon()
    for ratio in (1, 2, 3):
        drawn = series_picture(series, _HALF_MARK, ratio, colour=colour)
        made.addPixmap(drawn, QIcon.Mode.Normal)
        made.addPixmap(drawn, QIcon.Mode.Selected)
    return made
