"""The regions of the body chart: what can be marked, and what it is called."""

from dataclasses import dataclass

from clinic_app.domain.errors import UserError
from clinic_app.words import N_, Message, _, wording_in


@dataclass(frozen=True)
class BodyRegion:
    """A region of the chart seen from the ``front`` or ``back``.

    ``side`` is the patient's own: right, left, or empty for the middle.
    """

    id: str
    view: str
    side: str
    english: Message

    def name(self, language: str) -> str:
        """What it is called in a language."""
        return wording_in(language).gettext(self.english)

    @property
    def words(self) -> str:
        """What it is called in the language of the interface."""
        return _(self.english)


_MIDDLE = (
    ("face", "front", N_("face and jaw")),
    ("neck-front", "front", N_("front of the neck")),
    ("chest", "front", N_("chest")),
    ("belly", "front", N_("belly")),
    ("pelvis-front", "front", N_("front of the pelvis")),
    ("head-back", "back", N_("back of the head")),
    ("neck-back", "back", N_("back of the neck")),
    ("upper-back", "back", N_("upper back")),
    ("middle-back", "back", N_("middle back")),
    ("low-back", "back", N_("low back")),
    ("tailbone", "back", N_("tailbone")),
)
# (part, view, its name on the right, on the left)
_SIDED = (
    (
        "shoulder-front",
        "front",
        N_("front of the right shoulder"),
        N_("front of the left shoulder"),
    ),
    (
        "upper-arm-front",
        "front",
        N_("front of the right upper arm"),
        N_("front of the left upper arm"),
    ),
    ("elbow-front", "front", N_("front of the right elbow"), N_("front of the left elbow")),
    ("forearm-front", "front", N_("front of the right forearm"), N_("front of the left forearm")),
    ("hand-front", "front", N_("right palm and wrist"), N_("left palm and wrist")),
    ("hip", "front", N_("right hip"), N_("left hip")),
    ("groin", "front", N_("right groin"), N_("left groin")),
    ("thigh-front", "front", N_("front of the right thigh"), N_("front of the left thigh")),
    ("knee-front", "front", N_("front of the right knee"), N_("front of the left knee")),
    ("shin", "front", N_("right shin"), N_("left shin")),
    (
        "foot-top",
        "front",
        N_("front of the right ankle and foot"),
        N_("front of the left ankle and foot"),
    ),
    ("shoulder-back", "back", N_("back of the right shoulder"), N_("back of the left shoulder")),
    ("upper-arm-back", "back", N_("back of the right upper arm"), N_("back of the left upper arm")),
    ("elbow-back", "back", N_("back of the right elbow"), N_("back of the left elbow")),
    ("forearm-back", "back", N_("back of the right forearm"), N_("back of the left forearm")),
    (
        "hand-back",
        "back",
        N_("back of the right hand and wrist"),
        N_("back of the left hand and wrist"),
    ),
    ("buttock", "back", N_("right buttock"), N_("left buttock")),
    ("thigh-back", "back", N_("back of the right thigh"), N_("back of the left thigh")),
    ("knee-back", "back", N_("back of the right knee"), N_("back of the left knee")),
    ("calf", "back", N_("right calf"), N_("left calf")),
    ("heel", "back", N_("right heel and back of the ankle"), N_("left heel and back of the ankle")),
)


def _regions() -> tuple[BodyRegion, ...]:
    middle = [BodyRegion(part, view, "", name) for part, view, name in _MIDDLE]
    sided = [
        BodyRegion(f"{part}-{side}", view, side, name)
        for part, view, right, left in _SIDED
        for side, name in (("right", right), ("left", left))
    ]
    return (*middle, *sided)


REGIONS = _regions()
_BY_ID = {region.id: region for region in REGIONS}


def region_named(name: str) -> BodyRegion:
    """A region by id; raises UserError."""
    region = _BY_ID.get(name)
    if region is None:
        raise UserError(_("The body chart has no region {name}.", name=repr(name[:40])))
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
