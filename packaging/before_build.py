"""Hatchling's step before it builds: compile the translations, parse the exercises, draw them."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parents[1]


class BeforeBuild(BuildHookInterface[Any]):
    """Make what is not in Git, so that an installed copy has it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatchling before each build, an editable one too."""
        sys.path.insert(0, str(ROOT))
        try:
            made = _words()
            if version == "standard":  # what Git ignores is left out unless it is named
                for path in [*made, *_pictures(), _library()]:
                    place = path.relative_to(ROOT).as_posix()
                    build_data["force_include"][str(path)] = f"clinic_app/shipped/{place}"
        finally:
            sys.path.remove(str(ROOT))


def _words() -> list[Path]:
    """Every .mo, made beside its .po."""
    from clinic_app.words import catalogue

    sources = list(catalogue.FOLDER.glob(f"*/{catalogue.SOURCE}"))
    for source in sources:
        catalogue.compile_catalogue(source.parent)
    return [source.with_name(catalogue.COMPILED) for source in sources]


def _library() -> Path:
    """The exercises, parsed."""
    from clinic_app.services.exercises.library import keep_shipped
    from clinic_app.shipped_data import LIBRARY

    keep_shipped(LIBRARY)
    return LIBRARY


def _pictures() -> list[Path]:
    """The files of the pictures that the library shows first."""
    from clinic_app.services.exercises.shipped_figures import draw_shipped
    from clinic_app.shipped_data import PICTURES

    draw_shipped(PICTURES)
    return sorted(PICTURES.glob("*.figure"))
