"""Loads that the library chose, as weights that a clinic has: whole pounds where it has pounds."""

from dataclasses import replace

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.load import marked
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem
from clinic_app.domain.regional import WeightUnit


def in_clinic_unit(before: Plan, after: Plan, lookup: Lookup, unit: WeightUnit) -> Plan:
    """A plan that the library changed (a rung, a template) with its new loads in ``unit``."""
    old = {item.id: item for item in before.items}
    items = [from_library(i, old.get(i.id), lookup(i.exercise_id), unit) for i in after.items]
    return replace(after, items=tuple(items))


def from_library(
    item: PlanItem, before: PlanItem | None, exercise: Exercise, unit: WeightUnit
) -> PlanItem:
    """The item with the marked weight in ``unit`` that is nearest to its load.

    A load that is as it was stays, and so does the unit of the one ``before``. What became lighter
    or heavier than that stays so. Kilograms of the library are marked weights already.
    """
    dose = item.dose
    if before and before.dose.load_kg:
        unit = WeightUnit.LB if before.dose.load_lb else WeightUnit.KG
    if unit is WeightUnit.KG or not dose.load_kg or dose.load_lb:
        return item
    old = before.dose.load_kg if before else 0.0
    if dose.load_kg == old:
        return item
    low, high = _bounds(exercise)
    if old:
        low, high = (low, min(high, old)) if dose.load_kg < old else (max(low, old), high)
    load = marked(dose.load_kg, unit, item.pieces(exercise), low=low, high=high, but=old)
    return replace(item, dose=dose.with_load(load)) if load else item


def _bounds(exercise: Exercise) -> tuple[float, float]:
    """What the exercise's own setting allows, in kg."""
    setting = exercise.settings.get("load_kg")
    return (setting.minimum, setting.maximum) if setting else (0.0, 300.0)
