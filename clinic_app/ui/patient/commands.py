"""What can be done with the patient who is open, by key or from the palette."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from clinic_app.domain.patient.role import Permission
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.commands import (
    DIARY,
    KIOSK,
    PRINT,
    REDO,
    UNDO,
    Command,
    Group,
    KeyHint,
)
from clinic_app.ui.patient.patient_header import PROGRESS
from clinic_app.words import _

if TYPE_CHECKING:
    from clinic_app.ui.patient.patient_screen import PatientScreen

_HERE = Group.PATIENT


def chart_keys() -> list[KeyHint]:
    """The keys of the progress chart, which hears them itself."""
    chart = Group.CHART
    further = _("Earlier, later; Page Up and Page Down by a screen")
    return [
        KeyHint(chart, "Left, Right, Home, End", _("From rating to rating")),
        KeyHint(chart, "Up, Down", _("Ratings, weekly means, weeks")),
        KeyHint(chart, "Enter", _("What a flag means")),
        KeyHint(chart, "+, -, 0", _("Nearer, farther, everything")),
        KeyHint(chart, "Shift+Left, Shift+Right", further),
    ]


def patient_commands(screen: "PatientScreen", workspace: Workspace) -> list[Command]:
    """In the order of the palette; refused while the screen is not in sight."""

    def closed() -> str:
        return "" if screen.isVisible() else _("Open a patient first")

    def may_write() -> str:
        return closed() or (_("Read only") if workspace.is_read_only else "")

    def may_save() -> str:
        return closed() or workspace.refusal(Permission.EXPORT)

    make, progress = screen.progress.dialogs, screen.progress
    on_progress: list[tuple[Callable[[], object], str, Callable[[], str]]] = [
        (make.make_report, _("Report for the referrer"), may_save),
        (make.add_event, _("Add an event"), may_write),
        (make.add_rating, _("Add a rating"), may_write),
        (make.add_measure, _("Add an outcome measure"), may_write),
        (make.add_form, _("Read a filled form"), may_write),
        (progress.import_ratings, _("Import ratings (CSV)"), may_write),
        (make.compare_dates, _("Compare two dates"), closed),
        (progress.ask_export, _("Export ratings (CSV)"), may_save),
        (progress.ask_picture, _("Export the chart"), may_save),
    ]
    kiosk, diary = _("Kiosk: the patient answers"), _("Diary: key in the paper")
    twice, again = _("Show the pages; once more prints them"), _("Print the last handout again")
    return [
        Command(screen.kiosk_requested.emit, kiosk, (KIOSK,), _HERE, refusal=may_write),
        *_tabs(screen),
        Command(
            screen.enter_pain,
            "",
            ("Ctrl+J",),
            _HERE,
            _("Pain now (+ is ten)"),
            _("Ctrl+J, then a digit"),
        ),
        Command(
            screen.enter_diary, diary, (DIARY,), _HERE, _("Key in the paper diary"), refusal=closed
        ),
        *(
            Command(screen.at_tab(PROGRESS, act), words, refusal=refusal)
            for act, words, refusal in on_progress
        ),
        Command(
            screen.print_handout, _("Print the handout"), (PRINT,), _HERE, twice, refusal=closed
        ),
        Command(screen.reprint, "", ("Ctrl+Shift+P",), _HERE, again),
        Command(screen.undo, "", (UNDO,), _HERE, _("Undo, redo"), f"{UNDO}, {REDO}"),
        Command(screen.plan.redo, keys=(REDO, "Ctrl+Y")),
    ]


def _tabs(screen: "PatientScreen") -> list[Command]:
    """Ctrl+1 to Ctrl+4; the sheet of keys has one line for all of them."""
    show = [
        Command(partial(screen.show_tab, number), keys=(f"Ctrl+{number + 1}",))
        for number in range(4)
    ]
    words = _("Plan, Progress, Handouts, Record")
    show[0] = replace(show[0], group=_HERE, shown=_("Ctrl+1 to Ctrl+4"), help=words)
    return show
