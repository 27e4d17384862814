"""Fields of a PDF form: a number to type, a box to tick, and the number of the form itself."""

from typing import Any, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from clinic_app.paper.diary.form_names import FORM_ID

Rect = tuple[float, float, float, float]  # left, bottom, right, top

_PRINT, _HIDDEN = 1 << 2, 1 << 1  # of an annotation
_READ_ONLY = 1  # of a field
_NO_SPELLING = 1 << 22
_INK = "0.086 0.133 0.169"
_ON = "Yes"


class Fields:
    """The form of one document. Its fields bring their looks: no reader has to make them.

    Only the fonts that every reader has (Helvetica, ZapfDingbats) stand in it, as a reader writes
    with them what is typed.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = cast("Any", canvas)  # annotations of our own have no public way in
        self._names: list[str] = []
        self._looks: dict[str, object] = {}

    def __len__(self) -> int:
        return len(self._names)

    def number(self, name: str, label: str, rect: Rect, *, struct_parent: int) -> None:
        """A box for a number, written in its middle; ``label`` is read out.

        It takes any text: a box of two letters makes 1 of a 10 with a blank before it.
        """
        size = min(16, rect[3] - rect[1] - 5)
        self._add(
            name,
            FT=_name("Tx"),
            TU=_text(label),
            Ff=_NO_SPELLING,
            F=_PRINT,
            Rect=_array(rect),
            Q=1,
            DA=pdfdoc.PDFString(f"/HeBo {size:.0f} Tf {_INK} rg"),
            AP=_dictionary(N=self._look(f"number-{name}", rect, "/Tx BMC EMC")),
            StructParent=struct_parent,
        )

    def tick(self, name: str, label: str, rect: Rect, *, struct_parent: int) -> None:
        """A box to tick. It has no value at first: an absent one means off."""
        width, height = rect[2] - rect[0], rect[3] - rect[1]
        points = ((0.2, 0.48), (0.42, 0.24), (0.8, 0.78))
        (x, y), *on = [(width * right, height * up) for right, up in points]
        lines = " ".join(f"{right:.2f} {up:.2f} l" for right, up in on)
        mark = f"{_INK} RG {width * 0.15:.2f} w 1 J 1 j {x:.2f} {y:.2f} m {lines} S"
        size = f"{width:.0f}x{height:.0f}"
        looks = {_ON: self._look(f"ticked-{size}", rect, mark)}
        looks["Off"] = self._look(f"empty-{size}", rect, "")
        self._add(
            name,
            FT=_name("Btn"),
            TU=_text(label),
            F=_PRINT,
            Rect=_array(rect),
            AS=_name("Off"),
            DA=pdfdoc.PDFString(f"/ZaDb 0 Tf {_INK} rg"),
            MK=_dictionary(CA=pdfdoc.PDFString("4")),  # the tick of ZapfDingbats
            AP=_dictionary(N=_dictionary(**looks)),
            StructParent=struct_parent,
        )

    def identity(self, form_id: str) -> None:
        """The number of the form, in a field that nobody sees and as a keyword."""
        self._add(
            FORM_ID,
            FT=_name("Tx"),
            V=pdfdoc.PDFString(form_id),
            Ff=_READ_ONLY,
            F=_HIDDEN,
            Rect=_array((0, 0, 0, 0)),
            DA=pdfdoc.PDFString(f"/HeBo 8 Tf {_INK} rg"),
        )
        self._canvas.setKeywords(f"{FORM_ID} {form_id}")

    def finish(self) -> None:
        """Tell the document of its fields, before it is saved."""
        document = self._canvas._doc
        fonts = {"HeBo": "Helvetica-Bold", "ZaDb": "ZapfDingbats"}
        known = {name: document.Reference(_font(base), name) for name, base in fonts.items()}
        document.Catalog.AcroForm = _dictionary(
            Fields=pdfdoc.PDFArray([pdfdoc.PDFObjectReference(name) for name in self._names]),
            DA=pdfdoc.PDFString(f"/HeBo 0 Tf {_INK} rg"),
            DR=_dictionary(Font=_dictionary(**known)),
        )

    def _add(self, name: str, **entries: object) -> None:
        document = self._canvas._doc
        field = {"Type": _name("Annot"), "Subtype": _name("Widget"), "P": document.thisPageRef()}
        self._canvas._addAnnotation(
            pdfdoc.PDFDictionary({**field, "T": pdfdoc.PDFString(name), **entries}), name
        )
        self._names.append(document.annotationName(name))

    def _look(self, name: str, rect: Rect, code: str) -> object:
        """A drawing for a field; those of one name are one."""
        if name in self._looks:
            return self._looks[name]
        stream = pdfdoc.PDFStream(content=code.encode("ascii"), filters=[])
        box = _array((0, 0, rect[2] - rect[0], rect[3] - rect[1]))
        for key, value in (
            ("Type", _name("XObject")),
            ("Subtype", _name("Form")),
            ("BBox", box),
            ("Resources", _dictionary()),
        ):
            stream.dictionary[key] = value
        self._looks[name] = self._canvas._doc.Reference(stream, f"form-look-{name}")
        return self._looks[name]


def object_name(canvas: Canvas, name: str) -> str:
    """How the document calls the object of a field, for the tag that stands for it."""
    return cast("Any", canvas)._doc.annotationName(name)


def _font(base: str) -> object:
    encoding = {} if base == "ZapfDingbats" else {"Encoding": _name("WinAnsiEncoding")}
    return _dictionary(Type=_name("Font"), Subtype=_name("Type1"), BaseFont=_name(base), **encoding)


def _name(text: str) -> object:
    return pdfdoc.PDFName(text)


def _array(numbers: Rect) -> object:
    return pdfdoc.PDFArray([round(n, 2) for n in numbers])


def _dictionary(**entries: object) -> object:
    return pdfdoc.PDFDictionary(entries)


def _text(text: str) -> object:
    return pdfdoc.PDFString(text)
