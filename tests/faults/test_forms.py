"""Hostile forms: however a PDF is made, reading it ends soon, in bounds, and with plain words."""

import resource
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.paper.diary.form_reading.limits import MEMORY, SECONDS
from clinic_app.paper.diary.form_reading.reader import FilledForm, read_form

FORM_ID = "f0" * 16
ID_FIELD = f"<</FT /Tx /T (handrail-form) /V ({FORM_ID})>>"


def pdf(*objects: str | bytes, root: str = "") -> bytes:
    """A PDF of these objects, numbered from 4; the catalog's fields are ``root``."""
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"
    catalog = f"<</Type /Catalog /Pages 2 0 R {root}>>"
    first = [catalog, "<</Type /Pages /Kids [3 0 R] /Count 1>>", page]
    out, places = b"%PDF-1.7\n", []
    for number, told in enumerate([*first, *objects], 1):
        places.append(len(out))
        body = told if isinstance(told, bytes) else told.encode("latin-1")
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer <</Size %d /Root 1 0 R>>\n"
    return out + tail % (size, table, size) + b"startxref\n%d\n%%%%EOF\n" % len(out)


def form(fields: str, *objects: str | bytes, more: str = "") -> bytes:
    """A PDF whose form has these fields."""
    return pdf(*objects, root=f"/AcroForm <</Fields [{fields}]>> {more}")


def stream(data: bytes, *, filters: str = "/FlateDecode", entries: str = "") -> bytes:
    head = f"<<{entries} /Length {len(data)} /Filter {filters}>>stream\n"
    return head.encode("ascii") + data + b"\nendstream"


def ending(data: bytes) -> FilledForm | str:
    """What reading ends with, after no more of the processor's time than is allowed.

    The clock on the wall has no say here: it counts what else the machine does, too.
    """
    before = _processor_s()
    try:
        found: FilledForm | str = read_form(data, seconds=20 * SECONDS)
    except UserError as error:
        found = error.what if error.next_step else "no way on was told"
    assert _processor_s() - before < SECONDS + 1
    return found


