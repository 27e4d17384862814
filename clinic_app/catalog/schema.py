"""What an exercise file may hold, key by key; anything else is an error."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    model_validator,
)
from pydantic_core import PydanticCustomError

from clinic_app.domain.exercise.exercise import Axis, Laterality, TempoWords
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.words import ENGLISH, languages


def _is_pair(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(value) not in (0, 2):
        raise PydanticCustomError("pair", "is two numbers, such as [30, 0]")
    return value


Word = Annotated[StrictStr, Field(min_length=1, max_length=60)]
Amount = StrictInt | StrictFloat | Word
Place = Annotated[tuple[Amount, ...], Field(min_length=3, max_length=3)]
Gaze = Annotated[tuple[Amount, ...], AfterValidator(_is_pair)]
Hand = Literal["both", "left", "right"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class HoldFile(_Strict):
    """A way to hold, with a place in m or a landmark where the way has none of its own."""

    hold: Word
    at: Annotated[tuple[Amount, ...], Field(max_length=3)] = ()
    to: StrictStr = ""


Direction = Word | Annotated[tuple[StrictInt | StrictFloat, ...], Field(min_length=3, max_length=3)]
"""Up, down, ahead, back, left, right, or three numbers."""


class HelperFile(_Strict):
    """A hand of somebody who helps."""

    to: Word
    fingers: Word = "relaxed"
    palm: Direction = "down"
    arm: Direction = "back"


PanelNumber = Literal["1", "2", "3", "4", "5", "6", "7", "8"]
ShownBy = Annotated[StrictInt, Field(ge=0, le=8)]
"""The panel that shows a step; 0 where none can."""


class MarkedFile(_Strict):
    """The muscles marked on a panel: without lists those of the exercise, on ``side``."""

    work: tuple[Word, ...] = ()
    help: tuple[Word, ...] = ()
    stretch: tuple[Word, ...] = ()
    side: Literal["", "both", "right", "left", "other"] = ""


class LayerFile(_Strict):
    """A part of a pose."""

    trunk: Amount | None = None
    joints: dict[Word, Amount] = Field(default_factory=dict)
    aims: dict[Word, Amount] = Field(default_factory=dict)
    contacts: dict[Word, Word] = Field(default_factory=dict)
    anchors: dict[Word, Word] = Field(default_factory=dict)
    places: dict[Word, Place] = Field(default_factory=dict)
    hands: dict[Hand, Word | HoldFile] = Field(default_factory=dict)
    fingers: dict[Hand, Word] = Field(default_factory=dict)
    toes: dict[Hand, Word] = Field(default_factory=dict)
    balance: StrictBool | None = None
    meets: dict[Word, Word] = Field(default_factory=dict)
    arrows: tuple[Word, ...] | None = None
    gaze: Gaze = ()
    eyes: Literal["", "open", "closed"] = ""
    muscles: MarkedFile | None = None
    helper: dict[Literal["right", "left"], Literal["none"] | HelperFile] = Field(
        default_factory=dict
    )
    inset: StrictStr = ""


def _one_is_a_list(given: object) -> object:
    return given if isinstance(given, list | tuple) else (given,)


class FigureWhenFile(_Strict):
    """The part of a setting where a case counts."""

    setting: Word
    above: StrictInt | StrictFloat | None = None
    one_of: tuple[Word, ...] = ()


class CaseFile(_Strict):
    """What changes where all of ``when`` hold; a new number under ``panels`` adds a panel."""

    when: Annotated[tuple[FigureWhenFile, ...], BeforeValidator(_one_is_a_list)]
    base: StrictStr = ""
    camera: StrictStr = ""
    pose: LayerFile = Field(default_factory=LayerFile)
    panels: dict[PanelNumber, LayerFile] = Field(default_factory=dict)
    props: tuple[dict[Word, Amount], ...] = ()
    without: tuple[Word, ...] = ()
    arrows: tuple[Word, ...] = ()
    steps: tuple[ShownBy, ...] = ()
    inset: StrictStr = ""


def _is_size(text: str) -> str:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)? (cm|deg|%)", text):
        raise PydanticCustomError("size", "is a number and cm, deg or %, such as '2.5 cm'")
    return text


class WaiverFile(_Strict):
    """A check that this figure may miss, by how much at most, and why."""

    check: Word
    up_to: Annotated[StrictStr, AfterValidator(_is_size)] | None = None
    reason: Annotated[StrictStr, Field(min_length=10, max_length=300)]


class FigureFile(_Strict):
    """A whole figure."""

    base: Word
    camera: Word
    pose: LayerFile = Field(default_factory=LayerFile)
    panels: Annotated[tuple[LayerFile, ...], Field(min_length=2, max_length=8)]
    props: tuple[dict[Word, Amount], ...] = ()
    arrows: tuple[Word, ...] = ()
    cases: tuple[CaseFile, ...] = ()
    waivers: tuple[WaiverFile, ...] = ()
    show: tuple[Literal["pelvis", "spine"], ...] = ()
    steps: tuple[ShownBy, ...] = ()
    feet: Literal["shoes", "socks", "bare"] = "shoes"
    inset: StrictStr = ""
    main: ShownBy = 0


Text = Annotated[StrictStr, Field(min_length=1, max_length=400)]
Id = Annotated[StrictStr, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Number = StrictInt | StrictFloat
Tempo = Annotated[StrictStr, Field(pattern=r"^([0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2})?$")]


def _known(language: str) -> str:
    if language not in languages():
        raise PydanticCustomError("extra_forbidden", "is not a language that has a catalogue")
    return language


def _has_english(words: dict[str, Any]) -> dict[str, Any]:
    if ENGLISH not in words:
        raise PydanticCustomError("no_english", "has no words in 'en'")
    return words


def _at_most(english: int, others: int) -> AfterValidator:
    """As many signs in English; a translation may be a little longer."""

    def check(words: dict[str, str]) -> dict[str, str]:
        for language, text in words.items():
            most = english if language == ENGLISH else others
            if not 0 < len(text) <= most:
                raise PydanticCustomError(
                    "length",
                    "{language}: needs 1 to {most} characters, has {length}",
                    {"language": language, "most": most, "length": len(text)},
                )
        return words

    return AfterValidator(check)


Language = Annotated[StrictStr, AfterValidator(_known)]
_HAS_ENGLISH = AfterValidator(_has_english)
Say = Annotated[dict[Language, StrictStr], _HAS_ENGLISH, _at_most(60, 70)]
"""The patient's words for a step, by language."""
SafetyWords = Annotated[dict[Language, StrictStr], _HAS_ENGLISH, _at_most(90, 100)]
"""What a flagged precaution says to the patient on paper, by language."""


