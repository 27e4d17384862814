"""What props are made of: boxes, tubes and ellipsoids, each with a colour's name."""

from dataclasses import dataclass

from clinic_app.figure.pose.joints import Numbers


@dataclass(frozen=True)
class Box:
    """A box by its centre (3,), half sizes (3,) in m and rotation (3, 3); straight edges."""

    centre: Numbers
    half: Numbers
    rotation: Numbers
    colour: str


@dataclass(frozen=True)
class Tube:
    """A round tube along points (k, 3), of a radius in m."""

    points: Numbers
    radius: float
    colour: str


@dataclass(frozen=True)
class Ellipsoids:
    """Ellipsoids drawn as one thing: centres (k, 3), rotations (k, 3, 3), radii (k, 3) in m."""

    centre: Numbers
    rotation: Numbers
    radii: Numbers
    colour: str


@dataclass(frozen=True)
class Disc:
    """A flat round plate: centre (3,), axis (3,), radius and half thickness in m.

    Both its faces show a ring and a hub at these shares of the radius; 0 is none.
    """

    centre: Numbers
    axis: Numbers
    radius: float
    half: float
    colour: str
    ring: float = 0.0
    hub: float = 0.0


Solid = Box | Tube | Ellipsoids | Disc


@dataclass(frozen=True)
class Prop:
    """A thing in the room or in the hand; ``held`` things move with the body.

    ``planes`` names what of it the body may rest on.
    """

    kind: str
    solids: tuple[Solid, ...]
    held: bool = False
    planes: tuple[str, ...] = ()
