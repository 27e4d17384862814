"""In no language are the program's own words cut off, in any screen or dialog, in two windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from clinic_app.ui.patient.patient_screen import PLAN
from clinic_app.words import catalogue, languages, po_file, use_language

from .conftest import Desk
from .cut_words import cut_words, painted_words
from .every_window import opened, window_classes

SIZES = {"usual": (1366, 768), "the least, as at 150 %": (960, 560)}


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


def own_words(language: str) -> set[str]:
    """Every text of the program in a language, as far as it stands alone."""
    (path, *_) = sorted(catalogue.FOLDER.glob(f"*/{catalogue.SOURCE}"))
    if language != "en":
        path = catalogue.FOLDER / language / catalogue.SOURCE
    found = set[str]()
    for message in po_file.read_po(path.read_bytes()):
        texts = message.id if language == "en" else message.string
        found |= {texts} if isinstance(texts, str) else set(texts)
    return {text for text in found if text and "{" not in text}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("language", languages(), indirect=True)
def test_nothing_is_cut_off(
    desk: Desk,
    demo: Path,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[str] = []
    words = own_words(language)

    def is_idle() -> bool:
        """Nothing is on its way, and nothing that came has begun something else."""
        desk.bot.settle()
        return not any(one.background._waiting for one in desk.windows)

    def look(window: QWidget, name: str) -> None:
        desk.until(is_idle)
        desk.bot.settle()  # what came made the layouts anew
        painted.clear()
        window.grab()
        cut = [*cut_words(window), *(text for text in painted if text in words)]
        found.extend(f"{name}: {text}" for text in cut)

    with painted_words(monkeypatch) as painted:
        first = desk.start(tmp_path / "none")
        first.window.resize(*size)
        look(first.window, "start")
        clinic = desk.start(demo)
        clinic.window.resize(*size)
        look(clinic.window, "login")
        desk.unlock(clinic)
        screens = clinic.screens
        assert screens is not None
        look(clinic.window, "caseload")
        for page in screens.settings.pages:
            screens.show_settings(page)
            look(clinic.window, f"settings {page}")
        patient = screens.home._workspace.patients.find("Marigold")
        screens.open_patient(patient.id)
        for tab in range(screens.patient.header.tabs.count()):
            screens.patient.show_tab(tab)
            look(clinic.window, f"tab {tab}")
            if tab == PLAN:
                names = {exercise.name for exercise in screens.home._workspace.library.exercises}
                found.extend(painted & names)
        for kind in window_classes():
            window = opened(kind, clinic, patient.id)
            look(window, kind.__name__)
            window.done(0) if isinstance(window, QDialog) else window.close()
    assert found == []
