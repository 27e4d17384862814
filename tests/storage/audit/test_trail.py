"""The reader of the trail gives every row that answers, once, newest first, whatever is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.records.trail import TrailQuery, TrailRow
from clinic_app.storage.audit import trail
from clinic_app.storage.file.database import Database

from ..conftest import ACTOR

OTHER = "b" * 32
PAIRS = (("add", "pain"), ("open", "patient"), ("lock", "login"))
WHOSE = ("p" * 32, "q" * 32, None)


@pytest.fixture
def filled(db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(trail, "STRETCH", 7)  # so that a search takes many parts
    for n in range(60):
        with db.write(OTHER if n % 5 == 0 else ACTOR) as tx:
            action, kind = PAIRS[n * n % 3]
            tx.audit(action, kind, f"{n}", {"n": n}, WHOSE[n // 4 % 3])
    return db


def everything(db: Database, query: TrailQuery, limit: int = 3) -> list[TrailRow]:
    found: list[TrailRow] = []
    before = None
    while True:
        with db.read() as tx:
            part = trail.part(tx, query, before_seq=before, limit=limit)
        assert len(part.rows) <= limit
        found += part.rows
        if part.next_seq is None:
            return found
        assert before is None or part.next_seq < before
        before = part.next_seq


def test_all_rows_are_read_with_all_that_was_noted(filled: Database):
    rows = everything(filled, TrailQuery())
    assert [row.seq for row in rows] == list(range(60, 0, -1))
    row = rows[-2]
    assert (row.actor_id, row.pair, row.entity_id) == (ACTOR, PAIRS[1], "1")
    assert (row.detail, row.patient_id) == ({"n": 1}, WHOSE[0])
    assert abs(row.at - datetime.now(UTC)) < timedelta(minutes=5)
    with filled.read() as tx:
        assert trail.count(tx) == 60


def test_every_question_gives_what_looking_at_all_rows_gives(filled: Database):
    rows = everything(filled, TrailQuery())
    times = [row.at for row in rows]

    @settings(max_examples=150)
    @given(
        st.sampled_from([*WHOSE, "unknown"]),
        st.sampled_from([None, ACTOR, OTHER]),
        st.sampled_from([None, *times]),
        st.sampled_from([None, *times]),
        st.sets(st.sampled_from(PAIRS)),
        st.integers(1, 70),
    )
    def holds(
        patient: str | None,
        actor: str | None,
        since: datetime | None,
        until: datetime | None,
        pairs: set[tuple[str, str]],
        limit: int,
    ) -> None:
        query = TrailQuery(patient, actor, since, until, frozenset(pairs))
        wanted = [
            row
            for row in rows
            if (patient is None or row.patient_id == patient)
            and (actor is None or row.actor_id == actor)
            and (since is None or row.at >= since)
            and (until is None or row.at < until)
            and (not pairs or row.pair in pairs)
        ]
        assert everything(filled, query, limit) == wanted

    holds()


def test_an_empty_trail_ends_at_once(db: Database):
    with db.read() as tx:
        part = trail.part(tx, TrailQuery(), before_seq=None, limit=10)
    assert (part.rows, part.next_seq) == ((), None)
