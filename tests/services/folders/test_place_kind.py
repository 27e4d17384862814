"""What a place for backups is, and which other disks are here, told from the list of mounts."""

from pathlib import Path

import pytest

from clinic_app.services.folders.place_kind import PlaceKind, look_at, other_disks

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\n"
    "/dev/sdb1 /srv/second ext4 rw 0 0\n"
    "/dev/sdc1 /media/robin/HANDRAIL-2 vfat rw 0 0\n"
    "//nas/x /mnt/with\\040blank cifs rw 0 0\n"
)
CLINIC = Path("/srv/robin/clinic")


@pytest.mark.parametrize(
    ("path", "kind", "cloud"),
    [
        ("/srv/robin/backups", PlaceKind.SAME_DISK, ""),
        ("/srv/second/backups", PlaceKind.DISK, ""),
        ("/media/robin/HANDRAIL-2/copies", PlaceKind.STICK, ""),
        ("/run/media/robin/away", PlaceKind.STICK, ""),
        ("/mnt/with blank/backups", PlaceKind.NETWORK, ""),
        ("/srv/robin/OneDrive - Sample Clinic/copies", PlaceKind.CLOUD, "OneDrive"),
    ],
)
def test_a_place_is_told_by_where_it_lies(path: str, kind: PlaceKind, cloud: str) -> None:
    look = look_at(Path(path), CLINIC, MOUNTS)
    assert (look.kind, look.cloud) == (kind, cloud)


def test_a_place_that_is_away_says_so_in_its_own_words() -> None:
    assert look_at(Path("/media/robin/x"), CLINIC, MOUNTS).words.endswith("not plugged in")
    assert look_at(Path("/mnt/with blank/x"), CLINIC, MOUNTS).words.endswith("not reached now")
    onedrive = look_at(Path("/srv/robin/OneDrive/x"), CLINIC, MOUNTS).words
    assert onedrive == "a cloud folder (OneDrive), not reached now"


def test_disks_that_are_here_are_offered_but_not_the_clinics_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, gone = tmp_path / "STICK", tmp_path / "gone"
    stick.mkdir()
    roots = (str(tmp_path),)
    monkeypatch.setattr("clinic_app.services.folders.place_kind._STICK_ROOTS", roots)
    mounts = f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {stick} vfat rw 0 0\n/dev/sdc1 {gone} vfat rw\n"
    found = other_disks(CLINIC, mounts)
    assert [(disk.path, disk.name, disk.kind) for disk in found] == [
        (stick, "STICK", PlaceKind.STICK)
    ]
    assert found[0].free > 0


def test_two_parts_of_what_holds_the_clinic_are_the_same_disk(tmp_path: Path) -> None:
    assert look_at(tmp_path / "a", tmp_path / "b").kind is PlaceKind.SAME_DISK
    assert not look_at(tmp_path / "a", tmp_path / "b").is_here
