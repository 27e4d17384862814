"""A PDF that only a password opens."""

import io


def sealed_pdf(pdf: bytes, password: str) -> bytes:
    """The same pages, encrypted with AES-256."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
