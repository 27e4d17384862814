"""Parts of the audit trail's sentences that take more than a few words."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from clinic_app.domain.dates import day_words
from clinic_app.domain.patient.role import Role
from clinic_app.domain.records.erasure import demand_words
from clinic_app.domain.records.record_names import record_name, with_article
from clinic_app.domain.records.trail import TrailRow
from clinic_app.words import N_, NP_, Message, _, ngettext

Phrase = Callable[["PhraseRow"], str]


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
        return known or _("a patient who is no longer in the clinic file")

    @property
    def person(self) -> str:
        known = self.names.people.get(self.row.entity_id)
        return known or _("somebody who is not in the clinic file")

    @property
    def record(self) -> str:
        return self.names.records.get((self.row.kind, self.row.entity_id), "")

    def of_record(self, kind: str) -> str:
        """``the pain rating 7 (average) of 12 Nov``; ``a pain rating`` where no more is known."""
        return with_article(kind, self.record)

    def named_record(self, kind: str) -> str:
        """``pain rating 7 (average) of 12 Nov``."""
        return f"{record_name(kind)} {self.record}".strip()

    def quoted(self, name: str) -> str:
        """What a detail names, in marks; ``a folder`` where it does not."""
        told = self.detail(name)
        return f"“{told}”" if told else _("a folder")

    def detail(self, name: str) -> str:
        value = self.row.detail.get(name)
        return str(value) if isinstance(value, str | int | float) else ""


def said(text: Message) -> Phrase:
    """A phrase that names the patient, the person, the record or the place."""

    def words(row: PhraseRow) -> str:
        return _(
            text,
            patient=row.patient,
            person=row.person,
            record=row.record,
            place=row.quoted("name"),
            folder=row.quoted("folder"),
        ).strip()

    return words


def in_record(text: Message, kind: str) -> Phrase:
    """``restored the pain rating 7 (average) of 12 Nov in the record of Marigold Sample``."""
    return lambda row: _(text, record=row.of_record(kind), patient=row.patient)


def by_command(words: str, row: PhraseRow) -> str:
    command = row.detail("command")
    if not command:
        return words
    return _("{did} with the command {command}", did=words, command=repr(command))


def opened(row: PhraseRow) -> str:
    return by_command(_("opened the record of {patient}", patient=row.patient), row)


def listed(row: PhraseRow) -> str:
    return by_command(_("read the list of all patients"), row)


def changed(what: Phrase) -> Phrase:
    """``changed Marigold Sample: family name Sample to Example``."""

    def words(row: PhraseRow) -> str:
        changes = changed_fields(row.row.detail)
        return f"{what(row)}: {', '.join(changes)}" if changes else what(row)

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
        _(
            "{field} {before} to {after}",
            field=field_words(str(name)),  # pyright: ignore[reportUnknownArgumentType]  # as above
            before=before.get(name) or nothing(),  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]  # as above
            after=after.get(name) or nothing(),  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]  # as above
        )
        for name in names  # pyright: ignore[reportUnknownVariableType]  # as above
    ]


def nothing() -> str:
    """What stands where a field was empty."""
    return _(_NONE)


def field_words(name: str) -> str:
    """A field as people say it."""
    return _(_FIELDS[name]) if name in _FIELDS else name.replace("_", " ")


def plan(row: PhraseRow) -> str:
    if row.row.detail.get("version") == 1:
        words = _("wrote the first plan of {patient}", patient=row.patient)
    else:
        words = _("changed the plan of {patient}", patient=row.patient)
    changes = row.names.changes.get(row.row.seq, "")
    return f"{words}: {changes}" if changes else words


def rated(row: PhraseRow) -> str:
    many = row.row.detail.get("ratings")
    if not isinstance(many, list):
        return wrote("pain rating")(row)
    return ngettext(
        "wrote {count} pain rating into the record of {patient}",
        "wrote {count} pain ratings into the record of {patient}",
        len(many),  # pyright: ignore[reportUnknownArgumentType]  # a document's list
        patient=row.patient,
    )


def wrote(kind: str) -> Phrase:
    return in_record(N_("wrote {record} into the record of {patient}"), kind)


def decided(row: PhraseRow) -> str:
    what = decision_words(row.detail("decided"))
    if not row.record:
        return _("decided “{decision}” for {patient}", decision=what, patient=row.patient)
    return _(
        "decided “{decision}” on {exercise} for {patient}",
        decision=what,
        exercise=row.record,
        patient=row.patient,
    )


def decision_words(kept: str) -> str:
    """``harder``: what was advised or decided, as it is kept."""
    return _(_ADVICE[kept]) if kept in _ADVICE else kept


def put_together(kind: str) -> Phrase:
    """``moved 3 records (pain rating) to the record of ... as two records were made one``."""
    return lambda row: ngettext(
        "moved a record ({kind}) to the record of {patient} as two records were made one",
        "moved {count} records ({kind}) to the record of {patient} as two records were made one",
        _records(row),
        kind=record_name(kind),
        patient=row.patient,
    )


def put_apart(kind: str) -> Phrase:
    """``moved a record (pain rating) to the record of ... as two records were parted``."""
    return lambda row: ngettext(
        "moved a record ({kind}) to the record of {patient} as two records were parted",
        "moved {count} records ({kind}) to the record of {patient} as two records were parted",
        _records(row),
        kind=record_name(kind),
        patient=row.patient,
    )


def _records(row: PhraseRow) -> int:
    """How many a row is about: none and one are told alike."""
    many = row.row.detail.get("records")
    return max(1, len(many)) if isinstance(many, list) else 1  # pyright: ignore[reportUnknownArgumentType]  # a document's list


def parted(row: PhraseRow) -> str:
    if "records" in row.row.detail:
        return _("parted what another record had of {patient}", patient=row.patient)
    return _(
        "took back that another record was made one with that of {patient}", patient=row.patient
    )


def erased(row: PhraseRow) -> str:
    """Who demanded it and on which ground; the name is gone."""
    if row.row.detail.get("again"):
        did = _("erased a patient on lawful demand again, in what was restored")
    else:
        did = _("erased a patient on lawful demand")
    by, ground, day = (row.detail(name) for name in ("demanded_by", "ground", "demanded_on"))
    if by:
        did = _("{did}, demanded by {who}", did=did, who=demand_words(by))
    if day:
        did = _("{did} on {day}", did=did, day=day)
    return f"{did} ({demand_words(ground)})" if ground else did


def saved(row: PhraseRow) -> str:
    """``saved the pain chart of Marigold Sample (PNG file)``."""
    what, form = _given_out(row), row.detail("as").upper()
    if row.row.patient_id:
        did = _("saved the {what} of {patient}", what=what, patient=row.patient)
    else:
        did = _("saved the {what}", what=what)
    return by_command(_("{did} ({form} file)", did=did, form=form) if form else did, row)


def printed(row: PhraseRow) -> str:
    """``printed the handout of Marigold Sample``."""
    what = _given_out(row)
    if row.row.patient_id:
        did = _("printed the {what} of {patient}", what=what, patient=row.patient)
    else:
        did = _("printed the {what}", what=what)
    return by_command(did, row)


def _given_out(row: PhraseRow) -> str:
    what = row.detail("what")
    return _(_GIVEN_OUT[what]) if what in _GIVEN_OUT else what or _("something")


def read_in(row: PhraseRow) -> str:
    what, count = row.detail("what"), row.detail("count")
    what = _(_READ_IN[what]) if what in _READ_IN else what or _("something")
    if not count:
        return _("read {what} for {patient} from a file", what=what, patient=row.patient)
    return _(
        "read {count} {what} for {patient} from a file", count=count, what=what, patient=row.patient
    )


def unlocked(row: PhraseRow) -> str:
    where, did = row.detail("computer"), by_command(_("unlocked the clinic"), row)
    return _("{did} on the computer {computer}", did=did, computer=where) if where else did


def report(row: PhraseRow) -> str:
    """``saved a progress report on Marigold Sample``."""
    return _(_REPORTS.get(row.detail("way"), _REPORT), patient=row.patient)


def locked(row: PhraseRow) -> str:
    return _(_LOCKED.get(row.detail("by"), _LOCKED["key"]))


def failed(row: PhraseRow) -> str:
    whose = row.names.people.get(row.row.entity_id, "")
    if row.row.entity_id == "recovery":
        did = _("tried a wrong recovery key")
    elif whose:
        did = _("tried a wrong passphrase for {person}", person=whose)
    else:
        did = _("tried a wrong passphrase")
    with suppress(ValueError):
        moment = moment_words(datetime.fromisoformat(row.detail("at")))
        return _("{did} on {moment}", did=did, moment=moment)
    return did


def role(row: PhraseRow) -> str:
    kept = row.detail("role")
    if not kept:
        return _("changed the role of {person}", person=row.person)
    with suppress(ValueError):
        kept = Role(kept).with_article
    return _("made {person} {role}", person=row.person, role=kept)


def accepted(kind: str, *, of_patient: bool) -> Phrase:
    """``took the pain rating ... as it stands, although its proof did not fit``."""

    def words(row: PhraseRow) -> str:
        record = row.named_record(kind)
        if not of_patient:
            return _(
                "took the {record} as it stands, although its proof did not fit", record=record
            )
        return _(
            "took the {record} of {patient} as it stands, although its proof did not fit",
            record=record,
            patient=row.patient,
        )

    return words


def taken_in(kind: str, *, of_patient: bool) -> Phrase:
    """``took pain rating 7 (average) of 12 Nov of Marigold Sample over from another clinic``"""

    def words(row: PhraseRow) -> str:
        many, record = row.row.detail.get("ratings"), row.named_record(kind)
        if not of_patient:
            return _("took {record} over from another clinic", record=record)
        if isinstance(many, list):
            return ngettext(
                "took {count} pain rating of {patient} over from another clinic",
                "took {count} pain ratings of {patient} over from another clinic",
                len(many),  # pyright: ignore[reportUnknownArgumentType]  # a document's list
                patient=row.patient,
            )
        return _(
            "took {record} of {patient} over from another clinic",
            record=record,
            patient=row.patient,
        )

    return words


def check(row: PhraseRow) -> str:
    """``checked every record: nothing was found``."""
    found, pages = row.detail("found"), row.detail("what") == "pages"
    if found == "0" and pages:
        return _("checked the pages of the clinic's file: nothing was found")
    if found == "0":
        return _("checked every record: nothing was found")
    found = found or _("something")
    if pages:
        return _("checked the pages of the clinic's file: {found} found", found=found)
    return _("checked every record: {found} found", found=found)


def went_on(row: PhraseRow) -> str:
    """``went on although something was found: ...``."""
    found = row.row.detail.get("found")
    told = "; ".join(map(str, found)) if isinstance(found, list) else ""  # pyright: ignore[reportUnknownArgumentType]  # a document's list
    did = _("went on with the clinic as it stands, after a check")
    return f"{did}: {told}" if told else did


def handed_on(row: PhraseRow) -> str:
    to = row.names.people.get(row.detail("to")) or _("somebody")
    return _("handed the unfinished typing of {person} on to {other}", person=row.person, other=to)


def kiosk_ended(row: PhraseRow) -> str:
    answered, asked = row.detail("answered"), row.detail("asked")
    if not answered or not asked:
        return _("kept the answers of {patient} at the kiosk", patient=row.patient)
    return _(
        "kept {answered} of {asked} answers of {patient} at the kiosk",
        answered=answered,
        asked=asked,
        patient=row.patient,
    )


def limits_changed(row: PhraseRow) -> str:
    name = row.row.entity_id
    if name == "advice":
        return _("changed the limits of advice")
    if name.startswith("trend."):
        region = name.removeprefix("trend.")
        return _("changed the limits of the verdict for {region}", region=region)
    return _("changed the limits of the verdict")


def limits_cleared(row: PhraseRow) -> str:
    name = row.row.entity_id
    if name == "advice":
        return _("took back the limits of advice")
    if name.startswith("trend."):
        region = name.removeprefix("trend.")
        return _("took back the limits of the verdict for {region}", region=region)
    return _("took back the limits of the verdict")


def read_trail(row: PhraseRow) -> str:
    if row.row.patient_id:
        return _("read the audit trail of {patient}", patient=row.patient)
    return _("read the audit trail")


def moment_words(at: datetime) -> str:
    """``28 Nov 2026, 09:41``."""
    return f"{day_words(at.date())}, {at:%H:%M}"


_NONE = NP_("no value", "none")
_ADVICE = {
    "easier": NP_("decided", "easier"),
    "same": NP_("decided", "same"),
    "harder": NP_("decided", "harder"),
    "stop": NP_("decided", "stop"),
}
_GIVEN_OUT = {
    "audit trail": NP_("saved or printed", "audit trail"),
    "handout": NP_("saved or printed", "handout"),
    "pain chart": NP_("saved or printed", "pain chart"),
    "pain ratings": NP_("saved or printed", "pain ratings"),
    "picture of the window": NP_("saved or printed", "picture of the window"),
    "whole record": NP_("saved or printed", "whole record"),
}
_READ_IN = {
    "a plan": NP_("read from a file", "a plan"),
    "answers of a diary form": NP_("read from a file", "answers of a diary form"),
    "pain ratings": NP_("read from a file", "pain ratings"),
}
_REPORT = N_("made a progress report on {patient}")
_REPORTS = {
    "print": N_("printed a progress report on {patient}"),
    "export": N_("saved a progress report on {patient}"),
}
_LOCKED = {
    "key": N_("locked the clinic"),
    "idle": N_("left the window untouched until the clinic locked"),
    "system": N_("had the clinic locked by the system's own lock or sleep"),
    "kiosk": N_("had the clinic locked after the kiosk"),
    "closing": N_("closed the clinic's window"),
    "switch": N_("locked the clinic for somebody else"),
}
_FIELDS = {
    "given": N_("given name"),
    "family": N_("family name"),
    "born": N_("birth date"),
    "record_number": NP_("field", "record number"),
    "language": NP_("field", "language"),
    "precautions": NP_("field", "precautions"),
    "look": N_("person in the pictures"),
    "condition": NP_("field", "condition"),
    "region": NP_("field", "region"),
    "side": NP_("field", "side"),
    "icd10": N_("ICD-10 code"),
    "started": NP_("field", "start"),
    "ended": NP_("field", "end"),
    "archived": NP_("field", "archived"),
    "name": NP_("field", "name"),
    "phone": NP_("field", "phone"),
    "address": NP_("field", "address"),
    "credentials": NP_("field", "credentials"),
    "emergency_number": NP_("field", "emergency number"),
    "paper": N_("paper size"),
    "idle_lock_min": N_("minutes until the idle lock"),
    "date_order": N_("order of dates"),
    "weight_unit": N_("unit of weights"),
}
