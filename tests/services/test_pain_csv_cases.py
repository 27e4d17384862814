"""Files in the shapes that other programs and people write: the right values, or a question.

The files are made up. Today is 29 Nov 2026, the clinic writes the month first, the patient was born
in 1990, and the clock is New York's.
"""

import os
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from clinic_app.domain.regional import Order
from clinic_app.services.pain_csv.importing import mark_known
from clinic_app.services.pain_csv.reading import read
from clinic_app.services.pain_csv.values import CsvPreview, Dates, Options, Scale, Use

CASES = Path(__file__).parent / "pain_csv_cases"
SCORES = [6, 6, 5, 7, 6, 5, 5, 4, 5, 4, 4, 3]
NOVEMBER = [date(2026, 11, n) for n in range(1, 13)]
MARCH = [date(2026, 3, n) for n in range(1, 13)]


@pytest.fixture(autouse=True)
def in_new_york() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def case(name: str, options: Options | None = None) -> CsvPreview:
    return of((CASES / f"{name}.csv").read_bytes(), options)


def of(data: bytes | str, options: Options | None = None) -> CsvPreview:
    raw = data.encode() if isinstance(data, str) else data
    now = datetime(2026, 11, 29, 12).astimezone()
    born = date(1990, 1, 1)
    return read(raw, now=now, order=Order.MONTH_FIRST, options=options, born=born)


def ratings(preview: CsvPreview) -> list[tuple[date, int]]:
    assert preview.questions == ()
    assert preview.problems == ()
    return [(r.entry.at.date(), r.entry.score) for r in preview.rows if r.entry]


def clocks(preview: CsvPreview) -> list[str]:
    return [f"{r.entry.at:%d %H:%M}" for r in preview.rows if r.entry]


def asked(preview: CsvPreview) -> str:
    return " ".join(str(question) for question in preview.questions)


def told(preview: CsvPreview) -> str:
    return " ".join(note.words for note in preview.notes)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("01_ddmm_ambiguous", MARCH),
        ("02_dotted_german", MARCH),
        ("04_12h_ampm", NOVEMBER),
        ("12_semicolon_utf16", NOVEMBER),
        ("14_excel_serial", NOVEMBER),
        ("15_tabs", NOVEMBER),
        ("16_quoted_newline", NOVEMBER),
        ("17_blank_lines", NOVEMBER),
        ("19_spanish", [date(2026, 11, n) for n in range(10, 22)]),
        ("20_german", NOVEMBER),
        ("25_utc_z", NOVEMBER),
        ("27_google_forms_date", NOVEMBER),
        ("32_redcap_yesno", NOVEMBER),
        ("35_iso_offset_space", NOVEMBER),
        ("36_month_name_nl", NOVEMBER),
        ("37_excel_date_time_12am", NOVEMBER),
        ("39_comma_decimal", NOVEMBER),
        ("41_location_words", NOVEMBER),
        ("44_trailing_semicolons", NOVEMBER),
        ("47_pain_out_of_10", NOVEMBER),
        ("52_arabic_digits", NOVEMBER),
    ],
)
def test_it_is_read_as_it_was_meant(name: str, days: list[date]) -> None:
    assert ratings(case(name)) == list(zip(days, SCORES, strict=True))


@pytest.mark.parametrize("name", ["01_ddmm_ambiguous", "x1_ddmm10", "04_12h_ampm"])
def test_days_that_follow_each_other_tell_the_order_and_it_is_said(name: str) -> None:
    preview = case(name)
    assert "the days follow each other" in told(preview)
    assert preview.guessed


def test_fewer_days_than_a_week_are_asked() -> None:
    rows = "".join(f"0{n}/03/2026,5\n" for n in range(1, 6))
    preview = of(f"date,score\n{rows}")
    assert "--dates dmy (day, month, year: 1 Mar 2026 to 5 Mar 2026)" in asked(preview)
    assert "--dates mdy (month, day, year: 3 Jan 2026 to 3 May 2026)" in asked(preview)
    assert [d for d, _ in ratings(of(f"date,score\n{rows}", Options(Dates.DMY)))] == MARCH[:5]


