"""Dialogs in the look of the program: a title, a body, and buttons with their keys."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from clinic_app.domain.errors import Locked, UserError
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button, Kind, Slot
from clinic_app.ui.common.card import row, scrolling
from clinic_app.ui.common.commands import add_key
from clinic_app.ui.common.draft_bar import DraftBar
from clinic_app.ui.common.draft_parts import DraftParts, Part
from clinic_app.ui.common.drafts import DraftKeeper
from clinic_app.ui.common.fields import Field
from clinic_app.ui.common.plain_label import PAGE, label
from clinic_app.words import _

if TYPE_CHECKING:  # loads the database, for which the first paint must not wait
    from clinic_app.services.drafts import DraftService

T = TypeVar("T")
_EDGE = 48  # px of the screen that a dialog leaves free above and below it


class Dialog(QDialog):
    """Base of every dialog. Put widgets into ``body``; ``error`` stands above it; Esc rejects.

    ``add_buttons`` makes the buttons at the foot, ``submit`` runs what the main one does. The
    dialog is never taller than the screen: then its body scrolls. The window's own title is the
    program's name only: it may be seen in a task list.
    """

    def __init__(self, title: str, *, width: int = 480, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Handrail")
        self.setAccessibleName(title)
        self.setMinimumWidth(width)
        self.setModal(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(title, size=PAGE - 2, bold=True, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body)
        self._buttons = row(None, spacing=12)
        column.addLayout(self._buttons)
        self.main: Button | None = None
        self.draft_bar: DraftBar | None = None
        self.draft_parts: DraftParts | None = None
        self._keeper: DraftKeeper | None = None
        self._is_left = False

    @cached_property
    def error(self) -> ErrorBar:
        """The bar above the body that says what went wrong."""
        bar = ErrorBar()
        self._column.insertWidget(1 if self.draft_bar is None else 2, bar)
        return bar

    # --- what is typed is kept -------------------------------------------------------------------

    def keep_typed(
        self,
        drafts: "DraftService",
        form: str,
        patient_id: str | None = None,
        parts: Mapping[str, QWidget | Part] | None = None,
        *,
        whole: bool = True,
    ) -> None:
        """Keep what is typed as a draft, and offer what an earlier time left at this form.

        Call it last when the dialog is made. ``form`` says which dialog it is:
        ``event/<patient id>``. Without ``parts`` the dialog has its own ``typed`` and ``retype``,
        and calls ``touched`` after every change. Where something that stands in the record is
        changed, ``whole`` is False: only what differs is kept, and typed over what stands then.
        """
        bar = self.draft_bar = DraftBar()
        self._column.insertWidget(1, bar)
        keeper = self._keeper = DraftKeeper(
            drafts, bar, lambda: self.typed(), lambda content: self.retype(content), parent=self
        )
        if parts is not None:
            self.draft_parts = DraftParts(parts, whole=whole)
            self.draft_parts.listen(self.touched)
        for answered in (bar.accepted, bar.discarded):
            answered.connect(self._close_gap)
        keeper.open(form, patient_id)

    def typed(self) -> Mapping[str, Any] | None:
        """What a person typed here and did not save, as JSON values; None is nothing."""
        return self.draft_parts.changed() if self.draft_parts is not None else None

    def retype(self, content: Mapping[str, Any]) -> None:
        """Type a draft again; raises UserError where it no longer fits."""
        if self.draft_parts is not None:
            self.draft_parts.put(content)

    def bring_back(self, place: str) -> None:
        """Type the draft of a place again, if it is the one that is offered."""
        offered = self._keeper.offered if self._keeper is not None else None
        if self._keeper is not None and offered is not None and offered.place == place:
            self._keeper.bring_back()
            self._close_gap()

    def _close_gap(self) -> None:
        """Where the bar stood there is no room left over once it is gone."""
        if self.draft_bar is not None and self.draft_bar.isHidden() and self.isVisible():
            without = self.height() - self.draft_bar.height() - self._column.spacing()
            height = max(without, self.sizeHint().height())
            self.resize(self.width(), min(self.height(), height))

    def touched(self) -> None:
        """Something may have been typed: it is kept soon."""
        if self._keeper is not None:
            self._keeper.touched()

    def keep_drafts(self) -> None:
        """Called by the lock: keep what stands here now, and do not forget it on closing."""
        self._is_left = True
        if self._keeper is not None:
            self._keeper.keep()

    def done(self, result: int) -> None:
        if self._keeper is not None and not self._is_left:
            self._keeper.done()
            self._keeper.open("")
        super().done(result)

    # --- what the buttons do ---------------------------------------------------------------------

    def add_buttons(
        self, main: str, on_click: Slot, *, cancel: str = "", key: str = "Enter"
    ) -> Button:
        """The two buttons at the foot: ``cancel`` (Esc) rejects, ``main`` calls ``on_click``.

        Returns the main one, which also is ``self.main`` and shows when ``submit`` is busy.
        """
        self.add_button(cancel or _("Cancel"), key="Esc", on_click=self.reject)
        self.main = self.add_button(main, kind="primary", key=key, on_click=on_click)
        return self.main

    def add_button(
        self, text: str, *, kind: Kind = "normal", key: str = "", on_click: Slot | None = None
    ) -> Button:
        """A button at the foot, right of those before.

        One with the key ``Enter`` is what Enter presses; ``Esc`` already rejects; any other key
        presses the button too, where ``on_click`` is given.
        """
        button = Button(text, kind=kind, key=key, on_click=on_click)
        button.setDefault(key == "Enter")
        self._buttons.addWidget(button)
        if on_click is not None and key not in ("", "Enter", "Esc"):
            add_key(self, button.click, key)
        return button

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        background: Background | None = None,
        busy: str = "",
        field: Field | None = None,
        refused: Callable[[Exception], bool] | None = None,
        closes: bool = True,
    ) -> None:
        """Call ``work``, then ``then`` with its result, then close unless ``closes`` is False.

        With a ``background`` the work runs in a thread while the main button says ``busy``. A
        UserError keeps the dialog open: ``refused`` may deal with it and return True, else it is
        shown below ``field`` where one is given, and in the error bar otherwise.
        """

        def done(result: T) -> None:
            if background is not None:
                self._set_busy("")
            if then is not None:
                then(result)
            if closes:
                self.accept()

        def failed(error: Exception) -> None:
            if background is not None:
                self._set_busy("")
            if refused is not None and refused(error):
                return
            if field is not None and isinstance(error, UserError):
                field.set_error(str(error))
                field.edit.setFocus()
            else:
                self.error.show_error(error)

        self.error.hide()
        if background is not None:
            self._set_busy(busy or _("Saving…"))
            background.run(work, done, failed, owner=self)
            return
        try:
            result = work()
        except UserError as error:
            failed(error)
        else:
            done(result)

    def _set_busy(self, words: str) -> None:
        if self.main is not None:
            self.main.set_busy(words)

    # --- size ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Be tall enough for the body: Qt forgets that wrapped text takes several lines.

        A dialog that grew moves up rather than have its buttons below the screen.
        """
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._widen()
        done = super().event(event)
        is_first = event.type() == QEvent.Type.Show and not event.spontaneous()
        if is_first and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # Qt also guesses wrapped text too narrow, and leaves a gap above and below it.
            wished = self._column.totalHeightForWidth(self.width())
            self.resize(self.width(), min(wished, self._most_height))
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._stay_on_screen()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and self.isVisible():
            self._grow()
        return done

    def _widen(self) -> None:
        """Be as wide as what stands in a line: longer words of another language need more."""
        most = self.screen().availableGeometry().width() - _EDGE
        needed = min(self._column.totalMinimumSize().width(), most)
        if needed > self.minimumWidth():
            self.setMinimumWidth(needed)

    def _grow(self) -> None:
        """Be as tall as the body needs; where the screen is lower, the body scrolls."""
        needed = self._column.totalMinimumHeightForWidth(self.width())
        if needed > self._most_height and self._column.indexOf(self.body) >= 0:
            self._scroll_body()
            self.resize(self.width(), self._most_height)
        elif needed > self.height():
            self.resize(self.width(), needed)

    @property
    def _most_height(self) -> int:
        return self.screen().availableGeometry().height() - _EDGE

    def _scroll_body(self) -> None:
        # The stubs do not know that nothing may have the focus.
        focused = cast("QWidget | None", self.focusWidget())
        place = self._column.indexOf(self.body)
        self._column.takeAt(place)
        page = QWidget(self)
        page.setLayout(self.body)
        self.body.setContentsMargins(3, 3, 12, 3)  # the ring of what has the keyboard
        self._column.insertWidget(place, scrolling(page, parent=self), 1)
        self._column.activate()  # else the window may not yet be lower than the body
        if focused is not None:
            focused.setFocus()

    def _stay_on_screen(self) -> None:
        free, frame = self.screen().availableGeometry(), self.frameGeometry()
        over = max(0, frame.bottom() - free.bottom())
        up = min(over, max(0, frame.top() - free.top()))
        if up:
            self.move(frame.x(), frame.y() - up)


