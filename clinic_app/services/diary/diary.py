"""The paper diary keyed in: which grids a patient was given, what stands in them, and saving."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from clinic_app.domain.diary import diary_merge
from clinic_app.domain.diary.diary import DIARY_DAYS, Diary, DiaryRow, SessionDetails, box_words
from clinic_app.domain.diary.diary_merge import CellChange, DiaryMerge
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import PainRating
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.dose import Side
from clinic_app.domain.plan.dose_words import side_words
from clinic_app.domain.plan.handout import has_diary
from clinic_app.domain.plan.plan import Lookup, Plan, PlanItem, new_id
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.services.changes import PainChanged, ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.file.transactions import ReadTx, WriteTx
from clinic_app.storage.records import handouts, pain, patients, plans, records
from clinic_app.storage.records.pain import RATINGS
from clinic_app.storage.records.records import EXERCISE_LOGS
from clinic_app.words import N_, _, interface, ngettext

_NOTHING_TOLD: Mapping[str, int] = {}
REPLACED, TAKEN_OUT = N_("Corrected from the diary"), N_("Taken out of the diary")  # stored


@dataclass(frozen=True)
class DiaryPeriod:
    """A grid of days; ``printed`` when the patient was given it on paper."""

    first: date
    days: int = DIARY_DAYS
    printed: bool = True

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=self.days - 1)


@dataclass(frozen=True)
class DiarySaved:
    """How many boxes were new, took another number's place, or were emptied.

    ``ratings`` are those of the new ones that hold a pain rating.
    """

    added: int
    replaced: int
    voided: int
    ratings: int = field(default=0, compare=False)

    @property
    def words(self) -> str:
        """``12 pain ratings and 3 exercise boxes, 1 corrected``."""
        parts = (
            (self.added, box_words(self.ratings, self.added - self.ratings)),
            (self.replaced, ngettext("{count} corrected", "{count} corrected", self.replaced)),
            (self.voided, ngettext("{count} taken out", "{count} taken out", self.voided)),
        )
        return ", ".join(words for count, words in parts if count) or _("nothing new")


_Chosen = Callable[
    [DiaryMerge], tuple[Sequence[CellChange], Sequence[CellChange], Sequence[CellChange]]
]


class DiaryService(Service):
    """Diaries of every patient. They are kept as ratings and exercise logs, all or none."""

    def periods(self, patient_id: str) -> tuple[DiaryPeriod, ...]:
        """The grids that were printed, the newest first; without any, two weeks to today."""
        with self._session.read() as tx:
            given = handouts.plans(tx, patient_id)
        printed = {h.issued_at.date(): None for h in given if has_diary(h.options)}
        if printed:
            return tuple(DiaryPeriod(first) for first in printed)
        first = self._session.now().date() - timedelta(days=DIARY_DAYS - 1)
        return (DiaryPeriod(first, printed=False),)

    def open(self, patient_id: str, first: date, days: int = DIARY_DAYS) -> Diary:
        """The grid from a day on, with what the record holds in its boxes.

        The rows are those of the newest handout printed by then, else of the plan as it stood
        on that day, else of the plan now.
        """
        with self._session.read() as tx:
            plan = self._printed(tx, patient_id, first) or self._planned(tx, patient_id, first)
            return self._filled(
                tx,
                patient_id,
                Diary(first, rows_of(plan, self._session.library.exercise), days=days),
            )

    def open_day(self, patient_id: str, day: date) -> Diary:
        """One day with the plan as it stood on it, for telling how the exercises went."""
        with self._session.read() as tx:
            plan = self._planned(tx, patient_id, day)
            return self._filled(
                tx, patient_id, Diary(day, rows_of(plan, self._session.library.exercise), days=1)
            )

    def log(
        self,
        patient_id: str,
        exercise: str,
        day: date,
        *,
        done: int | None = None,
        told: Mapping[str, int] = _NOTHING_TOLD,
    ) -> ExerciseLog:
        """Keep how one exercise of the plan went on a day, by exercise or item id.

        ``done`` are its sessions: all that were asked for if left out, none where no set was done.
        ``told`` are fields of `SessionDetails`; what was told of that day before stays beside it.
        Raises UserError for an exercise that is not in the plan, a day to come or before the
        patient's birth, a number that cannot be, NotFound for an unknown patient.
        """
        diary = self.open_day(patient_id, day)
        row = _row_named(diary.rows, exercise)
        key = (row.item_id, day)
        details = replace(diary.details.get(key, SessionDetails()), **told)
        if done is None:
            nothing = told.get("sets_done") == 0
            done = 0 if nothing else diary.ticks.get(key) or row.times_per_day
        if done > row.times_per_day:
            what = ngettext(
                "{exercise} was asked for {count} time a day, not {number}.",
                "{exercise} was asked for {count} times a day, not {number}.",
                row.times_per_day,
                exercise=row.name,
                number=done,
            )
            raise UserError(what, _("Say how many of these were done."))
        written = diary.with_ticks(*key, done).with_details(*key, details)
        self.save(patient_id, written, "clinic")
        with self._session.read() as tx:
            logs = records.listing(tx, EXERCISE_LOGS, patient_id)
        here = (one for one in logs if not one.voided and (one.item_id, one.day) == key)
        return [one for one in here if one.tells_how_often][-1]

    def check(self, patient_id: str, diary: Diary, source: str = "form") -> DiaryMerge:
        """Compare with the record without keeping anything; raises UserError for a day to come."""
        with self._session.read() as tx:
            return self._merged(tx, patient_id, diary, source)

    def save(
        self, patient_id: str, diary: Diary, source: Literal["diary", "clinic"] = "diary"
    ) -> DiarySaved:
        """Keep a grid that was opened here: a box with another number replaces the record's, and
        an emptied one voids it. The same diary twice changes nothing.

        Raises UserError for a day to come or a number out of range, NotFound for an unknown
        patient; then nothing is kept.
        """
        return self._write(patient_id, diary, source, lambda m: (m.added, m.differing, m.empty))

    def take(
        self, patient_id: str, diary: Diary, source: str = "form", *, replacing: bool = False
    ) -> DiarySaved:
        """Keep what a diary from elsewhere adds; its empty boxes void nothing.

        Where the record holds another number, that stays unless ``replacing``. Raises as `save`.
        """
        return self._write(
            patient_id, diary, source, lambda m: (m.added, m.differing if replacing else (), ())
        )

    def _write(self, patient_id: str, diary: Diary, source: str, chosen: _Chosen) -> DiarySaved:
        with self._session.write() as tx:
            added, replaced, voided = chosen(self._merged(tx, patient_id, diary, source))
            for cells, reason in ((replaced, REPLACED), (voided, TAKEN_OUT)):
                _void(tx, patient_id, cells, reason)
            new = [cell.new for cell in (*added, *replaced)]
            pain.add(tx, [entry for entry in new if isinstance(entry, PainRating)])
            records.add(tx, EXERCISE_LOGS, [log for log in new if isinstance(log, ExerciseLog)])
            if source == "form" and new:
                detail = {"what": "answers of a diary form", "count": len(new)}
                tx.audit("import", "file", new_id(), detail, patient_id)
        self._tell(patient_id, (*added, *replaced, *voided))
        ratings = sum(cell.is_rating for cell in added)
        return DiarySaved(len(added), len(replaced), len(voided), ratings)

    def _tell(self, patient_id: str, cells: Sequence[CellChange]) -> None:
        if any(cell.is_rating for cell in cells):
            self._session.notify(PainChanged(patient_id))
        if not all(cell.is_rating for cell in cells):
            self._session.notify(ProgressChanged(patient_id))

    # --- what the record holds -------------------------------------------------------------------

    def _merged(self, tx: ReadTx, patient_id: str, diary: Diary, source: str) -> DiaryMerge:
        on_form = source == "form"  # which itself asked for its exercises on each of its days
        asked = None if on_form else self._asked(tx, patient_id, diary)
        return diary_merge.merged(
            replace(diary, asked=asked),
            pain.listing(tx, patient_id),
            records.listing(tx, EXERCISE_LOGS, patient_id),
            patient_id=patient_id,
            now=self._session.now(),
            source=source,
            born=patients.get(tx, patient_id).born,
        )

    def _filled(self, tx: ReadTx, patient_id: str, diary: Diary) -> Diary:
        logs = records.listing(tx, EXERCISE_LOGS, patient_id)
        diary = replace(diary, asked=self._asked(tx, patient_id, diary))
        return diary_merge.filled(diary, pain.listing(tx, patient_id), logs)

    # --- which exercises were asked for ----------------------------------------------------------

    def _printed(self, tx: ReadTx, patient_id: str, day: date) -> Plan | None:
        by_then = (h for h in handouts.plans(tx, patient_id) if h.issued_at.date() <= day)
        newest = next(by_then, None)
        return newest and self._read(newest.plan)

    def _planned(self, tx: ReadTx, patient_id: str, day: date) -> Plan:
        before = [doc for on, doc in plans.daily_documents(tx, patient_id) if on <= day]
        as_it_stood = self._read(before[-1]) if before else None
        return as_it_stood or self._read(plans.current(tx, patient_id).document) or Plan()

    def _asked(self, tx: ReadTx, patient_id: str, diary: Diary) -> frozenset[tuple[str, date]]:
        """The (item id, day) of a diary for which the exercise was in the plan, by that evening."""
        daily = plans.daily_documents(tx, patient_id)
        found: set[tuple[str, date]] = set()
        for day in diary.dates:
            document = next((doc for on, doc in reversed(daily) if on <= day), {"items": []})
            ids = {item["id"] for item in document["items"]}
            names = {item["exercise"] for item in document["items"]}
            found |= {
                (row.item_id, day)
                for row in diary.rows
                if row.item_id in ids or row.exercise_id in names
            }
        return frozenset(found)

    def _read(self, document: object) -> Plan | None:
        """A plan, or None for one without exercises, or with some the library lost."""
        try:
            plan = plan_document.from_document(document, self._session.library.exercise)
        except UserError:
            return None
        return plan if plan.items else None


def rows_of(plan: Plan, lookup: Lookup) -> tuple[DiaryRow, ...]:
    """The rows of a plan's diary, in the plan's order; a side is named where one alone works."""
    return tuple(_row(item, lookup(item.exercise_id).name) for item in plan.items)


def _row(item: PlanItem, name: str) -> DiaryRow:
    dose = item.dose
    side = "" if dose.side is Side.BOTH else f", {side_words(dose.side, interface().language)}"
    return DiaryRow(
        item.id,
        item.exercise_id,
        f"{name}{side}",
        dose.times_per_day,
        dose.days_per_week,
        dose.sets,
    )


def _row_named(rows: Sequence[DiaryRow], named: str) -> DiaryRow:
    """The row of an exercise or item id; raises UserError where there is none, or more than one."""
    found = [row for row in rows if named in (row.exercise_id, row.item_id)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{row.item_id} ({row.name})" for row in found)
        what = ngettext(
            "{named} is in the plan {count} time.",
            "{named} is in the plan {count} times.",
            len(found),
            named=repr(named),
        )
        raise UserError(what, _("Give its item id: {ids}.", ids=ids))
    known = ", ".join(dict.fromkeys(row.exercise_id for row in rows))
    hint = _("In it: {known}.", known=known) if known else _("The plan is empty.")
    raise UserError(_("{named} is not in the plan of that day.", named=repr(named[:60])), hint)


def _void(tx: WriteTx, patient_id: str, cells: Sequence[CellChange], reason: str) -> None:
    for cell in cells:
        for entry_id in cell.voided:
            kind = RATINGS if cell.is_rating else EXERCISE_LOGS
            records.void(tx, kind, patient_id, entry_id, reason)
