"""Choosing how the person in a patient's pictures looks: each look as a small portrait."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from clinic_app.colours import LIGHT
from clinic_app.domain.exercise.ladder import Rung
from clinic_app.domain.exercise.look import LOOKS
from clinic_app.domain.exercise.picture import Panel
from clinic_app.services.exercises.figures import FigureService
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.buttons import HoverPaint
from clinic_app.ui.common.draft_parts import Part
from clinic_app.ui.common.flow_layout import FlowLayout
from clinic_app.ui.common.icons import draw_icon
from clinic_app.ui.common.paint import CONTROL_RADIUS, rounded
from clinic_app.ui.common.theme import tokens
from clinic_app.ui.figure.paint import paint_panel
from clinic_app.words import N_, _

LOOK_WORDS = {
    "standard": N_("Man, light skin, short hair"),
    "woman-light": N_("Woman, light skin, hair in a bun"),
    "woman-brown": N_("Woman, brown skin, hair in a bun"),
    "woman-dark": N_("Woman, dark skin, curly hair"),
    "woman-large": N_("Woman, light skin, large, long hair"),
    "woman-tan-older": N_("Older woman, tan skin, glasses"),
    "woman-headscarf": N_("Woman with a headscarf, arms and legs covered"),
    "man-brown": N_("Man, brown skin, short hair"),
    "man-dark": N_("Man, dark skin, broad, bald"),
    "man-large": N_("Man, tan skin, large, short hair"),
    "man-older-broad": N_("Older man, light skin, broad"),
    "man-older-slim": N_("Older man, brown skin, slim, glasses"),
    "line": N_("Lines only, best for a photocopier"),
}
_STANDS = Rung("hip-hinge")  # its first pose stands upright, the whole body to be seen
_SHOWN_M = 0.72  # of the body, from the top: head, shoulders and hands


class LookPicker(QWidget):
    """``changed`` after a person picks a look; portraits are drawn once it is first shown."""

    changed = Signal()

    def __init__(self, figures: FigureService, background: Background) -> None:
        super().__init__()
        self.setAccessibleName(_("Person in the pictures"))
        self._figures = figures
        self._background = background
        self._group = QButtonGroup(self)
        self._portraits: dict[str, _Portrait] = {}
        flow = FlowLayout(self, spacing=8)
        for name in LOOKS:
            portrait = _Portrait(_(LOOK_WORDS[name]))
            self._portraits[name] = portrait
            self._group.addButton(portrait)
            flow.addWidget(portrait)
        self._group.buttonClicked.connect(lambda: self._picked())
        self._to_draw = list(LOOKS)
        self._is_drawing = False
        self.choose("standard")

    def chosen(self) -> str:
        """The name of the look."""
        return next(name for name, p in self._portraits.items() if p.isChecked())

    @property
    def words(self) -> str:
        """The chosen look in words."""
        return _(LOOK_WORDS[self.chosen()])

    def choose(self, name: str) -> None:
        """Show a look; one that is not known shows the standard one."""
        self._portraits.get(name, self._portraits["standard"]).setChecked(True)
        self._set_tab_stop()

    def _picked(self) -> None:
        self._set_tab_stop()
        self.changed.emit()

    def _set_tab_stop(self) -> None:
        """Tab enters at the look that is chosen; the arrows go to the others."""
        for portrait in self._portraits.values():
            here = portrait.isChecked()
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            portrait.setFocusPolicy(policy)

    @property
    def is_waiting(self) -> bool:
        """Whether portraits are still to come."""
        return bool(self._to_draw)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_drawing:  # shown again before the first portrait came
            self._is_drawing = True
            self._draw_next()

    def _draw_next(self) -> None:
        if not self._to_draw:
            return
        name = self._to_draw[0]
        work = partial(self._figures.panels, _STANDS, LOOKS[name])
        self._background.run(work, partial(self._show_portrait, name), self._give_up, owner=self)

    def _show_portrait(self, name: str, panels: tuple[Panel, ...]) -> None:
        self._to_draw.remove(name)
        if panels:
            self._portraits[name].show_panel(panels[0])
        self._draw_next()

    def _give_up(self, _error: Exception) -> None:
        """The signs stay; their words and tooltips name the looks."""
        self._to_draw.clear()


def look_part(picker: LookPicker) -> Part:
    """The chosen look, as a part of a draft."""

    def put(name: str) -> None:
        picker.choose(name)
        picker.changed.emit()

    return Part(picker.chosen, put, picker.changed)


class _Portrait(HoverPaint):
    """Head and shoulders of one look, on paper; a sign of a person until it is drawn."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._panel: Panel | None = None
        self._drawn: QPixmap | None = None
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(66, 82)

    def show_panel(self, panel: Panel) -> None:
        self._panel, self._drawn = panel, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = tokens()
        box = QRectF(self.rect())
        on = self.isChecked()
        border = t.accent if on else t.control_border if self.underMouse() else t.rule
        rounded(painter, box, fill=t.picture_paper, border=border, width=3 if on else 1)
        inner = box.adjusted(3, 3, -3, -3)
        if self._panel is None:
            draw_icon(
                painter, box.center().x() - 14, box.center().y() - 14, "user", LIGHT.third, 28
            )
            return
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatioF():
            self._drawn = _bust(self._panel, inner, self.devicePixelRatioF())
        painter.drawPixmap(inner.topLeft(), self._drawn)
        if on:
            mark = QRectF(box.right() - 22, box.bottom() - 22, 18, 18)
            rounded(painter, mark, fill=t.accent, radius=9)
            draw_icon(painter, mark.x() + 2, mark.y() + 2, "check", t.on_accent, 14)


def _bust(panel: Panel, box: QRectF, ratio: float) -> QPixmap:
    """The upper part of a standing figure, as wide as ``box``."""
    made = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
    made.fill(Qt.GlobalColor.transparent)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    clip = QPainterPath()
    room = QRectF(0, 0, box.width(), box.height())
    clip.addRoundedRect(room, CONTROL_RADIUS - 2, CONTROL_RADIUS - 2)
    painter.setClipPath(clip)
    scale = box.height() / (_SHOWN_M * panel.scale)
    width, height = panel.width * scale, panel.height * scale
    paint_panel(painter, QRectF((box.width() - width) / 2, 4, width, height), panel)
    painter.end()
    return made
