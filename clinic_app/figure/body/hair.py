"""The hair or the scarf: ellipsoids that lie over the skull and leave the face free."""

from collections.abc import Mapping

from clinic_app.figure.body.modelling import Model, Point, Skin

_Parts = tuple[tuple[Point, Point], ...]

_CAP: _Parts = (
    ((-0.004, 0.0, 0.124), (0.100, 0.080, 0.087)),
    ((-0.026, 0.0, 0.085), (0.078, 0.076, 0.085)),
)
_STYLES: Mapping[str, _Parts] = {
    "bald": (),
    "short": _CAP,
    "bun": (
        *_CAP,
        ((-0.112, 0.0, 0.135), (0.040, 0.043, 0.043)),
        ((-0.085, 0.0, 0.125), (0.030, 0.030, 0.030)),
    ),
    "long": (*_CAP, ((-0.06, 0.0, 0.03), (0.05, 0.075, 0.10))),
    "curly": _CAP,
    "headscarf": _CAP,
}


def build_hair(model: Model, style: str) -> None:
    """The hair of a name in `HAIRS`."""
    material = "scarf" if style == "headscarf" else "hair"
    for centre, radii in _STYLES[style]:
        model.put("head", centre, radii, Skin("hair", material))
