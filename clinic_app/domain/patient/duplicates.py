"""Who is likely the same person: two records of one patient, and a new patient who is here already.

Two records are likely one person's where they have one record number; or the same birth date and a
like name; or the same name and birth dates of which one is missing or looks mistyped.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from clinic_app.domain.patient.patient import Patient
from clinic_app.words import _

_MOST = 40  # patients with one birth date that are all compared; of more, those with like letters
_Words = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two patients who are likely one, and why, in words for the screen."""

    first: Patient
    second: Patient
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Person:
    given: _Words
    family: _Words
    born: date | None
    number: str

    @property
    def words(self) -> _Words:
        """All names in a steady order, so that exchanged ones are the same."""
        return tuple(sorted((*self.given, *self.family)))


def likely_pairs(patients: Iterable[Patient]) -> list[Pair]:
    """All who are likely entered twice, by family name; each two of them once."""
    known = list(patients)
    people = [_person(one.given, one.family, one.born, one.record_number) for one in known]
    found: list[Pair] = []
    for a, b in sorted(_near(people)):
        if reasons := _reasons(people[a], people[b]):
            found.append(Pair(known[a], known[b], reasons))
    return sorted(found, key=lambda pair: (pair.first.family.casefold(), pair.first.id))


def likely_same(
    patients: Iterable[Patient], *, given: str, family: str, born: date | None
) -> Patient | None:
    """A patient who is likely the one that is being entered."""
    new = _person(given, family, born, "")
    if not new.given and not new.family:
        return None
    for known in patients:
        if _reasons(new, _person(known.given, known.family, known.born, "")):
            return known
    return None


def _reasons(a: _Person, b: _Person) -> tuple[str, ...]:
    """Why two are likely one person; none where they are not."""
    number = (_("The same record number"),) if a.number and a.number == b.number else ()
    name = _alike(a, b)
    if not name:
        return number
    if a.born is None or b.born is None:
        exact = a.words == b.words
        return (*number, name, _("no birth date to tell them apart")) if exact or number else ()
    if a.born == b.born:
        return (*number, name, _("the same birth date"))
    if a.words == b.words and _mistyped(a.born, b.born):
        return (*number, name, _("birth dates that look mistyped"))
    return number


def _alike(a: _Person, b: _Person) -> str:
    """How two names are alike; empty where they are not."""
    if (a.given, a.family) == (b.given, b.family):
        return _("The same name")
    if a.words == b.words:
        return _("The same name, given and family name exchanged")
    if _close(a.given, b.given) and _close(a.family, b.family):
        return _("A similar name")
    if _close(a.given, b.family) and _close(a.family, b.given):
        return _("A similar name, given and family name exchanged")
    return ""


def _close(a: _Words, b: _Words) -> bool:
    """One has all words of the other (a double name), or a sign or two are typed otherwise."""
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    one, other = "".join(a), "".join(b)
    allowed = min(len(one), len(other)) // 4
    return OSA.distance(one, other, score_cutoff=min(allowed, 2)) <= min(allowed, 2)


def _mistyped(a: date, b: date) -> bool:
    """Day and month exchanged, or one digit of the date another."""
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return True
    differ = (x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True))
    return sum(differ) == 1


def _near(people: Sequence[_Person]) -> set[tuple[int, int]]:
    """Those that are compared: one birth date, one name, or one number."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    by_day: defaultdict[date, list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        blocks["name", one.words].append(place)
        if one.number:
            blocks["number", one.number].append(place)
        if one.born:
            by_day[one.born].append(place)
    found = {pair for block in blocks.values() for pair in combinations(block, 2)}
    for block in by_day.values():
        for some in [block] if len(block) <= _MOST else _by_letters(people, block):
            found.update(combinations(some, 2))
    return found


def _by_letters(people: Sequence[_Person], block: Iterable[int]) -> Iterator[list[int]]:
    """Of many with one birth date, those whose names have the same first letters in any order."""
    letters: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in block:
        one = people[place]
        first = sorted({word[:2] for word in (*one.given[:1], *one.family[:1])})
        letters[tuple(first)].append(place)
    yield from letters.values()


@lru_cache(maxsize=65536)
def _person(given: str, family: str, born: date | None, number: str) -> _Person:
    plain = "".join(c for c in number.casefold() if c.isalnum())
    return _Person(_words(given), _words(family), born, plain)


def _words(name: str) -> _Words:
    """The words of a name without case, accents and marks."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    plain = (c if c.isalnum() else " " for c in parts if unicodedata.category(c) != "Mn")
    return tuple("".join(plain).replace(" y ", " ").split())
