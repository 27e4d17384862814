"""The pages of a handout, and what is worth a look before they are printed, as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.confirming import confirm_notes
from clinic_app.domain.plan.handout import HandoutOptions, IssuedHandout
from clinic_app.domain.plan.plan import MANY_EXERCISES
from clinic_app.domain.reading import HIGHEST_GRADE
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.page_view import DrawnPages, count_words, draw_pdf

Standing = Literal["good", "caution", "open"]


@dataclass(frozen=True)
class Checks:
    """``grade`` is of the English words; ``met`` and ``accepted`` count precautions.

    ``unsure``: repetitions that meant something else on paper, one line an exercise.
    ``held`` says of each exercise that gets no harder rung why, with its name.
    """

    grade: float
    minutes: int
    exercises: int
    pages: int
    met: int
    accepted: int
    unsure: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckLine:
    """A name, what was found, and how that stands; ``open`` is what nobody can judge here."""

    name: str
    found: str
    standing: Standing = "good"
    hint: str = ""


def look(workspace: Workspace, patient_id: str, *, pages: int) -> Checks:
    """Check the plan as saved now. May run in a thread."""
    plan = workspace.plans.current(patient_id).plan
    precautions = workspace.patients.get(patient_id).precautions
    concerns = workspace.plans.concerns(plan, precautions)
    met = [concern.tag in item.accepted for item in plan.items for concern in concerns[item.id]]
    return Checks(
        grade=workspace.handouts.reading_grade(patient_id),
        minutes=plan.minutes_a_day(workspace.library.exercise),
        exercises=len(plan.items),
        pages=pages,
        met=met.count(False),
        accepted=met.count(True),
        unsure=tuple(confirm_notes(plan, workspace.library.exercise)),
        held=tuple(f"{n}: {why}" for n, why in workspace.handouts.held_back(patient_id)),
    )


def draw_plan(
    workspace: Workspace, patient_id: str, options: HandoutOptions, width_px: int
) -> tuple[DrawnPages, Checks]:
    """The plan as saved now. Raises UserError for what cannot be printed."""
    draft = workspace.handouts.draft(patient_id, options)
    checks = look(workspace, patient_id, pages=draft.pages)
    return draw_pdf(draft.pdf, options.paper, width_px), checks


def draw_issued(workspace: Workspace, handout: IssuedHandout, width_px: int) -> DrawnPages:
    """A handout as it was given out, from its own bytes."""
    return draw_pdf(workspace.handouts.pdf(handout.id), handout.paper, width_px)


def lines(checks: Checks, *, language: str, harder: bool = False) -> list[CheckLine]:
    """The lines in the order they are shown; ``language`` is that of the handout.

    ``harder``: the next harder rung is printed.
    """
    reasons = "\n".join(checks.held)
    held = CheckLine("Next harder", f"{len(checks.held)} held back", "caution", reasons)
    return [
        _reading(checks.grade, language),
        CheckLine("Time asked", f"{checks.minutes} min a day"),
        _exercises(checks.exercises),
        CheckLine("Fits, no exercise split", count_words(checks.pages, "page")),
        _precautions(checks),
        *([_to_confirm(checks.unsure)] if checks.unsure else []),
        *([held] if harder and checks.held else []),
    ]


def lines_of_old(handout: IssuedHandout) -> list[CheckLine]:
    """What there is to know of a handout that was given out before."""
    paper = {Paper.LETTER: "Letter", Paper.A4: "A4"}[handout.paper]
    return [
        CheckLine("Paper", paper, "open"),
        CheckLine("Length", count_words(handout.pages, "page"), "open"),
    ]


def _reading(grade: float, language: str) -> CheckLine:
    if language != "en":
        return CheckLine("Reading grade", "English only", "open", "It is made for English words.")
    found = "below 1" if grade < 1 else f"{grade:.0f}"
    standing = "good" if grade <= HIGHEST_GRADE else "caution"
    hint = "The US school grade that reads it with ease (Flesch-Kincaid)."
    return CheckLine("Reading grade", f"{found}, aim {HIGHEST_GRADE:.0f} or less", standing, hint)


def _exercises(count: int) -> CheckLine:
    if count <= MANY_EXERCISES:
        return CheckLine("Exercises", str(count))
    hint = f"More than {MANY_EXERCISES} exercises are seldom kept up."
    return CheckLine("Exercises", f"{count}, best up to {MANY_EXERCISES}", "caution", hint)


def _to_confirm(unsure: Sequence[str]) -> CheckLine:
    return CheckLine("Each side", f"{len(unsure)} to confirm", "caution", ". ".join(unsure) + ".")


def _precautions(checks: Checks) -> CheckLine:
    name = "Precautions"
    if checks.met:
        hint = "An exercise meets a precaution of the patient; the plan names it."
        return CheckLine(name, f"{checks.met} to look at", "caution", hint)
    if checks.accepted:
        return CheckLine(name, f"{checks.accepted} accepted by you")
    return CheckLine(name, "kept")
