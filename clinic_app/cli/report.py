"""`handrail report`."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import open_patient, parse_day
from clinic_app.cli.output import say
from clinic_app.cli.plans import PatientName
from clinic_app.cli.regions import RegionName, chosen_site
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.services.files import check_place, write_file
from clinic_app.services.progress.reports import ReportOptions
from clinic_app.words import _, ngettext


def report(
    context: typer.Context,
    patient: PatientName,
    *,
    out: Annotated[Path, typer.Option(metavar="F.pdf", help="The PDF to write.")],
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Whole episode if left out.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="DATE", help="The last day told; today if left out.")
    ] = "",
    paper: Annotated[
        Paper | None, typer.Option(case_sensitive=False, help="The clinic's own if left out.")
    ] = None,
    region: RegionName = None,
    recipient: Annotated[
        str, typer.Option("--to-name", metavar="TEXT", help="To whom it goes.")
    ] = "",
    findings: Annotated[
        str, typer.Option(metavar="TEXT", help="Findings and plan, printed as they are.")
    ] = "",
) -> None:
    """Write a progress report for a referrer to a PDF of one or two pages.

    Every region that was rated is listed; --region chooses whose chart and verdict lead.
    """
    if out.suffix.lower() != ".pdf":
        raise UserError(
            _("{file} does not end in .pdf.", file=repr(out.name)), _("A report is a PDF.")
        )
    check_place(out)
    with open_patient(context, patient) as (workspace, found):
        rated = workspace.pain.rated_sites(found.id)
        options = ReportOptions(
            first=parse_day(workspace, first) if first.strip() else None,
            last=parse_day(workspace, last) if last.strip() else None,
            paper=paper,
            recipient=recipient,
            findings=findings,
            site=None if region is None else chosen_site(rated, region),
        )
        made = workspace.reports.make(found.id, options)
        write_file(out, made.pdf)
    pages = ngettext("{count} page", "{count} pages", made.pages)
    say(f"{out}: {pages}")
