"""The handout as a PDF: its pages by layout, exercises first, then diary and safety words."""

from clinic_app.domain.plan.handout import Layout, RenderedHandout
from clinic_app.paper.diary import pages as diary_pages
from clinic_app.paper.handout import exercise_pages
from clinic_app.paper.handout.content import HandoutContent
from clinic_app.paper.handout.pages import check_texts, draw, language_tag
from clinic_app.paper.handout.safety import safety_block
from clinic_app.paper.page.block import Block
from clinic_app.paper.page.page import Page
from clinic_app.paper.page.sheet import FORMATS, Sheet


def render(content: HandoutContent, chart_copy: HandoutContent | None = None) -> RenderedHandout:
    """Lay out and draw the handout; the same content gives the same bytes.

    The pages of ``chart_copy`` follow the patient's own, numbered by themselves. Raises
    `fonts.MissingGlyph` naming characters that no font here can print, and where they are, and
    UserError for exercises that do not fit one page.
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


def lay_out(content: HandoutContent) -> list[Page]:
    """Every page. Raises UserError for exercises that do not fit one page."""
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
