"""The words of the kiosk, short and plain, in English and Spanish."""

from collections.abc import Mapping
from types import MappingProxyType

from clinic_app.domain.kiosk import MOST_LEFT, About, KioskVisit, Question

LANGUAGES = ("en", "es")

# What hurts, in a patient's words, by region of the vocabulary.
_PAIN: Mapping[str, Mapping[str, str]] = {
    "en": {
        "low-back": "back pain",
        "hip": "hip pain",
        "knee": "knee pain",
        "ankle-foot": "foot or ankle pain",
        "neck": "neck pain",
        "shoulder": "shoulder pain",
        "elbow": "elbow pain",
        "wrist-hand": "wrist or hand pain",
        "thoracic": "upper back pain",
        "pelvis": "pelvis pain",
        "jaw": "jaw pain",
        "": "pain",
    },
    "es": {
        "low-back": "dolor de espalda",
        "hip": "dolor de cadera",
        "knee": "dolor de rodilla",
        "ankle-foot": "dolor de pie o tobillo",
        "neck": "dolor de cuello",
        "shoulder": "dolor de hombro",
        "elbow": "dolor de codo",
        "wrist-hand": "dolor de muñeca o mano",
        "thoracic": "dolor de espalda alta",
        "pelvis": "dolor de pelvis",
        "jaw": "dolor de mandíbula",
        "": "dolor",
    },
}
_ASKED: Mapping[str, Mapping[About, str]] = {
    "en": {
        About.WORST: "How bad was your {pain} at its worst in the past 24 hours?",
        About.AVERAGE: "How bad was your {pain}, on average, in the past 24 hours?",
        About.NOW: "How bad is your {pain} right now?",
        About.PLACE: "Where does it hurt?",
        About.DAYS: "In the past 7 days, on how many days did you do your exercises?",
        About.DURING: "The last time you did this, how bad was your pain while you did it?",
        About.LEFT: "How many more could you have done in your last set?",
        About.MORNING: "How bad was your pain the next morning?",
        About.ABILITY: "How well can you do this now?",
        About.CHANGE: "How are you now? Think back to when you first came here.",
    },
    "es": {
        About.WORST: "¿Qué tan fuerte fue su {pain} en el peor momento de las últimas 24 horas?",
        About.AVERAGE: "¿Qué tan fuerte fue su {pain}, en promedio, en las últimas 24 horas?",
        About.NOW: "¿Qué tan fuerte es su {pain} ahora mismo?",
        About.PLACE: "¿Dónde le duele?",
        About.DAYS: "En los últimos 7 días, ¿cuántos días hizo sus ejercicios?",
        About.DURING: "La última vez que lo hizo, ¿qué tan fuerte fue el dolor al hacerlo?",
        About.LEFT: "¿Cuántas más habría podido hacer en la última serie?",
        About.MORNING: "¿Qué tan fuerte fue el dolor la mañana siguiente?",
        About.ABILITY: "¿Qué tan bien puede hacer esto ahora?",
        About.CHANGE: "¿Cómo está ahora? Piense en el día que vino por primera vez.",
    },
}
# The words at the low end, in the middle and at the high end of the numbers.
_PAIN_ENDS = ("No pain", "", "Worst pain you can imagine")
_PAIN_ENDS_ES = ("Nada de dolor", "", "El peor dolor que pueda imaginar")
_ENDS: Mapping[str, Mapping[About, tuple[str, str, str]]] = {
    "en": {
        About.DAYS: ("None", "", "Every day"),
        About.LEFT: ("No more", "", "4 or more"),
        About.ABILITY: ("I cannot do it", "", "As well as before"),
        About.CHANGE: ("Much worse", "The same", "Much better"),
    },
    "es": {
        About.DAYS: ("Ninguno", "", "Todos"),
        About.LEFT: ("Ninguna más", "", "4 o más"),
        About.ABILITY: ("No lo puedo hacer", "", "Tan bien como antes"),
        About.CHANGE: ("Mucho peor", "Igual", "Mucho mejor"),
    },
}
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "hello": "Hello {given}",
            "count": "Question {number} of {total}",
            "touch_number": "Touch one number.",
            "touch_place": "Touch each place. Touch it again to clear it.",
            "nowhere": "It does not hurt",
            "front": "Front",
            "back": "Back",
            "right": "Right",
            "left": "Left",
            "go_back": "Back",
            "skip": "Skip this question",
            "next": "Next",
            "done": "Done",
            "stop": "Stop",
            "stop_title": "Do you want to stop?",
            "stop_text": "What you told us so far is kept.",
            "go_on": "Go on",
            "thanks": "Thank you!",
            "give_back": "Please give this back.",
            "not_kept": "We could not save this. Please tell your therapist.",
            "unlock": "For staff: unlock",
            "other_language": "Español",
            "marked": "marked",
            "chart": "Body chart",
        },
        "es": {
            "hello": "Hola, {given}",
            "count": "Pregunta {number} de {total}",
            "touch_number": "Toque un número.",
            "touch_place": "Toque cada lugar donde le duele. Tóquelo otra vez para borrarlo.",
            "nowhere": "No me duele",
            "front": "Por delante",
            "back": "Por detrás",
            "right": "Derecha",
            "left": "Izquierda",
            "go_back": "Atrás",
            "skip": "Saltar esta pregunta",
            "next": "Seguir",
            "done": "Listo",
            "stop": "Parar",
            "stop_title": "¿Quiere parar?",
            "stop_text": "Lo que nos dijo hasta ahora se guarda.",
            "go_on": "Seguir",
            "thanks": "¡Gracias!",
            "give_back": "Por favor, devuelva esto.",
            "not_kept": "No se pudo guardar. Por favor, avise a su terapeuta.",
            "unlock": "Personal: abrir",
            "other_language": "English",
            "marked": "con marca",
            "chart": "Dibujo del cuerpo",
        },
    }
)


def asked(question: Question, visit: KioskVisit, language: str) -> str:
    """The question as it is put to the patient."""
    pains = _PAIN[language]
    pain = pains.get(visit.region, pains[""])
    return _ASKED[language][question.about].format(pain=pain)


def topic_of(question: Question, language: str) -> str:
    """What stands above the question: the exercise's name, or the patient's own activity."""
    if question.exercise is not None:
        return question.exercise.names[language]
    return question.activity


def ends(question: Question, language: str) -> tuple[str, str, str]:
    """The words at the low end, in the middle and at the high end; empty for none."""
    usual = _PAIN_ENDS if language == "en" else _PAIN_ENDS_ES
    return _ENDS[language].get(question.about, usual)


def number_words(question: Question, value: int) -> str:
    """A number as it stands on its tile: ``4+`` for four or more, ``+3`` for a change."""
    if question.about is About.LEFT and value == MOST_LEFT:
        return f"{value}+"
    if question.about is About.CHANGE and value:
        return f"+{value}" if value > 0 else f"\N{MINUS SIGN}{-value}"
    return str(value)


def every_text(language: str) -> list[str]:
    """All that a patient may read here, for the check of its reading grade."""
    pains = _PAIN[language]
    return [
        *(text.format(pain=pain) for text in _ASKED[language].values() for pain in pains.values()),
        *(text for texts in _ENDS[language].values() for text in texts if text),
        *(text.format(given="Ann", number=2, total=8) for text in WORDS[language].values()),
    ]
