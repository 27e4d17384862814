"""Files that a person names: written whole, never over a clinic's own; read with a limit."""

import ast
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from full_disk import a_full_disk
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.services.demo import make_demo
from clinic_app.services.files import check_place, read_file, write_file
from clinic_app.services.folders.paths import user_data_folders

from .conftest import CHEAP

ROOT = Path(__file__).parents[2] / "clinic_app"
OWN = (
    "clinic.keys", "clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.audit", "clinic.tries",
    "clinic.keys-copy", "clinic-new.keys", "clinic-before-0006.db", "window.lock",
    ".clinic.keys-x1y2", "set-aside-20260101/clinic.db", "CLINIC.KEYS", "Clinic.Db-Wal",
    "clinic.db ", "clinic.db.", "clinic.keys:stream",
)  # fmt: skip


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder with a clinic's files; what they hold does not matter here."""
    folder = tmp_path / "clinic"
    (folder / "set-aside-20260101").mkdir(parents=True)
    for name in ("clinic.keys", "clinic.db", "clinic.audit"):
        (folder / name).write_bytes(name.encode())
    return folder


def is_whole(clinic: Path) -> bool:
    names = ("clinic.keys", "clinic.db", "clinic.audit")
    return all((clinic / name).read_bytes() == name.encode() for name in names)


def refused(path: Path) -> None:
    for ask in (check_place, lambda p: write_file(p, b"%PDF")):
        with pytest.raises(NotWritable) as told:
            ask(path)
        assert told.value.next_step == "Choose another place."


@pytest.mark.parametrize("name", OWN)
def test_a_clinics_own_files_are_never_written_over(clinic: Path, name: str) -> None:
    before = sorted(clinic.rglob("*"))
    refused(clinic / name)
    assert is_whole(clinic)
    assert sorted(clinic.rglob("*")) == before


@pytest.mark.parametrize("name", ["clinic.audit", "clinic.db-wal"])
def test_nor_where_the_path_leads_there_another_way(clinic: Path, name: str) -> None:
    here = clinic.parent
    (here / "folder-link").symlink_to(clinic)
    (here / "file-link.pdf").symlink_to(clinic / name)
    (here / "link-to-link.pdf").symlink_to(here / "file-link.pdf")
    refused(here / "folder-link" / name)
    refused(here / "file-link.pdf")
    refused(here / "link-to-link.pdf")
    refused(clinic / "set-aside-20260101" / ".." / name)
    assert is_whole(clinic)


def test_nor_by_a_hard_link(clinic: Path) -> None:
    beside, elsewhere = clinic / "handout.pdf", clinic.parent / "handout.pdf"
    for link in (beside, elsewhere):
        os.link(clinic / "clinic.keys", link)
    refused(beside)
    write_file(elsewhere, b"%PDF")  # takes the place of the link, not of the keys
    assert is_whole(clinic)


@pytest.mark.parametrize("name", ["clinic.keys", "clinic.db", "Clinic.DB"])
def test_no_folder_is_made_to_look_like_a_clinics(tmp_path: Path, name: str) -> None:
    refused(tmp_path / name)


def test_the_copies_outside_the_folder_are_a_clinics_own(tmp_path: Path) -> None:
    for folder in user_data_folders():
        folder.mkdir(parents=True, exist_ok=True)
        refused(folder / "handout.pdf")


def test_other_files_in_a_clinics_folder_may_be_written(clinic: Path) -> None:
    write_file(clinic / "handout.pdf", b"%PDF")
    assert (clinic / "handout.pdf").read_bytes() == b"%PDF"


@given(st.sampled_from(OWN[:10]), st.data())
def test_however_the_letters_of_the_name_are_written(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "letters"
    folder.mkdir(exist_ok=True)
    (folder / "clinic.keys").write_bytes(b"keys")
    big = data.draw(st.sets(st.integers(0, len(name))))
    refused(folder / "".join(c.upper() if n in big else c for n, c in enumerate(name)))


def test_a_file_is_for_its_owner_alone_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    check_place(path)
    assert path.read_bytes() == b"old"
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["handout.pdf"]


def test_a_link_to_an_ordinary_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "latest.pdf").symlink_to(tmp_path / "handout.pdf")
    write_file(tmp_path / "latest.pdf", b"new")
    assert (tmp_path / "latest.pdf").is_symlink()
    assert (tmp_path / "handout.pdf").read_bytes() == b"new"


def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"old")
    with a_full_disk(100), pytest.raises(NotWritable, match="cannot be written"):
        write_file(path, bytes(5000))
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["handout.pdf"]


@pytest.mark.parametrize(
    "name", [".", "no/handout.pdf", "x" * 300, "a\0b", "ring", "pipe", "file/handout.pdf"]
)
def test_a_place_that_cannot_be_is_told_plainly(tmp_path: Path, name: str) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / name)


