"""Every fixed word of the printed pages, in each language a handout can have."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import cast

from clinic_app.domain.patient import Paper


@dataclass(frozen=True)
class Wording:
    """One language. Braces are filled in; ``reviewed``: a native clinician signed the words."""

    language: str
    reviewed: bool
    title: str
    home_exercises: str
    minutes: str
    minute: str
    steps_continue: str
    picture: str
    no_picture: tuple[str, str]
    feel: str
    think: str
    note: str
    easier: str
    harder: str
    easier_sign: str
    harder_sign: str
    easier_means: str
    harder_means: str
    do_exercise: str
    a_little: tuple[str, str]
    go: tuple[str, str]
    care: tuple[str, str]
    stop: tuple[str, str]
    stop_only: tuple[str, str]
    short_rule: tuple[str, str, str]
    call_if: str
    made_for: str
    initials_page: str
    chart_copy: str
    questions: str
    diary_title: str
    diary: str
    diary_bring: str
    right_after: str
    and_after: str
    week: str
    worst_pain: str
    average_pain: str
    diary_help: tuple[str, ...]
    how_much_pain: str
    go_box: tuple[str, str, str]
    care_box: tuple[str, str]
    stop_box: tuple[str, str]
    stop_and: str
    call: str
    right_away: str
    same_day: str
    when_to_stop: str
    rule_easier: str
    rule_stop: str
    stop_and_call: str
    teach_back: tuple[str, str]
    days: tuple[str, ...]
    months: tuple[str, ...]
    date_letter: str
    date_a4: str

    def day(self, day: date) -> str:
        """``Sun 22``."""
        return f"{self.days[day.weekday()]}\N{NO-BREAK SPACE}{day.day}"

    def long_date(self, day: date, paper: Paper) -> str:
        """``Nov 22, 2026`` on Letter, ``22 Nov 2026`` on A4, as each paper's readers write it."""
        form = self.date_letter if paper is Paper.LETTER else self.date_a4
        text = form.format(month=self.months[day.month - 1], day=day.day, year=day.year)
        return text.replace(" ", "\N{NO-BREAK SPACE}")


# The limits of pain are those of the pain-monitoring model (Silbernagel), or the clinic's own:
# {low}, {middle} and {high} are spans of numbers, {over} is what is too much. Our own words.
ENGLISH = Wording(
    language="en",
    reviewed=True,
    title="{name}’s home exercises",
    home_exercises="Home exercises",
    minutes="About {n} minutes a day",
    minute="About 1 minute a day",
    steps_continue="{name} (continued)",
    picture="Picture {n} of {count}, {name}",
    no_picture=("No picture yet.", "Your PT can draw it here."),
    feel="You should feel:",
    think="Think:",
    note="From your PT:",
    easier="Pain {over}:",
    harder="If it was easy twice:",
    easier_sign="Easier",
    harder_sign="Harder",
    easier_means="do this if pain goes {over}.",
    harder_means="do this after 2 easy sessions in a row.",
    do_exercise="do {name}.",
    a_little=("make it a little easier.", "make it a little harder."),
    go=("Pain {low}:", "go on."),
    care=("{middle}:", "OK if it calms by morning."),
    stop=("{Over}:", "stop. Do the easier one."),
    stop_only=("{Over}:", "stop. Call me."),
    short_rule=("{low}: go on", "{middle}: go with care", "{Over}: stop"),
    call_if="Call {number} if:",
    made_for="Made for {initials} by {clinician}. Only for this person."
    " Not a substitute for your visit.",
    initials_page="{initials} · page {page} of {pages}",
    chart_copy="Copy for the chart",
    questions="My questions for my PT",
    diary_title="{name}’s diary",
    diary="Diary",
    diary_bring="Bring this page to your next visit",
    right_after="I will do my exercises right after:",
    and_after="and again after:",
    week="Week {n}",
    worst_pain="Worst pain",
    average_pain="Average pain",
    diary_help=(
        "Check a box each time you do one. Each night, write a number for that day: ",
        "0",
        " is no pain, ",
        "10",
        " is the worst you can think of. Missed a day? Leave it blank.",
    ),
    how_much_pain="How much pain is OK?",
    go_box=(
        "{low}: go",
        "This much is fine. Keep going.",
        "Feels easy 2 times in a row? Try the harder one.",
    ),
    care_box=(
        "{middle}: take care",
        "Keep going if it calms down by next morning. If not, do the easier one.",
    ),
    stop_box=(
        "{Over}: stop",
        "Stop for now. Do the easier one next time. Still bad next day? Call me.",
    ),
    stop_and="Stop and",
    call="call {number}",
    right_away="Get help right away for:",
    same_day="Call me the same day if:",
    when_to_stop="When to stop",
    rule_easier="Too much?",
    rule_stop="Stop for now. Do the easier one next time. Still bad next day? Call me.",
    stop_and_call="stop and call me.",
    teach_back=("I showed my PT each exercise.", "I know when to stop."),
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    date_letter="{month} {day}, {year}",
    date_a4="{day} {month} {year}",
)

