"""What was keyed into a diary and is not saved, as a document; and keying it in again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from clinic_app.domain.dates import weekday_words
from clinic_app.domain.diary.diary import Diary, SessionDetails, rating_name
from clinic_app.domain.pain.pain import Series
from clinic_app.words import _, ngettext, pgettext

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Retyped:
    """A diary with a draft keyed in again.

    ``lost`` names, with what was keyed in, the boxes that the diary does not have any more;
    ``left`` are those boxes as the draft had them, to be kept until the diary is saved.
    ``differing`` counts those that the record holds otherwise since then.
    """

    diary: Diary
    lost: tuple[str, ...] = ()
    differing: int = 0
    left: Content = field(default_factory=dict[str, Any])

    @property
    def words(self) -> str:
        """What to look at before saving; empty where all is as it was."""
        said: list[str] = []
        if self.differing:
            said.append(
                ngettext(
                    "{count} box was filled in meanwhile; what you typed stands in its place.",
                    "{count} boxes were filled in meanwhile; what you typed stands in its place.",
                    self.differing,
                )
            )
        if self.lost:
            boxes = "; ".join(self.lost)
            said.append(_("Not in this diary any more, not brought back: {boxes}.", boxes=boxes))
        return " ".join(said)


def typed_boxes(opened: Diary, now: Diary) -> dict[str, Any] | None:
    """The boxes that say other than the record, each with what the record held; None if none."""
    names = {row.item_id: row.name for row in now.rows}
    ticks = [
        [item, day.isoformat(), now.ticks.get((item, day)), opened.ticks.get((item, day)),
         names.get(item, "")]
        for item, day in _differing(now.ticks, opened.ticks)
    ]  # fmt: skip
    ratings = [
        [str(series), day.isoformat(), now.ratings.get((series, day)),
         opened.ratings.get((series, day))]
        for series, day in _differing(now.ratings, opened.ratings)
    ]  # fmt: skip
    details = [
        [item, day.isoformat(), asdict(now.details.get((item, day), SessionDetails()))]
        for item, day in _differing(now.details, opened.details)
    ]
    if not (ticks or ratings or details):
        return None
    return {"ticks": ticks, "ratings": ratings, "details": details}


def retyped(diary: Diary, content: Content) -> Retyped:
    """Key in again what ``typed_boxes`` gave."""
    rows, days = {row.item_id for row in diary.rows}, set(diary.dates)
    opened, lost, differing = diary, list[str](), 0
    left: dict[str, Any] = {"ticks": [], "ratings": [], "details": []}
    for item, iso, value, was, name in content["ticks"]:
        day = date.fromisoformat(iso)
        if item not in rows or day not in days:
            lost.append(f"{name}, {weekday_words(day)}: {_value_words(value)}")
            left["ticks"].append([item, iso, value, was, name])
            continue
        differing += opened.ticks.get((item, day)) not in (was, value)
        diary = diary.with_ticks(item, day, value)
    for named, iso, value, was in content["ratings"]:
        series, day = Series(named), date.fromisoformat(iso)
        if day not in days:
            lost.append(f"{rating_name(series)}, {weekday_words(day)}: {_value_words(value)}")
            left["ratings"].append([named, iso, value, was])
            continue
        differing += opened.ratings.get((series, day)) not in (was, value)
        diary = diary.with_rating(series, day, value)
    for item, iso, given in content["details"]:
        day = date.fromisoformat(iso)
        if item in rows and day in days:
            details = SessionDetails(**given)
            kept = None if details == SessionDetails() else details
            diary = diary.with_details(item, day, kept)
        else:
            left["details"].append([item, iso, given])
    return Retyped(diary, tuple(lost), differing, left if lost else {})


def joined(boxes: Content | None, left: Content) -> dict[str, Any] | None:
    """What is typed now with what could not be keyed in again."""
    if not left:
        return None if boxes is None else dict(boxes)
    now = boxes or {"ticks": [], "ratings": [], "details": []}
    return {name: [*now[name], *left[name]] for name in now}


def _value_words(value: int | None) -> str:
    return pgettext("box", "empty") if value is None else str(value)


def _differing(now: Mapping[Any, Any], was: Mapping[Any, Any]) -> Iterable[tuple[Any, date]]:
    found = {key for key in {*now, *was} if now.get(key) != was.get(key)}
    return sorted(found, key=lambda key: (str(key[0]), key[1]))
