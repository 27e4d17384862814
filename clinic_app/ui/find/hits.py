"""What one line of typing finds: patients, exercises, actions, the likeliest first."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from clinic_app.domain.progress.caseload import CaseloadLine
from clinic_app.ui.common.commands import Command
from clinic_app.words import N_, Message, _

_LIKE = 80  # of 100: a typo or two in a name
_LETTERS_FOR_TYPOS = 3
_PATIENTS, _EXERCISES = 6, 6
_BY_TYPO = 2  # the rank from which a patient is found by a name that differs


class Kind(StrEnum):
    """What a hit is."""

    PATIENT = N_("Patient")
    EXERCISE = N_("Exercise")
    ACTION = N_("Action")

    @property
    def words(self) -> str:
        """As people read it."""
        return _(Message(self.value))


@dataclass(frozen=True)
class Hit:
    """One line of the answer. ``reason`` says why it cannot be chosen; empty when it can.

    ``doubt`` says why it may not be what was meant: Enter takes it only once it was chosen.
    """

    kind: Kind
    title: str
    second: str
    id: str = ""
    keys: str = ""
    reason: str = ""
    doubt: str = ""
    run: Callable[[], object] | None = None


@dataclass(frozen=True)
class Shelf:
    """Everything that can be found. ``search`` gives exercises as hits, best first."""

    patients: Sequence[tuple[CaseloadLine, Hit]]
    search: Callable[[str, int], list[Hit]]
    commands: Sequence[Command]


def find(text: str, shelf: Shelf) -> list[Hit]:
    """Hits for what was typed, the doubtful ones last; for nothing, the patients opened lately
    and every action."""
    typed = text.casefold().split()
    actions = [
        Hit(Kind.ACTION, c.words, "", keys=c.keys_shown, reason=c.refusal(), run=c.run)
        for c in shelf.commands
    ]
    if not typed:
        return [hit for _, hit in shelf.patients[:_PATIENTS]] + actions
    bare = [_bare(part) for part in typed]
    named = [hit for hit in actions if _starts(bare, _bare(hit.title))]
    hits = [*_people(typed, shelf.patients), *shelf.search(text, _EXERCISES), *named]
    return sorted(hits, key=lambda hit: bool(hit.doubt))


def _people(typed: list[str], patients: Sequence[tuple[CaseloadLine, Hit]]) -> list[Hit]:
    """Those whose words begin so, then those who hold it, then names that differ by a typo."""
    ranked = [(_rank(typed, line), place) for place, (line, _) in enumerate(patients)]
    best = sorted((rank, place) for rank, place in ranked if rank is not None)
    return [_as_found(patients[place], rank) for rank, place in best[:_PATIENTS]]


def _as_found(patient: tuple[CaseloadLine, Hit], rank: float) -> Hit:
    """The hit, doubtful where the name was not typed as it is written."""
    return patient[1] if rank < _BY_TYPO else replace(patient[1], doubt=_("not typed so"))


def _rank(typed: list[str], line: CaseloadLine) -> float | None:
    if _starts(typed, f"{line.patient.name} {line.patient.record_number}"):
        return 0
    if line.answers(typed):
        return 1
    if min(map(len, typed)) < _LETTERS_FOR_TYPOS:
        return None
    names = line.patient.name.casefold().split()
    worst = min(max(fuzz.ratio(part, name) for name in names) for part in typed)
    return _BY_TYPO + (100 - worst) / 100 if worst >= _LIKE else None


def _bare(words: str) -> str:
    """Without accents, for those who type none."""
    parts = unicodedata.normalize("NFKD", words)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _starts(typed: list[str], words: str) -> bool:
    known = words.casefold().split()
    return all(any(word.startswith(part) for word in known) for part in typed)
