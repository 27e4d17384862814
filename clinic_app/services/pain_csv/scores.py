"""Scores of a file: numbers, ``6/10``, ``7,0``, no answer; and on which scale all of them are."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from clinic_app.services.pain_csv.values import Answer, Note, Options, Question, Scale
from clinic_app.words import N_, _, ngettext

_NUMBER = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<whole>\d{1,4})(?:[.,](?P<part>\d*))?\s*"
    r"(?:(?:/|of|out of|de|von|sur|van|auf)\s*(?P<of>\d{1,3})|(?P<percent>%))?"
    r"(?:\s*(?:points?|pts?|puntos?|punkte?|pontos?|punten|mm)\.?)?"
    r"(?:\s*[-\u2013\u2014:(=]+\s*[^\W\d][^\d]*)?",  # 8 - severe
    re.IGNORECASE,
)
_NOT_GIVEN = frozenset(
    "- -- --- \u2013 \u2014 . .. n/a na n.a. n.a #n/a nan null nil missing nr n/r k.a. s/d n/d"
    " nd nvt n.v.t. <na>".split()
)
TURNED = re.compile(  # the end of the scale that is no pain
    r"\b10\s*(?:=|\bis\b|means|:|\()\s*(?:no|none|sin|kein|keine|geen|aucune?|sem)\b"
    r"|\b0\s*(?:=|\bis\b|means|:|\()\s*(?:worst|peor|max|unbearable)"
    r"|\b10\s*(?:-|to|\u2013|a|bis)\s*0\b",
    re.IGNORECASE,
)
_MOST_WORDS, _LONGEST_WORD = 8, 24
_SOME_WORDS = 3  # fewer are slips, each told with its line
_FEW = 12  # so many scores of 5 at most may be from a scale that ends there
_FEWEST_FLAGS = 3
_OUTLIERS = 0.1


@dataclass(frozen=True)
class Score:
    """A cell of a score column: a number with what it is out of, nothing, or why it is neither.

    ``of`` is 0 where the cell does not say it.
    """

    number: Fraction | None = None
    of: int = 0
    error: str = ""

    @property
    def is_missing(self) -> bool:
        """No answer was given."""
        return self.number is None and not self.error


MISSING = Score()
_NO_SCORE = N_("This is not a pain score. Use a number from 0 to 10.")


def parse_cell(text: str) -> Score:
    """What a cell holds. The text is not repeated: with shifted columns it may be anything."""
    if text.isdecimal() and len(text) <= 4:
        return Score(Fraction(int(text)))
    if not text or text.lower() in _NOT_GIVEN:
        return MISSING
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Score(error=_(_NO_SCORE))
    number = Fraction(int(match["whole"]))
    if match["part"]:
        number += Fraction(int(match["part"]), 10 ** len(match["part"]))
    if match["sign"] and number:
        return Score(error=_("A pain score is not below 0."))
    of = 100 if match["percent"] else int(match["of"] or 0)
    return Score(number, of)


def points(score: Score, options: Options) -> tuple[int | None, str, str]:
    """A given score as points from 0 to 10, why it is none, and what the context should say.

    ``63`` on a scale to 100 is 6 points, rounded half up, and is told as ``63 of 100``.
    """
    scale = options.scale or Scale.TEN
    if score.error or score.number is None:
        return None, score.error, ""
    if score.of and score.of != scale.top:
        words = _(
            "This score is out of {top}, the others are {scale}.", top=score.of, scale=scale.words
        )
        return None, words, ""
    if score.number > scale.top:
        return None, _too_high(scale), ""
    on_ten = scale.points(score.number)
    whole = int(on_ten + Fraction(1, 2))
    rounds = options.rounds or scale in (Scale.FIVE, Scale.HUNDRED)
    if on_ten != whole and not rounds:
        return None, _("This score is not a whole number (--round)."), ""
    return whole, "", _told(score.number, scale)


def _too_high(scale: Scale) -> str:
    if scale is Scale.TEN:
        return _("This is too high for a pain score. The scale ends at 10.")
    return _("This is too high for a scale from {scale}.", scale=scale.words)


def _told(number: Fraction, scale: Scale) -> str:
    if scale is Scale.TEN:
        return ""
    shown = f"{float(number):g}"
    if scale is Scale.REVERSED:
        return _("{score} on {scale}", score=shown, scale="10-0")
    return _("{score} of {top}", score=shown, top=scale.top)


@dataclass(frozen=True)
class Tally:
    """One text of the score columns: what it is, how often it stands there, first in which line."""

    text: str
    score: Score
    line: int
    count: int


def asked_about(
    tallies: Sequence[Tally], options: Options, hints: Iterable[str]
) -> tuple[list[Note], list[Question]]:
    """What must be known about the scores of a file.

    ``hints`` are cells of columns that speak of the scale, and headers that name one.
    """
    words = _mostly_words(tallies)
    if words:
        return [], [words]
    given = [tally for tally in tallies if tally.score.number is not None]
    questions = [q for q in (_about_scale(given, options, list(hints)),) if q]
    if not questions and not options.rounds and not options.skips_bad:
        questions = [q for q in (_about_parts(given, options),) if q]
    low = [] if questions else _low_notes(given, options)
    return [*_told_notes(given, options), *low], questions


def _low_notes(given: Sequence[Tally], options: Options) -> list[Note]:
    """Little pain is common, a scale that ends at 5 is rare: it is said, not asked."""
    numbers, count = _numbers(given), _count(given)
    if options.scale is not None or not given:
        return []
    if count >= _FEWEST_FLAGS and set(numbers) <= {0, 1} and max(numbers) == 1:
        return [Note(_("All scores are 0 or 1, read as points, not as yes and no."), guessed=True)]
    if count < _FEW or max(numbers) > Scale.FIVE.top:
        return []
    answers = _scale_answers((Scale.FIVE,), given, options)[:1]
    return [Note(_("No score is above 5: read as points from 0 to 10, not to 5."), True, answers)]


def _numbers(given: Sequence[Tally]) -> list[Fraction]:
    return [t.score.number for t in given if t.score.number is not None]


def _count(tallies: Iterable[Tally]) -> int:
    return sum(tally.count for tally in tallies)


def _told_notes(given: Sequence[Tally], options: Options) -> list[Note]:
    scale = options.scale or Scale.TEN
    lines: list[Note] = []
    if scale is not Scale.TEN:
        lines.append(
            Note(
                _(
                    "Scores from {scale} are converted to 0 to 10; each note says so.",
                    scale=scale.words,
                )
            )
        )
    parts = _count(t for t, n in zip(given, _numbers(given), strict=True) if scale.points(n) % 1)
    if parts and (options.rounds or scale in (Scale.FIVE, Scale.HUNDRED)):
        words = ngettext(
            "{count} score is rounded to whole points, half up.",
            "{count} scores are rounded to whole points, half up.",
            parts,
        )
        lines.append(Note(words))
    return lines


def _mostly_words(tallies: Sequence[Tally]) -> Question | None:
    """Most cells hold words: they are listed where they are words of a scale, not a person's."""
    wrong = [t for t in tallies if t.score.error and not any(map(str.isdigit, t.text))]
    filled = _count(t for t in tallies if not t.score.is_missing)
    if _count(wrong) < _SOME_WORDS or _count(wrong) * 2 < filled:
        return None
    usual = sorted(wrong, key=lambda t: -t.count)
    listed = [t.text for t in usual if t.count > 1 and len(t.text) <= _LONGEST_WORD]
    few = listed and len(listed) <= _MOST_WORDS
    words = _("The scores are words.")
    if few:
        words = _("The scores are words: {words}.", words=", ".join(listed))
    return Question(
        words,
        hint=_(
            "Handrail does not guess what they mean: write numbers from 0 to 10,"
            " or choose another column (--column score=NAME)."
        ),
    )


