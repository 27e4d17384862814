"""A part of a setting's values that something speaks about."""

from dataclasses import dataclass
from typing import TypeAlias

SettingValue: TypeAlias = float | str


@dataclass(frozen=True)
class Limit:
    """The part of a setting that something speaks about: ``above``, ``below`` or ``one_of``."""

    setting: str
    above: float | None = None
    one_of: tuple[str, ...] = ()
    below: float | None = None

    def holds(self, value: SettingValue) -> bool:
        """Whether a value of the setting lies in that part."""
        if self.one_of:
            return value in self.one_of
        if isinstance(value, str):
            return False
        over = self.above is not None and value > self.above
        return over or (self.below is not None and value < self.below)
