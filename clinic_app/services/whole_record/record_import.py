"""Reads a patient's whole record in from another clinic: looked at first, then kept all or none.

Ids stay, so the same file twice adds nothing. What is here already is never changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from clinic_app.domain.dates import day_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.record_preview import (
    Fate,
    PartCount,
    RecordPreview,
    RowTold,
    SamePerson,
)
from clinic_app.domain.text import plain_line
from clinic_app.services.backup import erasure_lists
from clinic_app.services.changes import PatientChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.files import read_file
from clinic_app.services.whole_record import record_checks
from clinic_app.services.whole_record.record_archive import (
    MOST_BYTES,
    Archive,
    NotARecord,
    read_archive,
)
from clinic_app.services.whole_record.record_checks import Surroundings
from clinic_app.services.whole_record.record_export import zip_password
from clinic_app.services.whole_record.record_schema import head_problem, row_problem
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import handouts, patients, record_rows
from clinic_app.storage.records.record_rows import PARTS, PEOPLE, TRAIL, Part
from clinic_app.words import N_, _

__all__ = ["Preview", "RecordImport"]

Row = dict[str, Any]
_OF_THIS_CLINIC = {"patients": ("opened_at", "record_number", "version")}  # never compared
_HEAD = ("export_id", "exported_at", "exported_by", "handrail_version", "clinic", "patient_id")
_IMPORTS = next(part for part in PARTS if part.name == "imports")
_MOST_TOLD = 200
_WORDS = {  # one of them, and their kind in `counted`
    "patients": (N_("patient"), "patients"),
    "episodes": (N_("episode"), "episodes"),
    "plans": (N_("version of the plan"), "versions of the plan"),
    "ratings": (N_("pain rating"), "pain ratings"),
    "exercise_logs": (N_("exercise log"), "exercise logs"),
    "measures": (N_("outcome measure"), "outcome measures"),
    "body_charts": (N_("body chart"), "body charts"),
    "events": (N_("event"), "events"),
    "diary_forms": (N_("diary form"), "diary forms"),
    "advice_decisions": (N_("decision"), "decisions"),
    "handouts": (N_("handout"), "handouts"),
    "merges": (N_("two records made one"), "records made one"),
    "imports": (N_("earlier import"), "earlier imports"),
}
_DAYS = ("day", "at", "issued_at", "made_at", "saved_at", "started")


@dataclass
class _Plan:
    """What is to be kept, row by row, and what is told."""

    new: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    counts: dict[str, dict[Fate, int]] = field(default_factory=dict[str, dict[Fate, int]])
    told: list[RowTold] = field(default_factory=list[RowTold])
    aside: list[Row] = field(default_factory=list[Row])
    trail: list[Row] = field(default_factory=list[Row])
    people: list[Row] = field(default_factory=list[Row])
    unknown: dict[str, None] = field(default_factory=dict[str, None])

    def sort(self, part: Part, row: object, fate: Fate, why: str = "") -> None:
        """Count a row, and tell of one that needs a word."""
        counted = self.counts.setdefault(part.name, {})
        counted[fate] = counted.get(fate, 0) + 1
        if fate is Fate.NEW:
            self.new.setdefault(part.name, []).append(cast("Row", row))
        elif why and len(self.told) < _MOST_TOLD:
            self.told.append(RowTold(_words(part, row), fate, why))


@dataclass(frozen=True)
class Preview(RecordPreview):
    """A preview together with the file that it is of."""

    archive: Archive = field(default_factory=lambda: Archive({}, "", {}), repr=False)


class RecordImport(Service):
    """Takes whole records in."""

    @property
    def refusal(self) -> str:
        """Why whoever is signed in may not; empty where they may."""
        return self._session.refusal(Permission.IMPORT)

    def preview(self, file: Path, password: str | None = None) -> Preview:
        """Look at a file; nothing is kept. May run in a thread.

        Raises PasswordNeeded or WrongPassword, and UserError for what is no record, belongs to
        somebody who was erased here, or was made one with another record here.
        """
        self._session.require(Permission.IMPORT)
        data = read_file(file, most=MOST_BYTES)
        secret = zip_password(password) if password else None
        return self.look(read_archive(data, secret))

    def look(self, archive: Archive) -> Preview:
        """As `preview`, of a file that was unpacked."""
        self._session.require(Permission.IMPORT)
        _check_head(archive.document)
        with self._session.read() as tx:
            return self._previewed(tx, archive)[0]

    def apply(self, preview: Preview) -> Preview:
        """Keep what is new, all of it or nothing; gives what was done.

        What others changed since the preview counts. Raises as `preview` does.
        """
        with self._session.write(Permission.IMPORT) as tx:
            done, plan = self._previewed(tx, preview.archive)
            if done.adds_something:
                self._keep(tx, done, plan)
        self._session.notify(PatientChanged(done.patient_id))
        return done

    def _previewed(self, tx: ReadTx, archive: Archive) -> tuple[Preview, _Plan]:
        document = archive.document
        people = self._patients(document, archive)
        patient_id = document["patient_id"]
        self._refuse_erased(tx, list(people))
        _refuse_elsewhere(tx, patient_id, list(people))
        around = Surroundings(self._session.library, self._session.now(), archive.pages, people)
        plan = _Plan()
        for part in PARTS:
            self._sort(tx, part, document[part.name], around, plan)
        _sort_beside(tx, document, plan, list(people))
        return self._told(tx, archive, people[patient_id], plan), plan

    def _refuse_erased(self, tx: ReadTx, ids: Sequence[str]) -> None:
        folder = self._session.database.path.parent
        if any(erasure_lists.was_erased(tx, folder, one) for one in ids):
            raise UserError(
                _("This is the record of somebody who was erased here on lawful demand."),
                _("Nothing was read in. If they came back as a patient, begin a new record."),
            )

    def _patients(self, document: Mapping[str, Any], archive: Archive) -> dict[str, Patient]:
        """The patients of the file. Raises UserError where one of them cannot be kept."""
        found: dict[str, Patient] = {}
        part = PARTS[0]
        around = Surroundings(self._session.library, self._session.now(), archive.pages, {})
        for raw in document["patients"]:
            try:
                one = record_checks.checked(part, raw, around)
            except UserError as error:
                what = _("The patient in this file cannot be read in. {why}", why=error.what)
                raise UserError(what, error.next_step or _("Nothing was read in.")) from None
            found[one["id"]] = record_checks.patient_of(part.row(one))
        if document["patient_id"] not in found:
            raise NotARecord(_("it does not say whose it is"))
        return found

    def _sort(
        self, tx: ReadTx, part: Part, raw: Sequence[object], around: Surroundings, plan: _Plan
    ) -> None:
        """Give each row of a part its fate."""
        rows: dict[tuple[Any, ...], Row] = {}
        for one in raw:
            try:
                row = record_checks.checked(part, one, around)
            except UserError as error:
                plan.sort(part, one, Fate.REFUSED, error.what)
                continue
            if part.key(row) in rows:
                plan.sort(part, row, Fate.REFUSED, _("It stands twice in the file."))
            else:
                rows[part.key(row)] = row
        here = record_rows.stored(tx, part, list(rows.values()))
        fates = {key: _fate(part, row, here.get(key), around) for key, row in rows.items()}
        if part.name == "plans":
            _mind_order(rows, fates, self._session.library, plan)
        for key, (fate, why) in fates.items():
            plan.sort(part, rows[key], fate, why)
            if part.name == "exercise_logs" and fate is Fate.NEW:
                self._mind_exercise(rows[key]["exercise_id"], plan)

    def _mind_exercise(self, exercise_id: str, plan: _Plan) -> None:
        try:
            if exercise_id:
                self._session.library.exercise(exercise_id)
        except UserError:
            plan.unknown[exercise_id] = None

    def _told(self, tx: ReadTx, archive: Archive, patient: Patient, plan: _Plan) -> Preview:
        document = archive.document
        is_here = not plan.new.get("patients") or all(
            row["id"] != patient.id for row in plan.new["patients"]
        )
        number = patients.get(tx, patient.id).record_number if is_here else _number(tx, patient)
        alike = record_rows.alike(tx, patient.given, patient.family, patient.born)
        ids = {row["id"] for row in document["patients"]}
        return Preview(
            patient_id=patient.id,
            name=patient.name,
            born=patient.born,
            record_number=number,
            theirs=patient.record_number,
            clinic_name=plain_line(document["clinic"]["name"]),
            exported_at=datetime.fromisoformat(document["exported_at"]),
            is_here=is_here,
            parts=tuple(
                PartCount(part.name, _WORDS[part.name][1], plan.counts.get(part.name, {}))
                for part in PARTS
            ),
            told=tuple(plan.told),
            alike=tuple(
                SamePerson(f"{one['given']} {one['family']}", one["record_number"])
                for one in alike
                if one["id"] not in ids
            ),
            unknown_exercises=tuple(plan.unknown),
            new_trail_rows=len(plan.trail),
            archive=archive,
        )

    def _keep(self, tx: WriteTx, preview: Preview, plan: _Plan) -> None:
        """Keep the new rows, then read all of them the way screens do."""
        for part in PARTS:
            rows = plan.new.get(part.name, [])
            if part.name == "patients":
                rows = [self._numbered(tx, row) for row in rows]
            record_rows.insert_rows(tx, part, rows)
            if part.name == "handouts":
                for row in rows:
                    handouts.put_pdf(tx, row["id"], preview.archive.pages[row["pdf"]])
        record_rows.insert_rows(tx, PEOPLE, plan.people)
        head = {name: preview.archive.document[name] for name in _HEAD}
        kept: Row = {"file": head, "trail": plan.trail, "plans_aside": plan.aside}
        now = self._session.now()
        row: Row = {
            "id": new_id(),
            "patient_id": preview.patient_id,
            "at": now.isoformat(),
            "clinician_id": self._session.actor_id,
            "clinic_name": preview.clinic_name,
            "sha256": preview.archive.sha256,
            "document": record_checks.cleaned(kept),
        }
        record_rows.insert_rows(tx, _IMPORTS, [row])
        for patient in {one["id"]: one for one in preview.archive.document["patients"]}:
            record_rows.read_back(tx, patient)

    def _numbered(self, tx: WriteTx, row: Row) -> Row:
        """With a record number that nobody else has here."""
        return {**row, "record_number": _number(tx, record_checks.patient_of(PARTS[0].row(row)))}


def _number(tx: ReadTx, patient: Patient) -> str:
    """The patient's record number here: their own, or the next one where somebody has that."""
    try:
        patients.refuse_taken_number(tx, patient)
    except UserError:
        return patients.next_record_number(tx)
    return patient.record_number or patients.next_record_number(tx)


