"""The key file and its copies: damage, older files put back, and kills while it is written."""

import os
from pathlib import Path

import pytest

from clinic_app.domain.errors import DamagedFile, NotFound, WrongPassphrase
from clinic_app.storage.keys.key_set import all_of, parsed
from clinic_app.storage.keys.keys import KeyFile

from .dying import die_at
from .key_files import CIA, IVY, PASSPHRASES, RECOVERY, ROBIN, make, make_format_1


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "user" / "keys" / "abc.keys"


@pytest.fixture
def folder(tmp_path: Path, kept: Path) -> Path:
    make(tmp_path / "clinic", kept)
    return tmp_path / "clinic"


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "clinic.keys"


def _copies(path: Path, kept: Path) -> list[Path]:
    return [path, path.with_name("clinic.keys-copy"), kept]


def _spoil_login_of_ivy(path: Path) -> None:
    lines = path.read_bytes().split(b"\n\n")
    assert IVY.id.encode() in lines[2][:60]
    lines[2] = lines[2].replace(b'"title"', b'"tilte"')
    path.write_bytes(b"\n\n".join(lines))


def _opens_to_all(path: Path, kept: Path | None = None) -> set[bytes]:
    keys = KeyFile.load(path, kept)
    found = {bytes(keys.unlock(one, text)) for one, text in PASSPHRASES.items()}
    return found | {bytes(keys.recover(RECOVERY))}


def test_three_copies_say_the_same_and_only_their_owner_may_read_them(path: Path, kept: Path):
    contents = {copy.read_bytes() for copy in _copies(path, kept)}
    assert len(contents) == 1
    assert all(copy.stat().st_mode & 0o777 == 0o600 for copy in _copies(path, kept))


