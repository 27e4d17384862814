"""Where it hurts: regions of the body chart that a patient marked on a day."""

from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.body_chart import region_named
from clinic_app.domain.text import plain_line


@dataclass(frozen=True)
class PainMap:
    """Marked regions, as ids of `body_chart.REGIONS`; raises UserError for an unknown one."""

    id: str
    patient_id: str
    at: datetime
    regions: tuple[str, ...]
    source: str = "clinic"
    voided: bool = False
    void_reason: str = ""

    def __post_init__(self) -> None:
        kept = {region_named(name).id: None for name in self.regions}
        object.__setattr__(self, "regions", tuple(kept))
        object.__setattr__(self, "void_reason", plain_line(self.void_reason))
