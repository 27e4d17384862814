"""How exercises went on one day, as lines of boxes: done, sets, effort, pain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject

from clinic_app.domain.diary.diary import Diary, DiaryRow, SessionDetails
from clinic_app.ui.diary.boxes import Box, BoxModel, Index, Line
from clinic_app.words import N_, NP_, _, ngettext

_HEADS = (
    NP_("session", "Done"),
    NP_("session", "Sets"),
    NP_("session", "Reps left"),
    NP_("session", "Effort"),
    NP_("session", "Pain"),
    NP_("session", "Next day"),
    NP_("session", "Did less"),
)
_NAMES = (
    N_("times done"),
    N_("sets done"),
    N_("repetitions left in the last set"),
    N_("effort, 0 to 10"),
    N_("pain during it, 0 to 10"),
    N_("pain the next morning, 0 to 10"),
    N_("less done because of pain"),
)
_FIELDS = ("sets_done", "reps_left", "effort", "pain_during", "pain_next_morning")
_DONE, _LESS = 1, len(_HEADS)
_HELP = {
    1: N_("Sessions done that day. x is all that was asked."),
    2: N_("Sets done in the last session."),
    3: N_("How many more repetitions the last set would have allowed; + is ten or more."),
    4: N_("How hard it was: 0 no effort, 10 the most there is."),
    5: N_("Worst pain while doing it, 0 to 10."),
    6: N_("Pain the morning after, 0 to 10."),
    7: N_("x where pain made the patient do less."),
}


class SessionModel(BoxModel):
    """One day of a diary; ``rows`` may be fewer than the diary's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[DiaryRow] = ()
        self._day = date.min
        self.opened = self.diary = Diary(date.min, (), days=0)

    def show(
        self, diary: Diary, opened: Diary, day: date, rows: Sequence[DiaryRow] | None = None
    ) -> None:
        """Lay out a day of a diary beside what the record held."""
        self.beginResetModel()
        self.diary, self.opened, self._day = diary, opened, day
        self._rows = diary.rows if rows is None else rows
        self.endResetModel()

    def fill(self, diary: Diary) -> None:
        """Key in another diary of the same day over what the record has."""
        self.diary = diary
        if self._rows:
            self.dataChanged.emit(self.index(1, 0), self.index(len(self._rows), len(_HEADS)))

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the record."""
        now, was = self.diary, self.opened
        return (now.ticks, now.details) != (was.ticks, was.details)

    def details_of(self, row: DiaryRow) -> tuple[int | None, SessionDetails]:
        """Sessions done and details of one exercise."""
        key = (row.item_id, self._day)
        return self.diary.ticks.get(key), self.diary.details.get(key, SessionDetails())

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(_HEADS) + 1

    def line(self, row: int) -> Line:
        if row == 0:
            return Line("head", _("Exercise"))
        of = self._rows[row - 1]
        sets = ngettext("{count} set", "{count} sets", of.sets)
        asked = _("asked: {sets}, {times}", sets=sets, times=_times(of))
        return Line("ticks", of.name, asked)

    def head(self, row: int, column: int) -> str:
        return _(_HEADS[column - 1])

    def box(self, row: int, column: int) -> Box | None:
        if not (0 < row <= len(self._rows) and 0 < column <= len(_HEADS)):
            return None
        of = self._rows[row - 1]
        most = {_DONE: of.times_per_day, 2: 10, _LESS: 1}.get(column, 10)
        return Box(
            f"{of.name}, {_(_NAMES[column - 1])}",
            value=_value(self.diary, of, self._day, column),
            held=_value(self.opened, of, self._day, column),
            most=most,
            ticks=most if column in (_DONE, _LESS) else 0,
        )

    def put(self, row: int, column: int, value: int | None) -> None:
        of = self._rows[row - 1]
        done, details = self.details_of(of)
        if column == _DONE:
            done = value
        elif column == _LESS:
            details = replace(details, less_for_pain=bool(value))
        else:
            details = replace(details, **{_FIELDS[column - 2]: value})
        if done is None and column != _DONE and value is not None:
            done = 0 if column == _LESS else of.times_per_day
        diary = self.diary.with_ticks(of.item_id, self._day, done)
        given = details if done is not None and details != SessionDetails() else None
        self.diary = diary.with_details(of.item_id, self._day, given)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(_HEADS)))


def help_words(column: int) -> str:
    """What is asked for in a column of boxes; empty for the names."""
    return _(_HELP[column]) if column in _HELP else ""


def _value(diary: Diary, of: DiaryRow, day: date, column: int) -> int | None:
    key = (of.item_id, day)
    if column == _DONE:
        return diary.ticks.get(key)
    details = diary.details.get(key, SessionDetails())
    if column == _LESS:
        return 1 if details.less_for_pain else None
    return getattr(details, _FIELDS[column - 2])


def _times(of: DiaryRow) -> str:
    if of.times_per_day == 1:
        return _("once a day")
    return ngettext("{count} time a day", "{count} times a day", of.times_per_day)
