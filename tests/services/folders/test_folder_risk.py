"""Folders that other computers write to are told apart from those of this computer."""

import json
from pathlib import Path

import pytest

from clinic_app.services.folders.folder_risk import folder_risk

MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0\n"
    "nas:/clinic /mnt/nas nfs4 rw 0 0\n"
    "//nas/x /mnt/with\\040blank cifs rw 0 0\n"
    "/dev/sdb1 /mnt/nas/stick ext4 rw 0 0\n"
)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/srv/robin/OneDrive/clinic", "OneDrive"),
        ("/srv/robin/OneDrive - Sample Clinic/data", "OneDrive"),
        ("/srv/robin/Dropbox/clinic", "Dropbox"),
        ("/srv/robin/Dropbox (Personal)/clinic", "Dropbox"),
        ("/srv/robin/Library/Mobile Documents/com~apple~CloudDocs/clinic", "iCloud"),
        ("/srv/robin/Library/CloudStorage/GoogleDrive-robin@sample.org/My Drive", "Google Drive"),
        ("/srv/robin/Nextcloud/clinic", "Nextcloud"),
        ("/mnt/nas/clinic", "a network drive"),
        ("/mnt/with blank/clinic", "a network drive"),
        ("/mnt/nas/stick/clinic", ""),
        ("/srv/robin/.local/share/Handrail/clinic", ""),
        ("/srv/robin/megaphones/clinic", ""),
        ("/srv/robin/Dropboxes/clinic", ""),
    ],
)
def test_a_place_is_known_by_its_name_or_its_file_system(path: str, place: str) -> None:
    risk = folder_risk(Path(path), {}, MOUNTS)
    assert (risk.place if risk else "") == place


def test_a_renamed_cloud_folder_is_known_by_the_clouds_own_notes(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "clinic").mkdir(parents=True)
    assert folder_risk(mine / "clinic", {"OneDrive": str(mine)}, "")
    (tmp_path / ".dropbox").mkdir()
    info = tmp_path / ".dropbox" / "info.json"
    info.write_text(json.dumps({"personal": {"path": str(mine)}}), "utf-8")
    environment = {"HOME": str(tmp_path)}
    risk = folder_risk(mine / "clinic", environment, "")
    assert risk is not None
    info.write_text("[1, 2]", "utf-8")  # notes that cannot be read warn of nothing
    (tmp_path / ".dropbox").rename(tmp_path / "away")
    assert folder_risk(mine / "clinic", environment, "") is None


def test_syncthing_marks_what_it_copies(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "clinic"
    folder.mkdir(parents=True)
    assert folder_risk(folder, {}, "") is None
    (tmp_path / "shared" / ".stfolder").mkdir()
    risk = folder_risk(folder, {}, "")
    assert risk is not None
    assert "Syncthing" in risk.words
