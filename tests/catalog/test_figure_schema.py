"""The figure part of an exercise file: how many panels, and what their entries are."""

from typing import Any

import pytest
from pydantic import ValidationError

from clinic_app.catalog.load import to_figure
from clinic_app.catalog.schema import FigureFile


def figure(panels: int, **more: Any) -> dict[str, Any]:
    return {"base": "standing", "camera": "side", "panels": [{"trunk": 5}] * panels, **more}


@pytest.mark.parametrize("panels", [2, 8])
def test_two_to_eight_panels(panels: int) -> None:
    assert len(to_figure(FigureFile.model_validate(figure(panels))).panels) == panels


@pytest.mark.parametrize("panels", [1, 9])
def test_fewer_or_more_are_refused(panels: int) -> None:
    with pytest.raises(ValidationError):
        FigureFile.model_validate(figure(panels))


def test_a_case_adds_an_eighth_panel() -> None:
    case = {"when": {"setting": "depth_deg"}, "panels": {"8": {"trunk": 9}}}
    spec = to_figure(FigureFile.model_validate(figure(7, cases=[case])))
    assert spec.cases[0].panels[7].trunk == 9


def test_a_meeting_is_read() -> None:
    pose = {"meets": {"ankle_r": "above_knee_l"}}
    spec = to_figure(FigureFile.model_validate(figure(2, pose=pose)))
    assert spec.pose.meets == {"ankle_r": "above_knee_l"}
