"""More shapes of files that other programs and people write, read as a person would."""

import gc

import pytest

from clinic_app.domain.pain.pain import Series
from clinic_app.services.pain_csv.many_rows import without_collecting
from clinic_app.services.pain_csv.values import Options, Use
from tests.services.test_pain_csv_cases import asked, clocks, in_new_york, of, ratings, told

__all__ = ["in_new_york"]  # the clock of these tests too


@pytest.mark.parametrize(
    ("stamp", "clock"),
    [
        ("2026/11/01 8:05:12 PM GMT-5", "01 20:05"),
        ("2026/11/01 8:05:12 p. m. GMT-5", "01 20:05"),
        ("2026/11/01 8:05:12 AM GMT+5:30", "01 08:05"),
        ("2026/11/01 12:05:12 AM EST", "01 00:05"),
        ("2026/11/01 20:05:12 GMT+1", "01 20:05"),
        ("2026/11/01 8:05:12 PM GMT", "01 15:05"),
    ],
)
def test_a_timestamp_of_an_online_form_is_read(stamp: str, clock: str) -> None:
    assert clocks(of(f"Timestamp,Pain\n{stamp},6\n")) == [clock]


def test_an_unknown_time_zone_is_named_as_such() -> None:
    assert "time zone" in of("Timestamp,Pain\n2026/11/01 8:05 PM BST,6\n").problems[0]


@pytest.mark.parametrize(
    "text", ["domingo, 1 de nov. de 2026", "terça-feira, 3 de março de 2026", "sex., 6 mar 2026"]
)
def test_a_weekday_in_portuguese_is_passed_over(text: str) -> None:
    assert len(ratings(of(f'Data,Dor\n"{text}",5\n'))) == 1


@pytest.mark.parametrize(
    "words",
    ["Average pain", "Média", "GRAND TOTAL", "Promedio general", "Weekly average", "n = 12"],
)
def test_a_line_of_totals_in_more_words_is_named(words: str) -> None:
    preview = of(f"date,score\n2026-11-01,5\n{words},5\n")
    assert preview.problems == ("line 3: This is a line of totals, not a rating.",)
    assert len(list(preview.fresh())) == 1


def test_an_answer_that_was_not_given_is_no_total() -> None:
    assert "totals" not in of("date,score\n2026-11-01,5\nn/a,5\n").problems[0]


def test_a_decimal_sign_of_another_script_is_one() -> None:
    assert [score for _, score in ratings(of("date;score\n2026-11-01;٦٫٠\n"))] == [6]


def test_a_finished_form_is_no_score() -> None:
    text = "diary_date,nprs_now,nprs_worst,pain_diary_complete\n2026-11-01,3,5,2\n"
    assert [score for _, score in ratings(of(text))] == [3, 5]


def test_whether_pain_was_present_is_no_score() -> None:
    text = "date,pain_present,nprs\n2026-11-01,1,6\n2026-11-02,0,0\n2026-11-03,1,4\n"
    assert [score for _, score in ratings(of(text))] == [6, 0, 4]
    kept = of("date,present pain intensity,worst pain\n2026-11-01,3,6\n2026-11-02,1,4\n")
    assert [score for _, score in ratings(kept)] == [3, 6, 1, 4]


def test_a_right_side_in_spanish_is_one_in_a_header_too() -> None:
    preview = of("Fecha,Dolor hombro der.,Dolor rodilla izq.\n2026-11-01,5,4\n")
    assert preview.questions == ()
    assert [e.site for e in preview.fresh()] == ["shoulder-front-right", "knee-front-left"]


def test_both_sides_in_a_column_of_sides_are_asked_and_the_others_kept_apart() -> None:
    text = "Date,Site,Side,Pain\n2026-11-01,knee,left,5\n2026-11-01,knee,right,4\n"
    preview = of(f"{text}2026-11-02,calf,both,4\n2026-11-03,neck,,4\n2026-11-04,neck,-,4\n")
    assert [e.site for e in preview.fresh()][:2] == ["knee-front-left", "knee-front-right"]
    assert asked(preview).count("Which region") == 1
    assert '--site "calf both=REGION"' in asked(preview)
    answered = of(f"{text}2026-11-02,calf,both,4\n", Options(sites=(("calf both", "calf-left"),)))
    assert len(ratings(answered)) == 3


def test_an_unknown_column_beside_regions_is_asked_or_left_out() -> None:
    text = "date,low back,gizmo,mood,steps\n2026-11-01,5,3,4,4000\n2026-11-02,4,2,4,5000\n"
    assert "--site gizmo=REGION" in asked(of(text))
    assert '--column unused="gizmo"' in asked(of(text))
    assert "mood" not in asked(of(text))
    left = of(text, Options(columns=((Use.UNUSED, "gizmo"),)))
    assert [score for _, score in ratings(left)] == [5, 4]
    both = of(text, Options(sites=(("gizmo", "hip-left"),)))
    assert {e.site for e in both.fresh()} == {"low-back", "hip-left"}
    assert "mood" in told(both)


def test_the_rows_of_a_forms_grid_are_regions() -> None:
    text = "Timestamp,Rate your pain [Lower back],Rate your pain [Left knee]\n"
    preview = of(f"{text}2026-11-01 20:00,5,4\n")
    assert [e.site for e in preview.fresh()] == ["low-back", "knee-front-left"]
    doubly = of("date,low back (lumbar)\n2026-11-01,5\n")
    assert [e.site for e in doubly.fresh()] == ["low-back"]


@pytest.mark.parametrize("name", ["Pain 0=none 10=worst", "Pain - 10 is worst"])
def test_the_end_of_a_scale_is_no_series(name: str) -> None:
    assert [e.series for e in of(f"date,{name}\n2026-11-01,5\n").fresh()] == [Series.AVERAGE]
    worst = of("date,worst pain 0-10\n2026-11-01,5\n")
    assert [e.series for e in worst.fresh()] == [Series.WORST]


@pytest.mark.parametrize("cell", ["-", "N/A", ""])
def test_a_time_or_region_that_was_not_given_is_none(cell: str) -> None:
    preview = of(f"date,time,site,score\n2026-11-01,{cell},{cell},5\n2026-11-02,,Low back,4\n")
    assert len(ratings(preview)) == 2
    first = next(preview.fresh())
    assert (first.site, first.context) == ("", "")


def test_a_note_in_spanish_is_kept() -> None:
    data = "Fecha;Dolor;Observación\n2026-11-01;5;caminé\n".encode("latin-1")
    assert [e.context for e in of(data).fresh()] == ["caminé"]


def test_the_search_for_garbage_goes_on_as_it_was() -> None:
    before = gc.isenabled()
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled() is before
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        if before:
            gc.enable()
