"""`handrail pain` and `chart`."""

from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli import pain_forms, pain_import
from clinic_app.cli.context import open_patient, parse_day
from clinic_app.cli.output import AsJson, plain_fields, print_records, say
from clinic_app.cli.plans import PatientName
from clinic_app.cli.regions import RegionName, chosen_site, others_words
from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.pain import PainRating, parse_score, parse_series
from clinic_app.domain.pain.pain_chart import parse_span
from clinic_app.domain.pain.rated_region import region_words
from clinic_app.services.files import check_place, write_file
from clinic_app.services.progress.pain import ChartKind
from clinic_app.services.workspace import Workspace
from clinic_app.words import _, interface

_KINDS: dict[str, ChartKind] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}


def pain(
    context: typer.Context,
    patient: PatientName,
    *,
    add: Annotated[str | None, typer.Option(metavar="N", help="Record a rating, 0-10.")] = None,
    series: Annotated[
        str | None, typer.Option(help="average, worst, least or now (if left out).")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="Its day; today if left out.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--import", metavar="F.csv", help="Import ratings.")
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option(metavar="F.pdf", help="Write the diary of two weeks as a form to fill in."),
    ] = None,
    read_form: Annotated[
        Path | None, typer.Option(metavar="F.pdf", help="Add what is new in a filled form.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let a form change what the record holds.")
    ] = False,
    dates: pain_import.DatesOption = None,
    column: pain_import.ColumnOption = None,
    no_header: pain_import.NoHeaderOption = False,
    site: pain_import.SiteOption = None,
    scale: pain_import.ScaleOption = None,
    rounds: pain_import.RoundOption = False,
    skip_bad: pain_import.SkipBadOption = False,
    as_json: AsJson = False,
) -> None:
    """List a patient's ratings, add one, import a CSV file, or write and read a diary form."""
    _check_together(add=add, source=source, form=form, read_form=read_form)
    if add is None and (series is not None or (on is not None and form is None)):
        raise UserError(
            _("--series and --on go with --add."),
            _("As in: {example}", example="--add 4 --series worst"),
        )
    if replace and read_form is None:
        raise UserError(
            _("--replace goes with --read-form."),
            _("As in: {example}", example="--read-form F.pdf --replace"),
        )
    answers = pain_import.options(
        dates=dates,
        columns=column or [],
        no_header=no_header,
        sites=site or [],
        scale=scale,
        rounds=rounds,
        skip_bad=skip_bad,
    )
    if source is None and answers != pain_import.Options():
        raise UserError(
            _("These options go with --import."),
            _("As in: {example}", example="--import F.csv --dates dmy"),
        )
    if form is not None:
        check_place(form)
    with open_patient(context, patient) as (workspace, found):
        if form is not None:
            pain_forms.write(workspace, found.id, form, parse_day(workspace, on or "today"))
        elif read_form is not None:
            pain_forms.read(workspace, found.id, read_form, replacing=replace, as_json=as_json)
        elif add is not None:
            entry = _add(workspace, found.id, add, series or "now", on or "today")
            _show([entry], as_json=as_json, single=True)
        elif source is not None:
            pain_import.run(workspace, found.id, source, answers, as_json=as_json)
        else:
            _show(workspace.pain.listing(found.id), as_json=as_json)


def chart(
    context: typer.Context,
    patient: PatientName,
    *,
    out: Annotated[Path, typer.Option(metavar="F.png|F.svg|F.pdf", help="The file to write.")],
    span: Annotated[str, typer.Option("--range", metavar="2w|6w|3m|all")] = "all",
    region: RegionName = None,
) -> None:
    """Draw a patient's pain chart; the file's ending says how."""
    kind = _KINDS.get(out.suffix.lower())
    if kind is None:
        raise UserError(
            _("{file} has no known ending.", file=repr(out.name)),
            _("Use one of: {names}.", names=", ".join(_KINDS)),
        )
    chosen = parse_span(span)
    check_place(out)
    with open_patient(context, patient) as (workspace, found):
        rated = workspace.pain.rated_sites(found.id)
        site = chosen_site(rated, region)
        made = workspace.pain.chart_file(found.id, kind=kind, span=chosen, site=site)
        write_file(out, made)
    say(str(out))
    if region is None and (others := others_words(rated, site)):
        drawn = _("Drawn: {region}.", region=region_words(site))
        say(f"{drawn} {others}")


def _add(workspace: Workspace, patient_id: str, add: str, series: str, on: str) -> PainRating:
    score, kind = parse_score(add), parse_series(series)
    if on.strip().lower() == "today":
        return workspace.pain.record(patient_id, score, series=kind)
    now, day = workspace.now(), parse_day(workspace, on)
    clock = now.timetz() if day == now.date() else time(12, 0)
    at = datetime.combine(day, clock.replace(tzinfo=None)).astimezone()
    return workspace.pain.record(patient_id, score, series=kind, at=at)


def _check_together(**given: object) -> None:
    """Raises UserError where two of them are given at once."""
    names = {"source": "--import", "read_form": "--read-form"}
    options = [names.get(name, f"--{name}") for name, value in given.items() if value is not None]
    if len(options) > 1:
        raise UserError(
            _("Use either {one} or {other}, not both.", one=options[0], other=options[1])
        )


def _show(ratings: list[PainRating], *, as_json: bool, single: bool = False) -> None:
    print_records(ratings, _document, _row, as_json=as_json, single=single)


def _row(one: PainRating) -> tuple[str, ...]:
    return one.at.isoformat(" ", "minutes"), str(one.series), str(one.score), _remark(one)


def _remark(entry: PainRating) -> str:
    words = _("voided: {reason}", reason=entry.void_reason) if entry.voided else entry.context
    site = region_named(entry.site).name(interface().language) if entry.site else ""
    return ". ".join(word for word in (site, words) if word)


def _document(rating: PainRating) -> dict[str, object]:
    names = ("id", "at", "series", "score", "context", "site", "voided", "void_reason", "source")
    return plain_fields(rating, *names)
