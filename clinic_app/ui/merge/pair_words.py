"""What stands about a pair on the screen: heads, lines, and how it is afterwards."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.records.counted import counted, kind_name
from clinic_app.services.patients.merging import MergeChoices, MergePreview, MergeRow, MergeSide
from clinic_app.ui.merge.pair_line import FIRST, SECOND, PairLine, Side
from clinic_app.words import N_, Message, _, interface, ngettext

PLAN = "plan"
_SHOWN_FIRST = ("ratings", "handouts")
_KINDS = {"plans": "plan versions", "measures": "outcome measures"}  # called otherwise here
_SIDES: Mapping[Side, Literal["kept", "other"]] = {FIRST: "kept", SECOND: "other"}


def _born(patient: Patient) -> str:
    return day_words(patient.born) if patient.born else ""


# Shown also where both say it alike; anything else has a line only where it differs.
_ALWAYS: Mapping[str, tuple[Message, Callable[[Patient], str]]] = {
    "given": (N_("Given name"), lambda patient: patient.given),
    "family": (N_("Family name"), lambda patient: patient.family),
    "born": (N_("Born"), _born),
    "record_number": (N_("Record number"), lambda patient: patient.record_number),
    "language": (N_("Handouts in"), lambda patient: interface().name_of(patient.language)),
}


class PairWords:
    """The words of one preview; ``precautions`` and ``regions`` have the label of each term."""

    def __init__(
        self, preview: MergePreview, precautions: Mapping[str, str], regions: Mapping[str, str]
    ) -> None:
        self._preview = preview
        self._precautions, self._regions = precautions, regions
        self._both = (preview.kept, preview.other)

    @property
    def heads(self) -> tuple[tuple[str, str], ...]:
        """Name of each, its number and the days that it holds."""
        return tuple((one.patient.name, _number_since(one)) for one in self._both)

    @property
    def lines(self) -> list[PairLine]:
        """A line a value, then a line a kind of what is kept of both."""
        both = self._both
        joined = [
            PairLine(_("Precautions"), self._of_each(self._precautions_of), "both"),
            PairLine(_("Episodes"), self._of_each(self._episodes_of), "both"),
        ]
        plans = self._plan_line()
        return [*self._values(), *joined, plans, *_count_lines(both[0].counts, both[1].counts)]

    def _values(self) -> list[PairLine]:
        differ = {one.field: one for one in self._preview.differences}
        lines: list[PairLine] = []
        for key, (name, words) in _ALWAYS.items():
            if key not in differ:
                same = words(self._both[0].patient)
                lines.append(PairLine(_(name), (same, same), "same"))
                continue
            first, second = (words(one.patient) for one in self._both)
            chosen = SECOND if differ[key].proposed == "other" else FIRST
            lines.append(PairLine(_(name), (first, second), "one", key, chosen))
        for key, one in differ.items():
            if key not in _ALWAYS:
                chosen = SECOND if one.proposed == "other" else FIRST
                lines.append(PairLine(one.words, (one.kept, one.other), "one", key, chosen))
        return lines

    def _of_each(self, words: Callable[[MergeSide], str]) -> tuple[str, str]:
        return words(self._both[0]), words(self._both[1])

    def _precautions_of(self, side: MergeSide) -> str:
        return ", ".join(self._precautions.get(tag, tag) for tag in side.patient.precautions)

    def _episodes_of(self, side: MergeSide) -> str:
        episodes: list[str] = []
        for one in side.episodes:
            where = one.condition or self._regions.get(one.region, one.region)
            if one.ended:
                episodes.append(_("{episode}, ended", episode=where))
            else:
                since = day_words(one.started)
                episodes.append(_("{episode}, since {day}", episode=where, day=since))
        return "; ".join(episodes)

    def _plan_line(self) -> PairLine:
        values = self._of_each(_plan_of)
        if not all(side.plan_items for side in self._both):
            return PairLine(_("Plan"), values, "both")
        chosen = SECOND if self._preview.plan == "other" else FIRST
        return PairLine(_("Plan to go on with"), values, "one", PLAN, chosen)

    def after(self, sides: Mapping[str, Side]) -> tuple[str, str, str, str]:
        """Name, numbers, what it holds and its plan, with the sides chosen."""
        born = self._value("born", sides)
        told_born = _("born {day}", day=born) if born else ""
        second = " · ".join(filter(None, (told_born, self._numbers(sides))))
        held = {"episodes": sum(len(side.episodes) for side in self._both)}
        for side in self._both:
            for kind, number in side.counts.items():
                if kind != "episodes":
                    held[kind] = held.get(kind, 0) + number
        held["ratings"] = self._preview.ratings
        return self.name(sides), second, _counted(held), self._plan_after(sides)

    def name(self, sides: Mapping[str, Side]) -> str:
        """Given and family name, as chosen."""
        return f"{self._value('given', sides)} {self._value('family', sides)}"

    def _numbers(self, sides: Mapping[str, Side]) -> str:
        number = self._value("record_number", sides)
        former = [
            side.patient.record_number
            for side in self._both
            if side.patient.record_number != number
        ]
        if not former:
            return number
        return _("{number} (before: {former})", number=number, former=", ".join(former))

    def _plan_after(self, sides: Mapping[str, Side]) -> str:
        if PLAN not in sides:
            return ""
        number = self._both[sides[PLAN]].patient.record_number
        return _(
            "The plan of {number} goes on; the other one stays among the earlier versions.",
            number=number,
        )

    def choices(self, sides: Mapping[str, Side]) -> MergeChoices:
        """What was chosen, for the service."""
        values = dict[str, Literal["kept", "other"]](
            (key, _SIDES[side]) for key, side in sides.items() if key != PLAN
        )
        return MergeChoices(values, _SIDES[sides[PLAN]] if PLAN in sides else None)

    def _value(self, key: str, sides: Mapping[str, Side]) -> str:
        return _ALWAYS[key][1](self._both[sides.get(key, FIRST)].patient)

    def made_one(self, sides: Mapping[str, Side]) -> str:
        """``Made one: Margaret Mockup, H-0087 (before: H-0240).``"""
        return _("Made one: {name}, {number}.", name=self.name(sides), number=self._numbers(sides))


def _plan_of(side: MergeSide) -> str:
    items = len(side.plan_items)
    if not items:
        return ""
    if side.plan_saved is None:
        return ngettext("{count} exercise", "{count} exercises", items)
    day = day_words(side.plan_saved.date())
    return ngettext(
        "{count} exercise, saved {day}", "{count} exercises, saved {day}", items, day=day
    )


def _count_lines(first: Mapping[str, int], second: Mapping[str, int]) -> list[PairLine]:
    kinds = dict.fromkeys((*_SHOWN_FIRST, *first, *second))
    return [
        PairLine(
            kind_name(_KINDS.get(kind, kind)).capitalize(),
            (f"{first.get(kind, 0):,}", f"{second.get(kind, 0):,}"),
            "both",
        )
        for kind in kinds
        if kind != "episodes" and (first.get(kind) or second.get(kind))
    ]


def _number_since(side: MergeSide) -> str:
    number = side.patient.record_number
    if side.first_day is None:
        return _("no. {number}", number=number)
    return _("no. {number}, since {day}", number=number, day=day_words(side.first_day))


def _counted(held: Mapping[str, int]) -> str:
    return ", ".join(
        counted(_KINDS.get(kind, kind), number) for kind, number in held.items() if number
    )


def made_one(rows: Iterable[MergeRow]) -> list[MergeRow]:
    """Of all that was said about pairs, those that are one record now."""
    return [row for row in rows if row.state == "merged"]


def merge_words(merge: MergeRow) -> tuple[str, str]:
    """The name of the record made of two, and both numbers with the day."""
    words = _(
        "{number} and {other}, on {day} by {clinician}",
        number=merge.kept.record_number,
        other=merge.other.record_number,
        day=day_words(merge.at.date()),
        clinician=merge.by,
    )
    return merge.kept.name, words


def made_one_with(merge: MergeRow) -> str:
    """``Made one with H-0240 on 3 Nov 2026.``"""
    number, day = merge.other.record_number, day_words(merge.at.date())
    return _("Made one with {number} on {day}.", number=number, day=day)
