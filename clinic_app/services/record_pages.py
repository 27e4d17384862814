"""The pages of a whole record, to read: made from the same document as the file for machines."""

from collections.abc import Mapping
from typing import Any


def record_pdf(document: Mapping[str, Any]) -> bytes | None:
    """The record as a PDF; None while there are no pages for it."""
    del document
    return None
