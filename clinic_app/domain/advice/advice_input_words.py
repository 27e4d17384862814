"""What a suggestion rests on, as it is shown: inputs are kept in English and read here."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from clinic_app.domain.advice.advice import AdviceInput
from clinic_app.words import DAY_MONTH, DAY_MONTH_YEAR, ENGLISH, N_, Message, _, interface

_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})(?: (\d{4}))?")
_LEAP = 2000  # a year that has every day, where none is named
_NAMES: tuple[Message, ...] = (
    N_("Pain during"),
    N_("Next morning"),
    N_("Effort"),
    N_("Usual pain before"),
    N_("Usual pain"),
    N_("Average pain"),
    N_("Sets done"),
    N_("Repetitions left"),
    N_("Done"),
    N_("Warning sign"),
    N_("Surgery"),
    N_("Flare-up"),
    N_("Injection"),
    N_("Days logged of the last {days}"),
    N_("Verdict ({region})"),
    N_("Verdict"),
)
_VALUES: tuple[Message, ...] = (
    N_("{value} of 10"),
    N_("{done} of {needed} sessions since"),
    N_("not known; {limit} or less counts as calm"),
    N_("not known"),
    N_("not cleared"),
    N_("no more was noted"),
    N_("{share}, less because of pain"),
    N_("{pain}, median of 1 rated day in the week before"),
    N_("{pain}, median of {days} rated days in the week before"),
    N_("{pain}, median of 1 rated day in the three weeks before that"),
    N_("{pain}, median of {days} rated days in the three weeks before that"),
    N_("{pain}, median of 1 rated day in the week before the flare-up"),
    N_("{pain}, median of {days} rated days in the week before the flare-up"),
    N_("{pain}, median of 1 earlier next morning; no ratings"),
    N_("{pain}, median of {mornings} earlier next mornings; no ratings"),
    N_("{pain}, lowest median of {mornings} earlier next mornings; no ratings"),
    N_("{verdict}: {start} at the start, {latest} of late (as of {day})"),
    N_("{verdict}: {start} at the start, {latest} of late"),
    N_("{verdict} ({day})"),
    N_("Worse, confirmed"),
    N_("Worse, {weeks} of {needed} weeks"),
    N_("Worse"),
    N_("Possibly worse"),
    N_("{value} of {asked}"),
)


def shown_inputs(inputs: Iterable[AdviceInput]) -> list[AdviceInput]:
    """The inputs in the language of the interface; what is not known stays as it is."""
    if interface().language == ENGLISH:
        return list(inputs)
    return [AdviceInput(_name(one.name), _shown(one.value, _VALUES)) for one in inputs]


def _name(name: str) -> str:
    what, comma, day = name.rpartition(", ")
    if comma and _DAY.fullmatch(day):
        return f"{_shown(what, _NAMES)}, {_day(day)}"
    return _shown(name, _NAMES)


def _shown(text: str, known: tuple[Message, ...]) -> str:
    """A text by the first of the known ones that it is, its places filled with what it has."""
    for message in known:
        found = re.fullmatch(_pattern(message), text)
        if found is not None:
            return _filled(message, found.groupdict())
    return text


def _filled(message: Message, values: dict[str, str]) -> str:
    inner = dict[str, object](_parts(values))
    return _(message, **inner)


def _parts(values: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name == "verdict":
            yield name, _shown(value, _VALUES)
        elif name == "day":
            yield name, _day(value)
        else:
            yield name, value


def _pattern(message: str) -> str:
    """``{value} of 10`` as a pattern whose places are named groups."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(message))


def _day(text: str) -> str:
    """An English day as the interface writes it."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    day, month, year = found.groups()
    try:
        read = datetime.strptime(f"{day} {month} {year or _LEAP}", "%d %b %Y").date()  # noqa: DTZ007
    except ValueError:
        return text
    return interface().date(read, DAY_MONTH_YEAR if year else DAY_MONTH)
