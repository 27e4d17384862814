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
from clinic_app.words import _, ngettext, pgettext

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
    held_back = _("{count} held back", count=len(checks.held))
    held = CheckLine(_("Next harder"), held_back, "caution", reasons)
    return [
        _reading(checks.grade, language),
        CheckLine(_("Time asked"), _("{minutes} min a day", minutes=checks.minutes)),
        _exercises(checks.exercises),
        CheckLine(_("Fits, no exercise split"), count_words(checks.pages, "page")),
        _precautions(checks),
        *([_to_confirm(checks.unsure)] if checks.unsure else []),
        *([held] if harder and checks.held else []),
    ]


def lines_of_old(handout: IssuedHandout) -> list[CheckLine]:
    """What there is to know of a handout that was given out before."""
    paper = {Paper.LETTER: _("Letter"), Paper.A4: "A4"}[handout.paper]
    return [
        CheckLine(_("Paper"), paper, "open"),
        CheckLine(_("Length"), count_words(handout.pages, "page"), "open"),
    ]


def _reading(grade: float, language: str) -> CheckLine:
    name, aim = _("Reading grade"), f"{HIGHEST_GRADE:.0f}"
    if language != "en":
        return CheckLine(name, _("English only"), "open", _("It is made for English words."))
    if grade < 1:
        found = _("below 1, aim {aim} or less", aim=aim)
    else:
        found = _("{grade}, aim {aim} or less", grade=format(grade, ".0f"), aim=aim)
    standing = "good" if grade <= HIGHEST_GRADE else "caution"
    hint = _("The US school grade that reads it with ease (Flesch-Kincaid).")
    return CheckLine(name, found, standing, hint)


def _exercises(count: int) -> CheckLine:
    if count <= MANY_EXERCISES:
        return CheckLine(_("Exercises"), str(count))
    hint = _("More than {most} exercises are seldom kept up.", most=MANY_EXERCISES)
    found = _("{number}, best up to {most}", number=count, most=MANY_EXERCISES)
    return CheckLine(_("Exercises"), found, "caution", hint)


def _to_confirm(unsure: Sequence[str]) -> CheckLine:
    found = _("{count} to confirm", count=len(unsure))
    return CheckLine(_("Each side"), found, "caution", ". ".join(unsure) + ".")


def _precautions(checks: Checks) -> CheckLine:
    name = _("Precautions")
    if checks.met:
        hint = _("An exercise meets a precaution of the patient; the plan names it.")
        return CheckLine(name, _("{count} to look at", count=checks.met), "caution", hint)
    if checks.accepted:
        count = checks.accepted
        found = ngettext("{count} accepted by you", "{count} accepted by you", count)
        return CheckLine(name, found)
    return CheckLine(name, pgettext("precautions", "kept"))
