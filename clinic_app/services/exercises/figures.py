"""Pictures of exercises at their settings: from memory, from kept files, or drawn now.

Every method may be called from any thread. What is drawn follows from the exercise, the settings
and the look alone, so a picture is drawn once and then kept for every patient.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from clinic_app.catalog.catalog import Catalog
from clinic_app.domain.exercise import ladder
from clinic_app.domain.exercise.exercise import Exercise, Setting, Settings, SettingValue
from clinic_app.domain.exercise.figure import without_steps
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import Look
from clinic_app.domain.exercise.panel_steps import told_by_steps
from clinic_app.domain.exercise.picture import Panel
from clinic_app.domain.pain.charted_body import ChartedBody
from clinic_app.services.exercises.figure_files import FigureFiles, packed, unpacked

Stop: TypeAlias = Callable[[], bool]
FINE, COARSE = "fine", "coarse"
_MOST_NUMBERS = 2_000_000  # of all paths in memory: some 60 MB
_UNSEEN = ("tempo",)  # no picture shows it


def _body_chart_now(look: Look) -> ChartedBody:
    from clinic_app.figure.body_chart import body_chart

    return body_chart(look)


@dataclass(frozen=True)
class Engine:
    """What draws. ``version`` changes with every change that a picture shows."""

    version: str
    draw: Callable[[Exercise, Settings, Look, str], tuple[Panel, ...]]
    motion: Callable[[Exercise, Settings, Look, int, Stop], tuple[Panel, ...]]
    alt_text: Callable[[Exercise, Settings, int, int, str, bool], str]
    body_chart: Callable[[Look], ChartedBody] = _body_chart_now


@cache
def drawing_engine() -> Engine:
    """The engine of Handrail. Its drawing half, with numpy, is imported at the first picture.

    So a start with pictures that are kept reads them without it.
    """
    from clinic_app.figure.alt_text import alt_text
    from clinic_app.figure.version import engine_version

    return Engine(engine_version(), _draw_now, _motion_now, alt_text)


def _draw_now(exercise: Exercise, settings: Settings, look: Look, detail: str) -> tuple[Panel, ...]:
    from clinic_app.figure import engine

    return engine.draw(exercise, settings, look=look, detail=engine.Detail(detail))


def _motion_now(
    exercise: Exercise, settings: Settings, look: Look, frames: int, stop: Stop
) -> tuple[Panel, ...]:
    from clinic_app.figure import engine

    return engine.motion(exercise, settings, look=look, frames=frames, stop=stop)


class FigureService:
    """Pictures of a library's exercises.

    ``folder`` keeps them between starts; ``shipped`` holds those that came with the program, and
    is looked into first.
    """

    def __init__(
        self,
        library: Catalog,
        *,
        folder: Path | None = None,
        shipped: Path | None = None,
        engine: Callable[[], Engine] = drawing_engine,
    ) -> None:
        self._library = library
        self._files = FigureFiles(folder) if folder is not None else None
        came_along = [FigureFiles(shipped, fixed=True)] if shipped is not None else []
        self._read_from = [*came_along, *([self._files] if self._files else [])]
        self._engine = engine
        self._memory = _Memory()
        self._drawn_from: dict[str, str] = {}
        self._body_charts: dict[Look, ChartedBody] = {}

    def has_picture(self, rung: Rung) -> bool:
        """Whether the exercise can be drawn at all."""
        return self._library.exercise(rung.exercise_id).figure is not None

    def panels(self, rung: Rung, look: Look, *, language: str = "en") -> tuple[Panel, ...]:
        """The finished picture, one panel for each pose; () when the exercise has none.

        The alternative text is in ``language``.
        """
        return self._told(rung, self._still(rung, look, FINE), language)

    def coarse(self, rung: Rung, look: Look) -> tuple[Panel, ...]:
        """A quick picture while a setting is being moved; it is not kept as a file."""
        return self._numbered(rung, self._still(rung, look, COARSE))

    def cached(self, rung: Rung, look: Look) -> tuple[Panel, ...] | None:
        """The finished picture if it need not be drawn, else None. Reading a file takes 2 ms."""
        if not self.has_picture(rung):
            return ()
        key = self._key(rung, look, FINE)
        found = self._memory.get(key)
        if found is None and (found := self._read(key)) is not None:
            self._memory.put(key, found)
        return found if found is None else self._told(rung, found, "en")

    def in_memory(self, rung: Rung, look: Look) -> tuple[Panel, ...] | None:
        """The same where nothing may be read from disk; without alternative text."""
        if not self.has_picture(rung):
            return ()
        found = self._memory.get(self._key(rung, look, FINE))
        return found if found is None else self._numbered(rung, found)

    def motion(
        self, rung: Rung, look: Look, *, frames: int = 16, stop: Stop = lambda: False
    ) -> tuple[Panel, ...]:
        """The way from the first pose to the last in ``frames`` quick pictures of one size.

        () where there is none, or once ``stop()``.
        """
        if not self.has_picture(rung):
            return ()
        key = f"{self._key(rung, look, COARSE)}/{frames}"
        found = self._memory.get(key)
        if found is None:
            exercise = self._library.exercise(rung.exercise_id)
            found = self._engine().motion(exercise, effective(rung, exercise), look, frames, stop)
            if found:
                self._memory.put(key, found)
        return found

    def body_chart(self, look: Look) -> ChartedBody:
        """A person from the front and the back with every region; drawn in 0.3 s, then kept."""
        found = self._body_charts.get(look)
        if found is None:
            found = self._body_charts[look] = self._engine().body_chart(look)
        return found

    def warm(
        self,
        looks: Iterable[Look],
        progress: Callable[[int, int], object],
        stop: Stop,
    ) -> None:
        """Draw what the library shows most, unless it is kept already, until ``stop()``.

        That is every exercise at its defaults and the rungs around it, in every look given.
        ``progress`` gets how many are done, and of how many.
        """
        requested = [(rung, look) for look in looks for rung in self.library_rungs()]
        to_draw = [
            pair for pair in requested if self.has_picture(pair[0]) and not self.is_kept(*pair)
        ]
        done = len(requested) - len(to_draw)
        for rung, look in to_draw:
            progress(done, len(requested))
            if stop():
                return
            self._draw(rung, look, FINE, self._key(rung, look, FINE))
            done += 1
        progress(done, len(requested))

    def is_kept(self, rung: Rung, look: Look) -> bool:
        """Whether a file holds the finished picture."""
        key = self._key(rung, look, FINE)
        return any(files.has(key) for files in self._read_from)

    def keep_only(self, looks: Iterable[Look]) -> None:
        """Delete every file but those of the pictures that ``warm`` draws in these looks."""
        if self._files is not None:
            rungs = [rung for rung in self.library_rungs() if self.has_picture(rung)]
            self._files.keep_only({self._key(r, look, FINE) for look in looks for r in rungs})

    def library_rungs(self) -> list[Rung]:
        """Every exercise at its defaults, then the rungs next to those, each once."""
        bases = [Rung(e.id, e.default_settings) for e in self._library.exercises]
        around = [rung for base in bases for rung in self._around(base)]
        seen: dict[tuple[object, ...], Rung] = {}
        for rung in (*bases, *around):
            settings = effective(rung, self._library.exercise(rung.exercise_id))
            seen.setdefault((rung.exercise_id, *sorted(settings.items())), rung)
        return list(seen.values())

    def _around(self, base: Rung) -> Iterator[Rung]:
        """The exercise's own rungs up and down, and the first rung of the next exercise."""
        for step_on in (ladder.easier, ladder.harder):
            step = step_on(base, self._library.exercise)
            while step is not None:
                yield step.rung
                inside = step.rung.exercise_id == base.exercise_id
                step = step_on(step.rung, self._library.exercise) if inside else None

    def _still(self, rung: Rung, look: Look, detail: str) -> tuple[Panel, ...]:
        if not self.has_picture(rung):
            return ()
        key = self._key(rung, look, detail)
        found = self._memory.get(key)
        if found is None and detail == FINE:
            found = self._read(key)
        if found is None:
            found = self._draw(rung, look, detail, key)
        self._memory.put(key, found)
        return found

    def _read(self, key: str) -> tuple[Panel, ...] | None:
        """The picture from the first folder that holds it."""
        found = (files.read(key) for files in self._read_from)
        return next((panels for panels in found if panels is not None), None)

    def _draw(self, rung: Rung, look: Look, detail: str, key: str) -> tuple[Panel, ...]:
        exercise = self._library.exercise(rung.exercise_id)
        panels = self._engine().draw(exercise, effective(rung, exercise), look, detail)
        if detail != FINE or not panels:
            return panels
        content = packed(panels)
        if self._files is not None:
            self._files.keep(key, content)
        return unpacked(content)  # the very numbers that a later start reads

    def _told(self, rung: Rung, panels: tuple[Panel, ...], language: str) -> tuple[Panel, ...]:
        if not panels:
            return ()
        exercise = self._library.exercise(rung.exercise_id)
        settings = effective(rung, exercise)
        alt = self._engine().alt_text
        return tuple(
            replace(
                panel,
                alt=alt(exercise, settings, number, len(panels), language, panel.inset > 0),
            )
            for number, panel in enumerate(self._numbered(rung, panels), 1)
        )

    def _numbered(self, rung: Rung, panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
        """The pictures with the numbers of the steps that they show."""
        if not panels:
            return ()
        exercise = self._library.exercise(rung.exercise_id)
        return told_by_steps(exercise, effective(rung, exercise), panels)

    def _key(self, rung: Rung, look: Look, detail: str) -> str:
        """SHA-256 over all that the picture follows from, and over nothing else."""
        exercise = self._library.exercise(rung.exercise_id)
        drawn_from = self._drawn_from.get(exercise.id)
        if drawn_from is None:
            drawn_from = self._drawn_from[exercise.id] = _drawn_from(exercise)
        settings = sorted(effective(rung, exercise).items())
        whole = repr((self._engine().version, drawn_from, settings, look, detail))
        return hashlib.sha256(whole.encode()).hexdigest()


def effective(rung: Rung, exercise: Exercise) -> Settings:
    """Every setting that a picture can show: the rung's values, else the defaults.

    What a dose alone says (a load or a tempo where the exercise has none) is in no picture; a
    number beyond what the library allows is drawn at its limit.
    """
    return {
        name: _allowed(setting, rung.settings.get(name, setting.default))
        for name, setting in exercise.settings.items()
        if name not in _UNSEEN
    }


def _allowed(setting: Setting, value: SettingValue) -> SettingValue:
    if setting.is_number and not isinstance(value, str):
        return float(min(max(value, setting.minimum), setting.maximum))
    return value if setting.refusal(value) is None else setting.default


def _drawn_from(exercise: Exercise) -> str:
    """The parts of an exercise that its picture follows from."""
    figure = exercise.figure and without_steps(exercise.figure)
    return repr(
        (
            exercise.id,
            figure,
            exercise.primary_muscles,
            exercise.secondary_muscles,
            exercise.laterality,
        )
    )


class _Memory:
    """The pictures used last, as many as a number of coordinates allows."""

    def __init__(self, most_numbers: int = _MOST_NUMBERS) -> None:
        self._most = most_numbers
        self._held: OrderedDict[str, tuple[Panel, ...]] = OrderedDict()
        self._numbers = 0
        self._lock = Lock()

    def get(self, key: str) -> tuple[Panel, ...] | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: str, panels: tuple[Panel, ...]) -> None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return
            self._held[key] = panels
            self._numbers += _size(panels)
            while self._numbers > self._most and len(self._held) > 1:
                _, gone = self._held.popitem(last=False)
                self._numbers -= _size(gone)


def _size(panels: tuple[Panel, ...]) -> int:
    return sum(len(shape.numbers) for panel in panels for shape in panel.shapes)
