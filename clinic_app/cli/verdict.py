"""`handrail verdict`."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from clinic_app.cli.context import open_patient
from clinic_app.cli.output import AsJson, print_json, print_table
from clinic_app.cli.plans import PatientName
from clinic_app.domain.dates import parse_date
from clinic_app.domain.errors import UserError
from clinic_app.domain.trend import Trend
from clinic_app.domain.trend_rules import TREND_FIELDS, TrendRule
from clinic_app.domain.trend_windows import Window
from clinic_app.services.workspace import Workspace


def verdict(
    context: typer.Context,
    patient: PatientName,
    *,
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of a week to compare from.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day of a week to compare with it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a patient's pain has changed, with the rule and its inputs.

    With --before and --after it compares the 7 days up to each date.
    """
    if (before is None) != (after is None):
        raise UserError("--before and --after go together.")
    with open_patient(context, patient) as (workspace, found):
        if before is None or after is None:
            trend = workspace.pain.trend(found.id)
        else:
            days = _date(workspace, before), _date(workspace, after)
            trend = workspace.pain.compare(found.id, *days)
    if as_json:
        print_json(_document(trend))
    else:
        _print(trend)


def _date(workspace: Workspace, text: str) -> date:
    if text.strip().lower() == "today":
        return workspace.now().date()
    return parse_date(text, workspace.staff.clinic().date_order)


def _document(trend: Trend) -> dict[str, object]:
    return {
        "verdict": str(trend.verdict),
        "confirmed": trend.confirmed,
        "rule": _rule(trend.rule),
        "inputs": {
            "series": str(trend.series) if trend.series else None,
            "site": "",
            "as_of": trend.as_of.isoformat() if trend.as_of else None,
            "baseline": _window(trend.baseline),
            "latest": _window(trend.latest),
            "previous": _window(trend.previous),
            "change_points": _rounded(trend.change_points),
            "change_share": _rounded(trend.change_share),
            "swings_points": _rounded(trend.swings),
            "missing": trend.missing,
            "confidence": trend.confidence,
        },
    }


def _rule(rule: TrendRule) -> dict[str, object]:
    limits = {name: getattr(rule, name) for name in TREND_FIELDS}
    return {
        "words": rule.words,
        "region": rule.region,
        "limits": {"window_days": rule.window_days, **limits, "standard_errors": rule.swings},
        "clinic_set_its_own": rule.is_own,
        "since": rule.since.isoformat() if rule.since else None,
        "false_alarms_of_100": asdict(rule.odds) if rule.odds else None,
        "sources": list(rule.sources),
    }


def _window(window: Window | None) -> dict[str, object] | None:
    if window is None:
        return None
    return {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "rated_days": window.rated_days,
        "mean": _rounded(window.mean),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _print(trend: Trend) -> None:
    typer.echo(f"{trend.headline}. {trend.sentence}")
    named = (("start", trend.baseline), ("week before", trend.previous), ("latest", trend.latest))
    print_table(
        [
            (name, f"{w.first} to {w.last}", f"mean {w.mean:.1f}", f"{w.rated_days} rated days")
            for name, w in named
            if w is not None
        ]
    )
    for words in (trend.confidence, trend.rule.words, *trend.rule.sources):
        if words:
            typer.echo(words)
