"""Here twice?, as pictures: a pair with a very long name, and nothing found."""

from typing import cast

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.merge.merge_page import MergePage
from tests.hands import Hands
from tests.ui.merge.pairs import clinic
from tests.ui.snapshots.test_snapshots import Snapshots


def words(page: QWidget) -> str:
    return " ".join(part.text() for part in page.findChildren(QLabel))


@pytest.fixture
def snapshots(request: pytest.FixtureRequest) -> Snapshots:
    return Snapshots(refresh=bool(request.config.getoption("--refresh-snapshots")))


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(("name", "pairs"), [("pair", 3), ("none", 0)])
def test_it_looks_as_it_did(
    theme: Theme,
    background: Background,
    qtbot: Hands,
    snapshots: Snapshots,
    look: str,
    name: str,
    pairs: int,
) -> None:
    theme.apply(look == "dark")
    page = MergePage(cast("Workspace", clinic(pairs)), background)
    qtbot.addWidget(page)
    page.resize(1286, 768)
    qtbot.shown(page)
    page.begin()
    acts = page.header.make_one
    qtbot.waitUntil(lambda: acts.isVisible() if pairs else "Looked at 128" in words(page))
    page.setFocus()
    qtbot.settle()
    snapshots.check(page.grab().toImage(), f"merge-{name}-{look}")
    theme.apply(False)
