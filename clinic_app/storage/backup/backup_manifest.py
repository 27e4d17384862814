"""What a backup says about itself in plain text: no name, no count, nothing of a patient."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from clinic_app.domain.errors import DamagedFile, NewerSchema
from clinic_app.domain.text import plain_line
from clinic_app.words import _

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, KEYS, CHECKPOINT = MEMBERS = ("clinic.db", "clinic.keys", "clinic.audit")
LARGEST_MANIFEST = 32 << 20  # bytes: the sealed marks of a million patients
_LARGEST = {KEYS: 1 << 20, CHECKPOINT: 4096}
_LONGEST_WORD = 40
_HEX = frozenset("0123456789abcdef")
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True)
class Member:
    """One file in a backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A backup's own account of itself.

    ``mark`` stands in the names of all backups of the clinic. ``sealed`` is what only the clinic
    can read; without it, the rest is `bound`: sealed together with it, so that nothing of it can
    be exchanged.
    """

    version: str
    schema: str
    made_at: datetime
    mark: str
    clinic_id: str
    members: Mapping[str, Member]
    sealed: bytes = b""

    @property
    def bound(self) -> bytes:
        return json.dumps(self._plain(), sort_keys=True).encode()

    def with_seal(self, sealed: bytes) -> "Manifest":
        """The same with what only the clinic can read."""
        return replace(self, sealed=sealed)

    def formatted(self) -> bytes:
        """As it stands in the file."""
        detail = {**self._plain(), "sealed": base64.b64encode(self.sealed).decode()}
        return json.dumps(detail, indent=1).encode()

    def _plain(self) -> dict[str, object]:
        members = {
            name: {"size": member.size, "sha256": member.sha256}
            for name, member in self.members.items()
        }
        return {
            "handrail_backup": FORMAT,
            "version": self.version,
            "schema": self.schema,
            "made_at": self.made_at.isoformat(),
            "mark": self.mark,
            "clinic": self.clinic_id,
            "members": members,
        }


def parsed(content: bytes, name: str) -> Manifest:
    """Read the manifest of the backup ``name``. Raises DamagedFile or NewerSchema."""
    try:
        detail = cast("dict[str, object]", json.loads(content.decode("utf-8")))
        _refuse_newer(detail)
        members = cast("Mapping[str, Mapping[str, object]]", detail["members"])
        if set(members) != set(MEMBERS):
            raise ValueError("members")
        return Manifest(
            _word(detail["version"]),
            _word(detail["schema"]),
            _moment(detail["made_at"]),
            _hex(detail["mark"], 8),
            _hex(detail["clinic"], 32),
            {one: _member(one, members[one]) for one in MEMBERS},
            base64.b64decode(_text(detail["sealed"]), validate=True),
        )
    except _UNREADABLE:
        raise damaged(name) from None


def damaged(name: str) -> DamagedFile:
    """The error for a file that is no whole backup."""
    return DamagedFile(
        _("{name} is no whole backup of Handrail.", name=name),
        _("It is damaged or cut off. Nothing was changed; choose another backup."),
    )


def _refuse_newer(told: Mapping[str, object]) -> None:
    number = told["handrail_backup"]
    if not isinstance(number, int) or number < 1:
        raise ValueError("format")
    if number > FORMAT:
        raise NewerSchema(
            _("This backup was made by a later Handrail."),
            _("Nothing was changed. Install that version to restore it."),
        )


def _member(name: str, told: Mapping[str, object]) -> Member:
    size = told["size"]
    if not isinstance(size, int) or not 0 < size <= _LARGEST.get(name, 1 << 60):
        raise ValueError("size")
    return Member(size, _hex(told["sha256"], 64))


def _moment(told: object) -> datetime:
    at = datetime.fromisoformat(_text(told))
    if at.utcoffset() is None or not 1990 <= at.year < 9990:
        raise ValueError("a time with its time zone expected")
    return at


def _hex(told: object, length: int) -> str:
    text = _text(told)
    if len(text) != length or not set(text) <= _HEX:
        raise ValueError("hex expected")
    return text


def _word(told: object) -> str:
    text = _text(told)
    if len(text) > _LONGEST_WORD or text != plain_line(text):
        raise ValueError("word expected")
    return text


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError("text expected")
    return told
