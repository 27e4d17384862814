"""The choice of a setting as a sentence that tells a patient what to do.

Under "Pain over 5:" a label (``band above knees: none``) says too little.
"""

from collections.abc import Mapping

from clinic_app.words import N_, Message, wording_in

_BANDS = {
    "Light": N_("use a light band"),
    "Medium": N_("use a medium band"),
    "Heavy": N_("use a heavy band"),
}
# By the labels of the setting and of the choice.
_SENTENCES: Mapping[str, Mapping[str, Message]] = {
    "Ankle": {
        "Relaxed": N_("let your ankle go loose"),
        "Toes pulled to shin": N_("pull your toes toward you"),
    },
    "At the top": {
        "Arms lift off the wall": N_("at the top, lift your arms a little off the wall"),
        "Arms stay on the wall": N_("leave your arms on the wall at the top"),
        "Breathe out and sag": N_("at the top, breathe out and let your belly sink"),
        "Draw small squares": N_("at the top, draw small squares"),
        "Hold still": N_("just hold still at the top"),
        "Lower again": N_("do not wait at the top, lower again"),
    },
    "Band": _BANDS,
    "Band above knees": {
        "None": N_("take the band off"),
        **_BANDS,
    },
    "Feedback": {
        "Hand under low back": N_("put a hand under your low back"),
        "None": N_("take your hand out from under you"),
    },
    "Hands on": {
        "Bench": N_("put your hands on a low bench"),
        "Floor": N_("put your hands on the floor"),
    },
    "Head": {
        "Still": N_("keep your head still"),
        "Turning side to side": N_("turn your head slowly from side to side"),
    },
    "Legs": {
        "Both legs": N_("use both legs"),
        "One leg": N_("use one leg"),
        "Up on two and down on one": N_("go up on two legs and down on one"),
        "Knees bent": N_("bend your knees"),
        "Legs straight": N_("straighten your legs"),
        "Top leg raised": N_("lift your top leg"),
    },
    "Move": {
        "One bone at a time": N_("move one bone at a time"),
        "Whole back at once": N_("move your whole back at once"),
    },
    "Position": {
        "Lying with the head on a pillow": N_("lie down with your head on a pillow"),
        "Sitting": N_("do it sitting on a chair"),
        "Hands and knees": N_("do it on your hands and knees"),
    },
    "Stance": {
        "Half tandem": N_("put one foot half a step in front"),
        "Heel to toe": N_("put one foot in front, heel to toe"),
        "Hip width": N_("set your feet as wide as your hips"),
        "Wide": N_("set your feet wide"),
    },
    "Support": {
        "Both hands on the counter": N_("put both hands on the counter"),
        "Counter": N_("put your fingertips on a counter"),
        "Counter near": N_("let go, but stay close to the counter"),
        "Fingertips on the counter": N_("put your fingertips on the counter"),
        "Hands lift the thighs": N_("help lift your thighs with your hands"),
        "Hands push on the chair": N_("push on the chair with your hands"),
        "Fingertips": N_("touch the chair with your fingertips"),
        "No hands": N_("do it without your hands"),
        "No help": N_("do it without the other arm"),
        "No support": N_("do it without holding on"),
        "None": N_("do it without holding on"),
        "One hand": N_("hold on with one hand"),
        "Other arm helps": N_("help with your other arm"),
        "Seat only": N_("do it without your hands"),
        "Two hands": N_("hold on with two hands"),
    },
    "Surface": {
        "Floor": N_("stand on the floor, not on a pad"),
        "Soft pad": N_("stand on a soft pad"),
    },
    "Weight in": {
        "Both hands": N_("hold a weight in each hand"),
        "Opposite hand": N_("hold one weight in the hand of the other side"),
        "Same-side hand": N_("hold one weight in the hand of the side that works"),
    },
    "What lifts": {
        "Leg only": N_("lift only the leg"),
        "Opposite arm and leg": N_("lift the opposite arm and leg"),
    },
    "What moves": {
        "Legs only": N_("move only your legs"),
        "Opposite arm and leg": N_("move the opposite arm and leg"),
    },
}


def option_sentence(label: str, option: str, language: str) -> str:
    """``take the band off`` for the labels of a setting and its choice; empty where none is."""
    found = _SENTENCES.get(label, {}).get(option)
    return wording_in(language).gettext(found) if found else ""
