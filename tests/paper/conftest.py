"""A clinic to make handouts for."""

from datetime import date

import pytest
from handout_samples import TODAY, Maker, exercise

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Episode, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.paper.handout.content import HandoutContent, Pictures, compose
from clinic_app.services.exercises.library import open_signs


@pytest.fixture
def make() -> Maker:
    """Make a content from exercises (or how many) and whatever differs from the usual."""

    def made(
        exercises: int | list[Exercise] = 3,
        *,
        items: tuple[PlanItem, ...] = (),
        given: str = "Marigold",
        clinic: Clinic | None = None,
        region: str = "low-back",
        precautions: tuple[str, ...] = (),
        surgery: bool = False,
        limits: tuple[int, int] = (2, 5),
        pain_rule: str = "",
        pictures: Pictures = lambda rung: (),
        **options: object,
    ) -> HandoutContent:
        listed = (
            [exercise(f"exercise-{n}") for n in range(exercises)]
            if isinstance(exercises, int)
            else exercises
        )
        ends = [exercise("short", easier=(), harder=()), exercise("heavy", easier=(), harder=())]
        library = {e.id: e for e in [*ends, *listed]}
        return compose(
            context=ClinicContext(
                clinic=clinic or Clinic("Sample Clinic", "(555) 010-0142", "1 Example Street"),
                clinician=Clinician("c", "Robin Demo", "PT"),
                patient=Patient(
                    "p", given, "Sample", born=date(1958, 3, 4), precautions=precautions
                ),
                episode=Episode("e", "p", "Low back pain", region) if region else None,
                today=TODAY,
            ),
            plan=Plan(items or tuple(PlanItem.of(e) for e in listed), pain_rule),
            lookup=library.__getitem__,
            signs=open_signs(),
            surgery=surgery,
            limits=limits,
            options=HandoutOptions(**options),  # pyright: ignore[reportArgumentType]
            pictures=pictures,
        )

    return made
