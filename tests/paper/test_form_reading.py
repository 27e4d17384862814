"""Forms as other programs filled them, and what is no form: read, or told in plain words."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from form_filling import ON, filled
from handout_samples import Maker
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from clinic_app.domain.errors import UserError
from clinic_app.paper.diary.form import form_pdf
from clinic_app.paper.diary.form_reading import confinement, fields
from clinic_app.paper.diary.form_reading.reader import read_form

FORMS = Path(__file__).parent / "forms"
FORM_ID = "f0" * 16
IN_EACH = {
    "w1-worst-1": "10",
    "w1-avg-1": "4",
    "w1-avg-2": "4,5",
    "w1-avg-3": "más de 4 – ¡uf!",
    "w2-avg-7": "0",
    "w1-x1-1-1": "on",
    "w1-x1-1-2": "on",
    "w1-x2-3-1": "on",
}


@pytest.fixture
def form(make: Maker) -> bytes:
    return form_pdf(make(2), FORM_ID)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "writer",
    ["pdftk", "pdftk-need-appearances", "pdftk-spanish", "pdf-lib", "pdfjs", "mupdf", "qpdf"],
)
def test_forms_of_other_programs_are_read(writer: str) -> None:
    found = read_form((FORMS / f"{writer}.pdf").read_bytes())
    assert found.form_id == FORM_ID
    assert found.values == IN_EACH


def test_a_form_filled_now_is_read(form: bytes) -> None:
    found = read_form(filled(form, {"w1-avg-1": " 4 ", "w2-worst-7": "10", "w1-x2-3-1": ON}))
    assert found.form_id == FORM_ID
    assert found.values == {"w1-avg-1": "4", "w2-worst-7": "10", "w1-x2-3-1": "on"}


def test_a_form_filled_in_by_mouse_and_keys_is_read(form: bytes) -> None:
    """PDFium is what shows and fills forms in several browsers."""
    notes: Any = PdfReader(BytesIO(form)).pages[0]["/Annots"]
    places = {n.get_object()["/T"]: [float(x) for x in n.get_object()["/Rect"]] for n in notes}
    document = pdfium.PdfDocument(form)
    document.init_forms()
    page = document[0]

    def act(name: str, typed: str = "") -> None:
        left, bottom, right, top = places[name]
        at = (document.formenv.raw, page.raw, 0, (left + right) / 2, (bottom + top) / 2)
        pdfium.raw.FORM_OnMouseMove(*at)
        pdfium.raw.FORM_OnLButtonDown(*at)
        pdfium.raw.FORM_OnLButtonUp(*at)
        for letter in typed:
            pdfium.raw.FORM_OnChar(document.formenv.raw, page.raw, ord(letter), 0)

    act("w1-x1-1-1")
    act("w1-x1-2-1")
    act("w1-x1-2-1")  # ticked, and emptied again
    act("w1-worst-1", " 10")
    act("w1-avg-3", "lots")
    pdfium.raw.FORM_ForceToKillFocus(document.formenv.raw)
    saved = BytesIO()
    document.save(saved)
    page.close()
    document.close()
    found = read_form(saved.getvalue())
    assert found.form_id == FORM_ID
    assert found.values == {"w1-x1-1-1": "on", "w1-worst-1": "10", "w1-avg-3": "lots"}


def test_an_empty_form_holds_nothing(form: bytes) -> None:
    assert read_form(form).values == {}


def test_a_box_that_was_ticked_and_emptied_is_empty(form: bytes) -> None:
    ticked = filled(form, {"w1-x1-1-1": ON, "w1-avg-1": "4"})
    assert read_form(filled(ticked, {"w1-x1-1-1": "/Off", "w1-avg-1": ""})).values == {}


def test_a_tick_that_only_shows_is_a_tick(form: bytes) -> None:
    """Some programs write how a box looks, and not its value."""
    writer = PdfWriter(clone_from=BytesIO(form))
    for note in writer.pages[0]["/Annots"]:
        if note.get_object()["/T"] == "w1-x1-1-1":
            note.get_object()[NameObject("/AS")] = NameObject("/Yes")
    assert read_form(written(writer)).values == {"w1-x1-1-1": "on"}


def test_the_number_of_the_form_is_found_in_either_place(form: bytes) -> None:
    without_keyword = PdfWriter(clone_from=BytesIO(form))
    without_keyword.metadata = None
    assert read_form(written(without_keyword)).form_id == FORM_ID
    without_field = PdfWriter(clone_from=BytesIO(form))
    boxes = without_field.root_object["/AcroForm"]["/Fields"]
    index = next(n for n, f in enumerate(boxes) if f.get_object()["/T"] == "handrail-form")
    del boxes[index]
    assert read_form(written(without_field)).form_id == FORM_ID


def test_scripts_and_actions_are_not_looked_at(form: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(filled(form, {"w1-avg-1": "4"})))
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("while (true) {}"),
        }
    )
    writer.root_object[NameObject("/OpenAction")] = action
    writer.pages[0]["/Annots"][3].get_object()[NameObject("/A")] = action
    assert b"/JavaScript" in written(writer)
    assert read_form(written(writer)).values == {"w1-avg-1": "4"}


def test_a_form_locked_for_changes_only_is_read(form: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(filled(form, {"w1-avg-1": "4"})))
    writer.encrypt("", "owner", algorithm="AES-256")
    assert read_form(written(writer)).values == {"w1-avg-1": "4"}


def _locked(form: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(form))
    writer.encrypt("secret", algorithm="AES-256")
    return written(writer)


def _another_form(form: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(form))
    writer.metadata = None
    for n, note in enumerate(writer.pages[0]["/Annots"]):
        note.get_object()[NameObject("/T")] = TextStringObject(f"name {n}")
    return written(writer)


def _without_form(form: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    return written(writer)


@pytest.mark.parametrize(
    ("make_file", "told"),
    [
        (lambda form: b"", "not a PDF"),
        (lambda form: b"hello", "not a PDF"),
        (lambda form: b"\xff\xd8\xff\xe0 a photo", "not a PDF"),
        (lambda form: form[: len(form) // 2], "damaged"),
        (lambda form: b"%PDF-1.7\n" + bytes(range(256)) * 50, "damaged"),
        (lambda form: form + b" " * (10 << 20), "larger than 10 MB"),
        (_locked, "locked with a password"),
        (_another_form, "not a diary"),
        (_without_form, "printed or flattened copy"),
        (lambda form: (FORMS / "pdftk-flattened.pdf").read_bytes(), "flattened copy.*Ctrl\\+D"),
    ],
)
def test_what_cannot_be_read_is_told(form: bytes, make_file, told: str) -> None:
    with pytest.raises(UserError, match=told) as caught:
        read_form(make_file(form))
    assert caught.value.next_step


def test_reading_ends_when_it_takes_too_long(form: bytes) -> None:
    with pytest.raises(UserError, match="took longer"):
        read_form(form, seconds=0.01)


def test_a_field_that_stands_there_twice_is_not_chosen_from(form: bytes) -> None:
    """Two answers to one question are shown as they are, so that a person decides."""
    writer = PdfWriter(clone_from=BytesIO(filled(form, {"w1-avg-1": "4", "w1-avg-2": "7"})))
    for note in writer.pages[0]["/Annots"]:
        if note.get_object()["/T"] == "w1-avg-2":
            note.get_object()[NameObject("/T")] = TextStringObject("w1-avg-1")
    assert fields.read(written(writer))["values"] == {"w1-avg-1": "4 / 7"}


def test_the_reader_needs_no_window_and_no_clinic() -> None:
    code = (
        "import sys, clinic_app.paper.diary.form_reading.__main__,"
        " clinic_app.paper.diary.form_reading.fields;"
        "print([n for n in sys.modules if n.split('.')[0] in"
        " ('PySide6', 'sqlalchemy', 'sqlcipher3', 'reportlab', 'pyqtgraph')])"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("forbidden", "error"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
        ("import os; os.system('true')", "PermissionError"),
        ("open('left-behind.txt', 'w')", "PermissionError"),
        ("import os; os.open('left-behind.txt', os.O_WRONLY | os.O_CREAT)", "PermissionError"),
        ("import os; os.remove('kept.txt')", "PermissionError"),
        ("bytearray(1 << 30)", "MemoryError"),
    ],
)
def test_the_reader_may_not_do_more_than_read(forbidden: str, error: str, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept", "utf-8")
    code = (
        f"from {confinement.__name__} import limit, close_off\nlimit(); close_off()\n{forbidden}\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert error in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_pypdf_agrees_with_the_reader(form: bytes) -> None:
    full = filled(form, {"w1-avg-1": "4", "w1-x2-3-1": ON})
    told = PdfReader(BytesIO(full)).get_fields() or {}
    theirs = {name: str(f["/V"]) for name, f in told.items() if f.get("/V") and name[0] == "w"}
    assert theirs == {"w1-avg-1": "4", "w1-x2-3-1": "/Yes"}
    assert set(read_form(full).values) == set(theirs)
