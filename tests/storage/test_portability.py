"""SQL stays portable: what only one database understands stands in the files named for it."""

import io
import re
import tokenize
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import clinic_app.storage
from clinic_app.storage.tables import metadata

FOLDER = Path(clinic_app.storage.__file__).parent
OWN = re.compile(
    r"pragma|sqlite|sqlcipher|\browid\b|without rowid|insert or|replace into"
    r"|strftime|julianday|datetime\(|group_concat|ifnull|json_extract|begin immediate"
    r"|on_conflict|last_insert|attach |vacuum",
    re.IGNORECASE,
)
# The one option of a table that only one engine reads, and the others pass over.
ALLOWED = {"tables.py": "sqlite_with_rowid", "0001_first_tables.py": "sqlite_with_rowid"}
PYTHON = re.compile(r"\w+_sqlite|datetime\(")
FILES = [file for file in sorted(FOLDER.rglob("*.py")) if not file.stem.endswith("_sqlite")]


def _code(file: Path) -> str:
    source = file.read_text(encoding="utf-8")
    kept = [
        token.string
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type != tokenize.COMMENT
    ]
    return " ".join(kept)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_words_of_one_database_outside_its_file(file: Path):
    code = PYTHON.sub("", _code(file)).replace(ALLOWED.get(file.name, "\n"), "")
    assert OWN.findall(code) == []


def test_the_words_looked_for_are_found_where_they_belong():
    found = {word.lower() for word in OWN.findall(_code(FOLDER / "file" / "engine_sqlite.py"))}
    assert {"pragma", "sqlite", "begin immediate"} <= found


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_a_server(table):
    words = str(CreateTable(table).compile(dialect=postgresql.dialect()))
    assert "ROWID" not in words
    assert f"CREATE TABLE {table.name}" in words
