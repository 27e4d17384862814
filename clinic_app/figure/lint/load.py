"""The check of what is carried: no thing weighs more than such things are sold with."""

from collections.abc import Iterable, Iterator, Mapping

from clinic_app.figure.lint.drawn import Drawn
from clinic_app.figure.lint.finding import Finding
from clinic_app.figure.props.setting import Placed, in_panel

# The heaviest of each kind, in kg; of a dumbbell for each hand (clinical custom).
HEAVIEST_KG: Mapping[str, float] = {
    "ankle_weight": 20.0,
    "thigh_weight": 60.0,
    "weight": 60.0,
    "plate": 60.0,
    "dumbbell": 60.0,
    "kettlebell": 80.0,
    "backpack": 50.0,
    "crate": 60.0,
}


def load(panel: Drawn) -> Iterator[Finding]:
    """Something that weighs more than there is of its kind."""
    return too_heavy(in_panel(panel.motion.props, panel.number), panel.number)


def too_heavy(things: Iterable[Placed], number: int) -> Iterator[Finding]:
    """The same of things that a panel has."""
    for thing in things:
        kg = float(thing.measures.get("kg", 0.0))
        most = HEAVIEST_KG.get(thing.kind, kg)
        if thing.kind == "dumbbell":
            kg /= len(str(thing.words.get("hands", "lr")))
        if kg > most:
            message = (
                f"the {thing.kind} weighs {kg:g} kg, and {most:g} kg is the heaviest there is; "
                "take less, or another thing"
            )
            yield Finding("load", number, message, thing.kind)
