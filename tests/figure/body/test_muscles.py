"""Every muscle of the vocabulary has its place on the body."""

import numpy as np
import pytest

from clinic_app.catalog.vocabulary import read_vocabulary
from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.muscles import PATCHES
from clinic_app.figure.body.surface import surface
from clinic_app.figure.ellipsoid_set import PARTS
from clinic_app.shipped_data import EXERCISES


def test_every_muscle_has_patches_and_no_patch_is_of_another() -> None:
    vocabulary = read_vocabulary(EXERCISES)
    assert set(PATCHES) == set(vocabulary.terms["muscle"])


@pytest.mark.parametrize("muscle", PATCHES)
def test_a_patch_lies_on_the_surface(muscle: str) -> None:
    body = surface(Look())
    for patch in PATCHES[muscle]:
        parts = [i for i, name in enumerate(PARTS) if name.split("_")[0] == patch.part]
        low, high = sorted((patch.upper, patch.lower))
        inside = np.isin(body.part, parts) & (body.along >= low) & (body.along <= high)
        assert inside.any(), patch
