"""Things that move with the body: weights, dowel, bar, band, strap."""

import numpy as np

from clinic_app.figure.pose.girth import belly_m
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.landmarks import place
from clinic_app.figure.pose.rotation import unit
from clinic_app.figure.pose.skeleton import FRAME, THORAX, Frames
from clinic_app.figure.props.shapes import (
    ball,
    curve,
    iron,
    kettlebell_handle_m,
    kettlebell_radius_m,
    rod,
)
from clinic_app.figure.props.solids import Box, Disc, Solid, Tube
from clinic_app.figure.props.spine_line import SpineLine

UPRIGHT = np.array([0.0, 0.0, 1.0])
ACROSS = np.array([0.0, 1.0, 0.0])
_TOE_M = 0.012  # half as thick as a big toe is
_DOWEL_M = 0.012  # in radius
BAR_M = 1.24  # the length of a bar


def dumbbell(frames: Frames, side: str, kg: float) -> tuple[Solid, ...]:
    """A dumbbell in one hand; its heads grow with its weight."""
    grip = place(frames, f"grip_{side}")
    axis = frames.rotation[0, FRAME[f"hand_{side}"], :, 0]
    radius = 0.034 * (max(kg, 1.0) / 2) ** (1 / 3)
    half = 0.5 * radius
    ends = [grip + axis * s * (0.058 + half) for s in (-1, 1)]
    bar = rod(ends[0], ends[1], 0.013, "steel")
    return (bar, *(iron(end, axis, radius, half) for end in ends))


def kettlebell(frames: Frames, at: str, kg: float) -> tuple[Solid, ...]:
    """A kettlebell hanging from both hands, or hugged (``chest``)."""
    grips = (place(frames, "grip_l") + place(frames, "grip_r")) / 2
    trunk = frames.rotation[0, THORAX]
    hands = frames.rotation[0, [FRAME["hand_l"], FRAME["hand_r"]], :, 2].mean(0)
    up = trunk[:, 2] if at == "chest" else unit(hands)
    across = trunk[:, 1]
    radius = kettlebell_radius_m(kg)
    hanging = kettlebell_handle_m(kg) - radius
    centre = grips - up * (0.5 * radius if at == "chest" else hanging)
    return kettlebell_at(centre, up, across, radius)


def kettlebell_at(
    centre: Numbers, up: Numbers, across: Numbers, radius: float
) -> tuple[Solid, ...]:
    """A kettlebell by the middle of its bell; its handle is a bow above."""
    turn = np.linspace(-0.15 * np.pi, 1.15 * np.pi, 14)[:, None]
    width, height = 0.8 * radius, 0.72 * radius
    bow = centre + up * (radius + 0.2 * height) + across * width * np.cos(turn)
    bow = bow + up * height * 0.75 * np.sin(turn)
    return (Tube(bow, 0.0135, "dark"), ball(centre, radius, "dark"))


_CHEST_HUG = 0.37  # m above the hip joints


def hugged_plate(frames: Frames, kg: float) -> tuple[Solid, ...]:
    """A weight plate held flat against the chest, by one hand or by both.

    A belly or a rounded back holds a large one further off.
    """
    ahead = frames.rotation[0, THORAX, :, 0]
    middle = (place(frames, "chest_hug_l") + place(frames, "chest_hug_r")) / 2 - ahead * 0.028
    radius = 0.085 * (max(kg, 1.0) / 4) ** (1 / 3)
    belly = 1.2 * belly_m(frames.person, max(_CHEST_HUG - radius, 0.0))
    rounded = radius * np.sin(np.radians(frames.person.stoop_deg)) / 2
    return (iron(middle + ahead * (belly + rounded), ahead, radius, 0.016),)


def weight_on(frames: Frames, spot: str, kg: float) -> tuple[Solid, ...]:
    """A dumbbell laid across the hips or a thigh."""
    middle = place(frames, spot)
    radius = 0.04 * (max(kg, 1.0) / 2) ** (1 / 3)
    axis = frames.rotation[0, FRAME["pelvis"], :, 1]
    ends = [middle + axis * s * 0.12 for s in (-1, 1)]
    return (rod(ends[0], ends[1], 0.013, "steel"), *_pair(ends, axis, radius, 0.5 * radius))


def thigh_weight(frames: Frames, kg: float) -> tuple[Solid, ...]:
    """A dumbbell laid across both thighs, just above the knees."""
    spots = [place(frames, f"above_knee_{side}") for side in ("l", "r")]
    axis = unit(spots[0] - spots[1])
    radius = 0.04 * (max(kg, 1.0) / 2) ** (1 / 3)
    up = UPRIGHT * radius
    ends = [spot + up + axis * s * 0.02 for spot, s in zip(spots, (1, -1), strict=True)]
    return (rod(ends[0], ends[1], 0.013, "steel"), *_pair(ends, axis, radius, 0.5 * radius))


def backpack(frames: Frames, kg: float) -> tuple[Solid, ...]:
    """A backpack with its straps; it bulges with its weight."""
    trunk = frames.rotation[0, THORAX]
    ahead, left, up = trunk[:, 0], trunk[:, 1], trunk[:, 2]
    half = 0.05 * (max(kg, 1.0) / 4) ** (1 / 3)
    middle = place(frames, "midback") - ahead * (half - 0.05) - up * 0.03
    bag = Box(middle, np.array([half, 0.13, 0.18]), trunk, "pad")
    straps: list[Solid] = []
    for sign, side in ((1.0, "l"), (-1.0, "r")):
        over = place(frames, f"shoulder_{side}") - left * sign * 0.055 + up * 0.06
        high, low = (
            middle + left * sign * 0.075 + ahead * half / 2 + up * z for z in (0.13, -0.13)
        )
        front = over + ahead * 0.125 - up * 0.17
        under = front - up * 0.14 - ahead * 0.07 + left * sign * 0.075
        straps.append(Tube(np.vstack([high, over, front, under, low]), 0.014, "frame"))
    return (bag, *straps)


