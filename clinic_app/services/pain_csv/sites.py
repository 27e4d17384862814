"""The regions that a file names in everyday words; what is unknown or open is asked."""

from clinic_app.domain.errors import UserError
from clinic_app.domain.pain.body_chart import region_named
from clinic_app.domain.pain.region_words import plain_words, regions_meant
from clinic_app.services.pain_csv.values import TREATED, Answer, Note, Options, Question
from clinic_app.words import _

_MOST_ASKED = 5


class Sites:
    """Finds each word's region once, and remembers what must be said and asked."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._given = {word.casefold(): region for word, region in options.sites}
        self._found: dict[str, str | None] = {"": ""}
        self.notes: list[Note] = []
        self.questions: list[Question] = []

    def region(self, word: str, column: str = "") -> str:
        """A region's id, empty for what is treated; raises UserError for a word that is asked.

        A person may have named the word or the whole name of its ``column``.
        """
        if not word and column.casefold() in self._given:
            return self._given[column.casefold()]
        if word and not any(map(str.isalpha, word)):
            raise UserError(
                _("The region is a number. Is a comma in a note? Put the note in quotation marks.")
            )
        if word not in self._found:
            self._found[word] = self._look_up(word, column)
        found = self._found[word]
        if found is None:
            raise UserError(_("This region is not clear (--site WORD=REGION)."))
        return found

    def _look_up(self, word: str, column: str) -> str | None:
        given = self._given.get(word.casefold(), self._given.get(column.casefold() or word))
        if given is not None:
            return given
        meant = regions_meant(word) or ()
        if len(meant) == 1:
            self._tell(word, meant[0])
            return meant[0]
        if len(self.questions) < _MOST_ASKED and not self._options.skips_bad:
            self.questions.append(self._question(word, meant, column))
        return None

    def _tell(self, word: str, region: str) -> None:
        """A region whose name says more than the word (the front of the knee) is a guess."""
        name = region_named(region).name("en")
        more = set(plain_words(name)) - set(plain_words(word))
        if plain_words(word) not in (plain_words(name), plain_words(region)):
            guessed = bool(more & {"front", "back"})
            self.notes.append(
                Note(
                    _("{word} is read as {region}.", word=word, region=region_named(region).words),
                    guessed,
                )
            )

    def _question(self, word: str, meant: tuple[str, ...], column: str) -> Question:
        shown = f'"{word}"' if " " in word else word
        option = f'--site "{word}=' if " " in word else f"--site {word}="
        end = '"' if " " in word else ""
        answers = [
            Answer(
                region_named(region).words,
                f"{option}{region}{end}",
                self._options.with_site(word, region),
            )
            for region in meant
        ]
        answers.append(
            Answer(
                _("what the patient is treated for"),
                f"{option}{TREATED}{end}",
                self._options.with_site(word, ""),
            )
        )
        hint = ""
        if not meant:
            hint = _("Another region of the body chart: {option}.", option=f"{option}REGION{end}")
        if not meant and set(plain_words(word)) <= set(plain_words(column)):
            hint += " " + _("If it is no pain: {option}.", option=f'--column unused="{column}"')
        return Question(_("Which region is {word}?", word=shown), tuple(answers), hint, site=word)
