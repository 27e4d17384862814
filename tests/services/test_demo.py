"""The demo clinic: a folder of its own, invented people, something to see on every screen."""

from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.trend import Verdict
from clinic_app.services.access import AccessService
from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo

from .conftest import CHEAP, Clock


def test_the_demo_clinic_shows_every_kind_of_patient(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "demo"
    make_demo(folder, cost=CHEAP, today=clock())
    access = AccessService(folder, now=clock)
    assert access.is_demo
    workspace = access.unlock_any(DEMO_PASSPHRASE)
    rows = workspace.patients.caseload()
    verdicts = {t.verdict for t in workspace.pain.trends([r.patient.id for r in rows]).values()}
    assert {Verdict.IMPROVED, Verdict.WORSE, Verdict.NOT_ENOUGH_DATA} <= verdicts
    marigold = workspace.patients.find("Marigold")
    assert len(workspace.programs.flags(marigold.id)) == 2
    assert workspace.handouts.issued(marigold.id)
    assert all(e.at <= clock() for r in rows for e in workspace.pain.entries(r.patient.id))
    workspace.close()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not empty"):
        make_demo(tmp_path, cost=CHEAP)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]
