"""An exercise of the library: what it is, what can be adjusted, what is easier and harder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from clinic_app.domain.exercise.figure import FigureSpec
from clinic_app.domain.exercise.landmark import Landmarks
from clinic_app.domain.exercise.limit import Limit, SettingValue
from clinic_app.domain.plan.dose import Dose
from clinic_app.words import Message, _, chosen, interface, pgettext

Settings: TypeAlias = Mapping[str, SettingValue]

NO_SETTINGS: Settings = MappingProxyType({})
_NO_FORMER: Mapping[str, str] = MappingProxyType({})


class Axis(StrEnum):
    """The one thing that changes between two neighbouring rungs."""

    RANGE = "range"
    LOAD = "load"
    LEVER = "lever"
    BASE = "base"
    TEMPO = "tempo"
    POSITION = "position"
    ASSISTANCE = "assistance"
    SINGLE_SIDE = "single-side"
    COMPLEXITY = "complexity"


class Laterality(StrEnum):
    """Whether both sides work together, one after the other as two doses, or in turn."""

    BOTH = "both"
    PER_SIDE = "per-side"
    ALTERNATING = "alternating"


class TempoWords(StrEnum):
    """What the counts of a tempo are called: which way comes first, and where one waits."""

    DOWN_UP = "down-up"
    UP_DOWN = "up-down"
    FROM_FLOOR = "from-floor"
    PULL_RELEASE = "pull-release"
    BACK_FORWARD = "back-forward"
    THERE_BACK = "there-back"


@dataclass(frozen=True)
class Setting:
    """One thing a clinician can adjust.

    A number has ``minimum``, ``maximum`` and ``step`` in ``unit`` (``deg``, ``kg``, ``s``, ``cm``);
    a choice has ``options``. ``harder`` is +1 when a larger number is harder, -1 when a
    smaller one is, 0 when it does not order (a choice, a side). ``landmark`` is the kind of words
    that tell an angle or a distance to the patient, ``landmarks`` those words. ``former`` are
    names that options had in plans saved before, by the name of today.
    """

    name: str
    label: str
    default: SettingValue
    axis: Axis
    unit: str = ""
    minimum: float = 0.0
    maximum: float = 0.0
    step: float = 1.0
    harder: int = 0
    options: tuple[str, ...] = ()
    option_labels: tuple[str, ...] = ()
    landmark: str = ""
    landmarks: Landmarks = ()
    former: Mapping[str, str] = field(default_factory=lambda: _NO_FORMER)

    @property
    def is_number(self) -> bool:
        return not self.options

    def label_of(self, value: SettingValue) -> str:
        """``45°``, ``4 kg`` or the words of a choice."""
        if isinstance(value, str):
            if value not in self.options:
                return value
            return self.option_labels[self.options.index(value)]
        return f"{value:g}°" if self.unit == "deg" else f"{value:g} {self.unit}".strip()

    @property
    def shown_label(self) -> str:
        """The label in the language of the interface."""
        return pgettext("setting", Message(self.label))

    def shown_value(self, value: SettingValue) -> str:
        """What `label_of` says, in the language of the interface."""
        shown = self.label_of(value)
        return pgettext("setting", Message(shown)) if isinstance(value, str) else shown

    def refusal(self, value: object) -> str | None:
        """Why ``value`` is not allowed, naming what is; None when it is fine."""
        if self.options:
            if value in self.options:
                return None
            return _(
                "{name} must be one of {options}, not {value}",
                name=self.name,
                options=", ".join(self.options),
                value=repr(value),
            )
        if isinstance(value, bool) or not isinstance(value, int | float):
            return _("{name} must be a number, not {value}", name=self.name, value=repr(value))
        if not self.minimum <= value <= self.maximum:
            high = f"{self.maximum:g} {self.unit}".strip()
            return _(
                "{name} must be {low} to {high}, not {value}",
                name=self.name,
                low=interface().number(self.minimum),
                high=high,
                value=repr(value),
            )
        return None


@dataclass(frozen=True)
class Link:
    """A step on the ladder, easier or harder.

    ``exercise_id`` is the exercise it leads to (its own id for a step by settings);
    ``settings`` are the ones the step names. ``say`` holds patient words per language. ``also``
    names what changes beside the axis: other axes, or settings.
    """

    exercise_id: str
    axis: Axis
    label: str
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)
    say: Mapping[str, str] = field(default_factory=dict[str, str])
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A common fault and what to say about it."""

    fault: str
    fix: str


