"""Words that mean the opposite of each other, so that no slip of the finger turns one into the
other: an exercise for internal rotation is never offered to who typed "external".

Each pair is two runs of words, English and Spanish, as `search.words_of` writes them: lower case,
without accents.
"""

_PAIRS = (
    ("internal internally interna interno", "external externally externa externo"),
    ("inward inwards in dentro", "outward outwards out fuera"),
    ("inner", "outer"),
    ("medial", "lateral"),
    ("inversion", "eversion"),
    ("flexion flexions flex flexed flexiones", "extension extensions extend extended extensiones"),
    ("flexor flexors flexores", "extensor extensors extensores"),
    ("dorsiflexion dorsiflexor dorsiflexors", "plantarflexion plantarflexor plantarflexors"),
    (
        "abduction abductor abductors abduct abduccion abductores",
        "adduction adductor adductors adduct aduccion aductor aductores",
    ),
    ("supination supinacion", "pronation pronacion"),
    ("protraction protraccion", "retraction retraccion"),
    ("elevation elevacion", "depression depresion"),
    ("left izquierda izquierdo", "right derecha derecho"),
    ("up upward upwards arriba", "down downward downwards abajo"),
    ("prone prono prona", "supine supino supina"),
    ("upper superior", "lower inferior"),
    ("anterior front delante", "posterior rear detras"),
    ("proximal", "distal"),
    ("open abierta abierto", "closed cerrada cerrado"),
    ("concentric concentrica concentrico", "eccentric eccentrics excentrica excentrico"),
    ("push empujar", "pull jalar"),
    ("high alta alto", "low baja bajo"),
    ("varus varo", "valgus valgo"),
    ("kyphosis cifosis", "lordosis"),
    ("ipsilateral", "contralateral"),
)


def _opposites() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for one, other in _PAIRS:
        here, there = frozenset(one.split()), frozenset(other.split())
        table.update(dict.fromkeys(here, there))
        table.update(dict.fromkeys(there, here))
    return table


OPPOSITES = _opposites()
"""Each of these words with those that mean its opposite."""
