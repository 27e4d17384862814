"""The handout as a PDF: cards on exercise pages, then the diary with the safety words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from clinic_app.handout import diary, fonts
from clinic_app.handout.block import Block, stack
from clinic_app.handout.card import LARGEST, SMALLEST, Measure, card_block, card_pieces
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.frame import Footing, footing, header
from clinic_app.handout.paginate import fewest_pages, shared_out
from clinic_app.handout.safety import safety_block
from clinic_app.handout.sheet import FORMATS, Sheet
from clinic_app.handout.wording import WORDINGS, Wording

_GAP, _WIDEST_GAP = 11.0, 25.0
_UNDER_HEAD = 9.0
_SIZE_STEP = 0.5
_DIARY_GAP = 6.0


@dataclass(frozen=True)
class Placement:
    """Where a block ended up: page from 1, top and bottom in points from the top edge."""

    page: int
    what: str
    top: float
    bottom: float


@dataclass(frozen=True)
class RenderedHandout:
    """The document, how many pages it has, and where its blocks stand."""

    pdf: bytes
    pages: int
    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class _Page:
    head: Block
    foot: Footing
    blocks: tuple[tuple[str, Block], ...]
    gap: float


def render(content: HandoutContent) -> RenderedHandout:
    """Lay out and draw the handout; the same content gives the same bytes.

    Raises `fonts.MissingGlyph` naming characters that no font here can print, and where they are.
    """
    for where, text in _texts(content):
        fonts.check(text, where)
    pages = _all_pages(content)
    wording = WORDINGS[content.options.language]
    sheet = Sheet(
        FORMATS[content.options.paper],
        title=wording.home_exercises,
        language=wording.language,
    )
    placed = [p for n, page in enumerate(pages, 1) for p in _draw(sheet, page, n, len(pages))]
    return RenderedHandout(sheet.finish(), len(pages), tuple(placed))


def _draw(sheet: Sheet, page: _Page, number: int, pages: int) -> Iterator[Placement]:
    x, top = sheet.format.side, sheet.format.edge
    page.head.draw(sheet, x, top)
    top += page.head.height + _UNDER_HEAD
    for what, block in page.blocks:
        block.draw(sheet, x, top)
        yield Placement(number, what, top, top + block.height)
        top += block.height + page.gap
    page.foot.draw(sheet, page=number, pages=pages)
    sheet.next_page()


# --- exercise pages -----------------------------------------------------------------------------


def _all_pages(content: HandoutContent) -> list[_Page]:
    """Cards, then the diary. The safety words stand with the diary, or else after the cards."""
    paper = FORMATS[content.options.paper]
    safety = ("safety", safety_block(content, paper.inner))
    if not content.options.diary:
        return _exercise_pages(content, [safety])
    diary_pages = _diary_pages(content, [safety])
    if len(diary_pages[-1].blocks) > 1:
        return [*_exercise_pages(content, []), *diary_pages]
    cards_only, with_safety = _exercise_pages(content, []), _exercise_pages(content, [safety])
    if len(with_safety) == len(cards_only):
        return [*with_safety, *_diary_pages(content, [])]
    return [*cards_only, *diary_pages]


def _exercise_pages(content: HandoutContent, tail: list[tuple[str, Block]]) -> list[_Page]:
    paper = FORMATS[content.options.paper]
    wording = WORDINGS[content.options.language]
    head = header(content, paper.inner, title=wording.title, subtitle=_subtitle(content, wording))
    foot = footing(content, paper.inner, strip=True)
    room = _room(content, head, foot)
    return [
        _Page(head, foot, tuple(group), _even_gap([b for _, b in group], room))
        for group in _filled(content, paper.inner, room, tail)
    ]


def _room(content: HandoutContent, head: Block, foot: Footing) -> float:
    """Height between the header and the foot."""
    paper = FORMATS[content.options.paper]
    return paper.height - 2 * paper.edge - head.height - _UNDER_HEAD - foot.height - 8


def _filled(
    content: HandoutContent, inner: float, room: float, tail: list[tuple[str, Block]]
) -> list[list[tuple[str, Block]]]:
    """Cards and tail on the fewest pages, in the largest letters that need no page more."""
    wording = WORDINGS[content.options.language]
    size = SMALLEST
    blocks = [*_blocks(content, Measure(inner, size, wording), room), *tail]
    pages = fewest_pages(_heights(blocks), room=room, gap=_GAP)
    while size < LARGEST:
        size += _SIZE_STEP
        larger = [*_blocks(content, Measure(inner, size, wording), room), *tail]
        needed = fewest_pages(_heights(larger), room=room, gap=_GAP)
        if len(larger) > len(blocks) or needed > pages:
            break
        blocks = larger
    groups: list[list[tuple[str, Block]]] = []
    for count in shared_out(_heights(blocks), pages, room=room, gap=_GAP):
        start = sum(map(len, groups))
        groups.append(blocks[start : start + count])
    return groups


def _heights(blocks: Sequence[tuple[str, Block]]) -> list[float]:
    return [block.height for _, block in blocks]


def _blocks(content: HandoutContent, m: Measure, room: float) -> list[tuple[str, Block]]:
    blocks: list[tuple[str, Block]] = []
    for n, card in enumerate(content.cards, 1):
        whole = card_block(card, m)
        pieces = [whole] if whole.height <= room else card_pieces(card, m, room)
        blocks += [(f"card {n}", piece) for piece in pieces]
    return blocks


def _even_gap(blocks: Sequence[Block], room: float) -> float:
    """Spare height goes between the cards, up to what still reads as one page."""
    if len(blocks) < 2:
        return _GAP
    spare = room - sum(b.height for b in blocks) - _GAP * (len(blocks) - 1)
    return min(_WIDEST_GAP, _GAP + max(0.0, spare) / (len(blocks) - 1))


def _subtitle(content: HandoutContent, wording: Wording) -> str:
    n = content.minutes_a_day
    minutes = wording.minute if n == 1 else wording.minutes.format(n=n)
    day = wording.long_date(content.printed_on, content.options.paper)
    return f"{minutes}  ·  {day}"


# --- the diary ----------------------------------------------------------------------------------


def _diary_pages(content: HandoutContent, safety: list[tuple[str, Block]]) -> list[_Page]:
    paper = FORMATS[content.options.paper]
    wording = WORDINGS[content.options.language]
    day = wording.long_date(content.printed_on, content.options.paper)
    subtitle = f"{wording.diary_bring}  ·  {day}"
    head = header(content, paper.inner, title=wording.diary_title, subtitle=subtitle, address=False)
    foot = footing(content, paper.inner, strip=False)
    room = _room(content, head, foot)
    groups = _diary_groups(content, paper.inner, room, safety)
    return [_Page(head, foot, tuple(group), _diary_gap(group, room)) for group in groups]


def _diary_groups(
    content: HandoutContent, inner: float, room: float, safety: list[tuple[str, Block]]
) -> list[list[tuple[str, Block]]]:
    """On one page where it fits, in narrower rows if it must; else a week on each page."""
    first = ("intention", diary.intention(content, inner))
    helped = ("help", diary.help_text(content, inner))
    for tight in (False, True):
        weeks = [
            ("week", part)
            for n in (1, 2)
            for part in diary.week(content, inner, number=n, tight=tight, room=room - 60)
        ]
        whole = [first, *weeks, helped, *safety]
        if _tall(whole) <= room:
            return [whole]
    return _flowed([first, helped, *weeks, *safety], room)


def _flowed(blocks: Sequence[tuple[str, Block]], room: float) -> list[list[tuple[str, Block]]]:
    groups: list[list[tuple[str, Block]]] = [[]]
    for block in blocks:
        if groups[-1] and _tall([*groups[-1], block]) > room:
            groups.append([])
        groups[-1].append(block)
    return groups


def _tall(blocks: Sequence[tuple[str, Block]]) -> float:
    return stack([b for _, b in blocks], gap=_DIARY_GAP).height


def _diary_gap(blocks: Sequence[tuple[str, Block]], room: float) -> float:
    spare = room - _tall(blocks)
    return _DIARY_GAP + min(8.0, max(0.0, spare) / max(1, len(blocks) - 1))


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
