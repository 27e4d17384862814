"""The outcome measures that Handrail knows, each with its numbers and their source.

Scores of pain itself are ratings (`pain`), not measures. Where a threshold is a range or depends
on the start, the greatest is taken and ``source`` says so.
"""

from collections.abc import Iterable

from clinic_app.domain.errors import UserError
from clinic_app.domain.progress.outcome_measure import MeasureResult, OutcomeMeasure, mean_of
from clinic_app.words import N_, Message, _

_OWN = N_("Asked in our own words: a common kind of question, no licence is needed.")
_TOTAL = N_("Only the total is kept: its questions may not ship without permission.")
FEWEST_ACTIVITIES, MOST_ACTIVITIES = 3, 5  # what the threshold of the mean holds for
_SHORT_NONE = "no citation on file"


def _pain_subscale(
    measure_id: str, name: Message, full_name: Message, *, region: str
) -> OutcomeMeasure:
    """The pain subscale of an Osteoarthritis Outcome Score."""
    return OutcomeMeasure(
        measure_id,
        name,
        full_name,
        high=100,
        step=0.1,
        up_is_better=True,
        mdc=22.0,
        source=N_(
            "MDC95 of the pain subscale 20 to 22; the greater is taken (read in the literature,"
            " no citation on file)."
        ),
        short_source=f"MDC95 20 to 22 ({_SHORT_NONE})",
        licence=N_(
            "Only the total is kept: its questions may not ship without permission. Permission"
            " and a fee since October 2023."
        ),
        regions=(region,),
    )


MEASURES: tuple[OutcomeMeasure, ...] = (
    OutcomeMeasure(
        "psfs",
        N_("Own activities"),
        N_("Patient-specific function scale"),
        high=10,
        step=0.1,
        up_is_better=True,
        mdc=2.0,
        mcid=2.0,
        source=N_(
            "MDC90 2 points for the mean of 3 to 5 activities (read in the literature, no"
            " citation on file); MIC 1.9 to 2.0,"
            " the greater is taken (Rysstad 2020, doi 10.1186/s12891-020-03289-z)."
        ),
        short_source=f"MDC90 2 ({_SHORT_NONE}), MIC 1.9 to 2.0 (Rysstad 2020)",
        licence=_OWN,
    ),
    OutcomeMeasure(
        "groc",
        N_("Change overall"),
        N_("Global rating of change"),
        low=-5,
        high=5,
        up_is_better=True,
        mcid=2.5,
        source=N_(
            "2.5 points (PMC7025089), there of 11 on the Portuguese Global Perceived Effect"
            " scale in low back pain, not of a rating of change in general. It is the patient's own"
            " comparison with the start."
        ),
        short_source="2.5 points (PMC7025089)",
        licence=_OWN,
        is_change_rating=True,
    ),
    OutcomeMeasure(
        "peg",
        N_("PEG"),
        N_("Pain, enjoyment and general activity: mean of three"),
        high=10,
        step=0.1,
        mcid=1.75,
        source=N_("MCID 1.0 to 1.75 points (PMC10859144); the greater is taken."),
        short_source="MCID 1.0 to 1.75 (PMC10859144)",
        licence=N_(
            "Only the total is kept. Its three questions come from the Brief Pain Inventory, whose"
            " user guide claims copyright in it and all derivatives and asks for permission; other"
            " programs call the PEG public domain, but no such word of its authors was found."
        ),
    ),
    OutcomeMeasure(
        "odi",
        N_("ODI"),
        N_("Oswestry Disability Index"),
        high=100,
        unit="%",
        mcid=10.0,
        source=N_("MCID 10 percentage points (read in the literature, no citation on file)."),
        short_source=f"MCID 10 ({_SHORT_NONE})",
        licence=_TOTAL,
        regions=("low-back",),
    ),
    OutcomeMeasure(
        "rmdq",
        N_("RMDQ"),
        N_("Roland-Morris Disability Questionnaire"),
        high=24,
        mcid=5.0,
        mcid_share=0.30,
        source=N_(
            "MCID 5 points or 30 % of the start (read in the literature, no citation on file);"
            " the greater is taken."
        ),
        short_source=f"MCID 5 or 30 % ({_SHORT_NONE})",
        licence=_TOTAL,
        regions=("low-back",),
    ),
    OutcomeMeasure(
        "ndi",
        N_("NDI"),
        N_("Neck Disability Index"),
        high=50,
        mdc=5.0,
        mcid=9.5,
        source=N_(
            "5 of 50 points (its author), taken as the edge of noise; 19 percentage points, which"
            " is 9.5 of 50 (Cleland 2008, doi 10.1016/j.apmr.2007.08.126), taken as what matters."
        ),
        short_source="5 of 50 (its author), 19 percentage points (Cleland 2008)",
        licence=_TOTAL,
        regions=("neck",),
    ),
    OutcomeMeasure(
        "lefs",
        N_("LEFS"),
        N_("Lower Extremity Functional Scale"),
        high=80,
        up_is_better=True,
        mdc=9.0,
        mcid=9.0,
        source=N_("MDC 9 and MCID 9 points (read in the literature, no citation on file)."),
        short_source=f"MDC and MCID 9 ({_SHORT_NONE})",
        licence=_TOTAL,
        regions=("hip", "knee", "ankle-foot"),
    ),
    OutcomeMeasure(
        "quickdash",
        N_("QuickDASH"),
        N_("Disabilities of the Arm, Shoulder and Hand, short form"),
        high=100,
        step=0.1,
        mdc=17.1,
        mcid=13.6,
        source=N_(
            "Smallest detectable change 17.1, MIC 13.4 (van Kampen 2013, doi"
            " 10.1186/1749-799X-8-40); MIC 10.8 to 13.6, the greater is taken (Rysstad 2020, doi"
            " 10.1186/s12891-020-03289-z)."
        ),
        short_source="noise 17.1 (van Kampen 2013), MIC 10.8 to 13.6 (Rysstad 2020)",
        licence=_TOTAL,
        regions=("shoulder", "elbow", "wrist-hand"),
    ),
    _pain_subscale(
        "koos-pain",
        N_("KOOS pain"),
        N_("Knee injury and Osteoarthritis Outcome Score, pain subscale"),
        region="knee",
    ),
    _pain_subscale(
        "hoos-pain",
        N_("HOOS pain"),
        N_("Hip disability and Osteoarthritis Outcome Score, pain subscale"),
        region="hip",
    ),
    OutcomeMeasure(
        "promis-pf",
        N_("PROMIS PF"),
        N_("PROMIS physical function, T score"),
        low=10,  # four standard deviations of 10 either side of the mean of 50
        high=90,
        step=0.1,
        up_is_better=True,
        unit="T",
        mcid=6.0,
        source=N_("Clinical custom: 2 to 6 points of T, the greater is taken; no source was read."),
        short_source="2 to 6 points: clinical custom",
        licence=N_("Only the T score is kept: no item may ship without written permission."),
    ),
)
_BY_ID = {measure.id: measure for measure in MEASURES}


