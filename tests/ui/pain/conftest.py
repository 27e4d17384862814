"""Ratings of the last weeks, given the way a patient gives them."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from clinic_app.domain.pain import PainRating, Series
from clinic_app.domain.patient import Patient
from clinic_app.domain.plan import new_id
from clinic_app.services.workspace import Workspace

Rate = Callable[..., list[PainRating]]


@pytest.fixture
def rate(workspace: Workspace) -> Rate:
    """``rate(patient, {days_ago: score}, series=..., context=...)`` keeps ratings."""

    def give(
        patient: Patient,
        scores: Mapping[int, int],
        *,
        series: Series = Series.AVERAGE,
        context: str = "",
    ) -> list[PainRating]:
        now = workspace.now() - timedelta(minutes=5)
        made = [
            PainRating(new_id(), patient.id, series, score, now - timedelta(days=ago), context)
            for ago, score in scores.items()
        ]
        workspace.pain.add_all(patient.id, made)
        return made

    return give


@pytest.fixture
def improved(rate: Rate, marigold: Patient) -> Patient:
    """Marigold, whose average pain fell from 7 to 3 in four weeks."""
    rate(marigold, {ago: 7 if ago > 20 else 3 for ago in range(28)})
    return marigold
