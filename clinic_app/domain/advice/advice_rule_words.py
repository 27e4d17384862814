"""The rules of advice as sentences, with the clinic's limits in them, and where each comes from."""

from clinic_app.domain.advice.advice import AdviceRules

_CUSTOM = "Clinical custom"
_PAIN_MODEL = (
    "Pain-monitoring model: Silbernagel, randomised trial, Achilles tendon, n = 38,"
    " is for continued loading; the limits themselves are clinical custom"
)
_TWO_FOR_TWO = "2-for-2: read in a secondary source only"
SOURCES = {
    "stop.warning-sign": _CUSTOM,
    "easier.pain": _PAIN_MODEL,
    "easier.morning": _PAIN_MODEL,
    "easier.less-for-pain": _CUSTOM,
    "easier.effort": f"{_CUSTOM}: effort 10 is no repetition left, 8 is two left",
    "same.surgery": _CUSTOM,
    "same.worse": f"{_CUSTOM}; the verdict by its own rule",
    "same.too-soon": _CUSTOM,
    "same.sore-morning": _CUSTOM,
    "same.risen": _CUSTOM,
    "same.few": _CUSTOM,
    "same.settled": _PAIN_MODEL,
    "same.not-known": f"{_CUSTOM}: what is not known never counts as good",
    "same.no-reserve": f"{_TWO_FOR_TWO}; the rest is clinical custom",
    "same.mixed": _CUSTOM,
    "harder.reps-left": f"{_PAIN_MODEL}. Repetitions left: clinical custom",
    "harder.two-for-two": f"{_PAIN_MODEL}. {_TWO_FOR_TWO}",
}


def rule_words(rule_id: str, rules: AdviceRules) -> str:
    """A rule as a sentence, with the clinic's own limits in it."""
    n, calm, high = rules.sessions_needed, rules.calm_pain, rules.high_pain
    running = "in the latest session" if n == 1 else f"in {n} sessions running"
    good = (
        f"pain during {calm} or less {running}, the next morning not above the usual pain"
        f" nor above {high}, all sets done"
    )
    never = (
        " Never while the pain of a rated region is worse or possibly worse, nor after surgery"
        " before it is cleared, nor with a flare-up or injection among the sessions that count,"
        f" nor while a day's average pain lies {rules.morning_rise} or more above the usual."
    )
    return {
        "stop.warning-sign": "Stop and refer: a red flag, symptoms that spread down a limb, or"
        " new weakness, until somebody decided on it.",
        "easier.pain": f"Easier: pain during above {high} of 10 {running}.",
        "easier.morning": f"Easier: pain the next morning {rules.morning_rise} or more above"
        " the usual pain.",
        "easier.less-for-pain": f"Easier: less than {rules.low_share:.0%} done, because of pain.",
        "easier.effort": f"Easier: effort {rules.high_effort} or more of 10.",
        "same.surgery": "Same: after surgery nothing harder before somebody noted that it is"
        " cleared.",
        "same.worse": "Same: nothing harder while the pain of a rated region is worse or possibly"
        " worse.",
        "same.too-soon": "Same: after a flare-up, an injection or surgery nothing harder before"
        f" {n} sessions lie after it.",
        "same.sore-morning": "Same: nothing harder while the morning after a session of any"
        f" exercise is above {high} of 10.",
        "same.risen": "Same: nothing harder while a day's average pain lies"
        f" {rules.morning_rise} or more above the usual pain.",
        "same.few": f"Same: logged on fewer than {n} of the last {rules.window_days} days.",
        "same.settled": f"Same: pain during {calm + 1} to {high}, settled by the next morning.",
        "same.not-known": f"Same, until more is known. Harder needs: {good}.",
        "same.no-reserve": f"Same: {good}, but fewer than {rules.extra_reps} extra repetitions"
        f" possible in the last set {running}.",
        "same.mixed": "Same: the signals are mixed.",
        "harder.reps-left": f"Harder: {good}, and {rules.reps_left_harder} or more repetitions"
        f" left after the last set.{never}",
        "harder.two-for-two": f"Harder: {good}, and {rules.extra_reps} or more extra repetitions"
        f" possible in the last set {running} (2-for-2).{never}",
    }[rule_id]
