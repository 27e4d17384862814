"""Values of the ladder: a rung, a step from one to the next, how hard a setting is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from clinic_app.domain.exercise.exercise import NO_SETTINGS, Axis, Exercise, Setting, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.step_changes import Change
from clinic_app.domain.plan.dose import Dose
from clinic_app.words import ENGLISH, interface

Lookup = Callable[[str], Exercise]


@dataclass(frozen=True)
class Rung:
    """An exercise with its settings; one that is not named stands at its default."""

    exercise_id: str
    settings: Settings = field(default_factory=lambda: NO_SETTINGS)


@dataclass(frozen=True)
class Step:
    """One step to a neighbouring rung; ``axis`` is what changes, ``label`` says how.

    ``say`` holds the patient's words for it per language, where the data has some. ``changes``
    names all that changes; of the dose only what settings keep too, until `PlanItem.step`
    adds the rest. ``dose`` is the target's own dose where that is taken: its load, tempo and
    side still go by the settings. ``also`` says what changes beside the axis, in a clinician's
    words, once `PlanItem.step` knows it. ``shown`` is a label that the settings give, in the
    language of the interface.
    """

    rung: Rung
    axis: Axis
    label: str
    say: Mapping[str, str]
    changes: tuple[Change, ...] = ()
    dose: Dose | None = None
    also: str = ""
    shown: str = ""

    @property
    def words(self) -> str:
        """The label in the language of the interface: as the settings give it, else what the
        patient is told. Labels themselves are English.
        """
        language = interface().language
        told = "" if language == ENGLISH else self.say.get(language, "").removesuffix(".")
        return self.shown or told or self.label


def height(setting: Setting, value: SettingValue) -> float:
    """How hard a value is, 0 to 1 within what the setting allows."""
    if setting.options:
        place = setting.options.index(str(value)) if value in setting.options else 0
        return setting.harder * place / max(1, len(setting.options) - 1)
    span = (setting.maximum - setting.minimum) or 1.0
    return setting.harder * (float(value) - setting.minimum) / span
