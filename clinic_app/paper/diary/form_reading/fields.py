"""The values of a form's fields, taken in the process that may fail: the file may be hostile."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import cast

from pypdf import PasswordType, PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
)

from clinic_app.paper.diary.form_names import FORM_ID
from clinic_app.paper.diary.form_reading.limits import (
    LARGEST_BYTES,
    LONGEST_VALUE,
    MOST_FIELDS,
    MOST_PAGES,
)

_OURS = re.compile(r"w[12]-(worst|avg|x\d{1,3}-[1-7])-\d{1,2}")
_KEYWORD = re.compile(rf"{FORM_ID} ([0-9a-f]{{32}})")
_OFF = ("", "/Off", "/")


class Refused(Exception):
    """Why a file is no form of ours, in a word or two."""


def read(data: bytes) -> dict[str, object]:
    """The form's id and what is in its boxes: the text as written, or ``on`` for a tick.

    Scripts and actions are never looked at. Raises Refused, and for a broken file anything.
    """
    if len(data) > LARGEST_BYTES:
        raise Refused("too large")
    if b"%PDF-" not in data[:1024]:
        raise Refused("not a pdf")
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Refused("encrypted")
    root = reader.root_object
    if cast("int", _entry(cast("DictionaryObject", root["/Pages"]), "/Count", 0)) > MOST_PAGES:
        raise Refused("too much")
    form = _entry(root, "/AcroForm", None)
    fields = _entry(form, "/Fields", None) if isinstance(form, DictionaryObject) else None
    if not isinstance(fields, ArrayObject) or not fields:
        raise Refused("no fields")
    values = _values(fields)
    form_id = values.pop(FORM_ID, "") or _keyword(reader)
    if not form_id and not values:
        raise Refused("another form")
    return {"id": form_id, "values": {name: value for name, value in values.items() if value}}


def _values(fields: ArrayObject) -> dict[str, str]:
    """Each field of ours; one that stands there twice with two values has both."""
    found: dict[str, str] = {}
    for name, field, widgets in _ends(fields):
        if name != FORM_ID and not _OURS.fullmatch(name):
            continue
        value, before = _value(field, widgets), found.get(name, "")
        found[name] = value if before in ("", value) else f"{before} / {value}"[:LONGEST_VALUE]
    return found


def _ends(
    fields: ArrayObject,
) -> Iterator[tuple[str, DictionaryObject, list[DictionaryObject]]]:
    """Every field that holds a value, with its full name and where it shows; each object once."""
    waiting: list[tuple[str, object]] = [("", field) for field in reversed(fields)]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        prefix, reference = waiting.pop()
        if isinstance(reference, IndirectObject):
            place = (reference.idnum, reference.generation)
            if place in seen:
                continue
            seen.add(place)
        count += 1
        if count + len(waiting) > MOST_FIELDS:
            raise Refused("too many fields")
        field = _resolved(reference)
        if not isinstance(field, DictionaryObject):
            continue
        name = ".".join(part for part in (prefix, str(_entry(field, "/T", ""))) if part)
        kids = _entry(field, "/Kids", None)
        inner = [k for k in kids if _is_named(k)] if isinstance(kids, ArrayObject) else []
        if inner:
            waiting += [(name, kid) for kid in reversed(inner)]
        else:
            shown = [_resolved(kid) for kid in kids] if isinstance(kids, ArrayObject) else [field]
            yield name, field, [w for w in shown if isinstance(w, DictionaryObject)]


def _is_named(kid: object) -> bool:
    field = _resolved(kid)
    return isinstance(field, DictionaryObject) and "/T" in field


def _value(field: DictionaryObject, widgets: list[DictionaryObject]) -> str:
    value = _entry(field, "/V", None)
    if isinstance(value, NameObject) or _entry(field, "/FT", "") == "/Btn":
        shown = [str(_entry(widget, "/AS", "")) for widget in widgets]
        states = [str(value)] if isinstance(value, NameObject) else shown
        return "" if all(state in _OFF for state in states) else "on"
    if value is None or isinstance(value, NullObject):
        return ""
    if isinstance(value, bytes):  # in no encoding that a form may have
        value = value.decode("latin-1")
    if not isinstance(value, (str, int, float)):
        return "?"
    return " ".join(str(value).replace("\0", "").split())[:LONGEST_VALUE]


def _keyword(reader: PdfReader) -> str:
    """The form's id where a program kept the keywords but lost the hidden field."""
    keywords = reader.metadata.keywords if reader.metadata else None
    found = _KEYWORD.search(keywords or "")
    return found[1] if found else ""


def _entry(dictionary: DictionaryObject, key: str, default: object) -> object:
    return _resolved(dictionary[key]) if key in dictionary else default


def _resolved(reference: object) -> object:
    return reference.get_object() if isinstance(reference, IndirectObject) else reference
