"""Keeps what is typed into one form while it is typed, and offers what an earlier time left."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.draft import Draft, free_place, typed_words
from clinic_app.ui.common.draft_bar import DraftBar
from clinic_app.ui.common.draft_parts import DraftParts, Part

if TYPE_CHECKING:  # loads the database, for which the first paint must not wait
    from clinic_app.services.drafts import DraftService

DEBOUNCE_MS = 250

Content = Mapping[str, Any]


class DraftKeeper:
    """Saves ``typed()`` as a draft soon after each change; ``retype`` puts one back.

    ``typed`` returns nothing where there is nothing to keep. ``retype`` raises UserError for a
    draft that no longer fits: it is kept, and the bar says why. The keeper lives as long as
    ``bar`` and ``parent``.
    """

    def __init__(
        self,
        drafts: "DraftService",
        bar: DraftBar,
        typed: Callable[[], Content | None],
        retype: Callable[[Content], object],
        *,
        parent: QObject,
    ) -> None:
        self._drafts, self._bar = drafts, bar
        self._typed, self._retype = typed, retype
        self._patient_id: str | None = None
        self._form = self._own = ""
        self._kept: Content | None = None
        self._offered: list[Draft] = []
        bar.accepted.connect(self.bring_back)
        bar.discarded.connect(self.throw_away)
        self._rest = QTimer(parent, interval=DEBOUNCE_MS, singleShot=True)
        self._rest.timeout.connect(self.keep)

    def open(self, form: str, patient_id: str | None = None) -> None:
        """Begin at a form: offer what waits for it. What is typed goes beside that."""
        self._rest.stop()
        self._form, self._patient_id, self._kept = form, patient_id, None
        self._offered = self._drafts.of(form) if form else []
        self._own = free_place(form, [draft.place for draft in self._offered])
        self._show_offer()

    def touched(self) -> None:
        """Something may have been typed."""
        if self._form:
            self._rest.start()

    def keep(self) -> None:
        """Keep what stands there now, without waiting for the disk."""
        self._rest.stop()
        if not self._form:
            return
        content = self._typed() or None
        if content == self._kept:
            return
        if content is None:
            self._drafts.discard(self._own)
        else:
            self._drafts.save_soon(self._own, content, self._patient_id)
        self._kept = content

    def done(self) -> None:
        """What was typed is saved, or its writer does not want it: forget it."""
        self._rest.stop()
        if self._kept is not None:
            self._drafts.discard(self._own)
        self._kept = None

    @property
    def offered(self) -> Draft | None:
        """The draft that waits for a choice."""
        return self._offered[0] if self._offered else None

    def bring_back(self) -> None:
        """Type the offered draft again, and go on with it as one's own."""
        draft = self.offered
        if draft is None:
            return
        try:
            self._retype(draft.content)
        except UserError as error:
            self._bar.refuse(error)
            return
        self.done()
        self._own, self._kept = draft.place, draft.content
        self._offered.pop(0)
        self._show_offer()
        self.touched()

    def throw_away(self) -> None:
        """Forget the offered draft."""
        if self._offered:
            self._drafts.discard(self._offered.pop(0).place)
        self._show_offer()

    def _show_offer(self) -> None:
        draft = self.offered
        if draft is None:
            self._bar.hide()
        else:
            self._bar.offer(typed_words(draft.at, self._drafts.now()))


class FormDraft:
    """The draft of a form that stays on a screen: lay ``bar`` above its fields.

    Only what differs from the record is kept, and typed over what stands in the record then.
    """

    def __init__(
        self, drafts: "DraftService", parts: Mapping[str, QWidget | Part], *, parent: QWidget
    ) -> None:
        self.bar = DraftBar()
        self._parts = DraftParts(parts, whole=False)
        self.keeper = DraftKeeper(
            drafts, self.bar, self._parts.changed, self._parts.put, parent=parent
        )
        self._parts.listen(self.keeper.touched)

    def open(self, form: str, patient_id: str | None = None) -> None:
        """The fields show what the record has of another form: offer what waits for it."""
        self._parts.rest()
        self.keeper.open(form, patient_id)

    def saved(self) -> None:
        """What the fields hold stands in the record, or its writer does not want it any more."""
        self._parts.rest()
        self.keeper.done()

    def keep(self) -> None:
        """Keep what differs now, without waiting for the disk."""
        self.keeper.keep()
