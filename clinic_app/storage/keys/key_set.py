"""What a key file holds, and its lines: each a JSON object that proves itself undamaged."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import cast

from clinic_app.domain.errors import NewerSchema
from clinic_app.domain.text import plain_line
from clinic_app.storage.keys.sealing import SEALED_BYTES, KeyCost, Sealed
from clinic_app.words import _

FORMAT = 2
RECOVERY = "recovery"
_HEADER = "header"
_SEALED_PARTS = ("salt", "nonce", "box")
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Login:
    """Somebody who can unlock the clinic: the id and how the unlock screen names them."""

    clinician_id: str
    title: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", plain_line(self.title))


@dataclass(frozen=True)
class Box:
    """The data key of the database file that begins with ``fits``, sealed to a key pair.

    ``proof`` shows that whoever sealed it to this pair had that data key.
    """

    fits: bytes
    sealed: bytes
    proof: bytes


@dataclass(frozen=True)
class Wrap:
    """The way in of one login, or of the recovery key.

    ``secret`` is the private key of ``public``, wrapped by the passphrase; without a pair (in
    clinics of before version 0.5) it is the data key itself.
    """

    owner: str
    title: str
    cost: KeyCost | None
    secret: Sealed
    public: bytes = b""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Stamp:
    """Which writing of which clinic's key file a line belongs to; format 1 has version 0."""

    clinic_id: str
    version: int
    mark: str


@dataclass(frozen=True)
class KeySet:
    """All that one writing of a key file says.

    ``people`` are all logins it was written with: one that is not in ``wraps`` was damaged.
    """

    stamp: Stamp
    wraps: Mapping[str, Wrap] = field(default_factory=dict[str, Wrap])
    name: str = ""
    is_demo: bool = False
    people: tuple[Login, ...] = ()
    has_header: bool = False

    @property
    def logins(self) -> tuple[Login, ...]:
        """Everybody whose way in can be read, in the order they were added."""
        return tuple(login for login in self.everybody if login.clinician_id in self.wraps)

    @property
    def everybody(self) -> tuple[Login, ...]:
        """Whoever the header names, and whoever else can be read where that was damaged."""
        found = (Login(w.owner, w.title) for w in self.wraps.values() if w.owner != RECOVERY)
        named = {login.clinician_id for login in self.people}
        return (*self.people, *(login for login in found if login.clinician_id not in named))

    @property
    def damaged(self) -> tuple[Login, ...]:
        """Logins that stand in the file and cannot be read."""
        return tuple(login for login in self.people if login.clinician_id not in self.wraps)

    @property
    def fits(self) -> set[bytes]:
        """How the database files begin that its data keys open; empty when that is unknown."""
        return {box.fits for wrap in self.wraps.values() for box in wrap.boxes if box.fits}

    def with_wrap(self, wrap: Wrap) -> "KeySet":
        """The same with one way in added or changed."""
        people = {login.clinician_id: login for login in self.everybody}
        if wrap.owner != RECOVERY:
            people[wrap.owner] = Login(wrap.owner, wrap.title)
        wraps = {**self.wraps, wrap.owner: wrap}
        return replace(self, wraps=wraps, people=tuple(people.values()))

    def without(self, owner: str) -> "KeySet":
        """The same with one way in less."""
        wraps = {name: wrap for name, wrap in self.wraps.items() if name != owner}
        people = tuple(login for login in self.everybody if login.clinician_id != owner)
        return replace(self, wraps=wraps, people=people)

    def mended_by(self, other: "KeySet") -> "KeySet":
        """Both together: two readings of the same writing."""
        whole = self if self.has_header else other
        return replace(whole, wraps={**other.wraps, **self.wraps})


def formatted(keys: KeySet) -> bytes:
    """The lines of a key file. A blank one stands between: no flipped bit joins two lines."""
    stamp = list(asdict(keys.stamp).values())
    header = {
        "part": _HEADER,
        "handrail_keys": FORMAT,
        "clinic": keys.name,
        "demo": keys.is_demo,
        "people": [[login.clinician_id, login.title] for login in keys.everybody],
    }
    order = [*(login.clinician_id for login in keys.everybody), RECOVERY]
    parts = [header, *(_wrap_part(keys.wraps[one]) for one in order if one in keys.wraps)]
    return b"\n\n".join(_line({**part, "of": stamp}) for part in parts) + b"\n"


def parsed(content: bytes) -> list[KeySet]:
    """The writings found in a file, undamaged lines only: one, or several in a mixed file.

    Raises NewerSchema for a file of a later Handrail.
    """
    found: dict[Stamp, KeySet] = {}
    for raw in content.split(b"\n"):
        try:
            part = _checked(json.loads(raw.decode("ascii")))
            stamp = _stamp(part["of"])
            keys = found.get(stamp, KeySet(stamp))
            found[stamp] = _with_part(keys, part)
        except _UNREADABLE:
            continue
    return list(found.values()) or _format_1(content)