def _check_head(document: Mapping[str, Any]) -> None:
    version = document.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > 1:
        raise UserError(
            _("This record was written by a later Handrail."),
            _("Update Handrail and read it then."),
        )
    if problem := head_problem(document):
        raise NotARecord(problem)
    try:
        datetime.fromisoformat(document["exported_at"])
    except ValueError:
        raise UserError(
            _("This file does not say when it was made."), _("Nothing was read in.")
        ) from None


def _refuse_elsewhere(tx: ReadTx, patient_id: str, ids: Sequence[str]) -> None:
    """Raises UserError where one of the patients was made one with another record here."""
    here = record_rows.stored(tx, PARTS[0], [{"id": one} for one in ids])
    for one in ids:
        into = record_rows.merged_into(tx, one)
        if into is not None and (one == patient_id or into not in ids):
            raise UserError(
                _("This record was made one with another record here."),
                _("Take that back under “Here twice?”, read it in, and make them one again."),
            )
        if one != patient_id and (one,) in here and into is None:
            raise UserError(
                _("Two records that were made one in the other clinic stand apart here."),
                _("Make them one here first, then read the file in."),
            )


def _fate(part: Part, row: Row, here: Row | None, around: Surroundings) -> tuple[Fate, str]:
    if here is None:
        return Fate.NEW, ""
    if part.name != "patients" and here["patient_id"] not in around.patients:
        return Fate.REFUSED, _("Something of another patient here has its id.")
    passed_over = {*_OF_THIS_CLINIC.get(part.name, ()), "pdf"}
    fields = [name for name in part.fields if name not in passed_over and row[name] != here[name]]
    if not fields:
        return Fate.KNOWN, ""
    differ = ", ".join(fields).replace("_", " ")
    return Fate.DIFFERS, _("What is here stays. Otherwise: {fields}.", fields=differ)


