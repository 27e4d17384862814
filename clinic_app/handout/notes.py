"""Lines to write on: what the patient wants to ask at the next visit."""

from clinic_app.handout.block import Block
from clinic_app.handout.fonts import Face
from clinic_app.handout.sheet import RULE, Sheet
from clinic_app.handout.wording import PageWording

LEAST_NOTES = 90.0  # points; less is no place to write
_TITLE, _LINE = 20.0, 26.0


def notes_block(wording: PageWording, inner: float, room: float) -> Block:
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
