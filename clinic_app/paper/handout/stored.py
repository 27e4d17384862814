"""A handout's content as a stored document, each picture in it once, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import Any, cast

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.picture import Panel, Shape
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.handout import HandoutOptions, Layout
from clinic_app.paper.handout.content import Card, HandoutContent, RungWords

_FORMAT = 3
_READABLE = (1, 2, _FORMAT)  # 1 had no pictures and no layouts, 2 named a limb for the call


def to_document(content: HandoutContent) -> dict[str, object]:
    """The content as JSON-ready values; `from_document` gives back an equal content."""
    pictures: dict[Panel, int] = {}
    values = {f.name: getattr(content, f.name) for f in fields(content)}
    return {
        **values,
        "format": _FORMAT,
        "options": asdict(content.options),
        "printed_on": content.printed_on.isoformat(),
        "cards": [_card_document(card, pictures) for card in content.cards],
        "pictures": [_panel_document(panel) for panel in pictures],
    }


def from_document(document: Mapping[str, object]) -> HandoutContent:
    """Read a stored content. Raises UserError for one of another format."""
    if document.get("format") not in _READABLE:
        raise UserError(
            "This handout was stored by another version of Handrail.",
            "Its PDF can still be printed.",
        )
    values = {name: _tupled(value) for name, value in document.items()}
    pictures = [_panel(raw) for raw in cast("list[dict[str, Any]]", document.get("pictures", []))]
    cards = cast("list[dict[str, Any]]", document["cards"])
    return HandoutContent(
        **{  # pyright: ignore[reportArgumentType]  # written by to_document
            **{n: v for n, v in values.items() if n not in ("format", "pictures", "limb")},
            "options": _options(cast("dict[str, Any]", document["options"])),
            "printed_on": date.fromisoformat(cast("str", document["printed_on"])),
            "cards": tuple(_card(card, pictures) for card in cards),
        }
    )


def _options(raw: Mapping[str, Any]) -> HandoutOptions:
    read: dict[str, Any] = {**raw, "paper": Paper(raw["paper"])}
    read["layout"] = Layout(raw.get("layout", Layout.STANDARD))
    return HandoutOptions(**read)


def _card_document(card: Card, pictures: dict[Panel, int]) -> dict[str, object]:
    values = {f.name: getattr(card, f.name) for f in fields(card)}
    for name in ("easier", "harder"):
        rung: RungWords | None = values[name]
        if rung:
            number = None if rung.panel is None else _number(rung.panel, pictures)
            values[name] = {
                "text": rung.text,
                "panel": number,
                "badge": rung.badge,
                "is_stop": rung.is_stop,
            }
    return {**values, "panels": [_number(panel, pictures) for panel in card.panels]}


def _number(panel: Panel, pictures: dict[Panel, int]) -> int:
    return pictures.setdefault(panel, len(pictures))


def _panel_document(panel: Panel) -> dict[str, object]:
    shapes = [[getattr(shape, f.name) for f in fields(shape)] for shape in panel.shapes]
    return {**{f.name: getattr(panel, f.name) for f in fields(panel)}, "shapes": shapes}


def _card(raw: Mapping[str, Any], pictures: Sequence[Panel]) -> Card:
    values = {name: _tupled(value) for name, value in raw.items()}
    values["panels"] = tuple(pictures[n] for n in raw["panels"])
    for name in ("easier", "harder"):
        values[name] = _rung(raw[name], pictures) if raw[name] else None
    return Card(**values)  # pyright: ignore[reportArgumentType]  # written by to_document


def _rung(raw: Mapping[str, Any], pictures: Sequence[Panel]) -> RungWords:
    panel = raw["panel"]
    shown = None if panel is None else pictures[panel]
    return RungWords(raw["text"], shown, raw.get("badge", ""), raw.get("is_stop", False))


def _panel(raw: Mapping[str, Any]) -> Panel:
    shapes = tuple(Shape(*_tupled(s)) for s in raw["shapes"])
    read: dict[str, Any] = {**raw, "shapes": shapes, "shows": _tupled(raw.get("shows", ()))}
    return Panel(**read)


def _tupled(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_tupled(entry) for entry in cast("list[object]", value))
    return value
