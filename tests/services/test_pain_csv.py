"""CSV in and out: whole or not at all, every bad row named, nothing a spreadsheet would run."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.pain import Series
from clinic_app.domain.patient.patient import Patient
from clinic_app.domain.regional import Order
from clinic_app.services.pain_csv import reading
from clinic_app.services.pain_csv.export import write
from clinic_app.services.pain_csv.importing import mark_known
from clinic_app.services.pain_csv.many_rows import ImportStopped
from clinic_app.services.pain_csv.reading import read as read_bytes
from clinic_app.services.pain_csv.values import CsvPreview, Options, Use
from clinic_app.services.progress import pain
from clinic_app.services.workspace import Workspace

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(text: str, order: Order = Order.MONTH_FIRST, options: Options | None = None) -> CsvPreview:
    return read_bytes(text.encode(), now=NOW, order=order, options=options)


def scores(preview: CsvPreview) -> list[tuple[str, int]]:
    return [(str(r.entry.series), r.entry.score) for r in preview.rows if r.entry]


def test_a_long_file_is_read() -> None:
    preview = read("date,score,series,context\n2026-11-01,4,worst,after work\n2026-11-02,3,,\n")
    assert scores(preview) == [("worst", 4), ("average", 3)]
    assert preview.rows[0].entry is not None
    assert preview.rows[0].entry.context == "after work"
    assert (preview.columns[1].name, preview.columns[1].use) == ("score", Use.SCORE)


def test_a_wide_file_is_read_and_an_empty_cell_is_a_missing_day() -> None:
    preview = read("Day;Average pain;Worst\n2026-11-01;4;7\n2026-11-02;;5\n")
    assert scores(preview) == [("average", 4), ("worst", 7), ("worst", 5)]
    assert preview.problems == ()


@pytest.mark.parametrize("order", list(Order))
def test_an_open_order_of_dates_is_asked_with_both_readings(order: Order) -> None:
    preview = read("date,pain\n03/04/2026,4\n05/04/2026,4\n", order)
    answers = {a.option: a.words for q in preview.questions for a in q.answers}
    assert answers == {
        "--dates dmy": "day, month, year: 3 Apr 2026 to 5 Apr 2026",
        "--dates mdy": "month, day, year: 4 Mar 2026 to 4 May 2026",
    }
    first = preview.questions[0].answers[0].options
    chosen = read("date,pain\n03/04/2026,4\n", order, first)
    assert not chosen.questions
    assert days(chosen) == ["2026-04-03" if order is Order.DAY_FIRST else "2026-03-04"]


def days(preview: CsvPreview) -> list[str]:
    return [f"{r.entry.at:%Y-%m-%d}" for r in preview.rows if r.entry]


def test_all_dates_of_a_file_are_written_one_way() -> None:
    preview = read("date,pain\n02.01.2026,4\n12.01.2026,4\n13.01.2026,4\n", Order.MONTH_FIRST)
    assert days(preview) == ["2026-01-02", "2026-01-12", "2026-01-13"]
    preview = read("date,pain\n1/2/2026,4\n1/13/2026,4\n", Order.DAY_FIRST)
    assert days(preview) == ["2026-01-02", "2026-01-13"]
    mixed = read("date,pain\n13/01/2026,4\n01/14/2026,4\n")
    assert "line 2 can only begin with the day, line 3 only with" in str(mixed.questions[0])
    assert read("date,pain\n13/14/2026,4\n01/14/2026,4\n").problems == (
        "line 2: There is no such day.",
    )


@pytest.mark.parametrize(
    ("when", "clock"),
    [
        ("3/14/2026 8:30", "08:30"),
        ("3/14/2026 8:30:00 PM", "20:30"),
        ("14 Mar 2026 8:30 am", "08:30"),
        ("2026-03-14 8:30 PM", "20:30"),
        ("2026-03-14 20:30", "20:30"),
    ],
)
def test_a_spreadsheets_time_may_follow_the_date(when: str, clock: str) -> None:
    entry = read(f"date,pain\n{when},4\n").rows[0].entry
    assert entry is not None
    assert f"{entry.at:%Y-%m-%d %H:%M}" == f"2026-03-14 {clock}"


def test_a_whole_number_may_be_written_with_a_decimal_point() -> None:
    assert scores(read("date;pain\n2026-11-01;4.0\n2026-11-02;10,00\n")) == [
        ("average", 4),
        ("average", 10),
    ]
    bad = read("date;pain\n2026-11-01;4.5\n2026-11-02;55.0\n2026-11-03;.0\n")
    assert len(bad.problems) == 3
    assert bad.questions


@pytest.mark.parametrize(
    "text",
    [
        "date,score\n2026-11-01,Otto\n2026-11-02,4\n2026-11-03,4\n",
        "date,score\nOtto,4\n",
        "date,score,series\n2026-11-01,4,Otto\n2026-11-02,4,worst\n",
        "date,time,score\n2026-11-01,1 Otto,4\n",
    ],
)
def test_an_error_repeats_nothing_of_the_file(text: str) -> None:
    told = " ".join(read(text).problems)
    assert told
    assert "Otto" not in told


def test_a_time_with_its_offset_is_kept() -> None:
    entry = read("at,score\n2026-11-01T20:15:00+05:30,4\n").rows[0].entry
    assert entry is not None
    assert entry.at.isoformat() == "2026-11-01T20:15:00+05:30"


def test_every_bad_row_is_named_by_its_line() -> None:
    preview = read(
        "date,score,series\n2026-11-01,4,worst\n2026-11-02,11,worst\n\n2026-13-01,4,worst\n"
        "2026-11-03,x,worst\n2026-11-04,4,mood\n2027-01-01,4,worst\n,4,worst\n2026-11-05,4.5,worst\n"
    )
    lines = [p.split(":")[0] for p in preview.problems]
    assert lines == ["line 3", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10"]
    assert "too high" in preview.problems[0]
    assert "future" in preview.problems[4]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "file is empty"),
        (b"date,score\n", "holds no ratings"),
        (b"date,score\n2026-11-01,N/A\n", "Every score in it is empty"),
        (b"PK\x03\x04\0\0", "an Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"a\0\0\0b", "not a CSV file"),
        (b"x" * (16 * 1024 * 1024 + 1), "larger than 16 MB"),
        (b'date,score\n2026-11-01,"4\n', "Line 2 is not valid CSV"),
    ],
)
def test_something_else_than_ratings_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UserError, match=message):
        read_bytes(content, now=NOW, order=Order.MONTH_FIRST)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("name,age\nx,3\n", "No column holds a date"),
        ("date,score,rating\n2026-11-01,3,4\n", "Which column holds the pain score"),
        ("date,score,worst\n2026-11-01,3,4\n", "Which column holds the pain score"),
    ],
)
def test_columns_that_are_not_clear_are_asked(text: str, asked: str) -> None:
    assert asked in str(read(text).questions[0])


def test_one_bad_row_imports_nothing(workspace: Workspace, patient: Patient) -> None:
    text = b"date,score\n2026-11-01,4\n2026-11-02,5\n2026-11-03,5\n2026-11-04,5\n2026-11-05,12\n"
    preview = workspace.pain.read_csv(patient.id, text)
    with pytest.raises(UserError, match="line 6"):
        workspace.pain.import_csv(patient.id, preview)
    assert workspace.pain.listing(patient.id) == []
    left = workspace.pain.read_csv(patient.id, text, Options(skips_bad=True))
    done = workspace.pain.import_csv(patient.id, left)
    assert (done.added, [row.line for row in done.skipped]) == (4, [6])


def test_the_same_file_twice_adds_nothing(workspace: Workspace, patient: Patient) -> None:
    data = b"date,score\n2026-11-01,4\n2026-11-01,4\n2026-11-02,5\n"
    assert (
        workspace.pain.import_csv(patient.id, workspace.pain.read_csv(patient.id, data)).added == 3
    )
    again = workspace.pain.read_csv(patient.id, data)
    assert all(row.known for row in again.rows)
    done = workspace.pain.import_csv(patient.id, again)
    assert (done.added, done.known) == (0, 3)
    assert len(workspace.pain.listing(patient.id)) == 3


def test_many_bad_rows_are_told_by_their_reason_in_one_line(
    workspace: Workspace, patient: Patient
) -> None:
    rows = "".join(f"2026-13-{day:02},6\n" for day in range(1, 31))
    text = f"date,pain\n2025-11-28,6\n{rows}2025-11-27,x\n2025-11-27,5\n2026-13-01,5\n"
    preview = workspace.pain.read_csv(patient.id, text.encode())
    with pytest.raises(UserError) as refused:
        workspace.pain.import_csv(patient.id, preview)
    assert "lines 3-32, 35: There is no such day." in str(refused.value)
    assert "line 33: This is not a pain score" in str(refused.value)
    assert "--skip-bad" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_leaving_bad_lines_out_is_offered_only_where_others_remain(
    workspace: Workspace, patient: Patient
) -> None:
    preview = workspace.pain.read_csv(patient.id, b"date,pain\n2126-11-28,6\n2126-11-29,5\n")
    with pytest.raises(UserError) as refused:
        workspace.pain.import_csv(patient.id, preview)
    assert "lines 2-3: A pain rating cannot lie in the future." in str(refused.value)
    assert "--skip-bad" not in str(refused.value)
    left = replace(preview, options=Options(skips_bad=True))
    with pytest.raises(UserError, match="in the future"):
        workspace.pain.import_csv(patient.id, left)


def test_a_file_does_not_bring_back_what_was_struck_out(
    workspace: Workspace, patient: Patient
) -> None:
    data = b"date,score\n2026-11-01,4\n2026-11-02,9\n"
    workspace.pain.import_csv(patient.id, workspace.pain.read_csv(patient.id, data))
    struck = workspace.pain.listing(patient.id)[1]
    workspace.pain.void(patient.id, struck.id, "Meant 0")
    longer = data + b"2026-11-03,3\n"
    preview = workspace.pain.read_csv(patient.id, longer)
    assert workspace.pain.import_csv(patient.id, preview).added == 1
    assert [e.score for e in workspace.pain.listing(patient.id) if not e.voided] == [4, 3]


@pytest.mark.parametrize("context", ["=1+1", "+x", "-2", "@SUM(A1)", "\tx", "'=x", 'a "b", c'])
def test_an_export_is_harmless_and_comes_back_as_it_was(
    workspace: Workspace, patient: Patient, context: str
) -> None:
    workspace.pain.record(patient.id, 4, series=Series.WORST, context=context)
    entry = workspace.pain.listing(patient.id)[0]
    data = workspace.pain.export_csv(patient.id)
    cells = data.decode("utf-8-sig").splitlines()[1]
    assert not any(c.lstrip('"').startswith(("=", "+", "-", "@", "\t")) for c in cells.split(","))
    back = workspace.pain.read_csv(patient.id, data).rows[0].entry
    assert back is not None
    assert (back.series, back.score, back.context) == (Series.WORST, 4, entry.context)
    assert back.at == entry.at


def test_a_struck_out_rating_does_not_come_back_through_a_file(
    workspace: Workspace, patient: Patient
) -> None:
    kept = workspace.pain.record(patient.id, 4)
    struck = workspace.pain.record(patient.id, 9)
    workspace.pain.void(patient.id, struck.id, "slip")
    preview = workspace.pain.read_csv(patient.id, workspace.pain.export_csv(patient.id))
    assert [r.entry.score for r in preview.rows if r.entry] == [kept.score]


def test_a_file_from_an_old_spreadsheet_is_read(tmp_path: Path) -> None:
    data = "fecha;dolor;note\r\n2026-11-01;4;después\r\n".encode("cp1252")
    entry = read_bytes(data, now=NOW, order=Order.DAY_FIRST).rows[0].entry
    assert entry is not None
    assert entry.context == "después"


@pytest.mark.parametrize(
    "data",
    [
        b"\n\ndate,score\n2026-11-01,4\n",
        b"sep=;\r\ndate;score\r\n2026-11-01;4\r\n",
        "date\tscore\r\n2026-11-01\t4\r\n".encode("utf-16"),
    ],
)
def test_what_spreadsheets_put_before_the_header_is_passed_over(data: bytes) -> None:
    preview = read_bytes(data, now=NOW, order=Order.MONTH_FIRST)
    assert [r.entry.score for r in preview.rows if r.entry] == [4]


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    preview = read_bytes(b"\nsep=,\ndate,score\n2026-11-01,x4\n", now=NOW, order=Order.MONTH_FIRST)
    assert preview.problems[0].startswith("line 4: ")


def test_todays_row_without_a_time_is_not_the_future() -> None:
    today = f"date,score\n{NOW.date().isoformat()},4\n".encode()
    morning = NOW.replace(hour=7)
    assert read_bytes(today, now=morning, order=Order.MONTH_FIRST).problems == ()
    later = f"date,score\n{NOW.date().isoformat()}T23:59,4\n".encode()
    assert "future" in read_bytes(later, now=morning, order=Order.MONTH_FIRST).problems[0]


def test_a_day_without_any_rating_in_a_wide_file_is_a_missing_day() -> None:
    data = b"date,average,worst\n2026-11-01,3,4\n2026-11-02,,\n2026-11-03,,5\n"
    preview = read_bytes(data, now=NOW, order=Order.MONTH_FIRST)
    assert preview.problems == ()
    assert [r.line for r in preview.rows] == [2, 2, 4]


@pytest.mark.parametrize(
    "day", ["0001-01-01", "0001-01-01T00:00", "0001-01-01T00:00+23:59", "1900-01-01", "9999-12-31"]
)
def test_days_at_the_ends_of_the_calendar_are_bad_rows(day: str) -> None:
    preview = read_bytes(
        f"date,score\n{day},3\n2026-11-01,4\n".encode(), now=NOW, order=Order.MONTH_FIRST
    )
    assert len(preview.problems) == 1
    assert preview.problems[0].startswith("line 2: ")


def test_a_site_is_read_by_name_and_comes_back_from_an_export() -> None:
    data = "date,score,site\n2026-11-20,4,Low back\n2026-11-20,6,left calf\n2026-11-21,3,\n"
    preview = read(data)
    assert preview.problems == ()
    assert [r.entry.site for r in preview.rows if r.entry] == ["low-back", "calf-left", ""]
    entries = list(preview.fresh())
    again = mark_known(read(write(entries).decode()), entries)
    assert all(row.known for row in again.rows)


def test_an_unknown_region_is_asked_by_its_word() -> None:
    preview = read("date,score,site\n2026-11-20,4,elsewhere\n")
    assert "--site elsewhere=" in str(preview.questions[0])
    told = read(
        "date,score,site\n2026-11-20,4,elsewhere\n",
        options=Options(sites=(("Elsewhere", "calf-left"),)),
    )
    assert [r.entry.site for r in told.rows if r.entry] == ["calf-left"]


def _days(count: int) -> str:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return "date,score\n" + "".join(
        f"{start.replace(day=n + 1):%Y-%m-%d},4\n" for n in range(count)
    )


def test_a_file_of_more_ratings_than_a_record_shows_quickly_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_RATINGS", 5)
    assert len(scores(read(_days(5)))) == 5
    with pytest.raises(UserError, match="holds 6 ratings; at most 100,000") as refused:
        read(_days(6))
    assert "Leave out the oldest" in refused.value.next_step


def test_a_file_of_endless_lines_is_refused_before_all_are_read() -> None:
    with pytest.raises(UserError, match="more than 200,000 lines"):
        read("date,score\n" + "2020-01-01,4\n" * 200_001 + '"never closed')


def test_nor_may_several_files_together_bring_more(
    workspace: Workspace, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pain, "MOST_RATINGS", 5)
    first = workspace.pain.read_csv(patient.id, _days(4).encode())
    workspace.pain.import_csv(patient.id, first)
    second = workspace.pain.read_csv(patient.id, _days(6).encode())
    with pytest.raises(UserError, match="2 new ratings beside 4 in the record"):
        workspace.pain.import_csv(patient.id, second)
    assert len(workspace.pain.listing(patient.id)) == 4
    again = workspace.pain.read_csv(patient.id, _days(4).encode())
    assert workspace.pain.import_csv(patient.id, again).known == 4


def test_an_import_that_is_stopped_keeps_nothing(workspace: Workspace, patient: Patient) -> None:
    rows = "".join(f"2020-01-{n % 28 + 1:02d},{n % 11}\n" for n in range(12_000))
    told: list[tuple[int, int]] = []
    data = f"date,score\n{rows}".encode()
    preview = workspace.pain.read_csv(patient.id, data, progress=lambda n, of: told.append((n, of)))
    assert told == [(0, 12_000), (5_000, 12_000), (10_000, 12_000)]
    for stop_at in (0, 5_000, 12_000):

        def progress(done: int, _of: int, stop_at: int = stop_at) -> None:
            if done >= stop_at:
                raise ImportStopped

        with pytest.raises(ImportStopped, match="Nothing of the file was kept"):
            workspace.pain.import_csv(patient.id, preview, progress)
        assert workspace.pain.listing(patient.id) == []
    assert workspace.pain.import_csv(patient.id, preview).added == 12_000
