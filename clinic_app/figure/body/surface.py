"""The surface of one person's body, from how the person looks."""

from collections.abc import Mapping
from functools import lru_cache

from clinic_app.domain.exercise.look import Look
from clinic_app.figure.body.arm import build_arms
from clinic_app.figure.body.head import build_hair, build_head
from clinic_app.figure.body.leg import build_legs
from clinic_app.figure.body.modelling import Model
from clinic_app.figure.body.trunk import build_trunk
from clinic_app.figure.ellipsoid_set import Surface

GIRTH: Mapping[str, float] = {"slim": 0.92, "average": 1.0, "broad": 1.10}


def surface(look: Look) -> Surface:
    """The ellipsoids of the person; only build and hair change them."""
    return _surface(look.build, look.hair)


@lru_cache(maxsize=24)
def _surface(build: str, hair: str) -> Surface:
    model = Model(girth=GIRTH[build])
    build_trunk(model)
    build_head(model)
    build_hair(model, hair)
    build_arms(model)
    build_legs(model)
    return model.surface()
