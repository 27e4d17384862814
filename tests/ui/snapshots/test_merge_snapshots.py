"""Here twice?, as pictures: a pair with a very long name, and nothing found."""

from typing import cast

import pytest

from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.merge.merge_page import MergePage
from tests.hands import Hands
from tests.ui.merge.pairs import clinic
from tests.ui.snapshots.test_snapshots import Snapshots


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
    qtbot.waitUntil(lambda: page.merges.isVisible() and page.asked is not None or page.is_settled)
    qtbot.waitUntil(lambda: page.is_settled)
    page.setFocus()
    qtbot.settle()
    snapshots.check(page.grab().toImage(), f"merge-{name}-{look}")
    theme.apply(False)