def _pair(ends: list[Numbers], axis: Numbers, radius: float, half: float) -> list[Disc]:
    return [iron(end, axis, radius, half) for end in ends]


def dowel_on_spine(frames: Frames, line: SpineLine) -> tuple[Solid, ...]:
    """A dowel along the back, on tailbone and upper back, from below the hands to past the head."""
    middle = line.point + line.back * (_DOWEL_M - 0.001)
    low, high = ((place(frames, name) - middle) @ line.up for name in ("hips", "crown"))
    start, end = middle + line.up * (low - 0.22), middle + line.up * (high + 0.08)
    return (rod(start, end, _DOWEL_M, "wood"),)


def bar_on_back(frames: Frames, kg: float, long: float = BAR_M) -> tuple[Solid, ...]:
    """A stick or bar across the upper back; heavy ones carry plates."""
    middle = place(frames, "nape")
    across = frames.rotation[0, THORAX, :, 1]
    return bar_along(middle, across, kg, long)


def bar_in_hands(frames: Frames, kg: float, long: float = BAR_M) -> tuple[Solid, ...]:
    """A bar held by both hands."""
    left, right = place(frames, "grip_l"), place(frames, "grip_r")
    return bar_along((left + right) / 2, unit(left - right), kg, long)


def bar_along(middle: Numbers, across: Numbers, kg: float, long: float) -> tuple[Solid, ...]:
    """A bar by its middle and direction; plates from 10 kg on, as big as the weight asks."""
    ends = [middle + across * s * long / 2 for s in (-1, 1)]
    if kg < 10:
        return (rod(ends[0], ends[1], 0.013, "wood"),)
    radius = min(0.225, 0.10 * (kg / 10) ** (1 / 3))
    return (rod(ends[0], ends[1], 0.014, "steel"), *_pair(ends, across, radius, 0.02))


def band_to_hand(frames: Frames, side: str, anchor: Numbers, radius: float) -> tuple[Solid, ...]:
    """A band from its anchor to a hand, with a handle; a strong band is thick."""
    grip = place(frames, f"grip_{side}")
    axis = frames.rotation[0, FRAME[f"hand_{side}"], :, 0]
    line = curve(anchor, (anchor + grip) / 2 + np.array([0.0, 0.0, -0.01]), grip)
    handle = rod(grip - axis * 0.055, grip + axis * 0.055, 0.011, "dark")
    return (Tube(line, radius, "band"), handle)


def strap_on_foot(frames: Frames, side: str) -> tuple[Solid, ...]:
    """A strap round the sole, its ends in both hands."""
    arch = place(frames, f"arch_{side}")
    foot = frames.rotation[0, FRAME[f"foot_{side}"]]
    ahead, left, up = foot[:, 0], foot[:, 1], foot[:, 2]
    made: list[Solid] = []
    for hand, sign in (("l", 1.0), ("r", -1.0)):
        grip = place(frames, f"grip_{hand}")
        edge = arch + ahead * 0.03 + left * sign * 0.052 + up * 0.03
        under = arch + ahead * 0.03 - up * 0.012
        end = grip - unit(edge - grip) * 0.10 + np.array([0.0, 0.0, -0.03])
        line = np.vstack([end, grip, edge, curve(edge, edge - up * 0.042, under, 8)])
        made.append(Tube(line, 0.011, "cloth"))
    return tuple(made)


def ankle_weight(frames: Frames, side: str, kg: float) -> tuple[Solid, ...]:
    """A cuff round the lower leg, thicker the heavier."""
    frame = FRAME[f"shank_{side}"]
    upper, lower = (frames.point(frame, np.array([-0.004, 0.0, z]))[0] for z in (-0.30, -0.385))
    return (rod(upper, lower, 0.044 + 0.004 * kg ** (1 / 3), "dark"),)


def roll_under_knee(frames: Frames, side: str, lift: float) -> tuple[Solid, ...]:
    """A rolled towel under a knee, ``lift`` m thick."""
    knee = place(frames, f"knee_{side}")
    radius = max(0.02, lift / 2)
    middle = np.array([knee[0], knee[1], knee[2] - 0.052 - radius])
    return (rod(middle - ACROSS * 0.16, middle + ACROSS * 0.16, radius, "cloth"),)


def roll_under_toes(frames: Frames, spot: str) -> tuple[Solid, ...]:
    """A rolled towel on the floor that fills the room below a toe's end."""
    tip = place(frames, spot)
    radius = max(0.012, (tip[2] - _TOE_M) / 2)
    middle = np.array([tip[0] - 1.1 * radius, tip[1], radius])
    return (rod(middle - ACROSS * 0.08, middle + ACROSS * 0.08, radius, "cloth"),)


def roll_at_elbow(frames: Frames, side: str) -> tuple[Solid, ...]:
    """A rolled towel between an elbow and the ribs."""
    trunk = frames.rotation[0, THORAX]
    inwards = trunk[:, 1] * (-1.0 if side == "l" else 1.0)
    middle = place(frames, f"elbow_{side}") + inwards * 0.068 + trunk[:, 2] * 0.075
    ahead = trunk[:, 0] * 0.075
    return (rod(middle - ahead, middle + ahead, 0.03, "cloth"),)
