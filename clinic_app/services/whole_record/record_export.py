"""One patient's whole record as a file: for the patient, for another clinic, for a machine."""

import io
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from clinic_app import __version__
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.paper.page.sealed_pdf import sealed_pdf
from clinic_app.services.clinic_session import ClinicSession, Service
from clinic_app.services.files import check_place, write_file
from clinic_app.services.unlock.passphrase import Strength, strength
from clinic_app.services.whole_record import record_pages
from clinic_app.shipped_data import RECORD_SCHEMA
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import handouts, patients, record_rows, staff
from clinic_app.words import N_, _

FORMAT, VERSION = "handrail-record", 1
RECORD_FILE, PAGES_FILE, SCHEMA_FILE = "record.json", "record.pdf", "record-schema-1.json"
README_FILE, HANDOUTS_FOLDER = "READ ME.txt", "handouts"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that is read as another
_GROUPS, _GROUP = 4, 5
_README = N_(
    """\
This is the whole record of one patient, written by Handrail, a program for physical therapists.

record.pdf               the record to read
record.json              the same, and more, for a computer: format "handrail-record", version 1
record-schema-1.json     what each field of record.json means (JSON Schema)
handouts/                the pages that the patient was given, as they were printed

It holds health data: keep it where only those who need it can read it.
"""
)


@dataclass(frozen=True)
class Exported:
    """A record that was written: where, and how many handouts lie in it beside it."""

    path: Path
    has_password: bool
    handouts: int


def record_of(session: ClinicSession, patient_id: str) -> dict[str, Any]:
    """The whole record as a JSON document (docs/record-format.md).

    Raises NotFound, and NotAllowed where the role does not allow it. Nothing is noted.
    """
    session.require(Permission.EXPORT)
    with session.read() as tx:
        return _document(session, tx, patient_id)


class RecordExport(Service):
    """Gives whole records out."""

    @property
    def refusal(self) -> str:
        """Why whoever is signed in may not; empty where they may."""
        return self._session.refusal(Permission.EXPORT)

    def document(self, patient_id: str) -> dict[str, Any]:
        """As `record_of`."""
        return record_of(self._session, patient_id)

    def password_strength(self, password: str, patient_id: str) -> Strength:
        """How hard a password is to guess, also for somebody who knows the patient."""
        with self._session.read() as tx:
            one = patients.get(tx, patient_id)
        return strength(password, known=_known_words(one))

    def write_record(self, patient_id: str, out: Path, password: str | None) -> Exported:
        """Write the record whole or not at all, readable by the user alone; noted in the trail.

        Without a password (None) everybody who has the file can read it. Raises UserError for a
        password that is easy to guess, NotWritable, NotFound or NotAllowed.
        """
        self._check(patient_id, out, password)
        with self._session.read() as tx:
            document = _document(self._session, tx, patient_id)
            pages = _handout_pages(tx, document)
        self._give_out(
            document, out, _packed(document, self._pages(document), pages, password), password
        )
        return Exported(out, password is not None, len(pages))

    def write_pages(self, patient_id: str, out: Path, password: str | None) -> Exported:
        """Write the record's pages to read alone, as a PDF; otherwise as `write_record`."""
        self._check(patient_id, out, password)
        document = record_of(self._session, patient_id)
        pages = self._pages(document)
        if password is not None:
            pages = sealed_pdf(pages, zip_password(password).decode())
        self._give_out(document, out, pages, password)
        return Exported(out, password is not None, 0)

    def _pages(self, document: Mapping[str, Any]) -> bytes:
        """The record to read, on the clinic's paper."""
        with self._session.read() as tx:
            paper = staff.clinic(tx).paper
        names = {one.id: one.name for one in self._session.library.exercises}
        return record_pages.record_pdf(document, names, paper)

    def _check(self, patient_id: str, out: Path, password: str | None) -> None:
        self._session.require(Permission.EXPORT)
        if password is not None and not self.password_strength(password, patient_id).is_enough:
            raise UserError(
                _("The password is too easy to guess."),
                _("Add a word or two that nobody expects."),
            )
        check_place(out)

    def _give_out(
        self, document: Mapping[str, Any], out: Path, data: bytes, password: str | None
    ) -> None:
        kind = out.suffix.lower().removeprefix(".")
        detail = {"what": "whole record", "as": kind, "password": password is not None}
        self._session.note("export", "file", document["export_id"], detail, document["patient_id"])
        write_file(out, data)


def _known_words(patient: Patient) -> tuple[str, ...]:
    """What somebody who knows the patient would try first."""
    born = patient.born.isoformat() if patient.born else ""
    given, family = patient.given, patient.family
    names = (f"{a}{between}{b}" for a, b in ((given, family), (family, given)) for between in " -")
    return (given, family, given + family, family + given, *names, patient.record_number, born)


def made_up_password() -> str:
    """A password that nobody guesses: four groups of five, easy to read out on the phone."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def zip_password(password: str) -> bytes:
    """The bytes that a password is in a file, however the letters were typed."""
    return unicodedata.normalize("NFC", password.strip()).encode()


def _document(session: ClinicSession, tx: ReadTx, patient_id: str) -> dict[str, Any]:
    patients.get(tx, patient_id)
    ids = record_rows.same_person(tx, patient_id)
    parts = {part.name: list(record_rows.rows(tx, part, ids)) for part in record_rows.PARTS}
    for number, one in enumerate(parts["handouts"], 1):
        one["pdf"] = f"{HANDOUTS_FOLDER}/{number:02}-{one['issued_at'][:10]}.pdf"
    parts["trail"] = record_rows.trail_rows(tx, ids)
    clinic = staff.clinic(tx)
    named = record_rows.named_people(parts) | {session.actor_id}
    return {
        "format": FORMAT,
        "version": VERSION,
        "export_id": secrets.token_hex(16),
        "exported_at": session.now().isoformat(),
        "exported_by": session.actor_id,
        "handrail_version": __version__,
        "clinic": {"name": clinic.name, "phone": clinic.phone, "address": clinic.address},
        "patient_id": patient_id,
        **parts,
        "people": record_rows.people(tx, named, clinic.name),
    }


def _handout_pages(tx: ReadTx, document: Mapping[str, Any]) -> dict[str, bytes]:
    """The PDF of each handout by its name in the file. Raises NotFound where one is missing."""
    return {one["pdf"]: handouts.pdf(tx, one["id"]) for one in document["handouts"]}


def as_text(document: Mapping[str, Any]) -> str:
    """The document as JSON: each row of the record on a line of its own."""
    fields = [f" {_json(name)}: {_listed(value)}" for name, value in document.items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _listed(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n  " + ",\n  ".join(map(_json, cast("list[Any]", value))) + "\n ]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _packed(
    document: Mapping[str, Any], record: bytes, pages: Mapping[str, bytes], password: str | None
) -> bytes:
    import pyzipper

    members = {README_FILE: _(_README).encode(), RECORD_FILE: as_text(document).encode()}
    members[SCHEMA_FILE] = RECORD_SCHEMA.read_bytes()
    members[PAGES_FILE] = record
    made = io.BytesIO()
    with pyzipper.AESZipFile(made, "w", compression=pyzipper.ZIP_DEFLATED) as file:
        if password is not None:
            file.setpassword(zip_password(password))
            file.setencryption(pyzipper.WZ_AES, nbits=256)
        for name, data in {**members, **pages}.items():
            member = file.zipinfo_cls(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.compress_type = pyzipper.ZIP_DEFLATED
            file.writestr(member, data)
    return made.getvalue()
