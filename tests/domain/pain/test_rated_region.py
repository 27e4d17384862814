"""Which rated region a name means, and what is said where it means none or several."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.rated_region import rated_region, region_words

RATED = ("", "hip-left", "knee-front-left", "knee-front-right", "low-back")


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("", ""),
        ("treated", ""),
        ("low-back", "low-back"),
        ("Low  Back", "low-back"),
        ("hip", "hip-left"),
        ("left hip", "hip-left"),
        ("right knee", "knee-front-right"),
        ("front of the left knee", "knee-front-left"),
    ],
)
def test_a_region_is_known_by_id_name_or_words_that_fit_it_alone(text: str, site: str) -> None:
    assert rated_region(text, RATED) == site


def test_a_name_that_fits_two_or_none_is_refused_with_what_was_rated() -> None:
    with pytest.raises(UserError, match="More than one rated region fits 'knee'") as two:
        rated_region("knee", RATED)
    assert "front of the left knee, front of the right knee" in str(two.value.next_step)
    with pytest.raises(UserError, match="no ratings of a region 'neck'") as none:
        rated_region("neck", RATED)
    assert "left hip" in str(none.value.next_step)
    with pytest.raises(UserError) as nothing:
        rated_region("hip", ("",))
    assert nothing.value.next_step == "No region was rated apart."


def test_what_is_treated_has_a_name() -> None:
    assert region_words("") == "what is treated"
    assert region_words("low-back") == "low back"
