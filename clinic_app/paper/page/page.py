"""A page as blocks from the top, and how much room it has between head and foot."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from clinic_app.paper.page.block import Block
from clinic_app.paper.page.sheet import Format, Sheet

UNDER_HEAD = 8.0
_OVER_FOOT = 5.0

NamedBlock = tuple[str, Block]  # its name: ``card 2``, ``week``, ``safety``


@dataclass(frozen=True)
class Foot:
    """``height`` in points; ``draw`` takes the sheet, the page and how many pages there are."""

    height: float
    draw: Callable[[Sheet, int, int], None]


@dataclass(frozen=True)
class Page:
    """A page's blocks from the top, ``gap`` apart."""

    head: Block
    foot: Foot
    blocks: tuple[NamedBlock, ...]
    gap: float

    def placed(self, edge: float) -> Iterator[tuple[str, Block, float]]:
        """Each block with its name and the top it stands at, below a head at ``edge``."""
        top = edge + self.head.height + UNDER_HEAD
        for name, block in self.blocks:
            yield name, block, top
            top += block.height + self.gap


def room_between(paper: Format, head: Block, foot: Foot) -> float:
    """Height between the header and the foot."""
    return paper.height - 2 * paper.edge - head.height - UNDER_HEAD - foot.height - _OVER_FOOT


def heights(blocks: Sequence[NamedBlock]) -> list[float]:
    """How high each block is."""
    return [block.height for _, block in blocks]


def tall(blocks: Sequence[NamedBlock], gap: float) -> float:
    """How high blocks are with a gap between."""
    return sum(heights(blocks)) + gap * max(0, len(blocks) - 1)
