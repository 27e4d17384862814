"""How backups stand, in words: the first line of Data and safety, and what is to be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clinic_app.domain.dates import ago_words, near_moment_words
from clinic_app.domain.records.backup import BackupPlace, Keep, is_past
from clinic_app.services.folders.place_kind import PlaceKind, PlaceState
from clinic_app.ui.common.plain_label import Tone
from clinic_app.ui.common.size_words import size_words
from clinic_app.words import N_, Text, _, ngettext

OLD, _DAY = timedelta(days=7), timedelta(days=1)
NOW, ANOTHER, TOMORROW = N_("Back up now"), N_("Choose another place"), N_("Remind me tomorrow")
_NEXT = N_("The next one when Handrail is closed, or within a day.")
_READ_BACK = N_("It was opened and read back: every record is there.")
_ALONE = N_("Should this computer’s disk fail, what was written since is gone.")
Looks = Mapping[str, PlaceState]


@dataclass(frozen=True)
class State:
    """The answer to "am I safe?": a title, what follows, and how much it weighs."""

    title: str
    more: str
    tone: Tone


@dataclass(frozen=True)
class Missed:
    """A place that has no good backup of now, what helps, and what a button does about it.

    ``action`` is translated where it is shown.
    """

    place_id: str
    what: str
    more: str
    action: Text


def state_of(places: Sequence[BackupPlace], now: datetime) -> State:
    """The first line: of the newest backup in any place."""
    if not places:
        return State(
            _("There is no place for backups"),
            _("Choose one: another disk, a USB stick, a folder in the network or in a cloud."),
            "bad",
        )
    newest = newest_of(places)
    if newest is None or newest.verified_at is None:
        more = _sentences(_("The first one is made when Handrail is closed."), _(_ALONE))
        return State(_("There is no backup yet"), more, "caution")
    held = ngettext(
        "In “{name}”: {count} patient, {size}.",
        "In “{name}”: {count} patients, {size}.",
        newest.patients,
        count=format(newest.patients, ","),
        name=newest.name,
        size=size_words(newest.size),
    )
    if is_old(newest, now):
        when = ago_words(newest.verified_at.astimezone().date(), now.date())
        return State(_("Last backup {when}", when=when), _sentences(held, _(_ALONE)), "caution")
    when = moment_words(newest.verified_at, now)
    more = _sentences(held, _(_READ_BACK), _(_NEXT))
    return State(_("Last backup {when}, checked", when=when), more, "good")


def _sentences(*sentences: str) -> str:
    return " ".join(sentences)


def newest_of(places: Sequence[BackupPlace]) -> BackupPlace | None:
    """The place with the newest verified backup."""
    done = [(place.verified_at, place) for place in places if place.verified_at is not None]
    return max(done, key=lambda dated: dated[0])[1] if done else None


def is_old(place: BackupPlace, now: datetime) -> bool:
    """Whether its newest backup is older than a week, or there is none."""
    return is_past(place.verified_at, now, OLD)


def has_failed(place: BackupPlace) -> bool:
    """Whether the last try there failed."""
    failed, done = place.failed_at, place.verified_at
    return failed is not None and (done is None or failed > done)


def missed(places: Sequence[BackupPlace], looks: Looks, now: datetime) -> list[Missed]:
    """Places that want something, with the way out."""
    found: list[Missed] = []
    for place in places:
        look = looks.get(place.id)
        if look is not None and not look.is_here:
            patience = OLD if look.kind is PlaceKind.STICK else _DAY
            if is_past(place.verified_at, now, patience):
                found.append(_away(place, look, now))
        elif has_failed(place):
            more = place.failure or _("It is tried again by itself.")
            found.append(
                Missed(
                    place.id, _("The last backup in “{name}” failed.", name=place.name), more, NOW
                )
            )
        elif is_old(place, now) and place.verified_at is not None:
            when = ago_words(place.verified_at.astimezone().date(), now.date())
            found.append(
                Missed(
                    place.id,
                    _("The last copy in “{name}”: {when}.", name=place.name, when=when),
                    "",
                    NOW,
                )
            )
    return found


def _away(place: BackupPlace, look: PlaceState, now: datetime) -> Missed:
    since = _("There is no backup in it yet.")
    if place.verified_at is not None:
        when = ago_words(place.verified_at.astimezone().date(), now.date())
        since = _("Its last copy: {when}.", when=when)
    if look.kind is PlaceKind.STICK:
        what = _("“{name}” is not plugged in.", name=place.name)
        return Missed(
            place.id, what, _sentences(since, _("Plug it in: the copy starts by itself.")), ""
        )
    return Missed(place.id, _("“{name}” cannot be reached.", name=place.name), since, ANOTHER)


def same_disk() -> Missed:
    """Every backup lies where the clinic does."""
    return Missed(
        "",
        _("Backups lie on the same disk as the clinic."),
        _("A broken or stolen computer takes both. A USB stick will do."),
        ANOTHER,
    )


def only_same_disk(places: Sequence[BackupPlace], looks: Looks) -> bool:
    """Whether a broken disk would take the clinic and every backup with it."""
    kinds = {looks[place.id].kind for place in places if place.id in looks}
    return kinds == {PlaceKind.SAME_DISK} and len(looks) >= len(places)


def moment_words(at: datetime, now: datetime) -> str:
    """``today 09:14``, in this computer's time."""
    return near_moment_words(at.astimezone(), now.date())


def last_words(place: BackupPlace, now: datetime) -> tuple[str, Tone]:
    """When the last good copy was made there, and how much that weighs."""
    if place.verified_at is None:
        return _("never yet"), "caution"
    if is_old(place, now):
        return ago_words(place.verified_at.astimezone().date(), now.date()), "caution"
    return moment_words(place.verified_at, now), "caution" if has_failed(place) else "good"


def rhythm_words(look: PlaceState | None) -> str:
    """When copies are made there."""
    is_stick = look is not None and look.kind is PlaceKind.STICK
    return _("each day it is plugged in") if is_stick else _("each day, on closing")


def keep_words(keep: Keep) -> str:
    """``7 days, 5 weeks, 12 months``."""
    parts = (
        (keep.days, ngettext("{count} day", "{count} days", keep.days)),
        (keep.weeks, ngettext("{count} week", "{count} weeks", keep.weeks)),
        (keep.months, ngettext("{count} month", "{count} months", keep.months)),
    )
    return ", ".join(words for n, words in parts if n) or _("the newest")
