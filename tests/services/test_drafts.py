"""Typed text is kept: encrypted, for its writer alone, on the disk or until there is room."""

import resource
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from clinic_app.domain.errors import NotAllowed, NotFound
from clinic_app.domain.patient.role import Role
from clinic_app.services.drafts import UnsavedDrafts
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.storage.records import drafts as stored

from .conftest import CHEAP, PASSPHRASE, Clock

PLACE = "event/p1"
OTHER = "violet harbour candle oak"


def again(workspace: Workspace, clock: Clock, passphrase: str = PASSPHRASE) -> Workspace:
    return AccessService(workspace.folder, cost=CHEAP, now=clock).unlock_any(passphrase)


@contextmanager
def full() -> Generator[None]:
    """No file of this process can grow."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_draft_is_kept_replaced_and_discarded(workspace: Workspace, clock: Clock) -> None:
    drafts = workspace.drafts
    assert drafts.save(PLACE, {"text": "Long drive"}, "p1")
    clock.forward(minutes=1)
    assert drafts.save(PLACE, {"text": "Long drive home"}, "p1")
    (draft,) = drafts.mine()
    assert draft == drafts.load(PLACE)
    assert (draft.content, draft.patient_id, draft.at) == (
        {"text": "Long drive home"},
        "p1",
        clock.moment,
    )
    drafts.discard(PLACE)
    assert drafts.mine() == []
    assert drafts.flush()
    assert drafts.mine() == []


def test_what_comes_after_the_lock_does_not_stay_in_memory(workspace: Workspace) -> None:
    drafts = workspace.drafts
    workspace.close()
    drafts.save_soon(PLACE, {"text": "Long drive"}, "p1")
    assert not drafts.save(PLACE, {"text": "Long drive home"}, "p1")
    drafts.discard(PLACE)
    assert not drafts.is_waiting


def test_a_draft_outlives_a_crash_and_makes_no_audit_row(
    workspace: Workspace, clock: Clock
) -> None:
    before = rows(workspace)
    workspace.drafts.save_soon(PLACE, {"text": "Long drive"}, "p1")
    workspace.drafts.flush()
    assert rows(workspace) == before
    reopened = again(workspace, clock)  # the first was never closed
    assert reopened.drafts.load(PLACE) is not None
    reopened.close()


def rows(workspace: Workspace) -> int:
    with workspace._database.read() as tx:
        return workspace._database._trail.head(tx.connection).count


def test_only_the_writer_sees_a_draft(workspace: Workspace, clock: Clock) -> None:
    second = workspace.staff.add_clinician(
        "Ada Example", "PT", Role.CLINICIAN, OTHER, own=PASSPHRASE
    )
    workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    theirs = again(workspace, clock, OTHER)
    assert theirs.actor.id == second.id
    assert theirs.drafts.mine() == []
    assert theirs.drafts.load(PLACE) is None
    with pytest.raises(NotAllowed):
        theirs.drafts.others()
    with pytest.raises(NotAllowed):
        theirs.drafts.hand_on(workspace.actor.id, PLACE, second.id)
    theirs.close()


def test_an_owner_hands_a_draft_on_and_it_is_noted(workspace: Workspace, clock: Clock) -> None:
    second = workspace.staff.add_clinician(
        "Ada Example", "PT", Role.CLINICIAN, OTHER, own=PASSPHRASE
    )
    theirs = again(workspace, clock, OTHER)
    theirs.drafts.save(PLACE, {"text": "Hers"}, "p1")
    theirs.close()
    workspace.drafts.save(PLACE, {"text": "Mine"}, "p1")
    (waiting,) = workspace.drafts.others()
    assert (waiting.writer_id, waiting.place, waiting.kind) == (second.id, PLACE, "event")
    before = rows(workspace)
    workspace.drafts.hand_on(second.id, PLACE, workspace.actor.id)
    assert rows(workspace) == before + 1
    assert {d.content["text"] for d in workspace.drafts.of(PLACE)} == {"Mine", "Hers"}
    assert workspace.drafts.others() == []
    with pytest.raises(NotFound):
        workspace.drafts.hand_on(second.id, PLACE, workspace.actor.id)


def test_without_room_it_stays_in_memory_as_ciphertext_over_the_lock(
    workspace: Workspace, clock: Clock
) -> None:
    unsaved = workspace.drafts.unsaved = UnsavedDrafts()
    with full():
        assert not workspace.drafts.save("event/marigold", {"text": "Long drive"}, "marigold")
        assert workspace.drafts.load("event/marigold") is not None
        workspace.close()
    held = repr(unsaved.__dict__)
    assert "Long drive" not in held
    assert "marigold" not in held
    reopened = again(workspace, clock)
    reopened.drafts.unsaved = unsaved
    assert reopened.drafts.write_unsaved() == 0
    assert len(unsaved) == 0
    reopened.close()
    once_more = again(workspace, clock)
    draft = once_more.drafts.load("event/marigold")
    assert draft is not None
    assert draft.content == {"text": "Long drive"}
    once_more.close()


def test_what_waited_is_written_with_the_next_draft(workspace: Workspace) -> None:
    with full():
        workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    assert workspace.drafts.save("new-patient", {"given": "Marigold"})
    assert len(workspace.drafts.unsaved) == 0
    assert {draft.place for draft in workspace.drafts.mine()} == {PLACE, "new-patient"}


def test_another_unlock_writes_it_in_its_writers_name(workspace: Workspace, clock: Clock) -> None:
    workspace.staff.add_clinician("Ada Example", "PT", Role.CLINICIAN, OTHER, own=PASSPHRASE)
    with full():
        workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
        workspace.close()
    theirs = again(workspace, clock, OTHER)
    theirs.drafts.unsaved = workspace.drafts.unsaved
    assert theirs.drafts.write_unsaved() == 0
    assert theirs.drafts.mine() == []
    theirs.close()
    mine = again(workspace, clock)
    assert mine.drafts.load(PLACE) is not None
    mine.close()


def test_what_was_not_wanted_without_room_stays_away(workspace: Workspace) -> None:
    workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    with full():
        workspace.drafts.discard(PLACE)
        workspace.drafts.flush()
        assert workspace.drafts.mine() == []
    workspace.drafts.flush()
    assert workspace.drafts.mine() == []


def test_what_is_written_while_it_is_listed_is_neither_missed_nor_told_twice(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = stored.listing

    def slow_listing(*asked: Any) -> list[stored.StoredDraft]:
        found = listing(*asked)
        with monkeypatch.context() as usual:
            usual.setattr(stored, "listing", listing)
            assert workspace.drafts.flush()
        return found

    monkeypatch.setattr(stored, "listing", slow_listing)
    workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    with full():
        workspace.drafts.discard(PLACE)
        workspace.drafts.flush()
    assert workspace.drafts.mine() == [], "it was forgotten while it was listed"
    with full():
        workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    assert len(workspace.drafts.unsaved) == 1
    workspace.drafts.save_soon("new-patient", {"given": "Marigold"})
    assert {draft.place for draft in workspace.drafts.mine()} == {PLACE, "new-patient"}


def test_the_last_of_many_fast_drafts_wins(workspace: Workspace) -> None:
    def type_ahead() -> None:
        for n in range(40):
            workspace.drafts.save_soon(PLACE, {"n": n}, "p1")

    typing = threading.Thread(target=type_ahead)
    typing.start()
    for _ in range(20):
        workspace.drafts.flush()
    typing.join()
    workspace.drafts.flush()
    draft = workspace.drafts.load(PLACE)
    assert draft is not None
    assert draft.content == {"n": 39}


def test_after_the_lock_nothing_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    assert not workspace.drafts.save(PLACE, {"text": "Long drive"}, "p1")
    workspace.drafts.save_soon(PLACE, {"text": "Long drive"}, "p1")
    assert len(workspace.drafts.unsaved) == 0


_PLACES = ("event/p1", "diary/p1", "new-patient")
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("save", "soon", "discard", "full", "room", "lock")),
        st.sampled_from(_PLACES),
        st.integers(0, 99),
    ),
    max_size=14,
)


@hypothesis.settings(
    max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
@hypothesis.given(_STEPS)
def test_whatever_happens_the_last_word_of_each_place_is_there(
    workspace: Workspace, clock: Clock, steps: list[tuple[str, str, int]]
) -> None:
    """Typing, throwing away, a disk that fills and empties, and locks with room or without."""
    at, unsaved, wanted = again(workspace, clock), UnsavedDrafts(), dict[str, int]()
    at.drafts.unsaved = unsaved
    for place in _PLACES:
        at.drafts.discard(place)
    at.drafts.flush()
    with ExitStack() as disk:
        for step, place, number in steps:
            if step == "full":
                disk.enter_context(full())
            elif step == "room":
                disk.close()
            elif step == "lock":
                disk.close()  # a clinic is unlocked where there is room
                at.close()
                at = again(workspace, clock)
                at.drafts.unsaved = unsaved
                at.drafts.write_unsaved()
            elif step == "discard":
                at.drafts.discard(place)
                wanted.pop(place, None)
            else:
                (at.drafts.save if step == "save" else at.drafts.save_soon)(place, {"n": number})
                wanted[place] = number
        disk.close()
        at.drafts.flush()
        at.drafts.write_unsaved()
    assert {d.place: d.content["n"] for d in at.drafts.mine()} == wanted
    at.close()
