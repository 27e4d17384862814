"""Where the table says the hands are, the solved pose has them."""

import pytest

from clinic_app.domain.exercise.landmark import landmark_words
from clinic_app.figure.motion import solve_motion
from clinic_app.figure.pose.landmarks import place
from clinic_app.services.exercises.library import open_library

# Height of the hands: 1 at the hip, 0 at the knee, -1 at the ankle of the leg that stands.
SPANS = {
    "hands to the middle of your thighs": (0.35, 0.62),
    "hands to just above your knees": (0.22, 0.42),
    "hands to your knees": (-0.13, 0.25),  # the kneecap is a tenth of the thigh
    "hands to just below your knees": (-0.33, -0.10),
    "hands to the middle of your shins": (-0.72, -0.29),
}
LIBRARY = open_library()
HANGING = [
    exercise.id
    for exercise in LIBRARY.exercises
    if "depth_deg" in exercise.settings and exercise.settings["depth_deg"].landmark == "hands-hang"
]


def test_some_exercise_has_hanging_hands() -> None:
    assert "romanian-deadlift" in HANGING


@pytest.mark.parametrize("exercise_id", HANGING)
@pytest.mark.parametrize("depth_deg", range(30, 95, 5))
def test_the_hands_are_where_the_words_say(exercise_id: str, depth_deg: int) -> None:
    exercise = LIBRARY.exercise(exercise_id)
    words = landmark_words(exercise.settings["depth_deg"].landmarks, depth_deg, "en")
    motion = solve_motion(exercise, {"depth_deg": depth_deg})
    assert motion is not None
    lowest, highest = SPANS[words]
    heights = {
        name: float(place(motion.panels[-1].frames, f"{name}_r")[2])
        for name in ("hip", "knee", "ankle", "grip")
    }
    above = heights["grip"] - heights["knee"]
    length = heights["hip" if above > 0 else "knee"] - heights["knee" if above > 0 else "ankle"]
    assert lowest <= above / length <= highest, words
