"""Turn exercise files into domain values."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from clinic_app.catalog.schema import (
    CaseFile,
    ExerciseFile,
    FigureFile,
    FigureWhenFile,
    HelperFile,
    HoldFile,
    LayerFile,
    LinkFile,
    PrecautionFile,
    SettingFile,
    StepFile,
    WaiverFile,
    WhenFile,
    WordsFile,
)
from clinic_app.catalog.yaml_file import CatalogError, YamlFile, read_yaml
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.exercise import (
    Exercise,
    ExercisePrecaution,
    Fault,
    Link,
    Setting,
    StepChange,
    TempoWords,
    Words,
)
from clinic_app.domain.exercise.figure import (
    Case,
    FigureSpec,
    HelperHand,
    Hold,
    Layer,
    MarkedMuscles,
    PropSpec,
    Size,
    Value,
    Waiver,
)
from clinic_app.domain.exercise.limit import Limit
from clinic_app.domain.plan.dose import Dose
from clinic_app.domain.plan.dose_form import DoseForm

_AS_THEY_STAND = (
    "id", "family", "pattern", "regions", "position", "equipment", "goals", "difficulty",
    "laterality", "related",
)  # fmt: skip


def read_exercise(path: Path, folder: Path) -> tuple[Exercise, YamlFile]:
    """One exercise with the file it came from; raises CatalogError naming line and key."""
    parsed, file = read_exercise_file(path, folder)
    return to_exercise(parsed), file


def read_exercise_file(path: Path, folder: Path) -> tuple[ExerciseFile, YamlFile]:
    """The file's content as it stands, its shape checked; raises CatalogError."""
    file = read_yaml(path, path.relative_to(folder).as_posix())
    try:
        parsed = ExerciseFile.model_validate(file.root)
        _dose(parsed)
    except ValidationError as error:
        raise CatalogError(file.from_pydantic(error)) from None
    except UserError as error:  # the dose's own bounds
        raise CatalogError([file.problem(("dose",), str(error))]) from None
    return parsed, file


def to_exercise(
    f: ExerciseFile, figure_of: Callable[[], FigureSpec | None] | None = None
) -> Exercise:
    """The domain value of a file whose shape is right; ``figure_of`` may read its figure later."""
    figure = to_figure(f.figure) if f.figure else None
    return Exercise(
        **{name: getattr(f, name) for name in _AS_THEY_STAND},
        stage=f.stage or "",
        primary_muscles=f.muscles.primary,
        secondary_muscles=f.muscles.secondary,
        words=MappingProxyType({code: _words(words) for code, words in f.words.items()}),
        settings=MappingProxyType({n: _setting(n, s) for n, s in f.settings.items()}),
        easier=tuple(_link(link, f.id) for link in f.easier),
        harder=tuple(_link(link, f.id) for link in f.harder),
        precautions=tuple(map(_precaution, f.precautions)),
        dose=_dose(f),
        source_ids=f.sources,
        step_changes=tuple(map(_step_change, f.steps_when)),
        figure_of=figure_of or (lambda: figure),
        one_sided_when=_limit(f.one_sided_when) if f.one_sided_when else None,
        look_first=f.look_first,
        tempo_words=f.tempo_words or _usual_tempo_words(f),
    )


def _dose(f: ExerciseFile) -> Dose:
    values = f.dose.model_dump(exclude={"reps"})
    usual = 10 if f.dose.form is DoseForm.REPETITIONS else 1
    return Dose(reps=usual if f.dose.reps is None else f.dose.reps, **values)


def _usual_tempo_words(f: ExerciseFile) -> TempoWords:
    if "band" in f.equipment:
        return TempoWords.PULL_RELEASE  # a band is no matter of height
    return TempoWords.DOWN_UP if f.pattern in ("hinge", "squat") else TempoWords.THERE_BACK


def _words(w: WordsFile) -> Words:
    values = dict(w)
    values["faults"] = tuple(Fault(f.fault, f.fix) for f in w.faults)
    return Words(**values)


def _setting(name: str, s: SettingFile) -> Setting:
    return Setting(
        name=name,
        label=s.label,
        default=s.default,
        axis=s.axis,
        unit=s.unit,
        minimum=float(s.min or 0),
        maximum=float(s.max or 0),
        step=float(s.step or 1),
        harder={"up": 1, "down_the_list": 1, "down": -1}.get(s.harder, 0),
        options=tuple(s.options),
        option_labels=tuple(s.options.values()),
        landmark=s.landmark or "",
        former=s.former,
    )


def _link(link: LinkFile, own_id: str) -> Link:
    return Link(
        exercise_id=link.exercise or own_id,
        axis=link.axis,
        label=link.label,
        settings=MappingProxyType(dict(link.settings)),
        say=MappingProxyType(link.say),
        also=link.also,
    )


def _precaution(p: PrecautionFile) -> ExercisePrecaution:
    limit = _limit(p.when) if p.when else None
    return ExercisePrecaution(p.tag, p.reason, p.source, limit, MappingProxyType(p.say or {}))


def _step_change(s: StepFile) -> StepChange:
    return StepChange(tuple(map(_limit, s.when)), s.step - 1, MappingProxyType(s.texts), s.add)


def _limit(when: WhenFile) -> Limit:
    above = None if when.above is None else float(when.above)
    below = None if when.below is None else float(when.below)
    return Limit(when.setting, above, when.one_of, below)


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
        waivers=tuple(_waiver(w) for w in f.waivers),
        show=f.show,
        steps=f.steps,
        main=f.main,
        feet=f.feet,
        inset=f.inset,
    )


def _waiver(w: WaiverFile) -> Waiver:
    if w.up_to is None:
        return Waiver(w.check, w.reason)
    amount, unit = w.up_to.split()
    return Waiver(w.check, w.reason, Size(float(amount), unit))


def _layer(layer: LayerFile) -> Layer:
    values = dict(layer)
    values["helper"] = {side: _helper(hand) for side, hand in layer.helper.items()}
    values["hands"] = {side: _hold(hold) for side, hold in layer.hands.items()}
    values["muscles"] = MarkedMuscles(**dict(layer.muscles)) if layer.muscles else None
    return Layer(**values)


def _helper(hand: str | HelperFile) -> HelperHand | None:
    if isinstance(hand, str):
        return None
    return HelperHand(hand.to, hand.fingers, hand.palm, hand.arm)


def _hold(hold: str | HoldFile) -> Hold:
    return Hold(hold) if isinstance(hold, str) else Hold(hold.hold, hold.at, hold.to)


def _prop(prop: Mapping[str, Value]) -> PropSpec:
    return PropSpec(str(prop.get("kind", "")), {k: v for k, v in prop.items() if k != "kind"})


def _figure_limit(when: FigureWhenFile) -> Limit:
    above = None if when.above is None else float(when.above)
    return Limit(when.setting, above, when.one_of)


def _case(c: CaseFile) -> Case:
    return Case(
        limits=tuple(map(_figure_limit, c.when)),
        base=c.base,
        camera=c.camera,
        pose=_layer(c.pose),
        panels={int(n) - 1: _layer(layer) for n, layer in c.panels.items()},
        props=tuple(map(_prop, c.props)),
        without=c.without,
        arrows=c.arrows,
        steps=c.steps,
        inset=c.inset,
    )