def test_a_weekday_tells_the_order() -> None:
    assert ratings(of("date,score\nMon 02/03/2026,5\n")) == [(date(2026, 3, 2), 5)]
    assert ratings(of("date,score\n02/03/2026 (martes),5\n")) == [(date(2026, 2, 3), 5)]
    assert "weekday" in of("date,score\nFri 2026-03-02,5\n").problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "1 November 2026",
        "Nov 1, 2026",
        "1-Nov-26",
        "1 de noviembre de 2026",
        "domingo, 1 de nov. de 2026",
        "1. November 2026",
        "So., 1. Nov. 2026",
        "1er novembre 2026",
        "dimanche 1 nov. 2026",
        "1 november 2026",
        "zo 1 nov. 2026",
        "1 de novembro de 2026",
        "November 1st, 2026",
        "20261101",
        "2026/11/01",
        "2026.11.01",
        "2026年11月1日",
        "01.11.26",
        "١/١١/٢٠٢٦ الأحد",
    ],
)
def test_a_date_in_words_or_numbers(text: str) -> None:
    arabic = "الأحد" in text
    preview = of(f'date,score\n"{text}",5\n', Options(Dates.DMY) if arabic else None)
    if arabic:  # a word of another language is named, never passed over
        assert preview.problems
    else:
        assert ratings(preview) == [(date(2026, 11, 1), 5)]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("8:05 PM", "20:05"),
        ("8:05 p.m.", "20:05"),
        ("8:05 p. m.", "20:05"),
        ("8:05\u202fPM", "20:05"),
        ("12:30 AM", "00:30"),
        ("12:30 PM", "12:30"),
        ("20:05:09", "20:05"),
        ("20.05", "20:05"),
        ("20.05 Uhr", "20:05"),
        ("20h05", "20:05"),
        ("8 pm", "20:00"),
        ("0.5", "12:00"),
    ],
)
def test_a_time_in_any_form(text: str, clock: str) -> None:
    assert clocks(of(f"date,time,score\n2026-11-05,{text},4\n")) == [f"05 {clock}"]


def test_half_past_midnight_is_no_noon() -> None:
    assert clocks(case("37_excel_date_time_12am"))[0] == "01 00:30"


def test_two_ratings_a_day_keep_their_times() -> None:
    assert clocks(case("21_several_day"))[:2] == ["01 08:00", "01 20:00"]
    assert len(ratings(case("21_several_day"))) == 24


def test_utc_becomes_local_and_is_said() -> None:
    preview = case("25_utc_z")
    assert clocks(preview)[0] == "01 20:30"
    assert "local time" in told(preview)
    assert clocks(of("at,score\n2026-11-02 01:30:00+00:00,4\n")) == ["01 20:30"]
    assert clocks(of("at,score\n2026-11-02T01:30+01:00,4\n")) == ["02 01:30"]
    assert clocks(of("at,score\n1793583000,4\n")) == ["01 20:30"]


def test_midnights_on_all_lines_are_days() -> None:
    preview = of("at,score\n2026-11-02T00:00:00.000Z,4\n2026-11-03T00:00:00.000Z,4\n")
    assert clocks(preview) == ["02 12:00", "03 12:00"]


def test_a_time_column_fills_the_midnight_of_the_date() -> None:
    preview = of("date,time,score\n2026-11-02 00:00:00,20:30,4\n2026-11-03 00:00:00,08:00,4\n")
    assert clocks(preview) == ["02 20:30", "03 08:00"]


def test_an_hour_that_never_was_is_kept_as_written_and_said() -> None:
    preview = of("date,time,score\n2026-03-08,02:30,4\n2026-03-09,02:30,4\n")
    assert clocks(preview) == ["08 02:30", "09 02:30"]
    assert "Line 2: the clocks went forward" in told(preview)


def test_twenty_four_oclock_is_named() -> None:
    assert "24:00 may mean two days" in of("date,time,score\n2026-11-05,24:00,4\n").problems[0]


