"""The forms in which days are written; each language has its own pattern for each.

The patterns are those of Unicode (CLDR): d day, MMM short month, MMMM month, y year, EEE short
weekday, EEEE weekday; text stands in quotes: ``d 'de' MMMM``.
"""

from clinic_app.words.interface import NP_

DAY = NP_("date", "EEE d")  # Sun 22
DAY_MONTH = NP_("date", "d MMM")  # 22 Nov
DAY_MONTH_YEAR = NP_("date", "d MMM y")  # 22 Nov 2026
MONTH_DAY_YEAR = NP_("date", "MMM d, y")  # Nov 22, 2026
WEEKDAY_DAY = NP_("date", "EEEE d MMM")  # Sunday 22 Nov
WEEKDAY_DAY_YEAR = NP_("date", "EEE d MMM y")  # Sun 22 Nov 2026
LONG_DAY = NP_("date", "EEEE, MMMM d")  # Sunday, November 22
