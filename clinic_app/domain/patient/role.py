"""What somebody who can log in may do."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from clinic_app.words import N_, Message, _


class Role(StrEnum):
    """An owner looks after people, limits and backups; an assistant exports and removes nothing."""

    OWNER = "owner"
    CLINICIAN = "clinician"
    ASSISTANT = "assistant"

    @property
    def words(self) -> str:
        """``Owner``, as screens show it."""
        return _(_ROLES[self])

    @property
    def with_article(self) -> str:
        """``an owner``, within a sentence."""
        return _(_A_ROLE[self])


_ROLES = {
    Role.OWNER: N_("Owner"),
    Role.CLINICIAN: N_("Clinician"),
    Role.ASSISTANT: N_("Assistant"),
}
_A_ROLE = {
    Role.OWNER: N_("an owner"),
    Role.CLINICIAN: N_("a clinician"),
    Role.ASSISTANT: N_("an assistant"),
}
_ALL = frozenset(Role)
_CLINICAL = frozenset((Role.OWNER, Role.CLINICIAN))
_OWNERS = frozenset((Role.OWNER,))


@dataclass(frozen=True)
class _Grant:
    """``words`` head a row of the table; ``doing`` is the same within a sentence."""

    words: Message
    doing: Message
    roles: frozenset[Role]


class Permission(Enum):
    """What is allowed by role. Services ask for one; the table on the screen shows all of them."""

    PLANS = _Grant(N_("See and change plans"), N_("changing plans"), _ALL)
    RATINGS = _Grant(N_("Write pain, diary, measures"), N_("writing ratings"), _ALL)
    PAPER = _Grant(N_("Print handouts and forms for the patient"), N_("printing handouts"), _ALL)
    TEMPLATES = _Grant(N_("Keep plans as templates"), N_("keeping templates"), _ALL)
    ARCHIVE = _Grant(
        N_("Archive a patient, or bring one back"), N_("archiving a patient"), _CLINICAL
    )
    EXPORT = _Grant(
        N_("Save ratings, charts and reports as files"), N_("giving out a record"), _CLINICAL
    )
    IMPORT = _Grant(
        N_("Read in a record from another clinic"), N_("reading in a record"), _CLINICAL
    )
    MERGE = _Grant(
        N_("Make two records of one patient one"), N_("making two records one"), _CLINICAL
    )
    CLINIC = _Grant(
        N_("Change the clinic's details"), N_("changing the clinic's details"), _CLINICAL
    )
    TRAIL = _Grant(N_("Read the audit trail"), N_("reading the audit trail"), _CLINICAL)
    LIMITS = _Grant(N_("Change the limits"), N_("changing limits"), _OWNERS)
    DRAFTS = _Grant(
        N_("Hand on what somebody left unsaved"), N_("handing on unsaved text"), _OWNERS
    )
    PEOPLE = _Grant(N_("Add and remove people, change roles"), N_("managing people"), _OWNERS)
    BACKUPS = _Grant(
        N_("Export everything, restore"), N_("exporting or restoring the clinic"), _OWNERS
    )

    ERASE = _Grant(N_("Erase a patient on lawful demand"), N_("erasing a patient"), _OWNERS)

    @property
    def words(self) -> str:
        """``Change the limits``."""
        return _(self.value.words)

    @property
    def doing(self) -> str:
        """``changing limits``, within a sentence."""
        return _(self.value.doing)

    def is_given_to(self, role: Role) -> bool:
        """Whether somebody of that role may do it."""
        return role in self.value.roles

    def refusal(self, role: Role) -> str:
        """Why that role may not, in one sentence; empty where it may."""
        if self.is_given_to(role):
            return ""
        doing, mine = self.doing, role.with_article
        doing = doing[0].upper() + doing[1:]
        if self.value.roles == _OWNERS:
            return _(
                "{doing} is for an owner; you are signed in as {role}.", doing=doing, role=mine
            )
        return _(
            "{doing} is for an owner or a clinician; you are signed in as {role}.",
            doing=doing,
            role=mine,
        )
