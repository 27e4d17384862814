"""Law: ratings written by any program's habits come back the same, or something is asked.

A file is made from known ratings by a mixture of habits (order and signs of dates, clock, decimals,
delimiter, encoding, header language, columns beside it). What `read` gives is either exactly those
ratings, or a question, or a named line, or a refusal; never another reading in silence.
"""

import csv
import io
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.regional import Order
from clinic_app.services.pain_csv.reading import read
from clinic_app.services.pain_csv.values import CsvPreview

NOW = datetime(2026, 11, 29, 20).astimezone()
HEADERS = (
    ("date", "time", "score", "note"),
    ("Fecha", "Hora", "Dolor", "Nota"),
    ("Datum", "Uhrzeit", "Schmerz", "Notiz"),
    ("Date", "Heure", "Douleur", "Remarque"),
    ("Datum", "Tijd", "Pijn (0-10)", "Opmerking"),
    ("Data", "Hora", "Dor", "Observação"),
    ("entry date", "entry time", "Pain level (0-10)", "comment"),
)
DAYS = (
    "{0:%Y-%m-%d}",
    "{0:%d/%m/%Y}",
    "{0:%m/%d/%Y}",
    "{0.day}/{0.month}/{0:%y}",
    "{0.month}/{0.day}/{0:%y}",
    "{0:%d.%m.%Y}",
    "{0.day}.{0.month}.{0:%y}",
    "{0:%d-%m-%Y}",
    "{0:%m-%d-%Y}",
    "{0:%Y/%m/%d}",
    "{0:%Y%m%d}",
    "{0:%d %b %Y}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%a} {0:%d/%m/%Y}",
    "{0:%y/%m/%d}",
    "{serial}",
)
CLOCKS = ("{0:%H:%M}", "{0:%I:%M %p}", "{0:%H:%M:%S}", "{0.hour}h{0:%M}", "{0:%H.%M}")
SCORES = ("{0}", "{0}.0", "{0},0", "{0}/10", " {0} ", "{0:02}")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")

Rating = tuple[date, time | None, int]


@st.composite
def diaries(draw: st.DrawFn) -> list[Rating]:
    """A rating on most days in a row, as people keep them; with a time each, or none."""
    first = draw(st.dates(date(2024, 1, 1), date(2026, 9, 1)))
    skips = draw(st.lists(st.sampled_from([1, 1, 1, 1, 2, 3]), min_size=1, max_size=30))
    timed = draw(st.booleans())
    day, found = first, list[Rating]()
    for skip in skips:
        clock = time(draw(st.integers(4, 22)), draw(st.integers(1, 59))) if timed else None
        found.append((day, clock, draw(st.integers(0, 10))))
        day += timedelta(days=skip)
    return found


@st.composite
def files(draw: st.DrawFn, ratings: list[Rating]) -> bytes:
    """The same ratings as one program or another would write them."""
    names = draw(st.sampled_from(HEADERS))
    day_form, score_form = draw(st.sampled_from(DAYS)), draw(st.sampled_from(SCORES))
    clock_form = draw(st.sampled_from(CLOCKS))
    beside = draw(st.booleans())  # the time in the date's own cell
    timed = ratings[0][1] is not None
    kept = [0, *([1] if timed and not beside else []), 2, *draw(st.sampled_from([[], [3]]))]
    rows = [[names[n] for n in kept]]
    for day, clock, score in ratings:
        when = day_form.format(day, serial=(day - date(1899, 12, 30)).days)
        hour = clock_form.format(clock) if clock else ""
        first = f"{when} {hour}" if hour and beside else when
        cells = [first, hour, score_form.format(score), draw(st.sampled_from(["", "a, b", "ok"]))]
        rows.append([cells[n] for n in kept])
    text = io.StringIO(newline="")
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    csv.writer(
        text, delimiter=delimiter, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))
    ).writerows(rows)
    return text.getvalue().encode(draw(st.sampled_from(ENCODINGS)))


def _read(data: bytes, order: Order) -> CsvPreview | None:
    try:
        return read(data, now=NOW, order=order)
    except UserError:
        return None


@settings(max_examples=400, deadline=None)
@given(st.data(), diaries(), st.sampled_from(Order))
def test_a_diary_is_read_as_it_was_kept_or_asked_about(
    data: st.DataObject, ratings: list[Rating], order: Order
) -> None:
    preview = _read(data.draw(files(ratings)), order)
    if preview is None or preview.questions:
        return
    if preview.problems:  # a named line may be missing, every other one is right
        assert set(_found(preview)) <= {(d, c, s) for d, c, s in ratings}
    else:
        assert _found(preview) == ratings


_CELLS = st.one_of(
    st.sampled_from(
        "date,score,time,site,knee,pain,max,2026-11-01,01/02/2026,3/4/26,7,6.5,6/10,63%,N/A,"
        "8:05 pm,46327,0.5,Average,yes,left knee,1793577600,20261101,24:00,mar mar,\u0663".split(
            ","
        )
    ),
    st.text(max_size=12),
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.lists(_CELLS, max_size=5), max_size=6).map(
            lambda rows: "\n".join(",".join(row) for row in rows).encode("utf-8", "replace")
        ),
    )
)
def test_any_file_is_read_asked_about_or_refused(data: bytes) -> None:
    preview = _read(data, Order.MONTH_FIRST)
    for row in preview.rows if preview else ():
        assert bool(row.error) is (row.entry is None)


def _found(preview: CsvPreview) -> list[Rating]:
    noon = time(12, 0)
    found = [r.entry for r in preview.rows if r.entry is not None]
    return [
        (e.at.date(), None if e.at.time() == noon else e.at.time().replace(second=0), e.score)
        for e in found
    ]


@settings(max_examples=150, deadline=None)
@given(st.data(), diaries())
def test_an_answer_settles_what_was_asked(data: st.DataObject, ratings: list[Rating]) -> None:
    content = data.draw(files(ratings))
    preview = _read(content, Order.MONTH_FIRST)
    for _ in range(6):
        if preview is None or not preview.questions or not preview.questions[0].answers:
            return
        answers = preview.questions[0].answers
        options = data.draw(st.sampled_from(answers)).options
        told = preview.questions[0].words
        preview = read(content, now=NOW, order=Order.MONTH_FIRST, options=options)
        assert told not in [question.words for question in preview.questions]
    assert preview is None or not preview.questions
