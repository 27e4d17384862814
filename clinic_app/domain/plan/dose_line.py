"""A dose as one line to type: ``3x10 hold 5s 3-0-2 4kg right rest 60s 2/d 5d/w``, and back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.load import DIGITS, UNIT_WORDS, Load
from clinic_app.domain.plan.dose import LIMITS, Dose, Side
from clinic_app.domain.plan.dose_form import DoseForm
from clinic_app.domain.plan.dose_words import SIDES, form_words, often_words, weight_words
from clinic_app.words import N_, Message, _, interface, pgettext

EXAMPLE = "3x10 hold 5s 3-0-2 4kg right rest 60s 2/d 5d/w"
_OTHER_EXAMPLE = "10min, 3x20 steps, 2x5 breaths, 30s each position, 2 on 1 off"
NAMES: Mapping[str, Message] = {
    "sets": N_("sets"),
    "reps": N_("reps"),
    "hold_s": N_("hold"),
    "rest_s": N_("rest"),
    "tempo": N_("tempo"),
    "load_kg": N_("load"),
    "side": N_("side"),
    "times_per_day": N_("times a day"),
    "days_per_week": N_("days a week"),
    "form": N_("what is counted"),
    "amount": N_("amount"),
    "days_on": N_("days on"),
    "days_off": N_("days off"),
}
_HINT = N_("Write it like {example}, or no hold. Other forms: {others}.")
# What "no hold", "no load" ... means.
_PATTERN = ("days_on", "days_off")
_NONE: Mapping[str, object] = {"hold_s": 0, "rest_s": 0, "tempo": "", "load_kg": 0}


def name_of(field: str) -> str:
    """What a field of the dose is called; empty for none."""
    return _(NAMES[field]) if field in NAMES else ""


def format_dose(dose: Dose, *, pieces: int = 1) -> str:
    """The whole dose on one line; `parse_dose` gives back an equal one.

    The load is that of one piece: ``4kg each`` where two are held.
    """
    load = dose.load(pieces)
    parts = [_counted(dose)]
    parts += [f"hold {dose.hold_s:g}s"] if dose.hold_s else []
    parts += [dose.tempo] if dose.tempo else []
    if load:
        parts.append(f"{load.value:g}{load.unit}{' each' if load.pieces > 1 else ''}")
    parts += [dose.side.value] if dose.side is not Side.BOTH else []
    parts += [f"rest {dose.rest_s:g}s"] if dose.rest_s else []
    parts += [f"{dose.times_per_day}/d"]
    if dose.days_off:
        parts.append(f"{dose.days_on} on {dose.days_off} off")
    else:
        parts.append(f"{dose.days_per_week}d/w")
    return " ".join(parts)


def _counted(dose: Dose) -> str:
    """``3x10``, ``10min``, ``3x20 steps``."""
    if dose.counts_repetitions:
        return f"{dose.sets}x{dose.reps}"
    amount = f"{dose.amount:g}{_WRITTEN[dose.form]}"
    return amount if dose.sets == 1 else f"{dose.sets}x{amount}"


def parse_dose(text: str, *, base: Dose, pieces: int = 1) -> Dose:
    """Read a line as people write it, in any order; raises UserError naming the wrong piece.

    What is not named stays as in ``base``; ``no hold`` takes it away. A weight is one of
    ``pieces`` equal ones, or all of them with ``in all`` behind it.
    """
    line = text.strip().lower().replace("×", "x").replace("*", "x")
    values: dict[str, object] = {}
    while line:
        line, piece, found = _take(line, pieces)
        for name, value in found.items():
            if name in values:
                raise UserError(
                    _("{piece}: {name} stands twice.", piece=repr(piece), name=name_of(name)),
                    _("Say it once."),
                )
            _check(name, value, piece)
            values[name] = value
    if not values:
        raise UserError(_("The dose is empty."), _hint())
    load = values.pop("load_kg", None)
    dose = base.changed(**values)
    if load is None:
        return dose
    return dose.with_load(load if isinstance(load, Load) else None)


def parse_value(name: str, text: str) -> object:
    """One field of a dose from what was typed into it; raises UserError saying what is allowed."""
    typed = text.strip().lower()
    if name == "tempo":
        if typed and not re.fullmatch(r"\d{1,2}-\d{1,2}-\d{1,2}", typed):
            raise UserError(
                _("{text} is not a tempo.", text=repr(text)),
                _("It looks like 3-0-2: down, wait, up."),
            )
        return typed
    if name == "side":
        if typed not in _SIDES:
            raise UserError(
                _("{text} is not a side.", text=repr(text)), _("Use both, right or left.")
            )
        return _SIDES[typed]
    pattern = _TIME if name in ("hold_s", "rest_s") else rf"{_N}\s*(?:{_FIELD_WORDS.get(name)})?"
    number = re.fullmatch(pattern, typed)
    if number is None:
        raise UserError(
            _("{text} is not a number for {name}.", text=repr(text), name=name_of(name))
        )
    value = _number(number.group(1))
    if pattern is _TIME:
        value *= _seconds_of(number)
    _check(name, value, text)
    return value


def typed_value(dose: Dose, name: str) -> str:
    """One field as it is typed: ``10``, ``2 on 1 off``, ``3-0-2``."""
    if name in _PATTERN:
        return f"{dose.days_on} on {dose.days_off} off"
    value = getattr(dose, name)
    return value if isinstance(value, str) else f"{value:g}"


def parse_days(dose: Dose, text: str) -> Dose:
    """A copy with days on and off as they were typed, or without when nothing was.

    ``5 days a week`` is taken too. Raises UserError for anything else.
    """
    if not text.strip():
        return dose.changed(days_per_week=dose.days_per_week)
    found = parse_dose(text, base=dose)
    if found.changed(days_per_week=7) != dose.changed(days_per_week=7):
        raise UserError(
            _("{text} are no days.", text=repr(text)), _("Write 2 on 1 off, or 5 days a week.")
        )
    return found


def with_typed(dose: Dose, name: str, text: str) -> Dose:
    """A copy with one field as it was typed; raises UserError saying what is allowed."""
    typed = text.strip().lower()
    if name in _PATTERN:
        return parse_days(dose, typed)
    if name == "amount":
        bare = re.fullmatch(_N, typed)
        sets = f"{dose.sets}x" if re.match(_N, typed) else ""
        return parse_dose(f"{sets}{typed}{_WRITTEN[dose.form] if bare else ''}", base=dose)
    return dose.changed(**{name: parse_value(name, typed)})


def change_words(before: Dose, after: Dose, *, pieces: int = 1) -> str:
    """What is different, part by part: ``Sets 3 → 2, hold 5 s → none``; empty for the same."""
    parts = [
        f"{name} {old} \N{RIGHTWARDS ARROW} {new}"
        for (name, old), (_, new) in zip(_shown(before, pieces), _shown(after, pieces), strict=True)
        if old != new
    ]
    joined = ", ".join(parts)
    return joined[:1].upper() + joined[1:]


def _shown(dose: Dose, pieces: int) -> list[tuple[str, str]]:
    """Each part by its name and as it is typed."""
    load = dose.load(pieces)
    none = pgettext("value", "none")
    weight = weight_words(load.value, load.unit) if load else none
    if load and pieces > 1:
        weight = _("{value} each", value=weight)
    counted = dose.counts_repetitions
    shown = {
        "sets": str(dose.sets),
        "reps": str(dose.reps) if counted else none,
        "amount": none if counted else form_words(dose.form, dose.amount, interface().language),
        "hold_s": f"{dose.hold_s:g} s" if dose.hold_s else none,
        "rest_s": f"{dose.rest_s:g} s" if dose.rest_s else none,
        "tempo": dose.tempo or none,
        "load_kg": weight,
        "side": _(SIDES[dose.side]),
        "times_per_day": str(dose.times_per_day),
        "days_per_week": often_words(dose, interface().language)
        if dose.days_off
        else str(dose.days_per_week),
    }
    return [(name_of(field), value) for field, value in shown.items()]


def _take(line: str, pieces: int) -> tuple[str, str, Mapping[str, object]]:
    """The first piece of a line: what is left, the piece as typed, and its values."""
    for piece in _PIECES:
        if match := piece.pattern.match(line):
            rest = line[match.end() :].lstrip(" ,;·")
            found = piece.values(match)
            load = found.get("load_kg")
            if isinstance(load, Load):
                found = {"load_kg": _held(load, match.group("all"), pieces)}
            return rest, match.group(0).strip(), found
    wrong = line.split()[0].rstrip(",;")
    raise UserError(_("{text} is not part of a dose.", text=repr(wrong)), _hint())


def _hint() -> str:
    return _(_HINT, example=EXAMPLE, others=_OTHER_EXAMPLE)


def _held(typed: Load, together: str | None, pieces: int) -> Load:
    """The weight that was typed as one of ``pieces``, or as all of them."""
    return Load(typed.value / pieces if together else typed.value, typed.unit, pieces)


def _check(name: str, value: object, piece: str) -> None:
    if isinstance(value, Load):
        value = value.kilograms
    if name not in LIMITS or isinstance(value, str):
        return
    low, high, whole = LIMITS[name]
    if whole and not isinstance(value, int):
        raise UserError(
            _("{piece}: {name} must be a whole number.", piece=repr(piece), name=name_of(name))
        )
    if not isinstance(value, int | float) or not low <= value <= high:
        told = {"piece": repr(piece), "name": name_of(name), "low": low, "high": high}
        if name == "load_kg":
            raise UserError(_("{piece}: {name} must be {low} to {high} kg in all.", **told))
        raise UserError(_("{piece}: {name} must be {low} to {high}.", **told))


def _number(text: str) -> int | float:
    return int(text) if text.isdigit() else float(text.replace(",", "."))  # 1.000 is no count


_SIDES = {
    **dict.fromkeys(("both", "b", ""), Side.BOTH),
    **dict.fromkeys(("right", "r"), Side.RIGHT),
    **dict.fromkeys(("left", "l"), Side.LEFT),
}


@dataclass(frozen=True)
class _Piece:
    """One way to write a part of a dose; ``pattern`` is matched at the start of the line."""

    pattern: re.Pattern[str]
    values: Callable[[re.Match[str]], Mapping[str, object]]


def _piece(pattern: str, values: Callable[[re.Match[str]], Mapping[str, object]]) -> _Piece:
    return _Piece(re.compile(pattern + r"(?=$|[\s,;·])"), values)


def _one(name: str) -> Callable[[re.Match[str]], Mapping[str, object]]:
    return lambda m: {name: _number(m.group(1))}


def _seconds(name: str) -> Callable[[re.Match[str]], Mapping[str, object]]:
    return lambda m: {name: _number(m.group(1)) * _seconds_of(m)}


def _seconds_of(time: re.Match[str]) -> int:
    """The seconds of the unit behind a time; without one it is seconds."""
    return 60 if (time.group(2) or "").startswith("m") else 1


def _weight(m: re.Match[str]) -> Mapping[str, object]:
    return {"load_kg": Load(_number(m.group(1)), UNIT_WORDS[m.group(2)])}


def _none(m: re.Match[str]) -> Mapping[str, object]:
    name = {"hold": "hold_s", "rest": "rest_s", "tempo": "tempo"}.get(m.group(1), "load_kg")
    return {name: _NONE[name]}


def _amount(
    form: DoseForm, *, seconds: bool = False
) -> Callable[[re.Match[str]], Mapping[str, object]]:
    """Sets where they are named, else one, of an amount in a form."""

    def values(m: re.Match[str]) -> Mapping[str, object]:
        amount = _number(m.group(2)) * (60 if seconds and m.group(3) else 1)
        return {"sets": int(m.group(1) or 1), "form": form, "amount": amount}

    return values


_N = rf"({DIGITS})"
_TIME = _N + r"\s*(seconds?|secs?|s|minutes?|mins?|m)?"
# Behind a word whose time stands before it: "10min rest 60s" is a dose and a rest.
_NO_TIME = rf"(?!\s*{DIGITS}\s*(?:s|secs?|seconds?|m|mins?|minutes?)\b)"
# What may stand behind the number of one field, as its own display writes it.
_FIELD_WORDS = {
    "sets": r"sets?|x",
    "reps": r"reps?|times",
    "load_kg": r"kgs?|kilos?",
    "times_per_day": r"x|times?(?:\s+a\s+day)?",
    "days_per_week": r"days?(?:\s+a\s+week)?",
}
_DAY, _WEEK = r"(?:d|day|daily)", r"(?:w|wk|week)"
_PER = r"\s*(?:x|times?)?\s*(?:/|a|per)\s*"
_UNIT = "|".join(sorted(UNIT_WORDS, reverse=True))
_WEIGHT = rf"(?:load\s+)?({DIGITS})\s*({_UNIT})"
_EACH = r"(?:(?:in\s+)?each\s+hand|(?:per|a)\s+hand|each|ea\.?)"
_HELD = rf"(?:\s+{_EACH}|\s+(?P<all>in\s+all|in\s+total|total|together))?"
# How an amount is written, and what people write for it. A bare m could be minutes or meters.
_WRITTEN: Mapping[DoseForm, str] = {
    DoseForm.MINUTES: "min",
    DoseForm.STEPS: " steps",
    DoseForm.METRES: " meters",
    DoseForm.FEET: " feet",
    DoseForm.BREATHS: " breaths",
    DoseForm.POSITION: "s each position",
}
_SETS_OF = r"(?:(\d+)\s*(?:x|sets?\s+of|times)\s*)?"
_AMOUNTS: Mapping[DoseForm, str] = {
    DoseForm.MINUTES: r"min(?:ute)?s?",
    DoseForm.STEPS: r"steps?",
    DoseForm.METRES: r"met(?:er|re)s?",
    DoseForm.FEET: r"(?:feet|foot|ft)",
    DoseForm.BREATHS: r"breaths?",
}
_POSITION = r"(?:s|secs?|seconds?|(min(?:ute)?s?))\s*(?:(?:in|per|a)\s+)?(?:each\s+)?position"
_PIECES = (
    # Times that are named before the ones that are not.
    _piece(rf"hold\s*{_TIME}", _seconds("hold_s")),
    _piece(rf"{_TIME}\s+hold{_NO_TIME}", _seconds("hold_s")),
    _piece(rf"rest\s*{_TIME}", _seconds("rest_s")),
    _piece(rf"{_TIME}\s+rest{_NO_TIME}", _seconds("rest_s")),
    _piece(rf"{_SETS_OF}{_N}\s*{_POSITION}", _amount(DoseForm.POSITION, seconds=True)),
    *(_piece(rf"{_SETS_OF}{_N}\s*{words}", _amount(form)) for form, words in _AMOUNTS.items()),
    _piece(
        r"(\d+)\s*(?:days?\s+)?on[\s,]+(\d+)\s*(?:days?\s+)?off",
        lambda m: {"days_on": int(m.group(1)), "days_off": int(m.group(2))},
    ),
    _piece(r"every\s+(?:other|second)\s+day", lambda _: {"days_on": 1, "days_off": 1}),
    _piece(r"(?:no|without)\s+(hold|rest|tempo|load|weight)", _none),
    _piece(r"tempo\s+(\d{1,2}-\d{1,2}-\d{1,2})", lambda m: {"tempo": m.group(1)}),
    _piece(r"(\d{1,2}-\d{1,2}-\d{1,2})", lambda m: {"tempo": m.group(1)}),
    _piece(
        rf"{_N}\s*x\s*{_N}(?:\s*reps?)?",
        lambda m: {"sets": _number(m.group(1)), "reps": _number(m.group(2))},
    ),
    _piece(
        rf"{_N}\s*sets?\s+of\s+{_N}",
        lambda m: {"sets": _number(m.group(1)), "reps": _number(m.group(2))},
    ),
    _piece(rf"{_N}\s*(?:days?|d){_PER}{_WEEK}", _one("days_per_week")),
    _piece(rf"{_N}{_PER}{_WEEK}", _one("days_per_week")),
    _piece(rf"{_N}{_PER}{_DAY}", _one("times_per_day")),
    _piece(r"once\s+a\s+day", lambda _: {"times_per_day": 1}),
    _piece(r"twice\s+a\s+day", lambda _: {"times_per_day": 2}),
    _piece(r"(?:daily|every\s+day)", lambda _: {"days_per_week": 7}),
    _piece(rf"{_N}\s*sets?", _one("sets")),
    _piece(rf"{_N}\s*(?:reps?|times)", _one("reps")),
    _piece(_WEIGHT + _HELD, _weight),
    # Repetitions of what is done on two sides are always those of each side.
    _piece(r"(?:(?:on\s+)?each|a|per)\s+side", lambda _: {"side": Side.BOTH}),
    _piece(r"(both|right|left|r|l)(?:\s+sides?)?", lambda m: {"side": _SIDES[m.group(1)]}),
)
