"""The demo clinic: a folder of its own, invented people, something to see on every screen."""

from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain_chart import FlagKind, Span
from clinic_app.domain.progress.event import EventKind
from clinic_app.domain.trend.trend import Verdict
from clinic_app.services.demo import DEMO_PASSPHRASE, make_demo
from clinic_app.services.unlock.access import AccessService

from .conftest import CHEAP, Clock


def test_the_demo_clinic_shows_every_kind_of_patient(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "demo"
    make_demo(folder, cost=CHEAP, today=clock())
    access = AccessService(folder, now=clock)
    assert access.is_demo
    workspace = access.unlock_any(DEMO_PASSPHRASE)
    rows = workspace.patients.caseload()
    verdicts = {t[""].verdict for t in workspace.pain.trends([r.patient.id for r in rows]).values()}
    assert {Verdict.IMPROVED, Verdict.WORSE, Verdict.NOT_ENOUGH_DATA} <= verdicts
    marigold = workspace.patients.find("Marigold")
    assert len(workspace.plans.flags(marigold.id)) == 2
    assert workspace.handouts.issued(marigold.id)
    assert all(e.at <= clock() for r in rows for e in workspace.pain.listing(r.patient.id))
    workspace.close()


def test_every_screen_of_progress_has_something_to_show(tmp_path: Path, clock: Clock) -> None:
    make_demo(tmp_path / "demo", cost=CHEAP, today=clock())
    workspace = AccessService(tmp_path / "demo", now=clock).unlock_any(DEMO_PASSPHRASE)
    find = workspace.patients.find
    marigold, ned, bea = (find(name).id for name in ("Marigold", "Ned", "Bea"))
    chart = workspace.pain.chart(marigold, span=Span.ALL)
    assert [week.is_known for week in chart.weeks][:5] == [False, True, True, False, True]
    assert {track.measure.id for track in chart.measures} == {"psfs", "groc", "peg", "odi"}
    assert {flag.kind for flag in chart.flags} == {FlagKind.PLAN, FlagKind.VISIT, FlagKind.FLARE_UP}
    assert workspace.pain.sites(marigold) == ["", "knee-front-right"]
    assert len(workspace.pain_maps.valid(marigold)) == 2
    kinds = {e.kind for e in workspace.events.valid(ned)}
    assert kinds == {EventKind.VISIT, EventKind.INJECTION, EventKind.WARNING_SIGN}
    assert [log.days for log in workspace.exercise_logs.valid(bea)] == [7]
    assert all(w.of_days for w in workspace.pain.chart(bea, span=Span.ALL).weeks if w.is_known)
    workspace.close()


def test_the_demo_is_the_same_whenever_it_is_made(tmp_path: Path, clock: Clock) -> None:
    told: list[list[tuple[object, ...]]] = []
    for name in ("one", "two"):
        make_demo(tmp_path / name, cost=CHEAP, today=clock())
        workspace = AccessService(tmp_path / name, now=clock).unlock_any(DEMO_PASSPHRASE)
        otto = workspace.patients.find("Otto").id
        logs = workspace.exercise_logs.valid(otto)
        told.append(sorted((x.day, x.exercise_id, x.done, x.pain_next_morning or 0) for x in logs))
        workspace.close()
    assert told[0] == told[1]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not empty"):
        make_demo(tmp_path, cost=CHEAP)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]
