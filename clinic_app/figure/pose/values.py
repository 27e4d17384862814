"""Numbers of a figure: fixed, or a guess, and formulas of the exercise's settings."""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Settings
from clinic_app.domain.exercise.figure import Value
from clinic_app.figure.props.shapes import kettlebell_handle_m

_SUMS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_CALLS: Mapping[str, Callable[..., float]] = {
    "min": min,
    "max": max,
    "kettlebell_handle": kettlebell_handle_m,
}


@dataclass(frozen=True)
class Number:
    """A value of a pose; a ``guess`` is only where the solver starts from."""

    value: float
    guess: bool = False


def read(value: Value, settings: Settings) -> Number:
    """The number that ``value`` stands for. Raises UserError for one that cannot be read."""
    if not isinstance(value, str):
        return Number(float(value))
    guess = value.startswith("~")
    return Number(_formula(value.removeprefix("~").strip(), settings), guess)


def number(value: Value, settings: Settings) -> float:
    """The same without the difference between fixed and guessed."""
    return read(value, settings).value


def _formula(text: str, settings: Settings) -> float:
    try:
        return _value_of(ast.parse(text, mode="eval").body, settings)
    except (SyntaxError, TypeError, KeyError, ZeroDivisionError, ValueError):
        known = ", ".join(n for n, v in settings.items() if not isinstance(v, str)) or "none"
        raise UserError(
            f"The figure's value {text!r} cannot be read.",
            f"Write a number or a formula with + - * / min max; number settings here: {known}.",
        ) from None


def _value_of(node: ast.expr, settings: Settings) -> float:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.Name(id=name):
            value = settings[name]
            return float(value) if not isinstance(value, str) else _refuse(name)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value_of(inner, settings)
        case ast.BinOp(left=left, op=sign, right=right):
            return _SUMS[type(sign)](_value_of(left, settings), _value_of(right, settings))
        case ast.Call(func=ast.Name(id=name), args=parts, keywords=[]):
            return _CALLS[name](*(_value_of(part, settings) for part in parts))
        case _:
            return _refuse(ast.dump(node))


def _refuse(what: str) -> float:
    raise ValueError(what)


def function_names() -> tuple[str, ...]:
    """What a formula may call."""
    return tuple(_CALLS)
