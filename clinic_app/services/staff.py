"""The clinic's own details, its clinicians and their logins."""

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient import Clinic, Clinician, clean_line
from clinic_app.domain.program import new_id
from clinic_app.services.acting import Acting
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.passphrase import refuse_weak
from clinic_app.storage import staff
from clinic_app.storage.keys import KeyFile


class StaffService:
    """Who works here, and what stands on the handout."""

    def __init__(self, acting: Acting, keys: KeyFile, data_key: bytes) -> None:
        self._acting = acting
        self._keys = keys
        self._data_key = data_key

    def clinic(self) -> Clinic:
        """Name, phone, address, paper, idle lock."""
        with self._acting.read() as tx:
            return staff.clinic(tx)

    def save_clinic(self, clinic: Clinic) -> None:
        """Change the clinic's details."""
        with self._acting.write() as tx:
            staff.save_clinic(tx, clinic)
        self._keys.rename_clinic(clinic.name)
        self._acting.notify(ClinicChanged())

    def clinicians(self) -> list[Clinician]:
        """Everybody who ever had a login: their names stand in the history."""
        with self._acting.read() as tx:
            return staff.clinicians(tx)

    def with_login(self) -> set[str]:
        """Ids of clinicians who can log in now."""
        return {login.clinician_id for login in self._keys.logins}

    def add_clinician(self, name: str, credentials: str, passphrase: str) -> Clinician:
        """A new clinician with a login of their own."""
        refuse_weak(passphrase)
        clinician = Clinician(
            new_id(),
            clean_line(name, "The clinician's name", needed=True),
            clean_line(credentials, "The credentials"),
        )
        with self._acting.write() as tx:
            staff.save_clinician(tx, clinician)
        self._keys.set_login(self._data_key, clinician, passphrase)
        self._acting.notify(ClinicChanged())
        return clinician

    def change_passphrase(self, clinician: Clinician, passphrase: str) -> None:
        """Give a clinician a new passphrase."""
        refuse_weak(passphrase)
        self._keys.set_login(self._data_key, clinician, passphrase)
        with self._acting.write() as tx:
            tx.audit("passphrase-changed", "clinician", clinician.id)
        self._acting.notify(ClinicChanged())

    def remove_login(self, clinician_id: str) -> None:
        """Take a clinician's login away; the last one stays. The name stays in the history."""
        if clinician_id == self._acting.actor_id:
            raise UserError("You cannot remove your own login.", "Another clinician can do it.")
        self._keys.remove_login(clinician_id)
        with self._acting.write() as tx:
            tx.audit("login-removed", "clinician", clinician_id)
        self._acting.notify(ClinicChanged())