@dataclass(frozen=True)
class Words:
    """Everything the patient reads about one exercise, in one language.

    ``name`` is the clinician's; ``patient_name`` a plain one where that is jargon, else empty.
    """

    name: str
    other_names: tuple[str, ...]
    steps: tuple[str, ...]
    feel: str
    cues: tuple[str, ...]
    faults: tuple[Fault, ...]
    benefits: tuple[str, ...]
    reviewed: bool
    patient_name: str = ""

    @property
    def name_for_patient(self) -> str:
        """What pages, diary and kiosk call it."""
        return self.patient_name or self.name


@dataclass(frozen=True)
class StepChange:
    """A step that reads otherwise where all of ``limits`` hold.

    ``place`` counts from 0; the texts, by language, stand instead of the step or, with ``adds``,
    after it.
    """

    limits: tuple[Limit, ...]
    place: int
    texts: Mapping[str, str]
    adds: bool = False


@dataclass(frozen=True)
class ExercisePrecaution:
    """A patient precaution this exercise meets, and why; ``limit`` narrows it to some settings.

    ``say`` holds the patient's sentence per language: the exercise's own, else the tag's.
    """

    tag: str
    reason: str
    source_id: str
    limit: Limit | None = None
    say: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Source:
    """Where a statement comes from. ``kind`` is doi, pmid, pmcid, journal, url or custom."""

    id: str
    text: str
    kind: str
    ref: str = ""

    @property
    def address(self) -> str:
        """A web address; nothing for a journal's volume and pages, and for clinical custom."""
        prefix = {
            "doi": "https://doi.org/",
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
            "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
            "url": "",
        }.get(self.kind)
        return "" if prefix is None else prefix + self.ref


@dataclass(frozen=True)
class Exercise:
    """One exercise, whole, as its file tells it.

    ``one_sided_when`` tells at which settings of an exercise for both sides one side works alone.
    ``easier`` and ``harder`` run from the nearest step to the farthest; the first is the one
    that a single key takes. ``difficulty`` (1-5) orders exercises inside one family only. One with
    ``look_first`` is never offered as a harder rung before a clinician has looked at the patient.
    """

    id: str
    family: str
    stage: str
    pattern: str
    regions: tuple[str, ...]
    position: str
    equipment: tuple[str, ...]
    goals: tuple[str, ...]
    difficulty: int
    laterality: Laterality
    primary_muscles: tuple[str, ...]
    secondary_muscles: tuple[str, ...]
    words: Mapping[str, Words]
    settings: Mapping[str, Setting]
    easier: tuple[Link, ...]
    harder: tuple[Link, ...]
    related: tuple[str, ...]
    precautions: tuple[ExercisePrecaution, ...]
    dose: Dose
    source_ids: tuple[str, ...]
    step_changes: tuple[StepChange, ...] = ()
    figure_of: Callable[[], FigureSpec | None] = field(default=lambda: None, compare=False)
    one_sided_when: Limit | None = None
    tempo_words: TempoWords = TempoWords.DOWN_UP
    look_first: bool = False

    @cached_property
    def figure(self) -> FigureSpec | None:
        """What is drawn; read when it is first wanted. None without a picture."""
        return self.figure_of()

    def with_figure(self, figure: FigureSpec | None) -> "Exercise":
        """The same exercise with another picture."""
        return replace(self, figure_of=lambda: figure)

    def steps_for(self, settings: Settings, language: str) -> tuple[str, ...]:
        """The steps as they read at these settings, the changes made in their order."""
        steps = list(self.words_in(language).steps)
        for change in self.step_changes:
            if all(self._holds(limit, settings) for limit in change.limits):
                kept = [steps[change.place]] if change.adds else []
                steps[change.place] = " ".join((*kept, chosen(change.texts, language)))
        return tuple(steps)

    def words_in(self, language: str) -> Words:
        """The words in a language; the English ones where it has none."""
        return chosen(self.words, language)

    def _holds(self, limit: Limit, settings: Settings) -> bool:
        return limit.holds(settings.get(limit.setting, self.settings[limit.setting].default))

    @property
    def name(self) -> str:
        """What it is called in the language of the interface."""
        return self.words_in(interface().language).name

    @property
    def default_settings(self) -> Settings:
        """Every setting at its default: the exercise's base rung."""
        return MappingProxyType({s.name: s.default for s in self.settings.values()})
