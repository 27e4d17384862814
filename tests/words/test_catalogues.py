"""The catalogues agree with the English texts, and are compiled before a word is shown."""

import importlib.util
import re
import string
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from clinic_app import words
from clinic_app.words import N_, NP_, _, catalogue, ngettext, pgettext, po_file, use_language
from clinic_app.words.wording import wording_in

ROOT = Path(__file__).parents[2]
LANGUAGES = words.languages()[1:]
KEEP = "\N{NO-BREAK SPACE}"


def _messages(language: str) -> list[Message]:
    source = (catalogue.FOLDER / language / catalogue.SOURCE).read_bytes()
    return [message for message in po_file.read_po(source) if message.id]


def _texts(message: Message) -> list[tuple[str, str]]:
    """Each translation beside the English that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    one, many = message.id
    first, *others = message.string
    return [(one, first), *((many, text) for text in others)]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_to_fill_in_are_those_of_english(language: str) -> None:
    """A singular may leave the number out; a time may be named by its bare number."""
    for message in _messages(language):
        for english, text in _texts(message) if po_file.is_translated(message) else ():
            known, used = _places(english), _places(text)
            may_miss = {"count"} if isinstance(message.id, tuple) else set[str]()
            if "another time" in (message.context or ""):
                known, may_miss = known | {"count"}, {"time", "count"}
            assert used <= known, text
            assert known - used <= may_miss, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_its_forms(language: str) -> None:
    source = (catalogue.FOLDER / language / catalogue.SOURCE).read_bytes()
    forms = po_file.read_po(source).num_plurals
    for message in _messages(language):
        if isinstance(message.id, tuple):
            assert len(message.string) == forms, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_that_mean_something_are_kept(language: str) -> None:
    """Blanks that do not break, line ends, bold marks, and what surrounds the text."""
    for message in _messages(language):
        for english, text in _texts(message) if po_file.is_translated(message) else ():
            for sign in (KEEP, "\n", "**"):
                assert english.count(sign) == text.count(sign), text
            assert text == text.strip() or english != english.strip(), text
            assert english[-1:] not in ".:?" or text[-1] == english[-1], text


def test_the_catalogues_hold_the_texts_of_the_code() -> None:
    assert _script().stale_sources() == [], "run packaging/words.py update"


def _script():
    spec = importlib.util.spec_from_file_location("handrail_words", ROOT / "packaging" / "words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# --- compiled ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A language in a folder of its own: ``Go`` is ``Vai`` there."""
    made = tmp_path / "pt"
    made.mkdir()
    _write(made, "Vai")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    return made


def _write(folder: Path, text: str) -> None:
    header = r'msgid ""' + "\n" + r'msgstr "Language: pt_BR\nX-Reviewed: no\n"'
    (folder / catalogue.SOURCE).write_text(f'{header}\n\nmsgid "Go"\nmsgstr "{text}"\n', "utf-8")


def test_a_missing_compiled_catalogue_is_made_and_written(folder: Path) -> None:
    assert catalogue.load("pt").gettext("Go") == "Vai"
    assert (folder / catalogue.COMPILED).is_file()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_stale_one_never_shows_old_words(folder: Path) -> None:
    catalogue.load("pt")
    _write(folder, "Siga")
    assert catalogue.load("pt").gettext("Go") == "Siga"
    assert catalogue.load("pt").info()["x-reviewed"] == "no"


def test_where_nothing_can_be_written_it_is_made_in_memory(folder: Path) -> None:
    (folder / catalogue.COMPILED).mkdir()  # a folder in its place refuses to be replaced
    with pytest.raises(IsADirectoryError):
        (folder / catalogue.COMPILED).read_bytes()
    assert catalogue.load("pt").gettext("Go") == "Vai"


def test_an_installed_copy_may_have_the_compiled_one_alone(folder: Path) -> None:
    catalogue.load("pt")
    (folder / catalogue.SOURCE).unlink()
    assert catalogue.load("pt").gettext("Go") == "Vai"


# --- used ----------------------------------------------------------------------------------------

_SIDE = N_("left side")
_FRONT = NP_("body", "Front")


@pytest.fixture
def spanish():
    use_language("es")
    yield
    use_language("en")


@pytest.mark.usefixtures("spanish")
def test_the_interface_speaks_the_language_of_the_moment() -> None:
    assert _(_SIDE) == "lado izquierdo"
    assert _(_FRONT) == pgettext("body", "Front") == "Por delante"
    assert ngettext("{count} second", "{count} seconds", 1) == "1 segundo"
    assert ngettext("{count} second", "{count} seconds", 2.5) == "2.5 segundos"
    use_language("en")
    assert _(_SIDE) == "left side"
    assert _(_FRONT) == "Front"


def test_what_is_not_translated_stays_in_english() -> None:
    spanish = wording_in("es")
    assert spanish.gettext(words.Message("No such text {name}."), name="here") == (
        "No such text here."
    )
    assert spanish.gettext(NP_("nowhere", "Front")) == "Front"


def test_languages_name_themselves_and_each_other() -> None:
    assert wording_in("en").name_of("es") == "Spanish"
    assert wording_in("es").name_of("es") == "Español"
    assert re.match(r"en", words.languages()[0])


def test_the_review_is_a_fact_of_the_catalogue() -> None:
    assert wording_in("en").is_reviewed
    assert not wording_in("es").is_reviewed
