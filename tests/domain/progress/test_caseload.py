"""Who needs a look, and what the caseload says of the last weeks."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.patient.patient import CaseloadRow, Patient
from clinic_app.domain.progress.caseload import (
    CaseloadLine,
    Ratings,
    Urgency,
    leading,
    opened_within_week,
)
from clinic_app.domain.trend.trend import judge

TODAY = date(2026, 11, 20)
ZONE = timezone(timedelta(hours=-5))


def entry(
    days_ago: int, score: int, series: Series = Series.AVERAGE, *, voided: bool = False
) -> PainRating:
    at = datetime(2026, 11, 20, 20, tzinfo=ZONE) - timedelta(days=days_ago)
    return PainRating(f"{days_ago}-{series}", "p", series, score, at, voided=voided)


def weeks(*levels: int, days_ago: int = 0) -> list[PainRating]:
    """A rating a day, a level a week, the last one ``days_ago``."""
    days = 7 * len(levels)
    return [entry(days_ago + days - 1 - n, levels[n // 7]) for n in range(days)]


def line(*entries: PainRating) -> CaseloadLine:
    row = CaseloadRow(Patient("p", "Otto", "Example", record_number="H-7"), None, None, None)
    recent = tuple(e for e in entries if (TODAY - e.at.date()).days < 28)
    return CaseloadLine(row, TODAY, Ratings(recent, judge(entries, today=TODAY)))


def test_worse_pain_asks_for_a_look_with_the_numbers() -> None:
    worse = line(*weeks(3, 3, 6))
    assert worse.concern == "Pain up 3.0 from the start"
    assert worse.change_words == "3.0 to 6.0"
    perhaps = line(*weeks(3, 3, 4, 4, 4))
    assert perhaps.concern == "Pain perhaps up, 1.0 from the start"
    assert perhaps.urgency is Urgency.WORSE


def test_a_region_rated_apart_asks_for_a_look_by_its_name() -> None:
    hip = {"": line().ratings, "hip-left": line(*weeks(3, 3, 6)).ratings}
    trends = {site: ratings.trend for site, ratings in hip.items() if ratings}
    trend, site, others = leading(trends)
    assert (site, others) == ("hip-left", {})
    told = replace(line(), ratings=Ratings((), trend, site, others))
    assert told.concern == "Left hip up 3.0 from the start"
    calm = line(*weeks(5, 5, 5)).ratings
    assert calm is not None
    beside = leading({**trends, "": calm.trend})
    assert beside[1:] == ("", {"hip-left": trend})
    assert replace(line(), ratings=Ratings((), *beside)).urgency is Urgency.WORSE


def test_an_old_verdict_is_no_reason_to_look_but_the_silence_is() -> None:
    long_ago = line(*weeks(3, 3, 6, 6, days_ago=60))
    assert long_ago.concern == "No rating for 4 weeks or longer"


def test_silence_of_two_weeks_asks_for_a_look() -> None:
    assert line(entry(13, 5)).concern == ""
    assert line(entry(14, 5)).concern == "No rating for 14 days"
    assert line(entry(40, 5)).concern == "No rating for 4 weeks or longer"


def test_a_patient_who_never_rated_is_not_silent() -> None:
    assert line().concern == ""
    assert line().change_words == "no ratings yet"
    assert CaseloadLine(line().row, TODAY).concern == ""


def test_a_voided_rating_counts_for_nothing() -> None:
    voided = entry(1, 9, voided=True)
    ratings = line(voided).ratings
    assert ratings is not None
    assert ratings.last is None
    assert line(voided, entry(15, 4)).concern == "No rating for 15 days"
    assert line(voided, entry(2, 4)).spark == (((25, 4.0),),)


def test_gaps_part_the_small_line_and_series_are_not_mixed() -> None:
    entries = [entry(d, 4) for d in (27, 26, 24, 0)] + [entry(25, 9, Series.WORST)]
    assert line(*entries).spark == (((0, 4.0), (1, 4.0)), ((3, 4.0),), ((27, 4.0),))


def test_too_few_ratings_say_how_many_there_were() -> None:
    assert line(entry(0, 5), entry(1, 5), entry(9, 5)).change_words == "rated 2 of 7 days"


def test_search_needs_every_word_somewhere() -> None:
    assert line().answers(["exa", "h-7"])
    assert not line().answers(["otto", "knee"])


def test_opened_within_a_week() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=ZONE)
    patient = line().patient
    for days, wanted in ((6.9, True), (7.1, False)):
        row = CaseloadRow(patient, None, now - timedelta(days=days), None)
        assert opened_within_week(row, now) is wanted
    assert not opened_within_week(CaseloadRow(patient, None, None, None), now)


def test_a_warning_comes_before_worse_pain_and_that_before_waiting_advice() -> None:
    worse = line(*weeks(3, 3, 6))
    assert worse.ratings is not None
    warned = replace(worse, ratings=replace(worse.ratings, advice=2, warns=True))
    assert (warned.urgency, warned.concern) == (Urgency.WARNING, "Warning sign: stop and refer?")
    assert (worse.urgency, worse.is_pressing) == (Urgency.WORSE, True)
    quiet = line(entry(20, 4))
    assert quiet.ratings is not None
    advised = replace(quiet, ratings=replace(quiet.ratings, advice=2))
    assert (advised.urgency, advised.concern) == (Urgency.ADVICE, "2 suggestions wait")
    assert (quiet.urgency, quiet.is_pressing) == (Urgency.SILENT, False)
    assert line(entry(1, 4)).urgency is Urgency.NONE


def test_ratings_of_another_site_are_not_the_last_pain() -> None:
    knee = replace(entry(0, 9), site="knee-front-left")
    told = line(knee, entry(1, 4))
    assert told.ratings is not None
    assert told.ratings.last == entry(1, 4)
    assert told.spark == (((26, 4.0),),)
