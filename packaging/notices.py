"""Write resources/THIRD-PARTY-NOTICES.txt: who made what Handrail carries, under which terms.

The packages are those of requirements.lock that the program needs to run; their words are taken
from their own metadata and files, as installed. Run in the project's environment after the lock
file changed: ``python packaging/notices.py``. No network is needed.
"""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
NOTICES = ROOT / "resources" / "THIRD-PARTY-NOTICES.txt"
_TEXTS = ROOT / "packaging" / "licences"
_FONTS, _ICONS = ROOT / "resources" / "fonts", ROOT / "resources" / "icons"
_NAME = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_TEXT_SUFFIXES = {"", ".txt", ".md", ".rst", ".apache", ".bsd", ".ijg"}
_LINE = "=" * 78

QT = """\
Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, version 3
(LGPL-3.0-only). They are not changed. Copyright The Qt Company Ltd. and other contributors.

You may replace them: Handrail loads Qt from separate shared libraries at run time and works with
any build of PySide6 and Shiboken that has the same interface. They lie in the folders PySide6 and
shiboken6 of the Python environment that Handrail runs in (.venv, or the program's own folder when
it is installed). Put your own build there, or run
  python -m pip install --force-reinstall YOUR-PYSIDE6.whl YOUR-SHIBOKEN6.whl
with the Python of that environment. You may also take Handrail apart to find faults in what you
changed.

Source: https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/
Qt itself contains code of others (zlib, libpng, FreeType, HarfBuzz, PCRE2 and more); it is named,
with its terms, at https://doc.qt.io/qt-6/licenses-used-in-qt.html
"""
SQLCIPHER = """\
The package sqlcipher3 contains three libraries, linked into it:

SQLCipher, Copyright (c) Zetetic LLC, BSD-3-Clause. https://www.zetetic.net/sqlcipher/
The whole text stands below.

SQLite, public domain. https://www.sqlite.org/copyright.html

OpenSSL (libcrypto), Copyright The OpenSSL Project Authors; Eric A. Young, Tim J. Hudson.
Apache License 2.0. https://www.openssl.org/source/license.html
The whole text stands under "Fonts and icons".
"""
CRYPTOGRAPHY = """\
The package cryptography contains OpenSSL, Copyright The OpenSSL Project Authors; Eric A. Young,
Tim J. Hudson. Apache License 2.0. https://www.openssl.org/source/license.html
"""
# What a package's own files do not say: words, and texts that are kept in packaging/licences.
ADDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "pyside6-essentials": (QT, ("LGPL-3.0.txt", "GPL-3.0.txt")),
    "shiboken6": ("The terms of Qt, under pyside6-essentials, hold for this package too.\n", ()),
    "sqlcipher3": (SQLCIPHER, ("SQLCipher-BSD-3-Clause.txt",)),
    "cryptography": (CRYPTOGRAPHY, ()),
}
_FOREWORD = """\
Handrail is under the MIT License. It carries or needs the work of others; each is named here with
the terms under which they give it. Thank you to all of them.
"""


@dataclass(frozen=True)
class Notice:
    """One package: what it is called, its licence in short, and every text that belongs to it."""

    title: str
    licence: str
    home: str
    texts: tuple[tuple[str, str], ...]  # the file's name, its text


def locked_versions(lock: Path = ROOT / "packaging" / "requirements.lock") -> dict[str, list[str]]:
    """The versions of every package in the lock file; some have one for each Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", lock.read_text("utf-8")):
        found.setdefault(_plain(name), []).append(version)
    return found


def runtime_packages(locked: dict[str, list[str]]) -> list[str]:
    """Every locked package that the program needs to run on some system, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting, found = list(project["dependencies"]), set[str]()
    while waiting:
        needed = Requirement(waiting.pop())
        name = _plain(needed.name)
        is_extra = needed.marker is not None and "extra" in str(needed.marker)
        if is_extra or name in found or name not in locked:
            continue
        found.add(name)
        waiting += installed(name).requires or []
    return sorted(found)


