"""The library as the program uses it: exercises by id, vocabulary, sources, templates, search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from clinic_app.catalog.kept import read_exercises
from clinic_app.catalog.vocabulary import Vocabulary, read_sources, read_vocabulary
from clinic_app.domain.errors import NotFound
from clinic_app.domain.exercise.exercise import Exercise, Source

if TYPE_CHECKING:  # loads numpy, which most commands do without
    from clinic_app.catalog.search import SearchDocument, SearchIndex


@dataclass(frozen=True)
class SearchAnswer:
    """Exercises, best first; ``total`` counts all that match; ``corrections`` as typed: found.

    ``doubts`` has, by id, why an exercise may not be what was meant: ``brigde read as bridge``.
    What is doubtful is never taken without having been chosen.
    """

    exercises: tuple[Exercise, ...]
    total: int
    corrections: Mapping[str, str]
    doubts: Mapping[str, str]


class Catalog:
    """Every exercise of the library, in library order: by family, then up the ladder."""

    def __init__(
        self, exercises: Iterable[Exercise], vocabulary: Vocabulary, sources: Mapping[str, Source]
    ) -> None:
        self.vocabulary = vocabulary
        self.sources = sources
        by_id = {e.id: e for e in exercises}
        families = list(vocabulary.terms["family"])
        self.exercises: tuple[Exercise, ...] = tuple(
            sorted(
                by_id.values(),
                key=lambda e: (families.index(e.family), _height(e, by_id), e.difficulty, e.name),
            )
        )
        self._by_id = by_id

    @classmethod
    def read(cls, folder: Path, *, kept: Iterable[Path] = ()) -> "Catalog":
        """Read every exercise file; raises CatalogError listing all problems.

        ``kept`` are files with the parsed library; the last is where it is kept from now on.
        """
        vocabulary, sources = read_vocabulary(folder), read_sources(folder)
        exercises = read_exercises(folder, kept)
        return cls([vocabulary.spoken(e) for e in exercises], vocabulary, sources)

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise with this id; raises NotFound."""
        try:
            return self._by_id[exercise_id]
        except KeyError:
            raise NotFound(
                f"There is no exercise {exercise_id!r}.", "'handrail exercises' lists them all."
            ) from None

    def search(
        self,
        text: str,
        *,
        limit: int = 50,
        facets: Iterable[tuple[str, str]] = (),
        preferred: Iterable[str] = (),
    ) -> SearchAnswer:
        """Find exercises; ``preferred`` ids (favourites, recents) rank a little higher."""
        import numpy as np

        boost = np.zeros(len(self.exercises), dtype=np.float32)
        for exercise_id in preferred:
            if exercise_id in self._numbers:
                boost[self._numbers[exercise_id]] = 0.5
        hits = self._index.search(text, limit=limit, facets=facets, boost=boost)
        return SearchAnswer(
            tuple(self.exercises[n] for n in hits.documents),
            hits.total,
            hits.corrections,
            {self.exercises[n].id: why for n, why in hits.doubts.items()},
        )

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {e.id: n for n, e in enumerate(self.exercises)}

    @cached_property
    def _index(self) -> "SearchIndex":
        from clinic_app.catalog.search import SearchIndex

        return SearchIndex([_document(e, self.vocabulary) for e in self.exercises])


def _height(exercise: Exercise, by_id: Mapping[str, Exercise], depth: int = 0) -> int:
    """Steps up from the lowest exercise of its family, along the first easier link."""
    below = next(
        (
            by_id[k.exercise_id]
            for k in exercise.easier
            if k.exercise_id != exercise.id and k.exercise_id in by_id
        ),
        None,
    )
    if below is None or below.family != exercise.family or depth > len(by_id):
        return 0
    return 1 + _height(below, by_id, depth + 1)


def _document(exercise: Exercise, vocabulary: Vocabulary) -> "SearchDocument":
    """What an exercise can be found by, weighted: name, other names, then what it is about."""
    from clinic_app.catalog.search import SearchDocument

    terms = [
        ("family", exercise.family),
        ("pattern", exercise.pattern),
        ("position", exercise.position),
        *(("region", t) for t in exercise.regions),
        *(("equipment", t) for t in exercise.equipment),
        *(("goal", t) for t in exercise.goals),
        *(("muscle", t) for t in exercise.primary_muscles),
    ]
    texts = [(w.name, 10.0) for w in exercise.words.values()]
    texts += [(w.patient_name, 8.0) for w in exercise.words.values() if w.patient_name]
    texts += [(name, 8.0) for w in exercise.words.values() for name in w.other_names]
    texts.append((exercise.id, 6.0))
    names, hints = [name for name, _ in texts], list[str]()
    for kind, term in terms:
        known = vocabulary.terms[kind].get(term)
        labels = (known.label, *known.also) if known else (term,)
        texts += [(label, 3.0) for label in labels]
        hints += labels if kind == "muscle" else ()
    secondary = [vocabulary.label("muscle", m) for m in exercise.secondary_muscles]
    texts += [(muscle, 1.5) for muscle in secondary]
    return SearchDocument(texts, names, [*hints, *secondary], frozenset(terms))
