"""The proportions of people: cited numbers put together, and a skeleton and landmarks to match."""

from dataclasses import fields

import numpy as np
import pytest

from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.figure.body.surface import surface
from clinic_app.figure.data.people import STANDARD, Person, person_of
from clinic_app.figure.ellipsoid_set import EllipsoidSet
from clinic_app.figure.pose.joints import Numbers, resting_pose
from clinic_app.figure.pose.landmarks import lean, place
from clinic_app.figure.pose.skeleton import FRAME, frames
from clinic_app.plain_yaml import load
from clinic_app.shipped_data import RESOURCES

WOMAN = Look(figure="woman")
ON_THE_SKIN = ("sternum", "low_back", "belly", "sacrum", "thigh_top_l", "above_knee_l", "breast_r")


def test_every_number_names_a_source_of_its_table() -> None:
    text = (RESOURCES / "anatomy" / "people.yaml").read_text(encoding="utf-8")
    table = load(text).root
    measures = {field.name for field in fields(Person)}
    for name, row in table["people"].items():
        assert set(row) <= measures, name
        assert {told["source"] for told in row.values()} <= set(table["sources"]), name


def test_a_person_is_the_figure_the_build_and_the_age_together() -> None:
    assert person_of(Look()) == STANDARD
    woman, large = person_of(WOMAN), person_of(Look(build="large"))
    both = person_of(Look(figure="woman", build="large", age="older"))
    assert both.hips == pytest.approx(woman.hips * large.hips)
    assert both.bust == woman.bust == 1.0
    assert both.belly_m > large.belly_m > 0.0 == woman.belly_m
    assert both.stoop_deg == 12.0
    assert both.straight.stoop_deg == 0.0


def test_colours_and_hair_do_not_change_the_proportions() -> None:
    assert person_of(Look(skin="dark", hair="bald", clothes="plum")) == STANDARD


def _outwards(ellipsoids: EllipsoidSet, points: Numbers) -> float:
    """About how far a point is outside of the nearest ellipsoid, in m; negative inside."""
    local = np.einsum("nji,nj->ni", ellipsoids.rotation, points - ellipsoids.centre)
    size = np.linalg.norm(local / ellipsoids.radii, axis=1)
    return float(((size - 1) / size * np.linalg.norm(local, axis=1)).min())


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("landmark", ON_THE_SKIN)
def test_a_place_on_the_skin_lies_on_everybodys_skin(name: str, landmark: str) -> None:
    """As far from the skin as on the standard man, within a finger's breadth."""

    def over(look: Look) -> float:
        body = frames(resting_pose(), person_of(look).straight)
        return _outwards(surface(look).at(body), place(body, landmark))

    assert over(LOOKS[name]) == pytest.approx(over(Look()), abs=0.016)


def test_shoulders_are_as_far_apart_as_the_person_says() -> None:
    def apart(look: Look) -> float:
        body = frames(resting_pose(), person_of(look))
        return float(np.ptp([place(body, f"shoulder_{side}")[1] for side in "lr"]))

    assert apart(WOMAN) / apart(Look()) == pytest.approx(person_of(WOMAN).shoulders, abs=0.005)


def test_a_stoop_brings_the_head_forward_but_not_the_weight() -> None:
    old, young = (frames(resting_pose(), person_of(Look(age=age))) for age in ("older", "adult"))
    ahead = {n: place(old, n)[0] - place(young, n)[0] for n in ("head", "c7", "pelvis")}
    assert ahead["pelvis"] == 0.0
    assert ahead["head"] > 0.015
    assert abs(ahead["c7"]) < 0.02
    gaze = [b.rotation[0, FRAME["head"]][2, 0] for b in (old, young)]
    assert abs(float(np.degrees(np.arcsin(gaze[0]) - np.arcsin(gaze[1])))) < 4.0


@pytest.mark.parametrize("ends", [("pelvis", "belly"), ("sternum", "midback"), ("pelvis", "c7")])
def test_a_line_leans_by_the_bones_whatever_lies_over_its_ends(ends: tuple[str, str]) -> None:
    large = person_of(Look(figure="woman", build="large"))
    drawn = [float(lean(frames(resting_pose(), one), *ends)[0]) for one in (STANDARD, large)]
    assert drawn[1] == pytest.approx(drawn[0], abs=1e-9)
