"""Parts of the audit trail's sentences that take more than a few words."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from clinic_app.domain.dates import day_words
from clinic_app.domain.records.trail import TrailRow


@dataclass(frozen=True)
class Names:
    """What the ids of rows stand for, as far as it is known.

    ``records`` are words for a record by its kind and id, ``changes`` what a saved plan changed
    by the row's number.
    """

    people: Mapping[str, str] = field(default_factory=dict[str, str])
    patients: Mapping[str, str] = field(default_factory=dict[str, str])
    records: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    changes: Mapping[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True)
class PhraseRow:
    """A row with its names: what the phrases are made from."""

    row: TrailRow
    names: Names

    @property
    def patient(self) -> str:
        known = self.names.patients.get(self.row.patient_id or "")
        return known or "a patient who is no longer in the clinic file"

    @property
    def person(self) -> str:
        return self.names.people.get(self.row.entity_id, "somebody who is not in the clinic file")

    @property
    def record(self) -> str:
        return self.names.records.get((self.row.kind, self.row.entity_id), "")

    def of_record(self, kind: str) -> str:
        """``the pain rating 7 (average) of 12 Nov``; ``a pain rating`` where no more is known."""
        article = "an" if kind[0] in "aeiou" else "a"
        return f"the {kind} {self.record}" if self.record else f"{article} {kind}"

    def quoted(self, name: str) -> str:
        """What a detail names, in marks; ``a folder`` where it does not."""
        told = self.detail(name)
        return f"“{told}”" if told else "a folder"

    def detail(self, name: str) -> str:
        value = self.row.detail.get(name)
        return str(value) if isinstance(value, str | int | float) else ""


def in_place(before: str) -> Callable[[PhraseRow], str]:
    """``made a backup in “This computer”``."""
    return lambda row: f"{before} {row.quoted('name')}"


def in_record(verb: str, kind: str, then: str = "") -> Callable[[PhraseRow], str]:
    def words(row: PhraseRow) -> str:
        return f"{verb} {row.of_record(kind)} in the record of {row.patient}{then}"

    return words


def about(verb: str, *, then: str = "") -> Callable[[PhraseRow], str]:
    return lambda row: f"{verb} {row.patient}{then}"


def person(before: str, after: str = "") -> Callable[[PhraseRow], str]:
    return lambda row: f"{before} {row.person}{after}"


def named(before: str) -> Callable[[PhraseRow], str]:
    return lambda row: f"{before} {row.record}".strip()


def by_command(words: str, row: PhraseRow) -> str:
    command = row.detail("command")
    return f"{words} with the command {command!r}" if command else words


def opened(row: PhraseRow) -> str:
    return by_command(f"opened the record of {row.patient}", row)


def changed(what: Callable[[PhraseRow], str]) -> Callable[[PhraseRow], str]:
    def words(row: PhraseRow) -> str:
        changes = changed_fields(row.row.detail)
        return f"changed {what(row)}{': ' + ', '.join(changes) if changes else ''}"

    return words


def changed_fields(detail: Mapping[str, object]) -> list[str]:
    """``family name Sample to Example``; only the fields' names where no more was noted."""
    names = detail.get("fields")
    if not isinstance(names, list):
        return []
    before, after = detail.get("before"), detail.get("after")
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return [field_words(str(name)) for name in names]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # a document's list
    return [
        f"{field_words(str(n))} {before.get(n) or 'none'} to {after.get(n) or 'none'}"  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]  # as above
        for n in names  # pyright: ignore[reportUnknownVariableType]  # as above
    ]


def field_words(name: str) -> str:
    """A field as people say it."""
    return _FIELDS.get(name, name.replace("_", " "))


def plan(row: PhraseRow) -> str:
    is_first = row.row.detail.get("version") == 1
    words = f"{'wrote the first plan' if is_first else 'changed the plan'} of {row.patient}"
    changes = row.names.changes.get(row.row.seq, "")
    return f"{words}: {changes}" if changes else words


def rated(row: PhraseRow) -> str:
    many = row.row.detail.get("ratings")
    if isinstance(many, list):
        count = len(many)  # pyright: ignore[reportUnknownArgumentType]  # a document's list
        return f"wrote {count} pain ratings into the record of {row.patient}"
    return f"wrote {row.of_record('pain rating')} into the record of {row.patient}"


def wrote(kind: str) -> Callable[[PhraseRow], str]:
    return lambda row: f"wrote {row.of_record(kind)} into the record of {row.patient}"


def decided(row: PhraseRow) -> str:
    record = f" on {row.record}" if row.record else ""
    return f"decided “{row.detail('decided')}”{record} for {row.patient}"


def made_one(row: PhraseRow) -> str:
    return f"made another record one with that of {row.patient}"


def moved(verb: str, words: str) -> Callable[[PhraseRow], str]:
    """``moved 3 pain ratings to the record of Marigold Sample as two records were made one``."""

    def told(row: PhraseRow) -> str:
        many = row.row.detail.get("records")
        count = len(many) if isinstance(many, list) else 1  # pyright: ignore[reportUnknownArgumentType]  # a document's list
        what = f"{count} records ({words})" if count > 1 else f"a record ({words})"
        return f"moved {what} to the record of {row.patient} as {verb}"

    return told


def parted(row: PhraseRow) -> str:
    if "records" in row.row.detail:
        return f"parted what another record had of {row.patient}"
    return f"took back that another record was made one with that of {row.patient}"


