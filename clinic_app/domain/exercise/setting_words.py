"""The chosen settings of an exercise in the words a patient reads, in any language."""

from collections.abc import Mapping
from typing import Final

from clinic_app.domain.exercise.exercise import Exercise, TempoWords
from clinic_app.domain.exercise.held import load_of
from clinic_app.domain.exercise.landmark import landmark_words
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.load import Load
from clinic_app.domain.exercise.option_words import option_sentence
from clinic_app.domain.plan.dose import DOSE_FIELDS, Dose
from clinic_app.domain.plan.dose_words import (
    capital,
    hold_words,
    load_words,
    side_words,
    time_words,
    unbroken,
)
from clinic_app.domain.plan.tempo_words import tempo_words
from clinic_app.words import Message, wording_in

SETTING: Final = "setting"  # the context of the library's labels in the catalogues


def setting_parts(
    exercise: Exercise, settings: Mapping[str, SettingValue], dose: Dose, language: str
) -> tuple[str, ...]:
    """What else the patient must know: weight, changed settings, tempo, rest.

    A setting at its default is what the exercise's own steps already describe: it is left out.
    Where the dose has a hold, that is the wait: the tempo names no other.
    """
    dose = dose.changed(tempo=_without_wait(exercise, dose))
    chosen = [
        setting_words(exercise, name, value, language)
        for name, value in _changed(exercise, settings).items()
    ]
    return _with_dose(exercise, settings, chosen, dose, language)


def _without_wait(exercise: Exercise, dose: Dose) -> str:
    if not (dose.tempo and dose.hold_s) or exercise.tempo_words is TempoWords.FROM_FLOOR:
        return dose.tempo
    down, _, up = dose.tempo.split("-")
    return f"{down}-0-{up}"


def clinician_parts(
    exercise: Exercise, settings: Mapping[str, SettingValue], dose: Dose
) -> tuple[str, ...]:
    """The same for a clinician, in English: angles and distances as numbers."""
    chosen = [
        f"{exercise.settings[name].label} {_small(exercise.settings[name].label_of(value))}"
        for name, value in _changed(exercise, settings).items()
    ]
    return _with_dose(exercise, settings, chosen, dose, "en")


def _changed(
    exercise: Exercise, settings: Mapping[str, SettingValue]
) -> Mapping[str, SettingValue]:
    return {
        name: value
        for name, value in settings.items()
        if name in exercise.settings
        and name not in DOSE_FIELDS
        and value != exercise.settings[name].default
    }


def _with_dose(
    exercise: Exercise,
    settings: Mapping[str, SettingValue],
    chosen: list[str],
    dose: Dose,
    language: str,
) -> tuple[str, ...]:
    wording = wording_in(language)
    load = load_of(exercise, settings, dose)
    parts = [load_part(load, language)] if load else []
    parts += chosen
    if dose.tempo:
        parts.append(tempo_words(dose.tempo, exercise.tempo_words, language))
    if dose.rest_s and dose.sets > 1:
        time = time_words(dose.rest_s, language)
        if dose.reps > 1:
            parts.append(wording.gettext("rest {time} between sets", time=time))
        else:
            parts.append(wording.gettext("rest {time} in between", time=time))
    return tuple(unbroken(capital(part)) for part in parts)


def load_part(load: Load | None, language: str) -> str:
    """``use 4 kg in each hand (8 kg in all)``, ``no weight``."""
    shown = load_words(load, language)
    return wording_in(language).gettext("use {load}", load=shown) if load else shown


def setting_words(exercise: Exercise, name: str, value: SettingValue, language: str) -> str:
    """One setting in plain words: ``halfway down``, ``use 4 kg``, ``Support: counter``."""
    setting = exercise.settings[name]
    if name == "load_kg":
        return load_part(Load(float(value)) if value else None, language)
    if name == "tempo":
        return tempo_words(str(value), exercise.tempo_words, language)
    if name == "side":
        return side_words(str(value), language)
    if setting.landmarks and not isinstance(value, str):
        return landmark_words(setting.landmarks, value, language)
    if setting.unit == "s" and not isinstance(value, str):
        return hold_words(value, language)
    wording = wording_in(language)
    label = wording.pgettext(SETTING, Message(setting.label))
    shown = wording.pgettext(SETTING, Message(setting.label_of(value)))
    return f"{label}: {_small(shown)}"


def next_setting_words(exercise: Exercise, name: str, value: SettingValue, language: str) -> str:
    """The same for what a next rung asks the patient to do: ``take the band off``."""
    setting = exercise.settings[name]
    own = option_sentence(setting.label, setting.label_of(value), language)
    return own or setting_words(exercise, name, value, language)


def _small(text: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
