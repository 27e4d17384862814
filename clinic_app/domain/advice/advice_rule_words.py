"""The rules of advice as sentences, with the clinic's limits in them, and where each comes from."""

from collections.abc import Mapping

from clinic_app.domain.advice.advice import AdviceRules
from clinic_app.words import N_, Message, Wording, wording_in

_CUSTOM = N_("Clinical custom")
_PAIN_MODEL = N_(
    "Pain-monitoring model: Silbernagel, randomised trial, Achilles tendon, n = 38,"
    " is for continued loading; the limits themselves are clinical custom"
)
SOURCES: Mapping[str, Message] = {
    "stop.warning-sign": _CUSTOM,
    "easier.pain": _PAIN_MODEL,
    "easier.morning": _PAIN_MODEL,
    "easier.less-for-pain": _CUSTOM,
    "easier.effort": N_("Clinical custom: effort 10 is no repetition left, 8 is two left"),
    "same.surgery": _CUSTOM,
    "same.worse": N_("Clinical custom; the verdict by its own rule"),
    "same.too-soon": _CUSTOM,
    "same.sore-morning": _CUSTOM,
    "same.risen": _CUSTOM,
    "same.few": _CUSTOM,
    "same.settled": _PAIN_MODEL,
    "same.not-known": N_("Clinical custom: what is not known never counts as good"),
    "same.no-reserve": N_("2-for-2: read in a secondary source only; the rest is clinical custom"),
    "same.mixed": _CUSTOM,
    "harder.reps-left": N_(
        "Pain-monitoring model: Silbernagel, randomised trial, Achilles tendon, n = 38,"
        " is for continued loading; the limits themselves are clinical custom."
        " Repetitions left: clinical custom"
    ),
    "harder.two-for-two": N_(
        "Pain-monitoring model: Silbernagel, randomised trial, Achilles tendon, n = 38,"
        " is for continued loading; the limits themselves are clinical custom."
        " 2-for-2: read in a secondary source only"
    ),
}
_GOOD = N_(
    "pain during {calm} or less {running}, the next morning not above the usual pain"
    " nor above {high}, all sets done"
)
_NEVER = N_(
    "Never while the pain of a rated region is worse or possibly worse, nor after surgery"
    " before it is cleared, nor with a flare-up or injection among the sessions that count,"
    " nor while a day's average pain lies {rise} or more above the usual."
)
_RULES: Mapping[str, Message] = {
    "stop.warning-sign": N_(
        "Stop and refer: a red flag, symptoms that spread down a limb, or new weakness, until"
        " somebody decided on it."
    ),
    "easier.pain": N_("Easier: pain during above {high} of 10 {running}."),
    "easier.morning": N_("Easier: pain the next morning {rise} or more above the usual pain."),
    "easier.less-for-pain": N_("Easier: less than {share} done, because of pain."),
    "easier.effort": N_("Easier: effort {effort} or more of 10."),
    "same.surgery": N_(
        "Same: after surgery nothing harder before somebody noted that it is cleared."
    ),
    "same.worse": N_(
        "Same: nothing harder while the pain of a rated region is worse or possibly worse."
    ),
    "same.too-soon": N_(
        "Same: after a flare-up, an injection or surgery nothing harder before {needed} sessions"
        " lie after it."
    ),
    "same.sore-morning": N_(
        "Same: nothing harder while the morning after a session of any exercise is above {high}"
        " of 10."
    ),
    "same.risen": N_(
        "Same: nothing harder while a day's average pain lies {rise} or more above the usual pain."
    ),
    "same.few": N_("Same: logged on fewer than {needed} of the last {window} days."),
    "same.settled": N_("Same: pain during {above_calm} to {high}, settled by the next morning."),
    "same.not-known": N_("Same, until more is known. Harder needs: {good}."),
    "same.no-reserve": N_(
        "Same: {good}, but fewer than {extra} extra repetitions possible in the last set {running}."
    ),
    "same.mixed": N_("Same: the signals are mixed."),
    "harder.reps-left": N_(
        "Harder: {good}, and {left} or more repetitions left after the last set. {never}"
    ),
    "harder.two-for-two": N_(
        "Harder: {good}, and {extra} or more extra repetitions possible in the last set {running}"
        " (2-for-2). {never}"
    ),
}


def rule_words(rule_id: str, rules: AdviceRules, language: str = "en") -> str:
    """A rule as a sentence, with the clinic's own limits in it; decisions keep it in English."""
    wording = wording_in(language)
    values: dict[str, object] = {
        "calm": rules.calm_pain,
        "above_calm": rules.calm_pain + 1,
        "high": rules.high_pain,
        "rise": rules.morning_rise,
        "share": f"{rules.low_share:.0%}",
        "effort": rules.high_effort,
        "left": rules.reps_left_harder,
        "extra": rules.extra_reps,
        "needed": rules.sessions_needed,
        "window": rules.window_days,
        "running": _running(rules.sessions_needed, wording),
    }
    good = wording.gettext(_GOOD, **values)
    never = wording.gettext(_NEVER, **values)
    return wording.gettext(_RULES[rule_id], **values, good=good, never=never)


def _running(sessions: int, wording: Wording) -> str:
    if sessions == 1:
        return wording.gettext("in the latest session")
    return wording.gettext("in {number} sessions running", number=sessions)
