"""What a clinician and a patient see, as pictures: plan cards, the pain chart, a handout page.

A picture that differs is written beside the kept one as ``*.new.png``. When the change is wanted:
``pytest tests/ui/snapshots --refresh-snapshots``, and look at the pictures in the diff.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.pain.pain import PainRating, Series
from clinic_app.domain.pain.pain_chart import ChartAnnotation, FlagKind, Span, describe
from clinic_app.domain.patient.patient import Clinic, ClinicContext, Clinician, Patient
from clinic_app.domain.plan.handout import HandoutOptions
from clinic_app.domain.plan.plan import Plan, PlanItem
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.paper.document import render
from clinic_app.paper.handout.content import compose
from clinic_app.paper.page.preview import page_images
from clinic_app.services.exercises.library import open_library, open_signs
from clinic_app.services.plan.plans import SavedPlan
from clinic_app.services.workspace import Workspace
from clinic_app.ui.chart.pain_chart_view import PainChartView
from clinic_app.ui.common.background import Background
from clinic_app.ui.common.list_rows import LineDelegate
from clinic_app.ui.common.theme import Theme, tokens
from clinic_app.ui.plan.editing import PlanEditor
from clinic_app.ui.plan.plan_list import PlanList

KEPT = Path(__file__).parent
LIBRARY = open_library()
TODAY = date(2026, 11, 22)
_SAME_LEVEL = 48  # of 255: below it two edges only smooth differently
_DIFFERENT_SHARE = 0.004


class Snapshots:
    """Compares pictures with the kept ones, or keeps them anew."""

    def __init__(self, *, refresh: bool) -> None:
        self._refresh = refresh

    def check(self, image: QImage, name: str) -> None:
        """Fail when more than a few pixels in a thousand differ clearly."""
        kept = KEPT / f"{name}.png"
        if self._refresh:
            assert image.save(str(kept))
            return
        expected, found = _pixels(QImage(str(kept))), _pixels(image)
        differs = found.shape != expected.shape or _share(found, expected) > _DIFFERENT_SHARE
        if differs:
            image.save(str(KEPT / f"{name}.new.png"))
        assert not differs, f"{name}.png has changed; see {name}.new.png"


@pytest.fixture
def snapshots(request: pytest.FixtureRequest) -> Snapshots:
    return Snapshots(refresh=bool(request.config.getoption("--refresh-snapshots")))


def _pixels(image: QImage) -> NDArray[np.int16]:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(plain.constBits(), dtype=np.uint8)
    rows = raw.reshape(plain.height(), plain.bytesPerLine())[:, : plain.width() * 3]
    return rows.astype(np.int16)


def _share(found: NDArray[np.int16], expected: NDArray[np.int16]) -> float:
    return float(np.mean(np.abs(found - expected) > _SAME_LEVEL))


def picture_of(widget: QWidget) -> QImage:
    """The widget on the ground it stands on."""
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(tokens().ground))
    widget.render(image)
    return image


def plan() -> Plan:
    hinge = LIBRARY.exercise("hip-hinge")
    first = PlanItem.of(hinge).with_setting(hinge, "depth_deg", 45)
    others = (PlanItem.of(LIBRARY.exercise(i)) for i in ("bridge", "hamstring-stretch-strap"))
    return Plan((first, *others))


def ratings() -> list[PainRating]:
    start = datetime(2026, 10, 12, 20, tzinfo=UTC)
    scores = [6, 7, 6, 6, 5, 7, 6, None, 6, 5, 6, None, None, 5, 5, 4, 4, 5, 4, None, 4, 3, 4, 3, 4]
    return [
        PainRating(f"{series}{n}", "p", series, min(10, score + more), start + timedelta(days=n))
        for n, score in enumerate(scores)
        if score is not None
        for series, more in ((Series.AVERAGE, 0), (Series.WORST, 2))
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_plan_cards(
    qtbot: QtBot,
    theme: Theme,
    workspace: Workspace,
    marigold: Patient,
    background: Background,
    snapshots: Snapshots,
    dark: bool,
) -> None:
    theme.apply(dark)
    saved = SavedPlan(plan(), 1, None)
    editing = PlanEditor(workspace, background, marigold, saved)
    cards = PlanList()
    qtbot.addWidget(cards)
    cards.show_editing(editing)
    cards.resize(860, 400)
    assert isinstance(cards.itemDelegate(), LineDelegate)

    def all_there() -> bool:
        picture_of(cards)  # painting asks for the figures
        return not editing.pictures.is_waiting

    qtbot.waitUntil(all_there)
    snapshots.check(picture_of(cards), f"plan-cards-{'dark' if dark else 'light'}")
    theme.apply(False)


def test_pain_chart(qtbot: QtBot, theme: Theme, snapshots: Snapshots) -> None:
    view = PainChartView()
    qtbot.addWidget(view)
    view.resize(900, 420)
    flags = [
        ChartAnnotation(date(2026, 10, 19), "Plan started"),
        ChartAnnotation(date(2026, 10, 22), "Flare-up: long drive", FlagKind.FLARE_UP),
        ChartAnnotation(date(2026, 10, 26), "Visit", FlagKind.VISIT),
        ChartAnnotation(date(2026, 10, 29), "Bridge added"),
    ]
    days = (n for n in range(28) if not 7 <= n < 14)
    start = date(2026, 10, 12)
    logs = [ExerciseLog(str(n), "p", start + timedelta(n), "bridge", "", n % 3, 2) for n in days]
    view.show_chart(describe(ratings(), flags, span=Span.SIX_WEEKS, today=TODAY, logs=logs))
    snapshots.check(picture_of(view), "pain-chart")


@pytest.mark.parametrize("language", ["en", "es"])
def test_handout_page(theme: Theme, snapshots: Snapshots, language: str) -> None:
    content = compose(
        context=ClinicContext(
            clinic=Clinic("Demo Clinic", "(555) 010-0142", "1 Sample Street"),
            clinician=Clinician("c", "Robin Demo", "PT"),
            patient=Patient("p", "Marigold", "Sample"),
            episode=None,
            today=TODAY,
        ),
        plan=plan(),
        lookup=LIBRARY.exercise,
        signs=open_signs(),
        options=HandoutOptions(language=language),
    )
    page = page_images(render(content).pdf, dpi=72)[0]
    image = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
    snapshots.check(image.copy(), f"handout-{language}")
