"""The colours by name, light and dark; every other colour in the program is one of these."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """Colours as ``#RRGGBB``. Text pairs hold 4.5:1 at least, control borders 3:1."""

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
    band: str
    worst: str
    now: str
    picture_paper: str
    dark: bool = False

    def __getitem__(self, name: str) -> str:
        """The colour called ``name``, for widgets that keep a name and paint later."""
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
    band="#DCE8F3",
    worst="#AC3D15",
    now="#6A4BA3",
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
    band="#20364B",
    worst="#FF9F73",
    now="#C3AAF2",
    picture_paper="#EEF1F3",
    dark=True,
)
