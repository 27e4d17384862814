"""The caseload as rows: groups, sorting, filter; two thousand patients and hostile names."""

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import CaseloadRow, Patient
from clinic_app.domain.progress.caseload import CaseloadLine, Ratings
from clinic_app.domain.trend.trend import judge
from clinic_app.ui.home.caseload_model import ITEM, CaseloadModel, Group, Section
from clinic_app.ui.home.cell_words import Column

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=-5)))


def line(number: int, given: str = "Otto", *, opened: float | None = None) -> CaseloadLine:
    at = None if opened is None else NOW - timedelta(days=opened)
    patient = Patient(f"p{number}", given, f"Example{number:04d}", record_number=f"H-{number:04d}")
    return CaseloadLine(CaseloadRow(patient, None, at, None), NOW.date())


def silent(days: int = 20) -> Ratings:
    entry = PainRating("e", "p", Series.AVERAGE, 5, NOW - timedelta(days=days))
    return Ratings((entry,), judge([entry], today=NOW.date()))


@pytest.fixture
def model(qapp: QApplication) -> CaseloadModel:
    return CaseloadModel(str.upper)


def shown(model: CaseloadModel) -> list[str]:
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.patient.id if line else "-" for line in lines]


def test_the_last_opened_come_first_and_the_never_opened_last(model: CaseloadModel) -> None:
    model.set_lines([line(1, opened=9), line(2), line(3, opened=0.1)])
    assert shown(model) == ["p3", "p1", "p2"]


def test_ratings_that_arrive_move_a_patient_to_the_group_above(model: CaseloadModel) -> None:
    model.set_lines([line(1, opened=1), line(2, opened=2)])
    model.set_ratings({"p2": silent()})
    assert shown(model) == ["-", "p2", "-", "p1"]
    sections = [model.index(row, 0).data(ITEM) for row in model.section_rows()]
    assert sections == [Section(Group.NEEDS_A_LOOK, 1), Section(Group.OTHERS, 1)]
    assert model.index(0, 0).data() == "Needs a look, 1"
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.index(1, 0).data() == "Otto Example0002. No rating for 20 days"
    assert model.index(1, Column.LAST).data() == "5 31 Oct"
    assert model.index(1, Column.CHANGE).data() == "Not enough data, rated 0 of 7 days"


def test_what_is_not_known_comes_last_in_either_order(model: CaseloadModel) -> None:
    model.set_lines([line(1), line(2), line(3)])
    model.set_ratings({"p2": silent(2), "p3": Ratings((), judge([], today=NOW.date()))})
    for order in Qt.SortOrder:
        model.sort(Column.LAST, order)
        assert shown(model)[0] == "p2"


def test_sorting_by_name_both_ways(model: CaseloadModel) -> None:
    model.set_lines([line(2), line(3), line(1)])
    model.sort(Column.PATIENT, Qt.SortOrder.AscendingOrder)
    assert shown(model) == ["p1", "p2", "p3"]
    model.sort(Column.PATIENT, Qt.SortOrder.DescendingOrder)
    assert shown(model) == ["p3", "p2", "p1"]


def test_two_thousand_patients(model: CaseloadModel) -> None:
    model.set_lines(line(n, opened=n) for n in range(2000))
    model.set_ratings({f"p{n}": silent() for n in range(0, 2000, 100)})
    assert model.rowCount() == 2002
    assert shown(model)[:3] == ["-", "p0", "p100"]
    assert shown(model)[21:23] == ["-", "p1"]
    model.filter("h-1234")
    assert shown(model) == ["p1234"]
    assert model.row_of("p1234") == 0
    assert model.row_of("p1") == -1


@pytest.mark.parametrize("name", ["<b>Otto</b>", "=1+1", "Робин", "A" * 200, "../etc", "&amp;"])
def test_hostile_names_are_shown_as_typed(model: CaseloadModel, name: str) -> None:
    model.set_lines([line(1, name)])
    assert str(model.index(0, 0).data()).startswith(f"{name} Example0001")
    tip = str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "<b>" not in tip
