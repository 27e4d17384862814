"""Step 1: the clinic, its paper, and the first clinician."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout

from clinic_app.domain.patient.patient import Clinic, Paper
from clinic_app.domain.regional import order_of_locale, weight_unit_of_locale
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.form_rows import labelled
from clinic_app.ui.first_run.step_card import StepCard
from clinic_app.words import _, pgettext

# Where office paper is Letter; everywhere else it is A4 (Unicode CLDR, paperSize).
_LETTER_LANDS = frozenset(
    getattr(QLocale.Country, name)
    for name in (
        "UnitedStates Canada Mexico PuertoRico Philippines Chile Colombia CostaRica Guatemala"
        " ElSalvador Nicaragua Panama Venezuela Belize"
    ).split()
)


def local_paper(locale: QLocale) -> Paper:
    """The paper that printers hold where this locale is used."""
    return Paper.LETTER if locale.territory() in _LETTER_LANDS else Paper.A4


class ClinicStep(StepCard):
    """``changed`` after every key; ``clinic()`` once ``is_done``."""

    changed = Signal()

    def __init__(self, locale: QLocale) -> None:
        super().__init__(1, _("Clinic"))
        self._locale = locale.name()
        self.name = Field(_("Clinic name"), icon="building")
        self.clinician = Field(_("Your name"), icon="user")
        self.phone = Field(_("Phone"), icon="phone")
        self.credentials = Field(_("Letters after your name"), placeholder=_("PT, DPT"))
        self.address = Field(_("Address"), icon="map-pin")
        self.paper = SegmentedControl(
            [(Paper.LETTER, pgettext("paper", "Letter")), (Paper.A4, "A4")],
            name=_("Paper"),
            height=40,
        )
        self.paper.select(local_paper(locale))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        parts = (self.name, self.clinician, self.phone, self.credentials, self.address)
        for index, part in enumerate((*parts, labelled(_("Paper"), self.paper))):
            grid.addWidget(part, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        for part in parts:
            part.edit.textChanged.connect(self.changed)

    @property
    def has_name(self) -> bool:
        """Whether the clinic has a name."""
        return bool(self.name.text().strip())

    def missing(self) -> list[str]:
        """What is still needed, in words."""
        needed = ((_("clinic name"), self.name), (_("your name"), self.clinician))
        return [words for words, field in needed if not field.text().strip()]

    def clinic(self) -> Clinic:
        """The clinic as typed. Raises UserError for what cannot be."""
        return Clinic(
            name=self.name.text(),
            phone=self.phone.text().strip(),
            address=self.address.text().strip(),
            paper=self.paper.value(),
            emergency_number=self.paper.value().emergency_number,
            date_order=order_of_locale(self._locale),
            weight_unit=weight_unit_of_locale(self._locale),
        )
