"""The tools above the chart: range, chart or table, add, and files; folded where it is narrow."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from clinic_app.domain.pain.pain_chart import Span
from clinic_app.ui.common.buttons import Button, IconButton
from clinic_app.ui.common.card import row
from clinic_app.ui.common.choices import SegmentedControl
from clinic_app.ui.common.greyed import grey
from clinic_app.words import N_, NP_, _

SPANS = (
    (Span.TWO_WEEKS, N_("2 weeks")),
    (Span.SIX_WEEKS, N_("6 weeks")),
    (Span.THREE_MONTHS, N_("3 months")),
    (Span.ALL, NP_("time", "All")),
)
_VIEWS = (("chart", N_("Chart")), ("table", N_("Table")))
_GAP = 8
Action = tuple[str, Callable[[], object]]


class ProgressTools(QWidget):
    """One line of tools; ``additions`` are (words, action) of the menu of what can be added.

    The tab sets them, and what import and export do.
    """

    picture_requested = Signal()
    report_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.additions: tuple[Action, ...] = ()
        self.import_ratings: Callable[[], object] = lambda: None
        self.export_ratings: Callable[[], object] = lambda: None
        self._writable, self._has_ratings, self._refusal = True, False, ""
        self.span: SegmentedControl[Span] = SegmentedControl(
            [(span, _(words)) for span, words in SPANS], name=_("Range"), height=38
        )
        self.span.select(Span.ALL)
        icons = ("chart-line", "table")
        self.view = SegmentedControl(
            [(view, _(words)) for view, words in _VIEWS], name=_("View"), icons=icons, height=38
        )
        self.add = Button(_("Add"), icon="plus")
        self.small_add = IconButton("plus", _("Add"), size=40)
        self.picture = Button(_("Picture"), icon="photo")
        self.csv = Button(_("CSV"), icon="file-spreadsheet")
        self.report = Button(_("Report"), icon="file-text")
        self.more = IconButton("dots", _("More: picture, CSV, report"), size=40)
        self.add.clicked.connect(lambda: self._popup(self.add, self._add_menu()))
        self.small_add.clicked.connect(lambda: self._popup(self.small_add, self._add_menu()))
        self.csv.clicked.connect(lambda: self._popup(self.csv, self._csv_menu()))
        self.more.clicked.connect(lambda: self._popup(self.more, self._more_menu()))
        self.picture.clicked.connect(self.picture_requested)
        self.report.clicked.connect(self.report_requested)
        self._files = (self.picture, self.csv, self.report)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        left.setLayout(row(self.span, spacing=_GAP))
        adding = (self.add, self.small_add)
        right.setLayout(row(self.view, *adding, *self._files, self.more, spacing=_GAP))
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(left, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addStretch(1)
        self._lines.addWidget(right, 0, Qt.AlignmentFlag.AlignLeft)

    def update_buttons(self, *, writable: bool, has_ratings: bool, refusal: str = "") -> None:
        """Enable only what can be done; ``refusal`` is why nothing may be saved as a file."""
        self._writable, self._refusal = writable, refusal
        self._has_ratings = has_ratings and not refusal
        self.add.setEnabled(writable)
        self.small_add.setEnabled(writable)
        for button in (self.picture, self.report):
            button.setEnabled(has_ratings)
            grey(button, refusal)

    def fit(self, width: int) -> None:
        """Fold the files into one menu where the line is too short; then take two lines."""
        folded = self._needed(self.add, *self._files) > width
        small = folded and self._needed(self.add, self.more) > width
        self._fold(folded=folded, small=small)
        fits = not small or self._needed(self.small_add, self.more) <= width
        way = QBoxLayout.Direction
        self._lines.setDirection(way.LeftToRight if fits else way.TopToBottom)
        self._lines.setSpacing(_GAP // 2 if fits else _GAP)  # it stands twice around the stretch

    def _needed(self, *buttons: QWidget) -> int:
        parts = (self.span, self.view, *buttons)
        return sum(max(p.sizeHint().width(), p.minimumWidth()) + _GAP for p in parts) - _GAP

    def _fold(self, *, folded: bool, small: bool) -> None:
        for button in self._files:
            button.setVisible(not folded)
        self.more.setVisible(folded)
        self.add.setVisible(not small)
        self.small_add.setVisible(small)

    def _add_menu(self) -> QMenu:
        menu = self._menu()
        for words, action in self.additions:
            menu.addAction(words, action)
        return menu

    def _csv_menu(self) -> QMenu:
        menu = self._menu()
        self._add_files(menu, _("Import…"), _("Export…"))
        return menu

    def _more_menu(self) -> QMenu:
        menu = self._menu()
        self._add_giving(menu, _("Picture…"), self.picture_requested.emit)
        self._add_giving(menu, _("Report…"), self.report_requested.emit)
        menu.addSeparator()
        self._add_files(menu, _("Import CSV…"), _("Export CSV…"))
        return menu

    def _add_files(self, menu: QMenu, take: str, give: str) -> None:
        menu.addAction(take, self.import_ratings).setEnabled(self._writable)
        self._add_giving(menu, give, self.export_ratings)

    def _add_giving(self, menu: QMenu, words: str, act: Callable[[], object]) -> None:
        action = menu.addAction(words, act)
        action.setEnabled(self._has_ratings)
        action.setToolTip(self._refusal or words)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, button: QWidget, menu: QMenu) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
