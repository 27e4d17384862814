"""Icons are tinted and sharp."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

import clinic_app.app
import clinic_app.ui
from clinic_app.shipped_data import RESOURCES
from clinic_app.ui.common.icons import icon, pixmap
from clinic_app.ui.common.theme import Theme

NAMES = sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg"))

_NAMED_IN = {
    "IconButton": 0,
    "IconLabel": 0,
    "show_icon": 0,
    "icon": 0,
    "pixmap": 0,
    "RailEntry": 2,
    "ScreenEntry": 2,
}


def _files() -> Iterator[Path]:
    for package in (clinic_app.ui, clinic_app.app):
        yield from Path(package.__path__[0]).rglob("*.py")


def _calls() -> Iterator[ast.Call]:
    for file in _files():
        yield from (n for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.Call))


def _texts(node: ast.AST) -> set[str]:
    found = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return {value for value in found if isinstance(value, str) and value}


def _icons_in(call: ast.Call) -> set[str]:
    """The names of icons that a call gives, where it spells them out."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = [k.value for k in call.keywords if k.arg == "icon"]
    place = _NAMED_IN.get(name)
    given += call.args[place : place + 1] if place is not None else []
    plain = [part for part in given if isinstance(part, ast.Constant)]
    return set().union(*map(_texts, plain))


def test_every_icon_that_is_named_is_there() -> None:
    named = set().union(*map(_icons_in, _calls()))
    assert len(named) > 20
    assert named <= set(NAMES)


def test_every_icon_that_is_there_is_used() -> None:
    spelled = set().union(*(_texts(ast.parse(file.read_text())) for file in _files()))
    assert set(NAMES) <= spelled


def _colours(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {c.name() for c in pixels if c.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_takes_the_colour(name: str, theme: Theme) -> None:
    found = _colours(pixmap(name, "#ff0000", 48).toImage())
    assert "#ff0000" in found
    assert found <= {"#ff0000", "#fe0000"}  # overlapping strokes round down by one


def test_a_finer_screen_gets_more_pixels_of_the_same_size(theme: Theme) -> None:
    made = pixmap("users", "#000000", 20, ratio=1.5)
    assert made.width() == 30
    assert made.deviceIndependentSize().width() == 20


def test_colours_and_sizes_do_not_mix_in_the_cache(theme: Theme) -> None:
    red, blue = pixmap("lock", "#ff0000", 20), pixmap("lock", "#0000ff", 20)
    assert QColor("#ff0000").name() in _colours(red.toImage())
    assert QColor("#0000ff").name() in _colours(blue.toImage())


def test_an_icon_for_qt_has_all_scales(theme: Theme) -> None:
    assert {size.width() for size in icon("lock", "#000000", 20).availableSizes()} >= {20, 40}


def test_an_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        pixmap("no-such-icon", "#000000")
