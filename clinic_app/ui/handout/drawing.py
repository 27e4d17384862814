"""Pages of a handout as pictures for the screen, made in a thread."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from clinic_app.domain.handout import HandoutOptions, IssuedHandout
from clinic_app.domain.patient import Paper
from clinic_app.services.handouts import page_images
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.pdf_files import page_picture
from clinic_app.ui.handout.checks import Checks, look

WIDTH_INCHES = {Paper.LETTER: 8.5, Paper.A4: 210 / 25.4}


@dataclass(frozen=True)
class DrawnPages:
    """A PDF with its pages, each not wider than requested."""

    pdf: bytes
    paper: Paper
    images: tuple[QImage, ...]


def draw_plan(
    workspace: Workspace, patient_id: str, options: HandoutOptions, width_px: int
) -> tuple[DrawnPages, Checks]:
    """The plan as saved now. Raises UserError for what cannot be printed."""
    draft = workspace.handouts.draft(patient_id, options)
    checks = look(workspace, patient_id, pages=draft.pages)
    return draw_pdf(draft.pdf, options.paper, width_px), checks


def draw_issued(workspace: Workspace, handout: IssuedHandout, width_px: int) -> DrawnPages:
    """A handout as it was given out, from its own bytes."""
    return draw_pdf(workspace.handouts.pdf(handout.id), handout.paper, width_px)


def draw_pdf(pdf: bytes, paper: Paper, width_px: int) -> DrawnPages:
    """Every page about ``width_px`` device pixels wide, never more."""
    dpi = max(10, int(width_px / WIDTH_INCHES[paper]))
    drawn = page_images(pdf, dpi=dpi)
    return DrawnPages(pdf, paper, tuple(page_picture(image) for image in drawn))
