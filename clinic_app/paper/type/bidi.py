"""Order for lines that mix writing directions: the Unicode rules (UAX 9) without embeddings.

Explicit direction marks are taken out of people's text before it gets here, so the rules for
them, and those for paired brackets, are left out.
"""

import unicodedata
from collections.abc import Callable
from itertools import groupby

_STRONG_RTL = ("R", "AL")
_NEUTRAL = ("B", "S", "WS", "ON")


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return False
        if kind in _STRONG_RTL:
            return True
    return False


def has_rtl(text: str) -> bool:
    """Whether any letter runs from right to left."""
    return any(unicodedata.bidirectional(c) in _STRONG_RTL for c in text)


def visual_runs(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """Runs of one direction from left to right on paper: (text in reading order, is it RTL)."""
    levels = _levels(text, 1 if rtl else 0)
    runs: list[tuple[str, int]] = []
    start = 0
    for level, group in groupby(levels):
        length = len(list(group))
        runs.append((text[start : start + length], level))
        start += length
    for level in range(max(levels, default=0), 0, -1):
        runs = _reversed_from(runs, level)
    return [(part, level % 2 == 1) for part, level in runs]


def _reversed_from(runs: list[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Rule L2 for one level: every stretch of runs at this level or above turns round."""
    turned: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= level):
        stretch = list(group)
        turned += stretch[::-1] if high else stretch
    return turned


def _levels(text: str, base: int) -> list[int]:
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    edge = "R" if base else "L"
    _weak(kinds, edge)
    _neutral(kinds, edge)
    levels = [_level(kind, base) for kind in kinds]
    for at in range(len(text) - 1, -1, -1):  # rule L1: blanks at the end keep the line's way
        if not text[at].isspace():
            break
        levels[at] = base
    return levels


def _level(kind: str, base: int) -> int:
    if base % 2 == 0:
        return base + {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)
    return base + {"L": 1, "EN": 1, "AN": 1}.get(kind, 0)


def _weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7, in place."""
    _each(kinds, edge, lambda kind, before: before if kind == "NSM" else kind)
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        pair = kinds[at - 1], kinds[at + 1]
        if kinds[at] == "ES" and pair == ("EN", "EN"):
            kinds[at] = "EN"
        elif kinds[at] == "CS" and pair in (("EN", "EN"), ("AN", "AN")):
            kinds[at] = pair[0]
    _each(kinds, edge, lambda kind, before: "EN" if (kind, before) == ("ET", "EN") else kind)
    kinds.reverse()
    _each(kinds, edge, lambda kind, before: "EN" if (kind, before) == ("ET", "EN") else kind)
    kinds.reverse()
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS", "BN"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _each(kinds: list[str], edge: str, rule: Callable[[str, str], str]) -> None:
    before = edge
    for at, kind in enumerate(kinds):
        before = kinds[at] = rule(kind, before)


def _neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2, in place: neutrals between two equal directions take it, else the line's."""
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _direction(kinds[at - 1]) if at else edge
        after = _direction(kinds[end]) if end < len(kinds) else edge
        kinds[at:end] = [before if before == after else edge] * (end - at)
        at = end


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L"
