"""The pages of exercises: whole cards on as few pages, in letters and pictures as large, as fit."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.handout import ONE_PAGE_MOST
from clinic_app.paper.handout.card import card_block
from clinic_app.paper.handout.card_metrics import (
    LARGE_PRINT,
    LARGEST,
    PANEL_HEIGHT,
    SMALLEST,
    CardMetrics,
)
from clinic_app.paper.handout.compact_card import compact_card, legend, run_in_card
from clinic_app.paper.handout.content import Card, HandoutContent
from clinic_app.paper.handout.frame import footing, header
from clinic_app.paper.handout.large_card import LOWEST_PICTURE, card_pieces, large_card
from clinic_app.paper.handout.large_frame import large_footing, large_header
from clinic_app.paper.handout.paginate import fewest_pages, shared_out
from clinic_app.paper.handout.safety import safety_block
from clinic_app.paper.page.block import Block
from clinic_app.paper.page.page import Foot, NamedBlock, Page, heights, room_between, tall
from clinic_app.paper.page.sheet import FORMATS, RULE, Sheet
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import PageWording, paper_date

_SIZES = (LARGEST, 15.5, 15.0, 14.5, 14.0, 13.5, 13.0, 12.5, SMALLEST)  # of patient text, points
_GAP, _DRAWN_GAP = 9.0, 4.0
_WIDEST_GAP, _WIDEST_BETWEEN_PICTURES = 25.0, 14.0
_LOWER_PICTURES = (1.0, 0.85, 0.7)  # in large print, before a card is cut up
_TRIES = 4  # of picture heights; each comes twice as near to the largest


@dataclass(frozen=True)
class Style:
    """How cards are made: ``lowest`` and ``highest`` are of picture areas at 12 points."""

    card: Callable[[Card, CardMetrics], Block]
    sizes: tuple[float, ...]
    lowest: float = PANEL_HEIGHT
    highest: float = 200.0
    gap: float = _GAP


_STANDARD = Style(card_block, _SIZES)
_DRAWN = replace(_STANDARD, gap=_DRAWN_GAP)
_COMPACT = Style(compact_card, _SIZES, gap=_DRAWN_GAP)
_RUN_IN = Style(run_in_card, (SMALLEST,), gap=2.0)
_LARGE = Style(large_card, (LARGE_PRINT,), LOWEST_PICTURE, 330.0)


class _Pages:
    """The cards of one handout in one style, measured for one paper."""

    def __init__(self, content: HandoutContent, style: Style, room: float) -> None:
        self.content, self.style, self.room = content, style, room
        self.inner = FORMATS[content.options.paper].inner
        self.wording = content.wording
        self.blocks = cache(self._blocks)  # measured once for each size of letters

    def _blocks(self, size: float) -> list[NamedBlock]:
        """Every card; one that is taller than a page in parts."""
        found: list[NamedBlock] = []
        m = self._measure(size, self.style.lowest * (size / self.style.sizes[-1]))
        for n, card in enumerate(self.content.cards, 1):
            whole = self._whole(card, m)
            pieces = [whole] if whole else card_pieces(card, m, self.room)
            found += [(f"card {n}", piece) for piece in pieces]
        return found

    def _whole(self, card: Card, m: CardMetrics) -> Block | None:
        """The card on one page, if need be without its cue and with lower pictures; or None."""
        tries = [(card, m)]
        if m.is_large:
            short = replace(card, cue="")
            tries += [(short, replace(m, picture=m.picture * k)) for k in _LOWER_PICTURES]
        made = (self.style.card(tried, measure) for tried, measure in tries)
        return next((block for block in made if block.height <= self.room), None)

    def fewest(self, tail: Sequence[NamedBlock]) -> int:
        """How many pages cards and tail need at least."""
        smallest = [*self.blocks(self.style.sizes[-1]), *tail]
        return fewest_pages(heights(smallest), room=self.room, gap=self.style.gap)

    def filled(self, tail: Sequence[NamedBlock]) -> list[list[NamedBlock]]:
        """Cards and tail on the fewest pages, in the largest letters that need no page more."""

        def at_size(size: float) -> list[NamedBlock]:
            return [*self.blocks(size), *tail]

        sizes, gap = self.style.sizes, self.style.gap
        smallest = at_size(sizes[-1])
        pages = fewest_pages(heights(smallest), room=self.room, gap=gap)

        def fits(size: float) -> bool:
            needed = fewest_pages(heights(at_size(size)), room=self.room, gap=gap)
            return len(at_size(size)) == len(smallest) and needed == pages

        size = sizes[bisect_left(sizes, True, hi=len(sizes) - 1, key=fits)]
        blocks = at_size(size)
        groups: list[list[NamedBlock]] = []
        for count in shared_out(heights(blocks), pages, room=self.room, gap=gap):
            start = sum(map(len, groups))
            groups.append(blocks[start : start + count])
        return [self._grown(group, size) for group in groups]

    def pages(self, groups: Sequence[Sequence[NamedBlock]], head: Block, foot: Foot) -> list[Page]:
        """Each group on its page, with spare height between the cards."""
        return [Page(head, foot, tuple(group), self._gap(group)) for group in groups]

    def _measure(self, size: float, picture: float) -> CardMetrics:
        drawn = self.content.is_drawn
        return CardMetrics(self.inner, size, self.wording, picture=picture, drawn=drawn)

    @property
    def _widest_gap(self) -> float:
        return _WIDEST_BETWEEN_PICTURES if self.content.is_drawn else _WIDEST_GAP

    def _gap(self, group: Sequence[NamedBlock]) -> float:
        """Spare height goes between the cards, up to what still reads as one page."""
        least = self.style.gap
        if len(group) < 2:
            return least
        spare = self.room - tall(group, least)
        return min(self._widest_gap, least + max(0.0, spare) / (len(group) - 1))

    def _grown(self, group: list[NamedBlock], size: float) -> list[NamedBlock]:
        """What is then left of the page goes to the pictures."""
        cards = [name for name, _ in group if name.startswith("card")]
        if not self.content.is_drawn or len(set(cards)) < len(cards) or not cards:
            return group
        low = self.style.lowest * (size / self.style.sizes[-1])
        spare = self.room - tall(group, self._widest_gap)
        high = min(self.style.highest * size / self.style.sizes[-1], low + spare / len(cards))
        step = high - low
        for _ in range(_TRIES):
            if step < 2:
                break
            taller = self._with_pictures(group, size, low + step)
            if tall(taller, self.style.gap) <= self.room:
                return taller
            step /= 2
        return group

    def _with_pictures(
        self, group: list[NamedBlock], size: float, picture: float
    ) -> list[NamedBlock]:
        m = self._measure(size, picture)
        made = {f"card {n}": card for n, card in enumerate(self.content.cards, 1)}
        return [
            (name, self.style.card(made[name], m) if name in made else block)
            for name, block in group
        ]


def standard(content: HandoutContent) -> Callable[[Sequence[NamedBlock]], list[Page]]:
    """Exercises on as many pages as they need; what is given to the result ends the last.

    Where that spares a page, what to think of is left out; steps never are.
    """
    head, foot = _frame(content)
    style = _DRAWN if content.is_drawn else _STANDARD
    room = room_between(FORMATS[content.options.paper], head, foot)
    full = _Pages(content, style, room)
    short = _Pages(_without_cues(content), style, room)

    def ended(tail: Sequence[NamedBlock]) -> list[Page]:
        needed = full.fewest(tail)
        spares = content.is_drawn and needed > 1 and short.fewest(tail) < needed
        made = short if spares else full
        groups = made.filled(tail)
        return made.pages([*groups[:-1], _with_notes(made, groups[-1])], head, foot)

    return ended


def large(content: HandoutContent) -> list[Page]:
    """Exercises in large print, mostly one on a page."""
    paper = FORMATS[content.options.paper]
    head = large_header(content, paper.inner, title=content.wording.title)
    foot = large_footing(content, paper.inner, strip=True)
    made = _Pages(content, _LARGE, room_between(paper, head, foot))
    return made.pages(made.filled([]), head, foot)


def one_page(content: HandoutContent) -> Page:
    """All exercises on one page. Raises UserError where they do not fit.

    Where it is short of room the signs for a call on the same day are left to the diary's sheet.
    """
    if len(content.cards) > ONE_PAGE_MOST:
        raise _too_much(f"{len(content.cards)} exercises")
    for shown in (content, replace(content, same_day_short=())):
        page = _fitting_page(shown)
        if page:
            return page
    raise _too_much("These exercises, with all their words,")


def _fitting_page(content: HandoutContent) -> Page | None:
    head, foot = _frame(content)
    room = room_between(FORMATS[content.options.paper], head, foot)
    short = _without_cues(content)
    drawn = (
        (content, _COMPACT),
        (content, _DRAWN),
        (short, _COMPACT),
        (short, _DRAWN),
        (short, _RUN_IN),
    )
    ways = drawn if content.is_drawn else ((content, _STANDARD), (short, _STANDARD))
    for shown, style in ways:
        for with_safety in (True, False):
            page = _one_page(_Pages(shown, style, room), head, foot, with_safety=with_safety)
            if page:
                return page
    return None


def _one_page(made: _Pages, head: Block, foot: Foot, *, with_safety: bool) -> Page | None:
    """The page, or None where it is not one; the safety words come along where they can."""
    content, gap = made.content, made.style.gap
    signs = legend(content, made.inner, made.wording)
    is_needed = made.style in (_COMPACT, _RUN_IN) and signs.height
    first = [("legend", signs)] if is_needed else []
    whole, room = made, made.room - (signs.height + gap if first else 0)
    made = _Pages(content, made.style, room)
    tail = [("safety", safety_block(content, made.inner))] if with_safety else []
    smallest = [*made.blocks(SMALLEST), *tail]
    if tall(smallest, gap) > room or len(smallest) > len(content.cards) + len(tail):
        return None
    (group,) = made.filled(tail)
    if not with_safety:
        group = _with_notes(made, group)
    return whole.pages([[*first, *group]], head, foot)[0]


def _too_much(what: str) -> UserError:
    return UserError(
        f"{what} do not fit on one page.",
        f"Choose the standard layout, which takes more sheets, or at most {ONE_PAGE_MOST}"
        " exercises.",
    )


def _without_cues(content: HandoutContent) -> HandoutContent:
    """What to think of goes first where a page is short of room; steps never do."""
    return replace(content, cards=tuple(replace(card, cue="") for card in content.cards))


def _frame(content: HandoutContent) -> tuple[Block, Foot]:
    inner = FORMATS[content.options.paper].inner
    wording = content.wording
    subtitle = _subtitle(content, wording)
    address = not content.is_drawn  # pictures need its line; the clinic's name and phone stay
    head = header(content, inner, title=wording.title, subtitle=subtitle, address=address)
    return head, footing(content, inner, strip=True)


def _with_notes(made: _Pages, group: list[NamedBlock]) -> list[NamedBlock]:
    """Lines to write on, where the page would else be empty at its foot."""
    spare = made.room - sum(heights(group)) - _WIDEST_GAP * len(group)
    if spare < _LEAST_NOTES:
        return group
    return [*group, ("notes", _notes_block(made.wording, made.inner, spare))]


def _subtitle(content: HandoutContent, wording: PageWording) -> str:
    minutes = wording.ngettext(
        "About {count} minute a day", "About {count} minutes a day", content.minutes_a_day
    )
    day = paper_date(wording, content.printed_on, content.options.paper)
    return f"{minutes}  ·  {day}"


_LEAST_NOTES = 90.0  # points; less is no place to write
_TITLE, _LINE = 20.0, 26.0


def _notes_block(wording: PageWording, inner: float, room: float) -> Block:
    """A title and as many lines as ``room`` has place for."""
    lines = int((room - _TITLE) // _LINE)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.text(
            wording.gettext("My questions for my PT"), x=x, base=top + 14, size=14, face=Face.BOLD
        )
        for n in range(1, lines + 1):
            at = top + _TITLE + n * _LINE
            sheet.rule(x=x, top=at, to_x=x + inner, to_top=at, colour=RULE, line=0.9)

    return Block(_TITLE + lines * _LINE, draw)