def _mind_order(
    rows: Mapping[tuple[Any, ...], Row],
    fates: dict[tuple[Any, ...], tuple[Fate, str]],
    library: Any,
    plan: _Plan,
) -> None:
    """Versions of a plan follow each other: after one that cannot be kept none is."""
    stopped: dict[str, tuple[Fate, str]] = {}
    expected: dict[str, int] = {}
    for key in sorted(rows):
        row, owner = rows[key], rows[key]["patient_id"]
        expected[owner] = expected.get(owner, 0) + 1
        if row["version"] != expected[owner]:
            stopped.setdefault(owner, (Fate.REFUSED, _("A version before it is missing.")))
        if fates[key][0] is Fate.DIFFERS:
            why = _("The plan went another way here since an earlier version.")
            stopped.setdefault(owner, (Fate.REFUSED, why))
        if fates[key][0] is not Fate.NEW:
            continue
        if not record_checks.readable_plan(row["document"], library):
            why = _(
                "This library does not know all of its exercises; it is kept beside the record."
            )
            stopped.setdefault(owner, (Fate.ASIDE, why))
            for one in record_checks.exercises_of(row["document"]):
                if not _is_known(one, library):
                    plan.unknown[one] = None
        fates[key] = stopped.get(owner, fates[key])
        if fates[key][0] is Fate.ASIDE:
            plan.aside.append(row)


