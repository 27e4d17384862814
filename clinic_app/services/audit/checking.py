"""Checks of an open clinic: its trail and every record, and the pages of its file."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from clinic_app.domain.errors import DamagedFile, NotWritable, UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.records.finding import Finding
from clinic_app.services.clinic_session import ClinicSession
from clinic_app.storage.audit import checks, verifying, verifying_words
from clinic_app.storage.audit.checkpoints import ChainHead
from clinic_app.storage.audit.checks import LastChecks
from clinic_app.storage.audit.verifying import Cancelled, Checked, Progress, Stopped
from clinic_app.storage.file import pages_sqlite
from clinic_app.storage.file.transactions import ReadTx

__all__ = ["CheckingService", "LastChecks", "RecordCheck", "Stopped"]

_DAILY, _WEEKLY = timedelta(days=1), timedelta(days=7)
_MOST_NEW = 20_000  # rows, or records they name, for the quick check; of more the whole is as quick


def _no_progress(_done: int, _total: int) -> None:
    """Nobody waits and watches."""


@dataclass(frozen=True)
class RecordCheck:
    """What a whole check found, and how many records it could prove.

    ``not_proven`` are records that were not changed since before version 0.5, so that the trail
    holds no digest of them. ``erased`` counts rows whose details were lawfully erased.
    """

    findings: list[Finding]
    rows: int
    proven: int
    not_proven: int
    erased: int


class CheckingService:
    """A check tells what is missing or was changed; it changes nothing.

    It cannot show a change by somebody who has a passphrase and rewrote the trail and both
    checkpoints, the one beside the clinic and the one in this computer's own folder.
    """

    def __init__(self, session: ClinicSession) -> None:
        self._session = session
        self._checked: Checked | None = None

    def last_checks(self) -> LastChecks:
        """When each check last ended, and what the last whole one counted."""
        with self._session.read() as tx:
            return checks.load(tx)

    def is_due(self) -> bool:
        """Whether the daily check is due."""
        done = self.last_checks()
        ended = [at for at in (done.quick, done.whole) if at]
        return not ended or abs(self._session.now() - max(ended)) >= _DAILY

    def are_pages_due(self) -> bool:
        """Whether a week went by since the pages of the file were read."""
        ended = self.last_checks().pages
        return ended is None or abs(self._session.now() - ended) >= _WEEKLY

    def quick(
        self, progress: Progress = _no_progress, cancelled: Cancelled = lambda: False
    ) -> list[Finding]:
        """Check what is new since the last check. Of very much all is checked.

        Raises Stopped once cancelled.
        """
        checked = self._newest()
        if checked is None:
            with self._session.read() as tx:
                checked = verifying.whole(tx, progress, cancelled)
        return self._ended(checked, lambda last: replace(last, quick=self._session.now()))

    def whole(
        self, progress: Progress = _no_progress, cancelled: Cancelled = lambda: False
    ) -> list[Finding]:
        """Check every row of the trail and every record. Raises Stopped once cancelled."""
        return self.records(progress, cancelled).findings

    def records(
        self, progress: Progress = _no_progress, cancelled: Cancelled = lambda: False
    ) -> RecordCheck:
        """The same with its counts."""
        with self._session.read() as tx:
            checked = verifying.whole(tx, progress, cancelled)
        counts = {"proven": checked.proven, "not_proven": checked.not_proven}
        found = self._ended(
            checked, lambda last: replace(last, whole=self._session.now(), **counts)
        )
        self._tell_trail("records", len(found))
        return RecordCheck(found, checked.rows, checked.proven, checked.not_proven, checked.erased)

    def pages(
        self, progress: Progress = _no_progress, cancelled: Cancelled = lambda: False
    ) -> list[Finding]:
        """Read every page of the file and check its proof; others go on writing meanwhile.

        Raises Stopped once cancelled, or UserError where it cannot be read to its end.
        """
        damaged, total = pages_sqlite.damaged_pages(self._session.database, progress, cancelled)
        self._note(lambda last: replace(last, pages=self._session.now()))
        self._tell_trail("pages", len(damaged))
        return [verifying_words.pages(len(damaged), total)] if damaged else []

    def _tell_trail(self, what: str, found: int) -> None:
        """Note in the trail that a check ended, where it can be."""
        with suppress(UserError):
            self._session.note("check", "trail", "trail", {"what": what, "found": found})

    def go_on(self) -> None:
        """Take the clinic as it is: noted in the trail, told no more, and written again.

        Raises NotAllowed for an assistant, and NotWritable where the damaged files cannot be set
        aside first.
        """
        self._session.require(Permission.CLINIC)
        self._session.database.go_on(self._session.actor_id, self._checked)
        self._checked = None

    def _newest(self) -> Checked | None:
        """A check of what is new; None where so much is that all of it is checked as quickly."""
        with self._session.read() as tx:
            read = verifying.checkpoints(tx.trail)
            start = _start(tx, checks.load(tx).head)
            if _is_much(tx, start):
                return None
            checked = verifying.newest(tx.trail, tx.connection, start)
            head = checked.head or start
            checked.findings += verifying.checkpoint_findings(tx.trail, tx.connection, head, read)
        return checked

    def _ended(self, checked: Checked, noted: Callable[[LastChecks], LastChecks]) -> list[Finding]:
        self._checked = checked
        if checked.untold:
            checked.findings.append(verifying_words.untold(checked.untold))
        whole = not any(finding.is_loss for finding in checked.findings)
        self._note(lambda last: replace(noted(last), head=checked.head if whole else last.head))
        return checked.findings

    def _note(self, noted: Callable[[LastChecks], LastChecks]) -> None:
        """Keep when a check ended, where anything can be kept: a finding matters more."""
        with (
            suppress(NotWritable, DamagedFile),
            self._session.database.write(self._session.actor_id) as tx,
        ):
            checks.save(tx, noted(checks.load(tx)))


def _is_much(tx: ReadTx, start: ChainHead) -> bool:
    """Whether so much is new that checking all of it, in order, is quicker than looking it up."""
    if tx.trail.head(tx.connection).count - start.count > _MOST_NEW:
        return True
    return verifying.named_since(tx.connection, start) > _MOST_NEW


def _start(tx: ReadTx, head: ChainHead | None) -> ChainHead:
    """How far the trail was found whole, if it still goes by there."""
    if head is not None and tx.trail.mac_at(tx.connection, head.count) == head.mac:
        return head
    return tx.trail.start
