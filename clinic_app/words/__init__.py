"""Every text that a person reads, in each language; docs/words.md tells how to use it.

In the language of the interface, evaluated where it is called: `_`, `ngettext`, `pgettext`,
`npgettext`; `N_` and `NP_` mark a constant that `_` translates later. In the language of a
patient's pages: the same as methods of what `wording_in(language)` returns.
"""

from clinic_app.words.catalogue import ENGLISH, languages
from clinic_app.words.dates import (
    DAY,
    DAY_MONTH,
    DAY_MONTH_YEAR,
    LONG_DAY,
    MONTH_DAY_YEAR,
    WEEKDAY_DAY,
    WEEKDAY_DAY_YEAR,
)
from clinic_app.words.interface import (
    N_,
    NP_,
    _,
    in_language,
    interface,
    language_names,
    ngettext,
    npgettext,
    own_names,
    pgettext,
    use_language,
)
from clinic_app.words.wording import Message, Text, Wording, chosen, wording_in

__all__ = [
    "DAY",
    "DAY_MONTH",
    "DAY_MONTH_YEAR",
    "ENGLISH",
    "LONG_DAY",
    "MONTH_DAY_YEAR",
    "NP_",
    "N_",
    "WEEKDAY_DAY",
    "WEEKDAY_DAY_YEAR",
    "Message",
    "Text",
    "Wording",
    "_",
    "chosen",
    "in_language",
    "interface",
    "language_names",
    "languages",
    "ngettext",
    "npgettext",
    "own_names",
    "pgettext",
    "use_language",
    "wording_in",
]
