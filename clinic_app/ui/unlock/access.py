"""What the unlock screen needs of the clinic that lies locked in its folder."""

from collections.abc import Sequence
from typing import Protocol


class Login(Protocol):
    """Somebody who can unlock: an id, and ``Robin Demo, PT``."""

    @property
    def clinician_id(self) -> str: ...
    @property
    def title(self) -> str: ...


class Opened(Protocol):
    """An open clinic."""

    def close(self) -> None: ...


class Access(Protocol):
    """A locked clinic. ``unlock`` and ``recover`` take about a second and return a workspace.

    They raise WrongPassphrase, TooManyTries, DamagedFile or another UserError.
    """

    @property
    def clinic_name(self) -> str: ...
    @property
    def logins(self) -> Sequence[Login]: ...
    @property
    def is_demo(self) -> bool: ...

    def unlock(self, clinician_id: str, passphrase: str) -> Opened: ...
    def recover(self, recovery_key: str, clinician_id: str, new_passphrase: str) -> Opened: ...
