"""What a suggestion would change: the next rung, or a small step of the load; one axis alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinic_app.domain.advice.advice import Advice, AdviceRules, Suggestion
from clinic_app.domain.advice.advice_hold import Hold
from clinic_app.domain.advice.advice_rule_words import SOURCES, rule_words
from clinic_app.domain.advice.advice_rules import Finding
from clinic_app.domain.exercise.exercise import Axis, Exercise, Setting
from clinic_app.domain.exercise.ladder import Step
from clinic_app.domain.exercise.load import STEP
from clinic_app.domain.exercise.next_rung import next_rung
from clinic_app.domain.exercise.precaution import concerns
from clinic_app.domain.plan.dose_form import AMOUNTS, DoseForm
from clinic_app.domain.plan.dose_line import change_words
from clinic_app.domain.plan.dose_words import load_words
from clinic_app.domain.plan.plan import Lookup, PlanItem
from clinic_app.words import N_, Message, _, interface

# With two extra repetitions the load grows by 2.5 to 10 %: secondary source only.
_LEAST_SHARE, _MIDDLE_SHARE, _MOST_SHARE = 0.025, 0.05, 0.10
_ELSE = N_("Look at the dose, or at another exercise.")
LOAD_SOURCE = N_("Load by 2.5 to 10 %: read in a secondary source only")
AMOUNT_SOURCE = N_("More minutes, steps or breaths by a tenth: clinical custom")
_MORE_SHARE = 0.10  # of an amount
_WHOLE_STEPS = {DoseForm.STEPS: 5, DoseForm.METRES: 5, DoseForm.FEET: 10, DoseForm.POSITION: 5}


@dataclass(frozen=True)
class Change:
    """The item as it would be; ``refusal`` says why there is none, or why not the very next."""

    item: PlanItem | None = None
    axis: str = ""
    words: str = ""
    refusal: str = ""
    source: Message | None = None


def suggest(
    item: PlanItem,
    finding: Finding,
    rules: AdviceRules,
    *,
    precautions: Sequence[str],
    lookup: Lookup,
    hold: Hold | None = None,
) -> Suggestion:
    """The suggestion on one item. Harder without a rung to go to becomes same, and says why.

    A ``hold`` keeps harder back, whatever the sessions say; it is what the suggestion rests on.
    """
    if hold is not None and finding.advice is Advice.HARDER:
        because = _("{what} But: {why}", what=finding.because, why=hold.because)
        finding = Finding(Advice.SAME, hold.rule_id, because, (*hold.inputs, *finding.inputs))
    change = change_for(item, finding.advice, precautions=precautions, lookup=lookup)
    held = finding.advice is Advice.HARDER and change.item is None
    source = _(SOURCES[finding.rule_id])
    return Suggestion(
        item.id,
        item.exercise_id,
        Advice.SAME if held else finding.advice,
        " ".join(filter(None, (finding.because, change.refusal))),
        finding.rule_id,
        rule_words(finding.rule_id, rules),
        finding.inputs,
        f"{source}. {_(change.source)}" if change.source else source,
        change.item,
        change.axis,
        change.words,
        rule_words(finding.rule_id, rules, interface().language),
    )


def change_for(
    item: PlanItem, advice: Advice, *, precautions: Sequence[str], lookup: Lookup
) -> Change:
    """What easier or harder would change; nothing for the others."""
    if advice not in (Advice.EASIER, Advice.HARDER):
        return Change()
    up = advice is Advice.HARDER
    more = (_load_step(item, lookup) or _amount_step(item)) if up else None
    if more is not None and more.item is not None:
        met = _met(item, more.item, precautions, lookup)
        return Change(refusal=_("More load meets a precaution: {why}", why=met)) if met else more
    found = next_rung(item, lookup, up=up, precautions=precautions)
    if found.step is not None:
        return replace(_stepped(item, found.step, lookup), refusal=found.refused or "")
    end = _("It stands on the highest rung.") if up else _("It stands on the lowest rung.")
    refusal = found.refused or end
    return Change(refusal=refusal if up else f"{refusal} {_(_ELSE)}")


def _stepped(item: PlanItem, step: Step, lookup: Lookup) -> Change:
    after = item.stepped(step, lookup)
    if after.exercise_id != item.exercise_id:
        words = f"{lookup(item.exercise_id).name} \N{RIGHTWARDS ARROW} "
        return Change(after, step.axis, f"{words}{lookup(after.exercise_id).name}")
    return Change(after, step.axis, _differences(item, after, lookup(item.exercise_id)))


def _load_step(item: PlanItem, lookup: Lookup) -> Change | None:
    """The increment nearest to 5 % among those of 2.5 to 10 % that the load allows, if any.

    Every piece grows by whole steps of its own unit.
    """
    exercise = lookup(item.exercise_id)
    setting, load = exercise.settings.get("load_kg"), item.load(exercise)
    if setting is None or load is None:
        return None
    step = STEP[load.unit]
    most = int(load.value * _MOST_SHARE / step + 1e-9)
    ways = [replace(load, value=load.value + step * n) for n in range(1, most + 1)]
    least = load.value * (1 + _LEAST_SHARE) - 1e-9
    fit = [w for w in ways if w.value >= least and not setting.refusal(w.kilograms)]
    if not fit:
        return None
    aim = load.value * (1 + _MIDDLE_SHARE)
    more = min(fit, key=lambda way: abs(way.value - aim))
    after = replace(item, dose=item.dose.with_load(more))
    return Change(after, Axis.LOAD, _differences(item, after, exercise), source=LOAD_SOURCE)


def _amount_step(item: PlanItem) -> Change | None:
    """A tenth more minutes, steps or breaths, in whole steps; None where it would be too many."""
    dose = item.dose
    if dose.counts_repetitions:
        return None
    step = _WHOLE_STEPS.get(dose.form, 1)
    more = max(dose.amount + step, round(dose.amount * (1 + _MORE_SHARE) / step) * step)
    if more > AMOUNTS[dose.form].high:
        return None
    after = replace(item, dose=dose.changed(amount=more))
    return Change(after, Axis.LOAD, change_words(dose, after.dose), source=AMOUNT_SOURCE)


def _met(before: PlanItem, after: PlanItem, precautions: Sequence[str], look: Lookup) -> str:
    """Why not to go there: a precaution, unless the clinician went on with it at this rung."""
    here = {c.tag for c in concerns(look(before.exercise_id), before.rung.settings, precautions)}
    settled = here & set(before.accepted)
    there = concerns(look(after.exercise_id), after.rung.settings, precautions)
    return next((c.reason for c in there if c.tag not in settled), "")


def _differences(before: PlanItem, after: PlanItem, exercise: Exercise) -> str:
    """``Hip lift 25° → 40°``; of a choice ``Legs: both legs → up on two and down on one``."""
    old, new = before.rung.settings, after.rung.settings
    return ", ".join(
        _difference(setting, *_values(setting, before, after, exercise))
        for name, setting in exercise.settings.items()
        if name in new and new[name] != old.get(name, setting.default)
    )


def _values(
    setting: Setting, before: PlanItem, after: PlanItem, exercise: Exercise
) -> tuple[str, str]:
    """What a setting was and will be, in words."""
    if setting.name == "load_kg":
        language = interface().language
        return load_words(before.load(exercise), language), load_words(
            after.load(exercise), language
        )
    old = before.rung.settings.get(setting.name, setting.default)
    return setting.shown_value(old), setting.shown_value(after.rung.settings[setting.name])


def _difference(setting: Setting, was: str, will: str) -> str:
    arrow = "\N{RIGHTWARDS ARROW}"
    if setting.is_number:
        return f"{setting.shown_label} {was} {arrow} {will}"
    return f"{setting.shown_label}: {was.lower()} {arrow} {will.lower()}"
