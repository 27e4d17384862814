"""One line of a pair: a value of each record, and whether one or both stay."""

from dataclasses import dataclass
from typing import Literal

Side = Literal[0, 1]
Stays = Literal["same", "one", "both"]
FIRST: Side = 0
SECOND: Side = 1


@dataclass(frozen=True)
class PairLine:
    """``key`` names what is chosen where only ``one`` stays; ``chosen`` is the side proposed.

    ``same``: both records say it alike. ``both``: what stands on either side is kept.
    """

    name: str
    values: tuple[str, str]
    stays: Stays
    key: str = ""
    chosen: Side = FIRST