def test_every_flipped_bit_harms_one_way_in_at_most(path: Path):
    whole = path.read_bytes()
    (keys,) = parsed(whole)
    assert len(keys.wraps) == 3
    harmed = 0
    for place in range(len(whole) * 8):
        spoiled = bytearray(whole)
        spoiled[place // 8] ^= 1 << place % 8
        (found,) = parsed(bytes(spoiled))
        lost = [owner for owner in keys.wraps if found.wraps.get(owner) != keys.wraps[owner]]
        assert not set(found.wraps) - set(keys.wraps)
        if found.has_header:
            assert (found.name, found.people) == (keys.name, keys.people)
        assert len(lost) + (not found.has_header) <= 1, place
        harmed += bool(lost)
        # With an undamaged copy there is no harm at all.
        (mended,) = all_of([found, keys])
        assert (mended.wraps, mended.name, mended.people) == (keys.wraps, keys.name, keys.people)
    assert harmed > len(whole) * 8 * 0.5


def test_flipped_bits_leave_the_clinic_open_to_everybody(path: Path, kept: Path):
    whole = path.read_bytes()
    key = _opens_to_all(path, kept)
    for place in range(0, len(whole) * 8, 397):
        spoiled = bytearray(whole)
        spoiled[place // 8] ^= 1 << place % 8
        path.write_bytes(spoiled)
        assert _opens_to_all(path, kept) == key
        KeyFile.load(path, kept).mend()
        assert path.read_bytes() == whole


def test_without_copies_a_flipped_bit_is_told_and_the_others_get_in(tmp_path: Path):
    _keys, data_key = make(tmp_path / "clinic")
    path = tmp_path / "clinic" / "clinic.keys"
    path.with_name("clinic.keys-copy").unlink()
    _spoil_login_of_ivy(path)
    loaded = KeyFile.load(path)
    assert loaded.unlock(ROBIN.id, "correct horse") == data_key
    assert loaded.recover(RECOVERY) == data_key
    assert IVY.title in " ".join(map(str, loaded.findings))
    with pytest.raises(DamagedFile, match="login is damaged"):
        loaded.unlock(IVY.id, "battery staple")
    assert loaded.without_key_pair() == (IVY.id,)
    loaded.mend()
    again = KeyFile.load(path)
    assert again.findings  # told until somebody acts
    again.set_login(data_key, IVY, "another one")
    assert not KeyFile.load(path).findings
    assert KeyFile.load(path).unlock(IVY.id, "another one") == data_key


@pytest.mark.parametrize("left", ["beside", "outside"])
def test_a_missing_key_file_is_told_and_written_anew_from_a_copy(path: Path, kept: Path, left: str):
    whole = path.read_bytes()
    path.unlink()
    (kept if left == "beside" else path.with_name("clinic.keys-copy")).unlink()
    loaded = KeyFile.load(path, kept)
    assert "clinic.keys was missing" in str(loaded.findings[0])
    assert not path.exists()  # nothing is written before somebody proves who they are
    loaded.unlock(ROBIN.id, "correct horse")
    loaded.mend()
    assert {copy.read_bytes() for copy in _copies(path, kept)} == {whole}
    assert not KeyFile.load(path, kept).findings


def test_no_copy_at_all_is_not_found(path: Path, kept: Path):
    for copy in _copies(path, kept):
        copy.unlink()
    with pytest.raises(NotFound):
        KeyFile.load(path, kept)
    assert not KeyFile.exists(path, kept)


def test_an_older_file_put_back_gives_no_removed_login_and_no_old_passphrase(
    path: Path, kept: Path
):
    before = path.read_bytes()
    keys = KeyFile.load(path, kept)
    data_key = keys.unlock(ROBIN.id, "correct horse")
    keys.remove_login(IVY.id)
    keys.set_login(data_key, ROBIN, "another one")
    copies = _copies(path, kept)
    newer = path.read_bytes()
    for put_back in ([0], [1], [2], [0, 1], [0, 2], [1, 2]):
        for copy in copies:
            copy.write_bytes(newer)
        for place in put_back:
            copies[place].write_bytes(before)
        loaded = KeyFile.load(path, kept)
        assert [login.clinician_id for login in loaded.logins] == [ROBIN.id]
        with pytest.raises(WrongPassphrase):
            loaded.unlock(ROBIN.id, "correct horse")
        assert loaded.unlock(ROBIN.id, "another one") == data_key
        assert bool(loaded.findings) == (0 in put_back)
        loaded.mend()
        assert {copy.read_bytes() for copy in copies} == {newer}


def test_a_damaged_newest_file_is_not_mended_from_an_older_copy(path: Path, kept: Path):
    before = path.read_bytes()
    keys = KeyFile.load(path, kept)
    data_key = keys.unlock(ROBIN.id, "correct horse")
    keys.set_login(data_key, IVY, "another one")
    for copy in _copies(path, kept)[1:]:
        copy.write_bytes(before)
    _spoil_login_of_ivy(path)
    loaded = KeyFile.load(path, kept)
    assert loaded.unlock(ROBIN.id, "correct horse") == data_key
    with pytest.raises(DamagedFile):
        loaded.unlock(IVY.id, "battery staple")


def test_after_a_change_nothing_of_the_content_before_is_left(path: Path, kept: Path):
    open_before = [copy.open("rb") for copy in _copies(path, kept)]
    KeyFile.load(path, kept).remove_login(IVY.id)
    for file in open_before:
        with file:
            assert set(file.read()) == {0}


def test_a_backup_that_is_a_hard_link_is_left_alone(path: Path, kept: Path, tmp_path: Path):
    backup = tmp_path / "backup.keys"
    os.link(path, backup)
    before = backup.read_bytes()
    KeyFile.load(path, kept).remove_login(IVY.id)
    assert backup.read_bytes() == before


def test_what_a_crash_left_half_written_is_destroyed(path: Path, kept: Path):
    strays = [path.with_name(".clinic.keys-new"), path.with_name(".clinic.keys-x1y2")]
    for stray in strays:
        stray.write_bytes(path.read_bytes())
    KeyFile.load(path, kept).remove_login(IVY.id)
    assert not any(stray.exists() for stray in strays)


def test_another_clinics_copy_at_the_same_place_is_kept_and_never_used(tmp_path: Path, kept: Path):
    make(tmp_path / "first", kept)
    before = kept.read_bytes()
    keys, data_key = make(tmp_path / "second", kept)
    path = tmp_path / "second" / "clinic.keys"
    assert [copy.read_bytes() for copy in kept.parent.glob("abc.*.keys")] == [before]
    kept.write_bytes(before)
    path.with_name("clinic.keys-copy").unlink()
    loaded = KeyFile.load(path, kept)
    assert loaded.unlock(ROBIN.id, "correct horse") == data_key
    assert loaded.version == keys.version


def test_a_file_of_an_earlier_handrail_is_read_and_rewritten(tmp_path: Path, kept: Path):
    path = tmp_path / "clinic.keys"
    data_key = make_format_1(path)
    before = path.read_bytes()
    loaded = KeyFile.load(path, kept)
    assert path.read_bytes() == before
    assert not loaded.findings
    assert loaded.clinic_name == "Placeholder Clinic"
    assert [login.title for login in loaded.logins] == ["Robin Demo, PT", "Ivy Mockford"]
    assert loaded.unlock(IVY.id, "battery staple") == data_key
    loaded.mend()
    assert len({copy.read_bytes() for copy in _copies(path, kept)}) == 1
    assert _opens_to_all(path, kept) == {data_key}
    path.write_bytes(before)  # put back: the newer copies count
    assert KeyFile.load(path, kept).version > 0


def _changed_until(step: int, path: Path, kept: Path, data_key: bytes) -> bool:
    """Change a passphrase in a process of its own that dies at a step; whether it came through."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        left = [step]
        keys = KeyFile.load(path, kept)
        die_at(left)
        keys.set_login(data_key, IVY, "changed by the child")
        os._exit(0)
    finally:
        os._exit(1)


def test_a_kill_at_any_step_of_a_rewrite_leaves_the_clinic_open_to_all(path: Path, kept: Path):
    (data_key,) = _opens_to_all(path, kept)
    whole = path.read_bytes()
    ends: set[bool] = set()
    for step in range(200):
        for copy in _copies(path, kept):
            copy.write_bytes(whole)
        is_through = _changed_until(step, path, kept, data_key)
        loaded = KeyFile.load(path, kept)
        assert loaded.unlock(ROBIN.id, "correct horse") == data_key
        assert loaded.recover(RECOVERY) == data_key
        changed = loaded.version > _version(whole)
        ends.add(changed)
        now = "changed by the child" if changed else PASSPHRASES[IVY.id]
        assert loaded.unlock(IVY.id, now) == data_key
        if changed:
            with pytest.raises(WrongPassphrase):
                loaded.unlock(IVY.id, PASSPHRASES[IVY.id])
        loaded.mend()
        assert len({copy.read_bytes() for copy in _copies(path, kept)}) == 1
        loaded.set_login(data_key, CIA, "a third one")  # and goes on working
        assert not list(path.parent.glob(".clinic.keys*"))
        if is_through:
            break
    assert is_through
    assert step > 20
    assert ends == {False, True}


def _version(content: bytes) -> int:
    (keys,) = parsed(content)
    return keys.stamp.version


def test_a_pipe_in_the_place_of_a_key_file_keeps_nobody_waiting(path: Path, kept: Path):
    for place in (path, path.with_name("clinic.keys-copy")):
        place.unlink()
        os.mkfifo(place)
    keys = KeyFile.load(path, kept)
    assert "was damaged" in str(keys.findings[0])
    keys.rename_clinic("Sample Clinic")
    assert path.read_bytes() == kept.read_bytes()
    assert _opens_to_all(path) == _opens_to_all(path, kept)
