"""A dose in the words a patient reads, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.dose import KILOGRAMS_A_POUND, Dose, Side
from clinic_app.domain.exercise import Laterality

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
        hold = time_words(dose.hold_s, language)
        if dose.reps * dose.sets > _MOST_HOLDS:
            parts.append(words.hold.format(time=hold))
        else:
            parts = [capital(words.held.format(time=hold, amount=amount))]
    if dose.times_per_day > 1:
        parts.append(words.a_day.format(n=dose.times_per_day))
    if dose.days_per_week < 7:
        parts.append(days_a_week(dose.days_per_week, language))
    elif dose.times_per_day == 1:
        parts.append(words.once_a_day)
    return tuple(unbroken(part) for part in parts)


def hold_words(seconds: float, language: str) -> str:
    """``hold 5 seconds``."""
    return _WORDS[language].hold.format(time=time_words(seconds, language))


def side_words(side: str, language: str) -> str:
    """``right side``; both sides are ``each side``."""
    sides = _WORDS[language].sides
    return sides.get(side, sides["each"])


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


def time_words(seconds: float, language: str) -> str:
    """``30 seconds``, ``2 minutes``."""
    words = _WORDS[language]
    one, many = words.minutes if seconds >= 60 and seconds % 60 == 0 else words.seconds
    n = seconds / 60 if one is words.minutes[0] else seconds
    return one if n == 1 else many.format(n=f"{n:g}")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """The text on one line: its blanks do not break."""
    return text.replace(" ", _KEEP)
