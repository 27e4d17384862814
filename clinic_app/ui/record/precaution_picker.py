"""Precautions to tick: type to find one, Space to tick it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from clinic_app.ui.common.card import column
from clinic_app.ui.common.draft_parts import Part
from clinic_app.ui.common.fields import SearchField
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.common.tick_delegate import TickDelegate
from clinic_app.words import _, ngettext

_TAG = Qt.ItemDataRole.UserRole


def precautions_part(picker: "PrecautionPicker") -> Part:
    """What is ticked, as a part of a draft."""

    def put(tags: list[str]) -> None:
        picker.choose(tags)
        picker.changed.emit()

    return Part(lambda: sorted(picker.chosen()), put, picker.changed)


class PrecautionPicker(QWidget):
    """``changed`` when a person ticks; ``chosen`` are tags, in the order of the list."""

    changed = Signal()

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self._labels = labels
        self._search = SearchField(name=_("Find a precaution"), placeholder=_("Find a precaution"))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Precautions"))
        self._list.setItemDelegate(TickDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label(size=SECOND_LINE, tone="second")
        self.setLayout(column(self._search, (self._list, 1), self._count, spacing=-1))
        self.choose(())
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.itemChanged.connect(self._ticked)

    def chosen(self) -> tuple[str, ...]:
        """Tags of what is ticked."""
        ticked = (i for i in self._items() if i.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(_TAG)) for item in ticked)

    def choose(self, tags: Iterable[str]) -> None:
        """Tick these and no others; they come first, so that they are seen at once."""
        ticked = tuple(tags)
        order = [*ticked, *(tag for tag in self._labels if tag not in ticked)]
        self._list.blockSignals(True)
        self._list.clear()
        for tag in order:
            item = QListWidgetItem(self._labels.get(tag, tag), self._list)
            item.setData(_TAG, tag)
            item.setToolTip(item.text())
            item.setCheckState(Qt.CheckState.Checked if tag in ticked else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._filter(self._search.text())
        self._show_count()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))
        shown = [item for item in self._items() if not item.isHidden()]
        if shown and self._list.currentItem() not in shown:
            self._list.setCurrentItem(shown[0])

    def _ticked(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        number = len(self.chosen())
        ticked = ngettext("{count} ticked", "{count} ticked", number)
        self._count.setText(ticked if number else _("None ticked"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self._list.setFocus()
            return True
        return super().eventFilter(watched, event)
