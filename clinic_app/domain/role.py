"""What somebody who can log in may do."""

from enum import StrEnum


class Role(StrEnum):
    """An owner looks after people, limits and backups; an assistant exports and removes nothing."""

    OWNER = "owner"
    CLINICIAN = "clinician"
    ASSISTANT = "assistant"
