"""Every dialog, popup and menu that the program has, found in its classes, and how to open each.

A dialog is opened with what its parameters ask for, by their names (``arguments``). One whose
parameter is not known here, or a new place that makes menus, fails the test until it is told.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget

import clinic_app.app
import clinic_app.ui
from clinic_app.app.clinic_window import ClinicWindow
from clinic_app.domain.diary.kiosk import KioskVisit, Topic
from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.look import look_named
from clinic_app.domain.pain.pain_chart import Span
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.services.diary.kiosk_drafts import KioskAnswers
from clinic_app.ui.common.commands import Command
from clinic_app.ui.settings.own_passphrase import Question
from clinic_app.ui.unlock.who_menu import Person
from tests.ui.merge.pairs import PART

BEFORE_UNLOCKING = {"RecoveryDialog"}  # they open over the locked clinic, which has nothing
_WINDOW = re.compile(r"WindowType\.(Popup|Tool|Dialog|Window|SplashScreen|ToolTip)\b")
_MENU = re.compile(r"\bQMenu\(")
_SOURCE = Path(clinic_app.ui.__file__).parent


def window_classes() -> list[type[QWidget]]:
    """Every class of the program that is a window of its own, but the main one; popups last."""
    for package in (clinic_app.ui, clinic_app.app):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found = [
        kind
        for kind in set(_subclasses(QWidget))
        if kind.__module__.startswith("clinic_app.")
        and (issubclass(kind, QDialog) or _WINDOW.search(inspect.getsource(kind)))
        and kind.__name__ not in BEFORE_UNLOCKING
    ]
    return sorted(found, key=lambda kind: (not issubclass(kind, QDialog), kind.__name__))


def _subclasses(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for made in kind.__subclasses__():
        yield made
        yield from _subclasses(made)


def opened(kind: type[QWidget], clinic: ClinicWindow, patient_id: str) -> QWidget:
    """One window of a class, on the screen; AssertionError for an argument nobody knows."""
    known = arguments(clinic, patient_id)

    def value(name: str) -> object:
        assert name in known, f"{kind.__name__} wants {name!r}: add it to {Path(__file__).name}"
        return known[name]()

    asked = inspect.signature(kind).parameters.values()
    wanted = [p for p in asked if p.default is p.empty or p.name == "parent"]
    positional = [value(p.name) for p in wanted if p.kind is p.POSITIONAL_OR_KEYWORD]
    named = {p.name: value(p.name) for p in wanted if p.kind is p.KEYWORD_ONLY}
    made = kind(*positional, **named)
    made.open() if isinstance(made, QDialog) else made.show()
    return made


def arguments(clinic: ClinicWindow, patient_id: str) -> dict[str, Callable[[], object]]:
    """What a window may be made with, by the name of the parameter."""
    workspace, screens = clinic._workspace, clinic.screens
    assert workspace is not None
    assert screens is not None
    patient = screens.patient
    visit = KioskVisit(
        patient_id,
        workspace.patients.get(patient_id).given,
        "en",
        "",
        look_named("standard"),
        (Topic.PAIN,),
    )
    return {
        "workspace": lambda: workspace,
        "background": lambda: clinic.background,
        "kiosk": lambda: workspace.kiosk,
        "records": lambda: workspace.record_import,
        "patient_id": lambda: patient_id,
        "parent": lambda: clinic.window,
        "title": lambda: "A question",
        "text": lambda: workspace.patients.get(patient_id).name,
        "question": lambda: Question("A question", workspace.patients.get(patient_id).name, "Yes"),
        "work": lambda: lambda _: None,
        "what": lambda: "rating",
        "words": lambda: workspace.patients.get(patient_id).name,
        "drafts": lambda: workspace.drafts,
        "hint": lambda: "Why?",
        "choose": lambda: "Choose a file…",
        "ask_path": lambda: lambda _: "",
        "width": lambda: 600,
        "lines": lambda: ["Row 3 was changed"],
        "findings": lambda: [Finding(FindingKind.PAGES, "A page is damaged.", None, "Restore it.")],
        "record_id": lambda: "a" * 32,
        "void": lambda: lambda _: None,
        "service": lambda: workspace.events,
        "record": lambda: workspace.events.listing(patient_id)[0],
        "hints": lambda: (),
        "commands": lambda: [Command(lambda: None, "Lock")],
        "editing": lambda: patient.editing,
        "plan": lambda: patient.editing.plan if patient.editing else None,
        "library": lambda: workspace.library,
        "bar": lambda: patient.plan.library.filters,
        "trend": lambda: workspace.pain.trend(patient_id),
        "flags": lambda: workspace.pain.chart(patient_id, span=Span.ALL).flags,
        "may_void": lambda: True,
        "given": lambda: KioskAnswers(visit, {}, datetime(2026, 3, 1, tzinfo=UTC)),
        "here": lambda: Person("a" * 32, "Robin Demo, PT", "Owner"),
        "since": lambda: "8:02",
        "others": lambda: (),
        "error": lambda: UserError("The disk is full."),
        "part": lambda: PART,
    }


def files_with_menus() -> set[str]:
    """Where the program makes menus of its own."""
    found = (file for file in _SOURCE.rglob("*.py") if _MENU.search(file.read_text("utf-8")))
    return {file.relative_to(_SOURCE).as_posix() for file in found}


def menus(clinic: ClinicWindow) -> dict[str, Callable[[], object]]:
    """How to open a menu of each of those files."""
    assert clinic.screens is not None
    plan, progress = clinic.screens.patient.plan, clinic.screens.progress
    tools, actions = progress.tools, plan.list.actions_on

    def card_menu() -> None:
        card = plan.list._current()
        assert card is not None
        actions.menu(card, QPoint(5, 5))

    return {
        "progress/progress_tools.py": lambda: tools._popup(tools.more, tools._more_menu()),
        "library/library_panel.py": lambda: plan.library._menu(QPoint(50, 50)),
        "plan/pain_rule_button.py": lambda: plan.head.pain_rule.menu_now().popup(QPoint(50, 50)),
        "plan/card_actions.py": card_menu,
    }


__all__ = ["arguments", "files_with_menus", "menus", "opened", "window_classes"]
