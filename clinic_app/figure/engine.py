"""Pictures of an exercise at its settings: the one door to the figure engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum

import numpy as np

from clinic_app.domain.exercise.exercise import NO_SETTINGS, Exercise, Settings
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.panel_steps import told_by_steps
from clinic_app.domain.exercise.picture import Panel, mirrored
from clinic_app.figure.alt_text import alt_text
from clinic_app.figure.kept import Kept
from clinic_app.figure.motion import Motion, blend, scene, scene_of, solve_motion
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import frames as frames_of
from clinic_app.figure.render.close_up import shows_digits
from clinic_app.figure.render.draw import draw as draw_scene
from clinic_app.figure.render.inset import ACROSS, with_inset, within_inset
from clinic_app.figure.render.window import CLOSE_UNITS, Window, shared_window
from clinic_app.figure.scene import Camera, Scene


class Detail(StrEnum):
    """How fine a picture is drawn: coarse while a slider moves, fine when it rests."""

    COARSE = "coarse"
    FINE = "fine"


DRAWN: Kept[Panel] = Kept(48)
CELLS_PER_METRE = {Detail.COARSE: 110.0, Detail.FINE: 165.0}
_COARSE_INSET = 70.0  # cells a metre of an inset while a slider moves, if it shows no digits


def draw(
    exercise: Exercise,
    settings: Settings = NO_SETTINGS,
    *,
    look: Look | None = None,
    detail: Detail = Detail.FINE,
    camera: str = "",
    language: str = "en",
) -> tuple[Panel, ...]:
    """The numbered pictures of an exercise, start first; none where it has no figure.

    Settings that are left out stand at their defaults; the left side is the mirrored picture.
    Raises UserError for a setting or a camera that is not allowed.
    """
    motion = solve_motion(exercise, settings, look=look, camera=camera)
    if motion is None:
        return ()
    drawn = tuple(_panels(motion, detail, exercise, language))
    return told_by_steps(exercise, motion.settings, drawn)


def _panels(motion: Motion, detail: Detail, exercise: Exercise, language: str) -> Iterator[Panel]:
    count = len(motion.panels)
    scenes = [scene(motion, number) for number in range(count)]
    close = motion.camera.close_up
    window = shared_window(scenes, motion.camera, motion.look) if close else None
    for number, shown in enumerate(scenes, 1):
        inset = motion.insets[number - 1]
        panel = _panel(shown, motion, inset, detail, window)
        alt = alt_text(exercise, motion.settings, number, count, language, inset is not None)
        yield replace(mirrored(panel) if motion.mirrored else panel, alt=alt)


def _panel(
    shown: Scene, motion: Motion, inset: Camera | None, detail: Detail, window: Window | None
) -> Panel:
    """The picture of a scene; the same one as before where a setting changed nothing in it."""

    def drawn(of: Scene, camera: Camera, window: Window | None, across: float) -> Panel:
        return draw_scene(
            of,
            look=motion.look,
            camera=camera,
            resolution=_cells_per_metre(detail, camera, is_inset=of is not shown),
            window=window,
            across=across,
        )

    def made() -> Panel:
        whole = drawn(shown, motion.camera, window, CLOSE_UNITS)
        if inset is None:
            return whole
        return with_inset(whole, drawn(within_inset(shown, inset), inset, None, ACROSS))

    return DRAWN.of((shown, motion.look, motion.camera, detail, window, inset), made)


def _cells_per_metre(detail: Detail, camera: Camera, *, is_inset: bool) -> float:
    """How fine the grid of a picture is, before a close-up makes it finer."""
    is_coarse = is_inset and detail is Detail.COARSE and not shows_digits(camera)
    return _COARSE_INSET if is_coarse else CELLS_PER_METRE[detail]


def motion(
    exercise: Exercise,
    settings: Settings = NO_SETTINGS,
    *,
    look: Look | None = None,
    frames: int = 16,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Panel, ...]:
    """Coarse pictures from the first panel to the last, all of one size; for the animation.

    None where there is no figure, or once ``stop()`` says that nobody waits for them any more.
    """
    solved = solve_motion(exercise, settings, look=look)
    if solved is None:
        return ()
    person = solved.panels[0].task.person
    scenes = [
        scene_of(solved, frames_of(pose, person), panel=panel, gaze=gaze)
        for pose, gaze, panel in _way(solved, frames)
    ]
    if stop():
        return ()
    window = shared_window(scenes, solved.camera, solved.look)
    panels: list[Panel] = []
    for s in scenes:
        if stop():
            return ()
        panel = draw_scene(
            s,
            look=solved.look,
            camera=solved.camera,
            resolution=CELLS_PER_METRE[Detail.COARSE],
            window=window,
        )
        panels.append(mirrored(panel) if solved.mirrored else panel)
    return tuple(panels)


def _way(motion: Motion, count: int) -> Iterator[tuple[Numbers, tuple[float, float], int]]:
    """Poses and gazes evenly spread over all panels, slow at both ends as people move; and the
    panel (from 0) that each one moves to.
    """
    poses = [solved.pose for solved in motion.panels]
    gazes = np.array([panel.gaze for panel in motion.figure.panels])
    for share in np.linspace(0.0, 1.0, count):
        eased = share * share * (3 - 2 * share) * (len(poses) - 1)
        before = min(int(eased), len(poses) - 2)
        part = float(eased - before)
        aside, up = blend(gazes[before], gazes[before + 1], part).tolist()
        yield blend(poses[before], poses[before + 1], part), (aside, up), before + 1
