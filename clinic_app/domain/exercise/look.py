"""How the drawn person looks, so that a patient may find themselves in the picture."""

from dataclasses import dataclass
from types import MappingProxyType

from clinic_app.domain.errors import UserError
from clinic_app.words import _

SKINS = ("light", "tan", "brown", "dark")
HAIRS = ("short", "bun", "long", "curly", "bald", "headscarf")
BUILDS = ("slim", "average", "broad")
AGES = ("adult", "older")
CLOTHES = ("blue", "green", "plum")
PALETTES = ("colour", "line")


@dataclass(frozen=True, slots=True)
class Look:
    """One person's looks, each a word of the lists above.

    ``age`` greys the hair. The ``line`` palette has no tints: it survives a photocopier.
    """

    skin: str = "light"
    hair: str = "short"
    build: str = "average"
    age: str = "adult"
    clothes: str = "blue"
    palette: str = "colour"


LOOKS = MappingProxyType(
    {
        "standard": Look(),
        "woman-light": Look(hair="bun", clothes="plum"),
        "woman-brown": Look(skin="brown", hair="bun", clothes="green"),
        "woman-dark": Look(skin="dark", hair="curly", clothes="plum"),
        "woman-tan-older": Look(skin="tan", hair="long", age="older", clothes="green"),
        "woman-headscarf": Look(skin="tan", hair="headscarf", clothes="blue"),
        "man-brown": Look(skin="brown", clothes="green"),
        "man-dark": Look(skin="dark", hair="bald", build="broad"),
        "man-older-broad": Look(hair="short", age="older", build="broad", clothes="plum"),
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
