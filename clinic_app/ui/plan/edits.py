"""Every change a clinician can make to a plan, as a new plan with the name of the step."""

from dataclasses import dataclass, replace

from clinic_app.domain.advice.advice import Suggestion
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.confirming import confirmed
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.dose_line import change_words
from clinic_app.domain.plan.dose_words import load_words, reps_words
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem, PlanTemplate, fresh_copy, new_id
from clinic_app.words import _, interface


@dataclass(frozen=True)
class Edit:
    """The plan after a change, and what undo calls it.

    Edits with the same ``merge`` key that follow each other quickly become one step (typing).
    ``focus`` is the id of the item to show; it is empty where nothing has to move.
    ``by_library``: new loads are the library's, not typed by anybody.
    """

    plan: Plan
    name: str
    focus: str = ""
    merge: str = ""
    by_library: bool = False


def add(plan: Plan, exercise: Exercise, *, at: int | None = None) -> Edit:
    """The exercise at its base rung."""
    item = PlanItem.of(exercise)
    after = plan.with_item(item, at)
    return Edit(after, _("Added {name}", name=exercise.name), item.id, by_library=True)


def remove(plan: Plan, item_id: str, lookup: Lookup) -> Edit:
    """The plan less one item; the next one (else the last) is shown."""
    at = plan.index(item_id)
    after = plan.without(item_id)
    near = after.items[min(at, len(after.items) - 1)].id if after.items else ""
    name = _name(plan, item_id, lookup)
    return Edit(after, _("Removed {name}", name=name), near)


def duplicate(plan: Plan, item_id: str, lookup: Lookup) -> Edit:
    """The same item once more, right below."""
    copy = replace(plan.item(item_id), id=new_id())
    after = plan.with_item(copy, plan.index(item_id) + 1)
    name = _name(plan, item_id, lookup)
    return Edit(after, _("Duplicated {name}", name=name), copy.id)


def move(plan: Plan, item_id: str, to: int, lookup: Lookup) -> Edit | None:
    """The item at place ``to``; None when it stands there already."""
    here = plan.index(item_id)
    to = max(0, min(to, len(plan.items) - 1))
    if to == here:
        return None
    name = _name(plan, item_id, lookup)
    up, down = _("Moved {name} up", name=name), _("Moved {name} down", name=name)
    return Edit(plan.moved(item_id, to), up if to < here else down, item_id)


def step(plan: Plan, item_id: str, lookup: Lookup, *, up: bool) -> Edit | None:
    """The item on its next harder or easier rung; None at the end of the ladder."""
    item = plan.item(item_id)
    found = item.step(lookup, up=up)
    if found is None:
        return None
    after = item.stepped(found, lookup)
    exercise = lookup(after.exercise_id)
    moved = after.exercise_id != item.exercise_id
    what = f"{exercise.name}: {found.words}"
    if moved:
        what = _("Swapped to {name}", name=exercise.name)
    also = found.also if found.dose else ", ".join(filter(None, (found.also, _("dose kept"))))
    return Edit(plan.replaced(after), f"{what}, {also}", item_id, by_library=True)


def follow(plan: Plan, suggestion: Suggestion, lookup: Lookup) -> Edit | None:
    """The item as advice suggests it; note and accepted precautions are the plan's own."""
    item, changed = plan.item(suggestion.item_id), suggestion.changed
    if changed is None:
        return None
    moved = changed.exercise_id != item.exercise_id
    after = replace(
        item,
        exercise_id=changed.exercise_id,
        settings=changed.settings,
        dose=changed.dose,
        own_steps=changed.own_steps if moved else item.own_steps,
    )
    name = lookup(item.exercise_id).name
    words = suggestion.change_words if moved else f"{name}: {suggestion.change_words}"
    return Edit(plan.replaced(after), words, item.id, by_library=True)


def set_dose(
    plan: Plan, item_id: str, dose: Dose, lookup: Lookup, *, merge: str = ""
) -> Edit | None:
    """Another dose; None when nothing changed. What changed is named part by part.

    Other repetitions settle what they were to be confirmed for.
    """
    item = plan.item(item_id)
    if dose == item.dose:
        return None
    words = change_words(item.dose, dose, pieces=item.pieces(lookup(item.exercise_id)))
    unsure = item.to_confirm and dose.reps == item.dose.reps
    after = plan.replaced(replace(item, dose=dose, to_confirm=unsure))
    return Edit(after, words, item_id, f"{item_id}/{merge}" if merge else "")