SPANISH = Wording(
    language="es",
    reviewed=False,
    title="Ejercicios de {name} para la casa",
    home_exercises="Ejercicios para la casa",
    minutes="Unos {n} minutos al día",
    minute="Un minuto al día",
    steps_continue="{name} (continuación)",
    picture="Imagen {n} de {count}, {name}",
    no_picture=("Aún sin imagen.", "Su terapeuta puede dibujarla aquí."),
    feel="Debe sentir:",
    think="Piense:",
    note="De su terapeuta:",
    easier="Dolor {over}:",
    harder="Si fue fácil 2 veces:",
    easier_sign="Más fácil",
    harder_sign="Más difícil",
    easier_means="si el dolor es {over}.",
    harder_means="después de 2 sesiones fáciles seguidas.",
    do_exercise="haga {name}.",
    a_little=("hágalo un poco más fácil.", "hágalo un poco más difícil."),
    go=("Dolor {low}:", "siga."),
    care=("{middle}:", "bien si se calma mañana."),
    stop=("{Over}:", "alto. Haga el más fácil."),
    stop_only=("{Over}:", "alto. Llámeme."),
    short_rule=("{low}: siga", "{middle}: con cuidado", "{Over}: alto"),
    call_if="Llame al {number} si:",
    made_for="Hecho para {initials} por {clinician}. Solo para esta persona. No reemplaza su cita.",
    initials_page="{initials} · página {page} de {pages}",
    chart_copy="Copia para el expediente",
    questions="Mis preguntas para mi terapeuta",
    diary_title="Diario de {name}",
    diary="Diario",
    diary_bring="Traiga esta hoja a su próxima cita",
    right_after="Haré mis ejercicios justo después de:",
    and_after="y otra vez después de:",
    week="Semana {n}",
    worst_pain="Peor dolor",
    average_pain="Dolor promedio",
    diary_help=(
        "Marque una casilla cada vez que haga uno. Cada noche escriba un número para ese día: ",
        "0",
        " es sin dolor, ",
        "10",
        " es el peor que pueda imaginar. ¿Se saltó un día? Déjelo en blanco.",
    ),
    how_much_pain="¿Cuánto dolor está bien?",
    go_box=(
        "{low}: siga",
        "Esto está bien. Siga así.",
        "¿Fácil 2 veces seguidas? Pruebe el más difícil.",
    ),
    care_box=(
        "{middle}: con cuidado",
        "Siga si se calma para la mañana siguiente. Si no, haga el más fácil.",
    ),
    stop_box=(
        "{Over}: alto",
        "Deténgase. Otro día haga el más fácil. ¿Sigue mal al día siguiente? Llámeme.",
    ),
    stop_and="Deténgase y",
    call="llame al {number}",
    right_away="Busque ayuda de inmediato por:",
    same_day="Llámeme el mismo día si:",
    when_to_stop="Cuándo detenerse",
    rule_easier="¿Es demasiado?",
    rule_stop="Deténgase. Otro día haga el más fácil. ¿Sigue mal al día siguiente? Llámeme.",
    stop_and_call="deténgase y llámeme.",
    teach_back=("Le mostré cada ejercicio a mi terapeuta.", "Sé cuándo detenerme."),
    days=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    date_letter="{day} {month} {year}",
    date_a4="{day} {month} {year}",
)

WORDINGS = {"en": ENGLISH, "es": SPANISH}
_OVER = {"en": ("over {n}", "Over {n}"), "es": ("de más de {n}", "Más de {n}")}
_AT_ONCE = {"en": ("of 10", "10"), "es": ("de 10", "10")}


@cache
def wording_for(language: str, *, calm: int = 2, high: int = 5, own_rule: bool = False) -> Wording:
    """The words of a page with the clinic's limits of pain in them.

    ``calm`` points and below are fine, above ``high`` is too much. With ``own_rule`` the plan has
    another rule than numbers, and the next easier rung is for what is too much.
    """
    wording = WORDINGS[language]
    over, capital_over = _OVER[language] if high < 10 else _AT_ONCE[language]
    most = min(high, 9)
    spans = {
        "low": f"0–{calm}" if calm else "0",
        "middle": f"{calm + 1}–{most}" if calm + 1 < most else f"{most}",
        "over": over.format(n=high),
        "Over": capital_over.format(n=high),
    }
    told = {name: _filled(getattr(wording, name), spans) for name in _WITH_LIMITS}
    if own_rule:
        told["easier"] = wording.rule_easier
        told["easier_means"] = wording.rule_easier
    return replace(wording, **told)  # pyright: ignore[reportArgumentType]  # of the same shapes


_WITH_LIMITS = (
    "easier", "easier_means", "go", "care", "stop", "stop_only", "short_rule",
    "go_box", "care_box", "stop_box",
)  # fmt: skip


def _filled(texts: object, spans: Mapping[str, str]) -> object:
    if isinstance(texts, str):
        return texts.format_map(spans)
    return tuple(_filled(text, spans) for text in cast("tuple[str, ...]", texts))


_OR = {"en": ", or ", "es": " o "}


def listed(words: tuple[str, ...], language: str) -> str:
    """``a, b, or c``."""
    return ", ".join(words[:-1]) + _OR[language] + words[-1] if len(words) > 1 else "".join(words)
