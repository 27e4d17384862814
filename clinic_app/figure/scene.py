"""One solved moment of an exercise: everything a picture is drawn from."""

from dataclasses import dataclass

from clinic_app.domain.exercise.figure import Role
from clinic_app.figure.pose.helper import HelperArm
from clinic_app.figure.pose.joints import Numbers
from clinic_app.figure.pose.skeleton import Frames
from clinic_app.figure.props.solids import Prop


@dataclass(frozen=True)
class Highlight:
    """A marked muscle: its vocabulary id, the side (``l``, ``r`` or both if empty), its role."""

    muscle: str
    side: str = ""
    role: Role = Role.WORK


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from, in degrees, without perspective.

    Azimuth 0 looks at the right side, 90 at the front, -90 at the back; ``height`` looks down.
    ``close_up`` names the part that fills the picture (``head``, ``knee``, ``hand``) or is empty;
    ``close_up_side`` is its side.
    """

    azimuth: float = 4.0
    height: float = 5.0
    close_up: str = ""
    close_up_side: str = "r"


@dataclass(frozen=True)
class Way:
    """A way (k, 3) in m that an arrow follows; with two ``heads`` it goes to and fro.

    A ``still`` one stands where it is told; others are moved aside, clear of the body.
    """

    points: Numbers
    heads: int = 1
    still: bool = False


@dataclass(frozen=True)
class Scene:
    """The body, the props, the muscles that are marked and the way the body moves.

    ``trails`` are the ways of the points that move most, from the start to here; an arrow follows
    each. ``gaze`` is where the eyes look, in degrees to the left and up from where the face does;
    ``show`` names bones drawn over the body; ``helpers`` are hands of somebody who helps.
    """

    frames: Frames
    props: tuple[Prop, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    trails: tuple[Way, ...] = ()
    floor: bool = True
    gaze: tuple[float, float] = (0.0, 0.0)
    eyes: str = "open"
    show: tuple[str, ...] = ()
    helpers: tuple[HelperArm, ...] = ()