def set_load(plan: Plan, item_id: str, load: Load, lookup: Lookup) -> Edit | None:
    """Another load, as it was typed; None where it is the same."""
    item = plan.item(item_id)
    after = replace(item, dose=item.dose.with_load(load))
    if after == item:
        return None
    label = lookup(item.exercise_id).settings["load_kg"].shown_label
    shown = load_words(after.load(lookup(item.exercise_id)), interface().language)
    return Edit(plan.replaced(after), f"{label}: {shown}", item_id, f"{item_id}/load_kg")


def confirm(plan: Plan, item_id: str, reps: int, lookup: Lookup) -> Edit | None:
    """So many repetitions on each side, as a clinician confirms them."""
    item = plan.item(item_id)
    if not item.to_confirm:
        return None
    name = _name(plan, item_id, lookup)
    words = reps_words(reps, interface().language, each_side=True)
    return Edit(plan.replaced(confirmed(item, reps)), f"{name}: {words}", item_id)


def set_setting(
    plan: Plan, item_id: str, name: str, value: SettingValue, lookup: Lookup
) -> Edit | None:
    """Another value of a setting; raises UserError for one that is not allowed."""
    item = plan.item(item_id)
    exercise = lookup(item.exercise_id)
    after = item.with_setting(exercise, name, value)
    if after == item:
        return None
    setting = exercise.settings[name]
    shown = setting.shown_value(value)
    words = _("{setting} to {value}", setting=setting.shown_label, value=shown)
    return Edit(plan.replaced(after), words, item_id, f"{item_id}/{name}")


def reset(plan: Plan, item_id: str, lookup: Lookup) -> Edit | None:
    """Settings, dose and words as the library has them; the note stays."""
    item = plan.item(item_id)
    exercise = lookup(item.exercise_id)
    after = replace(PlanItem.of(exercise), id=item.id, note=item.note, accepted=item.accepted)
    after = replace(after, notes=item.notes, quiet=item.quiet)
    if after == item:
        return None
    words = _("Reset {name}", name=exercise.name)
    return Edit(plan.replaced(after), words, item_id, by_library=True)


def set_note(plan: Plan, item_id: str, note: str) -> Edit | None:
    """The note that is printed below the exercise."""
    item = plan.item(item_id)
    if note == item.note:
        return None
    after = plan.replaced(replace(item, note=note, notes={}))
    return Edit(after, _("Changed the note"), item_id, f"{item_id}/note")


def set_steps(plan: Plan, item_id: str, steps: tuple[str, ...]) -> Edit | None:
    """The patient's own steps; an empty tuple goes back to the library's."""
    item = plan.item(item_id)
    if steps == item.own_steps:
        return None
    after = plan.replaced(replace(item, own_steps=steps))
    return Edit(after, _("Changed the words"), item_id, f"{item_id}/steps")


def accept(plan: Plan, item_id: str, tag: str, label: str) -> Edit | None:
    """The clinician has seen the precaution and goes on."""
    item = plan.item(item_id)
    if tag in item.accepted:
        return None
    after = replace(item, accepted=(*item.accepted, tag))
    return Edit(plan.replaced(after), _("Went on with {name}", name=label), item_id)


def set_quiet(plan: Plan, item_id: str, tags: tuple[str, ...], *, quiet: bool) -> Edit | None:
    """Whether the sentence of these precautions is left off the paper."""
    item = plan.item(item_id)
    others = tuple(tag for tag in item.quiet if tag not in tags)
    after = replace(item, quiet=(*others, *tags) if quiet else others)
    if after == item:
        return None
    name = _("Left a safety line off the paper") if quiet else _("Printed a safety line")
    return Edit(plan.replaced(after), name, item_id)


def set_pain_rule(plan: Plan, rule: str) -> Edit | None:
    """What is printed in the place of the pain numbers; empty for the numbers."""
    if rule == plan.pain_rule:
        return None
    return Edit(replace(plan, pain_rule=rule), _("Changed the rule for pain"), merge="pain-rule")


def start_from(plan: Plan, template: PlanTemplate, *, keep: bool) -> Edit:
    """The template's exercises in place of the plan, or below it."""
    fresh = fresh_copy(template.plan)
    items = (*plan.items, *fresh.items) if keep else fresh.items
    focus = fresh.items[0].id if fresh.items else ""
    rule = plan.pain_rule or fresh.pain_rule
    words = _("Started from {template}", template=template.name)
    return Edit(Plan(items, rule), words, focus, by_library=True)


def take_over(plan: Plan, name: str) -> Edit:
    """A whole plan from elsewhere: the last printed one, or another clinician's."""
    return Edit(plan, name, plan.items[0].id if plan.items else "")


def _name(plan: Plan, item_id: str, lookup: Lookup) -> str:
    return lookup(plan.item(item_id).exercise_id).name
