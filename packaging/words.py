"""Keep the catalogues of translations in step with the texts in the code and in the library.

python packaging/words.py update        take up new texts, drop those that are gone
python packaging/words.py check         exit 1 where a catalogue has other texts than the code
python packaging/words.py report        what is not translated, by folder
python packaging/words.py compile       make every .mo
python packaging/words.py new pt pt_BR  an empty catalogue: its folder, the locale of its dates
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from typer.main import get_command

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from clinic_app.catalog.check_languages import setting_labels  # noqa: E402  # found in this folder's root
from clinic_app.catalog.load import read_exercise  # noqa: E402
from clinic_app.catalog.vocabulary import read_vocabulary  # noqa: E402
from clinic_app.cli.commands import app  # noqa: E402
from clinic_app.cli.help_words import help_texts  # noqa: E402
from clinic_app.domain.exercise.setting_words import SETTING  # noqa: E402
from clinic_app.words import catalogue, po_file  # noqa: E402

KEYWORDS = {
    "_": None,
    "N_": None,
    "NP_": ((1, "c"), 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "with_limits": None,
}
_NOTES = ("Translators:",)  # a comment that begins so goes along with the text


def main(command: str = "", *arguments: str) -> int:
    """Run one command; returns the exit code."""
    if command == "new":
        _new(*arguments)
    elif command == "update":
        for path, content in updated():
            path.write_bytes(content)
    elif command == "check":
        stale = stale_sources()
        for path in stale:
            print(f"{path.relative_to(ROOT)}: run packaging/words.py update")
        return 1 if stale else 0
    elif command == "report":
        _report()
    elif command == "compile":
        for path in sources():
            catalogue.compile_catalogue(path.parent)
    else:
        print(__doc__)
        return 2
    return 0


def sources() -> list[Path]:
    """The .po files of all languages."""
    return sorted(catalogue.FOLDER.glob(f"*/{catalogue.SOURCE}"))


def template() -> Catalog:
    """Every text that can be translated, with the files it stands in, in their order."""
    found = Catalog()
    for path in sorted((ROOT / "clinic_app").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        # Babel warns of each f-string in a call, also where it only fills a place; ruff (INT)
        # finds those that stand in the place of a text.
        with path.open("rb") as file, redirect_stderr(StringIO()):
            for _line, texts, notes, context in extract("python", file, KEYWORDS, _NOTES):
                found.add(texts, locations=[(place, 0)], auto_comments=notes, context=context)
    for text in help_texts(get_command(app)):
        found.add(text, locations=[("clinic_app/cli/commands.py", 0)])
    folder = ROOT / "exercises"
    for path in sorted(folder.glob("*/*.yaml")):
        exercise, file = read_exercise(path, folder)
        for _where, label in setting_labels(exercise):
            found.add(label, locations=[(f"exercises/{file.name}", 0)], context=SETTING)
    for kind, label in read_vocabulary(folder).texts():
        found.add(label, locations=[("exercises/vocabulary.yaml", 0)], context=kind)
    return found


def updated() -> Iterator[tuple[Path, bytes]]:
    """Each catalogue's file, and what it should hold now; translations stay as they are."""
    texts = template()
    for path in sources():
        known = po_file.read_po(path.read_bytes())
        known.update(texts, no_fuzzy_matching=True)
        yield path, po_file.as_po(known)


def stale_sources() -> list[Path]:
    """The catalogues whose texts are not those of the code; where they stand may have changed."""
    texts = _keys(template())
    return [path for path in sources() if _keys(po_file.read_po(path.read_bytes())) != texts]


def _keys(known: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in known if message.id}


def _new(language: str, locale: str = "") -> None:
    made = po_file.PoCatalogue()
    made.locale = Locale.parse(locale or language)
    made.header_comment = f"# Handrail in {made.locale.english_name}."
    name = made.locale.languages.get(language, language)
    made.own_headers |= {"X-Reviewed": "no", "X-Name": name[:1].upper() + name[1:]}
    path = catalogue.FOLDER / language / catalogue.SOURCE
    path.parent.mkdir(parents=True)
    path.write_bytes(po_file.as_po(made))
    catalogue.languages.cache_clear()
    main("update")


def _report() -> None:
    for path in sources():
        known = po_file.read_po(path.read_bytes())
        lacking = [
            message for message in known if message.id and not po_file.is_translated(message)
        ]
        print(f"{path.parent.name}: {len(lacking)} of {len(known)} texts are not translated")
        folders = Counter(_folder(place) for m in lacking for place, _ in m.locations[:1])
        for folder, count in sorted(folders.items()):
            print(f"  {count:5d}  {folder}")


def _folder(place: str) -> str:
    parts = place.split("/")[:-1]
    return "/".join(parts[:3])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
