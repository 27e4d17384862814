"""The colours by name: in a light window, in a dark one, on paper. Every other one derives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """Colours as ``#RRGGBB``. Text pairs hold 4.5:1 at least, control borders 3:1.

    ``alarm`` is the sign of an event that warns, ``mean`` and ``spread`` are of a week of ratings,
    ``done`` fills a week by its sessions.
    """

    ground: str
    surface: str
    sunken: str
    rule: str
    control_border: str
    ink: str
    second: str
    third: str
    accent: str
    on_accent: str
    accent_tint: str
    good: str
    good_tint: str
    caution: str
    caution_tint: str
    bad: str
    bad_tint: str
    average: str
    worst: str
    least: str
    now: str
    band: str
    measure_band: str
    grid: str
    mean: str
    spread: str
    done: str
    alarm: str
    picture_paper: str
    dark: bool = False

    def __getitem__(self, name: str) -> str:
        """The colour called ``name``, for those who keep a name and paint later."""
        return str(getattr(self, name))


LIGHT = Tokens(
    ground="#F2F4F6",
    surface="#FFFFFF",
    sunken="#E9EDF0",
    rule="#D5DCE1",
    control_border="#7D8A95",
    ink="#17242F",
    second="#465562",
    third="#5C6A76",
    accent="#0B5E6B",
    on_accent="#FFFFFF",
    accent_tint="#E0EFF0",
    good="#1B683A",
    good_tint="#E1F1E6",
    caution="#744900",
    caution_tint="#FBEED0",
    bad="#9C291C",
    bad_tint="#FAE5E1",
    average="#1D5FA0",
    worst="#AC3D15",
    least="#1B683A",
    now="#6A4BA3",
    band="#DCE8F3",
    measure_band="#DCE8F3",
    grid="#D5DCE1",
    mean="#7C8E9E",
    spread="#B4C4D3",
    done="#9FB1BE",
    alarm="#9C291C",
    picture_paper="#FFFFFF",
)

DARK = Tokens(
    ground="#11181E",
    surface="#1A232B",
    sunken="#25303A",
    rule="#35434E",
    control_border="#7B8C99",
    ink="#E9EEF2",
    second="#B7C4CE",
    third="#9DACB8",
    accent="#63C7CF",
    on_accent="#05262B",
    accent_tint="#153A40",
    good="#86D6A2",
    good_tint="#17361F",
    caution="#F2C76B",
    caution_tint="#3B2D0C",
    bad="#FFA192",
    bad_tint="#45221C",
    average="#82BAF4",
    worst="#FF9F73",
    least="#86D6A2",
    now="#C3AAF2",
    band="#20364B",
    measure_band="#20364B",
    grid="#35434E",
    mean="#7B8C99",
    spread="#3B5268",
    done="#3F5565",
    alarm="#FFA192",
    picture_paper="#EEF1F3",
    dark=True,
)

# Darker than the window's, so that they stay apart on a grey copy; signs are told by their shape.
PAPER = replace(
    LIGHT,
    ground="#F1F5F6",
    sunken="#E8EEF3",
    rule="#B4C0CA",
    ink="#16222B",
    second="#43525E",
    accent="#0B5563",
    bad_tint="#CED6DF",
    average="#1D5A9E",
    worst="#A63C0E",
    least="#2F6B3C",
    now="#43525E",
    band="#EAF0F6",
    measure_band="#E6EDF4",
    grid="#DFE4E8",
    spread="#BECBD8",
    alarm="#16222B",
)


@dataclass(frozen=True)
class Mark:
    """How the muscles of one role are marked in a picture.

    ``line`` draws the hatching or the fibres inside; ``rim`` runs round the mark, or is empty.
    """

    fill: str
    edge: str
    line: str = ""
    rim: str = ""


# By what a muscle does: it works most, it helps, it is stretched. In grey print dark and full,
# hatched, lined.
MARKS: Mapping[str, Mark] = {
    "work": Mark("#BE3320", "#6E170B"),
    "help": Mark("#F0BDB1", "#8E2A1A", line="#BE3320"),
    "stretch": Mark("#A9CDEE", "#123F73", line="#123F73"),
}
LINE_MARKS: Mapping[str, Mark] = {
    "work": Mark("#8C8C8C", PAPER.ink),
    "help": Mark("#EBEBEB", PAPER.ink, line="#6E6E6E"),
    "stretch": Mark("#FFFFFF", PAPER.ink, line=PAPER.ink),
}
