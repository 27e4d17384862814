"""How the drawn person looks, so that a patient may find themselves in the picture."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from clinic_app.domain.errors import UserError
from clinic_app.words import _

SKINS = ("light", "tan", "brown", "dark")
FIGURES = ("man", "woman")
HAIRS = ("short", "bun", "long", "curly", "bald", "headscarf", "wavy", "receding")
BUILDS = ("slim", "average", "broad", "large")
AGES = ("adult", "older")
CLOTHES = ("blue", "green", "plum")
WEARS = ("shorts", "leggings", "long")
PALETTES = ("colour", "line")
FEET = ("shoes", "socks", "bare")
SHOES = FEET[0]


@dataclass(frozen=True, slots=True)
class Look:
    """One person's looks, each a word of the lists above.

    ``age`` greys the hair, lines the face and rounds the back. ``clothes`` is their colour,
    ``wear`` their cut: ``long`` covers arms and legs. The ``line`` palette has no tints: it
    survives a photocopier. ``feet`` is what the exercise asks for.
    """

    skin: str = "light"
    hair: str = "short"
    build: str = "average"
    age: str = "adult"
    clothes: str = "blue"
    palette: str = "colour"
    figure: str = "man"
    wear: str = "shorts"
    glasses: bool = False
    feet: str = SHOES

    @property
    def shape(self) -> "Look":
        """The look without what is only colour: looks of one shape are one body."""
        return replace(self, skin="light", clothes="blue", palette="colour")


LOOKS = MappingProxyType(
    {
        "standard": Look(),
        "woman-light": Look(figure="woman", hair="bun", clothes="plum", wear="leggings"),
        "woman-brown": Look(figure="woman", skin="brown", hair="bun", clothes="green"),
        "woman-dark": Look(
            figure="woman", skin="dark", hair="curly", clothes="plum", wear="leggings"
        ),
        "woman-large": Look(figure="woman", build="large", hair="long", clothes="green"),
        "woman-tan-older": Look(
            figure="woman", skin="tan", hair="wavy", age="older", clothes="green", glasses=True
        ),
        "woman-headscarf": Look(figure="woman", skin="tan", hair="headscarf", wear="long"),
        "man-brown": Look(skin="brown", clothes="green"),
        "man-dark": Look(skin="dark", hair="bald", build="broad"),
        "man-large": Look(skin="tan", build="large", clothes="plum"),
        "man-older-broad": Look(hair="receding", age="older", build="broad", clothes="plum"),
        "man-older-slim": Look(
            skin="brown", hair="short", age="older", build="slim", clothes="green", glasses=True
        ),
        "line": Look(palette="line"),
    }
)


def look_named(name: str) -> Look:
    """A look by its name. Raises UserError that lists the names."""
    if name not in LOOKS:
        raise UserError(
            _("There is no look {name}.", name=repr(name)),
            _("Known: {names}.", names=", ".join(LOOKS)),
        )
    return LOOKS[name]
