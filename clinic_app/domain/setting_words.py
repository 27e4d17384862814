"""The chosen settings of an exercise in the words a patient reads, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.dose import DOSE_FIELDS, Dose
from clinic_app.domain.dose_words import (
    capital,
    hold_words,
    load_words,
    side_words,
    time_words,
    unbroken,
)
from clinic_app.domain.exercise import Axis, Exercise
from clinic_app.domain.held import load_of, pieces_held
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.load import Load
from clinic_app.domain.spanish_labels import SPANISH_LABELS


@dataclass(frozen=True)
class _Words:
    load: str
    no_load: str
    rest: str
    rest_between: str
    tempo: str
    tempo_pause: str
    band_tempo: str
    band_tempo_pause: str
    reach: str
    degrees: str


_WORDS = {
    "en": _Words(
        load="use {load}",
        no_load="no weight",
        rest="rest {time} between sets",
        rest_between="rest {time} in between",
        tempo="count {down} down, {up} up",
        tempo_pause="count {down} down, wait {wait}, {up} up",
        band_tempo="count {up} as you pull, {down} as you let go",
        band_tempo_pause="count {up} as you pull, {down} as you let go, wait {wait}",
        reach="to {angle}",
        degrees="{n} degrees",
    ),
    "es": _Words(
        load="use {load}",
        no_load="sin peso",
        rest="descanse {time} entre series",
        rest_between="descanse {time} entre una vez y otra",
        tempo="cuente {down} al bajar, {up} al subir",
        tempo_pause="cuente {down} al bajar, espere {wait}, {up} al subir",
        band_tempo="cuente {up} al jalar, {down} al soltar",
        band_tempo_pause="cuente {up} al jalar, {down} al soltar, espere {wait}",
        reach="hasta {angle}",
        degrees="{n} grados",
    ),
}


def setting_parts(
    exercise: Exercise, settings: Mapping[str, SettingValue], dose: Dose, language: str
) -> tuple[str, ...]:
    """What else the patient must know: weight, changed settings, tempo, rest.

    A setting at its default is what the exercise's own steps already describe: it is left out.
    """
    words = _WORDS[language]
    load = load_of(exercise, settings, dose)
    parts = [words.load.format(load=load_words(load, language))] if load else []
    for name, value in settings.items():
        setting = exercise.settings.get(name)
        if setting is None or name in DOSE_FIELDS or value == setting.default:
            continue
        parts.append(setting_words(exercise, name, value, language))
    if dose.tempo:
        parts.append(_tempo(dose.tempo, exercise, words))
    if dose.rest_s and dose.sets > 1:
        rest = words.rest if dose.reps > 1 else words.rest_between
        parts.append(rest.format(time=time_words(dose.rest_s, language)))
    return tuple(unbroken(capital(part)) for part in parts)


def setting_words(exercise: Exercise, name: str, value: SettingValue, language: str) -> str:
    """One setting in plain words: ``to 45 degrees``, ``use 4 kg``, ``Support: counter``.

    An angle is told by its label where it would not be clear: ``Knee bend: 60 degrees``.
    """
    words = _WORDS[language]
    setting = exercise.settings[name]
    if name == "load_kg":
        if not value:
            return words.no_load
        load = Load(float(value) / pieces_held(exercise, {}), pieces=pieces_held(exercise, {}))
        return words.load.format(load=load_words(load, language))
    if name == "tempo":
        return _tempo(str(value), exercise, words)
    if name == "side":
        return side_words(str(value), language)
    shown = setting.label_of(value)
    if setting.unit == "deg":
        shown = words.degrees.format(n=shown.removesuffix("°"))
        if is_reach(exercise, name):
            return words.reach.format(angle=shown)
    if setting.unit == "s" and not isinstance(value, str):
        return hold_words(value, language)
    label = setting.label
    if language == "es":
        label, shown = SPANISH_LABELS.get(label, label), SPANISH_LABELS.get(shown, shown)
    return f"{label}: {_small(shown)}"


def is_reach(exercise: Exercise, name: str) -> bool:
    """Whether a setting is the only angle and how far the movement goes: no label is needed."""
    angles = [s.name for s in exercise.settings.values() if s.unit == "deg"]
    return angles == [name] and exercise.settings[name].axis is Axis.RANGE


def _tempo(tempo: str, exercise: Exercise, words: _Words) -> str:
    """Counts for down and up; with a band, which is no matter of height, for pull and let go."""
    down, wait, up = (int(part) for part in tempo.split("-"))
    if "band" in exercise.equipment:
        pattern = words.band_tempo_pause if wait else words.band_tempo
    else:
        pattern = words.tempo_pause if wait else words.tempo
    return pattern.format(down=down, wait=wait, up=up)


def _small(text: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
