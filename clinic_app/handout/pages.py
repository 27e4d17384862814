"""The handout as a PDF, drawn from its content."""

from collections.abc import Iterator
from dataclasses import fields

from clinic_app.domain.handout import RenderedHandout
from clinic_app.handout import fonts
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.layout import Page, lay_out
from clinic_app.handout.sheet import FORMATS, Sheet
from clinic_app.handout.wording import WORDINGS


def render(content: HandoutContent) -> RenderedHandout:
    """Lay out and draw the handout; the same content gives the same bytes.

    Raises `fonts.MissingGlyph` naming characters that no font here can print, and where they are.
    """
    for where, text in _texts(content):
        fonts.check(text, where)
    pages = lay_out(content)
    wording = WORDINGS[content.options.language]
    form = FORMATS[content.options.paper]
    sheet = Sheet(form, title=wording.home_exercises, language=wording.language)
    for number, page in enumerate(pages, 1):
        _draw(sheet, page, number, len(pages))
    return RenderedHandout(sheet.finish(), len(pages))


def _draw(sheet: Sheet, page: Page, number: int, pages: int) -> None:
    x, edge = sheet.format.side, sheet.format.edge
    page.head.draw(sheet, x, edge)
    for _, block, top in page.placed(edge):
        block.draw(sheet, x, top)
    page.foot.draw(sheet, page=number, pages=pages)
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
