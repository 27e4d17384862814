"""With a doubted clock everything can be read and nothing is written, until a person answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clinic_app.domain.patient.patient import ClinicSetup, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.domain.records.clock import ClockDoubted
from clinic_app.services.clock import system_now
from clinic_app.services.unlock.access import AccessService
from clinic_app.services.workspace import Workspace
from clinic_app.storage.audit import verifying
from tests.services.conftest import CHEAP, PASSPHRASE

PATIENT = Patient(new_id(), "Marigold", "Sample", None)


@pytest.fixture
def opened_in(tmp_path: Path, setup: ClinicSetup) -> Callable[[timedelta], Workspace]:
    """Open the same clinic with a computer's clock that stands so far off."""
    folder = tmp_path / "clinic"
    AccessService(folder, cost=CHEAP).create(setup).close()

    def opened(off: timedelta) -> Workspace:
        def clock() -> datetime:
            return system_now() + off

        return AccessService(folder, system_now=clock).unlock_any(PASSPHRASE)

    return opened


@pytest.mark.parametrize("years", [10, -6])
def test_nothing_is_written_until_somebody_says_that_the_date_is_right(
    opened_in: Callable[[timedelta], Workspace], years: int
) -> None:
    workspace = opened_in(timedelta(days=365 * years))
    assert workspace.clock.doubt is not None
    with pytest.raises(ClockDoubted, match="This computer says it is"):
        workspace.patients.add(PATIENT)
    assert workspace.patients.caseload() == []
    workspace.clock.believe()
    workspace.patients.add(PATIENT)
    assert len(workspace.patients.caseload()) == 1
    with workspace.patients._session.read() as tx:
        assert verifying.whole(tx).findings == []
    workspace.close()


def test_a_note_that_a_doubted_clock_dates_does_not_make_it_believed(
    opened_in: Callable[[timedelta], Workspace],
) -> None:
    far = timedelta(days=3650)
    workspace = opened_in(far)
    workspace.patients._session.note("unlock", "clinic", "", {})
    workspace.close()
    again = opened_in(far)
    assert again.clock.doubt is not None
    again.close()


def test_the_answer_is_asked_for_once(opened_in: Callable[[timedelta], Workspace]) -> None:
    workspace = opened_in(timedelta(0))
    assert workspace.clock.doubt is None
    workspace.clock.believe()  # nothing to answer: nothing is noted
    workspace.patients.add(PATIENT)
    workspace.close()
