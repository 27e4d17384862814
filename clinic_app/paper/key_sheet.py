"""The key sheet: one page with the recovery key, to be printed and locked away."""

from collections.abc import Sequence
from datetime import date

from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.page import icons
from clinic_app.paper.page.block import Block, paragraph, space, stack
from clinic_app.paper.page.sheet import ACCENT, BAND, FORMATS, INK, MUTED, RULE, Sheet
from clinic_app.paper.type import fonts, typeset
from clinic_app.paper.type.fonts import Face
from clinic_app.paper.wording import paper_date
from clinic_app.words import wording_in

_TITLE = "Recovery key"
_WHY = (
    "This key opens the clinic file of Handrail when the passphrase is lost. Without the passphrase"
    " and without this key nobody can read the records again: not you, and not the makers of"
    " Handrail."
)
_KEEP = (
    "Print this page once. Do not keep it as a file.",
    "Lock it away, apart from the computer: a safe, or a sealed envelope with somebody you trust.",
    "Whoever holds this key can read every record. Treat it like the records themselves.",
    "After you used it, put it back in its place.",
)
_HOW = (
    "Start Handrail. On the unlock screen, choose to use the recovery key.",
    "Type the key. Capitals and dashes do not matter.",
    "Choose a new passphrase. Whoever does so is then an owner of the clinic.",
)
_REPLACES = (
    "This sheet replaces every older one. An older key sheet no longer opens the clinic: destroy"
    " it."
)


def key_sheet(
    clinic_name: str, recovery_key: str, paper: Paper, today: date, *, replaces: bool = False
) -> bytes:
    """A one-page PDF; it says so where it ``replaces`` older sheets.

    Raises `fonts.MissingGlyph` for a clinic name that no font can print.
    """
    fonts.check(clinic_name, "the clinic's name")
    sheet = Sheet(FORMATS[paper], title=_TITLE, language="en-US")
    made = f"Made on {paper_date(wording_in('en'), today, paper)}"
    page = stack(_blocks(clinic_name, recovery_key, made, FORMATS[paper].inner, replaces=replaces))
    page.draw(sheet, sheet.format.side, sheet.format.edge + 20)
    base = sheet.format.height - sheet.format.edge - 4
    foot = "This page holds a secret. Do not post it, photograph it or file it with patient papers."
    sheet.text(foot, x=sheet.format.side, base=base, size=10, face=Face.BOLD)
    sheet.next_page()
    return sheet.finish()


def _blocks(clinic: str, key: str, made: str, inner: float, *, replaces: bool) -> list[Block]:
    older = [space(8), paragraph(_REPLACES, size=12, width=inner, face=Face.BOLD)]
    return [
        paragraph(clinic, size=13, width=inner, face=Face.BOLD, colour=ACCENT),
        paragraph(_TITLE, size=26, width=inner, face=Face.BOLD),
        paragraph(made, size=12, width=inner, colour=MUTED),
        *(older if replaces else []),
        space(18),
        paragraph(_WHY, size=12.5, width=inner),
        space(18),
        _key_box(key, inner),
        space(24),
        paragraph("Keep it safe", size=15, width=inner, face=Face.BOLD),
        space(6),
        _list(_KEEP, inner),
        space(20),
        paragraph("How to use it", size=15, width=inner, face=Face.BOLD),
        space(6),
        _list(_HOW, inner),
        space(26),
        _blank("Kept at", inner),
        space(16),
        _blank("Handed to", inner),
    ]


def _key_box(key: str, inner: float) -> Block:
    """The key in groups as they are read out; never broken inside a group."""
    groups = fonts.clean(key).replace(" ", "-").split("-")
    size, lines = 22.0, _grouped(groups, 22.0, inner - 48)
    height = 30 + len(lines) * size * 1.5

    def draw(sheet: Sheet, x: float, top: float) -> None:
        sheet.box(
            x=x, top=top, width=inner, height=height, fill=BAND, stroke=INK, line=1.6, radius=6
        )
        base = top + 15 + size * 1.1
        for line in lines:
            sheet.centred(line, middle=x + inner / 2, base=base, size=size, face=Face.BOLD)
            base += size * 1.5

    return Block(height, draw)


def _grouped(groups: Sequence[str], size: float, width: float) -> list[str]:
    """Lines of as many groups each as fit, all as long as one another where that can be."""
    widest = max(typeset.width(f"{group} - ", Face.BOLD, size) for group in groups)
    most = max(1, int(width / widest))
    lines = -(-len(groups) // most)
    each = -(-len(groups) // lines)
    return [" - ".join(groups[n : n + each]) for n in range(0, len(groups), each)]


def _list(texts: Sequence[str], inner: float) -> Block:
    return stack([_item(n, text, inner) for n, text in enumerate(texts, 1)], gap=6)


def _item(n: int, text: str, inner: float) -> Block:
    words = paragraph(text, size=12, width=inner - 24)

    def draw(sheet: Sheet, x: float, top: float) -> None:
        icons.number(sheet, n, x=x + 8, top=top + 7.2, radius=7.4, filled=False)
        words.draw(sheet, x + 24, top)

    return Block(words.height, draw)


def _blank(label: str, inner: float) -> Block:
    def draw(sheet: Sheet, x: float, top: float) -> None:
        wide = sheet.text(label, x=x, base=top + 12, size=12, face=Face.BOLD)
        sheet.rule(
            x=x + wide + 8, top=top + 14, to_x=x + inner, to_top=top + 14, colour=RULE, line=1
        )

    return Block(16, draw)
