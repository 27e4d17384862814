"""What a card of the plan says: chips of the dose, tags of the settings, words of the stepper."""

from dataclasses import dataclass, replace

from clinic_app.domain.exercise.exercise import Axis, Exercise
from clinic_app.domain.exercise.ladder import Step
from clinic_app.domain.exercise.marked_loads import from_library
from clinic_app.domain.exercise.next_rung import look_words
from clinic_app.domain.exercise.precaution import Concern
from clinic_app.domain.plan.confirming import confirm_words, halved_reps
from clinic_app.domain.plan.dose import DOSE_FIELDS, Dose, Side
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.domain.plan.dose_words import (
    SIDES,
    form_words,
    load_words,
    often_words,
    weight_words,
)
from clinic_app.domain.plan.plan import Lookup, PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.words import N_, NP_, _, interface, ngettext, pgettext

AXIS_WORDS = {
    Axis.RANGE: NP_("axis", "Range"),
    Axis.LOAD: NP_("axis", "Load"),
    Axis.LEVER: NP_("axis", "Lever"),
    Axis.BASE: NP_("axis", "Base"),
    Axis.TEMPO: NP_("axis", "Tempo"),
    Axis.POSITION: NP_("axis", "Position"),
    Axis.ASSISTANCE: NP_("axis", "Help"),
    Axis.SINGLE_SIDE: NP_("axis", "Side"),
    Axis.COMPLEXITY: NP_("axis", "Skill"),
}

# An amount on a chip, short; `form_words` says it in full.
FORM_UNITS = {
    DoseForm.MINUTES: N_("{value} min"),
    DoseForm.STEPS: N_("{value} steps"),
    DoseForm.METRES: N_("{value} m"),
    DoseForm.FEET: N_("{value} ft"),
    DoseForm.BREATHS: N_("{value} breaths"),
    DoseForm.POSITION: N_("{value} s in each position"),
}

_VALUE = "{value}"  # where the value stands among the words of a chip


@dataclass(frozen=True)
class DoseChip:
    """``hold``, bold ``3``, ``s``; ``name`` is the field of the dose.

    ``said`` stands in its place where there is more room than on a chip.
    """

    name: str
    value: str
    before: str = ""
    after: str = ""
    said: str = ""

    @property
    def words(self) -> str:
        return self.said or " ".join(filter(None, (self.before, self.value, self.after)))


@dataclass(frozen=True)
class Card:
    """Everything one card shows. It is the row data of the plan's model."""

    item: PlanItem
    exercise: Exercise
    number: int
    total: int
    easier: Step | None
    harder: Step | None
    concerns: tuple[Concern, ...]
    held: str = ""
    look: str = ""

    @property
    def spoken(self) -> str:
        """``Bridge, rung 2 of 4, 2 sets, 10 reps``, for screen readers."""
        rung = _(
            "{name}, rung {number} of {count}, {dose}",
            name=self.exercise.name,
            number=self.number,
            count=self.total,
            dose=self.dose_words,
        )
        if not self.caution:
            return rung
        return _("{what}. Caution: {why}", what=rung, why=self.caution)

    @property
    def rung_words(self) -> str:
        """``Rung 2``."""
        return _("Rung {number}", number=self.number)

    @property
    def harder_words(self) -> str:
        """What a harder step changes, and why advice holds it back where it does."""
        words = f"{whole_step_words(self.harder, up=True)} (Alt+Right)"
        if self.look:
            words = f"{words}\n{self.look}"
        if not (self.harder and self.held):
            return words
        return f"{words}\n{not_advised(self.held)}"

    @property
    def dose_words(self) -> str:
        """The whole dose: ``2 sets, 10 reps, 1 a day``."""
        return ", ".join(chip.words for chip in dose_chips(self.item, self.exercise))

    def chip_words(self, name: str) -> str:
        """What one chip says in full."""
        chips = dose_chips(self.item, self.exercise)
        return next((chip.words for chip in chips if chip.name == name), "")

    @property
    def caution(self) -> str:
        """What stands on the card's line of caution; empty for none.

        Repetitions to confirm come before the precautions that are met.
        """
        if self.item.to_confirm:
            words = confirm_words(self.item, self.exercise)
            return f"{words[:1].upper()}{words[1:]}."
        more = len(self.concerns) - 1
        return self.concerns[0].reason + (f"  (+{more})" if more > 0 else "") if more >= 0 else ""

    @property
    def confirm_words(self) -> str:
        """``Keep 8``."""
        return _("Keep {reps}", reps=self.item.dose.reps)

    @property
    def halve_words(self) -> str:
        """``Make it 4``."""
        return _("Make it {reps}", reps=halved_reps(self.item))


def dose_chips(item: PlanItem, exercise: Exercise) -> tuple[DoseChip, ...]:
    """The dose in the order it is read; what does not apply is left out."""
    dose, each = item.dose, item.counts_each_side(exercise)
    chips = [_sets(dose, each=each), *_counted(dose, each=each)]
    if load := item.load(exercise):
        one, said = weight_words(load.value, load.unit), load_words(load, interface().language)
        text = _("{value} each") if load.pieces > 1 else _VALUE
        chips.append(_chip("load_kg", one, text, said=said))
    if dose.hold_s:
        chips.append(_chip("hold_s", f"{dose.hold_s:g}", _("hold {value} s")))
    if dose.tempo:
        chips.append(DoseChip("tempo", dose.tempo))
    if dose.side is not Side.BOTH:
        chips.append(_chip("side", _(SIDES[dose.side]), pgettext("dose", "{value} side")))
    chips.append(_chip("times_per_day", str(dose.times_per_day), _("{value} a day")))
    if dose.days_off:
        pattern = often_words(dose, interface().language)
        chips.append(DoseChip("days_on", pattern))
    elif dose.days_per_week < 7:
        chips.append(_chip("days_per_week", str(dose.days_per_week), _("{value} a week")))
    return tuple(chips)


