"""A plan as a plain document (``PLAN.json``) and back; a key it does not know is an error."""

import unicodedata
from collections.abc import Mapping
from typing import cast

from clinic_app.domain.dose import DOSE_FIELDS, Dose
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise import Exercise
from clinic_app.domain.program import Lookup, Program, ProgramItem, new_id

MOST_ITEMS = 100  # far more than anybody does; more is a slip
_MOST_STEPS = 40
_ITEM_KEYS = ("exercise", "settings", "dose", "note", "steps", "accepted", "quiet", "id")


def to_document(program: Program) -> dict[str, object]:
    """The plan as JSON-ready values; `from_document` gives back an equal Program."""
    return {"items": [_item_document(item) for item in program.items]}


def from_document(document: object, lookup: Lookup) -> Program:
    """Read a plan. Raises UserError that names the item and the key that is wrong.

    Settings and dose fields that are not named take the exercise's own defaults. Settings kept
    in the dose (``load_kg``, ``tempo``, ``side``) may stand in either place, not in both.
    """
    root = _mapping(document, "The plan", ("items",))
    items = root.get("items")
    if not isinstance(items, list):
        raise UserError("The plan needs 'items': a list of exercises.")
    listed = cast("list[object]", items)
    if len(listed) > MOST_ITEMS:
        raise UserError(f"The plan holds {len(listed)} exercises; {MOST_ITEMS} at most.")
    return Program(tuple(_item(raw, n, lookup) for n, raw in enumerate(listed, 1)))


def _item_document(item: ProgramItem) -> dict[str, object]:
    document: dict[str, object] = {
        "exercise": item.exercise_id,
        "settings": dict(item.settings),
        "dose": {name: getattr(item.dose, name) for name in DOSE_FIELDS},
        "note": item.note,
        "id": item.id,
    }
    if item.own_steps:
        document["steps"] = list(item.own_steps)
    if item.accepted:
        document["accepted"] = list(item.accepted)
    if item.quiet:
        document["quiet"] = list(item.quiet)
    return document


def _item(raw: object, number: int, lookup: Lookup) -> ProgramItem:
    where = f"Item {number}"
    fields = _mapping(raw, where, _ITEM_KEYS)
    exercise_id = fields.get("exercise")
    if not isinstance(exercise_id, str):
        raise UserError(f"{where} needs 'exercise': the id of an exercise.")
    exercise = lookup(exercise_id)
    where = f"{where} ({exercise_id})"
    settings = _mapping(fields.get("settings", {}), f"{where}, settings", tuple(exercise.settings))
    dose = _mapping(fields.get("dose", {}), f"{where}, dose", DOSE_FIELDS)
    twice = sorted(set(settings) & set(dose))
    if twice:
        raise UserError(f"{where}: {twice[0]} stands in both settings and dose.", "Name it once.")
    in_dose = {n: v for n, v in settings.items() if n in DOSE_FIELDS}
    own = {n: v for n, v in settings.items() if n not in DOSE_FIELDS}
    item = ProgramItem.of(exercise)
    return ProgramItem(
        exercise_id,
        _dose(exercise.dose, {**dose, **in_dose}, where),
        {**item.settings, **_checked(exercise, own, where)},
        _text(fields.get("note", ""), f"{where}, note"),
        _texts(fields.get("steps", []), f"{where}, steps"),
        _texts(fields.get("accepted", []), f"{where}, accepted"),
        _texts(fields.get("quiet", []), f"{where}, quiet"),
        _item_id(fields.get("id", ""), f"{where}, id") or new_id(),
    )


def _item_id(raw: object, where: str) -> str:
    text = _text(raw, where)
    if len(text) > 64:
        raise UserError(f"{where} is longer than 64 characters.")
    return text


def _checked(
    exercise: Exercise, settings: Mapping[str, object], where: str
) -> dict[str, float | str]:
    checked: dict[str, float | str] = {}
    for name, value in settings.items():
        refusal = exercise.settings[name].refusal(value)
        if refusal:
            raise UserError(f"{where}: {refusal}.")
        checked[name] = cast("float | str", value)
    return checked


def _dose(default: Dose, values: Mapping[str, object], where: str) -> Dose:
    try:
        return default.changed(**values)
    except UserError as error:
        raise UserError(f"{where}. {error.what}", error.next_step) from None


def _mapping(raw: object, where: str, known: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise UserError(f"{where} must be an object with keys and values.")
    values = cast("dict[str, object]", raw)
    for key in values:
        if key not in known:
            allowed = ", ".join(known) or "none here"
            raise UserError(f"{where}: {key!r} is not a known key.", f"Known: {allowed}.")
    return values


def _text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise UserError(f"{where} must be text.")
    if len(raw) > 4000:
        raise UserError(f"{where} is longer than 4,000 characters.")
    if any(unicodedata.category(c) == "Cs" for c in raw):  # half a character: it cannot be kept
        raise UserError(f"{where} holds a character that is no text.")
    return raw


def _texts(raw: object, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise UserError(f"{where} must be a list of texts.")
    texts = cast("list[object]", raw)
    if len(texts) > _MOST_STEPS:
        raise UserError(f"{where} holds {len(texts)} texts; {_MOST_STEPS} at most.")
    return tuple(_text(entry, where) for entry in texts)
