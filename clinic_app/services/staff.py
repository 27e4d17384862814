"""The clinic's own details, its clinicians, their roles and their logins."""

from dataclasses import dataclass

from clinic_app.domain.dates import near_day_words, near_moment_words
from clinic_app.domain.errors import Conflict, UserError
from clinic_app.domain.patient.patient import Clinic, Clinician, join_clinic
from clinic_app.domain.patient.role import Permission, Role
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.text import clean_line
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.unlock.passphrase import refuse_weak
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.keys.held_key import HeldKey
from clinic_app.storage.keys.keys import KeyFile
from clinic_app.storage.records import staff
from clinic_app.words import _


class ClinicConflict(Conflict):
    """Both sides changed the same ``fields``; ``theirs`` is what is stored now."""

    def __init__(self, theirs: Clinic, fields: tuple[str, ...]) -> None:
        super().__init__(
            _("The clinic's details were changed elsewhere meanwhile."),
            _("Choose which ones to keep."),
        )
        self.theirs = theirs
        self.fields = fields


@dataclass(eq=False)
class StaffService(Service):
    """Who works here, what they may do, and what stands on the handout.

    ``own`` is the passphrase of whoever is signed in: what changes who can open the clinic asks
    for it again, and wrong ones count as they do at the unlock screen.
    """

    _keys: KeyFile
    _data_key: HeldKey

    def clinic(self) -> Clinic:
        """Name, phone, address, paper, idle lock."""
        with self._session.read() as tx:
            return staff.clinic(tx)

    def save_clinic(self, clinic: Clinic, *, since: Clinic | None = None) -> Clinic:
        """Change the clinic's details; returns them as they are stored.

        ``since`` is what they were when the change began: what others changed meanwhile is then
        joined. Raises ClinicConflict where both changed the same field otherwise; without
        ``since``, Conflict for every change meanwhile. Nothing is changed then.
        """
        with self._session.write(Permission.CLINIC) as tx:
            if since is not None:
                theirs = staff.clinic(tx)
                clinic, both = join_clinic(since, clinic, theirs)
                if both:
                    raise ClinicConflict(theirs, both)
            saved = staff.save_clinic(tx, clinic)
        self._keys.rename_clinic(saved.name)
        self._session.notify(ClinicChanged())
        return saved

    def clinicians(self) -> list[Clinician]:
        """Everybody who ever had a login: their names stand in the history."""
        with self._session.read() as tx:
            return staff.clinicians(tx)

    def names(self) -> dict[str, str]:
        """The name of everybody by id, also of those of other clinics in records from there."""
        with self._session.read() as tx:
            return staff.names(tx)

    def with_login(self) -> set[str]:
        """Ids of clinicians who can log in now."""
        return {login.clinician_id for login in self._keys.logins}

    def last_seen(self) -> dict[str, str]:
        """When each clinician came in last, or left, as ``today 8:02`` or ``left 30 Sep``.

        Nothing of somebody who did neither lately. Reads thousands of rows: not for every key.
        """
        with self._session.read() as tx:
            came, left = staff.last_sign_ins(tx), staff.last_removals(tx)
        today, logins = self._session.now().date(), self.with_login()
        seen = {who: near_moment_words(at, today) for who, at in came.items()}
        gone = {
            who: _("left {day}", day=near_day_words(at.date(), today)) for who, at in left.items()
        }
        return seen | {who: words for who, words in gone.items() if who not in logins}

    def has_owner(self) -> bool:
        """Whether an owner can log in; where none can, the recovery key appoints one."""
        with self._session.read() as tx:
            return bool(self._owners(tx))

    def confirm(self, own: str) -> None:
        """Raises WrongPassphrase or TooManyTries unless ``own`` is the actor's passphrase."""
        self._keys.check_passphrase(self._session.actor_id, own)

    def add_clinician(
        self, name: str, credentials: str, role: Role, passphrase: str, *, own: str
    ) -> Clinician:
        """A new clinician with a login of their own."""
        clinician = Clinician(
            new_id(),
            clean_line(name, _("The clinician's name"), needed=True),
            clean_line(credentials, _("The credentials")),
            role,
        )
        self._ready_for_people(own, passphrase)
        with self._session.write(Permission.PEOPLE) as tx:
            staff.save_clinician(tx, clinician)
        with self._data_key.used() as data_key:
            self._keys.set_login(data_key, clinician, passphrase)
        self._session.notify(ClinicChanged())
        return clinician

    def change_own_passphrase(self, passphrase: str, *, own: str) -> None:
        """Give oneself a new passphrase."""
        refuse_weak(passphrase)
        self.confirm(own)
        self._set_login(self._session.actor_id, passphrase)

    def set_passphrase(self, clinician_id: str, passphrase: str, *, own: str) -> None:
        """Give somebody else a new passphrase."""
        self._ready_for_people(own, passphrase)
        self._set_login(clinician_id, passphrase, Permission.PEOPLE)

    def give_back(self, clinician_id: str, role: Role, passphrase: str, *, own: str) -> None:
        """Give a removed login back, with a role and a new passphrase."""
        self._ready_for_people(own, passphrase)
        with self._session.write(Permission.PEOPLE) as tx:  # before the login: never more than this
            staff.set_role(tx, clinician_id, role)
        self._set_login(clinician_id, passphrase, Permission.PEOPLE)

    def set_role(self, clinician_id: str, role: Role, *, own: str) -> None:
        """Change what somebody may do; the last owner who can log in stays one."""
        self._ready_for_people(own)
        with self._session.write(Permission.PEOPLE, changed=ClinicChanged()) as tx:
            if role is not Role.OWNER:
                self._refuse_last_owner(tx, clinician_id)
            staff.set_role(tx, clinician_id, role)

    def remove_login(self, clinician_id: str, *, own: str) -> None:
        """Take a clinician's login away; the name stays in the history.

        Raises UserError for one's own login and that of the last owner.
        """
        self._session.require(Permission.PEOPLE)
        if clinician_id == self._session.actor_id:
            raise UserError(_("You cannot remove your own login."), _("Another owner can do it."))
        self.confirm(own)
        with self._session.write(Permission.PEOPLE, changed=ClinicChanged()) as tx:
            self._refuse_last_owner(tx, clinician_id)
            self._keys.remove_login(clinician_id)
            staff.take_login_away(tx, clinician_id)
            staff.want_new_key(tx, self._session.now().date())
            tx.audit("login-removed", "clinician", clinician_id)

    def replace_recovery_key(self, recovery_key: str, *, own: str) -> None:
        """Put another recovery key in force; the one before opens nothing from then on."""
        self._ready_for_people(own)
        with self._data_key.used() as data_key:
            self._keys.set_recovery_key(data_key, recovery_key)
        with self._session.write(Permission.PEOPLE, changed=ClinicChanged()) as tx:
            staff.want_new_key(tx, self._session.now().date())
            tx.audit("recovery-key-replaced", "clinic", "clinic")

    def _ready_for_people(self, own: str, passphrase: str | None = None) -> None:
        """Everything that may be refused, before anything is changed; the slow part last."""
        self._session.require(Permission.PEOPLE)
        if passphrase is not None:
            refuse_weak(passphrase)
        self.confirm(own)

    def _set_login(
        self, clinician_id: str, passphrase: str, needs: Permission | None = None
    ) -> None:
        had_login = clinician_id in self.with_login()
        clinician = next(c for c in self.clinicians() if c.id == clinician_id)
        with self._data_key.used() as data_key:
            self._keys.set_login(data_key, clinician, passphrase)  # slow: no writer waits for it
        with self._session.write(needs, changed=ClinicChanged()) as tx:
            staff.give_login(tx, clinician_id)
            action = "passphrase-changed" if had_login else "login-given-back"
            tx.audit(action, "clinician", clinician_id)

    def _refuse_last_owner(self, tx: WriteTx, clinician_id: str) -> None:
        if self._owners(tx) == {clinician_id}:
            raise UserError(
                _("The last owner stays an owner, with a login."),
                _("Make somebody else an owner first."),
            )

    def _owners(self, tx: ReadTx) -> set[str]:
        logins = self.with_login()
        owners = {c.id for c in staff.clinicians(tx) if c.role is Role.OWNER}
        return owners & logins
