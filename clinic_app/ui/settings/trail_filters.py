"""What to look for in the audit trail: patient, period, person, topic."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Clinician, Patient
from clinic_app.domain.records.trail import TrailQuery
from clinic_app.domain.records.trail_words import Topic, topic_pairs
from clinic_app.ui.common.day_edit import DayEdit
from clinic_app.ui.common.fields import ComboBox, SearchField
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.words import N_, Message, _

_USUAL_DAYS = 30
_PERIODS = (
    (N_("Today"), 1),
    (N_("Last 7 days"), 7),
    (N_("Last 30 days"), 30),
    (N_("Last 12 months"), 366),
)
_ANY_TIME, _ONE_DAY = 0, -1


class TrailFilters(QWidget):
    """``changed`` is for another search; ``refused`` carries an error.

    ``find`` gives the patient who answers to a text, or raises UserError.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, find: Callable[[str], Patient], today: date) -> None:
        super().__init__()
        self._find, self._today = find, today
        self._patient: Patient | None = None
        self._known: dict[str, str] = {}
        self.patient = SearchField(name=_("Patient"), placeholder=_("Any patient"))
        self.patient.setFixedWidth(260)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._set_completer()
        self.period = ComboBox(name=_("Period"))
        for words, days in (*_PERIODS, (N_("Any time"), _ANY_TIME), (N_("One day…"), _ONE_DAY)):
            self.period.addItem(_(words), days)
        self.period.setCurrentIndex(self.period.findData(_USUAL_DAYS))
        self.day = DayEdit(today, name=_("Day"))
        self.day.hide()
        self.person = ComboBox(name=_("Person"))
        self.person.addItem(_("Anybody"), "")
        self.topic = ComboBox(name=_("Kind"))
        self.topic.addItem(_("Any kind"), "")
        for topic in Topic:
            self.topic.addItem(_(Message(topic.value)), topic)
        self._lay_out()
        self._connect()

    def _set_completer(self) -> None:
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(10)
        self.patient.setCompleter(self._completer)

    def _lay_out(self) -> None:
        line = FlowLayout(self, spacing=8)
        for part in (self.patient, self.period, self.day, self.person, self.topic):
            line.addWidget(part)

    def _connect(self) -> None:
        self._completer.activated[str].connect(self._choose_name)  # pyright: ignore[reportIndexIssue]  # the stubs know one form of it
        self.patient.returnPressed.connect(self._choose_typed)
        self.patient.textChanged.connect(self._typed)
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.day.dateChanged.connect(self.changed)
        self.person.currentIndexChanged.connect(self.changed)
        self.topic.currentIndexChanged.connect(self.changed)

    def know(self, people: Sequence[Clinician], patients: Sequence[Patient]) -> None:
        """Who can be chosen."""
        chosen = self.person.currentData()
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItem(_("Anybody"), "")
        for one in people:
            self.person.addItem(one.name, one.id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)
        self._known = {_words(patient): patient.id for patient in patients}
        self._names.setStringList(list(self._known))

    def query(self) -> TrailQuery:
        """What to search for now."""
        since, until = self._period()
        topic: str = self.topic.currentData()  # Qt keeps the text alone
        return TrailQuery(
            patient_id=self._patient.id if self._patient else None,
            actor_id=self.person.currentData() or None,
            since=since,
            until=until,
            pairs=topic_pairs(Topic(topic)) if topic else frozenset(),
        )

    def words(self) -> list[str]:
        """The filters that are on, as they read: ``Last 30 days``."""
        found = [self._patient.name] if self._patient else []
        if self.period.currentData() == _ONE_DAY:
            found.append(self.day.text())
        elif self.period.currentData() != _ANY_TIME:
            found.append(self.period.currentText())
        found += [b.currentText() for b in (self.person, self.topic) if b.currentIndex() > 0]
        return found

    def clear(self) -> None:
        """Ask for everything."""
        self.blockSignals(True)
        self.patient.clear()
        self._patient = None
        self.period.setCurrentIndex(self.period.findData(_ANY_TIME))
        self.person.setCurrentIndex(0)
        self.topic.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def choose_patient(self, patient: Patient) -> None:
        """Ask for one patient."""
        self._patient = patient
        if self.patient.text() != _words(patient):
            self.patient.setText(_words(patient))
        self.patient.setCursorPosition(0)
        self.patient.set_note("")
        self.changed.emit()

    def _choose_name(self, words: str) -> None:
        self._choose(self._known.get(words, words))

    def _choose_typed(self) -> None:
        text = self.patient.text().strip()
        if text and self._patient is None:
            self._choose(self._known.get(text, text))

    def _choose(self, text: str) -> None:
        try:
            found = self._find(text)
        except UserError as error:
            self.refused.emit(error)
            return
        if self._patient is None or self._patient.id != found.id:
            self.choose_patient(found)

    def _typed(self, text: str) -> None:
        if self._patient is not None and text != _words(self._patient):
            self._patient = None
            self.changed.emit()
        waits = bool(text) and self._patient is None
        self.patient.set_note("Enter" if waits else "")

    def _period_chosen(self) -> None:
        self.day.setVisible(self.period.currentData() == _ONE_DAY)
        self.changed.emit()

    def _period(self) -> tuple[datetime | None, datetime | None]:
        days: int = self.period.currentData()
        if days == _ANY_TIME:
            return None, None
        if days == _ONE_DAY:
            return _midnight(self.day.day()), _midnight(self.day.day() + timedelta(days=1))
        return _midnight(self._today - timedelta(days=days - 1)), None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _words(patient: Patient) -> str:
    return f"{patient.name} ({patient.record_number})" if patient.record_number else patient.name
