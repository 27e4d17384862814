"""`handrail pain --form` and `--read-form`: the diary as a PDF form, out and back."""

from datetime import date
from pathlib import Path

from clinic_app.cli.output import print_json, say
from clinic_app.domain.dates import day_words
from clinic_app.domain.diary.diary_form import FormLine, FormPreview, FormState
from clinic_app.services.diary.diary import DiarySaved
from clinic_app.services.diary.forms import LARGEST_BYTES
from clinic_app.services.files import read_file, write_file
from clinic_app.services.workspace import Workspace
from clinic_app.words import _


def write(workspace: Workspace, patient_id: str, out: Path, first: date) -> None:
    """Write a form whose first day is ``first``."""
    write_file(out, workspace.forms.make(patient_id, first=first))
    say(_("{file}: a form for two weeks from {day}", file=out, day=day_words(first)))


def read(
    workspace: Workspace, patient_id: str, path: Path, *, replacing: bool, as_json: bool
) -> None:
    """Add what is new in a form, and say what was not added and why."""
    preview = workspace.forms.read(patient_id, read_file(path, most=LARGEST_BYTES))
    saved = workspace.forms.take(patient_id, preview, replacing=replacing)
    if as_json:
        print_json(_document(preview, saved))
        return
    for line in preview.lines:
        if line.state is FormState.REFUSED or (line.state is FormState.DIFFERS and not replacing):
            say(f"{day_words(line.day)}, {_inside(line.what)}: {_problem(line)}")
    say(_summary(preview, saved))


def _problem(line: FormLine) -> str:
    """``'lots' is not 0 to 10``; ``4, but the record says 3``."""
    if line.state is FormState.DIFFERS:
        return _(
            "{value}, but {told} (--replace takes the form's)", value=line.value, told=line.told
        )
    return line.told


def _summary(preview: FormPreview, saved: DiarySaved) -> str:
    done = [_("Added: {boxes}", boxes=preview.added_words)] if saved.added else []
    done += [_("Replaced: {number}", number=saved.replaced)] if saved.replaced else []
    if done:
        return ". ".join(done)
    if preview.differing or preview.refused:
        return _("Nothing was added: everything else in this form is in the record already")
    return _("Everything in this form is in the record already")


def _document(preview: FormPreview, saved: DiarySaved) -> dict[str, object]:
    return {
        "added": {
            "ratings": preview.ratings,
            "ticks": preview.ticks,
            "not_done": preview.not_done,
            "boxes": saved.added,
        },
        "replaced": saved.replaced,
        "lines": [
            {
                "day": line.day.isoformat(),
                "what": line.what,
                "value": line.value,
                "state": line.state.name.lower(),
                "told": line.told,
            }
            for line in preview.lines
        ],
    }


def _inside(text: str) -> str:
    return text[:1].lower() + text[1:]
