"""Checks beside the work: told, cancelled, resting while somebody types, gone with the clinic."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from clinic_app.domain.errors import DamagedFile
from clinic_app.domain.records.finding import Finding, FindingKind
from clinic_app.ui.common.notice_bar import NoticeBar, Notices
from clinic_app.ui.common.theme import Theme
from clinic_app.ui.damage.check_runner import CheckRunner
from clinic_app.ui.damage.safety_page import SafetyPage
from tests.hands import Hands

LOSS = Finding(FindingKind.RECORD_CHANGED, "A rating is not as it was written.")


@dataclass
class Times:
    quick: datetime | None = None
    whole: datetime | None = None
    pages: datetime | None = None
    proven: int = 0
    not_proven: int = 0


@dataclass
class Checker:
    """A check of a hundred steps that waits at step ``stop_at`` until ``go`` is set."""

    findings: Sequence[Finding] = ()
    error: Exception | None = None
    stop_at: int = -1
    go: threading.Event = field(default_factory=threading.Event)
    times: Times = field(default_factory=Times)
    steps: int = 0
    slow_quick: bool = False

    def quick(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Sequence[Finding]:
        if self.slow_quick:
            self.whole(progress, cancelled)
        return self.findings

    def whole(
        self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Sequence[Finding]:
        for self.steps in range(100):
            progress(self.steps, 100)
            if self.steps == self.stop_at:
                self.go.wait()
            if cancelled():
                raise RuntimeError("left in the middle")
        if self.error is not None:
            raise self.error
        self.times.whole = datetime.now(UTC)
        return self.findings

    pages = whole

    def last_checks(self) -> Times:
        return self.times


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Callable[[Checker], CheckRunner]]:
    owner = QObject(qapp)
    runners: list[CheckRunner] = []

    def make(checker: Checker) -> CheckRunner:
        runners.append(CheckRunner(checker, parent=owner))
        return runners[-1]

    yield make
    for runner in runners:
        runner.work.close(wait=True)
    owner.deleteLater()


def bars(page: SafetyPage) -> list[str]:
    found = page.findChildren(NoticeBar)
    return [bar.words for bar in found if bar not in (page.drill, page.check.verdict)]


def test_what_was_found_is_told_and_shown(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands, tmp_path: Path
) -> None:
    runner = made(Checker(findings=[LOSS]))
    page = SafetyPage(tmp_path, runner)
    qtbot.addWidget(page)
    assert "not all checked yet" in page.check.verdict.words
    assert page.check.dates["quick"].text().startswith("today")  # each opening is one
    assert page.check.dates["whole"].text() == "never"
    with qtbot.waitSignal(runner.work.ended) as ended:
        page.check.whole_button.click()
    assert ended.args == ["whole", [LOSS]]
    assert page.check.verdict.words == "Something is missing or damaged."
    assert bars(page) == [LOSS.what]
    assert page.check.dates["whole"].text().startswith("today")


@pytest.mark.parametrize("asked", ["whole", "pages"])
def test_a_check_asked_for_during_the_quick_one_follows_it(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands, tmp_path: Path, asked: str
) -> None:
    checker = Checker(findings=[LOSS], stop_at=40, slow_quick=True)
    runner = made(checker)
    page = SafetyPage(tmp_path, runner)
    qtbot.addWidget(page)
    ended: list[str] = []
    runner.work.ended.connect(lambda kind, _found: ended.append(kind))
    runner.start("quick")
    qtbot.waitUntil(lambda: checker.steps == 40)
    {"whole": page.check.whole_button, "pages": page.check.pages_button}[asked].click()
    checker.go.set()
    qtbot.waitUntil(lambda: asked in ended)
    assert ended == ([asked] if asked == "whole" else ["quick", asked])
    assert not page.check.status.text()


def test_one_check_takes_nothing_back_that_another_found(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands, tmp_path: Path
) -> None:
    page_lost = Finding(FindingKind.PAGES, "1 of 60 pages is damaged.")
    checker = Checker(findings=[page_lost])
    runner = made(checker)
    page = SafetyPage(tmp_path, runner, [LOSS])
    qtbot.addWidget(page)
    for kind, found, told in (
        ("pages", [page_lost], {LOSS.what, page_lost.what}),
        ("whole", [], {page_lost.what}),
        ("pages", [], set[str]()),
    ):
        checker.findings = found
        with qtbot.waitSignal(runner.work.ended):
            runner.start(kind)
        qtbot.settle()
        assert set(bars(page)) == told
        assert (page.check.verdict.words == "Something is missing or damaged.") == bool(told)


def test_a_check_can_be_cancelled_and_tells_nothing_then(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands, tmp_path: Path
) -> None:
    checker = Checker(findings=[LOSS], stop_at=40)
    runner = made(checker)
    page = SafetyPage(tmp_path, runner)
    qtbot.addWidget(page)
    page.check.pages_button.click()
    qtbot.waitUntil(lambda: page.check.bar.accessibleName() == "Checking: 40 per cent")
    page.check.cancel_button.click()
    with qtbot.waitSignal(runner.work.stopped):
        checker.go.set()
    assert "Cancelled" in page.check.status.text()
    assert bars(page) == []
    assert not page.check.whole_button.isHidden()


def test_a_file_that_cannot_be_read_is_told(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands, tmp_path: Path
) -> None:
    runner = made(Checker(error=DamagedFile("clinic.db cannot be read.", "Lock and open again.")))
    page = SafetyPage(tmp_path, runner)
    qtbot.addWidget(page)
    with qtbot.waitSignal(runner.work.failed):
        page.check.whole_button.click()
    assert "clinic.db cannot be read" in page.check.error.accessibleName()
    assert page.check.verdict.words == "Something is missing or damaged."


def test_a_check_rests_while_somebody_types_and_goes_on_after(
    made: Callable[[Checker], CheckRunner], theme: Theme, qtbot: Hands
) -> None:
    checker = Checker(stop_at=10)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    qtbot.shown(edit)
    runner = made(checker)
    runner.start("whole")
    qtbot.waitUntil(lambda: checker.steps == 10)
    qtbot.keyClick(edit.windowHandle(), Qt.Key.Key_A)
    ended: list[str] = []
    runner.work.ended.connect(lambda kind, _: ended.append(kind))
    checker.go.set()
    qtbot.waitUntil(lambda: checker.steps >= 11)
    qtbot.settle()
    assert ended == []  # it naps
    qtbot.waitUntil(lambda: ended == ["whole"])
    assert edit.text() == "a"


def test_closing_waits_for_nothing_and_tells_nothing(
    made: Callable[[Checker], CheckRunner], qtbot: Hands
) -> None:
    checker = Checker(stop_at=10)
    runner = made(checker)
    told: list[object] = []
    for signal in (runner.work.ended, runner.work.stopped, runner.work.failed):
        signal.connect(lambda *what: told.append(what))
    runner.start("whole")
    qtbot.waitUntil(lambda: checker.steps == 10)
    runner.work.close()  # the check still stands at its tenth step
    checker.go.set()
    qtbot.settle()
    assert told == []


def test_bars_can_be_closed_and_leave_no_gap(theme: Theme, qtbot: Hands) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.show_notice(
        "place", "The clinic's folder lies in OneDrive.", "Move it.", tone="caution"
    )
    notices.show_notice("keys", "The key file was mended.")
    notices.show_notice("keys", "The key file was mended again.")
    assert notices.words() == [
        "The clinic's folder lies in OneDrive. Move it.",
        "The key file was mended again.",
    ]
    more = "Move it."
    shown = [part for part in notices.findChildren(QLabel) if part.text() == more]
    assert not shown[0].isHidden()
    notices.set_short(True)
    assert shown[0].isHidden()
    assert len(notices.words()) == 2  # screen readers hear all of it
    for notice in list(notices._shown.values()):
        notice.buttons[-1].click()
    assert notices.isHidden()
