"""Holds values against the schema that is shipped for records: what of JSON Schema it uses."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from clinic_app.shipped_data import RECORD_SCHEMA

Schema = Mapping[str, Any]


@cache
def record_schema() -> dict[str, Any]:
    """The whole schema."""
    return json.loads(RECORD_SCHEMA.read_text("utf-8"))


def row_problem(part: str, value: object) -> str:
    """What is wrong with a row of a part, in words; empty where nothing is."""
    return _problem(record_schema()["$defs"][part], value, "it")


def head_problem(document: Mapping[str, object]) -> str:
    """What is wrong with the document but for its rows."""
    known: dict[str, Any] = record_schema()["properties"]
    shallow = {
        name: {"type": "array"} if field.get("type") == "array" else field
        for name, field in known.items()
    }
    whole = {**record_schema(), "properties": shallow}
    return _problem(whole, document, "the file")


def _problem(schema: Schema, value: object, where: str) -> str:
    if "$ref" in schema:
        return _problem(record_schema()["$defs"][schema["$ref"].rpartition("/")[2]], value, where)
    if "anyOf" in schema:
        tried = [_problem(one, value, where) for one in schema["anyOf"]]
        return "" if "" in tried else tried[0]
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        return f"{where} must be {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} must be one of {', '.join(map(str, schema['enum']))}"
    requested = schema.get("type", [])
    kinds = cast("list[str]", requested if isinstance(requested, list) else [requested])
    if kinds and not any(_is(kind, value) for kind in kinds):
        return f"{where} must be {' or '.join(_WORDS[kind] for kind in kinds)}"
    if isinstance(value, str):
        pattern = schema.get("pattern")
        fits = pattern is None or re.search(pattern.replace("$", r"\Z"), value)
        return "" if fits else f"{where} is not written as it must be"
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        return "" if low <= value <= high else f"{where} must be {low} to {high}"
    if isinstance(value, list):
        return _list_problem(schema, cast("list[object]", value), where)
    if isinstance(value, dict):
        return _object_problem(schema, cast("dict[str, object]", value), where)
    return ""


def _list_problem(schema: Schema, values: list[object], where: str) -> str:
    if not schema.get("minItems", 0) <= len(values) <= schema.get("maxItems", len(values)):
        return f"{where} has the wrong length"
    each: list[Schema] = schema.get("prefixItems", [])
    for n, value in enumerate(values):
        inner = each[n] if n < len(each) else schema.get("items", {})
        if found := _problem(inner, value, f"{where}, entry {n + 1},"):
            return found
    return ""


def _object_problem(schema: Schema, values: dict[str, object], where: str) -> str:
    known: Mapping[str, Schema] = schema.get("properties", {})
    if missing := [name for name in schema.get("required", ()) if name not in values]:
        return f"{where} has no {missing[0]}"
    if schema.get("additionalProperties") is False and (more := set(values) - set(known)):
        return f"{where} has a field that is not known: {ascii(min(more))[:60]}"
    for name, inner in known.items():
        if found := _problem(inner, values[name], name):
            return found
    return ""


def _is(kind: str, value: object) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind])


_TYPES: Mapping[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}
_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
