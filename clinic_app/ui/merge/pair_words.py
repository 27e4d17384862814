"""What stands about a pair on the screen: heads, lines, and how it is afterwards."""

from collections.abc import Callable, Mapping

from clinic_app.domain.dates import day_words
from clinic_app.domain.merging import MergeChoices, MergePreview, MergeRow, PartPreview
from clinic_app.domain.patient import Patient
from clinic_app.ui.merge.pair_line import FIRST, SECOND, PairLine, Side
from clinic_app.ui.record.details_form import LANGUAGES
from clinic_app.ui.record.look_picker import LOOK_WORDS

_QUIET = ("Person in the pictures",)  # worth a line only where it differs
_KINDS = {
    "episodes": ("episode", "episodes"),
    "ratings": ("rating", "ratings"),
    "plans": ("plan version", "plan versions"),
    "handouts": ("handout", "handouts"),
    "measures": ("outcome measure", "outcome measures"),
    "events": ("event", "events"),
    "diary": ("diary entry", "diary entries"),
}


def _born(patient: Patient) -> str:
    return day_words(patient.born) if patient.born else ""


_VALUES: Mapping[str, tuple[str, Callable[[Patient], str]]] = {
    "given": ("Given name", lambda patient: patient.given),
    "family": ("Family name", lambda patient: patient.family),
    "born": ("Born", _born),
    "record_number": ("Record number", lambda patient: patient.record_number),
    "language": ("Handouts in", lambda patient: dict(LANGUAGES).get(patient.language, "")),
    "look": ("Person in the pictures", lambda patient: LOOK_WORDS.get(patient.look, "")),
}


class PairWords:
    """The words of one preview; ``precautions`` has the label of each tag."""

    def __init__(self, preview: MergePreview, precautions: Mapping[str, str]) -> None:
        self._preview = preview
        self._labels = precautions
        self._both = (preview.kept, preview.other)

    @property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """Name and number of each."""
        return tuple((one.name, f"no. {one.record_number}") for one in self._both)

    @property
    def lines(self) -> list[PairLine]:
        """A line a value, then a line a kind of what is kept of both."""
        values = [self._value_line(key) for key in _VALUES]
        values = [line for line in values if line.stays == "one" or line.name not in _QUIET]
        return [*values, self._precautions(), *self._plans(), *self._counts()]

    def _value_line(self, key: str) -> PairLine:
        name, words = _VALUES[key]
        first, second = (words(one) for one in self._both)
        if first == second:
            return PairLine(name, (first, second), "same")
        chosen = SECOND if self._preview.proposed.get(key) == self._preview.other.id else FIRST
        return PairLine(name, (first, second), "one", key, chosen)

    def _precautions(self) -> PairLine:
        first, second = (
            ", ".join(self._labels.get(tag, tag) for tag in one.precautions) for one in self._both
        )
        return PairLine("Precautions", (first, second), "both")

    def _plans(self) -> list[PairLine]:
        return []

    def _counts(self) -> list[PairLine]:
        return [
            PairLine(_KINDS.get(kind, (kind, kind))[1].capitalize(), (f"{a:,}", f"{b:,}"), "both")
            for kind, (a, b) in self._preview.counts.items()
            if a or b
        ]

    def after(self, sides: Mapping[str, Side]) -> tuple[str, str, str, str]:
        """Name, numbers, what it holds and its plan, with the sides chosen."""
        name = f"{self._value('given', sides)} {self._value('family', sides)}"
        born = self._value("born", sides)
        number = self._value("record_number", sides)
        numbers = [one.record_number for one in self._both if one.record_number != number]
        former = f" (before: {', '.join(numbers)})" if numbers else ""
        second = " · ".join(filter(None, (f"born {born}" if born else "", f"{number}{former}")))
        held = {kind: sum(pair) for kind, pair in self._preview.counts.items()}
        return name, second, counted(held), ""

    def choices(self, sides: Mapping[str, Side]) -> MergeChoices:
        """What was chosen, for the service."""
        return MergeChoices({key: self._both[side].id for key, side in sides.items()})

    def _value(self, key: str, sides: Mapping[str, Side]) -> str:
        return _VALUES[key][1](self._both[sides.get(key, FIRST)])


def counted(held: Mapping[str, int]) -> str:
    """``2 episodes, 121 ratings``; what is not there is left out."""
    parts = [
        f"{number:,} {_KINDS.get(kind, (kind, kind))[number != 1]}"
        for kind, number in held.items()
        if number
    ]
    return ", ".join(parts)


def made_one_words(words: PairWords, sides: Mapping[str, Side]) -> str:
    """``Made one: Margaret Mockup, H-0087 (before: H-0240).``"""
    name, second, *_ = words.after(sides)
    return f"Made one: {name}, {second}."


def merge_words(merge: MergeRow) -> tuple[str, str]:
    """The name of the record made of two, and its numbers with the day."""
    second = f"{merge.number} and {merge.other_number}, on {day_words(merge.at.date())}"
    return merge.name, second


def made_one_with(merge: MergeRow) -> str:
    """``Made one with H-0240 on 3 Nov 2026.``"""
    return f"Made one with {merge.other_number} on {day_words(merge.at.date())}."


def part_words(part: PartPreview) -> list[tuple[str, str]]:
    """What goes back to the other record, and what stays."""
    back = counted(part.goes_back) or "Nothing but the name and the number."
    stays = counted(part.stays)
    return [("Goes back", back), *([("Stays", stays)] if stays else [])]
