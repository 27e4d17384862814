"""The room, the letters and the pictures that a card is made for."""

from dataclasses import dataclass

from clinic_app.paper.wording import PageWording

SMALLEST, LARGEST = 12.0, 16.0  # sizes of patient text, points; 12 is the least (AHRQ, APH)
LARGE_PRINT = 18.0  # APH Guidelines for Print Document Design
PANEL_HEIGHT = 106.0  # points: a figure of 96 and its margins, the least it can be read at


@dataclass(frozen=True)
class CardMetrics:
    """``size`` is of the letters, ``picture`` the height of the picture area, in points.

    ``drawn``: some exercise of the handout has pictures, so each has room for its own.
    """

    width: float
    size: float
    wording: PageWording
    picture: float = PANEL_HEIGHT
    drawn: bool = False

    @property
    def scale(self) -> float:
        """How much larger than the smallest letters."""
        return self.size / SMALLEST

    @property
    def is_large(self) -> bool:
        """Whether this is large print."""
        return self.size >= LARGE_PRINT
