"""The clinic, its clinicians, their preferences, and the templates they start from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from clinic_app.domain.errors import NotFound
from clinic_app.domain.patient.patient import Clinic, Clinician, Paper
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import preferences, staff, templates

from .conftest import ACTOR

AT = datetime(2026, 3, 1, tzinfo=UTC)
IVY = "b" * 32


def test_the_clinic_comes_back_whole_and_can_change(db: Database):
    with db.read() as tx, pytest.raises(NotFound):
        staff.clinic(tx)
    first = Clinic("Placeholder Clinic", "555 0100", "1 Sample Way\nTestville", Paper.A4, 5, "112")
    moved = Clinic("Placeholder Clinic", "555 0199")
    for clinic in (first, moved):
        with db.write(ACTOR) as tx:
            saved = staff.save_clinic(tx, clinic)
        with db.read() as tx:
            assert staff.clinic(tx) == saved == replace(clinic, version=saved.version)
            assert verifying.whole(tx).findings == []


def test_clinicians_are_added_and_changed(db: Database):
    robin, ivy = Clinician(ACTOR, "Robin Demo", "PT"), Clinician(IVY, "Ivy Mockford")
    renamed = Clinician(IVY, "Ivy Testcase", "DPT")
    with db.write(ACTOR) as tx:
        for clinician in (robin, ivy, renamed):
            staff.save_clinician(tx, clinician)
        assert [change.action for change in tx.changes] == ["add", "add", "change"]
    with db.read() as tx:
        assert staff.clinicians(tx) == [renamed, robin]


def test_templates_are_saved_changed_and_archived(db: Database):
    plan = {"items": [{"exercise": "hip-hinge"}]}
    with db.write(ACTOR) as tx:
        templates.save(tx, "1", "Low back", "A start", {"items": []})
        templates.save(tx, "1", "Low back 2", "A start", plan)
        templates.save(tx, "2", "Knee", "", plan)
    with db.read() as tx:
        assert templates.listing(tx) == [
            templates.StoredTemplate("2", "Knee", "", plan),
            templates.StoredTemplate("1", "Low back 2", "A start", plan),
        ]
    with db.write(ACTOR) as tx:
        templates.archive(tx, "2")
    with db.read() as tx:
        assert [template.id for template in templates.listing(tx)] == ["1"]
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        templates.archive(tx, "9")


def test_each_clinician_has_favourites_of_their_own(db: Database):
    with db.write(ACTOR) as tx:
        for exercise in ("hip-hinge", "bridge", "hip-hinge"):
            preferences.set_favourite(tx, ACTOR, exercise, True)
        preferences.set_favourite(tx, IVY, "plank", True)
        preferences.set_favourite(tx, ACTOR, "bridge", False)
        preferences.set_favourite(tx, ACTOR, "never-one", False)
    with db.read() as tx:
        assert preferences.favourites(tx, ACTOR) == {"hip-hinge"}
        assert preferences.favourites(tx, IVY) == {"plank"}


def test_recents_are_the_last_used_first(db: Database):
    with db.write(ACTOR) as tx:
        for n, exercise in enumerate(["a", "b", "c", "a"]):
            preferences.record_use(tx, ACTOR, exercise, AT + timedelta(minutes=n))
        preferences.record_use(tx, IVY, "z", AT)
    with db.read() as tx:
        assert preferences.recents(tx, ACTOR, 10) == ["a", "c", "b"]
        assert preferences.recents(tx, ACTOR, 2) == ["a", "c"]


def test_settings_are_kept_per_clinician(db: Database):
    with db.write(ACTOR) as tx:
        preferences.put(tx, ACTOR, "theme", "dark")
        preferences.put(tx, ACTOR, "theme", "light")
        assert tx.changes == []
    with db.read() as tx:
        assert preferences.get(tx, ACTOR, "theme") == "light"
        assert preferences.get(tx, IVY, "theme") is None
