"""Tests of the library's files read the same files again and again: each is parsed once."""

from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML

from clinic_app.catalog import yaml_file


class _Remembering(YAML):
    """Parses a text that it has seen before no second time; nobody changes what was parsed."""

    seen: dict[str, object] = {}  # noqa: RUF012  # for the whole run, on purpose

    def load(self, stream: str) -> object:  # type: ignore[override]
        if stream not in self.seen:
            self.seen[stream] = super().load(stream)
        return self.seen[stream]


@pytest.fixture(autouse=True, scope="session")
def each_file_is_parsed_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_file, "YAML", _Remembering)
        yield
