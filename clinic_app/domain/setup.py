"""What a new clinic needs to be told before it can be made."""

from dataclasses import dataclass, field

from clinic_app.domain.patient import Clinic


@dataclass(frozen=True)
class ClinicSetup:
    """The first clinician's answers. ``recovery_key`` is the one that was shown and noted."""

    clinic: Clinic
    clinician_name: str
    credentials: str
    passphrase: str = field(repr=False)
    recovery_key: str = field(repr=False)
