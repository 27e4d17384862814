"""How hard a text is to read: a school grade for English, an ease score for Spanish.

English: Flesch-Kincaid grade (Kincaid 1975), 0.39 words a sentence + 11.8 syllables a word - 15.59.
Spanish: Fernandez-Huerta ease (1959), 206.84 - 60 syllables a word - 1.02 words a sentence; 70 and
more is easy. Formulas misjudge fragments, so known jargon counts as hard whatever they say.
"""

import re

HIGHEST_GRADE = 6.0
LOWEST_EASE = 70.0

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS_EN = re.compile(r"[aeiouy]+")
_VOWELS_ES = re.compile(r"[aeiouáéíóúü]+")
_HIATUS_ES = re.compile(r"[aeoáéó][aeoáéó]|[aeo][íú]|[íú][aeo]")
_JARGON = frozenset(
    "abduction adduction anterior bilateral cervical concentric contract contraction dorsiflexion"
    " dorsiflex eccentric engage eversion exacerbated extension flexion glutes gluteal gluteus"
    " hamstrings hyperextension inversion isometric lateral lumbar neutral pelvic plantarflexion"
    " posterior prone quadriceps scapula scapular supine thoracic unilateral".split()
)


def grade(text: str) -> float:
    """The US school grade of an English text; 0 for an empty one."""
    words, sentences = _words(text), _sentences(text)
    if not words:
        return 0.0
    syllables = sum(map(_syllables_en, words))
    return max(0.0, 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59)


def ease_es(text: str) -> float:
    """The Fernandez-Huerta ease of a Spanish text, about 0 (hard) to 100 (easy)."""
    words, sentences = _words(text), _sentences(text)
    if not words:
        return 100.0
    syllables = sum(max(1, _syllables_es(w)) for w in words)
    return 206.84 - 60 * syllables / len(words) - 1.02 * len(words) / sentences


def jargon(text: str) -> list[str]:
    """Words of the trade that a patient should not have to know, in the order they stand."""
    return [w for w in _words(text) if w in _JARGON]


def _words(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def _sentences(text: str) -> int:
    return max(1, len([part for part in _SENTENCE_END.split(text) if _WORD.search(part)]))


def _syllables_en(word: str) -> int:
    count = len(_VOWELS_EN.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if word.endswith(("ed", "es")) and count > 1 and word[-3] not in "tdscxz":
        count -= 1
    return max(1, count)


def _syllables_es(word: str) -> int:
    return len(_VOWELS_ES.findall(word)) + len(_HIATUS_ES.findall(word))
