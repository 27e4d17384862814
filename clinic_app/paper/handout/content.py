"""Everything a handout says, resolved to texts and pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise import ladder, setting_words
from clinic_app.domain.exercise.exercise import Exercise
from clinic_app.domain.exercise.next_rung import next_rung
from clinic_app.domain.exercise.picture import (
    Panel,
    main_picture,
    numbers_of,
    without_inset,
)
from clinic_app.domain.exercise.precaution import safety_lines
from clinic_app.domain.patient.patient import ClinicContext, Episode
from clinic_app.domain.plan import dose_words
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem
from clinic_app.domain.plan.signs import SignTable, SignWords, about, sign_words
from clinic_app.domain.regional import WeightUnit
from clinic_app.paper.handout.step_on_paper import StepOnPaper, inside
from clinic_app.paper.wording import PageWording, page_wording, signs_listed
from clinic_app.words import languages, wording_in


@dataclass(frozen=True)
class RungWords:
    """The neighbouring rung in the patient's words; ``panel`` is its small picture, if any.

    ``badge`` (``10 s``) stands on the picture where nothing but the time changes. ``is_stop``:
    there is no rung to go to, and the words say to stop.
    """

    text: str
    panel: Panel | None = None
    badge: str = ""
    is_stop: bool = False


@dataclass(frozen=True)
class Card:
    """One exercise on paper. ``dose`` and ``details`` are parts, joined with a dot when drawn.

    ``safety`` holds what the patient's own precautions ask for here.
    ``side_boxes`` (``8 right``, ``8 left``) stand after the first part of a dose that counts for
    each side; ``side`` is the one that works where only one does. ``alternate_days`` says how days
    with and without take turns (``every other day``), where they do.
    """

    name: str
    dose: tuple[str, ...]
    details: tuple[str, ...]
    steps: tuple[str, ...]
    feel: str
    cue: str
    note: str
    times_per_day: int
    days_per_week: int
    easier: RungWords | None = None
    harder: RungWords | None = None
    panels: tuple[Panel, ...] = ()
    safety: tuple[str, ...] = ()
    side_boxes: tuple[str, ...] = ()
    alternate_days: str = ""
    side: str = ""

    @property
    def drawn_steps(self) -> frozenset[int]:
        """The numbers of the steps that a picture shows; without any the first two, which may be
        drawn by hand.
        """
        shown = (numbers_of(self.panels, place) for place in range(len(self.panels)))
        return frozenset(chain.from_iterable(shown)) or frozenset((1, 2))

    @property
    def row_name(self) -> str:
        """What the diary calls it: the name, and the side where one alone works."""
        return f"{self.name}, {self.side}" if self.side else self.name


@dataclass(frozen=True)
class HandoutContent:
    """A whole handout. ``emergency_short`` stands on exercise pages, ``emergency`` on the last.

    ``same_day_short`` and ``same_day`` are for a call on the same day. ``pain_limits``: what is
    calm at most, and above what pain is too much. ``pain_rule`` stands instead of those numbers.
    """

    options: HandoutOptions
    given_name: str
    initials: str
    printed_on: date
    clinic_name: str
    clinic_phone: str
    clinic_address: str
    clinician: str
    emergency_number: str
    minutes_a_day: int
    cards: tuple[Card, ...]
    emergency_short: tuple[str, ...]
    emergency: tuple[str, ...]
    same_day_short: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    pain_limits: tuple[int, int] = (2, 5)
    pain_rule: str = ""
    is_chart_copy: bool = False

    @property
    def wording(self) -> PageWording:
        """The fixed words in its language, with its limits of pain."""
        calm, high = self.pain_limits
        own = bool(self.pain_rule)
        return page_wording(self.options.language, calm=calm, high=high, own_rule=own)

    @property
    def is_drawn(self) -> bool:
        """Whether any exercise has a picture."""
        return any(card.panels for card in self.cards)


Pictures = Callable[[ladder.Rung], tuple[Panel, ...]]


_NOTHING_HOLDS: Mapping[str, str] = {}


def _no_pictures(rung: ladder.Rung) -> tuple[Panel, ...]:
    return ()


def compose(
    *,
    context: ClinicContext,
    plan: Plan,
    lookup: Lookup,
    options: HandoutOptions,
    signs: SignTable,
    surgery: bool = False,
    limits: tuple[int, int] = (2, 5),
    holds: Mapping[str, str] = _NOTHING_HOLDS,
    pictures: Pictures = _no_pictures,
) -> HandoutContent:
    """Resolve a plan to the words and pictures of a handout.

    ``surgery``: whether there was one in this episode; ``limits`` are the clinic's: what pain is
    calm at most, and above what it is too much; ``holds`` are reasons for no harder rung now, by
    item id; ``pictures`` gives a rung's start and end panel, or nothing where there is none. Raises
    UserError for an empty plan or a language without words.
    """
    if not plan.items:
        raise UserError("The plan is empty.", "Add an exercise before printing.")
    if options.language not in languages():
        known = ", ".join(languages())
        raise UserError(f"There is no handout language {options.language!r}.", f"Known: {known}.")
    clinic, patient = context.clinic, context.patient
    cards = _Cards(lookup, options, pictures, patient.precautions, clinic.weight_unit)
    words = _signs(plan, lookup, context, signs, surgery, options.language)
    return HandoutContent(
        options=options,
        given_name=patient.given,
        initials=patient.initials,
        printed_on=context.today,
        clinic_name=clinic.name,
        clinic_phone=clinic.phone,
        clinic_address=clinic.address,
        clinician=context.clinician.title,
        emergency_number=clinic.emergency_number,
        minutes_a_day=plan.minutes_a_day(lookup),
        cards=tuple(cards.card(item, hold=holds.get(item.id, "")) for item in plan.items),
        emergency_short=words.at_once_short,
        emergency=words.at_once,
        same_day_short=words.same_day_short,
        same_day=words.same_day,
        pain_limits=limits,
        pain_rule=signs.pain_rule(plan.pain_rule, options.language),
    )


def emergency_line(content: HandoutContent) -> str:
    """The signs of the exercise pages as one sentence."""
    return signs_listed(content.wording, content.emergency_short) + "."


def _regions(plan: Plan, lookup: Lookup, episode: Episode | None) -> frozenset[str]:
    """The treated region; where it is not known, every region the plan moves."""
    if episode and episode.region:
        return frozenset({episode.region})
    return frozenset(r for item in plan.items for r in lookup(item.exercise_id).regions)


def _signs(
    plan: Plan,
    lookup: Lookup,
    context: ClinicContext,
    table: SignTable,
    surgery: bool,
    language: str,
) -> SignWords:
    regions, precautions = _regions(plan, lookup, context.episode), context.patient.precautions
    known = about(table, regions=regions, precautions=precautions, surgery=surgery)
    return sign_words(table, known, language)


@dataclass(frozen=True)
class _Cards:
    """Makes the cards of one handout: what is the same for all of them."""

    lookup: Lookup
    options: HandoutOptions
    pictures: Pictures
    precautions: tuple[str, ...]
    unit: WeightUnit

    def card(self, item: PlanItem, *, hold: str) -> Card:
        """One exercise; ``hold`` is a reason for no harder rung now."""
        language = self.options.language
        exercise = self.lookup(item.exercise_id)
        words = exercise.words_in(language)
        each_side, one_side = item.counts_each_side(exercise), item.dose.side is not Side.BOTH
        return Card(
            name=words.name_for_patient,
            dose=dose_words.dose_parts(item.dose, language, each_side=each_side),
            side_boxes=dose_words.side_boxes(item.dose, language) if each_side else (),
            side=dose_words.side_words(item.dose.side, language) if one_side else "",
            details=setting_words.setting_parts(exercise, item.settings, item.dose, language),
            steps=item.own_steps or exercise.steps_for(item.rung.settings, language),
            feel=words.feel,
            cue=words.cues[0] if words.cues else "",
            note=item.note_in(language),
            times_per_day=item.dose.times_per_day,
            days_per_week=item.dose.days_per_week,
            alternate_days=dose_words.often_words(item.dose, language)
            if item.dose.days_off
            else "",
            easier=self._easier(item),
            harder=self._rung(item, up=True, hold=hold) if self.options.next_harder else None,
            panels=self._panels(item, exercise),
            safety=safety_lines(
                exercise, item.rung.settings, self.precautions, language, quiet=item.quiet
            ),
        )

    def _panels(self, item: PlanItem, exercise: Exercise) -> tuple[Panel, ...]:
        """The pictures; which of the patient's own steps they show is known while the count is."""
        panels = self.pictures(item.rung)
        written = len(exercise.words_in(self.options.language).steps)
        if len(item.own_steps) in (0, written):
            return panels
        return tuple(replace(panel, shows=()) for panel in panels)

    def _easier(self, item: PlanItem) -> RungWords | None:
        """The next easier rung; where none is safe or left, what to do instead."""
        if not self.options.next_easier:
            return None
        found = self._rung(item, up=False)
        stop = wording_in(self.options.language).gettext("stop and call me.")
        return found or RungWords(stop, is_stop=True)

    def _rung(self, item: PlanItem, *, up: bool, hold: str = "") -> RungWords | None:
        """The next rung that is safe for this patient, in the patient's words."""
        step = next_rung(item, self.lookup, up=up, precautions=self.precautions, hold=hold).step
        if step is None:
            return None
        words = StepOnPaper(item, step, self.lookup, self.unit, self.options.language, up=up)
        panels = self.pictures(item.rung if words.badge else step.rung)
        text = inside(words.text())
        if not panels:
            return RungWords(text)
        shown = without_inset(main_picture(panels))  # too small for an inset
        return RungWords(text, shown, words.badge)
