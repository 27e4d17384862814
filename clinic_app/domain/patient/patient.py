"""Patients, their episodes of care, and the clinic that treats them."""

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import LOOKS, Look
from clinic_app.domain.patient.role import Role
from clinic_app.domain.regional import Order, WeightUnit
from clinic_app.domain.text import clean_line, plain_line
from clinic_app.words import _

_ICD10 = re.compile(r"^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$")


class Paper(StrEnum):
    """Paper sizes handouts are made for."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def emergency_number(self) -> str:
        """The usual number where this paper is used: 911 in North America, 112 elsewhere."""
        return "911" if self is Paper.LETTER else "112"


@dataclass(frozen=True)
class Clinic:
    """The clinic as it stands on the handout, and its habits.

    ``idle_lock_min`` is minutes until it locks; ``date_order`` reads dates typed in numbers;
    ``weight_unit`` is that of its weights; ``version`` counts the changes.
    """

    name: str
    phone: str = ""
    address: str = ""
    paper: Paper = Paper.LETTER
    idle_lock_min: int = 10
    emergency_number: str = "911"
    date_order: Order = Order.MONTH_FIRST
    weight_unit: WeightUnit = WeightUnit.KG
    version: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_line(self.name, _("The clinic's name"), needed=True))
        for name in ("phone", "address", "emergency_number"):
            object.__setattr__(self, name, plain_line(getattr(self, name)))
        if not 1 <= self.idle_lock_min <= 120:
            raise UserError(_("The idle lock must be 1 to 120 minutes."))


@dataclass(frozen=True)
class Clinician:
    """Somebody who works here and can log in."""

    id: str
    name: str
    credentials: str = ""
    role: Role = Role.CLINICIAN

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_line(self.name))
        object.__setattr__(self, "credentials", plain_line(self.credentials))

    @property
    def title(self) -> str:
        """``Robin Demo, PT``."""
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    @property
    def initials(self) -> str:
        """``RD``: of the first and the last name, however many lie between."""
        names = self.name.split()
        return "".join(name[0] for name in dict.fromkeys((names[0], names[-1]))).upper()


@dataclass(frozen=True)
class Patient:
    """A patient. ``precautions`` are tags of the library's vocabulary; ``language`` en or es.

    ``look`` names one of ``look.LOOKS``: how the person in the pictures looks.

    Raises UserError for a missing name or a birth date that cannot be.
    """

    id: str
    given: str
    family: str
    born: date | None = None
    record_number: str = ""
    language: str = "en"
    precautions: tuple[str, ...] = ()
    archived: bool = False
    version: int = 1
    look: str = "standard"

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", clean_line(self.given, _("The given name"), needed=True))
        object.__setattr__(
            self, "family", clean_line(self.family, _("The family name"), needed=True)
        )
        number = clean_line(self.record_number, _("The record number"))
        object.__setattr__(self, "record_number", number)
        if self.born and not date(1890, 1, 1) <= self.born <= date.today():
            raise UserError(_("The birth date {day} cannot be right.", day=self.born.isoformat()))

    @property
    def name(self) -> str:
        """Given name, then family name."""
        return f"{self.given} {self.family}"

    @property
    def drawn_as(self) -> Look:
        """How the person in this patient's pictures looks; a name not known draws the standard."""
        return LOOKS.get(self.look, LOOKS["standard"])

    @property
    def initials(self) -> str:
        """For the foot of printed pages."""
        return "".join(f"{part[0]}." for part in (self.given, self.family))

    def check_born_by(self, day: date, what: str) -> None:
        """Raises UserError where ``what`` (``pain rating``) lies before the birth date."""
        if self.born and day < self.born:
            raise UserError(
                _("This {record} lies before the patient was born.", record=what),
                _("Check the date, and the birth date: {day}.", day=self.born.isoformat()),
            )

    def changed(self, **values: object) -> "Patient":
        """A copy with some fields replaced, checked anew."""
        return replace(self, **values)  # pyright: ignore[reportArgumentType]  # checked on init


@dataclass(frozen=True)
class Episode:
    """One course of care: what is treated, where, since when. ``icd10`` is optional."""

    id: str
    patient_id: str
    condition: str
    region: str
    side: str = ""
    icd10: str = ""
    started: date = field(default_factory=date.today)
    ended: date | None = None

    def __post_init__(self) -> None:
        code = self.icd10.strip().upper()
        if code and not _ICD10.match(code):
            raise UserError(
                _("{code} is not an ICD-10 code.", code=repr(self.icd10)),
                _("It looks like M54.50."),
            )
        object.__setattr__(self, "icd10", code)
        for name in ("condition", "region", "side"):
            object.__setattr__(self, name, plain_line(getattr(self, name)))
        if self.ended and self.ended < self.started:
            raise UserError(_("The episode ends before it starts."))


@dataclass(frozen=True)
class ClinicContext:
    """Who treats whom, where and on which day: the head of whatever is printed about a patient.

    ``clinician`` is whoever prints it; ``episode`` is the newest one.
    """

    clinic: Clinic
    clinician: Clinician
    patient: Patient
    episode: Episode | None
    today: date


@dataclass(frozen=True)
class CaseloadRow:
    """One line of the home screen: the patient and what is worth seeing at a glance.

    ``former`` are records that were made one with this one: their names and numbers find it, too.
    """

    patient: Patient
    episode: Episode | None
    opened_at: datetime | None
    printed_at: datetime | None
    former: tuple[Patient, ...] = ()


PATIENT_FIELDS = tuple(f.name for f in fields(Patient))


def join_clinic(since: Clinic, mine: Clinic, theirs: Clinic) -> tuple[Clinic, tuple[str, ...]]:
    """``theirs`` with what ``mine`` changed since; and the fields that both changed otherwise.

    Those stay as they are in ``mine``. The version is that of ``theirs``.
    """
    changes: dict[str, Any] = {}
    both: list[str] = []
    for name in (one.name for one in fields(Clinic) if one.name != "version"):
        own, other = getattr(mine, name), getattr(theirs, name)
        if own == getattr(since, name):
            continue
        changes[name] = own
        if other not in (own, getattr(since, name)):
            both.append(name)
    return replace(theirs, **changes), tuple(both)


@dataclass(frozen=True)
class ClinicSetup:
    """The first clinician's answers. ``recovery_key`` is the one that was shown and noted."""

    clinic: Clinic
    clinician_name: str
    credentials: str
    passphrase: str = field(repr=False)
    recovery_key: str = field(repr=False)
