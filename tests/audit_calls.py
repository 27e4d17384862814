"""Every call that writes a row of the audit trail, read from the source: its action and kind."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import clinic_app
from clinic_app.storage.audit import record_digests

SOURCE = Path(clinic_app.__file__).parent
_PASSED_ON = ("action", "kind")  # a function that hands both on; its callers are looked at instead
RECORD_KINDS = {
    "EVENTS": "event",
    "EXERCISE_LOGS": "exercise log",
    "MEASURES": "measure",
    "PAIN_MAPS": "body chart",
    "RATINGS": "pain",
}


class Unclear(Exception):
    """An action or kind that cannot be read from the source."""


def written() -> dict[tuple[str, str], str]:
    """The action and kind of every row that some code writes, and where."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        for call, function in _calls(module):
            where = f"{file.relative_to(SOURCE)}:{call.lineno}"
            action, kind = (_named(call, n, name) for n, name in enumerate(_PASSED_ON))
            if isinstance(action, ast.Name) and isinstance(kind, ast.Name):
                parameters = {a.arg for a in ast.walk(function) if isinstance(a, ast.arg)}
                if {action.id, kind.id} <= parameters:
                    continue
            try:
                pairs = [
                    (a, k)
                    for a in _values(action, function, module)
                    for k in _values(kind, function, module)
                ]
            except Unclear as unclear:
                raise Unclear(f"{where}: write the {unclear} out, so that it is known") from None
            found |= dict.fromkeys(pairs, where)
    return found


def _calls(module: ast.Module) -> Iterator[tuple[ast.Call, ast.AST]]:
    """Calls of a method ``audit`` or ``note``, each with the function around it."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                called = node.func if isinstance(node, ast.Call) else None
                if isinstance(called, ast.Attribute) and called.attr in ("audit", "note"):
                    yield node, function


def _named(call: ast.Call, place: int, name: str) -> ast.expr:
    by_name = next((k.value for k in call.keywords if k.arg == name), None)
    return by_name or call.args[place]


def _values(node: ast.expr, function: ast.AST, module: ast.Module) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _values(node.body, function, module) | _values(node.orelse, function, module)
    if isinstance(node, ast.Attribute) and node.attr == "name" and isinstance(node.value, ast.Name):
        if node.value.id == "kind":  # of a storage.records.RecordKind
            return set(RECORD_KINDS.values())
        if node.value.id in RECORD_KINDS:
            return {RECORD_KINDS[node.value.id]}
    if (
        isinstance(node, ast.Attribute) and node.attr == "kind"
    ):  # a record of any kind that is bound
        return set(record_digests.BOUND)
    if isinstance(node, ast.Name):
        for line in ast.walk(module):
            if isinstance(line, ast.ImportFrom) and any(a.name == node.id for a in line.names):
                return {getattr(import_module(str(line.module)), node.id)}
        for scope in (function, module):
            for line in ast.walk(scope):
                if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == node.id:
                    return _values(line.value, function, module)
    raise Unclear(ast.unparse(node))
