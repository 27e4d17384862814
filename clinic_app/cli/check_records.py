"""`handrail check --records`: is anything of the clinic missing, or not as it was written?"""

from collections.abc import Sequence

import typer

from clinic_app.cli.context import open_clinic
from clinic_app.cli.output import print_json, progress_line, say
from clinic_app.domain.finding import Finding
from clinic_app.services.checking import RecordCheck


def check_records(context: typer.Context, *, as_json: bool) -> None:
    """Check the trail and every record; exit 1 when something is missing or was changed."""
    with open_clinic(context, tell=False) as workspace:
        checked = workspace.checking.records(progress_line("Records: {done} of {total}"))
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
        say("Nothing is missing and nothing was changed outside Handrail.")
    counts = [f"{checked.rows:,} changes in the trail", f"{checked.proven:,} records proven"]
    if checked.not_proven:
        counts.append(f"{checked.not_proven:,} not proven (not changed since before version 0.5)")
    if checked.erased:
        counts.append(f"{checked.erased:,} changes without details, of erased patients")
    say("; ".join(counts) + ".")


def _document(found: Sequence[Finding], checked: RecordCheck) -> dict[str, object]:
    return {
        "whole": not any(finding.is_loss for finding in found),
        "findings": [
            {
                "kind": finding.kind,
                "what": finding.what,
                "since": finding.since.isoformat() if finding.since else None,
                "next_step": finding.next_step,
                "is_loss": finding.is_loss,
            }
            for finding in found
        ],
        "changes": checked.rows,
        "proven": checked.proven,
        "not_proven": checked.not_proven,
        "erased": checked.erased,
    }
