"""The invented people of the demo clinic: what they have, do, rate and report."""

from dataclasses import dataclass
from datetime import date

from clinic_app.domain.progress.event import EventKind


@dataclass(frozen=True)
class Sessions:
    """How the first exercise of the plan went in the last days: pains 0-10, repetitions left."""

    pain_during: int = 4
    pain_next_morning: int | None = None
    reps_left: int = 2
    effort: int = 6
    share_done: float = 0.8


@dataclass(frozen=True)
class Person:
    """One invented patient. Weeks count from 0, the week of the first visit.

    ``means`` are the average pain per week, None for a week unrated and without any log. The
    plan starts with week 1. ``events`` are (day from the first visit, kind, words), days below 0
    count back from the day the clinic is made; ``measures`` are (week of the visit, measure, score
    or one for each of ``activities``). ``site`` is a second place that hurts, with a mean per week.
    """

    given: str
    family: str
    born: date
    condition: str
    region: str
    side: str
    icd10: str
    means: tuple[float | None, ...]
    plan: tuple[tuple[str, dict[str, float | str]], ...]
    precautions: tuple[str, ...] = ()
    steps_up: tuple[tuple[int, str, float | str], ...] = ()  # (week, setting, value) of the first
    silent_days: int = 0
    look: str = "standard"
    latest: Sessions = Sessions()
    events: tuple[tuple[int, EventKind, str], ...] = ()
    activities: tuple[str, ...] = ()
    measures: tuple[tuple[int, str, float | tuple[int, ...]], ...] = ()
    site: tuple[str, tuple[float, ...]] | None = None
    body_charts: tuple[tuple[int, tuple[str, ...]], ...] = ()  # (week of the visit, regions)
    sums_weeks_up: bool = False  # tells the days of a week at the kiosk, keeps no diary


# One block a person reads better than one value a line.
# fmt: off
PEOPLE = (
    Person(
        "Marigold", "Sample", date(1958, 3, 4), "Low back pain", "low-back", "right", "M54.50",
        (6.6, 6.4, 7.0, None, 4.2, 4.1, 3.7, 3.7),
        (
            ("hip-hinge", {"depth_deg": 30}),
            ("bridge", {}),
            ("bird-dog", {}),
            ("hamstring-stretch-strap", {}),
        ),
        ("osteoporosis",),
        ((4, "depth_deg", 45),),
        look="woman-tan-older",
        latest=Sessions(pain_during=2, pain_next_morning=3, reps_left=5, effort=5, share_done=0.9),
        events=((19, EventKind.FLARE_UP, "lifted a suitcase, could not sit for two days"),),
        activities=("Lifting the grandchild", "Standing to cook", "Putting on socks"),
        measures=(
            (0, "psfs", (2, 4, 3)),
            (4, "psfs", (4, 5, 4)),
            (8, "psfs", (6, 7, 6)),
            (0, "odi", 46),
            (4, "odi", 38),
            (8, "odi", 30),
            (0, "peg", 6.7),
            (8, "peg", 4.3),
            (8, "groc", 3),
        ),
        site=("knee-front-right", (3.4, 3.1, 3.3, 2.9)),
        body_charts=(
            (0, ("low-back", "buttock-right", "thigh-back-right", "knee-front-right")),
            (8, ("low-back", "knee-front-right")),
        ),
    ),
    Person(
        "Otto", "Example", date(1971, 11, 23), "Hip pain, outer side", "hip", "left", "M76.6",
        (3.1, 3.0, 3.4, 4.1, 5.2, 5.7),
        (("side-lying-hip-abduction", {}), ("sit-to-stand", {})),
        look="man-brown",
        latest=Sessions(pain_during=4, pain_next_morning=8, reps_left=1, effort=7),
        events=((-9, EventKind.FLARE_UP, "long drive, then a day of moving boxes"),),
        activities=("Climbing stairs", "Lying on the left side", "Walking the dog"),
        measures=(
            (0, "psfs", (5, 4, 6)),
            (5, "psfs", (4, 2, 5)),
            (0, "lefs", 55),
            (5, "lefs", 44),
            (5, "groc", -3),
        ),
    ),
    Person(
        "Bea", "Testcase", date(1989, 6, 2), "Neck pain", "neck", "", "M54.2",
        (5.2, 5.0),
        (("chin-tuck", {}), ("neck-rotation", {})),
        silent_days=17,
        activities=("Looking over the shoulder", "Working at a screen", "Reading in bed"),
        measures=((0, "psfs", (5, 3, 4)), (0, "ndi", 18)),
        sums_weeks_up=True,
        look="woman-light",
    ),
    Person(
        "Ned", "Placeholder", date(1946, 1, 30), "Knee osteoarthritis", "knee", "right", "M17.11",
        (5.0, 5.4, 4.8, 5.2, 5.3),
        (("sit-to-stand", {}), ("seated-knee-extension", {}), ("heel-raise", {})),
        ("fall-risk",),
        look="man-older-broad",
        events=(
            (15, EventKind.INJECTION, "steroid, right knee"),
            (-2, EventKind.WARNING_SIGN, "right leg gave way twice, new weakness"),
        ),
        activities=("Getting up from a low chair", "Stairs, going down", "Shopping for groceries"),
        measures=(
            (0, "psfs", (4, 3, 5)),
            (4, "psfs", (5, 3, 5)),
            (0, "koos-pain", 52.8),
            (4, "koos-pain", 55.6),
        ),
    ),
    Person(
        "Ivy", "Mockford", date(1995, 9, 12), "Shoulder pain", "shoulder", "left", "M75.42",
        (6.1, 5.6, 5.2, 4.8),
        (("band-row", {}), ("wall-slide", {})),
        look="woman-dark",
        measures=((0, "quickdash", 47.7), (4, "quickdash", 31.8), (4, "groc", 2)),
    ),
    Person(
        "Cleo", "Pretend", date(1983, 4, 17), "Ankle sprain", "ankle-foot", "right", "S93.401",
        (4.6, 3.2, 2.4, 1.6, 1.4),
        (("heel-raise", {}), ("single-leg-stand", {})),
        look="woman-headscarf",
        latest=Sessions(pain_during=1, pain_next_morning=1, reps_left=6, effort=4, share_done=0.95),
        events=((-20, EventKind.OTHER, "back at work, half days"),),
        activities=("Walking on uneven ground", "Running for the bus", "Dancing"),
        measures=(
            (0, "psfs", (3, 1, 0)),
            (4, "psfs", (8, 6, 5)),
            (0, "lefs", 38),
            (4, "lefs", 66),
            (4, "groc", 4),
        ),
    ),
    Person("Finn", "Fictive", date(2001, 2, 8), "Low back pain", "low-back", "", "M54.50", (), ()),
)
# fmt: on
