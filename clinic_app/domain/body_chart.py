"""The regions of the body chart: what can be marked, and what it is called."""

from dataclasses import dataclass

from clinic_app.domain.errors import UserError


@dataclass(frozen=True)
class BodyRegion:
    """A region of the chart seen from the ``front`` or ``back``.

    ``side`` is the patient's own: right, left, or empty for the middle. ``names`` are the words
    for it by language.
    """

    id: str
    view: str
    side: str
    names: tuple[tuple[str, str], ...]

    def name(self, language: str) -> str:
        """In a language; in English where it has none there."""
        known = dict(self.names)
        return known.get(language, known["en"])


# (part, view, English, Spanish) with {} where the side stands; sided parts come twice.
_MIDDLE = (
    ("face", "front", "face and jaw", "cara y mandíbula"),
    ("neck-front", "front", "front of the neck", "parte de adelante del cuello"),
    ("chest", "front", "chest", "pecho"),
    ("belly", "front", "belly", "barriga"),
    ("pelvis-front", "front", "front of the pelvis", "parte de adelante de la pelvis"),
    ("head-back", "back", "back of the head", "parte de atrás de la cabeza"),
    ("neck-back", "back", "back of the neck", "parte de atrás del cuello"),
    ("upper-back", "back", "upper back", "parte alta de la espalda"),
    ("middle-back", "back", "middle back", "parte media de la espalda"),
    ("low-back", "back", "low back", "parte baja de la espalda"),
    ("tailbone", "back", "tailbone", "rabadilla"),
)
_SIDED = (
    ("shoulder-front", "front", "front of the {} shoulder", "parte de adelante del hombro {m}"),
    ("upper-arm-front", "front", "front of the {} upper arm", "parte de adelante del brazo {m}"),
    ("elbow-front", "front", "front of the {} elbow", "parte de adelante del codo {m}"),
    ("forearm-front", "front", "front of the {} forearm", "parte de adelante del antebrazo {m}"),
    ("hand-front", "front", "{} palm and wrist", "palma y muñeca de la mano {f}"),
    ("hip", "front", "{} hip", "cadera {f}"),
    ("groin", "front", "{} groin", "ingle {f}"),
    ("thigh-front", "front", "front of the {} thigh", "parte de adelante del muslo {m}"),
    ("knee-front", "front", "front of the {} knee", "parte de adelante de la rodilla {f}"),
    ("shin", "front", "{} shin", "espinilla {f}"),
    ("foot-top", "front", "front of the {} ankle and foot", "tobillo y pie {m} por delante"),
    ("shoulder-back", "back", "back of the {} shoulder", "parte de atrás del hombro {m}"),
    ("upper-arm-back", "back", "back of the {} upper arm", "parte de atrás del brazo {m}"),
    ("elbow-back", "back", "back of the {} elbow", "parte de atrás del codo {m}"),
    ("forearm-back", "back", "back of the {} forearm", "parte de atrás del antebrazo {m}"),
    ("hand-back", "back", "back of the {} hand and wrist", "dorso y muñeca de la mano {f}"),
    ("buttock", "back", "{} buttock", "nalga {f}"),
    ("thigh-back", "back", "back of the {} thigh", "parte de atrás del muslo {m}"),
    ("knee-back", "back", "back of the {} knee", "parte de atrás de la rodilla {f}"),
    ("calf", "back", "{} calf", "pantorrilla {f}"),
    ("heel", "back", "{} heel and back of the ankle", "talón y tobillo {m} por detrás"),
)
_SIDES = {
    "right": {"en": "right", "m": "derecho", "f": "derecha"},
    "left": {"en": "left", "m": "izquierdo", "f": "izquierda"},
}


def _regions() -> tuple[BodyRegion, ...]:
    middle = [BodyRegion(i, view, "", (("en", en), ("es", es))) for i, view, en, es in _MIDDLE]
    sided = [
        BodyRegion(
            f"{i}-{side}",
            view,
            side,
            (("en", en.format(words["en"])), ("es", es.format(m=words["m"], f=words["f"]))),
        )
        for i, view, en, es in _SIDED
        for side, words in _SIDES.items()
    ]
    return (*middle, *sided)


REGIONS = _regions()
_BY_ID = {region.id: region for region in REGIONS}


def region_named(name: str) -> BodyRegion:
    """A region by id; raises UserError."""
    region = _BY_ID.get(name)
    if region is None:
        raise UserError(f"The body chart has no region {name[:40]!r}.")
    return region


_TREATED_AS = {
    "face": "jaw",
    "neck": "neck",
    "head-back": "neck",
    "upper-back": "thoracic",
    "middle-back": "thoracic",
    "elbow": "elbow",
    "hand": "wrist-hand",
    "pelvis": "pelvis",
    "low-back": "low-back",
    "tailbone": "low-back",
    "shoulder": "shoulder",
    "hip": "hip",
    "groin": "hip",
    "buttock": "hip",
    "knee": "knee",
    "heel": "ankle-foot",
    "foot": "ankle-foot",
}


def treated_region(site: str) -> str:
    """The vocabulary's region whose limits of pain hold for a site; empty where none is its own."""
    return next((region for start, region in _TREATED_AS.items() if site.startswith(start)), "")
