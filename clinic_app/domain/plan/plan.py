"""A plan: the exercises one patient does now, each at its rung and dose. Immutable values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias
from uuid import uuid4

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise import ladder
from clinic_app.domain.exercise.exercise import (
    NO_SETTINGS,
    Axis,
    Exercise,
    Laterality,
    Settings,
)
from clinic_app.domain.exercise.held import load_of, pieces_held
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.exercise.sides import counts_each_side, is_one_sided
from clinic_app.domain.exercise.step_changes import with_dose
from clinic_app.domain.exercise.step_words import also_told
from clinic_app.domain.plan.dose import DOSE_FIELDS, MOST_MINUTES_A_DAY, Dose, Side, is_same_load
from clinic_app.domain.plan.dose_words import SIDES, load_words, sets_words
from clinic_app.domain.text import plain_line, plain_text
from clinic_app.words import _, interface, ngettext

MANY_EXERCISES = 4  # more lowers adherence: PMID 25643386; a quiet warning, never a refusal
_IN_DOSE = ("load_kg", "side", "tempo")  # settings that the dose keeps
_NO_NOTES: Mapping[str, str] = MappingProxyType({})
Lookup: TypeAlias = Callable[[str], Exercise]


def new_id() -> str:
    """A UUID as 32 hex digits, made by the client so that a lost answer can be checked."""
    return uuid4().hex


@dataclass(frozen=True)
class PlanItem:
    """One exercise of a plan.

    ``settings`` holds the exercise's settings other than those kept in the dose (``load_kg``,
    ``tempo``, ``side``). ``own_steps`` replaces the library's steps for this patient when not
    empty; ``note`` is printed as written, or as ``notes`` has it in the page's language while it
    is still that English note of a template. ``accepted`` holds precaution tags the clinician
    has looked at and decided to go on with; ``quiet`` those whose sentence for the patient is
    left off the paper. ``to_confirm`` marks repetitions that meant something else on paper when
    they were saved (`sides.was_otherwise`), until a clinician confirms them.
    """

    exercise_id: str
    dose: Dose
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)
    note: str = ""
    own_steps: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    id: str = field(default_factory=new_id)
    notes: Mapping[str, str] = field(default_factory=lambda: _NO_NOTES)
    to_confirm: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "note", plain_text(self.note))
        object.__setattr__(self, "own_steps", tuple(map(plain_text, self.own_steps)))
        for name in ("accepted", "quiet"):
            object.__setattr__(self, name, tuple(map(plain_line, getattr(self, name))))
        object.__setattr__(self, "id", plain_line(self.id))
        if self.notes:
            notes = {language: plain_text(note) for language, note in self.notes.items()}
            object.__setattr__(self, "notes", notes)

    @classmethod
    def of(cls, exercise: Exercise) -> "PlanItem":
        """The exercise at its base rung with its default dose."""
        kept = {n: v for n, v in exercise.default_settings.items() if n not in DOSE_FIELDS}
        return cls(exercise.id, exercise.dose, kept)

    def note_in(self, language: str) -> str:
        """The note as it is printed in a language; the clinician's own words are never replaced."""
        is_own = self.note != self.notes.get("en", "")
        return self.note if is_own else self.notes.get(language, self.note)

    @property
    def rung(self) -> ladder.Rung:
        """Where this item stands; settings kept in the dose are among its settings."""
        dose = {n: getattr(self.dose, n) for n in _IN_DOSE}
        return ladder.Rung(self.exercise_id, {**self.settings, **dose})

    def load(self, exercise: Exercise) -> Load | None:
        """What is held, piece by piece; None without a load."""
        return load_of(exercise, self.settings, self.dose)

    def pieces(self, exercise: Exercise) -> int:
        """How many equal weights are held at these settings."""
        return pieces_held(exercise, self.settings)

    def counts_each_side(self, exercise: Exercise) -> bool:
        """Whether its repetitions are those of each side."""
        return counts_each_side(exercise, self.settings, self.dose)

    def place(self, lookup: Lookup) -> ladder.Place:
        """Rung n of m on the main way."""
        return ladder.place(_known(self.rung, lookup(self.exercise_id)), lookup)

    def step(self, lookup: Lookup, *, up: bool) -> ladder.Step | None:
        """The next harder (``up``) or easier rung, with all that it changes."""
        return next((w.step for w in self.ways(lookup, up=up) if not w.against), None)

    def ways(self, lookup: Lookup, *, up: bool) -> tuple[ladder.Way, ...]:
        """All that the ladder names as next, the nearest first, with all that each changes."""
        rung = _known(self.rung, lookup(self.exercise_id))
        return tuple(self._whole(way, lookup) for way in ladder.ways(rung, lookup, up=up))

    def _whole(self, way: ladder.Way, lookup: Lookup) -> ladder.Way:
        after = self.stepped(way.step, lookup).dose
        step = replace(way.step, changes=with_dose(way.step.changes, self.dose, after))
        target = lookup(step.rung.exercise_id)
        also = also_told(step, lookup(self.exercise_id), target)
        return replace(way, step=replace(step, also=also))

    def stepped(self, step: ladder.Step, lookup: Lookup) -> "PlanItem":
        """This item on another rung. The note is kept, and the dose unless the step brings one.

        The patient's own steps belong to one exercise and are dropped with it. A load goes
        where it can be used, and a tempo where one is kept; the side stays where there are sides.
        """
        target = lookup(step.rung.exercise_id)
        moved = target.id != self.exercise_id
        settings = {n: v for n, v in step.rung.settings.items() if n not in DOSE_FIELDS}
        named = {n: v for n, v in step.rung.settings.items() if n in ("load_kg", "tempo")}
        if moved:
            named["load_kg"] = step.rung.settings.get("load_kg", 0.0)
            named["tempo"] = self._tempo_after(step, lookup(self.exercise_id), target)
        dose = step.dose or self.dose
        if not dose.counts_repetitions:
            named.pop("tempo", None)
        dose = dose.changed(side=self.dose.side, **named)
        has_sides = target.laterality is Laterality.PER_SIDE or "side" in target.settings
        if moved and not has_sides and dose.side is not Side.BOTH:
            dose = dose.changed(side=Side.BOTH)
        if dose.load_kg == self.dose.load_kg:
            dose = dose.changed(load_lb=self.dose.load_lb)
        return replace(
            self,
            exercise_id=target.id,
            settings=settings,
            dose=dose,
            own_steps=() if moved else self.own_steps,
            to_confirm=self.to_confirm and counts_each_side(target, settings, dose),
        )

    def _tempo_after(self, step: ladder.Step, source: Exercise, target: Exercise) -> str:
        listed = source.settings.get("tempo")
        own = listed is not None and listed.refusal(self.dose.tempo) is not None
        if own and target.dose.tempo and step.axis is not Axis.TEMPO:
            return self.dose.tempo  # the clinician's, from outside the usual ones
        return str(step.rung.settings.get("tempo", target.dose.tempo))

    def with_setting(self, exercise: Exercise, name: str, value: SettingValue) -> "PlanItem":
        """A copy with one setting changed; raises UserError naming what is allowed."""
        setting = exercise.settings.get(name)
        if setting is None:
            known = ", ".join(exercise.settings) or _("none")
            raise UserError(
                _("{exercise} has no setting {name}.", exercise=exercise.id, name=repr(name)),
                _("It has: {names}.", names=known),
            )
        if name in DOSE_FIELDS:
            return replace(self, dose=self.dose.changed(**{name: value}))
        refusal = setting.refusal(value)
        if refusal:
            raise UserError(f"{exercise.id}: {refusal}.")
        changed = replace(self, settings={**self.settings, name: value})
        return changed if is_one_sided(exercise, changed.settings) else changed.without_side()

    def without_side(self) -> "PlanItem":
        """A copy that both sides do."""
        return replace(self, dose=self.dose.changed(side=Side.BOTH))

    def seconds_a_day(self, exercise: Exercise) -> float:
        """Time asked on a day it is done; what counts for each side is done twice."""
        positions = len(exercise.figure.panels) if exercise.figure else 1
        sides = 2 if self.counts_each_side(exercise) else 1
        return self.dose.seconds_a_day(positions=positions) * sides


