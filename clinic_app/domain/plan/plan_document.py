"""A plan as a plain document (``PLAN.json``) and back; a key it does not know is an error."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.held import pieces_held
from clinic_app.domain.exercise.load import Load, read_load
from clinic_app.domain.exercise.marked_loads import from_library
from clinic_app.domain.exercise.sides import was_otherwise
from clinic_app.domain.plan.dose import DOSE_FIELDS, dose_document, is_number, is_same_load
from clinic_app.domain.plan.dose_words import load_words, weight_words
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem, new_id
from clinic_app.domain.regional import WeightUnit
from clinic_app.words import ENGLISH, _, interface, languages

MOST_ITEMS = 100  # far more than anybody does; more is a slip
LONGEST_PAIN_RULE = 90  # characters: one line of a page
_MOST_STEPS = 40
_ITEM_KEYS = (
    "exercise",
    "settings",
    "dose",
    "counts",
    "note",
    "notes",
    "steps",
    "accepted",
    "quiet",
    "id",
)
_DOSE_KEYS = (*DOSE_FIELDS, "load_lb", "load")
COUNTS = "each side"  # what the repetitions of an item count, written since version 0.4


def to_document(plan: Plan) -> dict[str, object]:
    """The plan as JSON-ready values; `from_document` gives back an equal Program."""
    return _with_rule({"items": [_item_document(item) for item in plan.items]}, plan)


def _with_rule(document: dict[str, object], plan: Plan) -> dict[str, object]:
    return {**document, "pain_rule": plan.pain_rule} if plan.pain_rule else document


def to_told_document(plan: Plan, lookup: Lookup) -> dict[str, object]:
    """The same for people: ``load`` of a dose is one piece as it is marked, ``load_kg`` all."""
    items = [_item_document(item) for item in plan.items]
    for document, item in zip(items, plan.items, strict=True):
        load = item.load(lookup(item.exercise_id))
        if load is not None:
            dose = cast("dict[str, object]", document["dose"])
            dose["load"] = weight_words(load.value, load.unit)
    return _with_rule({"items": items}, plan)


def from_document(document: object, lookup: Lookup, *, unit: WeightUnit = WeightUnit.KG) -> Plan:
    """Read a plan. Raises UserError that names the item and the key that is wrong.

    Settings and dose fields that are not named take the exercise's own defaults, a load the
    nearest marked weight in ``unit``. Settings kept in the dose (``load_kg``, ``tempo``, ``side``)
    may stand in either place, not in both. ``load`` of a dose is one piece, ``5 lb``; ``load_kg``
    and ``load_lb`` are everything together. An item that does not say that it counts each side
    was saved before that was the rule: where that matters it is to be confirmed.
    """
    root = _mapping(document, _("The plan"), ("items", "pain_rule"))
    items = root.get("items")
    if not isinstance(items, list):
        raise UserError(_("The plan needs 'items': a list of exercises."))
    listed = cast("list[object]", items)
    if len(listed) > MOST_ITEMS:
        raise UserError(
            _(
                "The plan holds {count} exercises; {most} at most.",
                count=len(listed),
                most=MOST_ITEMS,
            )
        )
    items_read = tuple(_item(raw, n, lookup, unit) for n, raw in enumerate(listed, 1))
    return Plan(items_read, _pain_rule(root.get("pain_rule", "")))


def _pain_rule(raw: object) -> str:
    text = " ".join(_text(raw, _("The plan's pain_rule")).split())
    if len(text) > LONGEST_PAIN_RULE:
        raise UserError(
            _(
                "The plan's pain_rule is longer than {most} characters.",
                most=LONGEST_PAIN_RULE,
            ),
            _("Say it in one short sentence."),
        )
    return text


def _item_document(item: PlanItem) -> dict[str, object]:
    document: dict[str, object] = {
        "exercise": item.exercise_id,
        "settings": dict(item.settings),
        "dose": dose_document(item.dose),
        "note": item.note,
        "id": item.id,
    }
    if not item.to_confirm:
        document["counts"] = COUNTS
    if item.own_steps:
        document["steps"] = list(item.own_steps)
    if item.accepted:
        document["accepted"] = list(item.accepted)
    if item.notes:
        document["notes"] = dict(item.notes)
    if item.quiet:
        document["quiet"] = list(item.quiet)
    return document


def _item(raw: object, number: int, lookup: Lookup, unit: WeightUnit) -> PlanItem:
    where = _("Item {number}", number=number)
    fields = _mapping(raw, where, _ITEM_KEYS)
    exercise_id = fields.get("exercise")
    if not isinstance(exercise_id, str):
        raise UserError(_("{where} needs 'exercise': the id of an exercise.", where=where))
    exercise = lookup(exercise_id)
    where = f"{where} ({exercise_id})"
    settings = _mapping(
        fields.get("settings", {}), _part(where, "settings"), tuple(exercise.settings)
    )
    dose = _mapping(fields.get("dose", {}), _part(where, "dose"), _DOSE_KEYS)
    twice = sorted(set(settings) & set(dose))
    if twice:
        raise UserError(
            _("{where}: {name} stands in both settings and dose.", where=where, name=twice[0]),
            _("Name it once."),
        )
    in_dose = {n: v for n, v in settings.items() if n in DOSE_FIELDS}
    own = {n: v for n, v in settings.items() if n not in DOSE_FIELDS}
    usual = PlanItem.of(exercise)
    notes = _notes(fields.get("notes", {}), _part(where, "notes"))
    item = PlanItem(
        exercise_id,
        usual.dose,
        {**usual.settings, **_checked(exercise, own, where)},
        _text(fields.get("note", notes.get("en", "")), _part(where, "note")),
        _texts(fields.get("steps", []), _part(where, "steps")),
        _texts(fields.get("accepted", []), _part(where, "accepted")),
        _texts(fields.get("quiet", []), _part(where, "quiet")),
        _item_id(fields.get("id", ""), _part(where, "id")) or new_id(),
        notes=notes,
    )
    item = _dosed(item, exercise, {**dose, **in_dose}, where, unit)
    counted = _counts(fields.get("counts"), where)
    found = not counted and "reps" in dose  # those of the library count each side
    unsure = found and was_otherwise(exercise, item.settings, item.dose)
    return replace(item, to_confirm=unsure)


def _counts(raw: object, where: str) -> bool:
    """Whether the item says that its repetitions are those of each side."""
    if raw not in (None, COUNTS):
        raise UserError(
            _(
                "{where}: 'counts' must be {known}, not {value}.",
                where=where,
                known=repr(COUNTS),
                value=repr(raw),
            )
        )
    return raw is not None


def _dosed(
    item: PlanItem,
    exercise: Exercise,
    values: Mapping[str, object],
    where: str,
    unit: WeightUnit,
) -> PlanItem:
    """The item with its dose; a load that is not named is the library's."""
    own = {n: v for n, v in values.items() if n in DOSE_FIELDS}
    named = {n for n in ("load", "load_kg", "load_lb") if n in values}
    try:
        dose = item.dose.changed(**own)
        if named - {"load_kg"}:
            pieces = pieces_held(exercise, item.settings)
            dose = dose.with_load(_load(values, pieces))
    except UserError as error:
        raise UserError(f"{where}. {error.what}", error.next_step) from None
    after = replace(item, dose=dose)
    return after if named else from_library(after, None, exercise, unit)


