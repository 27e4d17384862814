"""How far a movement goes, in what a patient can see or feel: no degrees, no centimetres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from clinic_app.words import chosen


@dataclass(frozen=True)
class Landmark:
    """The words by language for values of a setting up to ``up_to``, in the setting's unit."""

    up_to: float
    texts: Mapping[str, str]

    def words(self, language: str) -> str:
        """In a language; in English where it has none there."""
        return chosen(self.texts, language)


Landmarks: TypeAlias = tuple[Landmark, ...]
"""From the least value to the greatest."""


def landmark_words(landmarks: Landmarks, value: float, language: str) -> str:
    """``halfway down``; the last one where the value is above all; empty where there is none."""
    found = next((mark for mark in landmarks if value <= mark.up_to), None)
    if found is None and landmarks:
        found = landmarks[-1]
    return found.words(language) if found else ""
