"""A handout as it was given to a patient: kept as it was, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.patient import Paper


@dataclass(frozen=True)
class IssuedHandout:
    """One printed or saved handout.

    ``snapshot`` is the plan with every text resolved, as JSON-ready values; ``sha256`` is the
    hex digest of the exact PDF, which is kept beside it; ``issued_at`` has its time zone.
    """

    id: str
    patient_id: str
    issued_at: datetime
    clinician_id: str
    paper: Paper
    pages: int
    snapshot: Mapping[str, object]
    sha256: str