def confirm(
    parent: QWidget | None,
    *,
    title: str,
    text: str = "",
    yes: str,
    no: str = "",
    danger: bool = False,
) -> bool:
    """Ask; True only when ``yes`` was chosen. Esc means no, and so does Enter where ``danger``
    says that ``yes`` takes something away.
    """
    dialog = Dialog(title, parent=parent)
    if text:
        dialog.body.addWidget(label(text, wrap=True))
    if danger:
        dialog.add_button(no or _("Cancel"), key="Enter", on_click=dialog.reject).setFocus()
        dialog.add_button(yes, kind="danger", on_click=dialog.accept)
    else:
        dialog.add_buttons(yes, dialog.accept, cancel=no)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return agreed


def confirm_leaving(parent: QWidget, what: str) -> bool:
    """Ask whether to leave without saving ``what``."""
    return confirm(
        parent,
        title=_("Leave without saving?"),
        text=what,
        yes=_("Leave it out"),
        no=_("Stay"),
        danger=True,
    )


def show_error(parent: QWidget | None, error: UserError) -> None:
    """Say what happened and what to do next; nothing where the clinic was locked meanwhile."""
    if isinstance(error, Locked):
        return
    dialog = Dialog(error.what, parent=parent)
    if error.next_step:
        dialog.body.addWidget(label(error.next_step, wrap=True))
    dialog.add_button(_("Close"), kind="primary", key="Enter", on_click=dialog.accept)
    dialog.exec()
    dialog.deleteLater()
