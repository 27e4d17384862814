"""Where somebody was when the clinic was locked: ids alone, in memory alone."""

from dataclasses import dataclass
from pathlib import Path

from clinic_app.ui.common.view_state import ViewState


@dataclass(frozen=True)
class Place:
    """``screen`` is one of the window's, ``tab`` one of the patient's, ``item_id`` of the plan,
    ``page`` one of the settings.
    """

    folder: Path
    clinician_id: str
    screen: str
    patient_id: str
    tab: int
    item_id: str
    page: str
    opened: tuple[str, ...]
    view: ViewState | None
