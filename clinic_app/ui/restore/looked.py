"""What the restore screen needs of a backup that was unpacked beside the clinic, to look at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from clinic_app.domain.backup import Contents


class Login(Protocol):
    """Somebody who can unlock it."""

    @property
    def title(self) -> str: ...


class Replaced(Protocol):
    """The clinic that lies where it is restored to."""

    @property
    def clinic_name(self) -> str: ...
    @property
    def back_again(self) -> Sequence[str]: ...
    @property
    def gone_again(self) -> Sequence[str]: ...
    @property
    def has_other_recovery_key(self) -> bool: ...


class Looked(Protocol):
    """A backup that was opened and checked; nothing was changed yet."""

    @property
    def clinic_name(self) -> str: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def contents(self) -> Contents: ...
    @property
    def logins(self) -> Sequence[Login]: ...
    @property
    def replaces(self) -> Replaced | None: ...
    @property
    def erased(self) -> int: ...
