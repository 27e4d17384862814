"""The columns of a file side by side: name, first cells, and a list of what each is used for."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from clinic_app.domain.pain.pain import Series
from clinic_app.services.pain_csv.values import Column, Use
from clinic_app.ui.common.card import boxed, column, row
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.plain_label import HINT, SECOND_LINE, label
from clinic_app.words import N_, NP_, _, pgettext

_WORDS = {
    Use.UNUSED: N_("Not used"),
    Use.DATE: N_("Date"),
    Use.TIME: N_("Time"),
    Use.SCORE: N_("Score"),
    Use.AVERAGE: Series.AVERAGE,
    Use.WORST: Series.WORST,
    Use.LEAST: Series.LEAST,
    Use.NOW: Series.NOW,
    Use.SERIES: N_("Series"),
    Use.SITE: NP_("column", "Region"),
    Use.NOTE: N_("Note"),
    Use.VOIDED: N_("Voided"),
}
_WIDTH, _HEIGHT = 156, 116


class ImportColumns:
    """``area`` shows them; ``choose(use, number)`` is told which column (from 1) got a use."""

    def __init__(self, choose: Callable[[Use, int], object]) -> None:
        self._choose = choose
        self.lists: list[ComboBox] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFixedHeight(_HEIGHT)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Columns of the file"))

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns in the place of those before."""
        self.lists = []
        page = boxed(row(*[self._column(shown) for shown in columns], None, spacing=12))
        page.setObjectName("page")
        self.area.setWidget(page)
        self.area.setVisible(bool(columns))

    def _column(self, shown: Column) -> QWidget:
        name = shown.name or _("Column {number}", number=shown.number)
        box = ComboBox(name=_("{column} is used for", column=name))
        for use, words in _WORDS.items():
            box.addItem(words.label if isinstance(words, Series) else _(words), use)
        box.setCurrentIndex(list(_WORDS).index(shown.use))
        box.setToolTip(shown.remark)
        box.activated.connect(partial(self._picked, box, shown))
        self.lists.append(box)
        examples = _cut(", ".join(shown.examples) or pgettext("cells", "empty"), size=HINT)
        made = boxed(column(_cut(name, bold=True), examples, box, None, spacing=2))
        made.setFixedWidth(_WIDTH)
        return made

    def _picked(self, box: ComboBox, shown: Column, _index: int) -> None:
        """Also the use that it has: it may have been a guess."""
        self._choose(Use(box.currentData()), shown.number)


def _cut(text: str, *, size: int = SECOND_LINE, bold: bool = False) -> QWidget:
    """One line that ends in an ellipsis; the whole of it is its tooltip."""
    made = label(size=size, bold=bold, tone="ink" if bold else "third")
    made.setText(made.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _WIDTH - 4))
    made.setToolTip(text)
    return made
