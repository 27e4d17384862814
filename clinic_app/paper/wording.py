"""The words of printed pages: those that stand in several places, and the limits of pain in them.

Our own words; the limits are those of the pain-monitoring model (Silbernagel), or the clinic's.
"""

from datetime import date
from functools import cache

from clinic_app.domain.patient.patient import Paper
from clinic_app.words import (
    DAY,
    DAY_MONTH_YEAR,
    MONTH_DAY_YEAR,
    Text,
    Wording,
    wording_in,
)

_KEEP = "\N{NO-BREAK SPACE}"


class PageWording(Wording):
    """One language with a clinic's limits of pain: ``calm`` points and below are fine, above
    ``high`` is too much. With ``own_rule`` the plan prints another rule than numbers.
    """

    def __init__(self, language: str, *, calm: int, high: int, own_rule: bool) -> None:
        super().__init__(language, wording_in(language).translations)
        self._own_rule = own_rule
        most = min(high, 9)
        self._spans = {
            "low": f"0–{calm}" if calm else "0",
            "middle": f"{calm + 1}–{most}" if calm + 1 < most else f"{most}",
            "over": self._over(high),
            "Over": self._over(high, starts=True),
        }

    def _over(self, high: int, *, starts: bool = False) -> str:
        if high >= 10:
            return "10" if starts else self.pgettext("pain limit", "of 10")
        if starts:
            return self.pgettext("start of a line", "Over {number}", number=high)
        return self.pgettext("pain limit", "over {number}", number=high)

    def with_limits(self, text: Text) -> str:
        """A text with the limits in it: ``{low}``, ``{middle}``, ``{over}``, ``{Over}``."""
        return self.gettext(text, **self._spans)

    @property
    def easier(self) -> str:
        """What stands before the easier rung."""
        return self.gettext("Too much?") if self._own_rule else self.with_limits("Pain {over}:")

    def sign(self, *, up: bool) -> str:
        """What the sign of the harder (``up``) or the easier rung is called."""
        return self.gettext("Harder") if up else self.gettext("Easier")

    @property
    def easier_means(self) -> str:
        """The same in the legend of the signs."""
        if self._own_rule:
            return self.gettext("Too much?")
        return self.with_limits("do this if pain goes {over}.")

    @property
    def feel(self) -> str:
        return self.gettext("You should feel:")

    @property
    def note(self) -> str:
        return self.gettext("From your PT:")

    @property
    def same_day(self) -> str:
        return self.gettext("Call me the same day if:")

    @property
    def title(self) -> str:
        """With a place for the patient's ``{name}``."""
        return self.gettext("{name}’s home exercises")

    @property
    def home_exercises(self) -> str:
        return self.gettext("Home exercises")

    @property
    def diary(self) -> str:
        return self.gettext("Diary")

    @property
    def diary_title(self) -> str:
        """With a place for the patient's ``{name}``."""
        return self.gettext("{name}’s diary")

    @property
    def diary_help(self) -> str:
        """What is to be written in bold stands between pairs of asterisks."""
        return self.gettext(
            "Check a box each time you do one. Each night, write a number for that day:"
            " **0** is no pain, **10** is the worst you can think of."
            " Missed a day? Leave it blank."
        )

    @property
    def average_pain(self) -> str:
        return self.gettext("Average pain")

    @property
    def worst_pain(self) -> str:
        return self.gettext("Worst pain")

    @property
    def chart_copy(self) -> str:
        return self.gettext("Copy for the chart")

    @property
    def rule_stop(self) -> str:
        """What too much pain means where the plan has a rule of its own."""
        return self.gettext(
            "Stop for now. Do the easier one next time. Still bad next day? Call me."
        )

    def week(self, number: int) -> str:
        """``Week 1``."""
        return self.gettext("Week {number}", number=number)

    def page(self, initials: str, page: int, pages: int) -> str:
        """``M.S. · page 1 of 2``."""
        return self.gettext(
            "{initials} · page {page} of {pages}", initials=initials, page=page, pages=pages
        )

    def day(self, day: date) -> str:
        """``Sun 22``."""
        return self.date(day, DAY).replace(" ", _KEEP)


page_wording = cache(PageWording)


def paper_date(wording: Wording, day: date, paper: Paper) -> str:
    """``Nov 22, 2026`` on Letter, ``22 Nov 2026`` on A4, as each paper's readers write it."""
    form = MONTH_DAY_YEAR if paper is Paper.LETTER else DAY_MONTH_YEAR
    return wording.date(day, form).replace(" ", _KEEP)


def signs_listed(wording: Wording, signs: tuple[str, ...]) -> str:
    """``a, b, or c``: clauses, with a comma between two of them too."""
    before, last = ", ".join(signs[:-1]), signs[-1]
    return before + wording.pgettext("list", ", or ") + last if before else last
