"""The fields of a person: names, birth date, record number, language; errors stand below them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.domain.dates import day_words, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.regional import Order
from clinic_app.domain.text import clean_line
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.words import _, language_names


class DetailsForm(QWidget):
    """``edited`` after every change by a person; ``values`` once it can be saved."""

    edited = Signal()

    def __init__(self, order: Order, today: Callable[[], date], *, number_hint: str = "") -> None:
        super().__init__()
        self._order = order
        self._today = today
        self.given = Field(_("Given name"))
        self.family = Field(_("Family name"))
        self.born = Field(
            _("Born"), placeholder=_("4 Mar 1958 or {example}", example=order.example), longest=40
        )
        self.number = Field(_("Record number"), placeholder=number_hint)
        self.language = SegmentedControl(language_names(), name=_("Language of handouts"))
        self._fields = (self.given, self.family, self.born, self.number)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for place, part in enumerate((*self._fields, labelled(_("Handouts in"), self.language))):
            grid.addWidget(part, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for field in self._fields:
            field.edit.textEdited.connect(self._edited)
        self.born.edit.textChanged.connect(self._note_born)
        self.born.edit.editingFinished.connect(self._check_born)
        self.language.changed.connect(self.edited)

    def show_patient(self, patient: Patient) -> None:
        """Fill the fields; fields that hold the same already keep their cursor."""
        born = day_words(patient.born) if patient.born else ""
        texts = (patient.given, patient.family, born, patient.record_number)
        for field, text in zip(self._fields, texts, strict=True):
            field.set_error("")
            if field.text() != text:
                field.edit.setText(text)
        self.language.select(patient.language)

    @property
    def parts(self) -> dict[str, QWidget]:
        """Its fields, by the names of a patient's."""
        names = ("given", "family", "born", "record_number")
        return {**dict(zip(names, self._fields, strict=True)), "language": self.language}

    def texts(self) -> tuple[str, ...]:
        """What stands in the fields, right or wrong, to put back later with ``put_back``."""
        return (*(field.text() for field in self._fields), self.language.value())

    def put_back(self, texts: tuple[str, ...]) -> None:
        """Show what ``texts`` returned."""
        for field, text in zip(self._fields, texts[:-1], strict=True):
            field.edit.setText(text)
        self.language.select(texts[-1])

    def values(self, *, go_there: bool = True) -> dict[str, object] | None:
        """The patient's fields, or None after saying beside a field what is wrong.

        ``go_there`` puts the cursor into the first wrong field.
        """
        names = {
            "given": _tried(self.given, lambda: _name(self.given, _("The given name"))),
            "family": _tried(self.family, lambda: _name(self.family, _("The family name"))),
        }
        born = _tried(self.born, self._born)
        wrong = [field for field in self._fields if field.edit.property("wrong")]
        if wrong:
            if go_there:
                wrong[0].edit.setFocus()
            return None
        number = clean_line(self.number.text(), _("The record number"))
        return {**names, "born": born, "record_number": number, "language": self.language.value()}

    def birth_date(self) -> date | None:
        """The date as far as it can be read."""
        try:
            return self._born()
        except UserError:
            return None

    def _born(self) -> date | None:
        if not self.born.text().strip():
            return None
        born = parse_date(self.born.text(), self._order)
        if not date(1890, 1, 1) <= born <= self._today():
            raise UserError(_("This cannot be a birth date."), _("Check the year."))
        return born

    def _edited(self) -> None:
        for field in self._fields:
            if field.edit is self.sender():
                field.set_error("")
        self.edited.emit()

    def _note_born(self, text: str) -> None:
        born = self.birth_date()
        words = day_words(born) if born else ""
        self.born.edit.set_note("" if words == text.strip() else words)

    def _check_born(self) -> None:
        _tried(self.born, self._born)


def _name(field: Field, what: str) -> str:
    return clean_line(field.text(), what, needed=True)


def _tried(field: Field, read: Callable[[], object]) -> object:
    try:
        value = read()
    except UserError as error:
        field.set_error(str(error))
        return None
    field.set_error("")
    return value