def erased(row: PhraseRow) -> str:
    """Who demanded it and on which ground; the name is gone."""
    again = " again, in what was restored" if row.row.detail.get("again") else ""
    by, ground, day = (row.detail(name) for name in ("demanded_by", "ground", "demanded_on"))
    asked = f", demanded by {by}" if by else ""
    on = f" on {day}" if day else ""
    law = f" ({ground})" if ground else ""
    return f"erased a patient on lawful demand{again}{asked}{on}{law}"


def file(verb: str) -> Callable[[PhraseRow], str]:
    def words(row: PhraseRow) -> str:
        what = row.detail("what") or "something"
        whose = f" of {row.patient}" if row.row.patient_id else ""
        return by_command(f"{verb} the {what}{whose}{_form(row)}", row)

    return words


def _form(row: PhraseRow) -> str:
    return f" ({form.upper()} file)" if (form := row.detail("as")) else ""


def read_in(row: PhraseRow) -> str:
    what, count = row.detail("what") or "something", row.detail("count")
    told_count = f"{count} " if count else ""
    return f"read {told_count}{what} for {row.patient} from a file"


def unlocked(row: PhraseRow) -> str:
    where = row.detail("computer")
    words = by_command("unlocked the clinic", row)
    return f"{words} on the computer {where}" if where else words


def report(row: PhraseRow) -> str:
    """``saved a progress report on Marigold Sample``."""
    verb = {"print": "printed", "export": "saved"}.get(row.detail("way"), "made")
    return f"{verb} a progress report on {row.patient}"


def locked(row: PhraseRow) -> str:
    return _LOCKED.get(row.detail("by"), "locked the clinic")


def failed(row: PhraseRow) -> str:
    what = "a wrong recovery key" if row.row.entity_id == "recovery" else "a wrong passphrase"
    whose = row.names.people.get(row.row.entity_id, "")
    words = f"tried {what}{f' for {whose}' if whose else ''}"
    with suppress(ValueError):
        return f"{words} on {moment_words(datetime.fromisoformat(row.detail('at')))}"
    return words


def role(row: PhraseRow) -> str:
    role = row.detail("role")
    if not role:
        return f"changed the role of {row.person}"
    return f"made {row.person} {'an' if role[:1] in ('a', 'o') else 'a'} {role}"


def accepted(kind: str, *, of_patient: bool) -> Callable[[PhraseRow], str]:
    """``took the pain rating ... as it stands, although its proof did not fit``."""

    def words(row: PhraseRow) -> str:
        what = f"{kind} {row.record}".strip()
        whose = f" of {row.patient}" if of_patient else ""
        return f"took the {what}{whose} as it stands, although its proof did not fit"

    return words


def taken_in(kind: str, *, of_patient: bool) -> Callable[[PhraseRow], str]:
    """``took the pain rating 7 (average) of 12 Nov of Marigold Sample over from another clinic``"""

    def words(row: PhraseRow) -> str:
        many = row.row.detail.get("ratings")
        what = f"{kind} {row.record}".strip()
        if isinstance(many, list):
            what = f"{len(many)} pain ratings"  # pyright: ignore[reportUnknownArgumentType]  # a document's list
        whose = f" of {row.patient}" if of_patient else ""
        return f"took {what}{whose} over from another clinic"

    return words


def check(row: PhraseRow) -> str:
    """``checked every record: nothing was found``."""
    what = "the pages of the clinic's file" if row.detail("what") == "pages" else "every record"
    found = row.detail("found")
    told = "nothing was found" if found == "0" else f"{found or 'something'} found"
    return f"checked {what}: {told}"


def went_on(row: PhraseRow) -> str:
    """``went on although something was found: ...``."""
    found = row.row.detail.get("found")
    told = "; ".join(map(str, found)) if isinstance(found, list) else ""  # pyright: ignore[reportUnknownArgumentType]  # a document's list
    return f"went on with the clinic as it stands, after a check{f': {told}' if told else ''}"


def handed_on(row: PhraseRow) -> str:
    to = row.names.people.get(row.detail("to"), "somebody")
    return f"handed the unfinished typing of {row.person} on to {to}"


def limits(verb: str) -> Callable[[PhraseRow], str]:
    def words(row: PhraseRow) -> str:
        name = row.row.entity_id
        which = "advice" if name == "advice" else "the verdict"
        region = name.removeprefix("trend.") if name.startswith("trend.") else ""
        return f"{verb} the limits of {which}{f' for {region}' if region else ''}"

    return words


def read_trail(row: PhraseRow) -> str:
    return f"read the audit trail{f' of {row.patient}' if row.row.patient_id else ''}"


def moment_words(at: datetime) -> str:
    """``28 Nov 2026, 09:41``."""
    return f"{day_words(at.date())}, {at:%H:%M}"


_LOCKED = {
    "key": "locked the clinic",
    "idle": "left the window untouched until the clinic locked",
    "system": "had the clinic locked by the system's own lock or sleep",
    "kiosk": "had the clinic locked after the kiosk",
    "closing": "closed the clinic's window",
    "switch": "locked the clinic for somebody else",
}
_FIELDS = {
    "given": "given name",
    "family": "family name",
    "born": "birth date",
    "look": "person in the pictures",
    "icd10": "ICD-10 code",
    "started": "start",
    "ended": "end",
    "paper": "paper size",
    "idle_lock_min": "minutes until the idle lock",
    "date_order": "order of dates",
    "weight_unit": "unit of weights",
}
