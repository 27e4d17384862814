"""The demo clinic: invented people with plans, printed handouts and months of ratings."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain import PainEntry, Series
from clinic_app.domain.patient import Clinic, Episode, Paper, Patient
from clinic_app.domain.program import new_id
from clinic_app.domain.setup import ClinicSetup
from clinic_app.services.access import AccessService, local_now, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.storage.keys import KeyCost

DEMO_PASSPHRASE = "quiet lantern orbit maple"


@dataclass(frozen=True)
class _Person:
    """One invented patient. ``means`` are the average pain per week, None for a week unrated."""

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


# fmt: off  # one block a person reads better than one value a line
_PEOPLE = (
    _Person(
        "Marigold",
        "Sample",
        date(1958, 3, 4),
        "Low back pain",
        "low-back",
        "right",
        "M54.50",
        (6.3, 6.4, 7.0, None, 4.6, 4.3, 3.7, 3.7),
        (
            ("hip-hinge", {"depth_deg": 30}),
            ("bridge", {}),
            ("bird-dog", {}),
            ("hamstring-stretch-strap", {}),
        ),
        ("osteoporosis",),
        ((4, "depth_deg", 45),),
        look="woman-tan-older",
    ),
    _Person(
        "Otto",
        "Example",
        date(1971, 11, 23),
        "Hip pain, outer side",
        "hip",
        "left",
        "M76.6",
        (3.1, 3.0, 3.4, 4.1, 5.2, 5.7),
        (("side-lying-hip-abduction", {}), ("sit-to-stand", {})),
        look="man-brown",
    ),
    _Person(
        "Bea",
        "Testcase",
        date(1989, 6, 2),
        "Neck pain",
        "neck",
        "",
        "M54.2",
        (5.2, 5.0),
        (("chin-tuck", {}), ("neck-rotation", {})),
        silent_days=17,
        look="woman-light",
    ),
    _Person(
        "Ned",
        "Placeholder",
        date(1946, 1, 30),
        "Knee osteoarthritis",
        "knee",
        "right",
        "M17.11",
        (5.0, 5.4, 4.8, 5.2, 5.3),
        (("sit-to-stand", {}), ("seated-knee-extension", {}), ("heel-raise", {})),
        ("fall-risk",),
        look="man-older-broad",
    ),
    _Person(
        "Ivy",
        "Mockford",
        date(1995, 9, 12),
        "Shoulder pain",
        "shoulder",
        "left",
        "M75.42",
        (6.1, 5.6, 5.2, 4.8),
        (("band-row", {}), ("wall-slide", {})),
        look="woman-dark",
    ),
    _Person(
        "Cleo",
        "Pretend",
        date(1983, 4, 17),
        "Ankle sprain",
        "ankle-foot",
        "right",
        "S93.401",
        (4.6, 3.2, 2.4, 1.6, 1.4),
        (("heel-raise", {}), ("single-leg-stand", {})),
        look="woman-headscarf",
    ),
    _Person("Finn", "Fictive", date(2001, 2, 8), "Low back pain", "low-back", "", "M54.50", (), ()),
)
# fmt: on


def make_demo(folder: Path, *, cost: KeyCost | None = None, today: datetime | None = None) -> None:
    """Make the demo clinic in a new or empty folder; raises UserError when it is neither.

    The ratings are drawn with a fixed seed and end on the day the clinic is made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder.name!r} is not empty.", "Name a new folder for the demo clinic.")
    moment = today or local_now()
    clock = [moment]
    access = AccessService(folder, cost=cost, now=lambda: clock[0])
    setup = ClinicSetup(
        Clinic("Demo Clinic", "(555) 010-0142", "1 Sample Street, Exampleton", Paper.LETTER),
        "Robin Demo",
        "PT",
        DEMO_PASSPHRASE,
        new_recovery_key(),
    )
    workspace = access.create(setup, is_demo=True)
    try:
        for number, person in enumerate(_PEOPLE):
            _add_person(workspace, person, moment, clock, random.Random(number))
    finally:
        workspace.close()


def _add_person(
    workspace: Workspace,
    person: _Person,
    today: datetime,
    clock: list[datetime],
    chance: random.Random,
) -> None:
    weeks = len(person.means)
    start = today - timedelta(days=7 * weeks + 1 + person.silent_days)
    clock[0] = start
    patient = workspace.patients.add(
        Patient(
            new_id(),
            person.given,
            person.family,
            person.born,
            precautions=person.precautions,
            look=person.look,
        )
    )
    workspace.patients.add_episode(
        Episode(
            new_id(),
            patient.id,
            person.condition,
            person.region,
            person.side,
            person.icd10,
            start.date(),
        )
    )
    _add_plan(workspace, person, patient.id, start, clock)
    _add_ratings(workspace, person, patient.id, start, clock, chance)
    clock[0] = today - timedelta(hours=len(person.given))
    workspace.patients.opened(patient.id)
    clock[0] = today


def _add_plan(
    workspace: Workspace, person: _Person, patient_id: str, start: datetime, clock: list[datetime]
) -> None:
    if not person.plan:
        return
    clock[0] = start + timedelta(days=6, hours=1)
    items = [{"exercise": name, "settings": dict(settings)} for name, settings in person.plan]
    workspace.programs.replace(patient_id, {"items": items})
    options = workspace.handouts.usual_options(workspace.patients.get(patient_id))
    workspace.handouts.issue(patient_id, options)
    for week, setting, value in person.steps_up:
        clock[0] = start + timedelta(days=7 * week + 5)
        saved = workspace.programs.current(patient_id)
        first = saved.program.items[0]
        exercise = workspace.library.exercise(first.exercise_id)
        changed = saved.program.replaced(first.with_setting(exercise, setting, value))
        workspace.programs.save(patient_id, changed, version=saved.version)
        workspace.handouts.issue(patient_id, options)


def _add_ratings(
    workspace: Workspace,
    person: _Person,
    patient_id: str,
    start: datetime,
    clock: list[datetime],
    chance: random.Random,
) -> None:
    entries: list[PainEntry] = []
    for week, mean in enumerate(person.means):
        for day in range(7) if mean is not None else ():
            if chance.random() < 0.12 and 0 < day < 6:
                continue  # a missed day
            at = (start + timedelta(days=7 * week + day + 1)).replace(
                hour=20, minute=0, second=0, microsecond=0
            )
            average = _score(mean or 0, chance)
            worst = min(10, average + chance.choice((1, 2, 2, 3)))
            for series, score in ((Series.AVERAGE, average), (Series.WORST, worst)):
                entries.append(PainEntry(new_id(), patient_id, series, score, at, source="diary"))
    latest = clock[0] = max([clock[0], *(e.at for e in entries)])
    workspace.pain.record_all(patient_id, [e for e in entries if e.at <= latest])


def _score(mean: float, chance: random.Random) -> int:
    return max(0, min(10, round(chance.gauss(mean, 0.8))))
