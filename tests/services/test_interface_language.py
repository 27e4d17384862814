"""The language of windows and commands: of one run, and stored on this computer."""

from collections.abc import Iterator

import pytest

from clinic_app.__main__ import main
from clinic_app.domain.errors import UserError
from clinic_app.services.folders.paths import interface_language_file
from clinic_app.services.interface_language import begin_in, store_language, usual_language
from clinic_app.words import interface, use_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    interface_language_file().unlink(missing_ok=True)
    use_language("en")


def test_it_is_english_until_another_one_is_chosen() -> None:
    assert usual_language() == "en"
    store_language("es")
    assert (usual_language(), interface().language) == ("es", "es")
    assert interface_language_file().read_text("ascii") == "es"


def test_a_usual_language_that_is_no_more_is_english() -> None:
    store_language("es")
    for content in (b"xx", b"\xff\xfe", b"e" * 100):
        interface_language_file().write_bytes(content)
        begin_in()
        assert interface().language == "en"


@pytest.mark.parametrize(
    ("system", "spoken"),
    [
        (["es-MX", "en-US"], "es"),
        (["fr-FR", "es"], "es"),
        (["en-GB", "es-ES"], "en"),
        (["fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_the_first_start_speaks_the_language_of_the_system(system: list[str], spoken: str) -> None:
    begin_in(system=system)
    assert interface().language == spoken


def test_what_was_chosen_counts_more_than_the_system() -> None:
    store_language("en")
    assert usual_language(["es-MX"]) == "en"


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_AR"}, "es"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:es:en"}, "es"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, "en"),
        ({}, "en"),
    ],
)
def test_commands_ask_the_environment(
    environment: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert usual_language() == spoken


def test_one_without_a_catalogue_is_refused() -> None:
    with pytest.raises(UserError, match=r"There is no language 'xx'\. Known: en, es\."):
        store_language("xx")
    assert usual_language() == "en"


@pytest.mark.parametrize(
    ("arguments", "spoken"),
    [
        (["--language", "es", "exercises", "bridge"], "es"),
        (["--language=es", "exercises", "bridge"], "es"),
        (["--data", "folder", "--language", "es", "exercises", "bridge"], "es"),
        (["figure", "no-such", "--language", "es", "--out", "x.svg"], "en"),
    ],
)
def test_a_run_speaks_the_language_named_before_the_command(
    arguments: list[str], spoken: str
) -> None:
    main(arguments)
    assert interface().language == spoken
    assert usual_language() == "en"


def test_a_command_refuses_an_unknown_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "xx", "exercises"]) == 1
    assert "There is no language 'xx'." in capsys.readouterr().err
