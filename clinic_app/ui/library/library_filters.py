"""Filters of the library: the active ones as chips, all of them in a pop-up."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from clinic_app.services.exercises.library import Catalog
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import boxed, column, row, scrolling
from clinic_app.ui.common.choices import FilterChip
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.plain_label import SECOND_LINE, label
from clinic_app.ui.library.library_rows import Facet
from clinic_app.words import N_, NP_, _

_KINDS = (
    ("region", NP_("body", "Region")),
    ("pattern", N_("Movement")),
    ("position", N_("Position")),
    ("equipment", N_("Equipment")),
    ("goal", N_("Goal")),
)


class FilterBar(QWidget):
    """Chips of the filters that are on, one or two that are near, and the button for all."""

    changed = Signal()

    def __init__(self, library: Catalog) -> None:
        super().__init__()
        self._library = library
        self._facets: list[Facet] = []
        self._offered: tuple[Facet, ...] = ()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._rebuild()

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The filters that are on."""
        return tuple(self._facets)

    def offer(self, facets: tuple[Facet, ...]) -> None:
        """Filters worth a click for this patient, such as the region that is treated."""
        self._offered = facets
        self._rebuild()

    def clear(self) -> None:
        """Turn every filter off."""
        self._facets.clear()
        self._notify()

    def toggle(self, facet: Facet) -> None:
        """Turn one filter on or off."""
        if facet in self._facets:
            self._facets.remove(facet)
        else:
            self._facets.append(facet)
        self._notify()

    def _notify(self) -> None:
        self._rebuild()
        self.changed.emit()

    def _rebuild(self) -> None:
        self._flow.clear()
        for facet in self._facets + [f for f in self._offered if f not in self._facets]:
            self._flow.addWidget(self._chip(facet))
        more = FilterChip("", icon="filter")
        more.setAccessibleName(_("All filters"))
        more.setToolTip(_("All filters"))
        more.setCheckable(False)
        more.clicked.connect(self.open_all)
        self._flow.addWidget(more)
        self.updateGeometry()

    def _chip(self, facet: Facet) -> FilterChip:
        words = self._library.vocabulary.label(*facet)
        chip = FilterChip(words, on=facet in self._facets)
        # The chip is made anew by what it causes: let its own click end first.
        chip.clicked.connect(lambda: self.toggle(facet), Qt.ConnectionType.QueuedConnection)
        return chip

    def open_all(self) -> None:
        """Show every filter, by kind."""
        pop_up = _AllFilters(self._library, self)
        corner = self.mapToGlobal(self.rect().bottomLeft())
        pop_up.resize(max(self.width(), 360), 460)
        pop_up.move(corner)
        pop_up.show()


class _AllFilters(QFrame):
    """Every term of the vocabulary as a chip; each click filters at once."""

    def __init__(self, library: Catalog, bar: FilterBar) -> None:
        super().__init__(bar, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        kinds = column(spacing=-1, margins=(16, 12, 16, 12))
        used = _used_terms(library)
        for kind, heading in _KINDS:
            kinds.addWidget(label(_(heading), size=SECOND_LINE, bold=True, tone="second"))
            flow = FlowLayout()
            for term, words in library.vocabulary.labels(kind).items():
                if (kind, term) in used:
                    chip = FilterChip(words, on=(kind, term) in bar.facets)
                    chip.toggled.connect(partial(_toggle, bar, (kind, term)))
                    flow.addWidget(chip)
            kinds.addLayout(flow)
        clear = Button(_("Clear filters"), on_click=bar.clear)
        clear.clicked.connect(self.close)
        done = Button(_("Done"), kind="primary", key="Esc", on_click=self.close)
        foot = row(None, clear, done, margins=(16, 0, 16, 0))
        page = scrolling(boxed(kinds))
        self.setLayout(column((page, 1), foot, spacing=-1, margins=(1, 1, 1, 12)))


def _toggle(bar: FilterBar, facet: Facet, _on: bool) -> None:
    bar.toggle(facet)


def _used_terms(library: Catalog) -> set[Facet]:
    """Filters that would find something."""
    used: set[Facet] = set()
    for exercise in library.exercises:
        used |= {("pattern", exercise.pattern), ("position", exercise.position)}
        used |= {("region", term) for term in exercise.regions}
        used |= {("equipment", term) for term in exercise.equipment}
        used |= {("goal", term) for term in exercise.goals}
    return used
