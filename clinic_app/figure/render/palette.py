"""The colours of a picture, by look: pale clothes, darker muscles, ink that stays visible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clinic_app.colours import LINE_MARKS, MARKS, PAPER, Mark
from clinic_app.domain.exercise.figure import Role
from clinic_app.domain.exercise.look import Look

INK, PROP_INK, FLOOR = PAPER.ink, PAPER.second, PAPER.rule
SHADOWS = ("#EEF1F4", "#DFE5EA")  # the rim, the core
ARROW, HALO = "#B83208", "#FFFFFF"

_SKINS: Mapping[str, tuple[str, str]] = {  # the tone, the shaded tone
    "light": ("#F6DECB", "#E7C5AD"),
    "tan": ("#E3BC96", "#CDA079"),
    "brown": ("#B98560", "#A06E4B"),
    "dark": ("#96694C", "#7D553B"),
}
_CLOTHES: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {  # shirt, shorts
    "blue": (("#CFE3F0", "#B3CEE0"), ("#BECBD6", "#A6B5C2")),
    "green": (("#D3E8D6", "#B7D3BC"), ("#C3CEC6", "#AAB8AE")),
    "plum": (("#E9D8E6", "#D3BDCF"), ("#CDC6D3", "#B5ACBD")),
}
_HAIR = {
    "light": ("#5B463B", "#48372E"),
    "tan": ("#4A382F", "#3A2C25"),
    "brown": ("#3B2E2A", "#2D2320"),
    "dark": ("#2C2726", "#211D1C"),
}
# A pale rim keeps the marks of muscles apart from darker skin, in grey print too.
_PALE_RIM = "#FBEDDD"
_RIMS = {"light": "", "tan": "#FBF1E6", "brown": _PALE_RIM, "dark": _PALE_RIM}
_GREY_HAIR = ("#B9BDC0", "#9DA3A8")
# Of somebody who helps: told apart by a dark sleeve and another skin.
_SLEEVE = ("#6F86A8", "#5B7294")
_HELPERS = {"light": "tan", "tan": "light", "brown": "light", "dark": "light"}
_PLAIN = ("#FFFFFF", "#FFFFFF")

PROPS: Mapping[str, tuple[str, str, str]] = {  # lit from above, the side, the shade
    "wood": ("#F1E6D3", "#E3D3B8", "#D2BF9F"),
    "frame": ("#E9EDF0", "#D5DCE2", "#C2CBD3"),
    "steel": ("#C4CDD5", "#B0BBC5", "#9BA8B3"),
    "dark": ("#909CA6", "#77848F", "#626F7A"),
    "wall": ("#F3F5F7", "#E9EDF0", "#DCE2E7"),
    "mat": ("#D5E9DF", "#BBD8C9", "#A6C7B6"),
    "band": ("#F0C75E", "#E0B244", "#CE9F31"),
    "cloth": ("#F7EFE0", "#EBDFC8", "#DCCDB1"),
    "pale": ("#FFFFFF", "#F1F3F5", "#E3E8EC"),
    "pad": ("#CFDFE8", "#B7CCD8", "#A3BAC8"),
}
_PLAIN_PROP = ("#FFFFFF", "#FFFFFF", "#FFFFFF")


_INK_ON_DARK = "#04070A"


def ink_on(look: Look) -> str:
    """The ink of the fine lines on a skin: on a dark one they need all the contrast there is."""
    return _INK_ON_DARK if look.skin == "dark" and look.palette == "colour" else INK


@dataclass(frozen=True)
class Palette:
    """Two tones for each material, the marks of muscles, and whether the picture has tints.

    ``rim_on_shoe`` keeps a mark apart from a shoe where it needs no rim on the skin.
    """

    materials: Mapping[str, tuple[str, str]]
    marks: Mapping[Role, Mark]
    arrow: str
    tinted: bool
    rim_on_shoe: str = ""

    def mark_on(self, material: str, role: Role) -> Mark:
        """A mark as it looks on a material."""
        mark = self.marks[role]
        return mark if mark.rim or material != "shoe" else replace(mark, rim=self.rim_on_shoe)

    def prop(self, colour: str) -> tuple[str, str, str]:
        """A prop's three tones: seen from above, from the side, in the shade."""
        return PROPS[colour] if self.tinted else _PLAIN_PROP

    def prop_ink(self, colour: str) -> str:
        """The colour of a prop's lines: darker where the prop is dark."""
        return INK if colour == "dark" else PROP_INK


def palette_of(look: Look) -> Palette:
    """The colours of a look; the ``line`` palette is white with grey muscles."""
    if look.palette == "line":
        names: tuple[str, ...] = (
            "skin",
            "shirt",
            "shorts",
            "sock",
            "shoe",
            "sole",
            "hair",
            "scarf",
            "sleeve",
            "helper_skin",
        )
        plain: dict[str, tuple[str, str]] = dict.fromkeys(names, _PLAIN)
        return Palette(plain, {role: LINE_MARKS[role] for role in Role}, INK, tinted=False)
    shirt, shorts = _CLOTHES[look.clothes]
    materials = {
        "skin": _SKINS[look.skin],
        "shirt": shirt,
        "shorts": shorts,
        "sock": ("#FFFFFF", "#E6EBEF"),
        "shoe": ("#8797A6", "#748594"),
        "sole": ("#F7F9FA", "#DDE3E8"),
        "hair": _GREY_HAIR if look.age == "older" else _HAIR[look.skin],
        "scarf": (shirt[1], mixed(shirt[1], INK, 0.15)),
        "sleeve": _SLEEVE,
        "helper_skin": _SKINS[_HELPERS[look.skin]],
    }
    return Palette(materials, _marks(_RIMS[look.skin]), ARROW, tinted=True, rim_on_shoe=_PALE_RIM)


def _marks(rim: str) -> Mapping[Role, Mark]:
    return {role: replace(MARKS[role], rim=rim) for role in Role}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours in grey, 1 to 21, as WCAG 2.2 reckons it; both ``#RRGGBB``."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """A colour ``share`` of the way from one to the other; all ``#RRGGBB``."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
