"""What the ``figure`` part of an exercise file may hold; see domain/figure.py for its meaning."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

Word = Annotated[StrictStr, Field(min_length=1, max_length=60)]
Amount = StrictInt | StrictFloat | Word
Place = Annotated[tuple[Amount, ...], Field(min_length=3, max_length=3)]
Hand = Literal["both", "left", "right"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class HoldFile(_Strict):
    """A way to hold, with a place in m or a landmark where the way has none of its own."""

    hold: Word
    at: Annotated[tuple[Amount, ...], Field(max_length=3)] = ()
    to: StrictStr = ""


class LayerFile(_Strict):
    """A part of a pose."""

    trunk: Amount | None = None
    joints: dict[Word, Amount] = Field(default_factory=dict)
    aims: dict[Word, Amount] = Field(default_factory=dict)
    contacts: dict[Word, Word] = Field(default_factory=dict)
    anchors: dict[Word, Word] = Field(default_factory=dict)
    places: dict[Word, Place] = Field(default_factory=dict)
    hands: dict[Hand, Word | HoldFile] = Field(default_factory=dict)
    balance: StrictBool | None = None


class FigureWhenFile(_Strict):
    """The part of a setting where a case counts."""

    setting: Word
    above: StrictInt | StrictFloat | None = None
    one_of: tuple[Word, ...] = ()


class CaseFile(_Strict):
    """What changes there; ``panels`` by their number from 1, a new number adds a panel."""

    when: FigureWhenFile
    base: StrictStr = ""
    camera: StrictStr = ""
    pose: LayerFile = Field(default_factory=LayerFile)
    panels: dict[Literal["1", "2", "3", "4"], LayerFile] = Field(default_factory=dict)
    props: tuple[dict[Word, Amount], ...] = ()
    without: tuple[Word, ...] = ()
    arrows: tuple[Word, ...] = ()


class WaiverFile(_Strict):
    """A check that this figure need not pass, and why."""

    check: Word
    reason: Annotated[StrictStr, Field(min_length=10, max_length=300)]


class FigureFile(_Strict):
    """A whole figure."""

    base: Word
    camera: Word
    pose: LayerFile = Field(default_factory=LayerFile)
    panels: Annotated[tuple[LayerFile, ...], Field(min_length=2, max_length=4)]
    props: tuple[dict[Word, Amount], ...] = ()
    arrows: tuple[Word, ...] = ()
    cases: tuple[CaseFile, ...] = ()
    waivers: tuple[WaiverFile, ...] = ()
