"""The hinge ladder rises by what it asks of the hips: the static moment of each rung, as drawn.

75 kg and 1.72 m; masses by de Leva 1996, lengths by Drillis and Contini 1966 (both cited in
resources/anatomy). The order holds for the loaded way on two standing legs. Not compared: rungs
lying, sitting, on hands and knees or kneeling (another position), the dowel and the wall tap
(they teach; the hands are elsewhere), rungs on one leg (each leg holds its own part), and the
swing (it moves too fast for a static moment).
"""

from itertools import pairwise

import pytest

from clinic_app.domain.exercise.exercise import Settings
from clinic_app.domain.exercise.ladder import Rung, easier, harder
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.balance import Load, hip_moment
from clinic_app.figure.pose.landmarks import landmark_named
from clinic_app.figure.props.setting import loads
from clinic_app.services.exercises.library import open_library

LIBRARY = open_library()
BODY_KG = 75.0
MAIN_WAY: list[tuple[str, Settings]] = [
    ("hip-hinge-short", {"depth_deg": 30}),
    ("hip-hinge-short", {}),
    ("hip-hinge", {}),
    ("hip-hinge", {"depth_deg": 80}),
    ("hip-hinge-weight-at-chest", {}),
    ("kettlebell-deadlift-block", {}),
    ("romanian-deadlift", {}),
]
BRANCHES: list[tuple[tuple[str, Settings], tuple[str, Settings]]] = [
    (("hip-hinge-weight-at-chest", {}), ("good-morning", {})),
    (("kettlebell-deadlift-block", {}), ("kettlebell-deadlift", {})),
    (("kettlebell-deadlift-block", {"height_cm": 35}), ("kettlebell-deadlift-block", {})),
    (("romanian-deadlift", {"depth_deg": 50}), ("romanian-deadlift", {})),
]
Named = tuple[str, Settings]


def moment(rung: Named) -> float:
    """The greatest moment of its pictures in N m; a bell on the floor counts once it is lifted."""
    exercise_id, settings = rung
    exercise = LIBRARY.exercise(exercise_id)
    motion = solve_motion(exercise, settings)
    assert motion is not None
    held = loads(motion.props)
    if not held and exercise.dose.load_kg:
        grips = [landmark_named(f"grip_{side}") for side in "lr"]
        held = tuple(Load(exercise.dose.load_kg / 2, *grip) for grip in grips)
    found = [hip_moment(p.frames, held, body_kg=BODY_KG) for p in motion.panels]
    return max(float(m[0]) for m in found)


def test_the_main_way_rises_rung_by_rung() -> None:
    found = [moment(rung) for rung in MAIN_WAY]
    assert found == sorted(found), [round(m) for m in found]
    assert all(after - before < 40 for before, after in pairwise(found))


@pytest.mark.parametrize(("lower", "higher"), BRANCHES)
def test_a_branch_rises_too(lower: Named, higher: Named) -> None:
    assert moment(lower) < moment(higher)


def test_the_main_way_is_the_one_that_the_key_walks() -> None:
    first, settings = MAIN_WAY[0]
    start = {**LIBRARY.exercise(first).default_settings, **settings}
    rung, walked = Rung(first, start), [first]
    while rung.exercise_id != "romanian-deadlift":
        step = harder(rung, LIBRARY.exercise)
        assert step is not None
        rung = step.rung
        walked.append(rung.exercise_id)
    assert walked == [exercise_id for exercise_id, _ in MAIN_WAY]


def test_one_step_down_is_less_to_hold() -> None:
    for exercise_id, settings in MAIN_WAY[1:]:
        here = {**LIBRARY.exercise(exercise_id).default_settings, **settings}
        step = easier(Rung(exercise_id, here), LIBRARY.exercise)
        assert step is not None
        known = LIBRARY.exercise(step.rung.exercise_id).settings
        below = {n: v for n, v in step.rung.settings.items() if n in known and known[n].is_number}
        assert moment((step.rung.exercise_id, below)) < moment((exercise_id, settings))
