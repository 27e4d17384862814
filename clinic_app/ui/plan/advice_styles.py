"""How each kind of advice looks: icon, colours and words. Colour never speaks alone."""

from clinic_app.domain.advice.advice import Advice, Suggestion
from clinic_app.ui.common.chips import ChipStyle
from clinic_app.ui.common.plain_label import Tone
from clinic_app.words import N_

FOOT = N_("Helps you decide. It never changes a plan.")
_LOOKS: dict[Advice, tuple[str, Tone]] = {
    Advice.STOP: ("alert-circle", "bad"),
    Advice.EASIER: ("arrow-down", "caution"),
    Advice.SAME: ("check", "good"),
    Advice.HARDER: ("arrow-up", "accent"),
}


def icon_and_tone(advice: Advice) -> tuple[str, Tone]:
    """The icon and the name of its colour."""
    return _LOOKS[advice]


def title(suggestion: Suggestion, name: str) -> str:
    """``Bridge: harder``; a warning sign speaks of the whole plan."""
    if suggestion.advice is Advice.STOP:
        return suggestion.advice.label
    return f"{name}: {suggestion.advice.label.lower()}"


def short_title(suggestion: Suggestion, name: str) -> str:
    """``Harder: Bridge``: where it does not fit, the name is cut and not what is advised."""
    if suggestion.advice is Advice.STOP:
        return suggestion.advice.label
    return f"{suggestion.advice.label}: {name}"


def chip_look(words: str, advice: Advice) -> ChipStyle:
    """The chip that stands for the bar where there is little room."""
    icon, tone = _LOOKS[advice]
    return ChipStyle(words, icon, tone, f"{tone}_tint")