def check_item(item: PlanItem, exercise: Exercise) -> None:
    """Raise UserError for a dose that the exercise cannot have: it names the part."""
    _check_side(item, exercise)
    _check_load(item, exercise)
    _check_time(item, exercise)


def _check_side(item: PlanItem, exercise: Exercise) -> None:
    """A side is of what one side does alone; it would stand beside a picture of both."""
    if item.dose.side is not Side.BOTH and not is_one_sided(exercise, item.settings):
        raise UserError(
            _(
                "{name}: both sides work together, so it has no {side} side.",
                name=exercise.name,
                side=_(SIDES[item.dose.side]),
            ),
            _("Choose both sides."),
        )


def _check_load(item: PlanItem, exercise: Exercise) -> None:
    """A weight stands in the picture, so it is one that the exercise can be drawn with."""
    if not item.dose.load_kg:
        return
    setting = exercise.settings.get("load_kg")
    if setting is None:
        raise UserError(
            _("{name} has no weight.", name=exercise.name),
            _("Choose a rung with one, or say it in the note."),
        )
    most = setting.maximum
    if item.dose.load_kg > most and not is_same_load(item.dose.load_kg, most):
        raise UserError(
            _(
                "{name}: the weight is {most} kg at most, all in all.",
                name=exercise.name,
                most=interface().number(most),
            )
        )


