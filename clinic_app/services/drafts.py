"""Typed text that is not saved yet is kept over the lock and over a crash."""

import sys
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from threading import Lock
from typing import Any

from clinic_app.domain.errors import NotWritable, UserError
from clinic_app.domain.patient.draft import Draft, Waiting, free_place, place_of_form
from clinic_app.domain.patient.patient import Clinician
from clinic_app.domain.patient.role import Permission
from clinic_app.services.clinic_session import ClinicSession
from clinic_app.storage.records import drafts
from clinic_app.storage.records.drafts import StoredDraft
from clinic_app.storage.records.unsaved import DraftKey, UnsavedDrafts

_CLOSING_S = 0.5  # the lock does not wait longer for a disk that is busy

__all__ = ["DraftService", "UnsavedDrafts"]


class DraftService:
    """The drafts of whoever is signed in. They are no records: no audit row, no version.

    What cannot be written stays in ``unsaved`` as ciphertext, and is written with the next draft
    that can be, or by ``write_unsaved``. Threads may share it: the last draft of a place wins.
    """

    def __init__(
        self, session: ClinicSession, actor: Clinician, data_key: bytes | bytearray
    ) -> None:
        self._session = session
        self._actor = actor
        self._key = DraftKey(data_key)
        self._folder = session.database.path.parent
        self.unsaved = UnsavedDrafts()
        self.told: Callable[[], object] = lambda: None
        self._wanted: dict[str, StoredDraft | None] = {}
        self._quick, self._writing = Lock(), Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._is_closed = False

    def now(self) -> datetime:
        """The time that drafts are noted with."""
        return self._session.now()

    # --- writing ---------------------------------------------------------------------------------

    def save(self, place: str, content: Mapping[str, Any], patient_id: str | None = None) -> bool:
        """Keep what is typed at a place; False when it is in memory alone."""
        if self._is_closed:
            return False
        self._want(place, self._draft(place, content, patient_id))
        return self._write_wanted()

    def save_soon(
        self, place: str, content: Mapping[str, Any], patient_id: str | None = None
    ) -> None:
        """The same in a thread, for while somebody types."""
        self._want(place, self._draft(place, content, patient_id))
        self._write_soon()

    def discard(self, place: str) -> None:
        """Forget what was typed: it is saved, or its writer did not want it."""
        self._want(place, None)
        self._write_soon()

    def forget_patients(self, patient_ids: Collection[str]) -> None:
        """Drop what is in memory about patients who were erased, whoever typed it."""
        with self._quick:
            for place, made in list(self._wanted.items()):
                if made is not None and _is_about(made, patient_ids):
                    del self._wanted[place]
        for writer, slot, box in self.unsaved.of(self._folder):
            made = self._key.opened(writer, box)
            if made is not None and _is_about(made, patient_ids):
                self.unsaved.drop(self._folder, writer, slot, box)

    def flush(self) -> bool:
        """Write what still waits for its turn; False when it is in memory alone."""
        return self._write_wanted()

    @property
    def is_waiting(self) -> bool:
        """Whether something still waits for its turn to be written."""
        with self._quick:
            return bool(self._wanted)

    def write_unsaved(self) -> int:
        """Try again to write what was in memory alone; how much of it still is.

        Whoever has unlocked the clinic can do so: each draft stays its writer's.
        """
        with self._writing:  # a place that is forgotten meanwhile would come back
            written = self._write_held()
        if written:
            self.told()
        return len(self.unsaved.of(self._folder))

    def close(self) -> None:
        """Write what is left, or seal it where that takes long, then forget the key.

        Nothing is kept afterwards.
        """
        self._write_soon()
        thread, self._thread, self._is_closed = self._thread, None, True
        with self._quick:
            requested = dict(self._wanted)
        self._seal(requested)
        if thread is not None:
            is_done = bool(wait([thread.submit(self._write_wanted)], _CLOSING_S).done)
            thread.shutdown(wait=is_done, cancel_futures=True)
        self._key.forget()
        with self._quick:
            self._wanted.clear()  # in memory there is ciphertext alone from here on

    # --- reading ---------------------------------------------------------------------------------

    def load(self, place: str) -> Draft | None:
        """What the reader typed at a place."""
        return next((draft for draft in self.mine() if draft.place == place), None)

    def of(self, form: str) -> list[Draft]:
        """What the reader typed into one form and never decided about, the newest first."""
        return [draft for draft in self.mine() if draft.form == form]

    def mine(self) -> list[Draft]:
        """Everything that the reader typed and did not save, the newest first."""
        with self._quick:  # each before where it goes next, so that nothing is missed on its way
            requested = dict(self._wanted)
        held = self.unsaved.of(self._folder)
        stored = {made.place: made for made in self._written()}
        for writer, _, box in held:
            made = self._key.opened(writer, box) if writer == self._actor.id else None
            if made is not None:
                stored[made.place] = made
        for place, newest in requested.items():
            if newest is None:
                stored.pop(place, None)
            else:
                stored[place] = newest
        return sorted((made.draft for made in stored.values()), key=lambda d: d.at, reverse=True)

    def others(self) -> list[Waiting]:
        """Whose typing waits beside the reader's, and for what; never what was typed.

        Raises NotAllowed for anybody but an owner.
        """
        self._session.require(Permission.DRAFTS)
        with self._session.read() as tx:
            return drafts.others(tx, self._actor.id)

    def hand_on(self, writer_id: str, place: str, to_id: str) -> None:
        """Give somebody's unfinished typing to another person; noted in the trail.

        Raises NotAllowed for anybody but an owner, and NotFound.
        """
        with self._session.write(Permission.DRAFTS) as tx:
            form = place_of_form(place)
            drafts.hand_on(tx, writer_id, place, to_id, free_place(form, drafts.places(tx, to_id)))
            tx.audit("hand on", "draft", writer_id, {"to": to_id, "place": place})
        self.told()

    # --- inside ----------------------------------------------------------------------------------

    def _written(self) -> list[StoredDraft]:
        try:
            with self._session.read() as tx:
                return drafts.listing(tx, self._actor.id)
        except NotWritable:  # even reading needs a little room, for SQLite's own file beside it
            return []

    def _draft(self, place: str, content: Mapping[str, Any], patient_id: str | None) -> StoredDraft:
        made = Draft(place, content, self._session.now(), patient_id)
        return StoredDraft.of(self._actor.id, made)

    def _want(self, place: str, made: StoredDraft | None) -> None:
        with self._quick:
            if not self._is_closed:  # nobody would write it, and it would stay in memory
                self._wanted[place] = made

    def _write_soon(self) -> None:
        with self._quick:
            if self._is_closed or not self._wanted:
                return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="handrail-drafts")
        self._thread.submit(self._write_wanted).add_done_callback(_tell_fault)

    def _write_wanted(self) -> bool:
        """Whoever comes second waits, then finds nothing or what is newer."""
        with self._writing:
            with self._quick:
                requested = dict(self._wanted)
            if not requested:
                return True
            written = False
            try:
                written = self._attempt(requested)
            finally:  # whatever it was, what was typed is not lost
                self._settle(requested, written=written)
        self.told()
        if written and len(self.unsaved):
            self.write_unsaved()
        return written

    def _settle(self, wanted: Mapping[str, StoredDraft | None], *, written: bool) -> None:
        """What was written leaves the memory; what was not is sealed there."""
        if self._is_closed and not written:
            return  # sealed already
        for place, made in wanted.items():
            if made is None or written:
                self.unsaved.drop(self._folder, self._actor.id, self._key.slot(place))
        if not written:
            self._seal(wanted)
        with self._quick:
            for place, made in wanted.items():
                is_done = written or made is not None  # what is to be forgotten waits for room
                if is_done and place in self._wanted and self._wanted[place] is made:
                    del self._wanted[place]

    def _seal(self, wanted: Mapping[str, StoredDraft | None]) -> None:
        for place, made in wanted.items():
            if made is not None:
                slot, sealed = self._key.slot(place), self._key.seal(made)
                self.unsaved.put(self._folder, self._actor.id, slot, sealed)

    def _attempt(self, wanted: Mapping[str, StoredDraft | None]) -> bool:
        """Write; False when the disk, or somebody who holds the file, does not let us."""
        try:
            with self._session.write() as tx:
                for place, made in wanted.items():
                    if made is None:
                        drafts.discard(tx, self._actor.id, place)
                    else:
                        drafts.save(tx, made)
        except UserError:
            return False
        return True

    def _write_held(self) -> bool:
        held = self.unsaved.of(self._folder)
        found = [(self._key.opened(writer, box), slot, box) for writer, slot, box in held]
        known = [(made, slot, box) for made, slot, box in found if made is not None]
        written = bool(known) and self._save_all([made for made, _, _ in known])
        for made, slot, box in known if written else ():
            self.unsaved.drop(self._folder, made.writer_id, slot, box)
        return written

    def _save_all(self, found: list[StoredDraft]) -> bool:
        try:
            with self._session.write() as tx:
                for made in found:
                    drafts.save(tx, made)
        except UserError:
            return False
        return True


def _is_about(made: StoredDraft, patient_ids: Collection[str]) -> bool:
    found = made.place + made.content
    return made.patient_id in patient_ids or any(one in found for one in patient_ids)


def _tell_fault(done: "Future[bool]") -> None:
    """A fault of the program in the thread goes where others go."""
    fault = None if done.cancelled() else done.exception()
    if fault is not None:
        sys.excepthook(type(fault), fault, fault.__traceback__)
