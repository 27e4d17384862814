"""The row of tabs under a screen's header."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabBar


class Tabs(QTabBar):
    """Tabs named by ``names``; the chosen one is bold and underlined."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        for name in names:
            self.addTab(name)
        # Bold letters are wider: the row asks for its width again.
        self.currentChanged.connect(self.updateGeometry)

    def tabSizeHint(self, index: int) -> QSize:
        """Leave room for bold, which Qt does not measure."""
        return super().tabSizeHint(index) + QSize(8, 0)