class ByLanguage(_Strict):
    """Keys that are languages hold a text each; together they are ``texts``."""

    texts: Annotated[dict[Language, Text], _HAS_ENGLISH]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, given: object) -> object:
        if not isinstance(given, Mapping) or "texts" in given:
            return given
        keys = cast("Mapping[str, object]", given)
        texts = {key: keys[key] for key in languages() if key in keys}
        return {**{key: keys[key] for key in keys if key not in texts}, "texts": texts}


class FaultFile(_Strict):
    """A common fault with its fix."""

    fault: Text
    fix: Text


class WordsFile(_Strict):
    """What the patient reads, in one language. ``reviewed``: a native clinician signed it."""

    name: Annotated[StrictStr, Field(min_length=1, max_length=60)]
    other_names: tuple[Text, ...] = ()
    steps: Annotated[tuple[Text, ...], Field(min_length=3, max_length=6)]
    feel: Text
    cues: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]
    faults: Annotated[tuple[FaultFile, ...], Field(min_length=1, max_length=5)]
    benefits: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]
    reviewed: StrictBool = False
    patient_name: Annotated[StrictStr, Field(max_length=60)] = ""


class SettingFile(_Strict):
    """A number (unit, min, max, step) or a choice (options in order); see the domain's Setting.

    ``told`` is why the steps need no word of it (`check_words`). ``former`` has options under
    names that plans were saved with before, by the name of today.
    """

    label: Text
    axis: Axis
    default: Number | StrictStr
    unit: Literal["", "deg", "kg", "s", "cm"] = ""
    min: Number | None = None
    max: Number | None = None
    step: Number | None = None
    options: dict[StrictStr, Text] = Field(default_factory=dict)
    harder: Literal["up", "down", "down_the_list", ""] = ""
    landmark: Id | None = None
    told: Text | None = None
    former: dict[StrictStr, StrictStr] = Field(default_factory=dict)


