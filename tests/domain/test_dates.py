"""Dates in the forms that people type them."""

from datetime import date

import pytest

from clinic_app.domain.dates import ago_words, day_words, long_date, parse_date, weekday_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.regional import Order

MARCH = date(1958, 3, 4)
US, EU = Order.MONTH_FIRST, Order.DAY_FIRST


@pytest.mark.parametrize("order", [US, EU])
@pytest.mark.parametrize(
    "text",
    [
        "4 Mar 1958", "04 march 1958", "Mar 4, 1958", "March 4th 1958", "4 de marzo de 1958",
        "1958-03-04", "1958/3/4", "1958.03.04", "19580304", " 1958 3 4 ",
    ],
)  # fmt: skip
def test_clear_dates_read_the_same_everywhere(text: str, order: Order) -> None:
    assert parse_date(text, order) == MARCH


@pytest.mark.parametrize("sign", ["/", "-", " ", ""])
def test_the_clinics_order_decides_between_day_and_month(sign: str) -> None:
    assert parse_date(sign.join(("03", "04", "1958")), US) == MARCH
    assert parse_date(sign.join(("04", "03", "1958")), EU) == MARCH


@pytest.mark.parametrize("order", [US, EU])
def test_with_dots_the_day_leads_in_every_clinic(order: Order) -> None:
    assert parse_date("04.03.1958", order) == MARCH
    assert parse_date("4. 3. 1958", order) == MARCH


@pytest.mark.parametrize(
    "text", ["4. März 1958", "4 mars 1958", "4 maart 1958", "4 de março de 1958", "mar. 4, 1958"]
)
def test_months_are_known_by_their_names_in_six_languages(text: str) -> None:
    assert parse_date(text, US) == MARCH


def test_a_number_above_12_can_only_be_a_day() -> None:
    assert parse_date("25/12/1958", US) == parse_date("12/25/1958", EU) == date(1958, 12, 25)


def test_the_day_of_a_leap_year() -> None:
    assert parse_date("29 Feb 2000", US) == date(2000, 2, 29)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a date"),
        ("soon", "not a date"),
        ("4/5", "not a date"),
        ("Smarch 4 1958", "not a date"),
        ("3/4/58", "four digits"),
        ("4 Mar 58", "four digits"),
        ("30 Feb 1958", "no such day"),
        ("29 Feb 1958", "no such day"),
        ("13/13/1958", "no such day"),
        ("0/0/0000", "no such day"),
        ("4 Mar " + "9" * 60, "four digits"),
        ("9" * 60 + "/1/1958", "no such day"),
    ],
)
def test_errors_say_how_to_write_it_and_not_what_was_typed(text: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_date(text, US)
    assert says in caught.value.what
    assert "03/04/1958" in caught.value.next_step
    assert not text or text not in str(caught.value)


def test_words_for_a_day() -> None:
    assert day_words(MARCH) == "4 Mar 1958"
    assert day_words(MARCH, today=date(1958, 9, 1)) == "4 Mar"
    assert weekday_words(date(2026, 11, 20)) == "Friday 20 Nov"


@pytest.mark.parametrize(
    ("day", "words"),
    [(20, "today"), (19, "yesterday"), (10, "10 days ago"), (7, "13 days ago"), (6, "6 Nov")],
)
def test_words_for_how_long_ago(day: int, words: str) -> None:
    assert ago_words(date(2026, 11, day), date(2026, 11, 20)) == words


def test_a_long_date_reads_the_same_in_every_locale() -> None:
    assert long_date(date(2026, 10, 3)) == "Sat 3 Oct 2026"
