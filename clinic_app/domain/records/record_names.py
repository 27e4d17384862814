"""What records are called, by the words that stand in the code and in the audit trail."""

from collections.abc import Mapping

from clinic_app.words import N_, NP_, Message, _

_NAMES: Mapping[str, Message] = {
    "advice": N_("advice"),
    "body chart": N_("body chart"),
    "clinic's details": N_("clinic's details"),
    "clinic's limits": N_("clinic's limits"),
    "clinician": N_("clinician"),
    "details": N_("details"),
    "diary form": N_("diary form"),
    "episode": N_("episode"),
    "event": N_("event"),
    "exercise log": N_("exercise log"),
    "handout": N_("handout"),
    "measure": N_("measure"),
    "note that two records are one": N_("note that two records are one"),
    "outcome measure": N_("outcome measure"),
    "pain rating": N_("pain rating"),
    "place for backups": N_("place for backups"),
    "plan": N_("plan"),
    "record from another clinic": N_("record from another clinic"),
    "row": N_("row"),
    "somebody of another clinic": N_("somebody of another clinic"),
    "template": N_("template"),
}
_WITH_ARTICLE: Mapping[str, tuple[Message, Message]] = {
    "body chart": (N_("a body chart"), N_("the body chart {record}")),
    "episode": (N_("an episode"), N_("the episode {record}")),
    "event": (N_("an event"), N_("the event {record}")),
    "exercise log": (N_("an exercise log"), N_("the exercise log {record}")),
    "handout": (N_("a handout"), N_("the handout {record}")),
    "outcome measure": (N_("an outcome measure"), N_("the outcome measure {record}")),
    "pain rating": (N_("a pain rating"), N_("the pain rating {record}")),
}
_SERIES: Mapping[str, Message] = {
    "average": NP_("which pain", "average"),
    "worst": NP_("which pain", "worst"),
    "least": NP_("which pain", "least"),
    "now": NP_("which pain", "now"),
}
REPLACED = N_("Replaced by a later entry")
RESTORED = N_("Another result of the day was restored")
_REASONS: Mapping[str, Message] = {reason: reason for reason in (REPLACED, RESTORED)}


def record_name(kind: str) -> str:
    """``pain rating``; a kind that is not known as it is."""
    return _(_NAMES[kind]) if kind in _NAMES else kind


def with_article(kind: str, record: str) -> str:
    """``the pain rating 7 (average) of 12 Nov``; ``a pain rating`` where no more is known."""
    one, known = _WITH_ARTICLE[kind]
    return _(known, record=record) if record else _(one)


def series_words(series: str) -> str:
    """``average``: which pain was rated."""
    return _(_SERIES[series]) if series in _SERIES else series


def reason_words(reason: str) -> str:
    """Why a record was voided: what a person wrote, or what the program noted in English."""
    return _(_REASONS[reason]) if reason in _REASONS else reason
