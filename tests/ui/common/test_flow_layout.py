"""Widgets set in lines."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.common.flow_layout import FlowLayout


def _box(qtbot: QtBot, *widths: int) -> tuple[QWidget, FlowLayout, list[QWidget]]:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, spacing=8)
    parts = [QWidget() for _ in widths]
    for part, width in zip(parts, widths, strict=True):
        part.setFixedSize(width, 36)
        flow.addWidget(part)
    return box, flow, parts


def test_it_breaks_where_the_width_ends(qtbot: QtBot) -> None:
    box, flow, parts = _box(qtbot, 100, 100, 100)
    box.resize(210, 200)
    box.show()
    assert [(p.x(), p.y()) for p in parts] == [(0, 0), (108, 0), (0, 44)]
    assert flow.heightForWidth(210) == 80
    assert flow.heightForWidth(400) == 36


def test_hidden_parts_take_no_room(qtbot: QtBot) -> None:
    box, flow, parts = _box(qtbot, 100, 100)
    parts[0].hide()
    box.resize(100, 100)
    box.show()
    assert (parts[1].x(), parts[1].y()) == (0, 0)
    assert flow.heightForWidth(100) == 36


def test_clearing_deletes(qtbot: QtBot) -> None:
    box, flow, _ = _box(qtbot, 100, 100)
    flow.clear()
    assert flow.count() == 0
    qtbot.waitUntil(lambda: not box.findChildren(QWidget))
