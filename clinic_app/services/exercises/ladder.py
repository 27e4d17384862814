"""The ladder as a table: every link from every named rung, and whether it may be taken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.ladder import Way
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.next_rung import newly_met
from clinic_app.domain.exercise.own_rungs import own_rungs
from clinic_app.domain.plan.dose import dose_document
from clinic_app.domain.plan.plan import PlanItem
from clinic_app.words import _


@dataclass(frozen=True)
class LadderLine:
    """One link, taken from one named rung; ``refused`` says why it may not be taken, or None."""

    before: PlanItem
    after: PlanItem
    up: bool
    way: Way
    refused: str | None


def ladder_lines(
    catalog: Catalog, exercise_ids: Sequence[str], precautions: Sequence[str]
) -> list[LadderLine]:
    """Every link of the exercises (all of them where none is named), from each named rung.

    Raises UserError for an exercise or a precaution that is not known.
    """
    known = catalog.vocabulary.terms["precaution"]
    for tag in precautions:
        if tag not in known:
            raise UserError(
                _("There is no precaution {name}.", name=repr(tag)),
                _("Known: {names}.", names=", ".join(known)),
            )
    chosen = [catalog.exercise(i) for i in exercise_ids] or list(catalog.exercises)
    return [line for e in chosen for line in _of_exercise(e, catalog, tuple(precautions))]


def line_document(line: LadderLine) -> dict[str, object]:
    """One link as plain values."""
    return {
        "from": _item_document(line.before),
        "to": _item_document(line.after),
        "direction": "harder" if line.up else "easier",
        "axis": str(line.way.step.axis),
        "changes": [
            {"what": c.what, "from": c.before, "to": c.after} for c in line.way.step.changes
        ],
        "refused": line.refused,
    }


def line_texts(lines: Iterable[LadderLine], catalog: Catalog) -> Iterator[str]:
    """The links for a person at a terminal, a rung and below it what leads away from it."""
    last: PlanItem | None = None
    for line in lines:
        if line.before is not last:
            last = line.before
            yield _rung_words(last, catalog)
        sign = "+" if line.up else "-"
        after = catalog.exercise(line.after.exercise_id).name
        changes = ", ".join(
            f"{c.what} {_shown(c.before)} to {_shown(c.after)}" for c in line.way.step.changes
        )
        refused = f"  REFUSED: {line.refused}" if line.refused else ""
        yield f"  {sign} {line.way.step.axis}: {after} ({changes or 'nothing else'}){refused}"


def _of_exercise(
    exercise: Exercise, catalog: Catalog, precautions: tuple[str, ...]
) -> Iterator[LadderLine]:
    for rung in own_rungs(exercise)[0]:
        item = PlanItem.of(exercise)
        for name, value in rung.settings.items():
            item = item.with_setting(exercise, name, value)
        for up in (False, True):
            for way in item.ways(catalog.exercise, up=up):
                after = item.stepped(way.step, catalog.exercise)
                met = newly_met(item, way.step, catalog.exercise, precautions, up=up)
                text = f"{met.tag}: {met.reason}" if met else None
                yield LadderLine(item, after, up, way, way.against or text)


def _item_document(item: PlanItem) -> dict[str, object]:
    return {
        "exercise": item.exercise_id,
        "settings": dict(item.settings),
        "dose": dose_document(item.dose),
    }


def _rung_words(item: PlanItem, catalog: Catalog) -> str:
    exercise = catalog.exercise(item.exercise_id)
    settings = (
        f"{s.label.lower()} {s.label_of(item.rung.settings.get(n, s.default))}"
        for n, s in exercise.settings.items()
        if n not in ("side", "tempo")
    )
    return f"{exercise.name} ({exercise.id}): {', '.join(settings)}"


def _shown(value: SettingValue | None) -> str:
    if value is None or value == "":
        return "none"
    return value if isinstance(value, str) else f"{value:g}"