class LinkFile(_Strict):
    """A step to another exercise, or by settings within this one.

    ONE axis changes; ``also`` names the axes or settings that cannot stay as they are.
    """

    exercise: Id | None = None
    settings: dict[StrictStr, Number | StrictStr] = Field(default_factory=dict)
    axis: Axis
    label: Annotated[StrictStr, Field(min_length=1, max_length=40)]
    say: Say
    also: tuple[StrictStr, ...] = ()
    one_way: Text | None = None


class WhenFile(_Strict):
    """The part of a setting that a precaution or a step speaks about."""

    setting: StrictStr
    above: Number | None = None
    below: Number | None = None
    one_of: tuple[StrictStr, ...] = ()


class PrecautionFile(_Strict):
    """A patient precaution that this exercise meets; ``say`` where the tag's words do not fit."""

    tag: Id
    reason: Text
    source: Id
    when: WhenFile | None = None
    say: SafetyWords | None = None


class StepFile(ByLanguage):
    """A step (from 1) that reads otherwise where all of ``when`` hold; ``add``: after the usual."""

    when: Annotated[tuple[WhenFile, ...], Field(min_length=1), BeforeValidator(_one_is_a_list)]
    step: Annotated[StrictInt, Field(ge=1, le=6)]
    add: StrictBool = False


class DoseFile(_Strict):
    """The default dose; seconds and kilograms."""

    sets: StrictInt = 2
    reps: StrictInt | None = None
    form: DoseForm = DoseForm.REPETITIONS
    amount: Number = 0
    hold_s: Number = 0
    rest_s: Number = 60
    tempo: Tempo = ""
    load_kg: Number = 0
    side: Side = Side.BOTH
    times_per_day: StrictInt = 1
    days_per_week: StrictInt = 7
    days_on: StrictInt = 0
    days_off: StrictInt = 0


class MusclesFile(_Strict):
    """``primary``: prime movers, or the part a passive movement is for; ``secondary``: helpers."""

    primary: Annotated[tuple[Id, ...], Field(min_length=1)]
    secondary: tuple[Id, ...] = ()


class ExerciseFile(_Strict):
    """One exercise file, whole."""

    id: Id
    family: Id
    stage: Id | None = None
    pattern: Id
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    position: Id
    equipment: tuple[Id, ...]
    goals: Annotated[tuple[Id, ...], Field(min_length=1)]
    difficulty: Annotated[StrictInt, Field(ge=1, le=5)]
    laterality: Laterality
    look_first: StrictBool = False
    one_sided_when: WhenFile | None = None
    tempo_words: TempoWords | None = None
    muscles: MusclesFile
    words: Annotated[dict[Language, WordsFile], _HAS_ENGLISH]
    settings: dict[StrictStr, SettingFile] = Field(default_factory=dict)
    steps_when: tuple[StepFile, ...] = ()
    figure: FigureFile | None = None
    dose: DoseFile
    easier: tuple[LinkFile, ...]
    harder: tuple[LinkFile, ...]
    related: tuple[Id, ...] = ()
    precautions: tuple[PrecautionFile, ...]
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