def test_the_date_column_is_the_day_and_the_timestamp_its_time() -> None:
    assert clocks(case("27_google_forms_date"))[0] == "01 20:01"
    late = of("Timestamp,Date,Pain\n11/14/2026 0:20:00,11/13/2026,6\n")
    assert clocks(late) == ["13 12:00"]
    apart = of("Timestamp,Date,Pain\n2026-11-20 20:00,2026-11-13,6\n")
    assert "--column date=Date" in asked(apart)
    assert "--column date=Timestamp" in asked(apart)
    chosen = of(
        "Timestamp,Date,Pain\n2026-11-20 20:00,2026-11-13,6\n",
        Options(columns=((Use.DATE, "Timestamp"),)),
    )
    assert clocks(chosen) == ["20 20:00"]


def test_a_timestamp_tells_the_order_of_the_dates_beside_it() -> None:
    preview = of("Timestamp,Date,Pain\n2026-03-02T20:00:00,02/03/2026,6\n")
    assert ratings(preview) == [(date(2026, 3, 2), 6)]


def test_words_are_listed_and_refused() -> None:
    preview = case("06_severe_mild")
    assert "Severe" in asked(preview)
    assert "Mild" in asked(preview)
    assert preview.questions[0].answers == ()
    assert "leve" in asked(of("Fecha,Dolor\n2026-11-01,leve\n2026-11-02,leve\n2026-11-03,leve\n"))


def test_decimals_are_rounded_or_left_out_when_said() -> None:
    assert "12 of 12 scores are not whole numbers" in asked(case("07_decimals"))
    rounded = case("07_decimals", Options(rounds=True))
    assert [score for _, score in ratings(rounded)] == [7, 7, 6, 8, 7, 6, 6, 5, 6, 5, 5, 4]
    text = "date;score\n2026-11-01;6,5\n2026-11-02;7\n2026-11-03;9,4\n"
    assert "--round" in asked(of(text))
    left = of(text, Options(skips_bad=True))
    assert left.questions == ()
    assert [row.line for row in left.bad] == [2, 4]
    assert [score for _, score in ratings(of(text, Options(rounds=True)))] == [7, 7, 9]


@pytest.mark.parametrize("name", ["08_vas100", "09_vas100_score"])
def test_a_scale_to_a_hundred_is_asked_and_marked(name: str) -> None:
    assert "--scale 0-100" in asked(case(name))
    preview = case(name, Options(scale=Scale.HUNDRED))
    assert [score for _, score in ratings(preview)] == [6, 6, 5, 7, 6, 5, 5, 4, 5, 4, 4, 3]
    assert preview.rows[0].entry is not None
    assert preview.rows[0].entry.context == "63 of 100"


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("date,pain,max_scale\n2026-11-01,3,5\n2026-11-02,4,5\n", "--scale 0-5"),
        ("date,pain,scale\n2026-11-01,3,0-100\n2026-11-02,4,0-100\n", "--scale 0-100"),
        ("date,pain,scale\n2026-11-01,3,10 = no pain\n2026-11-02,4,\n", "--scale 10-0"),
        ("date,pain (0-100 mm)\n2026-11-01,3\n2026-11-02,4\n", "--scale 0-100"),
        ("date,score\n2026-11-01,63/100\n2026-11-02,5/100\n", "--scale 0-100"),
        ("date,score\n2026-11-01,63%\n2026-11-02,5%\n", "--scale 0-100"),
        ("date,score\n2026-11-01,3/5\n2026-11-02,5/5\n", "--scale 0-5"),
        ("date,score\n2026-11-01,8\n2026-11-02,12\n2026-11-03,5\n2026-11-04,15\n", "--scale 0-100"),
    ],
)
def test_another_scale_is_asked(text: str, option: str) -> None:
    assert option in asked(of(text))


def test_scores_that_never_pass_5_are_read_and_it_is_said() -> None:
    text = "date,score\n" + "".join(f"{d},{d.day % 6}\n" for d in NOVEMBER)
    preview = of(text)
    assert [score for _, score in ratings(preview)] == [d.day % 6 for d in NOVEMBER]
    assert "No score is above 5" in told(preview)
    assert preview.guessed
    other = next(note for note in preview.notes if note.answers).answers[0].options
    assert [score for _, score in ratings(of(text, other))][:3] == [2, 4, 6]
    flags = of("date,score\n2026-11-01,1\n2026-11-02,0\n2026-11-03,1\n")
    assert "not as yes and no" in told(flags)


