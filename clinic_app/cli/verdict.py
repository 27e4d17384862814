"""`handrail verdict`."""

from collections.abc import Mapping
from typing import Annotated

import typer

from clinic_app.cli.context import open_patient, parse_day
from clinic_app.cli.output import AsJson, plain_fields, print_json, print_table, say
from clinic_app.cli.plans import PatientName
from clinic_app.cli.regions import RegionName, chosen_site
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.domain.trend.trend import Trend, Week
from clinic_app.domain.trend.trend_rules import TREND_FIELDS, TrendRule
from clinic_app.words import _, ngettext, pgettext

_MOST_WEEKS = 12


def verdict(
    context: typer.Context,
    patient: PatientName,
    *,
    region: RegionName = None,
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of a week to compare from.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of a week to compare with it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a patient's pain has changed, with the rule and its inputs.

    Without --region it is every region that was rated, what is treated first. With --before and
    --after it compares the 7 days up to each date.
    """
    if (before is None) != (after is None):
        raise UserError(_("--before and --after go together."))
    with open_patient(context, patient) as (workspace, found):
        pain = workspace.pain
        site = chosen_site(pain.rated_sites(found.id), region)
        if before is not None and after is not None:
            days = parse_day(workspace, before), parse_day(workspace, after)
            trends = {site: pain.compare(found.id, *days, site)}
        elif region is not None:
            trends = {site: pain.trend(found.id, site)}
        else:
            trends = pain.site_trends(found.id) or {"": pain.trend(found.id)}
    if as_json:
        documents = [_document(name, trend) for name, trend in trends.items()]
        print_json({**documents[0], "regions": documents})
    else:
        _print_all(trends)


def _print_all(trends: Mapping[str, Trend]) -> None:
    for place, (site, trend) in enumerate(trends.items()):
        if len(trends) > 1 or site:
            words = region_words(site)
            say(("\n" if place else "") + words[0].upper() + words[1:])
        _print(trend)
    rules = dict.fromkeys(t.rule for t in trends.values())
    for rule in rules:
        say()
        if rule.region_words and len(rules) > 1:
            say(_("The rule ({region}). {words}", region=rule.region_words, words=rule.words))
        else:
            say(_("The rule. {words}", words=rule.words))
        for source in rule.sources:
            say(f"- {source}")


def _document(site: str, trend: Trend) -> dict[str, object]:
    """One verdict; numbers are points of 0-10, ``needed`` 0 where no row of weeks is counted."""
    chance = trend.chance if trend.confirmed else None
    return {
        "region": site,
        "region_words": region_words(site),
        "series": str(trend.series) if trend.series else None,
        **plain_fields(trend, "verdict", "confirmed"),
        "weeks": [_week(week) for week in trend.weeks],
        "start": _rounded(trend.start),
        "start_weeks": [week.number for week in trend.starts],
        **plain_fields(trend, "in_a_row", "needed"),
        "latest": _rounded(trend.latest),
        "latest_weeks": [week.number for week in trend.latest_weeks],
        "change": _rounded(trend.change),
        "change_share": _rounded(trend.change_share),
        "usual_move": _rounded(trend.usual_move),
        **plain_fields(trend, "confirmed_on"),
        "ended": [plain_fields(e, "verdict", "confirmed_on", "ended_on") for e in trend.ended],
        **plain_fields(trend, "as_of", "last_rated", "age", "is_long", "high_start"),
        "chance": None if chance is None else {"of_100": chance[0], "within_weeks": chance[1]},
        "chosen": trend.chosen,
        "words": {
            "headline": trend.headline,
            "sentence": trend.sentence,
            "confidence": trend.confidence,
            "this_week": trend.preview,
            "missing": trend.missing,
        },
        "rule": _rule(trend.rule),
    }


def _rule(rule: TrendRule) -> dict[str, object]:
    return {
        "words": rule.words,
        "region": rule.region,
        "limits": {name: getattr(rule, name) for name in TREND_FIELDS},
        "clinic_set_its_own": rule.is_own,
        **plain_fields(rule, "since"),
        "sources": list(rule.sources),
    }


def _week(week: Week) -> dict[str, object]:
    days = plain_fields(week, "number", "first", "last", "rated_days")
    return {**days, "mean": _rounded(week.mean)}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)


def _print(trend: Trend) -> None:
    say(" ".join(f"{trend.headline}. {trend.sentence}".split()))
    for words in (trend.confidence, trend.preview):
        if words:
            say(words)
    kinds = {
        **dict.fromkeys(trend.starts, pgettext("weeks", "start")),
        **dict.fromkeys(trend.latest_weeks, pgettext("weeks", "latest")),
    }
    print_table(
        [
            (
                _("week {number}", number=w.number),
                pgettext("days", "{first} to {last}", first=w.first, last=w.last),
                _("mean {number}", number=format(w.mean, ".1f")),
                ngettext("{count} rated day", "{count} rated days", w.rated_days),
                kinds.get(w, ""),
            )
            for w in _told(trend)
        ]
    )


def _told(trend: Trend) -> list[Week]:
    """The weeks of the start and the latest ones; years of weeks are for --json."""
    last = [w for w in trend.weeks if w not in trend.starts][-_MOST_WEEKS:]
    return [*trend.starts, *last]