def _processor_s() -> float:
    """Seconds of processor that processes begun here have used and ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_the_plain_file_that_the_others_vary_is_read() -> None:
    found = ending(form("4 0 R 5 0 R", ID_FIELD, "<</FT /Tx /T (w1-avg-1) /V (4)>>"))
    assert found == FilledForm(FORM_ID, {"w1-avg-1": "4"})


def test_fields_that_hold_each_other_are_walked_once() -> None:
    first = "<</T (w1-avg-1) /FT /Tx /V (4) /Kids [5 0 R]>>"
    second = "<</T (inner) /FT /Tx /V (5) /Kids [4 0 R 5 0 R]>>"
    found = ending(form("4 0 R 5 0 R 6 0 R", first, second, ID_FIELD))
    assert isinstance(found, FilledForm)
    assert found.form_id == FORM_ID


def test_fields_nested_thousands_deep_are_walked() -> None:
    deep = 4_000
    nested = [f"<</T (n{n}) /Kids [{n + 6} 0 R]>>" for n in range(deep)]
    found = ending(form("4 0 R 5 0 R", ID_FIELD, *nested, "<</FT /Tx /T (x) /V (4)>>"))
    assert found == FilledForm(FORM_ID, {})


def test_brackets_nested_thousands_deep_are_told() -> None:
    found = ending(form("4 0 R", "[" * 200_000))
    assert isinstance(found, str)


def test_references_that_lead_to_each_other_are_told() -> None:
    found = ending(pdf("5 0 R", "4 0 R", root="/AcroForm 4 0 R"))
    assert isinstance(found, str)


@pytest.mark.parametrize(
    "fields", ["4 0 R " * 100_000, "<</T (a) /FT /Tx>> " * 100_000], ids=["one", "each its own"]
)
def test_a_hundred_thousand_fields_are_refused(fields: str) -> None:
    assert "more than 5,000 boxes" in str(ending(form(fields, ID_FIELD)))


def test_a_file_that_swells_is_refused() -> None:
    """An object stream of 400 MB that is 400 kB on disk, and the same packed twice."""
    zeros = zlib.compress(bytes(400 << 20), 9)
    entries = "/Type /ObjStm /N 1 /First 4"
    for data, filters in (
        (zeros, "/FlateDecode"),
        (zlib.compress(zeros, 9), "[/FlateDecode /FlateDecode]"),
    ):
        packed = stream(data, filters=filters, entries=entries)
        found = ending(_with_object_stream(packed))
        assert isinstance(found, str)


def _with_object_stream(packed: bytes) -> bytes:
    """A PDF whose form lies in an object stream, as its cross-reference stream says."""
    catalog = b"1 0 obj\n<</Type /Catalog /Pages 2 0 R /AcroForm 5 0 R>>\nendobj\n"
    pages = b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
    out, places = b"%PDF-1.7\n", [0]
    for part in (catalog, pages, b"3 0 obj\nnull\nendobj\n", b"4 0 obj\n" + packed + b"\nendobj\n"):
        places.append(len(out))
        out += part
    rows = [(0, 0, 0), *((1, place, 0) for place in places[1:]), (2, 4, 0), (1, len(out), 0)]
    table = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + bytes([part]) for kind, where, part in rows
    )
    head = f"6 0 obj\n<</Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length {len(table)}>>stream\n"
    end = f"\nendstream\nendobj\nstartxref\n{len(out)}\n%%EOF\n"
    return out + head.encode() + table + end.encode()


def test_a_value_that_is_a_stream_is_not_unpacked() -> None:
    bomb = stream(zlib.compress(bytes(100 << 20), 9))
    found = ending(form("4 0 R 5 0 R", ID_FIELD, "<</FT /Tx /T (w1-avg-1) /V 6 0 R>>", bomb))
    assert found == FilledForm(FORM_ID, {"w1-avg-1": "?"})


def test_a_value_as_long_as_a_book_is_cut() -> None:
    long = f"<</FT /Tx /T (w1-avg-1) /V ({'lots ' * 1_000_000})>>"
    found = ending(form("4 0 R 5 0 R", ID_FIELD, long))
    assert isinstance(found, FilledForm)
    assert len(found.values["w1-avg-1"]) == 80


def test_actions_are_left_alone() -> None:
    action = "<</S /JavaScript /JS (while \\(true\\) {})>>"
    value = f"<</FT /Tx /T (w1-avg-1) /V (4) /AA <</K {action}>>>>"
    more = f"/OpenAction {action} /Names <</JavaScript <</Names [(x) {action}]>>>>"
    found = ending(form("4 0 R 5 0 R", ID_FIELD, value, more=more))
    assert found == FilledForm(FORM_ID, {"w1-avg-1": "4"})


def test_a_file_of_too_many_pages_is_refused() -> None:
    data = form("4 0 R", ID_FIELD).replace(b"/Count 1>>", b"/Count 9999999>>")
    assert "far larger inside" in str(ending(data))


def test_values_of_strange_kinds_are_shown_or_passed_over() -> None:
    kinds = [
        "null",
        "true",
        "4",
        "4.0",
        "[4]",
        "<</a 4>>",
        "<FF>",
        "<FEFF0034>",
        "<FFFE3400>",
        "()",
    ]
    fields = " ".join(
        f"<</FT /Tx /T (w{n // 7 + 1}-avg-{n % 7 + 1}) /V {kind}>>" for n, kind in enumerate(kinds)
    )
    found = ending(form(f"4 0 R {fields}", ID_FIELD))
    assert isinstance(found, FilledForm)
    assert found.values["w1-avg-3"] == "4"
    assert found.values["w2-avg-1"] == "4"
    assert found.values["w2-avg-2"] == "4"
    assert "w1-avg-1" not in found.values
    assert "w2-avg-3" not in found.values


def test_every_single_damage_ends_well(tmp_path: Path) -> None:
    """A form with each of many stretches overwritten: read, or told; never anything else."""
    whole = form("4 0 R 5 0 R", ID_FIELD, "<</FT /Tx /T (w1-avg-1) /V (4)>>")
    steps: Sequence[int] = range(9, len(whole), 40)
    for at in steps:
        ending(whole[:at] + b"\xff\x00(<[" + whole[at + 5 :])
    assert list(tmp_path.iterdir()) == []


def test_the_bounds_hold_for_the_reader_alone() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    read_form(form("4 0 R", ID_FIELD))
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert MEMORY <= 512 << 20


@pytest.mark.parametrize(
    "body",
    [
        b"1 0 obj\n" * 500_000,
        b"<<" * 2_000_000,
        b"1 0 obj\n" + b"(" * 4_000_000,
        b"xref\n0 2000000000\n0000000000 65535 f \ntrailer<</Size 2000000000>>\nstartxref\n9\n",
        b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 1 /Prev 9>>\nstartxref\n9\n",
    ],
    ids=["objects", "brackets", "one long text", "a table of billions", "a table before itself"],
)
def test_rubbish_of_many_megabytes_is_told(body: bytes) -> None:
    assert isinstance(ending(b"%PDF-1.7\n" + body), str)


@pytest.mark.parametrize(
    ("data", "filters"),
    [(b"\x81\x00" * 4_500_000, "/RunLengthDecode"), (b"z" * 9_000_000, "/ASCII85Decode")],
)
def test_other_ways_to_swell_are_refused(data: bytes, filters: str) -> None:
    packed = stream(data, filters=filters, entries="/Type /ObjStm /N 1 /First 4")
    assert isinstance(ending(_with_object_stream(packed)), str)
