"""The rungs that one exercise has of its own: its named settings around its defaults."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from clinic_app.domain.exercise.exercise import Axis, Exercise, Link, Setting, Settings
from clinic_app.domain.exercise.limit import SettingValue
from clinic_app.domain.exercise.rung import Rung, Step, height


@dataclass(frozen=True)
class OwnRung:
    """One of them; ``link`` names it, and is None for the exercise at its defaults."""

    settings: Settings
    link: Link | None


def own_rungs(exercise: Exercise) -> tuple[list[OwnRung], int]:
    """The exercise's own rungs from the easiest up, and where its defaults stand among them."""
    below = [link for link in exercise.easier if link.exercise_id == exercise.id]
    above = [link for link in exercise.harder if link.exercise_id == exercise.id]
    named = {name for link in below + above for name in link.settings}
    base = {
        s.name: s.default for s in exercise.settings.values() if s.harder != 0 or s.name in named
    }
    rungs = [OwnRung({**base, **link.settings}, link) for link in below[::-1]]
    rungs.append(OwnRung(base, None))
    rungs += [OwnRung({**base, **link.settings}, link) for link in above]
    return rungs, len(below)


def outward(exercise: Exercise, *, up: bool) -> list[Link]:
    """The exercise's links to other exercises, the nearest first."""
    links = exercise.harder if up else exercise.easier
    return [link for link in links if link.exercise_id != exercise.id]


def named_here(rung: Rung, exercise: Exercise) -> Container[str]:
    """The settings named by the own rung that one stands on, if one stands on any."""
    own, base = own_rungs(exercise)
    here = _ordered(rung, own[base])
    return next((r.link.settings for r in own if r.link and r.settings == here), ())


def _ordered(rung: Rung, base: OwnRung) -> Settings:
    """The rung's settings as far as the exercise's own rungs tell them apart."""
    return {name: rung.settings.get(name, value) for name, value in base.settings.items()}


def within(rung: Rung, exercise: Exercise, *, up: bool) -> tuple[Step, Link | None] | None:
    """The next own rung and the link that names it; None at the end of the exercise's own.

    From between or beyond the named rungs one setting goes to its next named value.
    """
    own, base = own_rungs(exercise)
    here = _ordered(rung, own[base])
    exact = next((n for n, r in enumerate(own) if r.settings == here), None)
    if exact is None:
        back = _back_towards(rung, exercise, here, up=up)
        return (back, None) if back else None
    target = exact + 1 if up else exact - 1
    if not 0 <= target < len(own):
        return None
    changes = {n: v for n, v in own[target].settings.items() if here[n] != v}
    # The link that joins two rungs hangs on the one that is farther from the defaults.
    away = target > base if up else target < base
    link = own[target].link if away else own[exact].link
    assert link is not None
    label, say = (link.label, link.say) if away else ("", {})
    step = _change(rung, exercise, changes, axis=link.axis, label=label, say=say)
    return step, link


def _back_towards(rung: Rung, exercise: Exercise, here: Settings, *, up: bool) -> Step | None:
    """From settings between or beyond the named rungs: one setting to its next named value."""
    own, _ = own_rungs(exercise)
    sign = 1 if up else -1
    ways = {
        name: (height(s, here[name]) - height(s, s.default)) * sign
        for name in here
        if (s := exercise.settings[name]).harder
    }
    # First what is on the wrong side of its default, the farthest first; then outwards.
    for name in sorted(ways, key=lambda n: ways[n]):
        setting = exercise.settings[name]
        ahead = [
            value
            for r in own
            if (height(setting, value := r.settings[name]) - height(setting, here[name])) * sign > 0
        ]
        if ahead:
            nearest = min(
                ahead, key=lambda v: abs(height(setting, v) - height(setting, here[name]))
            )
            return _change(rung, exercise, {name: nearest}, axis=setting.axis)
    return None


def _change(
    rung: Rung,
    exercise: Exercise,
    changes: Settings,
    *,
    axis: Axis,
    label: str = "",
    say: Mapping[str, str] | None = None,
) -> Step:
    told = [(exercise.settings[n], v) for n, v in changes.items()]
    words = label or ", ".join(_told(setting, v) for setting, v in told)
    shown = "" if label else ", ".join(_shown(setting, v) for setting, v in told)
    target = Rung(exercise.id, {**rung.settings, **changes})
    return Step(target, axis, words, say or {}, shown=shown)


def _told(setting: Setting, value: SettingValue) -> str:
    """``45°``; of a choice ``Band above knees: none``."""
    shown = setting.label_of(value)
    return shown if setting.is_number else f"{setting.label}: {shown.lower()}"


def _shown(setting: Setting, value: SettingValue) -> str:
    """The same in the language of the interface."""
    shown = setting.shown_value(value)
    return shown if setting.is_number else f"{setting.shown_label}: {shown.lower()}"
