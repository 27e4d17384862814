"""A dose and the chosen settings in the words a patient reads, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.dose import DOSE_FIELDS, KILOGRAMS_A_POUND, Dose, Side
from clinic_app.domain.exercise import Axis, Exercise, Laterality
from clinic_app.domain.limit import SettingValue
from clinic_app.domain.spanish_labels import SPANISH_LABELS

SEPARATOR = " · "
_KEEP = "\N{NO-BREAK SPACE}"  # a part never breaks inside: "5 seconds" stays on one line
_MOST_HOLDS = 5  # up to here the hold is what a patient counts; above, the repetitions


@dataclass(frozen=True)
class _Words:
    sets: str
    times: str
    once: str
    held: str
    of_each: str
    sides: Mapping[str, str]
    a_day: str
    once_a_day: str
    days_a_week: str
    one_day_a_week: str
    hold: str
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
    seconds: tuple[str, str]
    minutes: tuple[str, str]


_WORDS = {
    "en": _Words(
        sets="{sets} sets of {reps}",
        times="{n} times",
        once="1 time",
        held="hold {time}, {amount}",
        of_each="({n} each side)",
        sides={
            "each": "each side",
            "turn": "changing sides",
            "right": "right side",
            "left": "left side",
        },
        a_day="{n} times a day",
        once_a_day="once a day",
        days_a_week="{n} days a week",
        one_day_a_week="1 day a week",
        hold="hold {time}",
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
        seconds=("1 second", "{n} seconds"),
        minutes=("1 minute", "{n} minutes"),
    ),
    "es": _Words(
        sets="{sets} series de {reps}",
        times="{n} veces",
        once="1 vez",
        held="mantenga {time}, {amount}",
        of_each="({n} de cada lado)",
        sides={
            "each": "de cada lado",
            "turn": "cambiando de lado",
            "right": "del lado derecho",
            "left": "del lado izquierdo",
        },
        a_day="{n} veces al día",
        once_a_day="una vez al día",
        days_a_week="{n} días por semana",
        one_day_a_week="1 día por semana",
        hold="mantenga {time}",
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
        seconds=("1 segundo", "{n} segundos"),
        minutes=("1 minuto", "{n} minutos"),
    ),
}


def dose_parts(dose: Dose, laterality: Laterality, language: str) -> tuple[str, ...]:
    """The dose as parts of one line: ``3 sets of 10``, ``hold 5 seconds``, ``2 times a day``.

    What is held only a few times starts with the hold: ``Hold 30 seconds, 3 times each side``.
    Days a week stand instead of ``once a day``, which they say already.
    """
    words = _WORDS[language]
    amount = _amount(dose, laterality, words)
    parts = [amount]
    if dose.hold_s:
        hold = _time(dose.hold_s, words)
        if dose.reps * dose.sets > _MOST_HOLDS:
            parts.append(words.hold.format(time=hold))
        else:
            parts = [_capital(words.held.format(time=hold, amount=amount))]
    if dose.times_per_day > 1:
        parts.append(words.a_day.format(n=dose.times_per_day))
    if dose.days_per_week < 7:
        parts.append(days_a_week(dose.days_per_week, language))
    elif dose.times_per_day == 1:
        parts.append(words.once_a_day)
    return tuple(_kept(part) for part in parts)


def setting_parts(
    exercise: Exercise, settings: Mapping[str, SettingValue], dose: Dose, language: str
) -> tuple[str, ...]:
    """What else the patient must know: weight, changed settings, tempo, rest.

    A setting at its default is what the exercise's own steps already describe: it is left out.
    """
    words = _WORDS[language]
    parts = [words.load.format(load=load_words(dose.load_kg))] if dose.load_kg else []
    for name, value in settings.items():
        setting = exercise.settings.get(name)
        if setting is None or name in DOSE_FIELDS or value == setting.default:
            continue
        parts.append(setting_words(exercise, name, value, language))
    if dose.tempo:
        parts.append(_tempo(dose.tempo, exercise, words))
    if dose.rest_s and dose.sets > 1:
        rest = words.rest if dose.reps > 1 else words.rest_between
        parts.append(rest.format(time=_time(dose.rest_s, words)))
    return tuple(_kept(_capital(part)) for part in parts)


def setting_words(exercise: Exercise, name: str, value: SettingValue, language: str) -> str:
    """One setting in plain words: ``to 45 degrees``, ``use 4 kg (9 lb)``, ``Support: counter``.

    An angle is told by its label where it would not be clear: ``Knee bend: 60 degrees``.
    """
    words = _WORDS[language]
    setting = exercise.settings[name]
    if name == "load_kg":
        kilograms = float(value)
        return words.load.format(load=load_words(kilograms)) if kilograms else words.no_load
    if name == "tempo":
        return _tempo(str(value), exercise, words)
    if name == "side":
        return words.sides.get(str(value), words.sides["each"])
    shown = setting.label_of(value)
    if setting.unit == "deg":
        shown = words.degrees.format(n=shown.removesuffix("°"))
        if is_reach(exercise, name):
            return words.reach.format(angle=shown)
    if setting.unit == "s" and not isinstance(value, str):
        return words.hold.format(time=_time(value, words))
    label = setting.label
    if language == "es":
        label, shown = SPANISH_LABELS.get(label, label), SPANISH_LABELS.get(shown, shown)
    return f"{label}: {_small(shown)}"


def is_reach(exercise: Exercise, name: str) -> bool:
    """Whether a setting is the only angle and how far the movement goes: no label is needed."""
    angles = [s.name for s in exercise.settings.values() if s.unit == "deg"]
    return angles == [name] and exercise.settings[name].axis is Axis.RANGE


def days_a_week(days: int, language: str) -> str:
    """``5 days a week``."""
    words = _WORDS[language]
    return words.one_day_a_week if days == 1 else words.days_a_week.format(n=days)


def load_words(kilograms: float) -> str:
    """``4 kg (9 lb)``; pounds are rounded to whole ones, as weights are sold."""
    return f"{kilograms:g} kg ({max(1, round(kilograms / KILOGRAMS_A_POUND))} lb)"


def _amount(dose: Dose, laterality: Laterality, words: _Words) -> str:
    if dose.sets > 1 and dose.reps > 1:
        amount = words.sets.format(sets=dose.sets, reps=dose.reps)
    else:
        n = dose.sets * dose.reps
        amount = words.once if n == 1 else words.times.format(n=n)
    if dose.side is not Side.BOTH:
        return f"{amount} {words.sides[dose.side.value]}"
    if laterality is Laterality.PER_SIDE:
        return f"{amount} {words.sides['each']}"
    if laterality is not Laterality.ALTERNATING:
        return amount
    if dose.reps % 2:
        return f"{amount}, {words.sides['turn']}"
    return f"{amount} {words.of_each.format(n=dose.reps // 2)}"  # the count is of both together


def _time(seconds: float, words: _Words) -> str:
    one, many = words.minutes if seconds >= 60 and seconds % 60 == 0 else words.seconds
    n = seconds / 60 if one is words.minutes[0] else seconds
    return one if n == 1 else many.format(n=f"{n:g}")


def _tempo(tempo: str, exercise: Exercise, words: _Words) -> str:
    """Counts for down and up; with a band, which is no matter of height, for pull and let go."""
    down, wait, up = (int(part) for part in tempo.split("-"))
    if "band" in exercise.equipment:
        pattern = words.band_tempo_pause if wait else words.band_tempo
    else:
        pattern = words.tempo_pause if wait else words.tempo
    return pattern.format(down=down, wait=wait, up=up)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _kept(text: str) -> str:
    return text.replace(" ", _KEEP)
