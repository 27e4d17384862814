"""Looking at what a file holds before anything of it is added."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.text import plain_line
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import row
from clinic_app.ui.common.dialogs import Dialog
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.refresh import Latest
from clinic_app.words import _

P = TypeVar("P")


class FilePreviewDialog(Dialog, Generic[P]):
    """Choose a file, or drop it here; it is read in the background and shown, and nothing added.

    ``read`` takes a file without asking; ``preview`` is what it holds, None until then. A subclass
    says what it holds in ``reading``, shows that in ``show_preview`` and no longer in
    ``clear_preview``. Until a file is chosen ``hint`` stands beside the button.
    """

    def __init__(
        self,
        title: str,
        background: Background,
        ask_path: Callable[[QWidget], str],
        *,
        choose: str,
        hint: str,
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, width=width, parent=parent)
        self._background, self._ask_path, self._hint_words = background, ask_path, hint
        self._reads = Latest(background, self)
        self.path: Path | None = None
        self.preview: P | None = None
        self.choose = Button(choose, icon="folder", on_click=self._ask)
        self.hint = label(hint, size=SECOND_LINE, tone="second", wrap=True)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._field = QFrame()
        self._field.setObjectName("drop")
        margins = (16, 14, 16, 14)
        self._field.setLayout(row(self.choose, (self.hint, 1), spacing=12, margins=margins))
        self.body.addWidget(self._field)
        self.setAcceptDrops(True)
        self.choose.setFocus()

    def reading(self, path: Path) -> Callable[[], P]:
        """What reads a file; it is called in a thread and may raise UserError."""
        raise NotImplementedError

    def show_preview(self, preview: P) -> None:
        """Show what was read, and offer to add it."""
        raise NotImplementedError

    def clear_preview(self) -> None:
        """Show nothing of a file, and offer nothing."""
        raise NotImplementedError

    def choices(self) -> Mapping[str, Any]:
        """What was chosen about the file, for a draft; the file itself stays where it is."""
        return {}

    def typed(self) -> Mapping[str, Any] | None:
        if self.preview is None or self.path is None:
            return None
        return {"path": str(self.path), **self.choices()}

    def path_of(self, content: Mapping[str, Any]) -> Path:
        """The file of a draft; raises UserError where it is not any more."""
        path = Path(content["path"])
        if not path.is_file():
            raise UserError(
                _("The file is not where it was."), _("Put it back, or throw this away.")
            )
        return path

    def read(self, path: Path) -> None:
        """Read a file in the background and show what it holds."""
        self.path = path
        self._forget()
        self.hint.setText(plain_line(path.name))
        self.read_again(self.reading(path))

    def read_again(self, work: Callable[[], P]) -> None:
        """The same file, read in another way; what was read before and is not shown yet is not."""
        self.choose.set_busy(_("Reading…"))
        self._reads.run(work, self._show, self._refuse)

    def _ask(self) -> None:
        if path := self._ask_path(self):
            self.read(Path(path))

    def _forget(self) -> None:
        self.preview = None
        self.error.hide()
        self.clear_preview()

    def _show(self, preview: P) -> None:
        self.choose.set_busy("")
        self.error.hide()
        self.preview = preview
        self.show_preview(preview)

    def _refuse(self, error: Exception) -> None:
        self.choose.set_busy("")
        self._forget()
        self.hint.setText(f"{self.hint.text()}\n{self._hint_words}")
        self.error.show_error(error)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- a file that is dropped ------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.choose.isEnabled() and _dropped_file(event.mimeData()):
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)

    def _show_over(self, is_over: bool) -> None:
        """Show that what is held would be taken."""
        self._field.setProperty("over", is_over)
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)


def _dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is held; None for several, or for something else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())