def _check_time(item: PlanItem, exercise: Exercise) -> None:
    """Raise UserError for a dose that nobody has the time to do; it names the parts."""
    minutes = round(item.seconds_a_day(exercise) / 60)
    if minutes <= MOST_MINUTES_A_DAY:
        return
    dose = item.dose
    often, long = dose.times_per_day, f"{minutes:,}"
    parts = [sets_words(dose, interface().language)]
    parts += [_("on each side")] if item.counts_each_side(exercise) else []
    parts += [_("hold {value} s", value=interface().number(dose.hold_s))] if dose.hold_s else []
    parts += [_("tempo {tempo}", tempo=dose.tempo)] if dose.tempo else []
    if dose.rest_s and dose.sets > 1:
        parts.append(_("rest {value} s", value=interface().number(dose.rest_s)))
    if often > 1:
        parts.append(ngettext("{count} time a day", "{count} times a day", often))
    raise UserError(
        _(
            "{name}: {dose} take {minutes} minutes a day. One exercise may take {most}.",
            name=exercise.name,
            dose=", ".join(parts),
            minutes=long,
            most=MOST_MINUTES_A_DAY,
        ),
        _("Lower one of them."),
    )


def _known(rung: ladder.Rung, exercise: Exercise) -> ladder.Rung:
    return ladder.Rung(
        rung.exercise_id, {n: v for n, v in rung.settings.items() if n in exercise.settings}
    )