@pytest.mark.parametrize("name", [".", "pipe", "link", "nothing", "a\0b", "x" * 300, "ring"])
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(UserError) as told:
        read_file(tmp_path / name)
    assert told.value.next_step


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_nor_is_a_device_read(device: str) -> None:
    with pytest.raises(UserError):
        read_file(Path(device))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_bytes(bytes(3 << 20))
    assert len(read_file(path, most=3 << 20)) == 3 << 20
    with pytest.raises(UserError, match="larger than 2 MB"):
        read_file(path, most=2 << 20)


# The demo


@pytest.mark.parametrize("name", [".", "demo", "a/b/demo"])
@pytest.mark.parametrize("room", [0, 3000, 40_000, 150_000])
def test_a_demo_that_fails_leaves_nothing_behind(tmp_path: Path, name: str, room: int) -> None:
    before = _kept_outside()
    with a_full_disk(room), pytest.raises(NotWritable):
        make_demo(tmp_path / name, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []
    assert _kept_outside() == before


def _kept_outside() -> set[Path]:
    return {file for folder in user_data_folders() if folder.exists() for file in folder.iterdir()}


@pytest.mark.parametrize("name", ["demo", "set-aside-20260101", "a/b"])
def test_no_demo_is_made_in_a_clinics_folder(clinic: Path, name: str) -> None:
    before = sorted(clinic.rglob("*"))
    with pytest.raises(UserError, match="clinic's folder"):
        make_demo(clinic / name, cost=CHEAP)
    assert sorted(clinic.rglob("*")) == before


# No other way to write

_WRITES = re.compile(
    r"\.write_(bytes|text)$|^(os\.open|QSaveFile|QFile|shutil\.copy\w*|shutil\.move)$"
    r"|^(tempfile\.)?(mkstemp|NamedTemporaryFile|TemporaryFile|mkdtemp)$|^os\.(replace|rename)$"
)
_CHOSEN = re.compile(r"^(self\._?)?(out|path|target|file)\b|^str\(")
DOORS = {
    "services/files.py": "the door itself",
    "storage/": "a clinic's own files: it is never given a path that a person chose",
    "catalog/kept.py": "kept work without patient data, in the user's folder for such",
    "words/catalogue.py": "compiled texts, beside their source or in memory",
    "services/exercises/figure_files.py": "the same",
    "services/exercises/figure_checks.py": "the same",
    "services/audit/damage.py": "copies of a damaged clinic into a new folder, never over a file",
    "__main__.py": "nowhere: the null device, for a reader that has left",
}


def writes(source: str) -> Iterator[str]:
    """Each call that could write a file."""
    for call in (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)):
        name = ast.unparse(call.func)
        mode = [ast.unparse(a) for a in [*call.args, *(k.value for k in call.keywords)]]
        opens = name == "open" or name.endswith(".open")
        if _WRITES.search(name):
            yield f"{call.lineno}: {name}"
        elif opens and any(re.fullmatch(r"'[rwabxt+]*[wax+][rwabxt+]*'", m) for m in mode):
            yield f"{call.lineno}: {name} to write"
        elif name.endswith(".save") and mode and _CHOSEN.search(mode[0]):
            yield f"{call.lineno}: {name}({mode[0]})"


def test_nothing_is_written_but_through_the_named_doors() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{place}"
        for path in sorted(ROOT.rglob("*.py"))
        if not any(path.relative_to(ROOT).as_posix().startswith(door) for door in DOORS)
        for place in writes(path.read_text("utf-8"))
    }
    assert found == set()


def test_the_window_and_the_commands_read_no_chosen_file_themselves() -> None:
    reads = re.compile(r"\.read_(bytes|text)\(|\bopen\([^)]*[\"']r[bt+]*[\"']")
    found = [
        str(path.relative_to(ROOT))
        for part in ("cli", "ui", "app")
        for path in (ROOT / part).rglob("*.py")
        if reads.search(path.read_text("utf-8"))
    ]
    own = {"ui/common/icons.py", "ui/settings/notices_dialog.py"}  # drawings, licences
    assert set(found) <= own


@pytest.mark.parametrize(
    "source",
    [
        "p.write_bytes(b'')", "open(p, 'w')", "p.open('r+b')", "os.open(p, os.O_CREAT)",
        "QSaveFile(p)", "picture.save(str(out), 'PNG')", "image.save(path)", "shutil.copy(a, b)",
        "open(p, mode='xb')", "tempfile.mkstemp()",
    ],
)  # fmt: skip
def test_the_search_finds_what_it_looks_for(source: str) -> None:
    assert list(writes(source))
