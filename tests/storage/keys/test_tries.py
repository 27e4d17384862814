"""The count of wrong tries: whatever its file holds, a wait that ends, and never a crash."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from full_disk import a_full_disk
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import TooManyTries
from clinic_app.storage.keys import tries
from clinic_app.storage.keys.tries import FREE_TRIES, Tries

LONGEST_S = 900
numbers = st.integers() | st.floats() | st.booleans() | st.none()
documents = st.lists(numbers | st.text() | st.lists(st.lists(st.text() | numbers)), max_size=4)
contents = st.binary() | documents.map(lambda d: json.dumps(d).encode())


class Boot:
    """The time since the start of the computer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 5000.0
        monkeypatch.setattr(tries.time, "monotonic", lambda: self.now)


def waits(count: Tries) -> bool:
    try:
        count.begin()
    except TooManyTries:
        return True
    return False


@given(contents)
def test_whatever_the_file_holds_nobody_waits_for_ever(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        boot = Boot(patch)
        path = tmp_path_factory.getbasetemp() / "clinic.tries"
        path.write_bytes(content)
        waits(Tries(path))
        boot.now += LONGEST_S + 1
        assert not waits(Tries(path))


@pytest.mark.parametrize(
    "content",
    [b"", b"[true, 0]", b"[Infinity, 0]", b"[NaN, 0]", b"[-4, 0]", b"[1e400, 0]", b"[" * 100_000,
     b"[" + b"9" * 5000 + b", 0]", b"[3, 0]" + bytes(1 << 17), b'[3, 0, "abc"]'],
)  # fmt: skip
def test_nonsense_is_a_wait_of_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    boot, path = Boot(monkeypatch), tmp_path / "clinic.tries"
    path.write_bytes(content)
    count = Tries(path)
    assert waits(count)
    assert waits(count)
    assert waits(Tries(path))  # a new start saves no waiting
    boot.now += 6
    assert not waits(count)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_a_folder_in_its_place_is_a_wait_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    boot, path = Boot(monkeypatch), tmp_path / "clinic.tries"
    make(path)
    count = Tries(path)
    assert waits(count)
    boot.now += 6
    assert not waits(count)


def test_a_spoiled_file_that_cannot_be_mended_is_no_endless_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot, path = Boot(monkeypatch), tmp_path / "clinic.tries"
    path.write_bytes(b"nonsense")
    with a_full_disk():
        count = Tries(path)
        assert waits(count)
        boot.now += 6
        assert not waits(count)


def test_taking_the_file_away_does_not_take_the_wait_from_an_open_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Boot(monkeypatch)
    count = Tries(tmp_path / "clinic.tries")
    for _ in range(FREE_TRIES):
        assert not waits(count)
    (tmp_path / "clinic.tries").unlink()
    assert waits(count)
    assert len(count.failed) == FREE_TRIES  # for the audit trail
