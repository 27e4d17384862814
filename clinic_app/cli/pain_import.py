"""`handrail pain PATIENT --import F.csv`: its options, and what it prints."""

from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.output import print_json, say
from clinic_app.services.files import read_file
from clinic_app.services.pain_csv.cells import LARGEST_BYTES
from clinic_app.services.pain_csv.values import (
    Options,
    parse_column,
    parse_dates,
    parse_scale,
    parse_site,
)
from clinic_app.services.workspace import Workspace
from clinic_app.words import _, ngettext

DatesOption = Annotated[
    str | None, typer.Option("--dates", metavar="dmy|mdy", help="Which comes first in 03/04/2026.")
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="USE=NAME|NUMBER",
        help="What a column is used for: date, time, score, site, average, worst, least, now,"
        " series, note, voided, unused.",
    ),
]
NoHeaderOption = Annotated[
    bool, typer.Option("--no-header", help="The first line is a rating already.")
]
SiteOption = Annotated[
    list[str] | None,
    typer.Option(
        "--site",
        metavar="WORD=REGION",
        help="The region of the body chart that a word of the file means; main for what the"
        " patient is treated for.",
    ),
]
ScaleOption = Annotated[
    str | None,
    typer.Option("--scale", metavar="0-5|0-100|10-0", help="The file's scale; 0-10 as it stands."),
]
RoundOption = Annotated[
    bool, typer.Option("--round", help="Round scores to whole points, half up.")
]
SkipBadOption = Annotated[
    bool, typer.Option("--skip-bad", help="Leave out lines that cannot be read.")
]


def options(
    *,
    dates: str | None,
    columns: list[str],
    no_header: bool,
    sites: list[str],
    scale: str | None,
    rounds: bool,
    skip_bad: bool,
) -> Options:
    """What was said about the file; raises UserError for an answer that is none."""
    return Options(
        dates=parse_dates(dates) if dates else None,
        columns=tuple(parse_column(text) for text in columns),
        has_header=False if no_header else None,
        sites=tuple(parse_site(text) for text in sites),
        scale=parse_scale(scale) if scale else None,
        rounds=rounds,
        skips_bad=skip_bad,
    )


def run(
    workspace: Workspace, patient_id: str, source: Path, answers: Options, *, as_json: bool
) -> None:
    """Import a file, or raise UserError with what must be answered: then nothing is kept."""
    preview = workspace.pain.read_csv(patient_id, read_file(source, most=LARGEST_BYTES), answers)
    done = workspace.pain.import_csv(patient_id, preview)
    notes = [str(note) for note in preview.notes]
    if as_json:
        skipped = [{"line": row.line, "reason": row.error} for row in done.skipped]
        print_json(
            {"imported": done.added, "known": done.known, "skipped": skipped, "notes": notes}
        )
        return
    added = ngettext("{count} rating imported", "{count} ratings imported", done.added)
    known = ngettext("{count} was there already", "{count} were there already", done.known)
    say(f"{added}, {known}")
    for note in notes:
        say(note)
    for row in done.skipped:
        say(_("left out: line {line}: {reason}", line=row.line, reason=row.error))
