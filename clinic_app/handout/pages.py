"""The handout as a PDF, drawn from its content."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import fields

from clinic_app.domain.handout import Layout, RenderedHandout
from clinic_app.domain.patient import Paper
from clinic_app.handout import fonts
from clinic_app.handout.block import Block
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.frame import Foot
from clinic_app.handout.layout import Page, lay_out
from clinic_app.handout.sheet import FORMATS, Sheet

_A4_LANGUAGES = {"en": "en-US", "es": "es"}


def render(content: HandoutContent, chart_copy: HandoutContent | None = None) -> RenderedHandout:
    """Lay out and draw the handout; the same content gives the same bytes.

    The pages of ``chart_copy`` follow the patient's own, numbered by themselves. Raises
    `fonts.MissingGlyph` naming characters that no font here can print, and where they are, and
    UserError for exercises that do not fit the one page asked for.
    """
    parts = [content, chart_copy] if chart_copy else [content]
    for part in parts:
        check_texts(part)
    laid_out = [(part, lay_out(part)) for part in parts]
    wording = content.wording
    form = FORMATS[content.options.paper]
    what = wording.diary if content.options.layout is Layout.DIARY else wording.home_exercises
    language = language_tag(content)
    sheet = Sheet(form, title=what, language=language, tagged=True)
    for part, pages in laid_out:
        with sheet.part("Sect", language=language_tag(part)):
            draw(sheet, pages)
    return RenderedHandout(sheet.finish(), sum(len(pages) for _, pages in laid_out))


def language_tag(content: HandoutContent) -> str:
    """``en-US`` or ``es-US`` for Letter, the language of the United States; plain on A4."""
    language = content.options.language
    return f"{language}-US" if content.options.paper is Paper.LETTER else _A4_LANGUAGES[language]


def check_texts(content: HandoutContent) -> None:
    """Raises `fonts.MissingGlyph` naming characters that no font here can print, and where."""
    for where, text in _texts(content):
        fonts.check(text, where)


def draw(sheet: Sheet, pages: Sequence[Page]) -> None:
    """Draw pages one after another; what repeats is read out once."""
    x, edge = sheet.format.side, sheet.format.edge
    read: list[Block | Foot] = []  # what repeats is read out once
    for number, page in enumerate(pages, 1):
        with sheet.artifact() if page.head in read else nullcontext():
            page.head.draw(sheet, x, edge)
        for _, block, top in page.placed(edge):
            block.draw(sheet, x, top)
        with sheet.artifact() if page.foot in read else nullcontext():
            page.foot.draw(sheet, number, len(pages))
        read += [page.head, page.foot]
        sheet.next_page()


# --- every text, and where it stands ------------------------------------------------------------

_PLACES = {
    "given_name": "the patient's given name",
    "initials": "the patient's initials",
    "clinic_name": "the clinic's name",
    "clinic_phone": "the clinic's phone number",
    "clinic_address": "the clinic's address",
    "clinician": "the clinician's name",
    "emergency_number": "the emergency number",
    "pain_rule": "the plan's own rule of pain",
}


def _texts(content: HandoutContent) -> Iterator[tuple[str, str]]:
    for field in fields(content):
        if field.name in _PLACES:
            yield _PLACES[field.name], getattr(content, field.name)
    for n, card in enumerate(content.cards, 1):
        where = f"exercise {n}"
        yield f"the name of {where}", card.name
        yield f"the dose of {where}", " ".join((*card.dose, *card.details))
        yield f"the steps of {where}", " ".join(card.steps)
        yield f"the words of {where}", f"{card.feel} {card.cue}"
        yield f"the note of {where}", card.note
        for rung in (card.easier, card.harder):
            yield f"the next step of {where}", rung.text if rung else ""
