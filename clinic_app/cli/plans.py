"""`handrail plan` and `handout`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from clinic_app.cli.context import open_patient
from clinic_app.cli.output import AsJson, print_json, say
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.patient import Paper
from clinic_app.domain.plan.confirming import confirm_notes
from clinic_app.domain.plan.dose_words import amount_words, load_words
from clinic_app.domain.plan.handout import Layout
from clinic_app.domain.plan.plan import Lookup, Plan
from clinic_app.domain.plan.plan_document import to_told_document
from clinic_app.services.files import check_place, read_file, write_file
from clinic_app.services.workspace import Workspace
from clinic_app.words import _, interface, ngettext

PatientName = Annotated[
    str, typer.Argument(metavar="PATIENT", help="An id, a record number or an unambiguous name.")
]


def plan(
    context: typer.Context,
    patient: PatientName,
    *,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="PLAN.json", help="Replace the plan.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a patient's plan, or replace it from a file."""
    with open_patient(context, patient) as (workspace, found):
        if source is None:
            saved = workspace.plans.current(found.id)
        else:
            saved = workspace.plans.replace(found.id, _read_json(source))
        lookup = workspace.library.exercise
        _warn(saved.plan, lookup)
        if as_json:
            print_json(to_told_document(saved.plan, lookup))
        else:
            _print_plan(workspace, saved.plan)


def handout(
    context: typer.Context,
    patient: PatientName,
    *,
    out: Annotated[Path, typer.Option(metavar="F.pdf", help="The PDF to write.")],
    paper: Annotated[
        Paper | None, typer.Option(case_sensitive=False, help="The clinic's own if left out.")
    ] = None,
    layout: Annotated[
        Layout, typer.Option(help="One page holds up to 4 exercises; large print is 18 points.")
    ] = Layout.STANDARD,
    language: Annotated[
        str, typer.Option(metavar="en|es", help="The patient's own if left out.")
    ] = "",
    look: Annotated[
        str, typer.Option(metavar="NAME", help="Of the person drawn; the patient's if left out.")
    ] = "",
    mirror: Annotated[
        bool, typer.Option("--mirror", help="Add the same pages in English for the chart.")
    ] = False,
    harder: Annotated[
        bool, typer.Option("--harder", help="Print the next harder exercise too.")
    ] = False,
) -> None:
    """Print a patient's handout to a PDF; the exact pages are kept in the record."""
    check_place(out)
    with open_patient(context, patient) as (workspace, found):
        usual = workspace.handouts.usual_options(found)
        options = replace(
            usual,
            paper=paper or usual.paper,
            layout=layout,
            language=language or usual.language,
            look=look or usual.look,
            mirror=mirror,
            next_harder=harder,
        )
        _warn(workspace.plans.current(found.id).plan, workspace.library.exercise)
        for name, why in workspace.handouts.held_back(found.id) if harder else ():
            say(_("{name}: no harder exercise is printed. {why}", name=name, why=why), err=True)
        issued = workspace.handouts.issue(found.id, options)
        write_file(out, workspace.handouts.give_out(issued, "export"))
    pages = ngettext("{count} page", "{count} pages", issued.pages)
    say(f"{out}: {pages}")


def _read_json(path: Path) -> object:
    try:
        text = read_file(path).decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_without_repeats)
    except UnicodeDecodeError:
        raise UserError(_("{file} is not UTF-8 text.", file=repr(path.name))) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, too
        file = repr(path.name)
        if isinstance(error, json.JSONDecodeError):
            words = _("{file} is not valid JSON (line {line}).", file=file, line=error.lineno)
        else:
            words = _("{file} is not valid JSON.", file=file)
        raise UserError(words) from None


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise UserError(
            _("The plan names {key} twice in one place.", key=repr(twice)), _("Keep one of them.")
        )
    return document


def _warn(plan: Plan, lookup: Lookup) -> None:
    for note in confirm_notes(plan, lookup):
        say(_("To confirm: {note}", note=note), err=True)


def _print_plan(workspace: Workspace, plan: Plan) -> None:
    lookup = workspace.library.exercise
    for number, item in enumerate(plan.items, 1):
        exercise, place = lookup(item.exercise_id), item.place(lookup)
        each_side, load = item.counts_each_side(exercise), item.load(exercise)
        told = [amount_words(item.dose, interface().language, each_side=each_side)]
        told += [load_words(load, interface().language)] if load else []
        told += [
            f"{exercise.settings[n].shown_label} {exercise.settings[n].shown_value(v)}"
            for n, v in item.settings.items()
            if v != exercise.settings[n].default
        ]
        rung = _("rung {number} of {total}", number=place.number, total=place.total)
        say(f"{number}. {exercise.name} ({rung}): {', '.join(told)}")
    minutes = plan.minutes_a_day(lookup)
    exercises = ngettext("{count} exercise", "{count} exercises", len(plan.items))
    time = ngettext("{count} minute a day", "{count} minutes a day", minutes)
    say(f"{exercises}, {time}")
