"""Hatchling's step before it builds: compile the catalogues of translations into the package."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parents[1]


class CompileWords(BuildHookInterface[Any]):
    """Make every .mo beside its .po, so that an installed copy has both."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatchling before each build, an editable one too."""
        sys.path.insert(0, str(ROOT))
        try:
            from clinic_app.words import catalogue

            for source in catalogue.FOLDER.glob(f"*/{catalogue.SOURCE}"):
                catalogue.compile_catalogue(source.parent)
                made = source.with_name(catalogue.COMPILED)
                if version == "standard":  # what Git ignores is left out unless it is named
                    place = made.relative_to(ROOT).as_posix()
                    build_data["force_include"][str(made)] = f"clinic_app/shipped/{place}"
        finally:
            sys.path.remove(str(ROOT))