def setting_tags(item: PlanItem, exercise: Exercise) -> tuple[str, ...]:
    """Settings that are not as the library has them: ``45°``."""
    tags: list[str] = []
    for name, setting in exercise.settings.items():
        value = item.settings.get(name, setting.default)
        if name in DOSE_FIELDS or value == setting.default:
            continue
        shown = setting.shown_value(value)
        tags.append(shown if setting.is_number else f"{setting.shown_label}: {shown.lower()}")
    return tuple(tags)


def end_words(item: PlanItem, exercise: Exercise) -> str:
    """How the last pose of the picture is called: ``To 45°`` where an angle is set."""
    for name, setting in exercise.settings.items():
        if setting.unit == "deg" and setting.axis is Axis.RANGE:
            angle = setting.shown_value(item.settings.get(name, setting.default))
            return pgettext("pose", "To {angle}", angle=angle)
    return pgettext("pose", "End")


def step_words(step: Step | None, *, up: bool) -> str:
    """``Range: part lift``, or that the ladder ends here."""
    if step is None:
        return _("Highest rung") if up else _("Lowest rung")
    return f"{_(AXIS_WORDS[step.axis])}: {step.words}"


def next_step(item: PlanItem, lookup: Lookup, unit: WeightUnit, *, up: bool) -> Step | None:
    """The next rung; one that only names another load is called by the pieces that are held.

    A new load is given in ``unit``, the clinic's, as it will be saved.
    """
    step, exercise = item.step(lookup, up=up), lookup(item.exercise_id)
    if step is None or step.rung.exercise_id != item.exercise_id:
        return step
    setting, total = exercise.settings.get("load_kg"), step.rung.settings.get("load_kg")
    if setting is None or total is None or step.label != setting.label_of(total):
        return step
    after = from_library(item.stepped(step, lookup), item, exercise, unit)
    words = load_words(after.load(exercise), interface().language)
    return replace(step, label=words, shown="")


def whole_step_words(step: Step | None, *, up: bool) -> str:
    """The same with all else that changes: ``Base: back toes on the floor; also weight ...``."""
    words = step_words(step, up=up)
    return (
        _("{step}; also {changes}", step=words, changes=step.also) if step and step.also else words
    )


def way_words(*, up: bool) -> str:
    """``Harder``, ``Easier``."""
    return _("Harder") if up else _("Easier")


def not_advised(held: str) -> str:
    """Why advice holds a harder rung back now."""
    return _("Not advised now: {why}", why=held)


def card(
    item: PlanItem,
    lookup: Lookup,
    met: tuple[Concern, ...],
    unit: WeightUnit = WeightUnit.KG,
    *,
    held: str = "",
) -> Card:
    """What one item's card shows in a clinic with weights in ``unit``.

    ``held`` is why advice holds its harder rung back, as a sentence.
    """
    place, harder = item.place(lookup), next_step(item, lookup, unit, up=True)
    return Card(
        item,
        lookup(item.exercise_id),
        place.number,
        place.total,
        next_step(item, lookup, unit, up=False),
        harder,
        met,
        held,
        _look(item, harder, lookup),
    )


def _look(item: PlanItem, harder: Step | None, lookup: Lookup) -> str:
    """That a harder exercise needs a look at the patient first; empty where it does not."""
    if harder is None or harder.rung.exercise_id == item.exercise_id:
        return ""
    target = lookup(harder.rung.exercise_id)
    return look_words(target) if target.look_first else ""


def summary_line(item: PlanItem, exercise: Exercise) -> str:
    """``Bridge: 2 sets, 10 reps, 1 a day``, for previews and comparisons."""
    parts = [*setting_tags(item, exercise), *(c.words for c in dose_chips(item, exercise))]
    return f"{exercise.name}: {', '.join(parts)}"


def _chip(name: str, value: str, text: str, *, said: str = "") -> DoseChip:
    """A chip from the words around its value."""
    before, _value, after = text.partition(_VALUE)
    return DoseChip(name, value, before.strip(), after.strip(), said)


def _sets(dose: Dose, *, each: bool) -> DoseChip:
    n = dose.sets
    if dose.reps > 1 or not dose.counts_repetitions:
        text = ngettext("{value} set", "{value} sets", n, value=_VALUE)
    elif each:
        text = ngettext("{value} time on each side", "{value} times on each side", n, value=_VALUE)
    else:
        text = ngettext("{value} time", "{value} times", n, value=_VALUE)
    return _chip("sets", str(n), text)


def _amount(dose: Dose, *, each: bool) -> DoseChip:
    """``10 min``, ``20 steps on each side``."""
    text = _(FORM_UNITS[dose.form], value=_VALUE)
    if each:
        text = _("{amount} on each side", amount=text)
    said = form_words(dose.form, dose.amount, interface().language)
    return _chip("amount", interface().number(dose.amount), text, said="" if each else said)


def _counted(dose: Dose, *, each: bool) -> list[DoseChip]:
    if not dose.counts_repetitions:
        return [_amount(dose, each=each)]
    if dose.reps == 1:
        return []
    text = _("{value} on each side") if each else _("{value} reps")
    return [_chip("reps", str(dose.reps), text)]