def test_a_turned_scale_and_one_to_five_are_converted() -> None:
    turned = of("date,pain\n2026-11-01,8\n", Options(scale=Scale.REVERSED))
    assert ratings(turned) == [(NOVEMBER[0], 2)]
    five = of("date,pain\n2026-11-01,3/5\n", Options(scale=Scale.FIVE))
    assert ratings(five) == [(NOVEMBER[0], 6)]
    mixed = of("date,pain\n2026-11-01,3/5\n2026-11-02,7/10\n", Options(scale=Scale.FIVE))
    assert mixed.problems == ("line 3: This score is out of 10, the others are 0 to 5.",)


def test_a_scale_from_0_to_10_is_read() -> None:
    assert [score for _, score in ratings(case("10_vas100_low"))][:3] == [8, 7, 10]
    assert len(ratings(of("date,pain,scale\n2026-11-01,3,0-10\n2026-11-02,4,NRS-11\n"))) == 2


@pytest.mark.parametrize("word", ["Average", "TOTAL", "Promedio:", "Summe", "moyenne"])
def test_a_line_of_totals_is_named(word: str) -> None:
    text = (CASES / "18_totals_row.csv").read_text().replace("Average", word)
    preview = of(text)
    assert preview.problems == ("line 14: This is a line of totals, not a rating.",)
    assert sum(row.entry is not None for row in preview.rows) == 12


def test_without_a_header_it_is_asked_then_read() -> None:
    assert "--no-header" in asked(case("22_no_header"))
    expected = list(zip(NOVEMBER, SCORES, strict=True))
    assert ratings(case("22_no_header", Options(has_header=False))) == expected
    timed = of("2026-11-01;08:00;6\n2026-11-02;09:00;5\n", Options(has_header=False))
    assert clocks(timed) == ["01 08:00", "02 09:00"]


def test_empty_scores_are_missing_days_and_counted() -> None:
    preview = case("23_missing_long")
    assert len(ratings(preview)) == 8
    assert preview.missing == 4
    assert "4 lines hold no score" in told(preview)
    some = of("date,score\n2026-11-01,N/A\n2026-11-02,-\n2026-11-03,5\n2026-11-04\n")
    assert (len(ratings(some)), some.missing) == (1, 3)


@pytest.mark.parametrize("name", ["28_daylio", "30_bearable"])
def test_a_diary_without_scores_says_what_it_has_and_what_is_needed(name: str) -> None:
    words = asked(case(name))
    assert "No column holds a pain score" in words
    assert "notes" in words or "note_title" in words
    assert "--column score=NAME" in words


def test_scores_of_other_things_are_not_pain() -> None:
    text = "date,symptom,value\n2026-11-01,Sleep,6\n2026-11-02,Sleep,7\n"
    assert "No column holds a pain score" in asked(of(text))
    both = of("date,symptom,value\n2026-11-01,Pain,6\n2026-11-01,Sleep,7\n2026-11-02,Pain,5\n")
    assert [row.line for row in both.bad] == [3]


def test_now_worst_and_average_of_a_study() -> None:
    preview = case("31_redcap")
    assert [str(r.entry.series) for r in preview.rows if r.entry][:3] == ["now", "worst", "average"]
    assert len(ratings(preview)) == 36
    ignored = [c.name for c in preview.columns if c.remark == "an id or a name"]
    assert ignored == ["record_id", "redcap_event_name", "redcap_repeat_instance"]
    prefixed = of("visit,bpi_pain_worst_24h,Q2 pain least,fecha\n1,7,2,2026-11-01\n")
    assert [str(r.entry.series) for r in prefixed.rows if r.entry] == ["worst", "least"]


def test_records_of_several_people_are_not_one_patients() -> None:
    text = "record_id,date,pain\n1,2026-11-01,4\n1,2026-11-02,4\n2,2026-11-01,4\n"
    assert "names 2 people or records" in asked(of(text))


