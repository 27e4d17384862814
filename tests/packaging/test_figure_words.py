"""README's list of the figure language's words is the one that the code understands."""

import sys
from typing import Any

import pytest
from test_house import ROOT

sys.path.insert(0, str(ROOT / "packaging"))

import figure_words
from figure_words import README, hold_rows, key_rows, with_words
from figure_words import figure_words as listed

from clinic_app.catalog.schema import LayerFile


def test_readme_has_every_word_of_a_figure() -> None:
    text = README.read_text(encoding="utf-8")
    told = "README's words of a figure are out of date: run 'python packaging/figure_words.py'"
    assert with_words(text) == text, told


def test_a_new_camera_stands_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    cameras = figure_words.CAMERAS
    monkeypatch.setattr(figure_words, "CAMERAS", {**cameras, "from_below": cameras["side"]})
    assert "`from_below` 4/5" in listed()


def test_a_key_without_a_meaning_is_asked_for() -> None:
    class MoreFile(LayerFile):
        shoes: Any = None

    meanings = figure_words.KEYS
    with pytest.raises(LookupError, match="what 'shoes' of MoreFile is"):
        list(key_rows(MoreFile, meanings[LayerFile]))


def test_a_hold_without_a_meaning_is_asked_for() -> None:
    grips = {**figure_words.GRIPS, "pinch": figure_words.GRIPS["rest"]}
    with pytest.raises(LookupError, match="what the hold 'pinch' is for"):
        hold_rows(grips, dict.fromkeys(figure_words.GRIPS, "to hold"))


def test_a_hold_says_where_the_hand_goes() -> None:
    assert "- `hips`: on the hip bones, elbows back and out; palm at `hip_bone`" in listed()
    assert "- `rest`: on something from above, fingers the easiest way; palm at `at:`" in listed()


def test_a_posture_says_what_it_brings_along() -> None:
    told = "- `side_lying`: pelvis uarm_r on mat; moves roll z"
    assert told in listed()
    assert "keeps trunk 0, knee_r-ankle_r 180, knee_l-ankle_l 180; moves x z" in listed()


def test_every_meaning_is_of_a_key_that_there_is() -> None:
    for model, meanings in figure_words.KEYS.items():
        assert set(meanings) <= set(model.model_fields)
