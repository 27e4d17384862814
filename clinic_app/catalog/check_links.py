"""The ladder's own checks: targets exist, steps go the right way, links are symmetric, no cycle."""

from collections.abc import Iterator, Mapping, Set

from clinic_app.catalog.yaml_file import KeyPath, Problem, YamlFile
from clinic_app.domain.exercise.exercise import Exercise, Link, Setting, SettingValue

Checked = Mapping[str, tuple[Exercise, YamlFile]]


def link_problems(all_: Checked, unread: Set[str] = frozenset()) -> Iterator[Problem]:
    """Every problem of every link, then cycles of the whole ladder.

    Nothing is said of links to ``unread`` ids: their own files have been told of already.
    """
    for exercise, file in all_.values():
        if not exercise.easier and not exercise.harder:
            yield file.problem(("easier",), "no easier and no harder step: it stands on no ladder")
        for direction, links in (("easier", exercise.easier), ("harder", exercise.harder)):
            for n, link in enumerate(links):
                if link.exercise_id not in unread:
                    yield from _one(all_, exercise, file, link, direction, n)
        for n, other in enumerate(exercise.related):
            if other == exercise.id or (other not in all_ and other not in unread):
                yield file.problem(("related", n), f"{other!r} is not another exercise")
    yield from _cycles(all_)


def _one(
    all_: Checked, exercise: Exercise, file: YamlFile, link: Link, direction: str, n: int
) -> Iterator[Problem]:
    path = (direction, n)
    if link.exercise_id not in all_:
        yield file.problem((*path, "exercise"), f"there is no exercise {link.exercise_id!r}")
        return
    target = all_[link.exercise_id][0]
    for name, value in link.settings.items():
        refusal = _refusal(target, name, value)
        if refusal:
            yield file.problem((*path, "settings", name), refusal)
    if target.id == exercise.id:
        yield from _own_step(exercise, file, link, direction, path)
    elif not _is_one_way(file, path):
        yield from _symmetry(exercise, target, file, link, direction, path)


def _refusal(target: Exercise, name: str, value: SettingValue) -> str | None:
    setting = target.settings.get(name)
    if setting is None:
        known = ", ".join(target.settings) or "none"
        return f"{target.id} has no setting {name!r}; it has: {known}"
    return setting.refusal(value)


def _own_step(
    exercise: Exercise, file: YamlFile, link: Link, direction: str, path: KeyPath
) -> Iterator[Problem]:
    if not link.settings:
        yield file.problem(path, "names neither an exercise nor settings")
    sign = 1 if direction == "harder" else -1
    changes = [
        _rise(exercise.settings[name], value)
        for name, value in link.settings.items()
        if name in exercise.settings and exercise.settings[name].refusal(value) is None
    ]
    if changes and not any(changes):
        yield file.problem((*path, "settings"), "changes nothing: these are the defaults")
    if any(change is not None and change * sign < 0 for change in changes):
        yield file.problem(
            (*path, "settings"), f"goes the wrong way for a step listed as {direction}"
        )


def _rise(setting: Setting, value: SettingValue) -> float | None:
    """How much harder than its default a value is; None where the setting has no order."""
    if value == setting.default:
        return 0.0
    if not setting.harder:
        return None
    if setting.options:
        places = setting.options.index(str(value)) - setting.options.index(str(setting.default))
        return float(places * setting.harder)
    return (float(value) - float(setting.default)) * setting.harder


def _is_one_way(file: YamlFile, path: tuple[str, int]) -> bool:
    return bool(file.root[path[0]][path[1]].get("one_way"))


def _symmetry(
    exercise: Exercise,
    target: Exercise,
    file: YamlFile,
    link: Link,
    direction: str,
    path: KeyPath,
) -> Iterator[Problem]:
    other = "easier" if direction == "harder" else "harder"
    back = [b for b in getattr(target, other) if b.exercise_id == exercise.id]
    if not back:
        yield file.problem(
            (*path, "exercise"),
            f"{target.id} does not name {exercise.id} under {other}; "
            "add it there, or give a 'one_way' reason here",
        )
    elif all(b.axis != link.axis for b in back):
        yield file.problem(
            (*path, "axis"),
            f"{link.axis} here, but {target.id} says {back[0].axis} on the way back",
        )


def _cycles(all_: Checked) -> Iterator[Problem]:
    """A walk along harder links must never come back."""
    done: set[str] = set()
    for start in all_:
        stack, on_way = [(start, iter(_ups(all_, start)))], [start]
        while stack:
            node, ups = stack[-1]
            following = next((u for u in ups if u not in done), None)
            if following is None:
                done.add(node)
                stack.pop()
                on_way.pop()
            elif following in on_way:
                loop = " > ".join([*on_way[on_way.index(following) :], following])
                yield all_[node][1].problem(("harder",), f"the ladder runs in a circle: {loop}")
                done.add(node)
            else:
                stack.append((following, iter(_ups(all_, following))))
                on_way.append(following)


def _ups(all_: Checked, exercise_id: str) -> list[str]:
    harder = all_[exercise_id][0].harder
    return [k.exercise_id for k in harder if k.exercise_id != exercise_id and k.exercise_id in all_]