def test_yes_and_no_is_no_score() -> None:
    assert "yes or no" in told(case("32_redcap_yesno"))
    words = of("date,pain,severity\n2026-11-01,yes,7\n2026-11-02,no,2\n")
    assert [score for _, score in ratings(words)] == [7, 2]
    both = of("date,pain,pain_level\n2026-11-01,5,7\n2026-11-02,4,2\n")
    assert "--column score=pain_level" in asked(both)


def test_regions_by_column_are_asked_where_the_word_is_open() -> None:
    words = asked(case("40_wide_sites"))
    assert "--site back=low-back" in words
    assert "--site knee=knee-front-left" in words
    sites = (("back", "low-back"), ("knee", ""))
    preview = case("40_wide_sites", Options(sites=sites))
    assert len(ratings(preview)) == 24
    assert {r.entry.site for r in preview.rows if r.entry} == {"low-back", ""}


@pytest.mark.parametrize(
    ("word", "region"),
    [
        ("Lower back", "low-back"),
        ("low back", "low-back"),
        ("espalda baja", "low-back"),
        ("left knee", "knee-front-left"),
        ("Rodilla izquierda", "knee-front-left"),
        ("R shoulder", "shoulder-front-right"),
        ("cuello", "neck-back"),
        ("Nacken", "neck-back"),
        ("dolor de cadera derecha", "hip-right"),
        ("back of the left knee", "knee-back-left"),
        ("calf-left", "calf-left"),
        ("parte baja de la espalda", "low-back"),
    ],
)
def test_everyday_words_for_regions(word: str, region: str) -> None:
    preview = of(f"date,score,location\n2026-11-01,4,{word}\n")
    assert ratings(preview)
    assert [r.entry.site for r in preview.rows if r.entry] == [region]
    wide = of(f"date,{word}\n2026-11-01,4\n") if "-" not in word else preview
    assert [r.entry.site for r in wide.rows if r.entry] == [region]


@pytest.mark.parametrize("word", ["knee", "back", "left arm", "somewhere else"])
def test_an_open_region_is_asked(word: str) -> None:
    assert "--site" in asked(of(f"date,score,location\n2026-11-01,4,{word}\n"))


def test_the_future_is_the_reason_and_another_order_only_where_it_fits() -> None:
    preview = case("49_future")
    assert preview.problems[0] == "line 2: A pain rating cannot lie in the future."
    rows = "".join(f"{n:02}/12/2026,5\n" for n in range(1, 9))
    turned = of(f"date,score\n{rows}", Options(Dates.DMY))
    assert "Read the other way round these would be past dates (--dates " in turned.problems[0]
    fixed = of(f"date,score\n{rows}25/12/2026,5\n")
    assert "other way" not in fixed.problems[0]


def test_days_before_birth_are_refused() -> None:
    assert len(case("50_before_birth").problems) == 12
    assert "before the patient's birth date" in case("50_before_birth").problems[0]


def test_the_same_day_twice_is_two_ratings() -> None:
    assert len(ratings(case("51_duplicate_days"))) == 24


def test_two_orders_in_one_file_are_refused_by_line() -> None:
    words = asked(case("53_mixed_order"))
    assert "line 3 can only begin with the day, line 4 only with the month" in words


def test_a_line_longer_than_the_header_is_refused() -> None:
    assert "Is a comma in a note?" in case("x3_comma").problems[0]
    longer = of("date,note,score\n2026-11-01,stairs, 3,6\n2026-11-02,rest,5\n")
    assert longer.problems[0].startswith("line 2: The line has 4 cells, the header 3.")
    assert len(ratings(of("date,score\n2026-11-01,5,,\n"))) == 1


@pytest.mark.parametrize("word", ["ja", "Yes", "struck", "sí", "x"])
def test_voided_lines_stay_out(word: str) -> None:
    text = f"date,score,voided\n2026-11-01,5,{word}\n2026-11-02,6,\n"
    assert ratings(of(text)) == [(NOVEMBER[1], 6)]
    unclear = of("date,score,voided\n2026-11-01,5,perhaps\n2026-11-02,6,no\n")
    assert [row.line for row in unclear.bad] == [2]


