"""Reads the file of a whole record that came from outside: nothing in it is trusted.

Members have known names, a limited size and pack at most a hundred times their size; the JSON has
no repeated names, no endless numbers and little depth. Nothing is ever written to a disk.
"""

import hashlib
import io
import json
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, cast

from clinic_app.domain.errors import UserError
from clinic_app.words import _

MOST_BYTES = 200 << 20  # of all members
_MOST_RATIO = 100
_MOST_MEMBERS = 10_000
_MOST_DEPTH = 40
_MOST_HOLDERS, _MOST_VALUES = 2_000_000, 15_000_000  # lists and objects; all else: about 1 GB
_MOST_DIGITS = 15  # a whole number beyond that no other program holds exactly
_RECORD = "record.json"
_KNOWN = re.compile(
    r"record\.json|record\.pdf|record-schema-1\.json|READ ME\.txt"
    r"|handouts/[0-9]{2,5}-[0-9]{4}-[0-9]{2}-[0-9]{2}\.pdf"
)


class NotARecord(UserError):
    """The file is no whole record, or one that nobody should read in."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _("This file cannot be read as a record: {why}.", why=why), _("Nothing was read in.")
        )


class PasswordNeeded(UserError):
    """The file has a password, and none was given."""

    def __init__(self) -> None:
        super().__init__(_("This file has a password."), _("Whoever made it knows it."))


class WrongPassword(UserError):
    """The password opens nothing in the file."""

    def __init__(self) -> None:
        super().__init__(_("This is not the password of this file."), _("Type it again."))


@dataclass(frozen=True)
class Archive:
    """What lies in a file: the record, the SHA-256 of its text, and the PDFs by name."""

    document: dict[str, Any]
    sha256: str
    pages: Mapping[str, bytes]


def read_archive(data: bytes, password: bytes | None) -> Archive:
    """Raises UserError that says what is wrong, PasswordNeeded or WrongPassword."""
    import pyzipper

    try:
        with pyzipper.AESZipFile(io.BytesIO(data)) as file:
            members = _members(file, password)
    except UserError:
        raise
    except RuntimeError:  # so the library says that a password opens nothing
        raise WrongPassword from None
    except Exception as error:  # whatever a made-up file drives the library into
        raise NotARecord(_("it is damaged, or no ZIP file")) from error
    text = members.pop(_RECORD)
    pages = {name: pdf for name, pdf in members.items() if name.startswith("handouts/")}
    return Archive(parse(text), hashlib.sha256(text).hexdigest(), pages)


def parse(text: bytes) -> dict[str, Any]:
    """The JSON document of a record, in limits. Raises UserError."""
    if text.count(b"[") + text.count(b"{") > _MOST_HOLDERS or text.count(b",") > _MOST_VALUES:
        raise NotARecord(_("it holds more than fits into memory"))
    try:
        document = json.loads(
            text.decode("utf-8"),
            object_pairs_hook=_without_repeats,
            parse_constant=_no_number,
            parse_float=_float,
            parse_int=_int,
        )
    except UnicodeDecodeError:
        raise NotARecord(_("{file} is not UTF-8 text", file=_RECORD)) from None
    except (ValueError, RecursionError):
        raise NotARecord(_("{file} is not valid JSON", file=_RECORD)) from None
    _check_depth(document)
    if not isinstance(document, dict):
        raise NotARecord(_("{file} holds no record", file=_RECORD))
    return cast("dict[str, Any]", document)


def _members(file: Any, password: bytes | None) -> dict[str, bytes]:
    listed: list[Any] = file.infolist()
    _check_listed(listed)
    if any(one.flag_bits & 1 for one in listed):
        if password is None:
            raise PasswordNeeded
        file.setpassword(password)
    found: dict[str, bytes] = {}
    for one in listed:
        with file.open(one) as member:
            found[one.filename] = member.read(one.file_size + 1)
        if len(found[one.filename]) != one.file_size:
            raise NotARecord(_("a part of it is not as long as it says"))
    return found


def _check_listed(listed: list[Any]) -> None:
    names = [one.filename for one in listed]
    if len(listed) > _MOST_MEMBERS:
        raise NotARecord(_("it holds too many parts"))
    if _RECORD not in names:
        raise NotARecord(_("it holds no {file}", file=_RECORD))
    if len(set(names)) < len(names):
        raise NotARecord(_("it holds two parts of one name"))
    for one in listed:
        is_link = stat.S_ISLNK(one.external_attr >> 16)
        if is_link or not _KNOWN.fullmatch(one.filename) or one.orig_filename != one.filename:
            raise NotARecord(_("it holds a part that no record has"))
        if one.compress_type not in (0, 8):  # as it is, or deflated
            raise NotARecord(_("a part of it is packed in an unusual way"))
        if one.file_size > _MOST_RATIO * max(one.compress_size, 1):
            raise NotARecord(_("a part of it would grow more than a hundred times when unpacked"))
    if sum(one.file_size for one in listed) > MOST_BYTES:
        raise NotARecord(_("it holds more than {size} MB", size=MOST_BYTES >> 20))


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise NotARecord(_("one thing in it names a field twice"))
    return document


def _no_number(_text: str) -> object:
    raise ValueError


def _float(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError
    return value


def _int(text: str) -> int:
    if len(text.lstrip("-")) > _MOST_DIGITS:
        raise ValueError
    return int(text)


def _check_depth(document: object) -> None:
    level: list[object] = [document]
    for _level in range(_MOST_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return
    raise NotARecord(_("it is nested too deeply"))


def _inside(value: object) -> Iterator[object]:
    """What lies within a value; half a character, which no text may hold, is refused."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise NotARecord(_("it holds a character that is no text"))
    elif isinstance(value, dict):
        yield from cast("dict[str, object]", value)
        yield from cast("dict[str, object]", value).values()
    elif isinstance(value, list):
        yield from cast("list[object]", value)
