"""Which columns hold scores of pain: by name, by what they hold, else a question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.region_words import plain_words
from clinic_app.services.pain_csv.column_questions import lacking, which
from clinic_app.services.pain_csv.header import may_be_region
from clinic_app.services.pain_csv.held import Held, free, nameless
from clinic_app.services.pain_csv.scores import parse_cell
from clinic_app.services.pain_csv.values import Note, Options, Question, Scale, Use
from clinic_app.words import _


@dataclass(frozen=True)
class ScoreColumn:
    """A column of ratings: of which series, and of which region if its name says one."""

    index: int
    series: Series | None = None
    word: str = ""
    name: str = ""


def score_columns(
    held: list[Held],
    chosen: set[Use],
    options: Options,
    notes: list[Note],
    questions: list[Question],
) -> list[ScoreColumn]:
    """Mark the columns that hold scores; what is guessed or open is added to notes and questions.

    Those that a person chose stand alone, unless they ``adds`` to what is found.
    """
    picked = [h for h in held if h.use.is_score]
    if picked and not options.adds:
        return [_of_use(h) for h in picked]
    found = [h for h in free(held) if h.said.use.is_score and not h.is_dates and h.sample]
    found = [h for h in _without_yes_no(found, notes) if not _is_scale_end(h)]
    regions = [h for h in found if h.said.word and h.is_numbers]
    series = [h for h in found if h.said.series and not h.said.word]
    plain = [h for h in found if not h.said.series and not h.said.word]
    series = [h for h in series if h.said.known or h.said.strong or _has_company(h, series, plain)]
    if regions:  # beside the knee, what is unknown is a region too
        regions += [h for h in plain if h.said.other and h.is_numbers]
        plain = [h for h in plain if h not in regions]
        regions += [h for h in free(held) if _may_be_region(h)]
    plain = _best(plain, held)
    if picked:
        taken = {h.use for h in picked}
        plain = [h for h in plain if Use.SCORE not in taken]
        series = [h for h in series if h.said.use not in taken]
    elif len(plain) > 1 or (plain and series) or _twice(series):
        many = [*plain, *series] if plain and series else plain if len(plain) > 1 else series
        questions.append(which(many, Use.SCORE, options))
    used = [*plain[:1], *series, *regions]
    if not used and not picked and nameless(held) and len(_may_be_scores(held)) == 1:
        return [_taken(_may_be_scores(held)[0])]
    if not used and not picked:
        questions.append(_no_score(held, options))
    for h in used:
        h.use = h.said.use if h.said.use.is_score else Use.SCORE
        if not h.said.known and h not in regions:
            notes.append(Note(_("{column} is used as a pain score.", column=h.name), guessed=True))
    return [_of_use(h, beside_regions=h in regions) for h in (*picked, *used)]


def _of_use(h: Held, *, beside_regions: bool = False) -> ScoreColumn:
    series = None if h.use is Use.SCORE else Series(h.use.value)
    if h.chosen:
        return ScoreColumn(h.index, series, "", h.name)
    word = h.said.word or (h.said.other or h.name if beside_regions else "")
    return ScoreColumn(h.index, h.said.series, word, h.name)


def _without_yes_no(found: list[Held], notes: list[Note]) -> list[Held]:
    """A column of yes and no is no score, one of nothing but 0 and 1 gives way to another."""
    of_two = [
        h
        for h in found
        if h.is_yes_no
        and not h.said.word
        and (not h.said.series or "present" in plain_words(h.name))  # is there any: pain_present
    ]
    flags = [h for h in of_two if len(of_two) < len(found) or not h.is_numbers]
    for h in flags:
        h.remark = _("yes or no is no score")
        notes.append(Note(_("{column} holds yes or no and is not used as a score.", column=h.name)))
    return [h for h in found if h not in flags]


def _may_be_region(h: Held) -> bool:
    """An unknown name over whole numbers from 0 to 10, to be asked about."""
    if h.use is not Use.UNUSED or h.remark or not h.is_numbers or not may_be_region(h.name):
        return False
    numbers = [parse_cell(cell).number for cell in h.sample]
    return all(n is None or (n <= Scale.TEN.top and n % 1 == 0) for n in numbers)


def _is_scale_end(h: Held) -> bool:
    """A maximum that is the same in all lines is that of the scale."""
    same = h.said.is_bare and len(h.sample) > 1 and len(set(h.sample)) == 1
    if same:
        is_top = h.said.series is Series.WORST
        h.said = replace(h.said, use=Use.UNUSED, tells_scale=is_top)
    return same


def _has_company(h: Held, series: list[Held], plain: list[Held]) -> bool:
    """Bare max and min are pain's where another column is."""
    others = [o for o in series if o is not h and (o.said.known or o.said.strong)]
    return bool(others) or any(p.said.strong for p in plain)


def _best(plain: list[Held], held: list[Held]) -> list[Held]:
    """Numbers before words; a bare score counts where nothing says that it is of other things."""
    numbers = [h for h in plain if h.is_numbers] or plain
    if not any(h.said.strong for h in numbers) and _about_other_things(held):
        return []
    return sorted(numbers, key=lambda h: (not h.said.strong, not h.said.known))


def _about_other_things(held: Sequence[Held]) -> bool:
    """A column of kinds that names other things than pain: a bare score may be of anything."""
    kinds = [h for h in held if h.said.is_kind and h.use is Use.UNUSED and h.sample]
    return any(not h.said.strong and len(set(h.sample)) < len(h.sample) for h in kinds)


def _twice(series: list[Held]) -> bool:
    names = [h.said.series for h in series]
    return len(set(names)) < len(names)


def _no_score(held: Sequence[Held], options: Options) -> Question:
    found = _may_be_scores(held)
    if not found or _about_other_things(held):
        return lacking(held, Use.SCORE)
    return which(found, Use.SCORE, options)


def _may_be_scores(held: Sequence[Held]) -> list[Held]:
    rest = [h for h in free(held) if h.is_numbers and not h.said.is_id and not h.is_dates]
    return [h for h in rest if not h.said.tells_scale and not h.is_yes_no and not h.remark]


def _taken(h: Held) -> ScoreColumn:
    h.use = Use.SCORE
    return ScoreColumn(h.index)
