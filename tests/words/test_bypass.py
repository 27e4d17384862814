"""No text goes past the catalogues: no Spanish in the code, no call that is not extracted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "clinic_app"
CALLS = {"_", "N_", "NP_", "gettext", "ngettext", "pgettext", "npgettext", "with_limits"}
_SPANISH = re.compile(r"[áéíóúñ¿¡ÁÉÍÓÚÑ]|\b(el|la|los|las|una?|de|del|con|para|dolor|usted)\b")
_READ = {  # what people type or write in other languages is read here, nothing is shown of it
    "domain/month_names.py",
    "domain/reading.py",
    "domain/pain/region_words.py",
    "catalog/check.py",
    "catalog/check_loads.py",
    "services/pain_csv",
}


def _texts(tree: ast.AST) -> Iterator[ast.Constant]:
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def _files() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(CODE.rglob("*.py")):
        yield path.relative_to(CODE).as_posix(), ast.parse(path.read_text("utf-8"))


def test_no_spanish_stands_in_the_code() -> None:
    found = [
        f"{name}:{text.lineno}: {text.value}"
        for name, tree in _files()
        if not name.startswith(tuple(_READ))
        for text in _texts(tree)
        if len(_SPANISH.findall(str(text.value))) >= 2 or re.search("[¿¡ñ]", str(text.value))
    ]
    assert found == []


def test_every_call_can_be_extracted() -> None:
    """Texts are literals or constants; none is put together, none stands in an f-string."""
    found = [
        f"{name}:{call.lineno}" for name, tree in _files() for call in _calls(tree) if _is_odd(call)
    ]
    inside = [
        f"{name}:{call.lineno}"
        for name, tree in _files()
        for joined in ast.walk(tree)
        if isinstance(joined, ast.JoinedStr)
        for call in _calls(joined)
        if any(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in call.args)
    ]
    assert (found, inside) == ([], [])


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS and node.args:
                yield node


def _is_odd(call: ast.Call) -> bool:
    """Whether a text is put together or chosen inside the call."""
    kinds = ast.IfExp | ast.BinOp | ast.JoinedStr | ast.BoolOp
    parts = (
        part for argument in call.args if isinstance(argument, kinds) for part in ast.walk(argument)
    )
    return any(isinstance(getattr(part, "value", None), str) for part in parts)
