"""The screens in the rail. An entry here, and a folder in ``ui``, make another one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clinic_app.ui.common.rail import RailEntry
from clinic_app.words import NP_

if TYPE_CHECKING:
    from clinic_app.app.screens import Screens

CASELOAD, PATIENT, SETTINGS = "caseload", "patient", "settings"


@dataclass(frozen=True, kw_only=True)
class ScreenEntry(RailEntry):
    """A place in the rail, which the palette offers too.

    ``view`` shows it in ``handrail screenshot --view``. ``make`` gives its widget; it imports what
    it needs only then, for the rail is there before the screens are loaded.
    """

    view: str
    make: Callable[["Screens"], QWidget]


# Translators: a word under an icon in the rail: short, about nine letters.
SCREENS = (
    ScreenEntry(
        CASELOAD, NP_("rail", "Caseload"), "users", view="home", make=lambda made: made.home
    ),
    ScreenEntry(
        SETTINGS,
        NP_("rail", "Settings"),
        "settings",
        view="settings",
        make=lambda made: made.settings,
    ),
)
