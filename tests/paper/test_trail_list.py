"""Lines on paper: nothing of a long one is lost below the page."""

from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from clinic_app.domain.patient.patient import Paper
from clinic_app.paper.report.audit_list import TrailContent, TrailEntry, render_trail


@pytest.mark.parametrize("lines", [1, 30, 31, 200])
def test_every_line_of_a_long_entry_stands_on_a_page(lines: int) -> None:
    what = "\n".join(f"word{n}." for n in range(lines))
    entries = [TrailEntry("Plans", "1 Nov", "Robin Demo", words) for words in ("short", what)]
    pdf = render_trail(TrailContent("Clinic", "All", "Now", entries), Paper.LETTER).pdf
    told = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert all(f"word{n}." in told for n in range(lines))
    with pypdfium2.PdfDocument(pdf) as pages:
        for n in range(len(pages)):
            page = pages[n]
            text = page.get_textpage()
            lowest = min(text.get_charbox(at)[1] for at in range(text.count_chars()))
            text.close()
            page.close()
            assert lowest > 0