def _about_scale(given: Sequence[Tally], options: Options, hints: list[str]) -> Question | None:
    """Whether the scores may be on another scale than 0 to 10."""
    if options.scale is not None or not given:
        return None
    numbers = _numbers(given)
    high = [t for t, n in zip(given, numbers, strict=True) if n > Scale.TEN.top]
    too_high, count = _count(high), _count(given)
    others = sorted({t.score.of for t in given} & {Scale.FIVE.top, Scale.HUNDRED.top})
    text = _(
        "Scores go from {least} to {most}.",
        least=_short(min(numbers)),
        most=_short(max(numbers)),
    )
    named = _named_scale(hints)
    if others:
        words = _("Some scores are written as out of {top}.", top=others[0])
        scales = _scales_to(others[0])
    elif named:
        said = _("The file speaks of another scale ({scale}).", scale=named[0])
        words, scales = f"{said} {text}", named[1]
    elif high and max(numbers) > 100:
        return None
    elif too_high > max(1, count * _OUTLIERS) or (high and count < 4 * too_high):
        first = min(t.line for t in high)
        above = _(
            "{high} of {count} scores are above 10, first in line {line}.",
            high=too_high,
            count=count,
            line=first,
        )
        words = f"{above} {text}"
        scales = (Scale.HUNDRED,)
    else:
        return None
    asked = _("Which scale is it?")
    return Question(f"{words} {asked}", _scale_answers(scales, given, options))


