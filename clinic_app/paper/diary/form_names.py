"""What the boxes of a diary are called where it is a form; a name says nothing of the patient."""

from clinic_app.domain.pain.pain import Series

FORM_ID = "handrail-form"
_SERIES = {Series.WORST: "worst", Series.AVERAGE: "avg"}
RATED = tuple(_SERIES)


def score(series: Series, *, week: int, day: int) -> str:
    """``w1-avg-3``: the average pain of the third day (``day`` 2) of the first week."""
    return f"w{week}-{_SERIES[series]}-{day + 1}"


def tick(row: int, *, week: int, day: int, time: int) -> str:
    """``w1-x2-3-1``: the second exercise (``row`` 1) on the third day, the first time."""
    return f"w{week}-x{row + 1}-{day + 1}-{time + 1}"
