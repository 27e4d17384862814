"""The diary as a form: a field in every box, named for nobody, told to screen readers."""

from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
import pytest
from form_filling import ON, filled
from handout_samples import Maker, exercise, page_texts
from pypdf import PdfReader

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.dose import Dose
from clinic_app.paper.diary.form import form_pdf

FORM_ID = "0f" * 16


def often(number: int, times: int = 1) -> Exercise:
    return exercise(f"exercise-{number}", dose=Dose(times_per_day=times))


def fields_of(pdf: bytes) -> dict[str, Any]:
    return PdfReader(BytesIO(pdf)).get_fields() or {}


def widgets(pdf: bytes) -> list[list[dict[str, Any]]]:
    """The fields that stand on each page."""
    found: list[list[dict[str, Any]]] = []
    for page in PdfReader(BytesIO(pdf)).pages:
        notes: Any = page.get("/Annots", [])
        found.append([note.get_object() for note in notes])
    return found


def test_every_box_of_two_weeks_is_a_field(make: Maker) -> None:
    fields = fields_of(form_pdf(make([often(1), often(2, times=3)]), FORM_ID))
    names = {
        f"w{week}-{what}-{day}"
        for week in (1, 2)
        for day in range(1, 8)
        for what in ("worst", "avg")
    }
    names |= {f"w{week}-x1-{day}-1" for week in (1, 2) for day in range(1, 8)}
    names |= {f"w{w}-x2-{day}-{n}" for w in (1, 2) for day in range(1, 8) for n in (1, 2, 3)}
    assert set(fields) == {"handrail-form"} | names


def test_no_field_is_named_for_the_patient(make: Maker) -> None:
    pdf = form_pdf(make(2, given="Marigold"), FORM_ID)
    reader = PdfReader(BytesIO(pdf))
    told = [str(reader.metadata), *fields_of(pdf)]
    told += [str(field.get("/TU", "")) for field in fields_of(pdf).values()]
    assert not [text for text in told if "Marigold" in text or "Sample" in text]


@pytest.mark.parametrize(
    ("language", "score", "tick"),
    [
        (
            "en",
            "Average pain, Tuesday, November 24, 0 to 10",
            "Exercise-1, Sunday, November 22, 2 of 2",
        ),
        (
            "es",
            "Dolor promedio, martes 24 de noviembre, de 0 a 10",
            "Bisagra de cadera, domingo 22 de noviembre, 2 de 2",
        ),
    ],
)
def test_every_field_says_what_it_asks(make: Maker, language: str, score: str, tick: str) -> None:
    named = exercise("exercise-1", "Exercise-1", dose=Dose(times_per_day=2))
    fields = fields_of(form_pdf(make([named], language=language), FORM_ID))
    assert fields["w1-avg-3"]["/TU"] == score
    assert fields["w1-x1-1-2"]["/TU"] == tick
    assert all(field.get("/TU") for name, field in fields.items() if name != "handrail-form")


def test_the_form_carries_its_number_twice_and_no_script(make: Maker) -> None:
    pdf = form_pdf(make(1), FORM_ID)
    assert fields_of(pdf)["handrail-form"]["/V"] == FORM_ID
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert FORM_ID in str(reader.metadata["/Keywords"])
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    keys = {key for found in objects if isinstance(found, dict) for key in found}
    assert "/AcroForm" in keys
    assert keys & {"/JavaScript", "/JS", "/OpenAction", "/AA", "/A", "/XFA"} == {"/A"}


def test_a_number_is_never_cut_to_another(make: Maker) -> None:
    """A box of two letters makes 1 of a 10 with a blank before it."""
    fields = widgets(form_pdf(make(1), FORM_ID))[0]
    assert [f for f in fields if "/MaxLen" in f] == []


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [1, 8])
def test_no_field_lies_on_another_or_off_the_page(make: Maker, paper: Paper, count: int) -> None:
    pdf = form_pdf(make([often(n, times=n % 4 + 1) for n in range(count)], paper=paper), FORM_ID)
    size = PdfReader(BytesIO(pdf)).pages[0].mediabox
    for page in widgets(pdf):
        boxes = [[float(x) for x in field["/Rect"]] for field in page if field["/F"] == 4]
        assert len(boxes) > 20
        for n, (left, bottom, right, top) in enumerate(boxes):
            assert 0 < left < right < float(size.width)
            assert 0 < bottom < top < float(size.height)
            for other in boxes[:n]:
                apart = left >= other[2] or right <= other[0]
                assert apart or bottom >= other[3] or top <= other[1]


def test_it_fits_two_pages_and_keeps_the_safety_words(make: Maker) -> None:
    texts = page_texts(form_pdf(make(8), FORM_ID))
    assert len(texts) == 2
    whole = " ".join(texts)
    for words in ("How much pain is OK?", "call 911", "Get help right away", "send it back"):
        assert words in whole
    assert "I showed my PT" not in whole
    assert "right after:" not in whole


def test_each_field_has_its_place_among_the_tags(make: Maker) -> None:
    pdf = form_pdf(make(1), FORM_ID)
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    numbers: Any = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tags = {int(numbers[n]): numbers[n + 1].get_object() for n in range(0, len(numbers), 2)}
    shown = [field for field in widgets(pdf)[0] if field["/F"] == 4]
    assert shown
    for field in shown:
        tag = tags[field["/StructParent"]]
        assert tag["/S"] == "/Form"
        assert tag["/P"]["/S"] == "/TD"
        assert tag["/K"][0]["/Obj"].get_object()["/T"] == field["/T"]


def test_what_was_filled_in_is_seen(make: Maker) -> None:
    pdf = form_pdf(make(1), FORM_ID)
    full = filled(pdf, {"w1-avg-3": "10", "w1-x1-5-1": ON})
    before, after = _darkness(pdf), _darkness(full)
    changed = {name for name, dark in after.items() if dark > before[name] + 0.01}
    assert changed == {"w1-avg-3", "w1-x1-5-1"}


def _darkness(pdf: bytes) -> dict[str, float]:
    """How dark PDFium draws each field, 0 to 1."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    try:
        page = document[0]
        grey = page.render(scale=2, grayscale=True, may_draw_forms=True).to_numpy()
        height = page.get_height()
    finally:
        document.close()
    found: dict[str, float] = {}
    for field in widgets(pdf)[0]:
        left, bottom, right, top = (float(x) for x in field["/Rect"])
        part = grey[
            int((height - top) * 2) : int((height - bottom) * 2), int(left * 2) : int(right * 2)
        ]
        if part.size:
            found[str(field["/T"])] = 1 - float(part.mean()) / 255
    return found


def test_a_plan_with_too_many_boxes_is_refused(make: Maker) -> None:
    with pytest.raises(UserError, match="too many boxes"):
        form_pdf(make([often(n, times=12) for n in range(30)]), FORM_ID)
