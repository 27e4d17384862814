"""The figure part of an exercise file as domain values."""

from collections.abc import Mapping

from clinic_app.catalog.figure_schema import CaseFile, FigureFile, HoldFile, LayerFile
from clinic_app.domain.figure import Case, FigureSpec, Hold, Layer, PropSpec, Value, Waiver
from clinic_app.domain.limit import Limit


def to_figure(f: FigureFile) -> FigureSpec:
    """The domain value of a figure whose shape is right."""
    return FigureSpec(
        base=f.base,
        camera=f.camera,
        panels=tuple(map(_layer, f.panels)),
        pose=_layer(f.pose),
        props=tuple(map(_prop, f.props)),
        arrows=f.arrows,
        cases=tuple(map(_case, f.cases)),
        waivers=tuple(Waiver(w.check, w.reason) for w in f.waivers),
    )


def _layer(layer: LayerFile) -> Layer:
    return Layer(
        trunk=layer.trunk,
        joints=dict(layer.joints),
        aims=dict(layer.aims),
        contacts=dict(layer.contacts),
        anchors=dict(layer.anchors),
        places=dict(layer.places),
        hands={side: _hold(hold) for side, hold in layer.hands.items()},
        balance=layer.balance,
    )


def _hold(hold: str | HoldFile) -> Hold:
    return Hold(hold) if isinstance(hold, str) else Hold(hold.hold, hold.at, hold.to)


def _prop(prop: Mapping[str, Value]) -> PropSpec:
    return PropSpec(str(prop.get("kind", "")), {k: v for k, v in prop.items() if k != "kind"})


def _case(c: CaseFile) -> Case:
    above = None if c.when.above is None else float(c.when.above)
    return Case(
        limit=Limit(c.when.setting, above, c.when.one_of),
        base=c.base,
        camera=c.camera,
        pose=_layer(c.pose),
        panels={int(n) - 1: _layer(layer) for n, layer in c.panels.items()},
        props=tuple(map(_prop, c.props)),
        without=c.without,
        arrows=c.arrows,
    )
