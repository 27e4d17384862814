"""What a card of the plan says: chips of the dose, tags of the settings, words of the stepper."""

from dataclasses import dataclass, replace

from clinic_app.domain.exercise.exercise import Axis, Exercise
from clinic_app.domain.exercise.ladder import Step
from clinic_app.domain.exercise.marked_loads import from_library
from clinic_app.domain.exercise.precaution import Concern
from clinic_app.domain.plan.confirming import confirm_words, halved_reps
from clinic_app.domain.plan.dose import DOSE_FIELDS, Dose, Side
from clinic_app.domain.plan.dose_words import load_words, weight_words
from clinic_app.domain.plan.plan import Lookup, PlanItem
from clinic_app.domain.regional import WeightUnit

AXIS_WORDS = {
    Axis.RANGE: "Range",
    Axis.LOAD: "Load",
    Axis.LEVER: "Lever",
    Axis.BASE: "Base",
    Axis.TEMPO: "Tempo",
    Axis.POSITION: "Position",
    Axis.ASSISTANCE: "Help",
    Axis.SINGLE_SIDE: "Side",
    Axis.COMPLEXITY: "Skill",
}


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

    @property
    def spoken(self) -> str:
        """``Bridge, rung 2 of 4, 2 sets, 10 reps``, for screen readers."""
        rung = f"{self.exercise.name}, rung {self.number} of {self.total}, {self.dose_words}"
        return f"{rung}. Caution: {self.caution}" if self.caution else rung

    @property
    def harder_words(self) -> str:
        """What a harder step changes, and why advice holds it back where it does."""
        words = f"{whole_step_words(self.harder, up=True)} (Alt+Right)"
        return f"{words}\nNot advised now: {self.held}" if self.harder and self.held else words

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
        return f"Keep {self.item.dose.reps}"

    @property
    def halve_words(self) -> str:
        """``Make it 4``."""
        return f"Make it {halved_reps(self.item)}"


def dose_chips(item: PlanItem, exercise: Exercise) -> tuple[DoseChip, ...]:
    """The dose in the order it is read; what does not apply is left out."""
    dose, each = item.dose, " on each side" if item.counts_each_side(exercise) else ""
    chips = [_sets(dose, each), *_repetitions(dose, each)]
    if load := item.load(exercise):
        one, each = weight_words(load.value, load.unit), "each" if load.pieces > 1 else ""
        chips.append(DoseChip("load_kg", one, after=each, said=load_words(load, "en")))
    if dose.hold_s:
        chips.append(DoseChip("hold_s", f"{dose.hold_s:g}", "hold", "s"))
    if dose.tempo:
        chips.append(DoseChip("tempo", dose.tempo))
    if dose.side is not Side.BOTH:
        chips.append(DoseChip("side", dose.side.value, after="side"))
    chips.append(DoseChip("times_per_day", str(dose.times_per_day), after="a day"))
    if dose.days_per_week < 7:
        chips.append(DoseChip("days_per_week", str(dose.days_per_week), after="a week"))
    return tuple(chips)


def setting_tags(item: PlanItem, exercise: Exercise) -> tuple[str, ...]:
    """Settings that are not as the library has them: ``45°``."""
    tags: list[str] = []
    for name, setting in exercise.settings.items():
        value = item.settings.get(name, setting.default)
        if name in DOSE_FIELDS or value == setting.default:
            continue
        shown = setting.label_of(value)
        tags.append(shown if setting.is_number else f"{setting.label}: {shown.lower()}")
    return tuple(tags)


def end_words(item: PlanItem, exercise: Exercise) -> str:
    """How the last pose of the picture is called: ``To 45°`` where an angle is set."""
    for name, setting in exercise.settings.items():
        if setting.unit == "deg" and setting.axis is Axis.RANGE:
            return f"To {setting.label_of(item.settings.get(name, setting.default))}"
    return "End"


def step_words(step: Step | None, *, up: bool) -> str:
    """``Range: part lift``, or that the ladder ends here."""
    if step is None:
        return "Highest rung" if up else "Lowest rung"
    return f"{AXIS_WORDS[step.axis]}: {step.label}"


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
    return replace(step, label=load_words(after.load(exercise), "en"))


def whole_step_words(step: Step | None, *, up: bool) -> str:
    """The same with all else that changes: ``Base: back toes on the floor; also weight ...``."""
    also = f"; also {step.also}" if step and step.also else ""
    return f"{step_words(step, up=up)}{also}"


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
    place = item.place(lookup)
    return Card(
        item,
        lookup(item.exercise_id),
        place.number,
        place.total,
        next_step(item, lookup, unit, up=False),
        next_step(item, lookup, unit, up=True),
        met,
        held,
    )


def summary_line(item: PlanItem, exercise: Exercise) -> str:
    """``Bridge: 2 sets, 10 reps, 1 a day``, for previews and comparisons."""
    parts = [*setting_tags(item, exercise), *(c.words for c in dose_chips(item, exercise))]
    return f"{exercise.name}: {', '.join(parts)}"


def _sets(dose: Dose, each: str) -> DoseChip:
    if dose.reps == 1:
        word = "time" if dose.sets == 1 else "times"
        return DoseChip("sets", str(dose.sets), after=f"{word}{each}")
    return DoseChip("sets", str(dose.sets), after="set" if dose.sets == 1 else "sets")


def _repetitions(dose: Dose, each: str) -> list[DoseChip]:
    if dose.reps == 1:
        return []
    return [DoseChip("reps", str(dose.reps), after=each.strip() or "reps")]
