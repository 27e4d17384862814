"""Decisions on advice come back whole, in order, and stand in the audit trail."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceInput
from clinic_app.domain.errors import NotFound
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.storage.file.database import Database
from clinic_app.storage.records import advice, pain, plans
from clinic_app.storage.tables import audit_row

from ..conftest import ACTOR

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def decision(patient_id: str, at: datetime = AT) -> AdviceDecision:
    inputs = (AdviceInput("Pain during, 1 Mar", "6 of 10"), AdviceInput("Effort", "\u00bd"))
    return AdviceDecision(
        new_id(),
        patient_id,
        at,
        ACTOR,
        "item",
        "bridge",
        Advice.EASIER,
        Advice.SAME,
        "Easier: pain.",
        inputs,
        note="Wait",
    )


def test_a_decision_comes_back_whole_and_is_audited(db: Database, patient: Patient) -> None:
    later = decision(patient.id, AT + timedelta(days=1))
    undone = replace(decision(patient.id), undone=True)
    for one in (later, undone):
        with db.write(ACTOR) as tx:
            advice.add(tx, one)
    with db.read() as tx:
        assert advice.decisions(tx, [patient.id, "nobody"]) == {patient.id: [undone, later]}
        actions = tx.connection.execute(select(audit_row.c.action, audit_row.c.kind)).all()
    assert actions.count(("decide", "advice")) == 2


def test_an_unknown_patient_is_refused(db: Database) -> None:
    with pytest.raises(NotFound), db.write(ACTOR) as tx:
        advice.add(tx, decision("nobody"))


def test_plans_of_late_bring_the_last_one_from_before(db: Database, patient: Patient) -> None:
    for version, day in enumerate((1, 3, 3, 8, 9, 9)):
        with db.write(ACTOR) as tx:
            at = AT.replace(day=day)
            plans.save(tx, patient.id, {"items": [version]}, version, at)
    with db.read() as tx:
        found = advice.plan_days(tx, [patient.id, "nobody"], date(2026, 3, 5))
    assert found == {
        patient.id: [
            (date(2026, 3, 3), {"items": [2]}),
            (date(2026, 3, 8), {"items": [3]}),
            (date(2026, 3, 9), {"items": [5]}),
        ]
    }


def test_average_days_leave_out_other_series_other_sites_and_voided_ones(
    db: Database, patient: Patient
) -> None:
    def entry(score: int, day: int, **values: object) -> PainRating:
        made = PainRating(new_id(), patient.id, Series.AVERAGE, score, AT.replace(day=day))
        return replace(made, **values)  # type: ignore[arg-type]

    noon = AT.replace(day=4, hour=12)
    with db.write(ACTOR) as tx:
        pain.add(
            tx,
            [
                entry(4, 4),
                entry(5, 4, at=noon),
                entry(9, 4, series=Series.WORST),
                entry(9, 5, voided=True, void_reason="wrong"),
                entry(9, 6, site="belly"),
                entry(9, 1),
            ],
        )
    with db.read() as tx:
        found = advice.average_days(tx, [patient.id], AT.replace(day=2))
    assert found == {patient.id: {date(2026, 3, 4): 4.5}}
