"""Read, write and compile ``.po`` files with Babel, their own headers (``X-…``) included."""

from collections.abc import Mapping
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser, write_po

_WIDTH = 0  # one line a text, however long: easy to compare and to merge
_KEPT = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


class PoCatalogue(Catalog):
    """A catalogue whose headers are those that tell something, and our own (``X-…``).

    Dates of extraction are left out: they would change with every merge.
    """

    def __init__(self) -> None:
        self.own_headers: dict[str, str] = {}
        super().__init__(fuzzy=False)

    def _headers(self) -> list[tuple[str, str]]:
        known = [header for header in self._get_mime_headers() if header[0] in _KEPT]
        return [*known, *self.own_headers.items()]

    def _take_headers(self, headers: list[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)
        self.own_headers |= {name: value for name, value in headers if name.startswith("X-")}

    mime_headers = property(_headers, _take_headers)  # pyright: ignore[reportIncompatibleMethodOverride, reportAssignmentType]  # Babel's is a property made by hand too


def read_po(source: bytes) -> PoCatalogue:
    """The catalogue of a ``.po`` file; raises PoFileError for one that is none."""
    catalogue = PoCatalogue()
    PoFileParser(catalogue, abort_invalid=True).parse(BytesIO(source))
    return catalogue


def as_po(catalogue: PoCatalogue) -> bytes:
    """The ``.po`` file of a catalogue, messages in the order of the files that hold them."""
    out = BytesIO()
    write_po(
        out,
        catalogue,
        width=_WIDTH,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return out.getvalue()


def compiled(catalogue: PoCatalogue, headers: Mapping[str, str]) -> bytes:
    """The ``.mo`` file: what is translated and not marked fuzzy; with more headers."""
    catalogue.own_headers |= headers
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: PoCatalogue) -> list[Message]:
    """The texts that have no words in the catalogue's language."""
    return [message for message in catalogue if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Whether a text has words in its language, all its plural forms, and none is fuzzy."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(forms) and all(forms) and not message.fuzzy
