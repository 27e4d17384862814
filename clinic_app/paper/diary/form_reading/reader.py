"""Have a form read by a process of its own, and say in plain words why it cannot be."""

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread, Timer
from typing import IO

from clinic_app.domain.errors import UserError
from clinic_app.paper.diary.form_reading.limits import LARGEST_BYTES, LONGEST_ANSWER, SECONDS

_OUT_OF_TIME = 24  # SIGXCPU, which not every system names
_READER = "clinic_app.paper.diary.form_reading"
_KEY_IN = "Or key it in with the paper diary (Ctrl+D)."
_RIGHT_FILE = f"Choose the form that the patient sent back. {_KEY_IN}"
_REASONS = {
    "too large": (
        "This file is larger than 10 MB; a form is much smaller.",
        _RIGHT_FILE,
    ),
    "not a pdf": ("This file is not a PDF.", _RIGHT_FILE),
    "encrypted": (
        "This PDF is locked with a password, so its boxes cannot be read.",
        f"Ask for a copy without a password. {_KEY_IN}",
    ),
    "damaged": (
        "This PDF is damaged, so its boxes cannot be read.",
        f"Ask the patient to send it once more. {_KEY_IN}",
    ),
    "too much": (
        "This PDF is far larger inside than a form can be, so reading it was stopped.",
        _RIGHT_FILE,
    ),
    "too many fields": (
        "This PDF has more than 5,000 boxes; it is no form of ours.",
        _RIGHT_FILE,
    ),
    "too slow": (
        f"Reading this PDF took longer than {SECONDS} seconds, so it was stopped.",
        _RIGHT_FILE,
    ),
    "no fields": (
        "This looks like a printed or flattened copy: its boxes hold no values any more.",
        "Ask for the form itself, or key it in with the paper diary (Ctrl+D).",
    ),
    "another form": ("This PDF is a form, but not a diary from here.", _RIGHT_FILE),
    "not started": (
        "Forms cannot be read on this computer: the part that reads them does not start.",
        "Install Handrail again. Until then use the paper diary (Ctrl+D).",
    ),
}


@dataclass(frozen=True)
class FilledForm:
    """The id of a form (empty where it is lost) and what its boxes hold, by the boxes' names.

    A tick is ``on``; a number is the text as it was written; an empty box is not there.
    """

    form_id: str
    values: dict[str, str] = field(default_factory=dict[str, str])


def read_form(data: bytes, *, seconds: float = SECONDS) -> FilledForm:
    """Read a form without trusting it. May run in a thread; waits at most ``seconds``.

    Raises UserError: not a PDF, locked, damaged, too large, too slow, flattened, or another's.
    """
    if len(data) > LARGEST_BYTES:
        raise _refused("too large")
    answer = _answer(data, seconds)
    try:
        document = json.loads(answer)
        if "refused" in document:
            raise _refused(document["refused"])
        values = {str(name): str(value) for name, value in document["values"].items()}
        return FilledForm(str(document["id"]), values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refused("damaged") from None


def _answer(data: bytes, seconds: float) -> bytes:
    """What the reading process says. Nothing is written to a file, and it never outlives this."""
    reading = _started()
    assert reading.stdin
    assert reading.stdout
    out_of_time = Timer(seconds, reading.kill)
    out_of_time.start()
    feeding = Thread(target=_feed, args=(reading.stdin, data), daemon=True)
    feeding.start()
    answer = reading.stdout.read(LONGEST_ANSWER + 1)
    in_time = out_of_time.is_alive()
    out_of_time.cancel()
    if len(answer) > LONGEST_ANSWER:
        reading.kill()
    reading.stdout.close()
    ended = reading.wait()
    feeding.join()
    out_of_time.join()
    if not in_time or ended == -_OUT_OF_TIME:
        raise _refused("too slow")
    if not answer:
        raise _refused("not started" if ended == 1 else "too much")
    return answer


def _started() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-I", "-B", "-m", _READER]
    hidden: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=hidden
        )
    except OSError:
        raise _refused("not started") from None


def _feed(into: IO[bytes], data: bytes) -> None:
    """Hand over the file, as far as it is taken: a reader that gave up closes its end."""
    with suppress(OSError), into:
        into.write(data)


def _refused(reason: str) -> UserError:
    return UserError(*_REASONS.get(reason, _REASONS["damaged"]))
