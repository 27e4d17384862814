"""What the library panel lists: search results, favourites, what was used lately."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject

from clinic_app.domain.exercise import ladder
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.precaution import concerns
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.services.exercises.library import Catalog, SearchAnswer
from clinic_app.ui.common.list_rows import ItemsModel
from clinic_app.words import N_, _, ngettext

Facet = tuple[str, str]
_MOST = 50
PERHAPS = N_("Perhaps one of these? Press Down to choose.")


class Kind(StrEnum):
    """What a line is: an exercise, a heading, or the count of those held back."""

    EXERCISE = "exercise"
    HEADING = "heading"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class LibraryRow:
    """One line. ``text`` is the heading's words, or the second line of an exercise.

    ``doubt`` says why an exercise may not be what was meant; Enter does not take it unchosen.
    """

    kind: Kind
    text: str
    exercise: Exercise | None = None
    in_plan: bool = False
    favourite: bool = False
    caution: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Answer:
    """The lines to show; ``found`` counts exercises that match, hidden ones included.

    ``is_sure``: the first line is what was typed, so that Enter may take it at once.
    """

    rows: tuple[LibraryRow, ...]
    found: int
    is_sure: bool = True


@dataclass(frozen=True, kw_only=True)
class LibraryQuery:
    """What to look for, and what is known about the patient and the clinician."""

    text: str
    facets: tuple[Facet, ...]
    patient: Patient
    episode: Episode | None
    planned: frozenset[str]
    favourites: frozenset[str]
    recents: tuple[str, ...]
    show_hidden: bool


def answer(library: Catalog, query: LibraryQuery) -> Answer:
    """Look up what was asked.

    An empty field lists favourites, recents and what is for the episode's region first.
    """
    preferred = (*query.favourites, *query.recents)
    hits = library.search(query.text, limit=_MOST, facets=query.facets, preferred=preferred)
    fine = [e for e in hits.exercises if not caution(e, query.patient)]
    held = [e for e in hits.exercises if caution(e, query.patient)]
    rows: list[LibraryRow] = []
    if not query.text.strip() and not query.facets:
        rows += _familiar(library, query)
        here = [e for e in fine if query.episode and query.episode.region in e.regions]
        rows += _section(library, here, query, _region_words(library, query))
        fine = [e for e in fine if e not in here]
        rows += _section(library, fine, query, _("All others") if here else _("All exercises"))
    else:
        rows += [_row(library, e, query, hits.doubts.get(e.id, "")) for e in fine]
    unsure = _unsure(hits, fine) if query.text.strip() else ""
    if unsure:
        rows.insert(0, LibraryRow(Kind.HEADING, unsure))
    if held:
        rows.append(LibraryRow(Kind.HIDDEN, _hidden(len(held))))
    if query.show_hidden:
        rows += [_row(library, e, query, hits.doubts.get(e.id, "")) for e in held]
    return Answer(tuple(rows), len(hits.exercises), not unsure)


def _hidden(count: int) -> str:
    return ngettext("{count} hidden by precautions", "{count} hidden by precautions", count)


def _unsure(hits: SearchAnswer, shown: Sequence[Exercise]) -> str:
    """Why Enter must not take the first line shown; empty where it may."""
    if not shown:
        return ""
    if shown[0].id in hits.doubts:
        return _(PERHAPS)
    if shown[0] is not hits.exercises[0]:
        return _("The best match is hidden. Press Down to choose.")
    return ""


def caution(exercise: Exercise, patient: Patient) -> str:
    """Why the exercise at its base rung asks for care with this patient; empty when it does not."""
    met = concerns(exercise, exercise.default_settings, patient.precautions)
    return met[0].reason if met else ""


def second_line(library: Catalog, exercise: Exercise) -> str:
    """``Learn · rung 6 of 12 · dowel``."""
    vocabulary = library.vocabulary
    stage = vocabulary.label("stage", exercise.stage) if exercise.stage else ""
    start = ladder.Rung(exercise.id, exercise.default_settings)
    place = ladder.place(start, library.exercise)
    tools = [vocabulary.label("equipment", e).lower() for e in exercise.equipment[:1]]
    first = stage or vocabulary.label("position", exercise.position)
    rung = _("rung {number} of {count}", number=place.number, count=place.total)
    return " · ".join([first, rung, *tools])


def exercises_of(library: Catalog, ids: Sequence[str]) -> list[Exercise]:
    """Exercises by id; those the library no longer has are left out."""
    known: Mapping[str, Exercise] = {e.id: e for e in library.exercises}
    return [known[i] for i in ids if i in known]


def _familiar(library: Catalog, query: LibraryQuery) -> list[LibraryRow]:
    liked = [e for e in library.exercises if e.id in query.favourites]
    lately = exercises_of(library, query.recents)
    return [
        *_section(library, liked, query, _("Favourites")),
        *_section(library, lately, query, _("Used lately")),
    ]


def _region_words(library: Catalog, query: LibraryQuery) -> str:
    region = query.episode.region if query.episode else ""
    return library.vocabulary.label("region", region) if region else ""


def _section(
    library: Catalog, exercises: Sequence[Exercise], query: LibraryQuery, heading: str
) -> list[LibraryRow]:
    """The exercises under their heading; nothing without any."""
    if not exercises:
        return []
    head = LibraryRow(Kind.HEADING, heading)
    return [head, *(_row(library, e, query) for e in exercises)]


def _row(library: Catalog, exercise: Exercise, query: LibraryQuery, doubt: str = "") -> LibraryRow:
    return LibraryRow(
        Kind.EXERCISE,
        second_line(library, exercise),
        exercise,
        in_plan=exercise.id in query.planned,
        favourite=exercise.id in query.favourites,
        caution=caution(exercise, query.patient),
        doubt=doubt,
    )


def library_model(parent: QObject) -> ItemsModel[LibraryRow]:
    """A model of the lines of one answer; the arrow keys pass over headings."""
    return ItemsModel(
        lambda row: row.exercise.name if row.exercise else row.text,
        spoken=_spoken,
        tooltip=lambda row: html.escape(_spoken(row)) if row.exercise else "",
        choosable=lambda row: row.kind is not Kind.HEADING,
        parent=parent,
    )


def _spoken(row: LibraryRow) -> str:
    parts = [row.exercise.name, row.text] if row.exercise else [row.text]
    parts += [row.doubt] if row.doubt else []
    parts += [_("in the plan")] if row.in_plan else []
    parts += [_("favourite")] if row.favourite else []
    parts += [_("Caution: {why}", why=row.caution)] if row.caution else []
    return ", ".join(parts)
