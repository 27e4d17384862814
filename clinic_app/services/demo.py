"""The demo clinic: invented people with plans, printed handouts and weeks of progress."""

import random
import shutil
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import Clinic, ClinicSetup, Episode, Paper, Patient
from clinic_app.domain.plan.plan import new_id
from clinic_app.services.demo_people import PEOPLE, Person
from clinic_app.services.demo_progress import add_progress
from clinic_app.services.files import in_clinic_folder
from clinic_app.services.folders.paths import checkpoint_copy_path, key_copy_path
from clinic_app.services.unlock.access import AccessService, local_now, new_recovery_key
from clinic_app.services.workspace import Workspace
from clinic_app.storage.keys.keys import KeyCost
from clinic_app.words import _

DEMO_PASSPHRASE = "quiet lantern orbit maple"


def make_demo(folder: Path, *, cost: KeyCost | None = None, today: datetime | None = None) -> None:
    """Make the demo clinic in a new or empty folder; raises UserError when it is neither.

    One that cannot be finished leaves nothing behind. The ratings are drawn with a fixed seed and
    end on the day the clinic is made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            _("{folder} is not empty.", folder=repr(folder.name)),
            _("Name a new folder for the demo clinic."),
        )
    if in_clinic_folder(folder.absolute()):
        raise UserError(
            _("{folder} lies in a clinic's folder.", folder=repr(folder.name)),
            _("Name a folder elsewhere."),
        )
    was_there = [above for above in (folder, *folder.parents) if above.exists()]
    try:
        _make(folder, cost, today)
    except BaseException:
        _take_away(folder, was_there)
        raise


def _take_away(folder: Path, was_there: Collection[Path]) -> None:
    """Remove what a demo that failed has made: nobody can have worked in it."""
    made = [path for path in (folder, *folder.parents) if path not in was_there]
    for path in made[-1:] or list(folder.iterdir()):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for copy in (key_copy_path(folder), checkpoint_copy_path(folder)):
        copy.unlink(missing_ok=True)


def _make(folder: Path, cost: KeyCost | None, today: datetime | None) -> None:
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
        for number, person in enumerate(PEOPLE):
            _add_person(workspace, person, moment, clock, random.Random(number))
    finally:
        workspace.close()


def _add_person(
    workspace: Workspace,
    person: Person,
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
    clock[0] = today
    add_progress(workspace, person, patient.id, start=start, today=today)
    clock[0] = today - timedelta(hours=len(person.given))
    workspace.patients.opened(patient.id)
    clock[0] = today


def _add_plan(
    workspace: Workspace, person: Person, patient_id: str, start: datetime, clock: list[datetime]
) -> None:
    if not person.plan:
        return
    clock[0] = start + timedelta(days=6, hours=1)
    items = [{"exercise": name, "settings": dict(settings)} for name, settings in person.plan]
    workspace.plans.replace(patient_id, {"items": items})
    options = workspace.handouts.usual_options(workspace.patients.get(patient_id))
    workspace.handouts.issue(patient_id, options)
    for week, setting, value in person.steps_up:
        clock[0] = start + timedelta(days=7 * week + 5)
        saved = workspace.plans.current(patient_id)
        first = saved.plan.items[0]
        exercise = workspace.library.exercise(first.exercise_id)
        changed = saved.plan.replaced(first.with_setting(exercise, setting, value))
        workspace.plans.save(patient_id, changed, version=saved.version)
        workspace.handouts.issue(patient_id, options)


def _add_ratings(
    workspace: Workspace,
    person: Person,
    patient_id: str,
    start: datetime,
    clock: list[datetime],
    chance: random.Random,
) -> None:
    entries: list[PainRating] = []
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
                entries.append(PainRating(new_id(), patient_id, series, score, at, source="diary"))
    latest = clock[0] = max([clock[0], *(e.at for e in entries)])
    workspace.pain.add_all(patient_id, [e for e in entries if e.at <= latest])


def _score(mean: float, chance: random.Random) -> int:
    return max(0, min(10, round(chance.gauss(mean, 0.8))))
