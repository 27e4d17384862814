"""A dose in the words a patient reads, in any language."""

from clinic_app.domain.exercise.load import Load
from clinic_app.domain.plan.dose import Dose, Side
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.words import N_, NP_, Wording, wording_in

SEPARATOR = " · "
_KEEP = "\N{NO-BREAK SPACE}"  # a part never breaks inside: "5 seconds" stays on one line
_SIDES = {
    Side.BOTH: N_("both sides"),
    Side.RIGHT: N_("right side"),
    Side.LEFT: N_("left side"),
}
SIDES = {
    Side.BOTH: NP_("side", "both"),
    Side.RIGHT: NP_("side", "right"),
    Side.LEFT: NP_("side", "left"),
}
SIDE_NAMES = {
    Side.BOTH: NP_("side", "Both"),
    Side.RIGHT: NP_("side", "Right"),
    Side.LEFT: NP_("side", "Left"),
}
_MOST_HOLDS = 5  # up to here the hold is what a patient counts; above, the repetitions


def dose_parts(dose: Dose, language: str, *, each_side: bool) -> tuple[str, ...]:
    """The dose as parts of one line: ``3 sets of 8 on each side``, ``hold 5 seconds``.

    ``each_side`` is what `sides.counts_each_side` decided. What is held only a few times starts
    with the hold: ``Hold 30 seconds, 3 times on each side``. Days a week stand instead of ``once a
    day``, which they say already. The first part is the one that names repetitions.
    """
    wording = wording_in(language)
    amount = _amount(dose, wording, each_side=each_side)
    parts = [amount]
    if dose.hold_s:
        if dose.reps * dose.sets > _MOST_HOLDS:
            parts.append(hold_words(dose.hold_s, language))
        else:
            time = time_words(dose.hold_s, language)
            parts = [capital(wording.gettext("hold {time}, {amount}", time=time, amount=amount))]
    if dose.times_per_day > 1:
        parts.append(
            wording.ngettext("{count} time a day", "{count} times a day", dose.times_per_day)
        )
    if dose.days_per_week < 7 or dose.days_off:
        parts.append(often_words(dose, language))
    elif dose.times_per_day == 1:
        parts.append(wording.gettext("once a day"))
    return tuple(unbroken(part) for part in parts)


def hold_words(seconds: float, language: str) -> str:
    """``hold 5 seconds``."""
    return wording_in(language).gettext("hold {time}", time=time_words(seconds, language))


def side_boxes(dose: Dose, language: str) -> tuple[str, str]:
    """``8 right``, ``8 left``: a set of a dose that counts for each side, to be ticked off."""
    wording = wording_in(language)
    if not dose.counts_repetitions:
        n = wording.number(dose.amount)
    else:
        n = dose.reps if dose.sets > 1 and dose.reps > 1 else dose.sets * dose.reps
    return wording.gettext("{count} right", count=n), wording.gettext("{count} left", count=n)


def amount_words(dose: Dose, language: str, *, each_side: bool) -> str:
    """``3 sets of 8 on each side``, ``3 sets of 8, right side``."""
    return _amount(dose, wording_in(language), each_side=each_side)


def reps_words(reps: int, language: str, *, each_side: bool) -> str:
    """``8 on each side``, or the number alone."""
    return _on_each_side(str(reps), wording_in(language)) if each_side else str(reps)


def side_words(side: str, language: str) -> str:
    """``right side``, ``both sides``."""
    return wording_in(language).gettext(_SIDES[Side(side)])


def days_a_week(days: int, language: str) -> str:
    """``5 days a week``."""
    return wording_in(language).ngettext("{count} day a week", "{count} days a week", days)


