"""How far a movement goes, in what a patient can see or feel: no degrees, no centimetres."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Landmark:
    """The words for values of a setting up to ``up_to``, in the setting's unit."""

    up_to: float
    en: str
    es: str

    def words(self, language: str) -> str:
        """In a language a handout can have."""
        return self.es if language == "es" else self.en


Landmarks: TypeAlias = tuple[Landmark, ...]
"""From the least value to the greatest."""


def landmark_words(landmarks: Landmarks, value: float, language: str) -> str:
    """``halfway down``; the last one where the value is above all; empty where there is none."""
    found = next((mark for mark in landmarks if value <= mark.up_to), None)
    if found is None and landmarks:
        found = landmarks[-1]
    return found.words(language) if found else ""
