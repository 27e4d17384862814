"""The tokens are readable, and a change of theme reaches what is on the screen."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.colours import DARK, LIGHT, Tokens
from clinic_app.shipped_data import RESOURCES
from clinic_app.ui.common.fonts import font
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.theme import Theme, tokens

TEXT_PAIRS = [
    *((ink, on) for ink in ("ink", "second", "third") for on in ("ground", "surface")),
    *((name, f"{name}_tint") for name in ("accent", "good", "caution", "bad")),
    *((name, "surface") for name in ("accent", "good", "caution", "bad")),
    ("on_accent", "accent"),
    ("second", "sunken"),
    ("surface", "ink"),
]


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, float, float]:
    made = QColor(colour)
    return made.redF(), made.greenF(), made.blueF()


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-".join)
def test_text_holds_the_contrast_of_wcag_aa(colours: Tokens, pair: tuple[str, str]) -> None:
    assert _contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_control_borders_can_be_seen(colours: Tokens) -> None:
    assert _contrast(colours.control_border, colours.surface) >= 3


def test_the_theme_is_found_through_the_application(theme: Theme) -> None:
    assert Theme.current() is theme
    assert tokens() is LIGHT


def test_a_change_repaints_what_keeps_only_the_name_of_its_colour(
    theme: Theme, qtbot: QtBot
) -> None:
    mark = IconLabel("mark", tone="accent")
    qtbot.addWidget(mark)
    before = mark.grab().toImage()
    with qtbot.waitSignal(theme.changed):
        theme.apply(True)
    assert tokens() is DARK
    assert mark.grab().toImage() != before
    theme.apply(False)


def test_the_bundled_face_is_used(theme: Theme, qapp: QApplication) -> None:
    assert QFontInfo(font()).family() == "Atkinson Hyperlegible"
    assert QFontInfo(qapp.font()).pixelSize() == 15


@pytest.mark.parametrize(("folder", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_style_sheet_icons_have_the_colours_of_the_tokens(folder: str, colours: Tokens) -> None:
    def colour(name: str) -> str:
        text = (RESOURCES / "icons" / folder / f"{name}.svg").read_text()
        return re.findall(r'stroke="(#\w+)"', text)[0]

    assert colour("chevron-down") == colour("chevron-up") == colours.second
    assert colour("check") == colours.on_accent
