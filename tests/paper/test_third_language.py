"""A third language of a few words: a handout is printed in it, and what it lacks is listed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from handout_samples import Maker, exercise, page_texts

from clinic_app.catalog.check_languages import catalogue_lacks, exercise_lacks
from clinic_app.catalog.load import read_exercise
from clinic_app.paper.document import render
from clinic_app.paper.wording import page_wording
from clinic_app.shipped_data import EXERCISES
from clinic_app.words import catalogue, languages, wording_in

WORDS = """\
# Handrail in Portuguese, a few words of it.
msgid ""
msgstr ""
"Language: pt_BR\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Reviewed: no\\n"

#: clinic_app/paper/wording.py
msgid "{name}’s home exercises"
msgstr "Exercícios de {name} para casa"

#: clinic_app/domain/plan/dose_words.py
msgid "{sets} sets of {reps}"
msgstr "{sets} séries de {reps}"

#: clinic_app/paper/wording.py
msgid "Worst pain"
msgstr ""

#: clinic_app/ui/home/screen.py
msgid "Caseload"
msgstr ""
"""
KEEP = "\N{NO-BREAK SPACE}"
_CACHES = (languages, wording_in, page_wording)


@pytest.fixture(autouse=True)
def portuguese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The languages that there are, and one more."""
    folder = tmp_path / "translations"
    shutil.copytree(catalogue.FOLDER, folder)
    (folder / "pt").mkdir()
    (folder / "pt" / catalogue.SOURCE).write_text(WORDS, "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    for cached in _CACHES:
        cached.cache_clear()
    yield
    for cached in _CACHES:
        cached.cache_clear()


def test_it_is_a_language_like_the_others() -> None:
    assert languages() == ("en", "es", "pt")
    assert wording_in("pt").name_of("pt") == "Português"
    assert not wording_in("pt").is_reviewed


def test_a_handout_is_printed_in_it_with_english_where_it_has_no_words(make: Maker) -> None:
    english = exercise("bow")
    words = {**english.words, "pt": exercise("bow", "Dobradiça").words["en"]}
    own = exercise("bow", words=words)
    pages = page_texts(render(make([own], language="pt", paper="a4")).pdf)
    text = " ".join(pages).replace(KEEP, " ")
    assert "Exercícios de Marigold para casa" in text
    assert "Dobradiça" in text
    assert "3 séries de 10" in text
    assert "22 nov. 2026" in text  # the month is the language's, the pattern still English
    assert "Worst pain" in text


def test_what_it_lacks_is_listed() -> None:
    found = [str(problem) for problem in catalogue_lacks() if "/pt/" in problem.file]
    assert sorted(found) == [
        "translations/pt/handrail.po:18: no words for 'Worst pain'",
        "translations/pt/handrail.po:1: no words for 1 texts of windows and commands",
    ]
    hinge = read_exercise(EXERCISES / "hinge" / "hip-hinge.yaml", EXERCISES)
    lacks = "\n".join(map(str, exercise_lacks(*hinge)))
    assert ": words: no words in 'pt'" in lacks
    assert "easier.0.say: no words in 'pt'" in lacks
    assert "'Support' has no words in 'pt'" in lacks
    assert "'es'" not in lacks
