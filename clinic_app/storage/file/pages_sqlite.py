"""Checks the whole clinic file page by page, beside whoever reads and writes it."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from clinic_app.domain.errors import UserError
from clinic_app.storage.audit.verifying import Cancelled, Progress, Stopped
from clinic_app.storage.file.database import Database
from clinic_app.words import _

_READER = Path(__file__).with_name("page_reader_sqlite.py")
_SALT_MASK = 0x3A  # SQLCipher's own: the key of the proofs has the salt of the file, masked
_ROUNDS, _KEY_BYTES = 2, 32


def damaged_pages(
    database: Database, progress: Progress, cancelled: Cancelled
) -> tuple[list[int], int]:
    """The numbers of the pages that are not as they were written, and how many there are.

    Raises Stopped, or UserError where the file cannot be read to its end.
    """
    with database.read() as tx:  # SQLite is asked: who reads the file beside it takes its locks
        salt, size = (
            str(tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("cipher_salt", "cipher_page_size")
        )
    with database.key_in_use() as secret:
        key = _proof_key(secret, bytes.fromhex(salt))
    found: list[int] = []
    total = 0
    ended = False
    for words in _told(database.path, key, size, cancelled):
        if words[0] == "end":
            ended = True
        elif words[0] == "bad":
            found.append(int(words[1]))
        else:
            total = int(words[1])
            progress(int(words[0]), total)
    if not ended:
        raise UserError(
            _("The clinic file could not be read to its end."), _("Check the disk, and try again.")
        )
    return found, total


def _told(path: Path, key: str, size: str, cancelled: Cancelled) -> Iterator[list[str]]:
    command = [sys.executable, "-I", "-B", str(_READER)]
    hidden: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        creationflags=hidden,
    ) as reading:
        assert reading.stdin
        assert reading.stdout
        reading.stdin.write(f"{path}\n{key}\n{size}\n")
        reading.stdin.flush()
        try:
            for line in reading.stdout:
                if cancelled():
                    raise Stopped
                yield line.split()
        finally:
            reading.kill()


def _proof_key(key: bytearray, salt: bytes) -> str:
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, _ROUNDS, _KEY_BYTES).hex()
