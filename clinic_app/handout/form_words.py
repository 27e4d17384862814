"""The words that only a diary to be filled in on a screen has, in each language."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FormWords:
    """One language; ``tick`` and ``score`` are what a screen reader says of a box."""

    what_to_do: str
    how_to: tuple[str, ...]
    tick: str
    tick_of: str
    score: str
    long_day: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]

    def day(self, day: date) -> str:
        """``Tuesday, November 24``."""
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return self.long_day.format(weekday=weekday, month=month, day=day.day)


FORM_WORDS = {
    "en": FormWords(
        what_to_do="Fill it in, save it, and send it back",
        how_to=(
            "Click a box each time you do one. Each night, type a number for that day: ",
            "0",
            " is no pain, ",
            "10",
            " is the worst you can think of. Missed a day? Leave it blank. Save each time.",
        ),
        tick="{name}, {day}",
        tick_of="{name}, {day}, {n} of {count}",
        score="{label}, {day}, 0 to 10",
        long_day="{weekday}, {month} {day}",
        weekdays=(
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ),
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    ),
    "es": FormWords(
        what_to_do="Llénelo, guárdelo y envíelo de vuelta",
        how_to=(
            "Marque una casilla cada vez que haga uno. Cada noche escriba un número para ese día: ",
            "0",
            " es sin dolor, ",
            "10",
            " es el peor que pueda imaginar. ¿Se saltó un día? Déjelo en blanco. Guarde cada vez.",
        ),
        tick="{name}, {day}",
        tick_of="{name}, {day}, {n} de {count}",
        score="{label}, {day}, de 0 a 10",
        long_day="{weekday} {day} de {month}",
        weekdays=(
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ),
        months=(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
    ),
}
