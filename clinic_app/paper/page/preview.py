"""Pages of a PDF as pictures, for the preview on screen and for looking at in tests."""

from struct import pack
from threading import Lock
from zlib import compress, crc32

import pypdfium2 as pdfium

from clinic_app.domain.plan.handout import PageImage

_PDFIUM = Lock()  # pdfium is not safe to use from two threads at once


def page_images(pdf: bytes, *, dpi: float, width_px: int | None = None) -> list[PageImage]:
    """Every page of a PDF, drawn on white. May run in a worker thread.

    ``width_px`` makes every page so wide, whatever ``dpi`` says.
    """
    with _PDFIUM:
        document = pdfium.PdfDocument(pdf)
        try:
            return [_image(document[n], dpi, width_px) for n in range(len(document))]
        finally:
            document.close()


def png(image: PageImage) -> bytes:
    """The picture as a PNG file."""
    rows = range(0, len(image.rgb), image.width * 3)
    raw = b"".join(b"\0" + image.rgb[at : at + image.width * 3] for at in rows)
    head = pack(">IIBBBBB", image.width, image.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", compress(raw, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", crc32(name + body))


def _image(page: pdfium.PdfPage, dpi: float, width_px: int | None) -> PageImage:
    # A whole number of pixels is rounded up: a hair less than the width comes out as the width.
    scale = dpi / 72 if width_px is None else (width_px - 1e-3) / page.get_width()
    bitmap = page.render(scale=scale, rev_byteorder=True)  # pyright: ignore[reportArgumentType]  # any number
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        raw, channels = bytes(bitmap.buffer), bitmap.n_channels
    finally:
        bitmap.close()
        page.close()
    rows = [raw[y * stride : y * stride + width * channels] for y in range(height)]
    packed = b"".join(rows)
    if channels == 4:
        colours = bytearray(width * height * 3)
        for n in range(3):
            colours[n::3] = packed[n::4]
        packed = bytes(colours)
    return PageImage(width, height, packed)
