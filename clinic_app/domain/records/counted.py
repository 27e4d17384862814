"""How many of a kind of record there are, in words; a kind is named by its English plural."""

from collections.abc import Callable, Mapping

from clinic_app.words import N_, Message, _, ngettext

_COUNTED: Mapping[str, Callable[[int, str], str]] = {
    "patients": lambda n, c: ngettext("{count} patient", "{count} patients", n, count=c),
    "episodes": lambda n, c: ngettext("{count} episode", "{count} episodes", n, count=c),
    "ratings": lambda n, c: ngettext("{count} rating", "{count} ratings", n, count=c),
    "pain ratings": lambda n, c: ngettext(
        "{count} pain rating", "{count} pain ratings", n, count=c
    ),
    "events": lambda n, c: ngettext("{count} event", "{count} events", n, count=c),
    "diary entries": lambda n, c: ngettext(
        "{count} diary entry", "{count} diary entries", n, count=c
    ),
    "exercise logs": lambda n, c: ngettext(
        "{count} exercise log", "{count} exercise logs", n, count=c
    ),
    "measures": lambda n, c: ngettext("{count} measure", "{count} measures", n, count=c),
    "outcome measures": lambda n, c: ngettext(
        "{count} outcome measure", "{count} outcome measures", n, count=c
    ),
    "body charts": lambda n, c: ngettext("{count} body chart", "{count} body charts", n, count=c),
    "diary forms": lambda n, c: ngettext("{count} diary form", "{count} diary forms", n, count=c),
    "decisions": lambda n, c: ngettext("{count} decision", "{count} decisions", n, count=c),
    "decisions on advice": lambda n, c: ngettext(
        "{count} decision on advice", "{count} decisions on advice", n, count=c
    ),
    "decisions on suggestions": lambda n, c: ngettext(
        "{count} decision on a suggestion", "{count} decisions on suggestions", n, count=c
    ),
    "handouts": lambda n, c: ngettext("{count} handout", "{count} handouts", n, count=c),
    "stored PDFs": lambda n, c: ngettext("{count} stored PDF", "{count} stored PDFs", n, count=c),
    "unfinished texts": lambda n, c: ngettext(
        "{count} unfinished text", "{count} unfinished texts", n, count=c
    ),
    "plan versions": lambda n, c: ngettext(
        "{count} plan version", "{count} plan versions", n, count=c
    ),
    "versions of the plan": lambda n, c: ngettext(
        "{count} version of the plan", "{count} versions of the plan", n, count=c
    ),
    "notes that records were made one": lambda n, c: ngettext(
        "{count} note that records were made one",
        "{count} notes that records were made one",
        n,
        count=c,
    ),
    "records made one": lambda n, c: ngettext(
        "{count} record made one", "{count} records made one", n, count=c
    ),
    "records made one earlier": lambda n, c: ngettext(
        "{count} record made one earlier", "{count} records made one earlier", n, count=c
    ),
    "records from other clinics": lambda n, c: ngettext(
        "{count} record from another clinic", "{count} records from other clinics", n, count=c
    ),
    "earlier imports": lambda n, c: ngettext(
        "{count} earlier import", "{count} earlier imports", n, count=c
    ),
    "record": lambda n, c: ngettext("{count} record", "{count} records", n, count=c),
}
_NAMES: Mapping[str, Message] = {
    "patients": N_("patients"),
    "episodes": N_("episodes"),
    "ratings": N_("ratings"),
    "pain ratings": N_("pain ratings"),
    "events": N_("events"),
    "diary entries": N_("diary entries"),
    "exercise logs": N_("exercise logs"),
    "outcome measures": N_("outcome measures"),
    "body charts": N_("body charts"),
    "diary forms": N_("diary forms"),
    "decisions": N_("decisions"),
    "decisions on advice": N_("decisions on advice"),
    "handouts": N_("handouts"),
    "plan versions": N_("plan versions"),
    "versions of the plan": N_("versions of the plan"),
    "records made one": N_("records made one"),
    "records made one earlier": N_("records made one earlier"),
    "records from other clinics": N_("records from other clinics"),
    "earlier imports": N_("earlier imports"),
}


def counted(kind: str, number: int) -> str:
    """``1 pain rating``, ``1,200 pain ratings``."""
    shown = f"{number:,}"
    return _COUNTED[kind](number, shown) if kind in _COUNTED else f"{shown} {kind}"


def kind_name(kind: str) -> str:
    """``pain ratings``."""
    return _(_NAMES[kind]) if kind in _NAMES else kind
