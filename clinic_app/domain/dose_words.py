"""A dose in the words a patient reads, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.dose import Dose, Side
from clinic_app.domain.load import Load

SEPARATOR = " · "
_KEEP = "\N{NO-BREAK SPACE}"  # a part never breaks inside: "5 seconds" stays on one line
_MOST_HOLDS = 5  # up to here the hold is what a patient counts; above, the repetitions


@dataclass(frozen=True)
class _Words:
    sets: str
    times: str
    once: str
    held: str
    each_side: str
    boxes: tuple[str, str]
    sides: Mapping[str, str]
    no_load: str
    in_each_hand: str
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
        each_side="{amount} on each side",
        boxes=("{n} right", "{n} left"),
        sides={"both": "both sides", "right": "right side", "left": "left side"},
        no_load="no weight",
        in_each_hand="{one} in each hand ({all} in all)",
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
        each_side="{amount} de cada lado",
        boxes=("{n} derecha", "{n} izquierda"),
        sides={"both": "los dos lados", "right": "lado derecho", "left": "lado izquierdo"},
        no_load="sin peso",
        in_each_hand="{one} en cada mano ({all} en total)",
        a_day="{n} veces al día",
        once_a_day="una vez al día",
        days_a_week="{n} días por semana",
        one_day_a_week="1 día por semana",
        hold="mantenga {time}",
        seconds=("1 segundo", "{n} segundos"),
        minutes=("1 minuto", "{n} minutos"),
    ),
}


def dose_parts(dose: Dose, language: str, *, each_side: bool) -> tuple[str, ...]:
    """The dose as parts of one line: ``3 sets of 8 on each side``, ``hold 5 seconds``.

    ``each_side`` is what `sides.counts_each_side` decided. What is held only a few times starts
    with the hold: ``Hold 30 seconds, 3 times on each side``. Days a week stand instead of ``once a
    day``, which they say already. The first part is the one that names repetitions.
    """
    words = _WORDS[language]
    amount = _amount(dose, words, each_side=each_side)
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


def side_boxes(dose: Dose, language: str) -> tuple[str, str]:
    """``8 right``, ``8 left``: a set of a dose that counts for each side, to be ticked off."""
    right, left = _WORDS[language].boxes
    n = dose.reps if dose.sets > 1 and dose.reps > 1 else dose.sets * dose.reps
    return right.format(n=n), left.format(n=n)


def amount_words(dose: Dose, language: str, *, each_side: bool) -> str:
    """``3 sets of 8 on each side``, ``3 sets of 8, right side``."""
    return _amount(dose, _WORDS[language], each_side=each_side)


def reps_words(reps: int, language: str, *, each_side: bool) -> str:
    """``8 on each side``, or the number alone."""
    return _WORDS[language].each_side.format(amount=reps) if each_side else str(reps)


def side_words(side: str, language: str) -> str:
    """``right side``, ``both sides``."""
    return _WORDS[language].sides[side]


def days_a_week(days: int, language: str) -> str:
    """``5 days a week``."""
    words = _WORDS[language]
    return words.one_day_a_week if days == 1 else words.days_a_week.format(n=days)


def load_words(load: Load | None, language: str) -> str:
    """``5 lb``, ``4 kg in each hand (8 kg in all)``, ``no weight``; as it was typed."""
    words = _WORDS[language]
    if load is None:
        return words.no_load
    one = weight_words(load.value, load.unit)
    if load.pieces == 1:
        return one
    return words.in_each_hand.format(one=one, all=weight_words(load.total, load.unit))


def weight_words(value: float, unit: str) -> str:
    """``4.5 kg``: a weight with its unit."""
    return f"{value:g} {unit}"


def _amount(dose: Dose, words: _Words, *, each_side: bool) -> str:
    if dose.sets > 1 and dose.reps > 1:
        amount = words.sets.format(sets=dose.sets, reps=dose.reps)
    else:
        n = dose.sets * dose.reps
        amount = words.once if n == 1 else words.times.format(n=n)
    if dose.side is not Side.BOTH:
        return f"{amount}, {words.sides[dose.side.value]}"
    return words.each_side.format(amount=amount) if each_side else amount


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
    """The text on one line: its blanks do not break, but for one before a bracket."""
    return text.replace(" ", _KEEP).replace(f"{_KEEP}(", " (")
