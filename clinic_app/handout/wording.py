"""Every fixed word of the printed pages, in each language a handout can have."""

from dataclasses import dataclass
from datetime import date

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
    same_day: tuple[str, str]
    arm: str
    leg: str
    arm_or_leg: str
    teach_back: tuple[str, str]
    days: tuple[str, ...]
    months: tuple[str, ...]
    date_letter: str
    date_a4: str
    emergency_short: "EmergencyWords"
    emergency_full: "EmergencyWords"

    def day(self, day: date) -> str:
        """``Sun 22``."""
        return f"{self.days[day.weekday()]}\N{NO-BREAK SPACE}{day.day}"

    def long_date(self, day: date, paper: Paper) -> str:
        """``Nov 22, 2026`` on Letter, ``22 Nov 2026`` on A4, as each paper's readers write it."""
        form = self.date_letter if paper is Paper.LETTER else self.date_a4
        text = form.format(month=self.months[day.month - 1], day=day.day, year=day.year)
        return text.replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True)
class EmergencyWords:
    """Signs that need help at once: nerves of the low spine, of the neck, and anybody's."""

    low_spine: tuple[str, ...]
    neck: tuple[str, ...]
    anybody: tuple[str, ...]


# The signs of cauda equina match backes.org.uk; the limits of pain are those of the
# pain-monitoring model (Silbernagel); the words are our own.
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
    easier="Pain over 5:",
    harder="Easy 2 times:",
    easier_sign="Easier",
    harder_sign="Harder",
    easier_means="do this if pain goes over 5.",
    harder_means="do this after 2 easy sessions in a row.",
    do_exercise="do {name}.",
    go=("Pain 0–2:", "go on."),
    care=("3–5:", "OK if it calms by morning."),
    stop=("Over 5:", "stop. Do the easier one."),
    stop_only=("Over 5:", "stop. Call your PT."),
    short_rule=("0–2: go on", "3–5: go with care", "Over 5: stop"),
    call_if="Call {number} if:",
    made_for="Made for {initials} by {clinician}. To teach, for this person only."
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
        "Tick a box each time you do one. Each night, write a number for that day: ",
        "0",
        " is no pain, ",
        "10",
        " is the worst you can think of. Missed a day? Leave it blank.",
    ),
    how_much_pain="How much pain is OK?",
    go_box=(
        "0 to 2: go",
        "This much is fine. Keep going.",
        "Feels easy 2 times in a row? Try the harder one.",
    ),
    care_box=(
        "3 to 5: take care",
        "Keep going if it calms down by next morning. If not, do the easier one.",
    ),
    stop_box=(
        "Over 5: stop",
        "Stop for now. Do the easier one next time. Still bad next day? Call me.",
    ),
    stop_and="Stop and",
    call="call {number}",
    right_away="Get help right away for:",
    same_day=("Stop and call me the same day", "if pain or tingling moves farther down {limb}."),
    arm="your arm",
    leg="your leg",
    arm_or_leg="your arm or leg",
    teach_back=("I showed my PT each exercise.", "I know when to stop."),
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    date_letter="{month} {day}, {year}",
    date_a4="{day} {month} {year}",
    emergency_short=EmergencyWords(
        low_spine=(
            "you go numb between the legs",
            "a leg goes weak",
            "you lose control of pee or stool",
        ),
        neck=("a leg goes weak", "you lose control of pee or stool"),
        anybody=("you have chest pain", "you faint", "you have trouble breathing"),
    ),
    emergency_full=EmergencyWords(
        low_spine=(
            "numbness between your legs or around your bottom",
            "trouble starting to pee, or you can’t feel it",
            "leaking pee or stool",
            "new weakness in a leg",
        ),
        neck=("new weakness in a leg", "leaking pee or stool"),
        anybody=("chest pain", "fainting", "trouble breathing"),
    ),
)

SPANISH = Wording(
    language="es",
    reviewed=False,
    title="Ejercicios para casa de {name}",
    home_exercises="Ejercicios para casa",
    minutes="Unos {n} minutos al día",
    minute="Un minuto al día",
    steps_continue="{name} (continuación)",
    picture="Imagen {n} de {count}, {name}",
    no_picture=("Aún sin imagen.", "Su terapeuta puede dibujarla aquí."),
    feel="Debe sentir:",
    think="Piense:",
    note="De su terapeuta:",
    easier="Dolor de más de 5:",
    harder="Fácil 2 veces:",
    easier_sign="Más fácil",
    harder_sign="Más difícil",
    easier_means="si el dolor pasa de 5.",
    harder_means="después de 2 sesiones fáciles seguidas.",
    do_exercise="haga {name}.",
    go=("Dolor 0–2:", "siga."),
    care=("3–5:", "bien si se calma en la mañana."),
    stop=("Más de 5:", "deténgase. Haga el más fácil."),
    stop_only=("Más de 5:", "deténgase. Llame a su terapeuta."),
    short_rule=("0–2: siga", "3–5: con cuidado", "Más de 5: alto"),
    call_if="Llame al {number} si:",
    made_for="Hecho para {initials} por {clinician}. Para aprender, solo para esta persona."
    " No reemplaza su cita.",
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
        " es el peor que pueda imaginar. ¿Faltó un día? Déjelo en blanco.",
    ),
    how_much_pain="¿Cuánto dolor está bien?",
    go_box=(
        "0 a 2: siga",
        "Esto está bien. Siga así.",
        "¿Fácil 2 veces seguidas? Pruebe el más difícil.",
    ),
    care_box=(
        "3 a 5: con cuidado",
        "Siga si se calma para la mañana siguiente. Si no, haga el más fácil.",
    ),
    stop_box=(
        "Más de 5: alto",
        "Deténgase. Otro día haga el más fácil. ¿Sigue mal al día siguiente? Llámeme.",
    ),
    stop_and="Deténgase y",
    call="llame al {number}",
    right_away="Busque ayuda de inmediato por:",
    same_day=(
        "Deténgase y llámeme el mismo día",
        "si el dolor o el hormigueo baja más por {limb}.",
    ),
    arm="el brazo",
    leg="la pierna",
    arm_or_leg="el brazo o la pierna",
    teach_back=("Le mostré cada ejercicio a mi terapeuta.", "Sé cuándo detenerme."),
    days=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    date_letter="{day} {month} {year}",
    date_a4="{day} {month} {year}",
    emergency_short=EmergencyWords(
        low_spine=(
            "se le duerme la entrepierna",
            "una pierna pierde fuerza",
            "no puede controlar la orina o el excremento",
        ),
        neck=("una pierna pierde fuerza", "no puede controlar la orina o el excremento"),
        anybody=("le duele el pecho", "se desmaya", "le cuesta respirar"),
    ),
    emergency_full=EmergencyWords(
        low_spine=(
            "adormecimiento entre las piernas o alrededor de los glúteos",
            "dificultad para empezar a orinar, o no lo siente",
            "escape de orina o excremento",
            "debilidad nueva en una pierna",
        ),
        neck=("debilidad nueva en una pierna", "escape de orina o excremento"),
        anybody=("dolor de pecho", "desmayo", "dificultad para respirar"),
    ),
)

WORDINGS = {"en": ENGLISH, "es": SPANISH}
_OR = {"en": ", or ", "es": " o "}


def listed(words: tuple[str, ...], language: str) -> str:
    """``a, b, or c``."""
    return ", ".join(words[:-1]) + _OR[language] + words[-1] if len(words) > 1 else "".join(words)
