"""Pages of a handout or a form drawn on a sheet; its texts, checked; the language it is in."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import fields

from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.page.block import Block
from clinic_app.paper.page.page import Foot, Page
from clinic_app.paper.page.sheet import Sheet
from clinic_app.paper.type import fonts


def language_tag(content: HandoutContent) -> str:
    """``en-US`` or ``es-US`` for Letter, the language of the United States; plain on A4."""
    language = content.options.language
    is_american = content.options.paper is Paper.LETTER or language == "en"
    return f"{language}-US" if is_american else language


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
