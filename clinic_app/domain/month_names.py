"""Names of months and weekdays in six languages: English, Spanish, German, French, Dutch,
Portuguese; whole, or cut after three letters or more."""

from functools import cache

_MONTHS = (
    "january enero januar janner janvier januari janeiro",
    "february febrero februar feber fevrier februari fevereiro",
    "march marzo marz mars maart marco mrt mrz maerz",
    "april abril avril",
    "may mayo mai mei maio",
    "june junio juni juin junho",
    "july julio juli juillet julho",
    "august agosto aout augustus",
    "september septiembre setiembre septembre setembro",
    "october octubre oktober octobre outubro",
    "november noviembre novembre novembro",
    "december diciembre dezember decembre dezembro",
)
_WEEKDAYS = (
    "monday lunes montag lundi maandag segunda mo",
    "tuesday martes dienstag mardi dinsdag terca di",
    "wednesday miercoles mittwoch mercredi woensdag quarta mi wo",
    "thursday jueves donnerstag jeudi donderdag quinta",
    "friday viernes freitag vendredi vrijdag sexta fr vr",
    "saturday sabado samstag sonnabend samedi zaterdag sa za",
    "sunday domingo sonntag dimanche zondag so zo",
)
_SHORTEST = 3


@cache
def month_of(word: str) -> int | None:
    """The month (1-12) that a plain word names, None where it names none or two (``jui``)."""
    return _only(word, _MONTHS)


@cache
def weekday_of(word: str) -> int | None:
    """The weekday (Monday is 0) that a plain word names, None where it names none or two."""
    exact = [n for n, names in enumerate(_WEEKDAYS) if word in names.split()]
    if len(exact) == 1:
        return exact[0]
    found = _only(word, _WEEKDAYS)
    return None if found is None else found - 1


def _only(word: str, names: tuple[str, ...]) -> int | None:
    if len(word) < _SHORTEST:
        return None
    found = [n for n, some in enumerate(names, 1) if any(x.startswith(word) for x in some.split())]
    return found[0] if len(found) == 1 else None