def installed(name: str) -> Distribution:
    """The package as installed here; SystemExit says what to do where it is not."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed. Run packaging/prepare.sh first.") from None


def notice(name: str, versions: list[str]) -> Notice:
    """What there is to say of one package. Raises ValueError for one that says nothing."""
    package = installed(name)
    words, kept = ADDED.get(name, ("", ()))
    texts = [("", words)] if words else []
    texts += [(file, _read(_TEXTS / file)) for file in kept]
    texts += _own_texts(package)
    if not texts:
        raise ValueError(f"{name} carries no licence text: add what is known to ADDED.")
    title = f"{name} {' and '.join(versions)}"
    return Notice(title, _licence(package), _home(package), tuple(texts))


def _own_texts(package: Distribution) -> list[tuple[str, str]]:
    """Every file of the package that looks like a licence, a notice or a list of authors."""
    found: list[tuple[str, str]] = []
    for file in sorted(package.files or [], key=str):
        in_licences = "licenses" in file.parts[:-1]
        if (in_licences or _NAME.search(file.name)) and file.suffix.lower() in _TEXT_SUFFIXES:
            text = _read(Path(str(file.locate())))
            if text not in (known for _, known in found):
                found.append((file.name, text))
    return found


def _licence(package: Distribution) -> str:
    """``MIT``: the package's own short words for its licence; a long text is not short words."""
    data = package.metadata.json
    classifiers = data.get("classifier", [])
    marks = [c.rsplit(" :: ", 1)[1] for c in classifiers if "License ::" in c]
    old = str(data.get("license", "")).strip()
    short = old if len(old) <= 80 and "\n" not in old else ""
    return str(data.get("license_expression", "")) or ", ".join(marks) or short or "see the text"


def _home(package: Distribution) -> str:
    """Where the package comes from, as far as it says."""
    data = package.metadata.json
    links = dict(link.split(", ", 1) for link in data.get("project_url", []))
    by_label = {name.lower(): link for name, link in links.items()}
    wanted = ("homepage", "home", "source", "repository", "source code", "code", "github")
    known = [by_label[name] for name in wanted if name in by_label]
    return str(data.get("home_page", "")) or (known or [""])[0]


def own() -> Notice:
    """Handrail's own licence."""
    home = "The program's own code, exercises, words and drawings"
    return Notice("Handrail", "MIT License", home, (("", _read(ROOT / "LICENSE")),))


def bundled() -> Notice:
    """The fonts and icons that lie in resources."""
    files = [
        _FONTS / "README.txt",
        _FONTS / "OFL.txt",
        _FONTS / "APACHE-2.0.txt",
        _ICONS / "LICENSE",
    ]
    texts = tuple((f"{path.parent.name}/{path.name}", _read(path)) for path in files)
    licence = "SIL Open Font License 1.1; Apache License 2.0; MIT License (Tabler Icons)"
    return Notice("Fonts and icons", licence, "https://tabler.io/icons", texts)


def all_notices() -> list[Notice]:
    """Handrail, its fonts and icons, then every package by name."""
    locked = locked_versions()
    return [own(), bundled(), *(notice(name, locked[name]) for name in runtime_packages(locked))]


def document(notices: list[Notice]) -> str:
    """The whole file. A text that stands in it already is named instead of repeated."""
    parts = [_FOREWORD, *(f"  {each.title}: {each.licence}" for each in notices), ""]
    told: dict[str, str] = {}
    for each in notices:
        head = (_LINE, each.title, f"Licence: {each.licence}", each.home, _LINE)
        parts += [*(line for line in head if line), ""]
        for file, text in each.texts:
            before = told.setdefault(text, each.title)
            heading = [f"--- {file} ---", ""] if file else []
            same = f'The same text as under "{before}".\n'
            parts += [*heading, text if before == each.title else same]
    return "\n".join(parts)


def _read(path: Path) -> str:
    """The text with plain line ends, no blanks at line ends, and one line end at its end."""
    lines = path.read_text("utf-8", errors="replace").replace("\f", "\n").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    NOTICES.write_text(document(all_notices()), encoding="utf-8")
    print(f"{NOTICES.relative_to(ROOT)}: {NOTICES.stat().st_size // 1024} kB")