def _with_part(keys: KeySet, part: Mapping[str, object]) -> KeySet:
    if part["part"] != _HEADER:
        wrap = _parsed_wrap(part)
        return replace(keys, wraps={**keys.wraps, wrap.owner: wrap})
    _refuse_newer(part)
    people = cast("list[list[object]]", part["people"])
    return replace(
        keys,
        name=_string(part["clinic"]),
        is_demo=part["demo"] is True,
        people=tuple(Login(_string(one), _string(title)) for one, title in people),
        has_header=True,
    )


def _refuse_newer(part: Mapping[str, object]) -> None:
    if part["handrail_keys"] not in (1, FORMAT):
        raise NewerSchema(
            _("This clinic was made by a later Handrail."), _("Install that version.")
        )


def _line(part: Mapping[str, object]) -> bytes:
    return json.dumps({**part, "check": _check(part)}).encode("ascii")


def _check(part: Mapping[str, object]) -> str:
    """Tells a damaged line from a wrong passphrase; it guards against accidents only."""
    return hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()


def _checked(raw: object) -> dict[str, object]:
    part = cast("dict[str, object]", raw)
    if part.pop("check") != _check(part):
        raise ValueError("changed since it was written")
    return part


def _wrap_part(wrap: Wrap) -> dict[str, object]:
    return {
        "part": wrap.owner,
        "title": wrap.title,
        "cost": asdict(wrap.cost) if wrap.cost else None,
        "secret": {name: _text(getattr(wrap.secret, name)) for name in _SEALED_PARTS},
        "public": _text(wrap.public),
        "boxes": [[_text(b.fits), _text(b.sealed), _text(b.proof)] for b in wrap.boxes],
    }


def _parsed_wrap(part: Mapping[str, object]) -> Wrap:
    boxes = cast("list[list[str]]", part["boxes"])
    return Wrap(
        _string(part["part"]),
        _string(part["title"]),
        _cost(part["cost"]),
        _sealed(part["secret"]),
        _sized(_bytes(part["public"]), 0, 32),
        tuple(Box(_bytes(f), _sized(_bytes(s), SEALED_BYTES), _bytes(p)) for f, s, p in boxes),
    )


def _cost(raw: object) -> KeyCost | None:
    return None if raw is None else KeyCost(**cast("dict[str, int]", raw))


def _sealed(raw: object) -> Sealed:
    parts = cast("Mapping[str, object]", raw)
    salt, nonce, box = (_bytes(parts[name]) for name in _SEALED_PARTS)
    return Sealed(_sized(salt, 16), _sized(nonce, 12), _sized(box, 48))


def _stamp(raw: object) -> Stamp:
    clinic_id, version, mark = cast("list[object]", raw)
    if not isinstance(version, int):
        raise TypeError("number expected")
    return Stamp(_string(clinic_id), version, _string(mark))


def _format_1(content: bytes) -> list[KeySet]:
    try:
        document = _checked(json.loads(content))
        _refuse_newer(document)
        logins = cast("list[Mapping[str, object]]", document["logins"])
        wraps = [_format_1_wrap(login) for login in logins]
        people = tuple(Login(wrap.owner, wrap.title) for wrap in wraps)
        recovery = Wrap(RECOVERY, "", None, _sealed(document["recovery"]))
        by_owner = {wrap.owner: wrap for wrap in chain(wraps, [recovery])}
        name, is_demo = _string(document["clinic"]), document["demo"] is True
        return [KeySet(Stamp("", 0, ""), by_owner, name, is_demo, people, has_header=True)]
    except _UNREADABLE:
        return []


def _format_1_wrap(raw: Mapping[str, object]) -> Wrap:
    return Wrap(
        _string(raw["clinician_id"]), _string(raw["title"]), _cost(raw["cost"]), _sealed(raw["key"])
    )


def _text(part: bytes) -> str:
    return base64.b64encode(part).decode()


def _bytes(raw: object) -> bytes:
    return base64.b64decode(_string(raw), validate=True)


def _sized(part: bytes, *sizes: int) -> bytes:
    if len(part) not in sizes:
        raise ValueError("a key has the wrong length")
    return part


def _string(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError("text expected")
    return raw


def all_of(sets: Iterable[KeySet]) -> list[KeySet]:
    """The same writings, each once, mended by its other readings, newest first."""
    found: dict[Stamp, KeySet] = {}
    for keys in sets:
        known = found.get(keys.stamp)
        found[keys.stamp] = known.mended_by(keys) if known else keys
    return sorted(found.values(), key=lambda keys: keys.stamp.version, reverse=True)
