"""Handouts stay as they were given out."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from clinic_app.domain.errors import Conflict, NotFound
from clinic_app.domain.patient.patient import Paper, Patient
from clinic_app.domain.plan.handout import IssuedHandout
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.audit import verifying
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import handouts

from ..conftest import ACTOR

PDF = b"%PDF-1.7 \x00\xff" * 1000


def _handout(patient: Patient, days: int = 0) -> IssuedHandout:
    return IssuedHandout(
        new_id(),
        patient.id,
        datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(days=days),
        ACTOR,
        Paper.A4,
        2,
        {"cards": [{"name": "Hip hinge", "steps": ["Stand tall."]}]},
        hashlib.sha256(PDF).hexdigest(),
    )


def test_the_exact_bytes_and_the_snapshot_come_back(db: Database, patient: Patient):
    first, second = _handout(patient), _handout(patient, days=3)
    with db.write(ACTOR) as tx:
        handouts.issue(tx, first, PDF)
        handouts.issue(tx, second, b"other")
    with db.read() as tx:
        assert handouts.listing(tx, patient.id) == [second, first]
        assert hashlib.sha256(handouts.pdf(tx, first.id)).hexdigest() == first.sha256
        assert handouts.pdf(tx, second.id) == b"other"
        assert handouts.listing(tx, new_id()) == []
        assert verifying.whole(tx).findings == []


def test_the_plan_and_the_options_come_alone(db: Database, patient: Patient):
    snapshot = {
        "content": {"options": {"diary": False, "layout": "one-page"}, "pictures": [[1, 2]]},
        "plan": {"items": [{"exercise": "bridge", "note": 'so "much" \N{BULLET} ñ'}]},
    }
    printed, bare = replace(_handout(patient, days=3), snapshot=snapshot), _handout(patient)
    with db.write(ACTOR) as tx:
        handouts.issue(tx, bare, PDF)
        handouts.issue(tx, printed, PDF)
    with db.read() as tx:
        newest, oldest = handouts.plans(tx, patient.id)
    assert newest.issued_at == printed.issued_at
    assert newest.plan == snapshot["plan"]
    assert newest.options == {"diary": False, "layout": "one-page"}
    assert (oldest.plan, oldest.options) == ({}, {})


def test_a_handout_is_never_replaced(db: Database, patient: Patient):
    issued = _handout(patient)
    with db.write(ACTOR) as tx:
        handouts.issue(tx, issued, PDF)
    with pytest.raises(Conflict), db.write(ACTOR) as tx:
        handouts.issue(tx, issued, b"other")
    with db.read() as tx:
        assert handouts.pdf(tx, issued.id) == PDF


def test_unknown_ones_are_not_found(db: Database):
    with db.read() as tx, pytest.raises(NotFound):
        handouts.pdf(tx, new_id())
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        handouts.issue(tx, _handout(Patient("x", "Ned", "Placeholder")), PDF)
