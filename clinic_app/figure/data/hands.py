"""Shapes of the hand by name: what each joint of fingers and thumb does, in degrees."""

from collections.abc import Mapping

from clinic_app.domain.errors import UserError
from clinic_app.figure.pose.joints import DIGITS, FINGERS, KNUCKLE_JOINTS, SIDED


def _shape(mcp: float, pip: float, dip: float, **more: float) -> dict[str, float]:
    """The same for all four fingers; every other joint of the hand at 0 unless given."""
    bent = zip(KNUCKLE_JOINTS, (mcp, pip, dip), strict=True)
    alike = {f"{f}_{joint}": angle for joint, angle in bent for f in FINGERS}
    return {"curl": 0.0, "thumb": 0.0, **DIGITS, **alike, **more}


def _touch(
    finger: str, bent: tuple[float, float, float], *, opp: float, abd: float, mcp: float, ip: float
) -> dict[str, float]:
    """One finger and the thumb meet, the other fingers a little bent."""
    meets = {f"{finger}_{joint}": angle for joint, angle in zip(KNUCKLE_JOINTS, bent, strict=True)}
    thumb = {"thumb_opp": opp, "thumb_abd": abd, "thumb_mcp": mcp, "thumb_ip": ip}
    return {**_shape(14, 18, 10), **meets, **thumb}


_FIST = _shape(86, 98, 60, thumb_opp=74, thumb_abd=6, thumb_mcp=27, thumb_ip=44, spread=-4)

RELAXED = "relaxed"

SHAPES: Mapping[str, Mapping[str, float]] = {
    RELAXED: {**DIGITS, "curl": SIDED["curl"], "thumb": SIDED["thumb"]},
    "straight": _shape(0, 0, 0),
    "spread": _shape(-8, 0, 0, spread=18, thumb_abd=26),
    # With straight and fist the five of the tendon glides.
    "hook": _shape(-4, 96, 62),
    "fist": _FIST,
    "tabletop": _shape(84, 2, 0),
    "straight_fist": _shape(84, 98, 0),
    "point": {**_FIST, "index_mcp": 2, "index_pip": 2, "index_dip": 0},
    "grip": _shape(64, 78, 40, thumb_opp=76, thumb_abd=4, thumb_mcp=16, thumb_ip=20),
    "squeeze": _shape(58, 66, 34, thumb_opp=74, thumb_abd=4, thumb_mcp=12, thumb_ip=16),
    "cup": _shape(34, 38, 20, thumb_opp=62, thumb_mcp=8, thumb_ip=14),
    # The thumb's pad on the pad of a finger.
    "touch_index": _touch("index", (43, 59, 24), opp=64, abd=-4, mcp=15, ip=10),
    "touch_middle": _touch("middle", (56, 59, 18), opp=82, abd=5, mcp=20, ip=9),
    "touch_ring": _touch("ring", (60, 53, 15), opp=94, abd=9, mcp=22, ip=11),
    "touch_little": _touch("little", (63, 38, 14), opp=105, abd=11, mcp=27, ip=20),
}


def shape_named(name: str) -> Mapping[str, float]:
    """A shape by its name. Raises UserError that lists the names."""
    if name not in SHAPES:
        raise UserError(f"Unknown shape of the hand {name!r}.", f"Known: {', '.join(SHAPES)}.")
    return SHAPES[name]
