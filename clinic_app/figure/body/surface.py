"""The surface of one person's body, from how the person looks."""

from functools import lru_cache

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.arm import build_arms
from clinic_app.figure.body.hand import build_hands
from clinic_app.figure.body.head import build_hair, build_head
from clinic_app.figure.body.leg import build_legs
from clinic_app.figure.body.modelling import Model
from clinic_app.figure.body.trunk import build_trunk
from clinic_app.figure.data.people import person_of
from clinic_app.figure.ellipsoid_set import Surface


def surface(look: Look, *, fine: bool = False) -> Surface:
    """The ellipsoids of the person; colours do not change them. ``fine`` is for close-ups."""
    return _surface(look.shape, fine)


@lru_cache(maxsize=24)
def _surface(look: Look, fine: bool) -> Surface:
    model = Model(person_of(look), look.wear, fine)
    build_trunk(model)
    build_head(model)
    build_hair(model, look.hair)
    build_arms(model)
    build_hands(model)
    build_legs(model)
    return model.surface()