@pytest.mark.parametrize(
    "data",
    [
        "Date;Score\n2026-11-01;6\n".encode("utf-16-le"),
        "Date;Score\n2026-11-01;6\n".encode("utf-16-be"),
        "Date;Score\n2026-11-01;6\n".encode("utf-16"),
        b"\xef\xbb\xbfDate,Score\r\n2026-11-01,6\r\n",
        b"Date|Score\r2026-11-01|6\r",
        b"sep=;\nDate;Score\n2026-11-01;6\n",
        b"My diary\nPrinted on,2026-11-20\n\nDate,Pain level (0-10)\n2026-11-01,6\n",
    ],
)
def test_bytes_of_any_kind(data: bytes) -> None:
    assert ratings(of(data)) == [(NOVEMBER[0], 6)]


@pytest.mark.parametrize(
    "header",
    [
        "Fecha;Intensidad del dolor;Comentario",
        "Fecha y hora;Nivel de dolor (0-10);Notas",
        "Datum;Schmerzstärke;Bemerkung",
        "Date;Douleur (0-10);Remarque",
        "Datum;Pijn;Opmerking",
        "Data;Dor;Observações",
        "Entry Date;How bad is your pain? (0 = none, 10 = worst);Note",
        "When;Pain Level;Comments",
        "recorded_at;nrs;context",
        "Marca temporal;Dolor;Actividad",
    ],
)
def test_headers_in_six_languages(header: str) -> None:
    preview = of(f"{header}\n13.11.2026;6;ok\n")
    assert ratings(preview) == [(date(2026, 11, 13), 6)]
    assert preview.rows[0].entry is not None
    assert preview.rows[0].entry.context == "ok"
    assert str(preview.rows[0].entry.series) == "average"


@pytest.mark.parametrize(
    "header",
    ["date,pain medication", "date,Pain interference", "date,pain goal", "date,mood score"],
)
def test_other_numbers_are_no_score(header: str) -> None:
    assert of(f"{header}\n2026-11-01,4\n2026-11-02,5\n").questions


def test_what_is_left_aside_is_named() -> None:
    assert "Not used: record_id, redcap_event_name, redcap_repeat_instance." in told(
        case("31_redcap")
    )
    assert "Not used: column 3." in told(of("2026-11-01,6,walk\n", Options(has_header=False)))


def test_a_column_of_am_and_pm_belongs_to_the_time() -> None:
    text = "date,time,am/pm,score\n2026-11-01,8:05,PM,6\n2026-11-02,8:05,a.m.,5\n"
    assert clocks(of(text)) == ["01 20:05", "02 08:05"]


def test_a_maximum_that_never_changes_is_the_scales() -> None:
    assert len(ratings(of("date,score,max\n2026-11-01,3,10\n2026-11-02,4,10\n"))) == 2
    assert "--scale 0-5" in asked(of("date,score,max score\n2026-11-01,3,5\n2026-11-02,4,5\n"))
    wide = of("date,min,max,average\n2026-11-01,1,6,3\n2026-11-02,0,7,4\n")
    assert [str(r.entry.series) for r in wide.rows if r.entry][:3] == ["least", "worst", "average"]
    assert of("date,min,max\n2026-11-01,1,60\n2026-11-02,0,70\n").questions


def test_day_numbers_of_long_ago_are_refused_with_the_reason() -> None:
    preview = of("date,score\n12345,6\n12346,6\n")
    assert "no day of the last fifteen years" in preview.problems[0]
    assert clocks(of("date,score\n46327.84,6\n46328.5,6\n")) == ["01 20:09", "02 12:00"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("26/03/04,4\n26/03/05,4\n", "--dates ymd (year, month, day: 4 Mar 2026 to 5 Mar 2026)"),
        (
            "".join(f"2026-0{n}-03,6\n" for n in range(1, 9)),
            "--dates ydm (year, day, month: 1 Mar 2026 to 8 Mar 2026)",
        ),
    ],
)
def test_years_that_lead_are_asked_where_the_days_tell_another_story(rows: str, words: str) -> None:
    assert words in asked(of(f"date,score\n{rows}"))


