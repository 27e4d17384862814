"""The pictures are the prescription: what the settings say is what the pixels show."""

import numpy as np
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise, Settings
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.exercise.picture import Panel, mirrored
from clinic_app.figure import engine
from clinic_app.figure.ellipsoid_set import MATERIALS
from clinic_app.figure.motion import SOLVED
from clinic_app.figure.render.palette import PROPS, palette_of
from clinic_app.paper.page.picture_page import pictures_pdf
from clinic_app.paper.page.preview import page_images
from clinic_app.services.exercises.library import open_library


def hinge() -> Exercise:
    return open_library().exercise("hip-hinge")


def forget() -> None:
    """Work out every pose and picture anew."""
    engine.DRAWN.forget()
    SOLVED.forget()


def end(settings: Settings) -> Panel:
    return engine.draw(hinge(), settings)[-1]


def pixels(panel: Panel) -> np.ndarray:
    """Red, green and blue of every pixel; (height, width, 3)."""
    image = page_images(pictures_pdf([panel]), dpi=144)[0]
    return np.frombuffer(image.rgb, np.uint8).reshape(image.height, image.width, 3).astype(int)


def lean_of_shirt(panel: Panel) -> float:
    """The direction of the shirt's longest axis, in degrees from upright."""
    shirt = palette_of(LOOKS["standard"]).materials[MATERIALS[1]]
    tones = [[int(code[n : n + 2], 16) for n in (1, 3, 5)] for code in shirt]
    drawn = pixels(panel)
    near = np.min([np.abs(drawn - tone).sum(-1) for tone in tones], axis=0) < 8
    rows, columns = np.nonzero(near)
    spread = np.linalg.eigh(np.cov(np.stack([columns, -rows])))[1][:, 1]
    spread = spread * np.sign(spread[1] if abs(spread[1]) > 0.1 else spread[0])
    return float(np.degrees(np.arctan2(spread[0], spread[1])))


def test_the_drawn_trunk_turns_by_the_degrees_that_are_set() -> None:
    leans = {depth: lean_of_shirt(end({"depth_deg": depth})) for depth in (20, 45, 70)}
    assert leans[45] - leans[20] == pytest.approx(25, abs=2)
    assert leans[70] - leans[45] == pytest.approx(25, abs=2)


def test_a_weight_is_drawn_where_one_is_set_and_grows_with_it() -> None:
    tone = tuple(bytes.fromhex(PROPS["dark"][1][1:]))

    def dark(settings: Settings) -> int:
        return int((np.abs(pixels(end(settings)) - tone).sum(-1) < 20).sum())

    assert dark({"load_kg": 0}) < dark({"load_kg": 4}) < dark({"load_kg": 20})


def test_the_left_side_is_the_right_side_mirrored() -> None:
    leg_lift = open_library().exercise("straight-leg-raise")
    right, left = (engine.draw(leg_lift, {"side": side}) for side in ("right", "left"))
    assert tuple(mirrored(p).shapes for p in right) == tuple(p.shapes for p in left)


def test_the_same_prescription_gives_the_same_picture() -> None:
    first = engine.draw(hinge(), {"depth_deg": 45})
    forget()
    assert engine.draw(hinge(), {"depth_deg": 45}) == first


def test_a_picture_that_a_setting_leaves_alone_is_not_drawn_anew() -> None:
    forget()
    before = engine.draw(hinge(), {"depth_deg": 45})
    after = engine.draw(hinge(), {"depth_deg": 60})
    assert after[0].shapes is before[0].shapes
    assert after[1].shapes != before[1].shapes


def test_what_was_worked_out_for_other_settings_and_looks_changes_no_picture() -> None:
    broad = LOOKS["man-older-broad"]
    engine.draw(hinge(), {"depth_deg": 70})
    engine.draw(hinge(), {"depth_deg": 45}, look=broad)
    seen = engine.draw(hinge(), {"depth_deg": 45}, detail=engine.Detail.COARSE)
    forget()
    assert engine.draw(hinge(), {"depth_deg": 45}, detail=engine.Detail.COARSE) == seen


def test_both_panels_have_one_scale_and_a_floor() -> None:
    start, bent = engine.draw(hinge(), {"depth_deg": 80.0})
    assert start.scale == bent.scale
    assert start.height > bent.height
    assert all(0 < p.floor < p.height / 4 for p in (start, bent))


def test_a_picture_is_told_by_the_steps_it_shows_in_either_language() -> None:
    english, spanish = (engine.draw(hinge(), language=code)[1] for code in ("en", "es"))
    steps = hinge().words["en"].steps
    assert english.shows == spanish.shows == (2, 3)
    assert english.alt.startswith("Picture 2 of 2, ")
    assert english.alt.endswith(f": 2. {steps[1]} 3. {steps[2]}")
    assert spanish.alt.startswith("Imagen 2 de 2, ")


def test_the_arrow_of_a_heel_that_comes_down_ends_above_the_mat() -> None:
    lowered = engine.draw(open_library().exercise("dead-bug"), detail=engine.Detail.COARSE)[1]
    arrow = palette_of(LOOKS["standard"]).arrow
    lows: dict[bool, float] = {True: 0.0, False: 0.0}
    for shape in lowered.shapes:
        is_arrow = shape.fill == arrow
        lows[is_arrow] = max(lows[is_arrow], *shape.numbers[1::2])
    assert lows[True] < lows[False]


def test_a_picture_of_one_step_is_told_without_its_number() -> None:
    cat_cow = open_library().exercise("cat-cow")
    last = engine.draw(cat_cow, detail=engine.Detail.COARSE)[2]
    assert last.shows == (3,)
    assert last.alt.endswith(cat_cow.words["en"].steps[2])
    assert ": 3." not in last.alt


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_drawn_in_its_own_colours(look: str) -> None:
    drawn = engine.draw(hinge(), look=LOOKS[look], detail=engine.Detail.COARSE)[0]
    fills = {shape.fill for shape in drawn.shapes}
    assert palette_of(LOOKS[look]).materials["skin"][0] in fills


def test_what_is_not_allowed_is_refused_with_what_is() -> None:
    with pytest.raises(UserError, match="20 to 90 deg"):
        engine.draw(hinge(), {"depth_deg": 200})
    with pytest.raises(UserError, match=r"Known: .*three_quarter"):
        engine.draw(hinge(), camera="upstairs")
    with pytest.raises(UserError, match="depth_deg"):
        engine.draw(hinge(), {"colour": "red"})


def test_the_motion_goes_from_the_first_picture_to_the_last_in_one_size() -> None:
    way = engine.motion(hinge(), {"depth_deg": 45}, frames=5)
    assert len({(p.width, p.height, p.floor) for p in way}) == 1
    leans = [lean_of_shirt(p) for p in way]
    assert leans == sorted(leans)
    assert leans[-1] - leans[0] > 35
