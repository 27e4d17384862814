"""The structure behind the pages: what is a heading, a list or a picture, and in which order."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

_ARTIFACT = "/Artifact BMC"
_AFTER_PAGES = 10_000  # keys of fields in the parent tree; no document has as many pages


@dataclass
class Element:
    """A node of the tree; ``kids`` are elements or numbers of marked content on ``page``.

    ``annotation`` names the object of the document that the element stands for, such as a field.
    """

    kind: str
    parent: "Element | None"
    extra: str = ""
    page: int = -1
    kids: list["Element | int"] = field(default_factory=list["Element | int"])
    name: str = ""
    annotation: str = ""


class Tags:
    """Marks what is drawn on a canvas. What is drawn outside every tag is an artifact."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = cast("Any", canvas)  # marked content has no public way in reportlab
        self._here = Element("Document", None)
        self._root = self._here
        self._elements = [self._here]
        self._on_page: list[list[Element]] = []
        self._silent = 0
        self._annotated: list[Element] = []

    def start_page(self) -> None:
        """What comes is drawn on a new page."""
        self._on_page.append([])
        self._canvas._code.append(_ARTIFACT)

    def end_page(self) -> None:
        """Close what is open, before the canvas ends its page."""
        self._close_artifact()

    @contextmanager
    def part(self, kind: str, *, language: str = "") -> Generator[None]:
        """Group the tags inside as one element, such as a list or a table."""
        if self._silent:
            yield
            return
        self._here = self._element(kind, f"/Lang ({language})" if language else "")
        yield
        self._here = self._here.parent or self._root

    @contextmanager
    def leaf(self, kind: str, extra: str = "") -> Generator[None]:
        """Tag what is drawn inside; tags inside it belong to it."""
        if self._silent:
            yield
            return
        element = self._element(kind, extra)
        element.page = len(self._on_page) - 1
        marks = self._on_page[-1]
        element.kids.append(len(marks))
        self._close_artifact()
        self._canvas._code.append(f"/{kind} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        with self.artifact():
            yield
        self._canvas._code += ["EMC", _ARTIFACT]

    def field(self, name: str) -> int:
        """Tag the field whose object is called ``name``; gives its ``StructParent``."""
        element = self._element("Form", "")
        element.page, element.annotation = len(self._on_page) - 1, name
        self._annotated.append(element)
        return _AFTER_PAGES + len(self._annotated) - 1

    @contextmanager
    def artifact(self) -> Generator[None]:
        """Tag nothing of what is drawn inside: it repeats, or it adorns."""
        self._silent += 1
        yield
        self._silent -= 1

    def finish(self, *, title: str) -> None:
        """Write the tree into the document, after its last page has ended."""
        self._close_artifact()
        self._on_page.pop()
        document = self._canvas._doc
        pages = document.Pages.pages
        for n, element in enumerate(self._elements):
            element.name = f"Tag{n}"
            document.Reference(_Written(element, pages), element.name)
        for n, page in enumerate(pages):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents, page.Tabs = n, pdfdoc.PDFName("S")
        catalog = document.Catalog
        catalog.StructTreeRoot = root = _Tree(self._root, self._on_page, self._annotated)
        document.Reference(root, "TagRoot")
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.Metadata = _metadata(title)

    def _element(self, kind: str, extra: str) -> Element:
        element = Element(kind, self._here, extra)
        self._here.kids.append(element)
        self._elements.append(element)
        return element

    def _close_artifact(self) -> None:
        code = self._canvas._code
        if code[-1] == _ARTIFACT:
            code.pop()
        else:
            code.append("EMC")


def alt(text: str) -> str:
    """What a picture shows, in words."""
    return f"/Alt {_string(text)}"


def actual(text: str) -> str:
    """The letters that a sign stands for."""
    return f"/ActualText {_string(text)}"


def scope(of: str) -> str:
    """Whether a heading cell is of its ``Row`` or its ``Column``."""
    return f"/A <</O /Table /Scope /{of}>>"


def bounds(left: float, bottom: float, right: float, top: float) -> str:
    """Where a picture stands on its page, in points from the lower left corner."""
    box = f"{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}"
    return f"/A <</O /Layout /BBox [{box}] /Placement /Block>>"


def _string(text: str) -> str:
    if text.isascii() and not set(text) & set("\\()\r\n"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class _Written(pdfdoc.PDFObject):
    """An element as an object of the document."""

    __RefOnly__ = 1

    def __init__(self, element: Element, pages: list[Any]) -> None:
        self._element, self._pages = element, pages

    def format(self, document: Any) -> bytes:
        element = self._element
        parent = element.parent.name if element.parent else "TagRoot"
        kids = " ".join(
            str(kid) if isinstance(kid, int) else _number(document, kid.name)
            for kid in element.kids
        )
        if element.annotation:
            kids = f"<</Type /OBJR /Obj {_number(document, element.annotation)}>>"
        page = ""
        if element.page >= 0:
            page = f"/Pg {_number(document, self._pages[element.page].__InternalName__)}"
        head = f"<</S /{element.kind} /P {_number(document, parent)}"
        return f"{head} {page} {element.extra} /K [{kids}]>>".encode("latin-1")


class _Tree(pdfdoc.PDFObject):
    """The root, with the way back from each mark on a page to its element."""

    __RefOnly__ = 1

    def __init__(
        self, root: Element, on_page: list[list[Element]], annotated: list[Element]
    ) -> None:
        self._root, self._on_page, self._annotated = root, on_page, annotated

    def format(self, document: Any) -> bytes:
        numbers = " ".join(
            f"{n} [{' '.join(_number(document, element.name) for element in marks)}]"
            for n, marks in enumerate(self._on_page)
        )
        of_fields = " ".join(
            f"{key} {_number(document, element.name)}"
            for key, element in enumerate(self._annotated, _AFTER_PAGES)
        )
        root, after = _number(document, self._root.name), _AFTER_PAGES + len(self._annotated)
        parents = f"/ParentTree <</Nums [{numbers} {of_fields}]>> /ParentTreeNextKey {after}"
        return f"<</Type /StructTreeRoot /K [{root}] {parents}>>".encode("latin-1")


def _number(document: Any, name: str) -> str:
    return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"


def _metadata(title: str) -> pdfdoc.PDFStream:
    """The title where newer readers look for it (XMP)."""
    words = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>\n'
    )
    names = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(names), words.encode(), [])
