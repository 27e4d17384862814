"""What taking a record in would do: who it is, and how much of each kind is new."""

from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.record_preview import Fate, RecordPreview
from clinic_app.ui.common.card import boxed, column, scrolling
from clinic_app.ui.common.notice_bar import NoticeBar
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.words import NP_, _, ngettext

_COLUMNS = (
    (Fate.NEW, NP_("entries", "New")),
    (Fate.KNOWN, NP_("entries", "Here already")),
    (Fate.DIFFERS, NP_("entries", "Different here")),
    (Fate.REFUSED, NP_("entries", "Refused")),
    (Fate.ASIDE, NP_("entries", "Kept aside")),
)
_MOST_ROWS = 50
_TALLEST = 280  # px


def preview_view(found: RecordPreview) -> QWidget:
    """A preview in words; it changes nothing."""
    parts: list[QWidget] = [
        label(_who(found), size=CARD_NAME, bold=True, wrap=True),
        label(_whence(found), size=SECOND_LINE, tone="second", wrap=True),
        *(NoticeBar(what, next_step) for what, next_step in _cautions(found)),
    ]
    inside = column(_table(found), spacing=-1)
    for one in found.told[:_MOST_ROWS]:
        words = f"{one.words[0].upper()}{one.words[1:]}: {one.why}"
        inside.addWidget(label(words, size=SECOND_LINE, wrap=True))
    if len(found.told) > _MOST_ROWS:
        number = len(found.told) - _MOST_ROWS
        shown = f"{number:,}"
        more = ngettext(
            "and {count} more like these", "and {count} more like these", number, count=shown
        )
        inside.addWidget(label(more, size=SECOND_LINE, tone="second"))
    inside.addStretch(1)
    page = boxed(inside)
    area = scrolling(page)
    area.setMinimumHeight(min(_TALLEST, page.sizeHint().height() + 4))
    return boxed(column(*parts, area))


def _who(found: RecordPreview) -> str:
    if found.born is None:
        return found.name
    return _("{name}, born {day}", name=found.name, day=day_words(found.born))


def _whence(found: RecordPreview) -> str:
    number = found.record_number
    if found.is_here:
        here = _("Is here already, as {number}.", number=number)
    else:
        here = _("Gets the number {number} here.", number=number)
    when = day_words(found.exported_at.date())
    clinic = found.clinic_name or _("another clinic")
    whence = _("From {clinic}, saved {day}.", clinic=clinic, day=when)
    return f"{whence} {here}"


def _cautions(found: RecordPreview) -> list[tuple[str, str]]:
    cautions: list[tuple[str, str]] = []
    for one in found.alike:
        who = f"{one.name} ({one.record_number})" if one.record_number else one.name
        cautions.append(
            (
                _("{patient} is here with the same name and birth date.", patient=who),
                _("Taken in, this is a second record; the two can be made one afterwards."),
            )
        )
    if found.count(Fate.DIFFERS):
        cautions.append((_("Some of it is different here."), _("What is here stays as it is.")))
    if found.unknown_exercises:
        unknown = ", ".join(found.unknown_exercises)
        cautions.append(
            (
                _("Not in this library: {exercises}.", exercises=unknown),
                _("Plans with them are kept beside the record."),
            )
        )
    return cautions


def _table(found: RecordPreview) -> QGridLayout:
    columns = [(fate, _(words)) for fate, words in _COLUMNS if found.count(fate)]
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setColumnStretch(len(columns) + 1, 1)
    for place, (_fate, words) in enumerate(columns, 1):
        grid.addWidget(label(words, bold=True), 0, place)
    line = 1
    for part in found.parts:
        if any(part.counts.get(fate) for fate, _words in columns):
            grid.addWidget(label(f"{part.words[0].upper()}{part.words[1:]}"), line, 0)
            for place, (fate, words) in enumerate(columns, 1):
                count = part.counts.get(fate, 0)
                shown = label(f"{count:,}" if count else "–", tone="ink" if count else "second")
                shown.setAccessibleName(f"{part.words}, {words}: {count}")
                grid.addWidget(shown, line, place)
            line += 1
    return grid
