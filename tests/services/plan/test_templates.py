"""Templates: three ship, and any plan can become one."""

import re
from datetime import date

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.plan.plan_document import from_document, to_document
from clinic_app.paper.handout.content import compose
from clinic_app.services.exercises.library import open_signs
from clinic_app.services.workspace import Workspace
from clinic_app.ui.plan import edits
from clinic_app.words import in_language


def test_three_conditions_ship_as_starting_points(workspace: Workspace) -> None:
    shipped = [t for t in workspace.templates.listing() if t.shipped]
    assert len(shipped) >= 3
    for template in shipped:
        assert 2 <= len(template.plan.items) <= 4
        assert "starting point" in template.description


def test_one_that_ships_is_named_in_the_language_of_the_program(workspace: Workspace) -> None:
    assert workspace.templates.listing()[1].name == "Knee osteoarthritis"
    with in_language("es"):
        shown = workspace.templates.listing()[1]
        assert shown.name == "Artrosis de rodilla"
        assert "punto de partida" in shown.description
        assert workspace.library.exercise("bridge").name == "Puente"


def test_a_saved_template_comes_first_and_can_be_archived(workspace: Workspace) -> None:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    saved = workspace.templates.save("  My <b>bridge</b> ", "", Plan((item,)))
    first = workspace.templates.listing()[0]
    assert (first.id, first.name, first.shipped) == (saved.id, "My <b>bridge</b>", False)
    assert first.plan.items[0].exercise_id == "bridge"
    assert first.plan.items[0].id != item.id
    workspace.templates.archive(saved.id)
    assert all(t.shipped for t in workspace.templates.listing())


def test_an_empty_plan_or_name_is_refused(workspace: Workspace) -> None:
    item = PlanItem.of(workspace.library.exercise("bridge"))
    with pytest.raises(UserError, match="empty plan"):
        workspace.templates.save("x", "", Plan())
    with pytest.raises(UserError, match="name is missing"):
        workspace.templates.save("  ", "", Plan((item,)))


def test_a_note_of_a_template_prints_in_the_patients_language_until_it_is_edited(
    workspace: Workspace,
) -> None:
    template = next(t for t in workspace.templates.listing() if t.id == "knee-osteoarthritis")
    (item,) = [i for i in template.plan.items if i.note]
    assert item.note_in("en").startswith("Put a firm pillow")
    assert item.note_in("es").startswith("Si la silla")
    kept = from_document(to_document(template.plan), workspace.library.exercise)
    assert kept == template.plan
    own = edits.set_note(template.plan, item.id, "Use the blue chair.")
    assert own is not None
    assert own.plan.item(item.id).note_in("es") == "Use the blue chair."


ENGLISH = re.compile(r"\b(the|your|you|and|with|keep|put|stop|hold|do not|each|stay)\b", re.I)


def test_a_template_printed_in_spanish_holds_no_english(workspace: Workspace) -> None:
    """Every word that a page takes from the library, for each shipped template and exercise."""
    plans = [t.plan for t in workspace.templates.listing() if t.shipped]
    plans += [Plan((PlanItem.of(e),)) for e in workspace.library.exercises]
    tags = tuple(workspace.library.vocabulary.terms["precaution"])
    patient = Patient("p", "Rosa", "Muestra", precautions=tags)
    for plan in plans:
        content = compose(
            context=ClinicContext(
                clinic=Clinic("Clínica", ""),
                clinician=Clinician("c", "Robin Demo", "PT"),
                patient=patient,
                episode=None,
                today=date(2026, 11, 22),
            ),
            plan=plan,
            lookup=workspace.library.exercise,
            options=HandoutOptions(language="es", next_harder=True),
            signs=open_signs(),
        )
        for card in content.cards:
            rungs = [rung.text for rung in (card.easier, card.harder) if rung]
            texts = [card.name, *card.dose, *card.details, *card.steps, *card.safety, *rungs]
            for text in (*texts, card.feel, card.cue, card.note):
                assert not ENGLISH.search(text), text
        signs = (*content.emergency, *content.emergency_short, *content.same_day)
        assert not ENGLISH.search(" ".join(signs))
