"""Which pages a handout has: exercises, then diary and safety words, as the layout asks."""

from clinic_app.domain.handout import Layout
from clinic_app.handout import diary_pages, exercise_pages
from clinic_app.handout.block import Block
from clinic_app.handout.content import HandoutContent
from clinic_app.handout.page import Page
from clinic_app.handout.safety import safety_block
from clinic_app.handout.sheet import FORMATS


def lay_out(content: HandoutContent) -> list[Page]:
    """Every page. Raises UserError for exercises that do not fit the one page asked for."""
    match content.options.layout:
        case Layout.ONE_PAGE:
            return [exercise_pages.one_page(content)]
        case Layout.LARGE_PRINT:
            return [*exercise_pages.large(content), *diary_pages.large(content)]
        case Layout.DIARY:
            return diary_pages.standard(content, [_safety(content)])
        case Layout.STANDARD:
            return _standard(content)


def _standard(content: HandoutContent) -> list[Page]:
    """Cards, then the diary. The safety words end it, or the cards where that saves a page."""
    safety = _safety(content)
    exercises = exercise_pages.standard(content)
    if not content.options.diary:
        return exercises([safety])
    diary = diary_pages.standard(content, [safety])
    cards_only = exercises([])
    if len(diary) > 1:
        grids_only = diary_pages.standard(content, [])
        with_safety = exercises([safety])
        saves = len(with_safety) + len(grids_only) < len(cards_only) + len(diary)
        if saves and len(with_safety[-1].blocks) > 2:  # a last card alone looks forgotten
            return [*with_safety, *grids_only]
    return [*cards_only, *diary]


def _safety(content: HandoutContent) -> tuple[str, Block]:
    return ("safety", safety_block(content, FORMATS[content.options.paper].inner))
