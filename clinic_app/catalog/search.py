"""Type-ahead search: every word typed must be met, by a word, its beginning, or a near miss.

A near miss is a guess, and a guess may be wrong: it is made only for words of four letters and
more, only with whole words of the library, never between words that mean the opposite, and what
was found by one says so (`Hits.doubts`). An exercise that is named after the opposite of a typed
word is not found at all.

All postings lie in two flat arrays ordered by word, so that the words with a common beginning are
one slice of them; a query is a few array operations, whatever the size of the library.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from clinic_app.catalog.opposites import OPPOSITES

_WORD = re.compile(r"[a-z0-9]+")
_AFTER_LAST = "\uffff"
_SHORT = 3  # beginnings up to this length match many words: their postings are merged beforehand
_EXACT, _PREFIX, _NEAR = 1.0, 0.8, 0.45
_MOST_NEAR_WORDS = 6
_CALLED_SO = 1000.0  # what is called just what was typed comes before all else
_FEWEST_LETTERS = 4  # of a word that may be taken for another one

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class SearchDocument:
    """One thing to find: texts with their weight (a name weighs more than a muscle).

    ``names`` are the texts that it is called by, ``hints`` those that only lie near (muscles); what
    is found by hints, or hardly by its names, is doubtful.
    """

    texts: Sequence[tuple[str, float]]
    names: Sequence[str] = ()
    hints: Sequence[str] = ()
    facets: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Hits:
    """Document numbers, best first; ``corrections`` are typed words and what was found instead.

    ``doubts`` has the documents that may not be what was meant, with the reason in words:
    ``brigde read as bridge``.
    """

    documents: tuple[int, ...]
    total: int
    corrections: Mapping[str, str]
    doubts: Mapping[int, str]


def words_of(text: str) -> list[str]:
    """Lower-case words without accents."""
    flat = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))


class SearchIndex:
    """An index over documents in library order; equal scores keep that order."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self._size = len(documents)
        postings = _postings(documents)
        self._words = sorted(postings)
        lengths = [len(postings[w]) for w in self._words]
        self._starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        pairs = [pair for w in self._words for pair in postings[w].items()]
        self._documents: Ints = np.array([d for d, _ in pairs], dtype=np.int32)
        self._weights: Floats = np.array([w for _, w in pairs], dtype=np.float32)
        self._beginnings = _beginnings(self._words)
        self._merged = {
            text: self._merge(low, high)
            for length in range(1, _SHORT + 1)
            for text, (low, high) in self._beginnings.get(length, {}).items()
        }
        self._lists: dict[tuple[int, str], list[str]] = {}
        self._facets = _facet_flags(documents)
        self._called = _called(documents)
        self._known = frozenset(self._words)
        self._names = [_word_set(d.names) for d in documents]
        self._hints = [_word_set(d.hints) for d in documents]
        self._surely = [_word_set(t for t, _ in d.texts if t not in d.hints) for d in documents]
        self._named_after = _word_flags(self._names, only=OPPOSITES.keys())

    def search(
        self,
        text: str,
        *,
        limit: int = 50,
        facets: Iterable[tuple[str, str]] = (),
        boost: Floats | None = None,
    ) -> Hits:
        """Rank documents for a text. Facets of one kind widen, of different kinds narrow.

        ``boost`` is added to the score of documents that match (favourites, recents).
        """
        allowed = self._allowed(facets)
        score: Floats = np.zeros(self._size, dtype=np.float32)
        corrections: dict[str, str] = {}
        nearest: dict[str, Sequence[str]] = {}
        typed = [self._as_known(word) for word in words_of(text)]
        for word in typed:
            met, near = self._match(word)
            if near:
                nearest[word], corrections[word] = near, near[0]
            allowed &= met > 0
            self._leave_out_the_opposite(word, allowed)
            score += met
        if boost is not None:
            score += boost
        score[self._called.get(" ".join(words_of(text)), [])] += _CALLED_SO
        found = np.flatnonzero(allowed)
        if not len(found):
            return Hits((), 0, corrections, {})
        best = self._best(found, score[found], limit)
        doubts = {n: why for n in best if (why := self._doubt(n, typed, nearest))}
        return Hits(best, len(found), corrections, doubts)

    def _leave_out_the_opposite(self, word: str, allowed: Flags) -> None:
        """Nothing that is named after the opposite of a word, and not after the word as well."""
        here = self._named_after.get(word)
        for other in OPPOSITES.get(word, ()):
            flags = self._named_after.get(other)
            if flags is not None:
                allowed &= ~flags if here is None else ~flags | here

    def _doubt(
        self, number: int, typed: Sequence[str], nearest: Mapping[str, Sequence[str]]
    ) -> str:
        """Why a document may not be what was meant; empty where it is called what was typed."""
        surely, hints = self._surely[number], self._hints[number]
        for word in typed:
            if word in nearest:
                read = next(w for w in nearest[word] if w in surely or w in hints)
                return f"{word} read as {read}"
            if word in self._known and not self._has_whole(number, word):
                longer = next(w for w in (*surely, *hints) if w.startswith(word))
                return f"{word} read as {longer}"
        by_hint = [word for word in typed if not _begins(word, surely)]
        if by_hint:
            return f"found by a muscle: {', '.join(by_hint)}"
        named = sum(_begins(word, self._names[number]) for word in typed)
        if named * 2 < len(typed):
            return "found by what it is for, not by its name"
        return ""

    def _has_whole(self, number: int, word: str) -> bool:
        """Whether a document has a word whole, perhaps in the plural."""
        here = (self._surely[number], self._hints[number])
        return any(w in words for words in here for w in (word, f"{word}s", f"{word}es"))

    def _as_known(self, word: str) -> str:
        """A plural whose singular alone is known, as the singular; any other word as it is."""
        if len(word) > _FEWEST_LETTERS and word not in OPPOSITES and not self._is_beginning(word):
            for end in ("s", "es"):
                if word.endswith(end) and word.removesuffix(end) in self._known:
                    return word.removesuffix(end)
        return word

    def _is_beginning(self, word: str) -> bool:
        low, high = self._range(word)
        return low < high

    def _best(self, found: NDArray[np.intp], score: Floats, limit: int) -> tuple[int, ...]:
        if len(found) > limit:
            # Ties at the edge go to the earlier document, as everywhere else.
            edge = np.partition(score, -limit)[-limit]
            above, level = np.flatnonzero(score > edge), np.flatnonzero(score == edge)
            keep = np.concatenate([above, level[: limit - len(above)]])
            found, score = found[keep], score[keep]
        order = np.lexsort((found, -score))
        return tuple(int(n) for n in found[order])

    def _allowed(self, facets: Iterable[tuple[str, str]]) -> Flags:
        allowed: Flags = np.ones(self._size, dtype=np.bool_)
        by_kind: dict[str, Flags] = {}
        for kind, term in facets:
            flags = self._facets.get((kind, term), np.zeros(self._size, dtype=np.bool_))
            by_kind[kind] = by_kind[kind] | flags if kind in by_kind else flags
        for flags in by_kind.values():
            allowed &= flags
        return allowed

    def _match(self, word: str) -> tuple[Floats, Sequence[str]]:
        """How well each document meets one typed word; and the words taken for it, if not it."""
        met: Floats = np.zeros(self._size, dtype=np.float32)
        low, high = self._range(word)
        if low < high:
            self._add_beginning(met, word, low, high)
            if self._words[low] == word:
                self._add(met, low, low + 1, _EXACT)
            return met, ()
        near = self._near(word)
        for _, text, distance in near:
            low = bisect_left(self._words, text)
            self._add(met, low, low + 1, _NEAR / distance)
        return met, [text for _, text, _ in near]

    def _range(self, beginning: str) -> tuple[int, int]:
        known = self._beginnings.get(len(beginning), {}).get(beginning)
        if known:
            return known
        low = bisect_left(self._words, beginning)
        return low, bisect_left(self._words, beginning + _AFTER_LAST, lo=low)

    def _add_beginning(self, met: Floats, word: str, low: int, high: int) -> None:
        merged = self._merged.get(word)
        if merged is None:
            self._add(met, low, high, _PREFIX)
        else:
            met[merged[0]] = merged[1] * _PREFIX

    def _add(self, met: Floats, low: int, high: int, factor: float) -> None:
        span = slice(self._starts[low], self._starts[high])
        np.maximum.at(met, self._documents[span], self._weights[span] * np.float32(factor))

    def _merge(self, low: int, high: int) -> tuple[Ints, Floats]:
        span = slice(self._starts[low], self._starts[high])
        best: Floats = np.zeros(self._size, dtype=np.float32)
        np.maximum.at(best, self._documents[span], self._weights[span])
        documents = np.flatnonzero(best).astype(np.int32)
        return documents, best[documents]

    def _near(self, word: str) -> list[tuple[int, str, int]]:
        """Whole words within one slip of the finger (two in long words), the nearest first.

        The first letter is the one people rarely miss, so only when nothing starts with it are
        the others looked at. A word that has an opposite is known, whether the library holds it
        or not, and is taken for no other.
        """
        if len(word) < _FEWEST_LETTERS or word in OPPOSITES:
            return []
        slips = 1 if len(word) < 6 else 2
        found: list[tuple[int, str, int]] = []
        for first in (word[0], ""):
            for length in (len(word), len(word) - 1, len(word) + 1):
                found += _within(word, self._by_first_letter(length, first), slips)
            if found:
                break
        found = [f for f in found if not _may_mean_the_opposite(word, f[1], f[2])]
        found.sort(key=lambda f: f[0])
        nearest = found[0][2] if found else 0
        return [f for f in found if f[2] == nearest][:_MOST_NEAR_WORDS]

    def _by_first_letter(self, length: int, first: str) -> list[str]:
        key = (length, first)
        if key not in self._lists:
            long_enough = length >= _FEWEST_LETTERS
            fits = (w for w in self._words if len(w) == length and w.startswith(first))
            self._lists[key] = list(fits) if long_enough else []
        return self._lists[key]


