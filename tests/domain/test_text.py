"""Text from people and files: nothing that steers a terminal or turns words around is kept."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainMap, PainRating, Series
from clinic_app.domain.patient.patient import Clinic, Clinician, Episode, Patient
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.plan import Plan, PlanItem, PlanTemplate
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.progress.outcome_measure import MeasureResult
from clinic_app.domain.text import clean_line, plain_line, plain_text, visible, visible_json
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.storage.keys.key_set import Login

OVERRIDES = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
HARMFUL = "\0\x07\x08\x1b\x7f\x85\x9b\u2028\u2029\ud800\udfff\ufdd0\ufffe\uffff\ufeff\U0001ffff"
any_text = st.text(
    st.characters(exclude_categories=()) | st.sampled_from(HARMFUL + OVERRIDES + "\r\n\t a"),
    max_size=40,
)
DAY, AT = date(2026, 10, 1), datetime(2026, 10, 1, 9, tzinfo=UTC)

# Everything that a person or a file gives words to, by its field. Ids of records are the program's.
MADE: dict[str, Callable[[str], object]] = {
    "pain context": lambda t: PainRating("1", "p", Series.NOW, 3, AT, context=t),
    "pain reason": lambda t: PainRating("1", "p", Series.NOW, 3, AT, void_reason=t),
    "event": lambda t: Event("1", "p", DAY, EventKind.VISIT, t),
    "event reason": lambda t: Event("1", "p", DAY, EventKind.VISIT, void_reason=t),
    "activity": lambda t: MeasureResult("1", "p", "psfs", DAY, 3, items=((t, 3.0),)),
    "measure reason": lambda t: MeasureResult("1", "p", "odi", DAY, 3, void_reason=t),
    "map reason": lambda t: PainMap("1", "p", AT, (), void_reason=t),
    "log reason": lambda t: ExerciseLog("1", "p", DAY, "bridge", "i", 1, 1, void_reason=t),
    "given name": lambda t: Patient("1", t, "Sample"),
    "family name": lambda t: Patient("1", "Marigold", t),
    "record number": lambda t: Patient("1", "Marigold", "Sample", record_number=t),
    "condition": lambda t: Episode("1", "p", t, "knee"),
    "region": lambda t: Episode("1", "p", "Pain", t, side=t),
    "icd10": lambda t: Episode("1", "p", "Pain", "knee", icd10=t),
    "clinic": lambda t: Clinic(t),
    "clinic's lines": lambda t: Clinic("Sample", phone=t, address=t, emergency_number=t),
    "clinician": lambda t: Clinician("1", t, t),
    "login": lambda t: Login("1", t),
    "note": lambda t: PlanItem("bridge", Dose(), note=t),
    "notes": lambda t: PlanItem("bridge", Dose(), notes={"en": t, "es": t}),
    "steps": lambda t: PlanItem("bridge", Dose(), own_steps=(t, t)),
    "tags": lambda t: PlanItem("bridge", Dose(), accepted=(t,), quiet=(t,), id=t),
    "rule for pain": lambda t: Plan((), t),
    "template": lambda t: PlanTemplate("1", t, t, Plan()),
    "report": lambda t: ReportOptions(recipient=t, findings=t),
}
OF_SEVERAL_LINES = {"note", "notes", "steps", "template", "report"}


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name))


def is_harmless(text: str, *, lines: bool = False) -> bool:
    bad = {"Cc", "Cs", "Co", "Zl", "Zp"}
    plain = text.replace("\n", "") if lines else text
    none = any(ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF for c in text)
    return not none and not any(unicodedata.category(c) in bad or c in OVERRIDES for c in plain)


@pytest.mark.parametrize("field", MADE)
@given(any_text)
def test_no_text_field_of_the_domain_holds_anything_harmful(field: str, text: str) -> None:
    try:
        made = MADE[field](text)
    except UserError:
        return
    assert all(is_harmless(told, lines=field in OF_SEVERAL_LINES) for told in texts_in(made))


def test_the_law_sees_every_kind_of_record() -> None:
    """A new field of text in one of these classes must be in the table above."""
    known = {type(make("M54.5" if n == "icd10" else "a")) for n, make in MADE.items()}
    held = {
        f"{kind.__name__}.{f.name}"
        for kind in known
        for f in fields(kind)
        if f.type in ("str", str)
        and f.name not in {"id", "patient_id", "source", "exercise_id", "clinician_id"}
    }
    of_the_program = {"MeasureResult.measure_id", "ExerciseLog.item_id", "Patient.language",
                      "Patient.look", "PainRating.site"}  # fmt: skip
    marked = {f"{type(v).__name__}.{name}" for name, v in _marked()}
    assert held - of_the_program - marked <= {"ReportOptions.site"}


def _marked() -> Iterator[tuple[str, object]]:
    for name, make in MADE.items():
        made = make("M54.5" if name == "icd10" else "marked")
        for each in fields(made):  # pyright: ignore[reportArgumentType]  # all are dataclasses
            if any(told in ("marked", "M54.5") for told in texts_in(getattr(made, each.name))):
                yield each.name, made


@given(any_text)
def test_a_line_is_one_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    line = plain_line(text)
    assert is_harmless(line)
    assert line == line.strip() == plain_line(line)


@given(any_text)
def test_several_lines_keep_their_ends(text: str) -> None:
    kept = plain_text(text)
    assert is_harmless(kept, lines=True)
    assert plain_text(kept) == kept


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S"), max_codepoint=0xD7FF)))
def test_words_of_every_script_stay(text: str) -> None:
    assert plain_text(text) == text
    assert plain_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ["نرم‌افزار", "👩‍⚕️", "שלום‎!", "ក្រុម​ខ្មែរ", "Soft­hyphen"])
def test_marks_that_a_script_needs_stay(text: str) -> None:
    assert plain_line(text) == text


def test_a_line_that_is_needed_or_too_long_is_refused() -> None:
    for text in ("", " \u202e\n", "\x1b"):
        with pytest.raises(UserError, match="The name is missing"):
            clean_line(text, "The name", needed=True)
    with pytest.raises(UserError, match="longer than 200"):
        clean_line("a" * 201, "The name")


@given(any_text)
def test_a_terminal_gets_nothing_that_steers_it(text: str) -> None:
    assert is_harmless(visible(text), lines=True)
    visible(text).encode("utf-8")


@given(st.recursive(any_text | st.integers(), lambda v: st.lists(v) | st.dictionaries(any_text, v)))
def test_json_for_a_terminal_still_means_the_same(value: object) -> None:
    told = visible_json(json.dumps(value, ensure_ascii=False, indent=2))
    assert is_harmless(told, lines=True)
    told.encode("utf-8")
    # Two halves of a character that stand side by side are one when they are read.
    assert json.loads(told) == json.loads(json.dumps(value))