@dataclass(frozen=True)
class Plan:
    """A patient's plan in the order it is done. Every change returns a new Program.

    ``pain_rule`` is printed in the place of the pain numbers: the id of one of the list that
    comes with the program, or the clinician's own sentence; empty for the numbers.
    """

    items: tuple[PlanItem, ...] = ()
    pain_rule: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pain_rule", plain_line(self.pain_rule))
        ids = [item.id for item in self.items]
        if len(set(ids)) != len(ids):
            raise UserError(_("The plan holds the same item twice."))

    def item(self, item_id: str) -> PlanItem:
        """The item with this id; raises KeyError."""
        return self.items[self.index(item_id)]

    def index(self, item_id: str) -> int:
        """Its place from 0; raises KeyError."""
        for n, item in enumerate(self.items):
            if item.id == item_id:
                return n
        raise KeyError(item_id)

    def with_item(self, item: PlanItem, at: int | None = None) -> "Plan":
        """Add an item at a place (the end by default)."""
        where = len(self.items) if at is None else at
        return replace(self, items=(*self.items[:where], item, *self.items[where:]))

    def replaced(self, item: PlanItem) -> "Plan":
        """The item with the same id takes this value."""
        n = self.index(item.id)
        return replace(self, items=(*self.items[:n], item, *self.items[n + 1 :]))

    def without(self, item_id: str) -> "Plan":
        """The plan less one item."""
        n = self.index(item_id)
        return replace(self, items=(*self.items[:n], *self.items[n + 1 :]))

    def moved(self, item_id: str, to: int) -> "Plan":
        """The item stands at place ``to`` (clamped to the plan)."""
        item = self.item(item_id)
        rest = self.without(item_id)
        return rest.with_item(item, max(0, min(to, len(rest.items))))

    def minutes_a_day(self, lookup: Lookup) -> int:
        """Minutes on a day when everything is done, rounded up; 0 for an empty plan."""
        seconds = sum(i.seconds_a_day(lookup(i.exercise_id)) for i in self.items)
        return int(-(-seconds // 60))

    @property
    def is_many(self) -> bool:
        """More exercises than most people keep up."""
        return len(self.items) > MANY_EXERCISES


@dataclass(frozen=True)
class PlanTemplate:
    """A plan to start from. ``shipped`` ones come with the program and are starting points only."""

    id: str
    name: str
    description: str
    plan: Plan
    shipped: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_line(self.name))
        object.__setattr__(self, "description", plain_text(self.description))


def fresh_copy(plan: Plan) -> Plan:
    """The same plan with new item ids, for another patient or another time."""
    items = tuple(replace(i, id=new_id(), accepted=(), quiet=()) for i in plan.items)
    return replace(plan, items=items)


def describe_change(before: Plan, after: Plan, lookup: Lookup) -> tuple[str, ...]:
    """What changed from one plan to the next, a few words each, for the flags on the chart."""
    if not before.items and after.items:
        return (_("Plan started"),)
    old: Mapping[str, PlanItem] = {i.id: i for i in before.items}
    new: Mapping[str, PlanItem] = {i.id: i for i in after.items}
    added = [lookup(i.exercise_id).name for i in after.items if i.id not in old]
    removed = [lookup(i.exercise_id).name for i in before.items if i.id not in new]
    words = [_("{name} added", name=name) for name in added]
    words += [_("{name} removed", name=name) for name in removed]
    for item_id, item in new.items():
        if item_id in old:
            words += _item_change(old[item_id], item, lookup)
    return tuple(words)


def _item_change(old: PlanItem, new: PlanItem, lookup: Lookup) -> list[str]:
    exercise = lookup(new.exercise_id)
    if old.exercise_id != new.exercise_id:
        was = lookup(old.exercise_id).name
        return [_("{before} to {after}", before=was, after=exercise.name)]
    words: list[str] = []
    for name, setting in exercise.settings.items():
        before, after = old.rung.settings.get(name), new.rung.settings.get(name)
        if name == "load_kg":
            words += _load_change(old, new, exercise)
        elif before is not None and after is not None and before != after:
            words.append(
                _(
                    "{name}: {what} {before} to {after}",
                    name=exercise.name,
                    what=setting.shown_label.lower(),
                    before=setting.shown_value(before),
                    after=setting.shown_value(after),
                )
            )
    named = set(_IN_DOSE) & set(exercise.settings)
    if any(getattr(old.dose, n) != getattr(new.dose, n) for n in DOSE_FIELDS if n not in named):
        words.append(_("{name}: dose changed", name=exercise.name))
    return words


def _load_change(old: PlanItem, new: PlanItem, exercise: Exercise) -> list[str]:
    before, after = (load_words(item.load(exercise), interface().language) for item in (old, new))
    if before == after:
        return []
    words = _(
        "{name}: {what} {before} to {after}",
        name=exercise.name,
        what=exercise.settings["load_kg"].shown_label.lower(),
        before=before,
        after=after,
    )
    return [words]