def _called(documents: Sequence[SearchDocument]) -> dict[str, list[int]]:
    """The documents by each whole name of theirs."""
    called: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for name in {" ".join(words_of(name)) for name in document.names}:
            called.setdefault(name, []).append(number)
    return called


def _may_mean_the_opposite(word: str, known: str, slips: int) -> bool:
    """Whether a word is no further from an opposite of a known word than from the word itself."""
    return any(OSA.distance(word, other) <= slips for other in OPPOSITES.get(known, ()))


def _begins(beginning: str, words: Iterable[str]) -> bool:
    return any(word.startswith(beginning) for word in words)


def _word_set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words_of(text))


def _word_flags(words: Sequence[frozenset[str]], *, only: Iterable[str]) -> dict[str, Flags]:
    """For each of these words the documents that have it, where any does."""
    flags = {w: np.array([w in here for here in words], dtype=np.bool_) for w in only}
    return {word: found for word, found in flags.items() if found.any()}


def _within(word: str, texts: list[str], slips: int) -> list[tuple[int, str, int]]:
    """Texts at most ``slips`` away, with a rank (same length first) and the distance."""
    if not texts:
        return []
    row = process.cdist(
        [word], texts, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8, workers=1
    )[0]
    return [
        (int(row[n]) * 2 + (len(texts[n]) != len(word)), texts[n], int(row[n]))
        for n in np.flatnonzero(row <= slips)
    ]


