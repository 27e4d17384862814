"""A step to the next rung in the patient's words: what it is about, then all else it changes."""

from dataclasses import dataclass
from functools import cached_property

from clinic_app.domain.exercise import ladder, setting_words
from clinic_app.domain.exercise.exercise import Axis, Exercise, SettingValue
from clinic_app.domain.exercise.marked_loads import from_library
from clinic_app.domain.exercise.sides import is_one_sided
from clinic_app.domain.exercise.step_changes import Change
from clinic_app.domain.exercise.step_words import also_changes
from clinic_app.domain.plan import dose_words
from clinic_app.domain.plan.dose import DOSE_FIELDS
from clinic_app.domain.plan.plan import Lookup, PlanItem
from clinic_app.domain.regional import WeightUnit
from clinic_app.words import chosen, wording_in


def inside(text: str) -> str:
    """A sentence after a colon starts small, unless its first word is an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


@dataclass(frozen=True)
class StepOnPaper:
    """A step from an item of a plan, harder (``up``) or easier; ``unit`` is the clinic's."""

    item: PlanItem
    step: ladder.Step
    lookup: Lookup
    unit: WeightUnit
    language: str
    up: bool

    def text(self) -> str:
        """Whole sentences: what the step is about, all else that it changes, another dose."""
        about = chosen(self.step.say, self.language) if self.step.say else ""
        more = self._more() if about or self._source.id != self._target.id else []
        sentences = [*more, *self._dose()]
        whole = [f"{dose_words.capital(part)}." for part in sentences]
        return " ".join((about or self._without_words(), *whole))

    @cached_property
    def badge(self) -> str:
        """How long to hold, where that alone changes, so that the picture stays; else nothing."""
        if self._source.id != self._target.id or self._changed.keys() != {"hold_s"}:
            return ""
        return f"{self._changed['hold_s']:g}\N{NO-BREAK SPACE}s"

    @cached_property
    def _source(self) -> Exercise:
        return self.lookup(self.item.exercise_id)

    @cached_property
    def _target(self) -> Exercise:
        return self.lookup(self.step.rung.exercise_id)

    @cached_property
    def _after(self) -> PlanItem:
        """The item on the next rung, a load of the library in the clinic's unit."""
        stepped = self.item.stepped(self.step, self.lookup)
        return from_library(stepped, self.item, self._target, self.unit)

    @cached_property
    def _changed(self) -> dict[str, SettingValue]:
        item = self.item
        now = {**item.settings, **{n: getattr(item.dose, n) for n in DOSE_FIELDS}}
        return {n: value for n, value in self.step.rung.settings.items() if now.get(n) != value}

    def _setting(self, name: str, value: SettingValue) -> str:
        if name == "load_kg":
            return setting_words.load_part(self._after.load(self._target), self.language)
        return setting_words.next_setting_words(self._target, name, value, self.language)

    def _more(self) -> list[str]:
        """What the step changes that its own words do not speak of.

        A weight that is held in another number of pieces is named anew: 4 kg in each hand are then
        one weight of 8 kg.
        """
        parts = [
            self._setting(change.what, change.after)
            for change in (*also_changes(self.step, self._source, self._target), *self._load())
            if change.after is not None
            if change.what == "load_kg"
            or (change.what in self._target.settings and change.what != "tempo")
        ]
        before, now = self.item.load(self._source), self._after.load(self._target)
        if before and now and before.pieces != now.pieces:
            load = setting_words.load_part(now, self.language)
            parts += [] if load in parts else [load]
        return parts

    def _load(self) -> list[Change]:
        """The weight that a step about the weight leads to: its words only say "heavier"."""
        if self.step.axis is not Axis.LOAD or not self.step.say:
            return []
        return [c for c in self.step.changes if c.what == "load_kg" and c.after]

    def _dose(self) -> list[str]:
        """The dose that the step brings; no side is named where both work together."""
        if self.step.dose is None:
            return []
        after = self._after
        if not is_one_sided(self._target, after.settings):  # "right side", "stand on both legs"
            after = after.without_side()
        each_side = after.counts_each_side(self._target)
        return [", ".join(dose_words.dose_parts(after.dose, self.language, each_side=each_side))]

    def _without_words(self) -> str:
        """A step that the data has no words for: the settings it changes, or the exercise."""
        wording = wording_in(self.language)
        if self._target.id != self._source.id:
            name = self._target.words_in(self.language).name_for_patient
            return wording.gettext("do {name}.", name=inside(name))
        changed = {n: v for n, v in self._changed.items() if n in self._target.settings}
        parts = [self._setting(name, value) for name, value in changed.items()]
        if not parts:
            return self.step.label
        now = {
            setting_words.next_setting_words(self._target, n, v, self.language)
            for n, v in self.item.settings.items()
        }
        if set(parts) <= now:  # one landmark for both: the words alone would change nothing
            if self.up:
                return wording.gettext("make it a little harder.")
            return wording.gettext("make it a little easier.")
        return " ".join(f"{dose_words.capital(part)}." for part in parts)
