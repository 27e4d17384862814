"""A part of a setting's values that something speaks about."""

from dataclasses import dataclass
from typing import TypeAlias

SettingValue: TypeAlias = float | str


@dataclass(frozen=True)
class Limit:
    """The part of a setting that something speaks about: ``above`` or ``one_of`` counts."""

    setting: str
    above: float | None = None
    one_of: tuple[str, ...] = ()

    def holds(self, value: SettingValue) -> bool:
        """Whether a value of the setting lies in that part."""
        if self.one_of:
            return value in self.one_of
        return self.above is not None and not isinstance(value, str) and value > self.above
