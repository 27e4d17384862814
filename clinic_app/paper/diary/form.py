"""The diary as a PDF form: the printed pages with a field in every box."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import timedelta

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import Series
from clinic_app.paper.diary import diary, form_fields, form_names
from clinic_app.paper.diary import pages as diary_pages
from clinic_app.paper.handout import pages
from clinic_app.paper.handout.content import Card, HandoutContent
from clinic_app.paper.handout.safety import safety_blocks
from clinic_app.paper.page.block import space, stack
from clinic_app.paper.page.page import Page
from clinic_app.paper.page.sheet import FORMATS, Format, Sheet
from clinic_app.paper.type.fonts import clean
from clinic_app.paper.wording import PageWording
from clinic_app.words import LONG_DAY

MOST_FIELDS = 5_000  # what the reader takes
_SIZE, _INSET = 12.0, 1.5


def form_pdf(content: HandoutContent, form_id: str) -> bytes:
    """Two weeks from ``content.printed_on`` on, to be filled in by any reader of PDF forms.

    Raises `fonts.MissingGlyph` for text that no font here can print, and UserError for more boxes
    than a form may have.
    """
    pages.check_texts(content)
    labels = dict(_labels(content))
    if len(labels) >= MOST_FIELDS:
        raise UserError("This plan has too many boxes for a form.", "Print the diary instead.")
    sheet = _FormSheet(content, labels)
    sheet.fields.identity(form_id)
    pages.draw(sheet, _pages(content))
    sheet.fields.finish()
    return sheet.finish()


def _pages(content: HandoutContent) -> list[Page]:
    """Laid out as the printed diary; what is to be done by hand or at the clinic is left out."""
    wording = content.wording
    inner = FORMATS[content.options.paper].inner
    title, boxes, emergency, same_day, _ = safety_blocks(content, inner, size=_SIZE)
    safety = stack([title, space(3), boxes, space(8), emergency, space(7), same_day])
    how_to = wording.gettext(
        "Click a box each time you do one. Each night, type a number for that day:"
        " **0** is no pain, **10** is the worst you can think of."
        " Missed a day? Leave it blank. Save each time."
    )
    what_to_do = wording.gettext("Fill it in, save it, and send it back")
    helped = ("help", diary.help_text(how_to, inner))
    return diary_pages.paged(content, what_to_do, [], helped, [("safety", safety)])


def _labels(content: HandoutContent) -> Iterator[tuple[str, str]]:
    """What is read out of each field, by its name."""
    wording = content.wording
    labels = {Series.WORST: wording.worst_pain, Series.AVERAGE: wording.average_pain}
    for week in (1, 2):
        for n in range(7):
            day = wording.date(content.printed_on + timedelta(days=7 * (week - 1) + n), LONG_DAY)
            for series, label in labels.items():
                name = form_names.score(series, week=week, day=n)
                yield name, wording.gettext("{label}, {day}, 0 to 10", label=label, day=day)
            for row, card in enumerate(content.cards):
                count = card.times_per_day
                for time in range(count):
                    name = form_names.tick(row, week=week, day=n, time=time)
                    yield name, _tick_text(wording, card, day, time + 1, count)


def _tick_text(wording: PageWording, card: Card, day: str, number: int, count: int) -> str:
    name = clean(card.row_name)
    if count == 1:
        return wording.gettext("{name}, {day}", name=name, day=day)
    return wording.gettext(
        "{name}, {day}, {number} of {count}", name=name, day=day, number=number, count=count
    )


class _FormSheet(Sheet):
    """A sheet on which every box that is to be filled in becomes a field."""

    def __init__(self, content: HandoutContent, labels: Mapping[str, str]) -> None:
        form: Format = FORMATS[content.options.paper]
        title = content.wording.diary
        super().__init__(form, title=title, language=pages.language_tag(content), tagged=True)
        self.fields = form_fields.Fields(self.canvas)
        self._labels = labels

    def tag(self, kind: str, extra: str = "") -> AbstractContextManager[None]:
        """The fields of a cell are read out themselves, in place of the boxes drawn."""
        return self.part(kind) if kind == "TD" else super().tag(kind, extra)

    def blank(self, name: str, *, x: float, top: float, width: float, height: float) -> None:
        """Put the field of this name into the box."""
        bottom = self.format.height - top - height
        edge = 0.0 if _is_tick(name) else _INSET
        rect = (x + edge, bottom + edge, x + width - edge, bottom + height - edge)
        add = self.fields.tick if _is_tick(name) else self.fields.number
        parent = self.tag_field(form_fields.object_name(self.canvas, name))
        add(name, self._labels[name], rect, struct_parent=parent)


def _is_tick(name: str) -> bool:
    return "-x" in name