def measure_named(name: str) -> OutcomeMeasure:
    """A measure by id; raises UserError listing those known."""
    measure = _BY_ID.get(name.strip().lower())
    if measure is None:
        raise UserError(
            _("There is no measure {name}.", name=repr(name[:40])),
            _("Known: {names}.", names=", ".join(_BY_ID)),
        )
    return measure


def check_result(result: MeasureResult) -> None:
    """Raises UserError for an unknown measure, a score that cannot be, or items that do not fit."""
    measure = measure_named(result.measure_id)
    measure.checked(result.score)
    answers = [measure.checked(answer) for _, answer in result.items]
    if answers and not FEWEST_ACTIVITIES <= len(answers) <= MOST_ACTIVITIES:
        raise UserError(
            _(
                "{fewest} to {most} activities are needed.",
                fewest=FEWEST_ACTIVITIES,
                most=MOST_ACTIVITIES,
            )
        )
    if answers and mean_of(answers) != result.score:
        raise UserError(
            _(
                "The mean of the answers is {mean}, not {score}.",
                mean=f"{mean_of(answers):g}",
                score=f"{result.score:g}",
            )
        )


def offered(region: str, used: Iterable[str]) -> tuple[OutcomeMeasure, ...]:
    """All measures in the order to offer them to a patient.

    Those ``used`` before (ids) come first, then those of the region, those for anybody, the rest.
    """
    before = set(used)

    def place(measure: OutcomeMeasure) -> int:
        if measure.id in before:
            return 0
        if region in measure.regions:
            return 1
        return 3 if measure.regions else 2

    return tuple(sorted(MEASURES, key=place))
