"""Holds values against the schema that is shipped for records: what of JSON Schema it uses."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from clinic_app.shipped_data import RECORD_SCHEMA
from clinic_app.words import NP_, _

Schema = Mapping[str, Any]


@cache
def record_schema() -> dict[str, Any]:
    """The whole schema."""
    return json.loads(RECORD_SCHEMA.read_text("utf-8"))


def row_problem(part: str, value: object) -> str:
    """What is wrong with a row of a part, in words; empty where nothing is."""
    return _problem(record_schema()["$defs"][part], value, _("it"))


def head_problem(document: Mapping[str, object]) -> str:
    """What is wrong with the document but for its rows."""
    known: dict[str, Any] = record_schema()["properties"]
    shallow = {
        name: {"type": "array"} if field.get("type") == "array" else field
        for name, field in known.items()
    }
    whole = {**record_schema(), "properties": shallow}
    return _problem(whole, document, _("the file"))


def _problem(schema: Schema, value: object, where: str) -> str:
    if "$ref" in schema:
        return _problem(record_schema()["$defs"][schema["$ref"].rpartition("/")[2]], value, where)
    if "anyOf" in schema:
        tried = [_problem(one, value, where) for one in schema["anyOf"]]
        return "" if "" in tried else tried[0]
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        return _("{field} must be {value}", field=where, value=schema["const"])
    if "enum" in schema and value not in schema["enum"]:
        known = ", ".join(map(str, schema["enum"]))
        return _("{field} must be one of {known}", field=where, known=known)
    requested = schema.get("type", [])
    kinds = cast("list[str]", requested if isinstance(requested, list) else [requested])
    if kinds and not any(_is(kind, value) for kind in kinds):
        return _("{field} must be {value}", field=where, value=_either(kinds))
    if isinstance(value, str):
        pattern = schema.get("pattern")
        fits = pattern is None or re.search(pattern.replace("$", r"\Z"), value)
        return "" if fits else _("{field} is not written as it must be", field=where)
    if isinstance(value, int | float) and not isinstance(value, bool):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        if low <= value <= high:
            return ""
        return _("{field} must be {low} to {high}", field=where, low=low, high=high)
    if isinstance(value, list):
        return _list_problem(schema, cast("list[object]", value), where)
    if isinstance(value, dict):
        return _object_problem(schema, cast("dict[str, object]", value), where)
    return ""


def _list_problem(schema: Schema, values: list[object], where: str) -> str:
    if not schema.get("minItems", 0) <= len(values) <= schema.get("maxItems", len(values)):
        return _("{field} has the wrong length", field=where)
    each: list[Schema] = schema.get("prefixItems", [])
    for n, value in enumerate(values):
        inner = each[n] if n < len(each) else schema.get("items", {})
        if _problem(inner, value, where):
            place = _("{field}, entry {number},", field=where, number=n + 1)
            return _problem(inner, value, place)
    return ""


def _object_problem(schema: Schema, values: dict[str, object], where: str) -> str:
    known: Mapping[str, Schema] = schema.get("properties", {})
    if missing := [name for name in schema.get("required", ()) if name not in values]:
        return _("{field} has no {missing}", field=where, missing=missing[0])
    if schema.get("additionalProperties") is False and (more := set(values) - set(known)):
        unknown = ascii(min(more))[:60]
        return _("{field} has a field that is not known: {unknown}", field=where, unknown=unknown)
    for name, inner in known.items():
        if found := _problem(inner, values[name], name):
            return found
    return ""


def _either(kinds: list[str]) -> str:
    """``a whole number or null``."""
    words = [_(_WORDS[kind]) for kind in kinds]
    if len(words) == 1:
        return words[0]
    return _("{kind} or {other}", kind=", ".join(words[:-1]), other=words[-1])


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
    "string": NP_("JSON", "text"),
    "integer": NP_("JSON", "a whole number"),
    "number": NP_("JSON", "a number"),
    "boolean": NP_("JSON", "true or false"),
    "array": NP_("JSON", "a list"),
    "object": NP_("JSON", "an object"),
    "null": NP_("JSON", "null"),
}
