"""Doses that count something else than repetitions, and days that alternate."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.plan.dose import Dose, dose_document
from clinic_app.domain.plan.dose_form import AMOUNTS, DoseForm
from clinic_app.domain.plan.dose_line import format_dose, parse_dose, with_typed
from clinic_app.domain.plan.dose_words import dose_parts, side_boxes

LINES = {
    "10min": (DoseForm.MINUTES, 1, 10),
    "2 times 10 minutes": (DoseForm.MINUTES, 2, 10),
    "2.5 min": (DoseForm.MINUTES, 1, 2.5),
    "3x20 steps": (DoseForm.STEPS, 3, 20),
    "2 sets of 30 meters": (DoseForm.METRES, 2, 30),
    "2x30 metres": (DoseForm.METRES, 2, 30),
    "60ft": (DoseForm.FEET, 1, 60),
    "2x5 breaths": (DoseForm.BREATHS, 2, 5),
    "30s each position": (DoseForm.POSITION, 1, 30),
    "2x30 s in each position": (DoseForm.POSITION, 2, 30),
    "1 min per position": (DoseForm.POSITION, 1, 60),
}
WORDS = [
    ("10min", "10 minutes · once a day", "10 minutos · una vez al día"),
    ("2x10min 2/d", "2 times 10 minutes · 2 times a day", "2 veces 10 minutos · 2 veces al día"),
    ("3x20 steps", "3 sets of 20 steps · once a day", "3 series de 20 pasos · una vez al día"),
    ("1x1 breaths", "1 breath · once a day", "1 respiración · una vez al día"),
    ("50 ft 5d/w", "50 feet · 5 days a week", "50 pies · 5 días por semana"),
    (
        "2x30s each position 1 on 1 off",
        "2 rounds, 30 seconds in each position · every other day",
        "2 vueltas, 30 segundos en cada posición · un día sí y un día no",
    ),
    (
        "20min 2 on 1 off",
        "20 minutes · 2 days on, 1 day off",
        "20 minutos · 2 días sí, 1 día no",
    ),
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_tells_what_is_counted(line: str) -> None:
    dose = parse_dose(line, base=Dose(reps=12, hold_s=5, tempo="3-0-2"))
    assert (dose.form, dose.sets, dose.amount) == LINES[line]
    assert (dose.reps, dose.hold_s, dose.tempo) == (1, 0, "")


@pytest.mark.parametrize("line", [*LINES, "3x10 hold 5s", "4x8 3-0-2 2 on 1 off", "2x10 3d/w"])
def test_a_dose_written_and_read_again_is_the_same(line: str) -> None:
    dose = parse_dose(line, base=Dose())
    assert parse_dose(format_dose(dose), base=Dose(reps=3, days_per_week=2)) == dose
    assert Dose().changed(**dose_document(dose)) == dose
    assert Dose(form=DoseForm.MINUTES, reps=1, amount=4).changed(**dose_document(dose)) == dose


@pytest.mark.parametrize(("line", "english", "spanish"), WORDS)
def test_patients_read_it_in_their_language(line: str, english: str, spanish: str) -> None:
    dose = parse_dose(line, base=Dose())
    for language, words in (("en", english), ("es", spanish)):
        parts = dose_parts(dose, language, each_side=False)
        assert " · ".join(parts).replace("\N{NO-BREAK SPACE}", " ") == words


def test_each_side_has_a_box_with_the_amount() -> None:
    dose = parse_dose("2x20 steps", base=Dose())
    assert side_boxes(dose, "en") == ("20 right", "20 left")
    first = dose_parts(dose, "en", each_side=True)[0]
    assert first.replace("\N{NO-BREAK SPACE}", " ") == "2 sets of 20 steps on each side"


def test_minutes_a_day_of_every_form() -> None:
    def seconds(line: str) -> float:
        return parse_dose(line, base=Dose(rest_s=0)).seconds_a_day(positions=5)

    assert seconds("10min") == 600
    assert seconds("2x10min rest 30s 2/d") == 2 * (1200 + 30)
    assert seconds("100 steps") == pytest.approx(60)
    assert seconds("30s each position") == 150
    assert parse_dose("1x1 10m hold", base=Dose()).hold_s == 600  # a hold is not an amount


def test_days_on_and_off_name_the_nearest_number_of_days_a_week() -> None:
    dose = Dose(days_on=2, days_off=1)
    assert dose.days_per_week == 5
    assert Dose(days_on=1, days_off=1).days_per_week == 4
    assert Dose(days_on=1, days_off=13).days_per_week == 1
    assert dose.changed(days_per_week=3).days_off == 0


def test_repetitions_take_the_place_of_minutes_and_back() -> None:
    minutes = parse_dose("15min", base=Dose())
    assert parse_dose("3x10", base=minutes) == Dose(sets=3, reps=10)
    assert with_typed(minutes, "amount", "20").amount == 20
    assert with_typed(minutes, "amount", "40 steps").form is DoseForm.STEPS
    assert with_typed(minutes, "days_on", "every other day").days_off == 1
    assert with_typed(minutes, "days_on", "").days_off == 0


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("3x20m", "not part of a dose"),  # minutes or meters
        ("10min 3x10", "stands twice"),
        ("999min", "minutes must be 0.5 to 180, not 999"),
        ("2.5 steps", "steps must be a whole number"),
        ("10min hold 5s", "hold_s goes with repetitions, not with minutes"),
        ("3 on 0 off", "go together"),
    ],
)
def test_what_cannot_be_is_refused_by_name(line: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        parse_dose(line, base=Dose())


def test_an_amount_without_a_form_is_refused() -> None:
    with pytest.raises(UserError, match="amount is for minutes"):
        Dose(amount=3)
    with pytest.raises(UserError, match="form must be one of"):
        Dose().changed(form="hours", amount=3)


@pytest.mark.parametrize("form", AMOUNTS)
def test_the_usual_amount_of_every_form_is_allowed(form: DoseForm) -> None:
    dose = Dose().changed(form=form, amount=AMOUNTS[form].usual)
    assert parse_dose(format_dose(dose), base=Dose()) == dose