def _is_known(exercise_id: str, library: Any) -> bool:
    try:
        library.exercise(exercise_id)
    except UserError:
        return False
    return True


def _sort_beside(tx: ReadTx, document: Mapping[str, Any], plan: _Plan, ids: Sequence[str]) -> None:
    """The audit rows and the people of the file that are not here yet."""
    known = {_told_row(row) for row in record_rows.trail_rows(tx, ids)}
    for one in record_rows.rows(tx, _IMPORTS, ids):
        known |= {_told_row(row) for row in one["document"].get("trail", [])}
    for raw in document["trail"]:
        if problem := row_problem(TRAIL.name, raw):
            plan.told.append(RowTold(_("a row of the audit trail"), Fate.REFUSED, problem))
        elif _told_row(row := record_checks.cleaned(raw)) not in known:
            plan.trail.append(row)
    here = {one["id"] for one in record_rows.people(tx, [p["id"] for p in _rows(document)], "")}
    for raw in _rows(document):
        if raw["id"] not in here:
            here.add(raw["id"])
            plan.people.append(record_checks.cleaned(raw, one_line=True))


def _rows(document: Mapping[str, Any]) -> list[Row]:
    return [one for one in document["people"] if not row_problem(PEOPLE.name, one)]


def _told_row(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two rows of a trail the same."""
    return tuple(row[name] for name in ("seq", "at", "actor_id", "action", "kind", "entity_id"))


def _words(part: Part, row: object) -> str:
    """``pain rating of 3 Mar 2026``: which row is meant, without what it says."""
    words = _(_WORDS[part.name][0])
    found = cast("Row", row) if isinstance(row, dict) else {}
    when = next((found[name] for name in _DAYS if isinstance(found.get(name), str)), "")
    try:
        day = day_words(date.fromisoformat(when[:10]))
    except ValueError:
        return words
    return _("{record} of {day}", record=words, day=day)