def _scale_answers(
    scales: Sequence[Scale], given: Sequence[Tally], options: Options
) -> tuple[Answer, ...]:
    top = max(_numbers(given))
    fitting = [s for s in (*scales, Scale.TEN) if top <= s.top or s is Scale.TEN]
    return tuple(
        Answer(_reading(scale, given), f"--scale {scale}", replace(options, scale=scale))
        for scale in fitting
    )


def _reading(scale: Scale, given: Sequence[Tally]) -> str:
    """``0 to 100: 63 becomes 6``."""
    numbers = _numbers(given)
    if scale is Scale.TEN:
        above = _count(t for t, n in zip(given, numbers, strict=True) if n > scale.top)
        if not above:
            return _("0 to 10, as they stand")
        return ngettext(
            "0 to 10, and {count} line is wrong", "0 to 10, and {count} lines are wrong", above
        )
    top = max(numbers)
    return _(
        "{scale}: {score} becomes {points}",
        scale=scale.words,
        score=_short(top),
        points=int(scale.points(top) + Fraction(1, 2)),
    )


def _named_scale(hints: list[str]) -> tuple[str, tuple[Scale, ...]] | None:
    """Another scale than 0 to 10 that a header or a column of the file names."""
    for hint in hints:
        numbers = [int(n) for n in re.findall(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)", hint)]
        bare = hint.lower()
        if TURNED.search(bare):
            return _("10 is no pain"), (Scale.REVERSED,)
        top = max(numbers, default=10)
        if top != Scale.TEN.top and not (numbers[:1] == [11] or "nrs" in bare or "nprs" in bare):
            return _("to {top}", top=top), _scales_to(top)
    return None


def _scales_to(top: int) -> tuple[Scale, ...]:
    return tuple(scale for scale in (Scale.FIVE, Scale.HUNDRED) if scale.top == top)


def _about_parts(given: Sequence[Tally], options: Options) -> Question | None:
    scale = options.scale or Scale.TEN
    if scale in (Scale.FIVE, Scale.HUNDRED):
        return None
    numbers = _numbers(given)
    parted = [t for t, n in zip(given, numbers, strict=True) if n % 1]
    if not parted:
        return None
    example = _numbers(parted)[0]
    whole = int(example + Fraction(1, 2))
    return Question(
        _(
            "{parted} of {count} scores are not whole numbers, such as {example}.",
            parted=_count(parted),
            count=_count(given),
            example=_short(example),
        ),
        (
            Answer(
                _(
                    "round them half up: {score} becomes {points}",
                    score=_short(example),
                    points=whole,
                ),
                "--round",
                replace(options, rounds=True),
            ),
            Answer(_("leave those lines out"), "--skip-bad", replace(options, skips_bad=True)),
        ),
    )


def _short(number: Fraction) -> str:
    return f"{float(number):g}"