def often_words(dose: Dose, language: str) -> str:
    """``5 days a week``, ``every other day``, ``2 days on, 1 day off``."""
    if not dose.days_off:
        return days_a_week(dose.days_per_week, language)
    wording = wording_in(language)
    if dose.days_on == dose.days_off == 1:
        return wording.gettext("every other day")
    on = wording.ngettext("{count} day on", "{count} days on", dose.days_on)
    off = wording.ngettext("{count} day off", "{count} days off", dose.days_off)
    return f"{on}, {off}"


def form_words(form: DoseForm, amount: float, language: str) -> str:
    """``10 minutes``, ``20 steps``, ``30 seconds in each position``."""
    wording = wording_in(language)
    match form:
        case DoseForm.REPETITIONS:
            return wording.ngettext("{count} time", "{count} times", amount)
        case DoseForm.MINUTES:
            return wording.ngettext("{count} minute", "{count} minutes", amount)
        case DoseForm.STEPS:
            return wording.ngettext("{count} step", "{count} steps", amount)
        case DoseForm.METRES:
            return wording.ngettext("{count} meter", "{count} meters", amount)
        case DoseForm.FEET:
            return wording.ngettext("{count} foot", "{count} feet", amount)
        case DoseForm.BREATHS:
            return wording.ngettext("{count} breath", "{count} breaths", amount)
        case DoseForm.POSITION:
            time = time_words(amount, language)
            return wording.gettext("{time} in each position", time=time)


def sets_words(dose: Dose, language: str) -> str:
    """``3 sets of 8``, ``10 times``, ``2 times 10 minutes``, whatever the sides."""
    wording = wording_in(language)
    if dose.counts_repetitions:
        if dose.sets > 1 and dose.reps > 1:
            return wording.gettext("{sets} sets of {reps}", sets=dose.sets, reps=dose.reps)
        return form_words(dose.form, dose.sets * dose.reps, language)
    amount = form_words(dose.form, dose.amount, language)
    if dose.sets == 1:
        return amount
    if dose.form is DoseForm.MINUTES:
        return wording.gettext("{sets} times {amount}", sets=dose.sets, amount=amount)
    if dose.form is DoseForm.POSITION:
        return wording.gettext("{sets} rounds, {amount}", sets=dose.sets, amount=amount)
    return wording.gettext("{sets} sets of {amount}", sets=dose.sets, amount=amount)


def load_words(load: Load | None, language: str) -> str:
    """``5 lb``, ``4 kg in each hand (8 kg in all)``, ``no weight``; as it was typed."""
    wording = wording_in(language)
    if load is None:
        return wording.gettext("no weight")
    one = weight_words(load.value, load.unit)
    if load.pieces == 1:
        return one
    whole = weight_words(load.total, load.unit)
    return wording.gettext("{one} in each hand ({all} in all)", one=one, all=whole)


def weight_words(value: float, unit: str) -> str:
    """``4.5 kg``: a weight with its unit."""
    return f"{value:g} {unit}"


def _amount(dose: Dose, wording: Wording, *, each_side: bool) -> str:
    amount = sets_words(dose, wording.language)
    if dose.side is not Side.BOTH:
        return f"{amount}, {wording.gettext(_SIDES[dose.side])}"
    return _on_each_side(amount, wording) if each_side else amount


def _on_each_side(amount: str, wording: Wording) -> str:
    return wording.gettext("{amount} on each side", amount=amount)


def time_words(seconds: float, language: str) -> str:
    """``30 seconds``, ``2 minutes``."""
    wording = wording_in(language)
    if seconds >= 60 and seconds % 60 == 0:
        return wording.ngettext("{count} minute", "{count} minutes", seconds / 60)
    return seconds_words(seconds, wording)


def seconds_words(seconds: float, wording: Wording) -> str:
    """``1 second``, ``90 seconds``."""
    return wording.ngettext("{count} second", "{count} seconds", seconds)


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def unbroken(text: str) -> str:
    """The text on one line: its blanks do not break, but for one before a bracket."""
    return text.replace(" ", _KEEP).replace(f"{_KEEP}(", " (")
