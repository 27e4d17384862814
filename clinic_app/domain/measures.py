"""The outcome measures that Handrail knows, each with its numbers and their source."""

from clinic_app.domain.errors import UserError
from clinic_app.domain.measure import Measure

_OWN = "Our own words for a common kind of question: no licence is needed."
_TOTAL = "Only the total score: its questions may not ship without permission."

MEASURES: tuple[Measure, ...] = (
    Measure(
        "psfs",
        "Own activities",
        "Patient-specific function scale",
        0,
        10,
        0.1,
        up_is_better=True,
        unit="",
        mdc=2.0,
        mcid=None,
        source="MDC90 2 points for the mean of three to five activities, 3 for a single one",
        licence=_OWN,
        has_items=True,
    ),
    Measure(
        "odi",
        "ODI",
        "Oswestry Disability Index",
        0,
        100,
        1,
        up_is_better=False,
        unit="%",
        mdc=None,
        mcid=10.0,
        source="MCID 10 points",
        licence=_TOTAL,
        regions=("low-back",),
        loinc="97908-8",
    ),
)
_BY_ID = {measure.id: measure for measure in MEASURES}


def measure_named(name: str) -> Measure:
    """A measure by id; raises UserError listing those known."""
    measure = _BY_ID.get(name.strip().lower())
    if measure is None:
        raise UserError(f"There is no measure {name[:40]!r}.", f"Known: {', '.join(_BY_ID)}.")
    return measure
