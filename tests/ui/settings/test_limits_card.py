"""Limits are typed, checked, kept by region, and taken back to as shipped."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.domain.advice.advice import ADVICE_FIELDS, AdviceRules
from clinic_app.domain.trend.trend_rules import TREND_FIELDS, rule_for
from clinic_app.services.workspace import Workspace
from clinic_app.ui.settings.limits_card import LimitsCard


@pytest.fixture
def card(workspace: Workspace, qtbot: QtBot) -> LimitsCard:
    made = LimitsCard(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_limit_has_a_row(card: LimitsCard) -> None:
    assert set(card.verdict.rows) == set(TREND_FIELDS)
    assert set(card.advice.rows) == set(ADVICE_FIELDS)


def test_limits_are_kept_for_the_chosen_region_only(card: LimitsCard, workspace: Workspace) -> None:
    card.show_region("knee")
    share = card.verdict.rows["fall_share"]
    assert share.edit.text() == "33"
    assert share.mark.isVisible()
    share.edit.setText("40,5")
    assert not share.mark.isVisible()
    card.save_verdict()
    assert workspace.rules.trend("knee").fall_share == 0.405
    assert workspace.rules.trend("hip") == rule_for("hip")
    assert not card.laxer.isVisible()
    card.show_region("hip")
    assert share.edit.text() == "33"
    card.show_region("knee")
    assert share.edit.text() == "40.5"
    share.reset.click()
    assert share.edit.text() == "33"
    card.save_verdict()
    assert workspace.rules.trend("knee") == rule_for("knee")


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("fall_points", "two", "Write a number from 1 to 6."),
        ("fall_points", "", "Write a number from 1 to 6."),
        ("fall_points", "nan", "It has to be a number from 1 to 6."),
        ("fall_share", "0.3", "It has to be a number from 10 to 90."),
        ("rated_days_needed", "4.5", "It has to be a whole number from 3 to 7."),
        ("rated_days_needed", "inf", "It has to be a whole number from 3 to 7."),
    ],
)
def test_a_wrong_limit_says_why_and_the_old_one_stays(
    card: LimitsCard, workspace: Workspace, name: str, typed: str, why: str
) -> None:
    row = card.verdict.rows[name]
    row.edit.setText(typed)
    card.verdict.rows["rise_points"].edit.setText("3")
    card.save_verdict()
    assert row.error.text() == why
    assert row.error.isVisible()
    assert workspace.rules.trend("") == rule_for("")
    row.reset.click()
    assert not row.error.isVisible()
    card.save_verdict()
    assert workspace.rules.trend("").rise_points == 3


def test_laxer_limits_are_kept_with_a_warning(card: LimitsCard, workspace: Workspace) -> None:
    card.verdict.rows["fall_points"].edit.setText("1.5")
    card.save_verdict()
    assert workspace.rules.trend("").fall_points == 1.5
    assert card.laxer.isVisible()


def test_the_limits_of_advice_are_kept_and_have_to_fit_together(
    card: LimitsCard, workspace: Workspace
) -> None:
    card.advice.rows["high_pain"].edit.setText("4")
    card.save_advice()
    assert workspace.rules.advice() == replace(AdviceRules(), high_pain=4)
    card.advice.rows["calm_pain"].edit.setText("6")
    card.save_advice()
    assert "must lie below" in card.advice_error.accessibleName()
    assert workspace.rules.advice().calm_pain == 2
    for row in card.advice.rows.values():
        row.reset.click()
    card.save_advice()
    assert workspace.rules.advice() == AdviceRules()