def _load(values: Mapping[str, object], pieces: int) -> Load:
    """The load by whichever is named. Raises UserError where two of them contradict."""
    ways: dict[str, Load] = {}
    for name, unit in (("load_kg", WeightUnit.KG), ("load_lb", WeightUnit.LB)):
        total = values.get(name)
        if is_number(total, whole=False) and (total or name == "load_kg"):
            ways[name] = Load(cast("float", total) / pieces, unit, pieces)
        elif total is not None and not is_number(total, whole=False):
            raise UserError(
                _("Dose: {name} must be a number, not {value}.", name=name, value=repr(total))
            )
    found = values.get("load")
    if found is not None and not isinstance(found, str):
        raise UserError(
            _("Dose: load must be text such as '4 kg' or '5 lb', not {value}.", value=repr(found))
        )
    if found is not None:
        ways["load"] = read_load(found, pieces)
    best, load = list(ways.items())[-1]  # how it was typed says more than kilograms do
    for name, other in ways.items():
        if not is_same_load(other.kilograms, load.kilograms):
            raise UserError(
                _(
                    "Dose: {best} and {name} contradict: {load}, {other}.",
                    best=best,
                    name=name,
                    load=load_words(load, interface().language),
                    other=load_words(other, interface().language),
                ),
                _("load is one piece, the others are everything together. Name one of them."),
            )
    return load


def _item_id(raw: object, where: str) -> str:
    text = _text(raw, where)
    if len(text) > 64:
        raise UserError(_("{where} is longer than 64 characters.", where=where))
    return text


def _checked(
    exercise: Exercise, settings: Mapping[str, object], where: str
) -> dict[str, float | str]:
    checked: dict[str, float | str] = {}
    for name, value in settings.items():
        setting = exercise.settings[name]
        if isinstance(value, str):
            value = setting.former.get(value, value)
        refusal = setting.refusal(value)
        if refusal:
            raise UserError(f"{where}: {refusal}.")
        checked[name] = cast("float | str", value)
    return checked


def _mapping(raw: object, where: str, known: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise UserError(_("{where} must be an object with keys and values.", where=where))
    values = cast("dict[str, object]", raw)
    for key in values:
        if key not in known:
            allowed = ", ".join(known) or _("none here")
            raise UserError(
                _("{where}: {key} is not a known key.", where=where, key=repr(key)),
                _("Known: {names}.", names=allowed),
            )
    return values


def _text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise UserError(_("{where} must be text.", where=where))
    if len(raw) > 4000:
        raise UserError(_("{where} is longer than 4,000 characters.", where=where))
    if any(unicodedata.category(c) == "Cs" for c in raw):  # half a character: it cannot be kept
        raise UserError(_("{where} holds a character that is no text.", where=where))
    return raw


def _notes(raw: object, where: str) -> Mapping[str, str]:
    """The note of a template by language; empty where there is none."""
    given = _mapping(raw, where, languages())
    if given and not given.get(ENGLISH):
        raise UserError(
            _("{where} has no words in {language}.", where=where, language=repr(ENGLISH)),
            _("Give it in English too."),
        )
    return {language: _text(text, where) for language, text in given.items()}


def _texts(raw: object, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise UserError(_("{where} must be a list of texts.", where=where))
    texts = cast("list[object]", raw)
    if len(texts) > _MOST_STEPS:
        raise UserError(
            _(
                "{where} holds {count} texts; {most} at most.",
                where=where,
                count=len(texts),
                most=_MOST_STEPS,
            )
        )
    return tuple(_text(entry, where) for entry in texts)


def _part(where: str, key: str) -> str:
    return f"{where}, {key}"
