"""When to call for help: which signs are printed for a patient, at once and on the same day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from clinic_app.words import chosen


@dataclass(frozen=True)
class SignCase:
    """One case for which a sign is printed; every part that is set must hold."""

    regions: frozenset[str] = frozenset()
    precautions: frozenset[str] = frozenset()
    surgery: bool = False
    anybody: bool = False

    def holds(self, about: "About") -> bool:
        """Whether the sign is this patient's."""
        return (
            (not self.regions or bool(self.regions & about.regions))
            and (not self.precautions or bool(self.precautions & about.precautions))
            and (not self.surgery or about.surgery)
        )

    @property
    def is_near(self) -> bool:
        """Whether the case is of what is treated, not of the person alone."""
        return bool(self.regions) or self.surgery


@dataclass(frozen=True)
class About:
    """What is known of a patient: treated regions, precautions, surgery in this episode."""

    regions: frozenset[str]
    precautions: frozenset[str] = frozenset()
    surgery: bool = False


@dataclass(frozen=True)
class Sign:
    """One sign. ``short`` ends a sentence (``a leg goes weak``), ``full`` names it, per language.

    ``at_once``: the emergency number; else a call the same day. ``foot``: it stands on exercise
    pages also where a precaution alone chose it.
    """

    id: str
    at_once: bool
    short: Mapping[str, str]
    full: Mapping[str, str]
    source_id: str
    cases: tuple[SignCase, ...]
    foot: bool = False


@dataclass(frozen=True)
class SignTable:
    """Every sign in the order it is printed; ``surgery_tags`` tell of an operation.

    ``pain_rules``: what may be printed in the place of the pain numbers, by id and language.
    """

    signs: tuple[Sign, ...]
    surgery_tags: frozenset[str] = frozenset()
    pain_rules: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict[str, Mapping[str, str]]
    )

    def pain_rule(self, rule: str, language: str) -> str:
        """What a plan prints in the place of the pain numbers: one of the list, or own words."""
        known = self.pain_rules.get(rule)
        return chosen(known, language) if known else rule


@dataclass(frozen=True)
class SignWords:
    """What is printed: short ones on exercise pages, all of them on the safety page."""

    at_once_short: tuple[str, ...]
    at_once: tuple[str, ...]
    same_day_short: tuple[str, ...]
    same_day: tuple[str, ...]


def about(
    table: SignTable, *, regions: Iterable[str], precautions: Iterable[str], surgery: bool
) -> About:
    """A patient; some precautions tell of an operation as an event does."""
    tags = frozenset(precautions)
    return About(frozenset(regions), tags, surgery or bool(tags & table.surgery_tags))


def sign_words(table: SignTable, patient: About, language: str) -> SignWords:
    """The signs of one patient in a language.

    A page's foot holds the signs of what is treated, and those for anybody where there are none.
    """
    mine = [s for s in table.signs if any(case.holds(patient) for case in s.cases)]
    at_once = [s for s in mine if s.at_once]
    same_day = [s for s in mine if not s.at_once]
    near = [s for s in at_once if _is_on_foot(s, patient)]
    if not any(_is_near(s, patient) for s in near):
        near = [s for s in at_once if s in near or _is_for_anybody(s)]
    return SignWords(
        tuple(chosen(s.short, language) for s in near if s.short),
        tuple(chosen(s.full, language) for s in at_once),
        _once(chosen(s.short, language) for s in same_day if _is_on_foot(s, patient)),
        _once(chosen(s.short, language) for s in same_day),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _is_near(sign: Sign, patient: About) -> bool:
    return any(case.is_near and case.holds(patient) for case in sign.cases)


def _is_on_foot(sign: Sign, patient: About) -> bool:
    by_tag = any(case.precautions and case.holds(patient) for case in sign.cases)
    return _is_near(sign, patient) or (sign.foot and by_tag)


def _is_for_anybody(sign: Sign) -> bool:
    return any(case.anybody for case in sign.cases)
