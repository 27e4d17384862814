"""Everyday words for the regions of the body chart: ``lower back``, ``left knee``, ``cuello``."""

import re
import unicodedata
from functools import cache

from clinic_app.domain.pain.body_chart import REGIONS
from clinic_app.words import languages

_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIDES = {
    "left": "left lt l izquierdo izquierda izq izqdo izqda izda izdo linke linkes linker linken"
    " links gauche esquerdo esquerda esq linker",
    "right": "right rt r derecho derecha dcha dcho rechte rechtes rechter rechten rechts droit"
    " droite direito direita dir rechter",
}
_SIDE = {word: side for side, words in _SIDES.items() for word in words.split()}
# What is said around a region and does not change it.
_FILLING = frozenset(
    "pain pains painful ache aches sore soreness dolor dolores dor dores schmerz schmerzen douleur"
    " douleurs pijn the my your of in on at a an de del la el los las le les du des do da no na"
    " mi tu su der die das im in den het mon ma side lado region area zone zona level score rating"
    " joint parte part".split()
)
# (region of the chart, the words that mean it); several regions where the word leaves them open.
_PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("low-back",),
        "low back|lower back|lbp|lowback|lumbar|lumbar spine|lumbago|lumbares|espalda baja|"
        "baja espalda|zona lumbar|parte baja espalda|kreuz|unterer rucken|"
        "untere rucken|lendenwirbelsaule|lws|bas dos|lombaires|onderrug|lage rug|lombar|"
        "costas baixas|ls spine",
    ),
    (("middle-back",), "middle back|mid back|midback|espalda media|parte media espalda|milieu dos"),
    (("upper-back",), "upper back|espalda alta|parte alta espalda|oberer rucken|haut dos|bovenrug"),
    (
        ("low-back", "middle-back", "upper-back"),
        "back|spine|espalda|columna|rucken|dos|rug|costas|thoracic|dorsal|thoracic spine",
    ),
    (
        ("neck-back",),
        "neck|cuello|nuca|cervical|cervicales|cervical spine|nape|nacken|nuque|cou|"
        "nek|pescoco|back neck|hws",
    ),
    (("neck-front",), "front neck|throat|garganta|kehle|gorge|keel"),
    (("neck-back", "neck-front"), "hals"),
    (("head-back",), "back head|occiput"),
    (("head-back", "face"), "head|cabeza|kopf|tete|hoofd|cabeca|headache"),
    (("face",), "face|jaw|tmj|cara|mandibula|kiefer|gesicht|machoire|visage|kaak|gezicht"),
    (("chest",), "chest|ribs|pecho|brust|poitrine|borst|peito"),
    (("belly",), "belly|abdomen|stomach|tummy|barriga|vientre|estomago|bauch|ventre|buik"),
    (("pelvis-front", "groin-left", "groin-right"), "pelvis|pubis|becken|bassin|bekken"),
    (("tailbone",), "tailbone|coccyx|rabadilla|coxis|steissbein|coccix|stuitje"),
    (("low-back", "tailbone", "buttock-left", "buttock-right"), "sacrum|sacroiliac|sacro"),
    (("shoulder-front-",), "shoulder|hombro|schulter|epaule|schouder|ombro|front shoulder"),
    (("shoulder-back-",), "back shoulder|shoulder blade|scapula|omoplato|escapula"),
    (("upper-arm-front-",), "upper arm|biceps|oberarm|bovenarm|front upper arm"),
    (("upper-arm-back-",), "triceps|back upper arm"),
    (("upper-arm-front-", "forearm-front-"), "arm|brazo|bras|braco"),
    (("elbow-front-",), "elbow|codo|ellbogen|ellenbogen|coude|elleboog|cotovelo|front elbow"),
    (("elbow-back-",), "back elbow"),
    (("forearm-front-",), "forearm|antebrazo|unterarm|avant bras|onderarm|antebraco"),
    (
        ("hand-back-",),
        "hand|hands|wrist|mano|muneca|handgelenk|poignet|pols|mao|punho|fingers|"
        "finger|dedos|thumb|pulgar",
    ),
    (("hand-front-",), "palm|palma"),
    (("hip-",), "hip|cadera|hufte|hanche|heup|quadril|anca"),
    (("groin-",), "groin|ingle|leiste|aine|lies|virilha"),
    (("buttock-",), "buttock|buttocks|glute|gluteus|gluteal|nalga|gluteo|gesass|fesse|bil|nadega"),
    (
        ("thigh-front-",),
        "thigh|quad|quads|quadriceps|muslo|cuadriceps|oberschenkel|cuisse|dij|coxa",
    ),
    (("thigh-back-",), "hamstring|hamstrings|isquiotibiales|back thigh"),
    (("thigh-front-", "thigh-back-", "shin-", "calf-"), "leg|pierna|bein|jambe|perna"),
    (("knee-front-",), "knee|rodilla|knie|genou|joelho|kneecap|patella|rotula|front knee"),
    (("knee-back-",), "back knee"),
    (("shin-",), "shin|espinilla|tibia|schienbein|scheenbeen|canela"),
    (("calf-",), "calf|pantorrilla|gemelo|wade|mollet|kuit|panturrilha"),
    (
        ("foot-top-",),
        "foot|feet|ankle|pie|tobillo|fuss|knochel|pied|cheville|voet|enkel|tornozelo|"
        "toes|toe|front foot|front ankle",
    ),
    (("heel-",), "heel|achilles|talon|aquiles|ferse|hiel|calcanhar|back ankle"),
)
_MEANT: dict[frozenset[str], tuple[str, ...]] = {
    frozenset[str](name.split()): regions for regions, names in _PARTS for name in names.split("|")
}


def plain_words(text: str) -> list[str]:
    """The words of a name in lower case without accents; ``kneePain`` holds two."""
    parted = _CAMEL.sub(" ", text)
    bare = unicodedata.normalize("NFKD", parted.casefold())
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


def side_of(text: str) -> str:
    """``left`` or ``right`` where the words are a side and nothing else, else nothing."""
    words = plain_words(text)
    return _SIDE.get(words[0], "") if len(words) == 1 else ""


@cache
def regions_meant(text: str) -> tuple[str, ...] | None:
    """The regions that a person's words may mean: one where they are clear, else several.

    An id or a name of the chart in any language counts too. None where they name no part of the
    body. A joint is its front unless the back is named.
    """
    named = _named().get(tuple(plain_words(text)))
    if named:
        return (named,)
    words = plain_words(text)
    if len(words) > 1 and words[-1] == "der":  # rodilla der.; elsewhere it is German for "the"
        words[-1] = "derecha"
    words = [word for word in words if word not in _FILLING]
    sides = {_SIDE[word] for word in words if word in _SIDE}
    part = frozenset(word for word in words if word not in _SIDE)
    starts = _MEANT.get(part)
    if starts is None:
        return None
    wanted = sides if len(sides) == 1 else ("left", "right")
    found = [
        name
        for start in starts
        for name in ([f"{start}{side}" for side in wanted] if start.endswith("-") else [start])
    ]
    return tuple(found)


@cache
def _named() -> dict[tuple[str, ...], str]:
    return {
        tuple(plain_words(name)): region.id
        for region in REGIONS
        for name in (region.id, *(region.name(language) for language in languages()))
    }
