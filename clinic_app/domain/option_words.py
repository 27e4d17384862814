"""The choice of a setting as a sentence that tells a patient what to do, in English and Spanish.

Under "Pain over 5:" a label (``band above knees: none``) says too little. The words are our own;
the Spanish has not been reviewed by a native clinician yet.
"""

from collections.abc import Mapping

_BANDS = {
    "Light": ("use a light band", "use una banda suave"),
    "Medium": ("use a medium band", "use una banda media"),
    "Heavy": ("use a heavy band", "use una banda fuerte"),
}
_ALONE = ("do it without holding on", "hágalo sin agarrarse")
# By the labels of the setting and of the choice.
_SENTENCES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Ankle": {
        "Relaxed": ("let your ankle go loose", "deje flojo el tobillo"),
        "Toes pulled to shin": ("pull your toes toward you", "lleve la punta del pie hacia usted"),
    },
    "At the top": {
        "Arms lift off the wall": (
            "at the top, lift your arms a little off the wall",
            "arriba, separe un poco los brazos de la pared",
        ),
        "Arms stay on the wall": (
            "leave your arms on the wall at the top",
            "deje los brazos en la pared al llegar arriba",
        ),
        "Breathe out and sag": (
            "at the top, breathe out and let your belly sink",
            "arriba, suelte el aire y deje caer el abdomen",
        ),
        "Draw small squares": (
            "at the top, draw small squares",
            "arriba, dibuje cuadros pequeños",
        ),
        "Hold still": ("just hold still at the top", "solo quédese quieto arriba"),
        "Lower again": ("do not wait at the top, lower again", "no espere arriba, baje otra vez"),
    },
    "Band": _BANDS,
    "Band above knees": {"None": ("take the band off", "quítese la banda"), **_BANDS},
    "Feedback": {
        "Hand under low back": (
            "put a hand under your low back",
            "ponga una mano debajo de la espalda baja",
        ),
        "None": ("take your hand out from under you", "saque la mano de abajo de la espalda"),
    },
    "Hands on": {
        "Bench": ("put your hands on a low bench", "apoye las manos en un banco bajo"),
        "Floor": ("put your hands on the floor", "apoye las manos en el piso"),
    },
    "Head": {
        "Still": ("keep your head still", "no mueva la cabeza"),
        "Turning side to side": (
            "turn your head slowly from side to side",
            "gire la cabeza despacio de lado a lado",
        ),
    },
    "Legs": {
        "Both legs": ("use both legs", "use las dos piernas"),
        "One leg": ("use one leg", "use una sola pierna"),
        "Up on two and down on one": (
            "go up on two legs and down on one",
            "suba con las dos piernas y baje con una",
        ),
        "Knees bent": ("bend your knees", "doble las rodillas"),
        "Legs straight": ("straighten your legs", "estire las piernas"),
        "Top leg raised": ("lift your top leg", "levante la pierna de arriba"),
    },
    "Move": {
        "One bone at a time": ("move one bone at a time", "mueva un hueso a la vez"),
        "Whole back at once": ("move your whole back at once", "mueva toda la espalda a la vez"),
    },
    "Position": {
        "Lying with the head on a pillow": (
            "lie down with your head on a pillow",
            "acuéstese con la cabeza en una almohada",
        ),
        "Sitting": ("do it sitting on a chair", "hágalo en una silla"),
        "Hands and knees": ("do it on your hands and knees", "hágalo a gatas"),
    },
    "Stance": {
        "Half tandem": ("put one foot half a step in front", "ponga un pie medio paso adelante"),
        "Heel to toe": (
            "put one foot in front, heel to toe",
            "ponga un pie delante del otro, talón con punta",
        ),
        "Hip width": ("set your feet as wide as your hips", "abra los pies al ancho de la cadera"),
        "Wide": ("set your feet wide", "abra bien los pies"),
    },
    "Support": {
        "Both hands on the counter": (
            "put both hands on the counter",
            "apoye las dos manos en una mesa firme",
        ),
        "Counter": (
            "put your fingertips on a counter",
            "apoye la punta de los dedos en una mesa firme",
        ),
        "Counter near": (
            "let go, but stay close to the counter",
            "suéltese, pero quédese cerca de la mesa firme",
        ),
        "Fingertips on the counter": (
            "put your fingertips on the counter",
            "apoye la punta de los dedos en una mesa firme",
        ),
        "Hands lift the thighs": (
            "help lift your thighs with your hands",
            "ayude a subir los muslos con las manos",
        ),
        "Hands push on the chair": (
            "push on the chair with your hands",
            "empuje la silla con las manos",
        ),
        "Fingertips": (
            "touch the chair with your fingertips",
            "toque la silla con la punta de los dedos",
        ),
        "No hands": ("do it without your hands", "hágalo sin las manos"),
        "No help": ("do it without the other arm", "hágalo sin el otro brazo"),
        "No support": _ALONE,
        "None": _ALONE,
        "One hand": ("hold on with one hand", "agárrese con una mano"),
        "Other arm helps": ("help with your other arm", "ayude con el otro brazo"),
        "Seat only": ("do it without your hands", "hágalo sin las manos"),
        "Two hands": ("hold on with two hands", "agárrese con las dos manos"),
    },
    "Surface": {
        "Floor": ("stand on the floor, not on a pad", "párese en el piso, sin cojín"),
        "Soft pad": ("stand on a soft pad", "párese sobre un cojín"),
    },
    "Weight in": {
        "Both hands": ("hold a weight in each hand", "sostenga una pesa en cada mano"),
        "Opposite hand": (
            "hold one weight in the hand of the other side",
            "sostenga una pesa con la mano del lado contrario",
        ),
        "Same-side hand": (
            "hold one weight in the hand of the side that works",
            "sostenga una pesa con la mano del lado que trabaja",
        ),
    },
    "What lifts": {
        "Leg only": ("lift only the leg", "levante solo la pierna"),
        "Opposite arm and leg": (
            "lift the opposite arm and leg",
            "levante el brazo y la pierna contrarios",
        ),
    },
    "What moves": {
        "Legs only": ("move only your legs", "mueva solo las piernas"),
        "Opposite arm and leg": (
            "move the opposite arm and leg",
            "mueva el brazo y la pierna contrarios",
        ),
    },
}


def option_sentence(label: str, option: str, language: str) -> str:
    """``take the band off`` for the labels of a setting and its choice; empty where none is."""
    found = _SENTENCES.get(label, {}).get(option)
    return found[1 if language == "es" else 0] if found else ""
