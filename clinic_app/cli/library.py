"""`handrail check`, `exercises` and `exercise`; with --records it is the clinic that is checked."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import open_clinic
from clinic_app.cli.output import (
    AsJson,
    plain_fields,
    print_json,
    print_table,
    progress_line,
    say,
    show_progress,
)
from clinic_app.domain.errors import UserError
from clinic_app.domain.records.finding import Finding
from clinic_app.services.audit.checking import RecordCheck
from clinic_app.services.exercises import ladder as ladder_table
from clinic_app.services.exercises import library
from clinic_app.words import _, ngettext


def check_records(context: typer.Context, *, as_json: bool) -> None:
    """Check the trail and every record; exit 1 when something is missing or was changed."""
    with open_clinic(context, tell=False) as workspace:
        checked = workspace.checking.records(progress_line(_("Records: {done} of {total}")))
        found = list(dict.fromkeys([*workspace.findings, *checked.findings]))
    if as_json:
        print_json(_document(found, checked))
    else:
        _print(found, checked)
    if any(finding.is_loss for finding in found):
        raise typer.Exit(1)


def _print(found: Sequence[Finding], checked: RecordCheck) -> None:
    for finding in found:
        say(str(finding))
    if not any(finding.is_loss for finding in found):
        say(_("Nothing is missing and nothing was changed outside Handrail."))
    counts = [
        ngettext(
            "{count} change in the trail",
            "{count} changes in the trail",
            checked.rows,
            count=format(checked.rows, ","),
        ),
        ngettext(
            "{count} record proven",
            "{count} records proven",
            checked.proven,
            count=format(checked.proven, ","),
        ),
    ]
    if checked.not_proven:
        counts.append(
            _(
                "{count} not proven (not changed since before version 0.5)",
                count=format(checked.not_proven, ","),
            )
        )
    if checked.erased:
        counts.append(
            ngettext(
                "{count} change without details, of erased patients",
                "{count} changes without details, of erased patients",
                checked.erased,
                count=format(checked.erased, ","),
            )
        )
    say("; ".join(counts) + ".")


def _document(found: Sequence[Finding], checked: RecordCheck) -> dict[str, object]:
    return {
        "whole": not any(finding.is_loss for finding in found),
        "findings": [
            plain_fields(one, "kind", "what", "since", "next_step", "is_loss") for one in found
        ],
        "changes": checked.rows,
        "proven": checked.proven,
        "not_proven": checked.not_proven,
        "erased": checked.erased,
    }


def check(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of exercise files; the library if left out.")
    ] = None,
    *,
    figures: Annotated[
        bool,
        typer.Option("--figures", help="Look at every figure at the corners of its settings too."),
    ] = False,
    records: Annotated[
        bool,
        typer.Option("--records", help="Check the clinic's records and its trail instead."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check every exercise file and its figure; FILE:LINE: message, exit 1 on an error.

    With --records: the clinic. Exit 1 and plain words when something is missing or was changed.
    """
    if records:
        check_records(context, as_json=as_json)
        return
    if as_json:
        raise UserError(_("--json goes with --records."))
    progress = _show_progress if sys.stderr.isatty() else None
    problems, count = library.check_files(folder, whole_figures=figures, progress=progress)
    for line in [*problems, *([] if folder else library.untranslated_texts())]:
        say(line)
    if problems:
        raise typer.Exit(1)
    say(
        ngettext(
            "{count} exercise, no problem found.", "{count} exercises, no problem found.", count
        )
    )


def _show_progress(done: int, total: int) -> None:
    """One line for a person who waits; it is gone at the end."""
    line = _("Figures: {done} of {total}", done=done, total=total) if done < total else ""
    show_progress(f"{line:<30}")


def exercises(
    text: Annotated[str, typer.Argument(help="Words to search for.")] = "",
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most this many.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """List the exercises, or search them in rank order; what may not be meant says why."""
    found = library.open_library().search(text, limit=limit)
    doubts = found.doubts
    if as_json:
        print_json(
            [library.summary_document(e) | {"doubt": doubts.get(e.id, "")} for e in found.exercises]
        )
        return
    print_table([(e.id, e.family, e.name, doubts.get(e.id, "")) for e in found.exercises])


def exercise(
    exercise_id: Annotated[str, typer.Argument(metavar="ID", help="Its id.")],
    *,
    as_json: AsJson = False,
) -> None:
    """One exercise, whole: steps, muscles, dose, settings, easier, harder, sources."""
    catalog = library.open_library()
    found = catalog.exercise(exercise_id)
    if as_json:
        print_json(library.exercise_document(found, catalog))
        return
    for line in library.exercise_lines(found, catalog):
        say(line)


def ladder(
    exercise_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="An exercise; all of them if left out.")
    ] = "",
    *,
    precaution: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help="A precaution of the patient; may be given again."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Every link of the ladder from every named rung: what changes, and what is refused."""
    catalog = library.open_library()
    chosen = [exercise_id] if exercise_id else []
    lines = ladder_table.ladder_lines(catalog, chosen, precaution or [])
    if as_json:
        print_json([ladder_table.line_document(line) for line in lines])
        return
    for text in ladder_table.line_texts(lines, catalog):
        say(text)