def test_a_name_that_is_half_known_is_used_and_said() -> None:
    preview = of("date,pain xyz\n2026-11-01,6\n")
    assert ratings(preview) == [(NOVEMBER[0], 6)]
    assert preview.guessed


def test_a_column_chosen_by_hand_is_taken_as_the_main_problem() -> None:
    text = "date,kneePain,handPain\n2026-11-01,6,3\n"
    preview = of(text, Options(columns=((Use.SCORE, "kneePain"),)))
    assert [(r.entry.score, r.entry.site) for r in preview.rows if r.entry] == [(6, "")]
    there = Options(columns=((Use.SCORE, "kneePain"),), sites=(("kneePain", "knee-front-left"),))
    assert [r.entry.site for r in of(text, there).rows if r.entry] == ["knee-front-left"]


@pytest.mark.parametrize(
    "text",
    [
        "date,score\n2026-03-07,4\n2026-03-08,4\n2026-03-08,4\n",
        "date,time,score\n2026-03-08,02:30,4\n2026-03-08,23:59,5\n2026-11-01,01:30,5\n",
        "at,score\n2026-03-08T06:59:00Z,4\n2026-03-08T07:00:00.000Z,4\n2026-11-01T05:30Z,3\n",
        "at,score\n2026-03-08T02:30-08:00,4\n",
        "Timestamp,Date,Pain\n2026-03-02T23:00:00,2026-03-02,6\n2026-03-04T00:10,2026-03-03,6\n",
        "date,score\n46000,4\n46001.25,4\n",
    ],
)
@pytest.mark.parametrize("zones", [("America/New_York", "UTC"), ("Asia/Kolkata", "Pacific/Apia")])
def test_a_file_read_again_under_another_time_zone_is_known(
    text: str, zones: tuple[str, str]
) -> None:
    def under(zone: str) -> CsvPreview:
        os.environ["TZ"] = zone
        time.tzset()
        return of(text)

    kept = list(under(zones[0]).fresh())
    again = mark_known(under(zones[1]), kept)
    assert len(kept) == text.count("\n") - 1
    assert list(again.fresh()) == []


@pytest.mark.parametrize(
    ("header", "series", "site"),
    [
        ("painworst", "worst", ""),
        ("avgPain", "average", ""),
        ("PAIN_NOW", "now", ""),
        ("Rückenschmerzen unten", "", ""),
        ("lowerBackPain", "average", "low-back"),
        ("Schmerz aktuell", "now", ""),
        ("Hüftschmerz links", "", ""),
        ("heupPijn links", "average", "hip-left"),
        ("Schmerzmittel", "", ""),
        ("painkillers", "", ""),
    ],
)
def test_pain_inside_a_word(header: str, series: str, site: str) -> None:
    preview = of(f"date,{header}\n2026-11-01,6\n2026-11-02,4\n")
    if not series:
        assert preview.questions
        return
    found = {(str(r.entry.series), r.entry.site) for r in preview.rows if r.entry}
    assert found == {(series, site)}


def test_a_line_without_a_date_asks_nothing_about_its_score() -> None:
    rows = "".join(f"{day},{score}\n" for day, score in zip(NOVEMBER, SCORES, strict=True))
    preview = of(f"date,score\n{rows},4.9\nTotal,60\n")
    assert preview.questions == ()
    assert [row.line for row in preview.bad] == [14, 15]


@pytest.mark.parametrize(
    "text",
    [
        "timestamp (UTC),score\n2026-11-02 01:30,4\n",
        "recorded_at_utc,score\n2026-11-02 01:30,4\n",
        "date,time (GMT),score\n2026-11-02,01:30,4\n",
        "date,time,timezone,score\n2026-11-02,01:30,UTC,4\n",
    ],
)
def test_a_header_that_says_utc_is_believed(text: str) -> None:
    preview = of(text)
    assert clocks(preview) == ["01 20:30"]
    assert "local time" in told(preview)


def test_a_side_stands_in_a_column_of_its_own() -> None:
    preview = of("date,score,site,side\n2026-11-01,4,knee,L\n2026-11-02,4,hip,right\n")
    assert [r.entry.site for r in preview.rows if r.entry] == ["knee-front-left", "hip-right"]
