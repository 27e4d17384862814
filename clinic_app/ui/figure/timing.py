"""How a repetition runs in time: out to the last pose, a pause, and back."""

from dataclasses import dataclass

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.plan.dose import Dose

FRAMES_A_SECOND = 30
_FEWEST, _MOST = 12, 90
_USUAL_WAY_S = 1.5  # each way where no tempo is given: 3 s a repetition, as the dose counts it
_LONGEST_PAUSE_S = 5.0  # of the preview alone: nobody watches a stretch for half a minute
_REST_S = 0.8  # at the start, so that one repetition ends before the next


@dataclass(frozen=True)
class Timing:
    """Seconds of one repetition as the preview shows it."""

    out_s: float
    pause_s: float
    back_s: float

    @property
    def total_s(self) -> float:
        """From one start to the next."""
        return self.out_s + self.pause_s + self.back_s + _REST_S

    @property
    def frames(self) -> int:
        """Pictures from the first pose to the last, so that each is shown for a thirtieth of a
        second on the slower way."""
        frames = round(max(self.out_s, self.back_s) * FRAMES_A_SECOND)
        return max(_FEWEST, min(frames, _MOST))

    def share_at(self, seconds: float) -> float:
        """How far from the first pose (0) to the last (1) the body is, at a steady pace."""
        at = seconds % self.total_s
        if at < self.out_s:
            return at / self.out_s
        at -= self.out_s
        if at < self.pause_s:
            return 1.0
        at -= self.pause_s
        return max(0.0, 1 - at / self.back_s)


def timing_of(dose: Dose, exercise: Exercise) -> Timing:
    """The prescribed tempo. Its first number is the way down: out in a hinge, back in a bridge."""
    pause = min(dose.hold_s, _LONGEST_PAUSE_S)
    if not dose.tempo:
        return Timing(_USUAL_WAY_S, pause, _USUAL_WAY_S)
    down, wait, up = (float(part) for part in dose.tempo.split("-"))
    down, up = down or 0.5, up or 0.5  # as fast as possible
    out, back = (down, up) if _goes_down_first(exercise) else (up, down)
    return Timing(out, min(max(wait, pause), _LONGEST_PAUSE_S), back)


def _goes_down_first(exercise: Exercise) -> bool:
    squats = exercise.pattern == "squat" and exercise.position == "standing"
    return exercise.pattern == "hinge" or squats
