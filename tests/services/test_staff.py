"""Several people, each with a login and a role; the last owner stays one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import NotAllowed, TooManyTries, UserError, WrongPassphrase
from clinic_app.domain.patient.patient import Clinic, Clinician, ClinicSetup, join_clinic
from clinic_app.domain.patient.role import Role
from clinic_app.services.staff import ClinicConflict, StaffService
from clinic_app.services.unlock.access import AccessService, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.storage.keys.tries import Tries

from .conftest import CHEAP, PASSPHRASE, Clock

SECOND = "copper window seldom giraffe"
THIRD = "violet anchor crumb tundra"


def test_a_second_clinician_logs_in_as_themselves(workspace: Workspace, tmp_path: Path) -> None:
    added = _add(workspace, Role.CLINICIAN)
    opened = AccessService(tmp_path / "clinic").unlock_any(SECOND)
    assert opened.actor == added
    opened.close()
    workspace.staff.remove_login(added.id, own=PASSPHRASE)
    assert added.id not in workspace.staff.with_login()
    assert added in workspace.staff.clinicians()
    with pytest.raises(WrongPassphrase):
        AccessService(tmp_path / "clinic").unlock_any(SECOND)


def test_a_removed_login_is_given_back_with_a_new_passphrase(
    workspace: Workspace, tmp_path: Path
) -> None:
    sam = _add(workspace, Role.CLINICIAN)
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    workspace.staff.give_back(sam.id, Role.ASSISTANT, THIRD, own=PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        AccessService(tmp_path / "clinic").unlock_any(SECOND)
    opened = AccessService(tmp_path / "clinic").unlock_any(THIRD)
    assert (opened.actor.id, opened.actor.role) == (sam.id, Role.ASSISTANT)
    opened.close()


def test_nobody_removes_their_own_login(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="your own login"):
        workspace.staff.remove_login(workspace.actor.id, own=PASSPHRASE)


def test_the_last_owner_stays_an_owner(workspace: Workspace, tmp_path: Path) -> None:
    robin = workspace.actor.id
    with pytest.raises(UserError, match="last owner"):
        workspace.staff.set_role(robin, Role.CLINICIAN, own=PASSPHRASE)
    sam = _add(workspace, Role.OWNER)
    workspace.staff.set_role(robin, Role.CLINICIAN, own=PASSPHRASE)
    with pytest.raises(NotAllowed):  # at once, in the clinic that is open already
        workspace.staff.set_role(robin, Role.OWNER, own=PASSPHRASE)
    opened = AccessService(tmp_path / "clinic").unlock_any(SECOND)
    with pytest.raises(UserError, match="last owner"):
        opened.staff.set_role(sam.id, Role.ASSISTANT, own=SECOND)
    opened.staff.remove_login(robin, own=SECOND)
    opened.close()


def test_an_owner_without_a_login_does_not_count(workspace: Workspace) -> None:
    sam = _add(workspace, Role.OWNER)
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    with pytest.raises(UserError, match="last owner"):
        workspace.staff.set_role(workspace.actor.id, Role.ASSISTANT, own=PASSPHRASE)


def test_the_recovery_key_appoints_an_owner(
    workspace: Workspace, setup: ClinicSetup, tmp_path: Path
) -> None:
    sam = _add(workspace, Role.ASSISTANT)
    access = AccessService(tmp_path / "clinic", cost=CHEAP)
    opened = access.recover(setup.recovery_key, sam.id, THIRD)
    assert opened.actor.role is Role.OWNER
    opened.staff.remove_login(workspace.actor.id, own=THIRD)
    opened.close()


def test_a_replaced_recovery_key_opens_nothing_and_the_new_one_does(
    workspace: Workspace, setup: ClinicSetup, tmp_path: Path
) -> None:
    key = new_recovery_key()
    workspace.staff.replace_recovery_key(key, own=PASSPHRASE)
    access = AccessService(tmp_path / "clinic", cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        access.recover(setup.recovery_key, workspace.actor.id, SECOND)
    access.recover(key, workspace.actor.id, SECOND).close()


def test_who_came_in_last_and_who_left(workspace: Workspace, clock: Clock) -> None:
    sam = _add(workspace, Role.CLINICIAN)
    with workspace._session.write() as tx:
        tx.audit("unlock", "login", sam.id)
    now = datetime.now().astimezone()  # the trail's own clock
    clock.moment = now
    assert workspace.staff.last_seen()[sam.id] == f"today {now:%H:%M}"
    workspace.staff.remove_login(sam.id, own=PASSPHRASE)
    clock.moment = now + timedelta(days=1)
    assert workspace.staff.last_seen()[sam.id] == "left yesterday"
    clock.moment = now + timedelta(days=2)
    assert workspace.staff.last_seen()[sam.id].startswith(f"left {now.day} ")


def test_a_passphrase_can_be_changed_by_whoever_knows_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        workspace.staff.change_own_passphrase(SECOND, own=THIRD)
    AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE).close()
    workspace.staff.change_own_passphrase(SECOND, own=PASSPHRASE)
    AccessService(tmp_path / "clinic").unlock_any(SECOND).close()
    with pytest.raises(WrongPassphrase):
        AccessService(tmp_path / "clinic").unlock_any(PASSPHRASE)


CHANGES: list[Callable[[StaffService, str], object]] = [
    lambda staff, sam: staff.add_clinician("Kim Example", "", Role.OWNER, THIRD, own=SECOND),
    lambda staff, sam: staff.set_passphrase(sam, THIRD, own=SECOND),
    lambda staff, sam: staff.give_back(sam, Role.OWNER, THIRD, own=SECOND),
    lambda staff, sam: staff.set_role(sam, Role.OWNER, own=SECOND),
    lambda staff, sam: staff.remove_login(sam, own=SECOND),
    lambda staff, sam: staff.replace_recovery_key(new_recovery_key(), own=SECOND),
    lambda staff, sam: staff.change_own_passphrase(THIRD, own=SECOND),
]


@pytest.mark.parametrize("act", CHANGES)
def test_whoever_passes_an_open_window_changes_nothing_and_cannot_guess_on(
    workspace: Workspace, tmp_path: Path, act: Callable[[StaffService, str], object]
) -> None:
    sam = _add(workspace, Role.CLINICIAN)
    before = (tmp_path / "clinic" / "clinic.keys").read_bytes()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):  # Sam's own passphrase is not Robin's
            act(workspace.staff, sam.id)
    with pytest.raises(TooManyTries):
        act(workspace.staff, sam.id)
    assert Tries(tmp_path / "clinic" / "clinic.tries").wait_s > 0
    assert (tmp_path / "clinic" / "clinic.keys").read_bytes() == before
    assert sam in workspace.staff.clinicians()
    assert len(workspace.staff.clinicians()) == 2


def test_a_renamed_clinic_greets_with_its_new_name(workspace: Workspace, tmp_path: Path) -> None:
    workspace.staff.save_clinic(Clinic("North Sample Clinic"))
    assert workspace.staff.clinic().name == "North Sample Clinic"
    assert AccessService(tmp_path / "clinic").clinic_name == "North Sample Clinic"


@pytest.fixture
def elsewhere(workspace: Workspace, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """The same clinic, open a second time."""
    opened = AccessService(tmp_path / "clinic", cost=CHEAP, now=clock).unlock_any(PASSPHRASE)
    yield opened
    opened.close()


def test_changes_of_two_windows_are_joined(workspace: Workspace, elsewhere: Workspace) -> None:
    since = workspace.staff.clinic()
    elsewhere.staff.save_clinic(_with(since, phone="555 0199"), since=since)
    saved = workspace.staff.save_clinic(_with(since, address="2 Sample Street"), since=since)
    assert (saved.phone, saved.address) == ("555 0199", "2 Sample Street")
    assert workspace.staff.clinic() == saved


def test_the_same_field_changed_twice_is_asked_about(
    workspace: Workspace, elsewhere: Workspace
) -> None:
    since = workspace.staff.clinic()
    theirs = elsewhere.staff.save_clinic(_with(since, phone="555 0199"), since=since)
    with pytest.raises(ClinicConflict) as refused:
        workspace.staff.save_clinic(_with(since, phone="555 0111"), since=since)
    assert (refused.value.theirs, refused.value.fields) == (theirs, ("phone",))
    with pytest.raises(UserError, match="meanwhile"):
        workspace.staff.save_clinic(_with(since, address="3 Sample Street"))
    assert workspace.staff.clinic() == theirs
    mine = workspace.staff.save_clinic(_with(theirs, phone="555 0111"), since=theirs)
    assert mine.phone == "555 0111"


_PHONES = st.sampled_from(["555 0100", "555 0101", "555 0102"])
_CLINICS = st.builds(
    Clinic, st.just("Sample Clinic"), _PHONES, _PHONES, idle_lock_min=st.integers(1, 3)
)


@given(_CLINICS, _CLINICS, _CLINICS)
def test_joining_keeps_every_change_and_names_what_both_changed(
    since: Clinic, mine: Clinic, theirs: Clinic
) -> None:
    joined, both = join_clinic(since, mine, theirs)
    for name in ("phone", "address", "idle_lock_min"):
        was, own, other, now = (getattr(c, name) for c in (since, mine, theirs, joined))
        assert now == (own if own != was else other)
        assert (name in both) == (own != was and other != was and own != other)


def _add(workspace: Workspace, role: Role) -> Clinician:
    return workspace.staff.add_clinician("Sam Demo", "DPT", role, SECOND, own=PASSPHRASE)


def _with(clinic: Clinic, **changes: object) -> Clinic:
    return replace(clinic, **changes)  # pyright: ignore[reportArgumentType]  # checked on init
