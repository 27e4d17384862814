"""Fill a diary form the way a patient's program does."""

from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfWriter

ON = "/Yes"


def filled(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """The form as pypdf fills it; ``ON`` ticks a box."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
