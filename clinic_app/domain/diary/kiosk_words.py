"""The words of the kiosk, short and plain, in any language."""

from collections.abc import Mapping

from clinic_app.domain.diary.kiosk import MOST_LEFT, About, KioskVisit, Question
from clinic_app.words import NP_, Message, chosen, wording_in

_UNKNOWN_PAIN = NP_("kiosk", "pain")
# What hurts, in a patient's words, by region of the vocabulary.
_PAIN: Mapping[str, Message] = {
    "low-back": NP_("kiosk", "back pain"),
    "hip": NP_("kiosk", "hip pain"),
    "knee": NP_("kiosk", "knee pain"),
    "ankle-foot": NP_("kiosk", "foot or ankle pain"),
    "neck": NP_("kiosk", "neck pain"),
    "shoulder": NP_("kiosk", "shoulder pain"),
    "elbow": NP_("kiosk", "elbow pain"),
    "wrist-hand": NP_("kiosk", "wrist or hand pain"),
    "thoracic": NP_("kiosk", "upper back pain"),
    "pelvis": NP_("kiosk", "pelvis pain"),
    "jaw": NP_("kiosk", "jaw pain"),
}
_ASKED: Mapping[About, Message] = {
    About.WORST: NP_("kiosk", "How bad was your {pain} at its worst in the past 24 hours?"),
    About.AVERAGE: NP_("kiosk", "How bad was your {pain}, on average, in the past 24 hours?"),
    About.NOW: NP_("kiosk", "How bad is your {pain} right now?"),
    About.PLACE: NP_("kiosk", "Where does it hurt?"),
    About.DAYS: NP_("kiosk", "In the past 7 days, on how many days did you do your exercises?"),
    About.DURING: NP_(
        "kiosk", "The last time you did this, how bad was your pain while you did it?"
    ),
    About.LEFT: NP_("kiosk", "How many more could you have done in your last set?"),
    About.MORNING: NP_("kiosk", "How bad was your pain the next morning?"),
    About.ABILITY: NP_("kiosk", "How well can you do this now?"),
    About.CHANGE: NP_("kiosk", "How are you now? Think back to when you first came here."),
}
_NOTHING = Message("")
# The words at the low end, in the middle and at the high end of the numbers.
_PAIN_ENDS = (NP_("kiosk", "No pain"), _NOTHING, NP_("kiosk", "Worst pain you can imagine"))
_ENDS: Mapping[About, tuple[Message, Message, Message]] = {
    About.DAYS: (NP_("kiosk", "None"), _NOTHING, NP_("kiosk", "Every day")),
    About.LEFT: (NP_("kiosk", "No more"), _NOTHING, NP_("kiosk", "4 or more")),
    About.ABILITY: (NP_("kiosk", "I cannot do it"), _NOTHING, NP_("kiosk", "As well as before")),
    About.CHANGE: (
        NP_("kiosk", "Much worse"),
        NP_("kiosk", "The same"),
        NP_("kiosk", "Much better"),
    ),
}


def asked(question: Question, visit: KioskVisit, language: str) -> str:
    """The question as it is put to the patient."""
    wording = wording_in(language)
    pain = wording.gettext(_PAIN.get(visit.region, _UNKNOWN_PAIN))
    return wording.gettext(_ASKED[question.about], pain=pain)


def topic_of(question: Question, language: str) -> str:
    """What stands above the question: the exercise's name, or the patient's own activity."""
    if question.exercise is not None:
        return chosen(question.exercise.names, language)
    return question.activity


def ends(question: Question, language: str) -> tuple[str, str, str]:
    """The words at the low end, in the middle and at the high end; empty for none."""
    wording = wording_in(language)
    low, middle, high = (
        wording.gettext(text) if text else "" for text in _ENDS.get(question.about, _PAIN_ENDS)
    )
    return low, middle, high


def number_words(question: Question, value: int) -> str:
    """A number as it stands on its tile: ``4+`` for four or more, ``+3`` for a change."""
    if question.about is About.LEFT and value == MOST_LEFT:
        return f"{value}+"
    if question.about is About.CHANGE and value:
        return f"+{value}" if value > 0 else f"\N{MINUS SIGN}{-value}"
    return str(value)
