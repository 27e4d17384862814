"""No text on paper runs into another, over a column line or out of its box."""

from dataclasses import replace
from datetime import date

import pytest
from handout_samples import TODAY, Maker, exercise, words
from printed_shapes import printed_pages

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Paper, Patient
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import HandoutContent, compose
from clinic_app.services.exercises.library import open_signs
from clinic_app.shipped_data import EXERCISES

SHORT = Clinic("Sample Clinic", "(555) 010-0142", "1 Example Street")
LONG = Clinic(
    "Sampletown Orthopedic, Sports and Pelvic Health Physical Therapy of the Greater Valley",
    "",
    "12345 North Old Example Boulevard, Building C, Suite 1200, Sampletown Heights, ZZ 00000",
)
LONG_CLINICIAN = Clinician(
    "c", "Maximiliana Featherstonehaugh-Cholmondeley", "PT, DPT, OCS, FAAOMPT, Cert. MDT"
)


@pytest.fixture(scope="module")
def library() -> Catalog:
    return Catalog.read(EXERCISES)


def plan_of(
    library: Catalog,
    items: list[PlanItem],
    *,
    clinic: Clinic = SHORT,
    clinician: Clinician | None = None,
    **options: object,
) -> HandoutContent:
    return compose(
        context=ClinicContext(
            clinic=clinic,
            clinician=clinician or Clinician("c", "Robin Demo", "PT"),
            patient=Patient("p", "Marigold", "Sample", born=date(1958, 3, 4)),
            episode=None,
            today=TODAY,
        ),
        plan=Plan(tuple(items)),
        lookup=library.exercise,
        signs=open_signs(),
        options=HandoutOptions(**options),  # pyright: ignore[reportArgumentType]
    )


def faults(content: HandoutContent) -> list[str]:
    pages = printed_pages(render(content).pdf, margin=18)
    assert all(page.texts for page in pages)
    return [fault for page in pages for fault in page.faults()]


def slices(library: Catalog) -> list[list[PlanItem]]:
    """Plans of 1, 2 ... 9 exercises that together hold the whole library."""
    items = [PlanItem.of(exercise) for exercise in library.exercises]
    plans: list[list[PlanItem]] = []
    for size in range(1, 10):
        start = sum(map(len, plans)) % len(items)
        plans.append([*items, *items][start : start + size])
    assert {item.exercise_id for plan in plans for item in plan} == {i.exercise_id for i in items}
    return plans


@pytest.mark.parametrize("times", [1, 2, 3, 4])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", list(Paper))
def test_the_whole_library_prints_clear(
    library: Catalog, paper: Paper, language: str, times: int
) -> None:
    for n, plan in enumerate(slices(library)):
        often = [replace(i, dose=i.dose.changed(times_per_day=times)) for i in plan]
        harder = n % 2 == 0
        content = plan_of(library, often, paper=paper, language=language, next_harder=harder)
        assert faults(content) == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", list(Paper))
def test_long_names_and_a_missing_phone_print_clear(
    library: Catalog, paper: Paper, language: str
) -> None:
    items = [PlanItem.of(e) for e in library.exercises[:4]]
    content = plan_of(
        library, items, clinic=LONG, clinician=LONG_CLINICIAN, paper=paper, language=language
    )
    assert faults(content) == []
    unbroken = replace(content, clinic_name="Sample" * 30, clinic_address="9" * 200)
    assert faults(replace(unbroken, given_name="Wolfeschlegelstein" * 8)) == []


def test_names_of_any_length_stay_in_the_first_column_of_the_diary(make: Maker) -> None:
    for length in range(16, 60):
        name = ("Stretch with a long strap and more of it all day and night " * 2)[:length].strip()
        named = exercise("e", words={"en": words(name), "es": words(name)})
        for days in (4, 7):
            item = PlanItem("e", Dose(days_per_week=days), {})
            assert faults(make([named], items=(item,))) == [], name
