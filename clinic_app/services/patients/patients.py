"""Patients and their episodes: find, add, change, archive."""

import unicodedata
from datetime import UTC, datetime

from clinic_app.domain.errors import NotFound, UserError
from clinic_app.domain.exercise.look import look_named
from clinic_app.domain.patient.patient import CaseloadRow, ClinicContext, Episode, Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.changes import PatientChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.records import patients, staff
from clinic_app.words import _, languages, ngettext

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PatientService(Service):
    """Everything about who is treated."""

    def add(self, patient: Patient) -> Patient:
        """Add a patient; an empty record number gets the clinic's next one."""
        self._check(patient)
        with self._session.write() as tx:
            if not patient.record_number:
                patient = patient.changed(record_number=patients.next_record_number(tx))
            patients.refuse_taken_number(tx, patient)
            patients.add(tx, patient)
        self._session.notify(PatientChanged(patient.id))
        return patient

    def get(self, patient_id: str) -> Patient:
        """One patient; raises NotFound."""
        with self._session.read() as tx:
            return patients.get(tx, patient_id)

    def update(self, patient: Patient) -> Patient:
        """Save changed details; raises Conflict when somebody else saved meanwhile.

        Raises NotAllowed where it archives the patient and an assistant is signed in.
        """
        self._check(patient)
        with self._session.write(changed=PatientChanged(patient.id)) as tx:
            patients.refuse_taken_number(tx, patient)
            if patients.get(tx, patient.id).archived != patient.archived:
                self._session.check(tx, Permission.ARCHIVE)
            return patients.update(tx, patient)

    def set_archived(self, patient_id: str, *, archived: bool) -> Patient:
        """Archive or bring back; nothing is ever deleted."""
        return self.update(self.get(patient_id).changed(archived=archived))

    def caseload(self, *, include_archived: bool = False) -> list[CaseloadRow]:
        """Every patient with what the home screen shows, the last opened first."""
        with self._session.read() as tx:
            rows = patients.listing(tx, include_archived=include_archived)
        return sorted(rows, key=lambda row: row.opened_at or _NEVER, reverse=True)

    def opened(self, patient_id: str) -> None:
        """Remember that a patient's record was opened now."""
        with self._session.write() as tx:
            patients.mark_opened(tx, patient_id, self._session.now())

    def read_by_command(self, patient_id: str, command: str) -> None:
        """Note that a command reads a record; the caseload's order stays as it is."""
        self._session.note("open", "patient", patient_id, {"command": command}, patient_id)

    def picture_saved(self, patient_id: str | None) -> None:
        """Note that a picture of the window leaves the program."""
        detail = {"what": "picture of the window", "as": "png"}
        self._session.note("export", "file", new_id(), detail, patient_id)

    def list_by_command(self, command: str) -> None:
        """Note that a command lists all patients."""
        self._session.note("open", "caseload", "", {"command": command})

    def find(self, text: str) -> Patient:
        """The patient with this id, record number or unambiguous name; raises NotFound.

        Whatever names a record that was made one with another leads to that one.
        """
        requested = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
        listed = self.caseload(include_archived=True)
        kept = {gone.id: row.patient for row in listed for gone in row.former}
        rows = [one for row in listed for one in (row.patient, *row.former)]
        exact = [p for p in rows if requested in (p.id, p.record_number.casefold())]
        named = exact or [p for p in rows if requested in _names(p)]
        part = named or [p for p in rows if requested and any(requested in n for n in _names(p))]
        plain = _plain(requested)
        found = part or [p for p in rows if plain and any(plain in _plain(n) for n in _names(p))]
        found = list({one.id: one for one in (kept.get(p.id, p) for p in found)}.values())
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(_("No matching patient."), _("'handrail patients' lists them."))
        numbers = ", ".join(p.record_number for p in found[:5])
        raise NotFound(
            ngettext("{count} patient matches.", "{count} patients match.", len(found)),
            _("Use a record number: {numbers}.", numbers=numbers),
        )

    def made_one_words(self, text: str, found: Patient) -> str:
        """That ``text`` names a record that was made one with the found one; empty otherwise."""
        requested = _plain(" ".join(text.split()).casefold())
        own = (found.id, found.record_number.casefold(), *map(_plain, _names(found)))
        with self._session.read() as tx:
            former = [gone for gone, kept_id in patients.made_one(tx) if kept_id == found.id]
        for gone in former:
            parts = (gone.id, gone.record_number.casefold(), *map(_plain, _names(gone)))
            if any(requested in one for one in parts) and not any(requested in one for one in own):
                return _(
                    "{former} was made one with {name} ({number}).",
                    former=gone.record_number or gone.name,
                    name=found.name,
                    number=found.record_number,
                )
        return ""

    def context(self, patient_id: str) -> ClinicContext:
        """What is printed about a patient begins with; raises NotFound."""
        actor, today = self._session.actor_id, self._session.now().date()
        with self._session.read() as tx:
            clinician = next(one for one in staff.clinicians(tx) if one.id == actor)
            patient, episodes = patients.get(tx, patient_id), patients.episodes(tx, patient_id)
            newest = episodes[0] if episodes else None
            return ClinicContext(staff.clinic(tx), clinician, patient, newest, today)

    def episodes(self, patient_id: str) -> list[Episode]:
        """Episodes of care, the newest first."""
        with self._session.read() as tx:
            return patients.episodes(tx, patient_id)

    def add_episode(self, episode: Episode) -> Episode:
        """Open an episode; its region must be one the library knows."""
        self._check_region(episode)
        with self._session.write(changed=PatientChanged(episode.patient_id)) as tx:
            patients.add_episode(tx, episode)
        return episode

    def update_episode(self, episode: Episode) -> Episode:
        """Save a changed episode."""
        self._check_region(episode)
        with self._session.write(changed=PatientChanged(episode.patient_id)) as tx:
            patients.update_episode(tx, episode)
        return episode

    def _check(self, patient: Patient) -> None:
        if patient.language not in languages():
            known = ", ".join(languages())
            raise UserError(
                _("There is no language {language}.", language=repr(patient.language)),
                _("Known: {known}.", known=known),
            )
        look_named(patient.look)
        for tag in patient.precautions:
            known = self._session.library.vocabulary.terms["precaution"]
            if tag not in known:
                raise UserError(
                    _("{tag} is not a known precaution.", tag=repr(tag)),
                    _("Known: {known}.", known=", ".join(known)),
                )

    def _check_region(self, episode: Episode) -> None:
        known = self._session.library.vocabulary.terms["region"]
        if episode.region not in known:
            raise UserError(
                _("{region} is not a known region.", region=repr(episode.region)),
                _("Known: {known}.", known=", ".join(known)),
            )


def _names(patient: Patient) -> tuple[str, str, str]:
    given, family = patient.given.casefold(), patient.family.casefold()
    return f"{given} {family}", f"{family}, {given}", f"{family} {given}"


def _plain(name: str) -> str:
    """Without accents, for those who type none."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")
