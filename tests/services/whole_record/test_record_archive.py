"""Files from outside that are made to do harm: each is refused with one plain line."""

import io
import json
import stat
import struct
import warnings
from contextlib import suppress
from typing import Any

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.services.whole_record.record_archive import NotARecord, parse, read_archive

RECORD = b'{"format": "handrail-record"}'


def packed(*members: tuple[str, bytes], how: int = pyzipper.ZIP_DEFLATED, mode: int = 0) -> bytes:
    made = io.BytesIO()
    with pyzipper.ZipFile(made, "w", compression=how) as file:
        for name, data in members:
            info = file.zipinfo_cls(name)
            info.compress_type = how
            info.external_attr = mode << 16
            with warnings.catch_warnings(action="ignore"):  # a name twice is meant
                file.writestr(info, data)
    return made.getvalue()


def _lying(data: bytes, size: int) -> bytes:
    """The first member says that it is ``size`` long."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


ARCHIVES = {
    "nothing": b"",
    "no zip": b"Marigold Sample" * 100,
    "a cut zip": packed(("record.json", RECORD))[:-30],
    "no record": packed(("READ ME.txt", b"hello")),
    "a way out": packed(("record.json", RECORD), ("../../evil.pdf", b"x")),
    "a place of its own": packed(("record.json", RECORD), ("/etc/passwd", b"x")),
    "a way out of the handouts": packed(
        ("record.json", RECORD), ("handouts/../../01-2026-01-01.pdf", b"x")
    ),
    "backslashes": packed(("record.json", RECORD), ("handouts\\01-2026-01-01.pdf", b"x")),
    "a folder": packed(("record.json", RECORD), ("handouts/", b"")),
    "a link": packed(("record.json", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777),
    "the same twice": packed(("record.json", RECORD), ("record.json", RECORD)),
    "a bomb": packed(("record.json", b" " * 3_000_000)),
    "too many": packed(
        ("record.json", RECORD),
        *((f"handouts/{n:05}-2026-01-01.pdf", b"") for n in range(10_001)),
    ),
    "lzma": packed(("record.json", RECORD), how=pyzipper.ZIP_LZMA),
    "longer than it says": _lying(packed(("record.json", RECORD), how=0), 10),
    "shorter than it says": _lying(packed(("record.json", RECORD), how=0), 400),
    "more than fits": _lying(packed(("record.json", RECORD)), 0xFFFFFFFE),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_file_that_is_no_record_is_refused(name: str):
    with pytest.raises(NotARecord, match="cannot be read as a record"):
        read_archive(ARCHIVES[name], None)


def test_the_sizes_of_all_parts_count_together():
    whole = packed(("record.json", RECORD), ("record.pdf", b"%PDF" * 40))
    at = whole.rindex(b"PK\x01\x02")
    grown = whole[: at + 20] + struct.pack("<II", 5 << 20, 201 << 20) + whole[at + 28 :]
    with pytest.raises(NotARecord, match="more than 200 MB"):
        read_archive(grown, None)


TEXTS: dict[str, bytes] = {
    "no JSON": b"{",
    "a list": b"[]",
    "NaN": b'{"a": NaN}',
    "endless": b'{"a": 1e999}',
    "minus endless": b'{"a": -Infinity}',
    "a number of many digits": b'{"a": ' + b"9" * 5000 + b"}",
    "beyond what is exact": b'{"a": 9007199254740993}',
    "a name twice": b'{"a": 1, "a": 2}',
    "deep": b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}",
    "very deep": b"[" * 100_000,
    "millions of lists": b"[" + b"[]," * 2_000_000 + b"[]]",
    "millions of numbers": b"[" + b"1," * 15_000_001 + b"1]",
    "half a character": b'{"a": "\\ud800"}',
    "half a character as a name": b'{"\\udfff": 1}',
    "not UTF-8": b'{"a": "\xff"}',
}


@pytest.mark.parametrize("name", TEXTS)
def test_json_beyond_the_limits_is_refused(name: str):
    with pytest.raises(NotARecord):
        parse(TEXTS[name])


@given(st.binary(max_size=300))
def test_whatever_lies_in_a_file_it_is_read_or_refused(data: bytes):
    whole = bytearray(packed(("record.json", RECORD), ("record.pdf", b"%PDF")))
    for n, byte in enumerate(data):
        if byte < 8:
            whole[n % len(whole)] = byte
    for made in (data, bytes(whole)):
        with suppress(NotARecord):
            assert isinstance(read_archive(made, None).document, dict)


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=4),
            max_leaves=20,
        ),
    )
)
def test_usual_json_is_read_as_it_is(document: dict[str, Any]):
    assert parse(json.dumps(document, ensure_ascii=False).encode()) == document
