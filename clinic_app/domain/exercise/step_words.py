"""What a step changes beside its axis, in a clinician's few words."""

from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.rung import Step
from clinic_app.domain.exercise.step_changes import Change, axis_of
from clinic_app.words import N_, NP_, Message, _, pgettext

_DOSE = {
    "sets": N_("sets"),
    "reps": N_("reps"),
    "hold_s": N_("hold (s)"),
    "rest_s": N_("rest (s)"),
    "form": N_("what is counted"),
    "amount": N_("amount"),
}
_OFTEN = {
    "times_per_day": N_("times a day"),
    "days_per_week": N_("days a week"),
    "days_on": N_("days on"),
    "days_off": N_("days off"),
}
_OF_DOSE = frozenset({*_DOSE, *_OFTEN, "tempo"})
_OTHERS = {
    "position": N_("position"),
    "laterality": N_("sides"),
    "load_kg": N_("weight (kg)"),
    "tempo": N_("tempo"),
    "side": N_("side"),
}
_VALUES = {  # positions, sides, and what carries the body in the place of a support
    "standing": NP_("position", "standing"),
    "walking": NP_("position", "walking"),
    "sitting": NP_("position", "sitting"),
    "kneeling": NP_("position", "kneeling"),
    "half-kneeling": NP_("position", "half-kneeling"),
    "quadruped": NP_("position", "quadruped"),
    "supine": NP_("position", "supine"),
    "prone": NP_("position", "prone"),
    "side-lying": NP_("position", "side-lying"),
    "both": NP_("side", "both"),
    "right": NP_("side", "right"),
    "left": NP_("side", "left"),
    "per-side": NP_("side", "per-side"),
    "alternating": NP_("side", "alternating"),
    "seat": NP_("support", "seat"),
    "floor": NP_("support", "floor"),
}


def also_changes(step: Step, source: Exercise, target: Exercise) -> tuple[Change, ...]:
    """The changes that the step's axis and label do not speak of, the dose's parts among them."""
    return tuple(c for c in step.changes if axis_of(c, source, target) is not step.axis)


def also_told(step: Step, source: Exercise, target: Exercise) -> str:
    """``weight 8 kg to 0 kg, support none to one hand``; empty where nothing else changes."""
    told = [
        _(
            "{what} {before} to {after}",
            what=_label(c, source, target),
            before=_shown(c.what, c.before, source),
            after=_shown(c.what, c.after, target),
        )
        for c in also_changes(step, source, target)
        if not (step.dose and c.what in _OF_DOSE)
    ]
    return ", ".join([*told, _("its own dose")] if step.dose else told)


def _label(change: Change, source: Exercise, target: Exercise) -> str:
    setting = target.settings.get(change.what) or source.settings.get(change.what)
    if setting is not None:
        return setting.shown_label.lower()
    known = {**_DOSE, **_OFTEN, **_OTHERS}.get(change.what)
    return _(known) if known else change.what.replace("_", " ")


def _shown(name: str, value: SettingValue | None, exercise: Exercise) -> str:
    setting = exercise.settings.get(name)
    if value is None or value == "":
        return pgettext("value", "none")
    if setting is None:
        return _(_VALUES.get(value, Message(value))) if isinstance(value, str) else f"{value:g}"
    shown = setting.shown_value(value)
    if isinstance(value, str) and value not in setting.options and value in _VALUES:
        return _(_VALUES[value])
    return shown if setting.is_number else shown.lower()
