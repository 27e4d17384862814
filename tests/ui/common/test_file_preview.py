"""A file is looked at before it is added: what is shown belongs to the newest reading."""

import threading
from collections.abc import Callable
from pathlib import Path

from clinic_app.ui.common.background import Background
from clinic_app.ui.common.file_preview import FilePreviewDialog
from tests.hands import Hands, settle


class _Texts(FilePreviewDialog[str]):
    def __init__(self, background: Background) -> None:
        super().__init__(
            "Read a text", background, lambda _: "", choose="Choose…", hint="", width=400
        )
        self.shown: list[str] = []

    def reading(self, path: Path) -> Callable[[], str]:
        return lambda: path.name

    def show_preview(self, preview: str) -> None:
        self.shown.append(preview)

    def clear_preview(self) -> None:
        pass


def test_a_slow_reading_is_not_shown_over_the_one_after_it(
    background: Background, qtbot: Hands
) -> None:
    dialog = _Texts(background)
    qtbot.addWidget(dialog)
    may_end = threading.Event()

    def slow() -> str:
        may_end.wait()
        return "as it was asked first"

    dialog.read_again(slow)
    dialog.read_again(lambda: "as it is asked now")
    qtbot.waitUntil(lambda: bool(dialog.shown))
    may_end.set()
    qtbot.waitUntil(lambda: not background._waiting)
    settle()
    background.close()  # what ended is delivered before, or dropped with it
    assert (dialog.shown, dialog.preview) == (["as it is asked now"], "as it is asked now")
