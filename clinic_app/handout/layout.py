"""Where everything on a handout stands: cards on exercise pages, then diary and safety words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from clinic_app.handout import diary
from clinic_app.handout.block import Block, stack
from clinic_app.handout.card import LARGEST, SMALLEST, Measure, card_block, card_pieces
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.frame import Footing, footing, header
from clinic_app.handout.notes import LEAST_NOTES, notes_block
from clinic_app.handout.paginate import fewest_pages, shared_out
from clinic_app.handout.safety import safety_block
from clinic_app.handout.sheet import FORMATS
from clinic_app.handout.wording import WORDINGS, Wording

_GAP, _WIDEST_GAP = 9.0, 25.0
_UNDER_HEAD = 9.0
_SIZES = (LARGEST, 15.5, 15.0, 14.5, 14.0, 13.5, 13.0, 12.5, SMALLEST)  # of patient text, points
_DIARY_GAP = 6.0


@dataclass(frozen=True)
class Page:
    """A page's blocks by name (``card 2``, ``week``, ``safety``), from the top, ``gap`` apart."""

    head: Block
    foot: Footing
    blocks: tuple[tuple[str, Block], ...]
    gap: float

    def placed(self, edge: float) -> Iterator[tuple[str, Block, float]]:
        """Each block with its name and the top it stands at, below a head at ``edge``."""
        top = edge + self.head.height + _UNDER_HEAD
        for name, block in self.blocks:
            yield name, block, top
            top += block.height + self.gap


def lay_out(content: HandoutContent) -> list[Page]:
    """Cards, then the diary. The safety words end it, or the cards where that saves a page."""
    paper = FORMATS[content.options.paper]
    safety = ("safety", safety_block(content, paper.inner))
    if not content.options.diary:
        return _exercise_pages(content, [safety])
    diary_pages = _diary_pages(content, [safety])
    cards_only = _exercise_pages(content, [])
    if len(diary_pages) > 1:
        grids_only, with_safety = _diary_pages(content, []), _exercise_pages(content, [safety])
        saves = len(with_safety) + len(grids_only) < len(cards_only) + len(diary_pages)
        if saves and len(with_safety[-1].blocks) > 2:  # a last card alone looks forgotten
            return [*with_safety, *grids_only]
    return [*cards_only, *diary_pages]


def _exercise_pages(content: HandoutContent, tail: list[tuple[str, Block]]) -> list[Page]:
    paper = FORMATS[content.options.paper]
    wording = WORDINGS[content.options.language]
    head = header(content, paper.inner, title=wording.title, subtitle=_subtitle(content, wording))
    foot = footing(content, paper.inner, strip=True)
    room = _room(content, head, foot)
    return [
        Page(head, foot, tuple(group), _even_gap([b for _, b in group], room))
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

    @cache
    def at_size(size: float) -> list[tuple[str, Block]]:
        return [*_blocks(content, Measure(inner, size, wording), room), *tail]

    smallest = at_size(SMALLEST)
    pages = fewest_pages(_heights(smallest), room=room, gap=_GAP)

    def fits(size: float) -> bool:
        heights = _heights(at_size(size))
        needed = fewest_pages(heights, room=room, gap=_GAP)
        return len(heights) == len(smallest) and needed == pages

    blocks = at_size(_SIZES[bisect_left(_SIZES, True, hi=len(_SIZES) - 1, key=fits)])
    groups: list[list[tuple[str, Block]]] = []
    for count in shared_out(_heights(blocks), pages, room=room, gap=_GAP):
        start = sum(map(len, groups))
        groups.append(blocks[start : start + count])
    return _with_notes(groups, wording, inner, room)


def _with_notes(
    groups: list[list[tuple[str, Block]]], wording: Wording, inner: float, room: float
) -> list[list[tuple[str, Block]]]:
    """Lines to write on, where the last page would else be empty at its foot."""
    last = groups[-1]
    spare = room - sum(_heights(last)) - _WIDEST_GAP * len(last)
    if spare < LEAST_NOTES:
        return groups
    return [*groups[:-1], [*last, ("notes", notes_block(wording, inner, spare))]]


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


def _diary_pages(content: HandoutContent, safety: list[tuple[str, Block]]) -> list[Page]:
    paper = FORMATS[content.options.paper]
    wording = WORDINGS[content.options.language]
    day = wording.long_date(content.printed_on, content.options.paper)
    subtitle = f"{wording.diary_bring}  ·  {day}"
    head = header(content, paper.inner, title=wording.diary_title, subtitle=subtitle, address=False)
    foot = footing(content, paper.inner, strip=False)
    room = _room(content, head, foot)
    groups = _diary_groups(content, paper.inner, room, safety)
    return [Page(head, foot, tuple(group), _diary_gap(group, room)) for group in groups]


def _diary_groups(
    content: HandoutContent, inner: float, room: float, safety: list[tuple[str, Block]]
) -> list[list[tuple[str, Block]]]:
    """On one page in the widest rows that fit it; else a week on each of two, or as it flows."""
    first = ("intention", diary.intention(content, inner))
    helped = ("help", diary.help_text(content, inner))

    def weeks(row: float) -> list[list[tuple[str, Block]]]:
        parts = [diary.week(content, inner, number=n, row=row, room=room - 60) for n in (1, 2)]
        return [[("week", part) for part in week] for week in parts]

    for row in diary.ROWS:
        one, two = weeks(row)
        whole = [first, *one, *two, helped, *safety]
        if _tall(whole) <= room:
            return [whole]
    for row in diary.ROWS:
        one, two = weeks(row)
        if _tall([first, helped, *one]) <= room and _tall([*two, *safety]) <= room:
            return [[first, helped, *one], [*two, *safety]]
    one, two = weeks(diary.ROWS[-1])
    return _flowed([first, helped, *one, *two, *safety], room)


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
