"""What the program says in one language: texts, plurals, dates, numbers, lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from gettext import NullTranslations
from typing import Literal, LiteralString, NewType, TypeAlias, TypeVar

Message = NewType("Message", str)
"""An English text that stands in the catalogues: marked by `N_` or `NP_`, or from a data file."""
Text: TypeAlias = "LiteralString | Message"
_T = TypeVar("_T")
CONTEXT_END = "\x04"  # between a context and its text, as gettext's own files have it


class Wording:
    """The texts of one language. What its catalogue lacks stays in English.

    Named places (``{name}``) are filled with the values that are given; without any, they stay.
    ``is_reviewed``: a native clinician signed the words; ``locale`` is the one of dates, numbers
    and lists.
    """

    def __init__(self, language: str, translations: NullTranslations) -> None:
        facts = translations.info()
        self.language = language
        self.locale = facts.get("language", "en_US")
        self.is_reviewed = facts.get("x-reviewed", "yes") == "yes"
        self.translations = translations
        self._own_name = "English" if language == "en" else facts.get("x-name", "")

    @property
    def own_name(self) -> str:
        """What those who speak it call it; without Babel where the catalogue says it."""
        return self._own_name or self.name_of(self.language)

    def gettext(self, text: Text, /, **values: object) -> str:
        """A text, with its places filled."""
        found = self.translations.gettext(text)
        if found is text:  # not translated
            found = text.rpartition(CONTEXT_END)[2]
        return found.format_map(values) if values else found

    def ngettext(self, one: Text, many: Text, count: float, /, **values: object) -> str:
        """A text that depends on a number, which fills ``{count}``."""
        found = self.translations.ngettext(one, many, _whole(count))
        return found.format_map({"count": self.number(count), **values})

    def pgettext(self, context: LiteralString, text: Text, /, **values: object) -> str:
        """A text that is another word in another ``context``."""
        found = self.translations.pgettext(context, text)
        return found.format_map(values) if values else found

    def npgettext(
        self, context: LiteralString, one: Text, many: Text, count: float, /, **values: object
    ) -> str:
        """A text that depends on a number, in a context."""
        found = self.translations.npgettext(context, one, many, _whole(count))
        return found.format_map({"count": self.number(count), **values})

    def has(self, context: LiteralString, text: Text) -> bool:
        """Whether a text in a context is translated; every text is in English."""
        found = self.translations.pgettext(context, text)
        return self.language == "en" or found is not text

    def date(self, day: date, form: Message) -> str:
        """A day in one of the forms of `words.dates`."""
        return _formatted(day, self.gettext(form), self.locale)

    def number(self, number: float) -> str:
        """A number with up to six digits, in the language's own signs: ``2.5``, ``2,5``."""
        if number == int(number):
            return str(int(number))
        return f"{number:g}".replace(".", _decimal_sign(self.locale))

    def listed(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """``a, b, and c``; with ``or``: ``a, b, or c``."""
        from babel.lists import format_list

        return format_list(items, style, self.locale)

    def name_of(self, language: str) -> str:
        """What a language is called in this one, to stand alone: ``Spanish``, ``Español``."""
        from babel import Locale

        name = Locale.parse(self.locale).languages.get(language, language)
        return name[:1].upper() + name[1:]


def chosen(words: Mapping[str, _T], language: str) -> _T:
    """What data files hold by language: in this one, in English where it has none."""
    return words[language] if language in words else words["en"]


@cache
def wording_in(language: str) -> Wording:
    """The words of a language; raises KeyError for one that has no catalogue."""
    from clinic_app.words.catalogue import ENGLISH, languages, load

    if language not in languages():
        raise KeyError(language)
    return Wording(language, NullTranslations() if language == ENGLISH else load(language))


def _whole(count: float) -> int:
    """The whole number that chooses the plural; a fraction takes that of several."""
    return int(count) if count == int(count) else int(count) + 2


@cache
def _formatted(day: date, pattern: str, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, pattern, locale)


@cache
def _decimal_sign(locale: str) -> str:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(locale)
