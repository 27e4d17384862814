"""What somebody who can log in may do."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Role(StrEnum):
    """An owner looks after people, limits and backups; an assistant exports and removes nothing."""

    OWNER = "owner"
    CLINICIAN = "clinician"
    ASSISTANT = "assistant"

    @property
    def words(self) -> str:
        """``Owner``, as screens show it."""
        return self.value.capitalize()

    @property
    def with_article(self) -> str:
        """``an owner``, within a sentence."""
        return f"{'an' if self.value[0] in 'ao' else 'a'} {self.value}"


_ALL = frozenset(Role)
_CLINICAL = frozenset((Role.OWNER, Role.CLINICIAN))
_OWNERS = frozenset((Role.OWNER,))


@dataclass(frozen=True)
class _Grant:
    """``words`` head a row of the table; ``doing`` is the same within a sentence."""

    words: str
    doing: str
    roles: frozenset[Role]


class Permission(Enum):
    """What is allowed by role. Services ask for one; the table on the screen shows all of them."""

    PLANS = _Grant("See and change plans", "changing plans", _ALL)
    RATINGS = _Grant("Write pain, diary, measures", "writing ratings", _ALL)
    PAPER = _Grant("Print handouts and forms for the patient", "printing handouts", _ALL)
    TEMPLATES = _Grant("Keep plans as templates", "keeping templates", _ALL)
    ARCHIVE = _Grant("Archive a patient, or bring one back", "archiving a patient", _CLINICAL)
    EXPORT = _Grant("Save ratings, charts and reports as files", "giving out a record", _CLINICAL)
    IMPORT = _Grant("Read in a record from another clinic", "reading in a record", _CLINICAL)
    MERGE = _Grant("Make two records of one patient one", "making two records one", _CLINICAL)
    CLINIC = _Grant("Change the clinic's details", "changing the clinic's details", _CLINICAL)
    TRAIL = _Grant("Read the audit trail", "reading the audit trail", _CLINICAL)
    LIMITS = _Grant("Change the limits", "changing limits", _OWNERS)
    DRAFTS = _Grant("Hand on what somebody left unsaved", "handing on unsaved text", _OWNERS)
    PEOPLE = _Grant("Add and remove people, change roles", "managing people", _OWNERS)
    BACKUPS = _Grant("Export everything, restore", "exporting or restoring the clinic", _OWNERS)

    ERASE = _Grant("Erase a patient on lawful demand", "erasing a patient", _OWNERS)

    @property
    def words(self) -> str:
        """``Change the limits``."""
        return self.value.words

    @property
    def doing(self) -> str:
        """``changing limits``, within a sentence."""
        return self.value.doing

    def is_given_to(self, role: Role) -> bool:
        """Whether somebody of that role may do it."""
        return role in self.value.roles

    def refusal(self, role: Role) -> str:
        """Why that role may not, in one sentence; empty where it may."""
        if self.is_given_to(role):
            return ""
        who = "an owner" if self.value.roles == _OWNERS else "an owner or a clinician"
        sentence = f"{self.doing} is for {who}; you are signed in as {role.with_article}."
        return sentence[0].upper() + sentence[1:]
