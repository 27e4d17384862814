"""To a new computer as one guided way: a checked copy, what to do there, and an end here."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.domain.records.backup import Backup
from clinic_app.services.audit.checking import Stopped
from clinic_app.services.folders.moving import AFTER, NEW_PC_STEPS
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.ask_files import ask_folder
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row, rule
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.pdf_files import AskPrinter, ask_printer, print_text, usual_printer
from clinic_app.ui.common.plain_label import CARD_NAME, SECOND_LINE, label
from clinic_app.ui.restore.copy_words import patients_words, ratings_words
from clinic_app.words import N_, _

_WHERE = N_("Plug in an empty stick, or choose a folder that the new computer can reach.")
_MARK = N_(
    "Mark it only once the new computer shows your patients. Opening it here then says so, and"
    " shows it for reading; nothing is deleted."
)


class MoveDialog(Dialog):
    """Three steps on one page; closing it after the first keeps the copy."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        *,
        ask_folder: Callable[[QWidget, str], str] = ask_folder,
        ask_printer: AskPrinter = ask_printer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Move to a new computer"), width=640, parent=parent)
        self._workspace, self._background = workspace, background
        self._ask_folder, self._ask_printer = ask_folder, ask_printer
        self._is_cancelled = False
        self.copy_button = self.main = Button(
            _("Choose where, and copy"), kind="primary", key="Enter", on_click=self._copy
        )
        self.copy_button.setDefault(True)
        self._copied = label(_(_WHERE), size=SECOND_LINE, tone="second", wrap=True)
        self.print_button = Button(_("Print these steps"), icon="printer", on_click=self._print)
        self.mark_button = Button(_("Mark as moved"), kind="danger", on_click=self._mark)
        self._marked = label(_(_MARK), size=SECOND_LINE, tone="second", wrap=True)
        self._lay_out()
        self.add_button(_("Close"), key="Esc", on_click=self.reject)
        self._allow(False)

    def _lay_out(self) -> None:
        for number, title, parts in (
            (1, _("Copy the clinic to a stick"), (self._copied, self.copy_button)),
            (2, _("On the new computer"), (_steps(), self.print_button)),
            (3, _("When the new computer shows your patients"), (self._marked, self.mark_button)),
        ):
            self.body.addWidget(label(f"{number}  {title}", size=CARD_NAME, bold=True, wrap=True))
            for part in parts:
                if isinstance(part, Button):
                    self.body.addLayout(row(part, None))
                else:
                    self.body.addWidget(part)
            if number < 3:
                self.body.addWidget(rule())

    def _allow(self, is_copied: bool) -> None:
        self.mark_button.setEnabled(is_copied and not self._workspace.is_read_only)

    def _copy(self) -> None:
        chosen = self._ask_folder(self, _("Copy the clinic to"))
        if not chosen:
            return
        self.submit(
            partial(self._make, Path(chosen)),
            self._show_copied,
            background=self._background,
            busy=_("Copying and checking…"),
            closes=False,
        )

    def _make(self, folder: Path) -> Backup | None:
        with suppress(Stopped):
            return self._workspace.backups.make(folder, cancelled=self._cancelled)
        return None

    def _cancelled(self) -> bool:
        return self._is_cancelled

    def _show_copied(self, made: Backup | None) -> None:
        if made is None:
            return  # the dialog was closed meanwhile
        self.copy_button.rename(_("Copy again"))
        held = made.contents
        if held is None:
            words = _("{file} was opened and checked.", file=made.path.name)
        else:
            words = _(
                "{file} was opened and checked: {patients}, {ratings}.",
                file=made.path.name,
                patients=patients_words(held.patients),
                ratings=ratings_words(held.ratings),
            )
        where = _("It lies in {folder}.", folder=made.path.parent)
        self._copied.setText(f"{words} {where}")
        self._allow(True)
        self.print_button.setFocus()

    def done(self, result: int) -> None:
        self._is_cancelled = True  # a copy that is being made ends without anything half left
        super().done(result)

    def _print(self) -> None:
        printer = usual_printer(self._workspace.staff.clinic().paper, pages=1)
        if not self._ask_printer(printer, self):
            return
        lines = (f"{number}. {_(step)}" for number, step in enumerate(NEW_PC_STEPS, 1))
        text = "\n\n".join((_("Handrail on the new computer"), *lines, _(AFTER)))
        print_text(text, printer, title=_("Handrail, a new computer"))

    def _mark(self) -> None:
        try:
            self._workspace.moving.mark()
        except Exception as error:  # shown in the dialog, whatever it is
            self.error.show_error(error)
            return
        self._marked.setText(_("Marked. From the next opening on it is only looked at here."))
        self.mark_button.setEnabled(False)


def _steps() -> QWidget:
    lines = [
        label(f"{number}. {_(step)}", wrap=True) for number, step in enumerate(NEW_PC_STEPS, 1)
    ]
    after = label(_(AFTER), size=SECOND_LINE, tone="second", wrap=True)
    return boxed(column(*lines, after, spacing=4))
