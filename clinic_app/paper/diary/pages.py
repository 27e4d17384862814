"""The pages of the diary: two weeks to fill in, then the safety words."""

from collections.abc import Sequence

from clinic_app.paper.diary import diary
from clinic_app.paper.diary.large_diary import large_week
from clinic_app.paper.handout.card_metrics import LARGE_PRINT
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.handout.frame import footing, header
from clinic_app.paper.handout.large_frame import large_footing, large_header
from clinic_app.paper.handout.safety import safety_blocks
from clinic_app.paper.page.page import NamedBlock, Page, room_between, tall
from clinic_app.paper.page.sheet import FORMATS
from clinic_app.paper.wording import paper_date

_GAP = 6.0


def standard(content: HandoutContent, safety: Sequence[NamedBlock]) -> list[Page]:
    """Both weeks on one page where they fit, and ``safety`` at the end."""
    inner = FORMATS[content.options.paper].inner
    wording = content.wording
    first = ("intention", diary.intention(content, inner))
    helped = ("help", diary.help_text(wording.diary_help, inner))
    what_to_do = wording.gettext("Bring this page to your next visit")
    return paged(content, what_to_do, [first], helped, safety)


def paged(
    content: HandoutContent,
    what_to_do: str,
    first: Sequence[NamedBlock],
    helped: NamedBlock,
    safety: Sequence[NamedBlock],
) -> list[Page]:
    """Both weeks below ``first`` and above ``helped``; ``what_to_do`` stands under the title."""
    paper = FORMATS[content.options.paper]
    wording = content.wording
    day = paper_date(wording, content.printed_on, content.options.paper)
    subtitle = f"{what_to_do}  ·  {day}"
    head = header(content, paper.inner, title=wording.diary_title, subtitle=subtitle, address=False)
    foot = footing(content, paper.inner, strip=False)
    room = room_between(paper, head, foot)
    groups = _groups(content, paper.inner, room, first, helped, safety)
    return [Page(head, foot, tuple(group), _gap(group, room)) for group in groups]


def large(content: HandoutContent) -> list[Page]:
    """The weeks as they flow, then the safety words; all in large print."""
    paper = FORMATS[content.options.paper]
    title = content.wording.diary_title
    head = large_header(content, paper.inner, title=title)
    foot = large_footing(content, paper.inner, strip=True)
    bare = large_footing(content, paper.inner, strip=False)
    room = room_between(paper, head, foot)
    groups: list[list[NamedBlock]] = []
    if content.options.diary:
        first = ("intention", diary.intention(content, paper.inner, size=LARGE_PRINT))
        words = content.wording.diary_help
        helped = ("help", diary.help_text(words, paper.inner, size=LARGE_PRINT))
        weeks = [
            ("week", part)
            for n in (1, 2)
            for part in large_week(content, paper.inner, number=n, room=room)
        ]
        groups = _flowed([first, helped, *weeks], room)
    pages = [Page(head, foot, tuple(group), _gap(group, room)) for group in groups]
    safety = [("safety", b) for b in safety_blocks(content, paper.inner, size=LARGE_PRINT)]
    room = room_between(paper, head, bare)
    last = _flowed(safety, room)
    return [*pages, *(Page(head, bare, tuple(group), _gap(group, room)) for group in last)]


def _groups(
    content: HandoutContent,
    inner: float,
    room: float,
    first: Sequence[NamedBlock],
    helped: NamedBlock,
    safety: Sequence[NamedBlock],
) -> list[list[NamedBlock]]:
    """On one page in the widest rows that fit it; else a week on each of two, or as it flows."""

    def weeks(row: float) -> list[list[NamedBlock]]:
        parts = [diary.week(content, inner, number=n, row=row, room=room - 60) for n in (1, 2)]
        return [[("week", part) for part in week] for week in parts]

    for row in diary.ROWS:
        one, two = weeks(row)
        whole = [*first, *one, *two, helped, *safety]
        if tall(whole, _GAP) <= room:
            return [whole]
    for row in diary.ROWS:
        one, two = weeks(row)
        pages = [[*first, helped, *one], [*two, *safety]]
        if all(tall(page, _GAP) <= room for page in pages):
            return pages
    one, two = weeks(diary.ROWS[-1])
    return _flowed([*first, helped, *one, *two, *safety], room)


def _flowed(blocks: Sequence[NamedBlock], room: float) -> list[list[NamedBlock]]:
    groups: list[list[NamedBlock]] = [[]]
    for block in blocks:
        if groups[-1] and tall([*groups[-1], block], _GAP) > room:
            groups.append([])
        groups[-1].append(block)
    return groups


def _gap(blocks: Sequence[NamedBlock], room: float) -> float:
    spare = room - tall(blocks, _GAP)
    return _GAP + min(8.0, max(0.0, spare) / max(1, len(blocks) - 1))