def _postings(documents: Sequence[SearchDocument]) -> dict[str, dict[int, float]]:
    """Per word the documents that hold it, with the best weight; short texts weigh a bit more."""
    postings: dict[str, dict[int, float]] = {}
    for number, document in enumerate(documents):
        for text, weight in document.texts:
            words = words_of(text)
            share = weight * (1 + 0.3 / max(1, len(words)))
            for place, word in enumerate(words):
                value = share * (1.1 if place == 0 else 1.0)
                here = postings.setdefault(word, {})
                here[number] = max(value, here.get(number, 0.0))
    return postings


def _beginnings(words: Sequence[str]) -> dict[int, dict[str, tuple[int, int]]]:
    """For each length, every beginning of that length with its range of words."""
    table: dict[int, dict[str, tuple[int, int]]] = {}
    for n, word in enumerate(words):
        for length in range(1, len(word) + 1):
            here = table.setdefault(length, {})
            first = here.get(word[:length], (n, n))[0]
            here[word[:length]] = (first, n + 1)
    return table


def _facet_flags(documents: Sequence[SearchDocument]) -> dict[tuple[str, str], Flags]:
    flags: dict[tuple[str, str], Flags] = {}
    for number, document in enumerate(documents):
        for facet in document.facets:
            if facet not in flags:
                flags[facet] = np.zeros(len(documents), dtype=np.bool_)
            flags[facet][number] = True
    return flags
