"""What the name of a column says, in English, Spanish, German, French, Dutch and Portuguese."""

import re
from dataclasses import dataclass
from functools import cache

from clinic_app.domain.pain.pain import Series
from clinic_app.domain.pain.region_words import plain_words, regions_meant, side_of
from clinic_app.services.pain_csv.values import Use


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DATE = _set("date day datum fecha dia jour data tag dag datetime when at day_date fechas datums")
_STAMP = _set(
    "timestamp zeitstempel horodateur tijdstempel marca created submitted recorded completed logged"
    " completion measured carimbo"
)
_TIME = _set("time hour hora uhrzeit zeit heure tijd tijdstip uur clock horario")
_PAIN = _set(
    "pain dolor schmerz schmerzen schmerzstarke schmerzstaerke schmerzwert schmerzintensitat"
    " schmerzlevel douleur pijn pijnscore pijncijfer pijnniveau pijnintensiteit dor nprs nrs vas"
    " eva bpi evn ens painscore painlevel npr"
)
_SCORE = _set(
    "score rating value level points intensity severity puntuacion puntaje nivel intensidad valor"
    " starke staerke wert bewertung intensitat niveau valeur intensite cijfer ernst waarde"
    " intensiteit intensidade pontuacao grado grade magnitude nota_dolor stufe degree escala"
)
_SERIES = {
    Series.AVERAGE: _set(
        "average avg mean usual usually typical promedio media medio durchschnitt durchschnittlich"
        " durchschnittliche durchschnittlicher mittel mittlerer mittlere moyenne moyen gemiddeld"
        " gemiddelde habitual"
    ),
    Series.WORST: _set(
        "worst peor maximo maxima schlimmste schlimmster schlimmsten starkste starkster maximal"
        " maximale maximaler pire ergst ergste hoogste pior highest peak strongest max maximum"
    ),
    Series.LEAST: _set(
        "least menor minimo minima geringste geringster kleinste niedrigste minimal minimale"
        " moindre minst minste laagste lowest best mejor melhor min minimum"
    ),
    Series.NOW: _set(
        "now current currently present ahora actual actualmente jetzt aktuell aktueller aktuelle"
        " momentan maintenant actuel actuelle nu huidig huidige agora atual"
    ),
}
_BARE_ENDS = _set("max maximum min minimum maximal minimal maximo maxima minimo minima")
_SITE = _set(
    "site location region area where lugar zona ubicacion localizacion sitio ort stelle korperteil"
    " korperregion lokalisation bereich lieu zone localisation endroit plaats plek locatie"
    " lichaamsdeel local regiao localizacao joint bodypart bodyregion part parte"
)
_KIND = _set(
    "series type kind which measure category metric variable parameter question symptom item tipo"
    " serie art typ categorie soort kategorie categoria sintoma detail"
)
_NOTE = _set(
    "context note notes comment comments activity activities nota notas comentario comentarios"
    " notiz notizen bemerkung bemerkungen kommentar anmerkung remarque remarques commentaire"
    " opmerking opmerkingen notitie notities observacao observacoes anotacao observacion"
    " observaciones actividad remarks remark memo aktivitat activite activiteit atividade contexto"
    " kontext contexte"
)
_ACTIVITY = _set("activity activities aktivitat activite activiteit atividade actividad title")
_VOIDED = _set("voided void struck deleted invalid anulado anulada storniert annule ongeldig")
_SCALE = _set("scale max maximum escala skala echelle schaal range min minimum out possible")
_PERSON = _set("record participant patient subject person client user paciente participante")
_ID = _set(
    "id ids number no nr uuid key code event instance instances index row name form complete"
)
_NOT_SCORE = _set(
    "interference medication medications meds medicine drug drugs relief duration quality frequency"
    " trigger triggers goal target acceptable tolerance threshold killer killers episodes"
    " attacks sites areas expected confidence disability function yn free change start id"
    " count reason location side complete"
    " interferencia medicamento medicacion alivio duracion meta medikament dauer ziel grund"
)
_LENGTHS = _set(
    "days minutes hours dias minutos horas tage minuten stunden jours heures dagen uren"
)
_PAST = _set("last past letzten letzte ultimas ultimos ultima dernieres derniers afgelopen laatste")
_DATES_ONLY = _set("date datum fecha data datetime")  # a day may also be what a score is of
_NOT_DATE = _set(
    "birth born dob birthday nacimiento geburt geburtstag geburtsdatum naissance geboorte"
    " geboortedatum nascimento week weekday surgery operation injury onset modified updated year"
    " month semana woche due next name"
)
_KILLERS = _set(
    "painkiller painkillers schmerzmittel schmerzmedikament schmerzmedikamente pijnstiller"
    " pijnstillers antidouleur analgesico analgesicos medication"
)
_STEMS = ("pain", "schmerzen", "schmerz", "dolor", "douleur", "pijn")
_SHORTEST_PART = 3
_KNOWN = _SCORE | _SITE | _DATE | _TIME | _NOT_SCORE | frozenset[str]().union(*_SERIES.values())
# What stands around the words that count.
_FILLING = _set(
    "the your my of is was what how in a an and to for please rate on from diary entry log daily"
    " today record this your you level score rating last past hour hours h 24h y el la los las de"
    " del su tu mi en hoy und der die das des den im ihr wie ist le les du votre et au het een van"
    " uw je en o os as da do sua seu e que por full formatted local at worst_ um"
)


# What diaries count from 0 to 10 beside pain, and the headers of other figures.
_OTHER_THINGS = _set(
    "mood sleep stress fatigue energy steps weight exercise anxiety stiffness activity tiredness"
    " swelling function appetite nausea happiness walking walk water alcohol coffee caffeine"
    " weather temperature pulse heart hours minutes days quality doses pills work sitting"
    " animo humor sueno estres fatiga energia pasos peso ejercicio ansiedad rigidez cansancio"
    " actividad horas minutos dias apetito stimmung schlaf mudigkeit energie schritte gewicht"
    " bewegung angst steifigkeit stunden humeur sommeil forme pas poids exercice raideur"
    " stemming slaap moeheid stappen gewicht beweging stijfheid sono passos exercicio cansaco"
    " week session visit day age sex gender sets reps rpe height edad sexo series repeticiones"
)


_BRACKETED = re.compile(r"[(\[{](.*?)[)\]}]")
# 10=worst, 0 is none: what stands there explains.
_END_OF_SCALE = re.compile(r"\b\d{1,3}\s*(?:=|\b(?:is|means|es)\b)[^\d,;]*", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What a header says.

    ``series`` of a score; ``word`` the body's region it names, ``other`` what is unknown beside
    pain; ``strong`` where it speaks of pain itself; ``known`` where each word was understood.
    ``is_bare``: a maximum or minimum of it does not say what.
    """

    use: Use = Use.UNUSED
    series: Series | None = None
    word: str = ""
    other: str = ""
    strong: bool = False
    known: bool = True
    is_stamp: bool = False
    tells_scale: bool = False
    is_person: bool = False
    is_kind: bool = False
    is_id: bool = False
    is_bare: bool = False


@cache
def named(header: str) -> Named:
    """The meaning of a column's name; what stands in brackets is passed over."""
    bare = re.sub(r"[(\[{].*?[)\]}]", _only_side, header)
    bare = re.sub(r"best describes?", " ", bare, flags=re.IGNORECASE)
    bare = _END_OF_SCALE.sub(" ", bare)
    words = _parted(plain_words(_with_bracketed_region(bare, header)))
    if len(words) > 1 and words[-1] == "der":  # hombro der.; elsewhere it is German for "the"
        words[-1] = "derecha"
    bare = " ".join(words)
    found = frozenset(words)
    if not found:
        return Named()
    return _of_time(found, words) or _of_score(found, bare) or _of_others(found)


def _with_bracketed_region(bare: str, header: str) -> str:
    """Rate your pain [lower back]: one row of an online form's grid."""
    meant = [part for part in _BRACKETED.findall(header) if regions_meant(part) is not None]
    words = frozenset(plain_words(bare))
    alone = len(meant) == 1 and words & _PAIN and not _region_in(bare, words)
    return f"{bare} {meant[0]}" if alone else bare


def may_be_region(header: str) -> bool:
    """Whether a column of unknown name, beside regions of the body, may be one too."""
    found = frozenset(plain_words(header))
    return bool(found) and named(header) == Named() and not found & (_OTHER_THINGS | _NOT_SCORE)


def _parted(words: list[str]) -> list[str]:
    """With pain apart: painworst, backpain, Knieschmerzen, rugpijn."""
    found: list[str] = []
    for word in words:
        if word in _PAIN or word in _KILLERS:
            found.append(word)
            continue
        rests = [(p, word.removeprefix(p)) for p in _STEMS if word.startswith(p)]
        rests += [(p, word.removesuffix(p)) for p in _STEMS if word.endswith(p)]
        known = next(((p, rest) for p, rest in rests if rest in _KNOWN or _is_part(rest)), None)
        found += [word] if known is None else [known[1], known[0]]
    return found


def _is_part(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and regions_meant(word) is not None


def _only_side(bracket: re.Match[str]) -> str:
    """What stands in brackets explains, but for a side: knee (left)."""
    return f" {bracket[0][1:-1]} " if side_of(bracket[0]) else " "


def _of_time(found: frozenset[str], words: list[str]) -> Named | None:
    if found & _NOT_DATE and (found & (_DATE | _STAMP) or found & _NOT_DATE == found):
        return Named()
    if found & _DATES_ONLY and not found & (_TIME | _SCORE | _STAMP) and not _series_of(found):
        return Named(Use.DATE, known=found <= _DATE | _FILLING)
    if found & (_PAIN | _NOTE | _SCALE | _SITE) - {"local"}:
        return None
    if found & _STAMP and (found & (_DATE | _TIME) or found - _FILLING <= _STAMP | {"temporal"}):
        return Named(Use.DATE, is_stamp=True)
    if found & (_DATES_ONLY | {"when"}) and found & _TIME:
        return Named(Use.DATE, is_stamp=True)
    if found & {"at"} == found or found & (_DATE - {"at"}):
        if found & _TIME:  # time of day
            return Named(Use.TIME)
        if _series_of(found):  # the day's average, the worst of the day
            return None
        return Named(Use.DATE, known=found <= _DATE | _FILLING)
    if found & _TIME and not found & {"zone", "duration", "spent"}:
        if found & {"start", "end", "completion"}:
            return Named(Use.DATE, is_stamp=True)
        return Named(Use.TIME, known=len(words) == 1)
    return None


def _series_of(found: frozenset[str]) -> list[Series]:
    return [series for series, words in _SERIES.items() if found & words]


def _of_score(found: frozenset[str], bare: str) -> Named | None:
    series = _series_of(found)
    of_series = frozenset[str]().union(*(_SERIES[s] for s in series))
    pain = bool(found & _PAIN)
    lasts = found & _LENGTHS and not found & _PAST and "24" not in bare
    if found & (_NOT_SCORE | _KILLERS) or lasts:
        return Named(Use.SITE) if found & {"location"} else None
    word = _region_in(bare, found - of_series)
    if found & _SITE and not found & _SCORE and not series and not word:
        return Named(Use.SITE)
    if found & {"scale", "escala", "skala", "echelle", "schaal"} and not pain and not series:
        return Named(tells_scale=True)
    if word:
        return Named(Use.SCORE, _one(series), word, strong=True)
    if pain:
        known = found <= _PAIN | _SCORE | _FILLING | of_series
        rest = " ".join(w for w in plain_words(bare) if w in found - _PAIN - _SCORE - _FILLING)
        if any(_is_part(word) for word in rest.split()):  # a region, told in a way not known
            return Named(Use.SCORE, _one(series), rest, strong=True)
        other = "" if known or series else rest
        return Named(
            _use(series), _one(series), strong=True, known=known and len(series) < 2, other=other
        )
    rest = found - _FILLING
    if series and rest <= of_series | _SCORE and found & {"scale"} == frozenset():
        bare_end = rest <= _BARE_ENDS
        known = not bare_end and len(series) < 2
        return Named(
            _use(series), _one(series), known=known, is_bare=of_series & rest <= _BARE_ENDS
        )
    return Named(Use.SCORE) if found & _SCORE and found <= _SCORE | _FILLING else None


def _of_others(found: frozenset[str]) -> Named:
    if found & _VOIDED:
        return Named(Use.VOIDED)
    if (found & _PERSON and found & _ID) or found & _PERSON == found:
        return Named(is_person=True, is_id=True)
    if found & _ID:
        return Named(is_id=True)
    if found & _NOTE:
        return Named(Use.NOTE, known=not found & _ACTIVITY)
    if found & _KIND and found <= _KIND | _FILLING | _PAIN:
        return Named(Use.SERIES, is_kind=True)
    if found <= _SCALE | _SCORE | _FILLING and found & _SCALE:
        return Named(tells_scale=True)
    return Named()


def _use(series: list[Series]) -> Use:
    return Use(series[0].value) if len(series) == 1 else Use.SCORE


def _one(series: list[Series]) -> Series | None:
    return series[0] if len(series) == 1 else None


def _region_in(bare: str, words: frozenset[str]) -> str:
    """The words of a header that name a region of the body, without those about pain."""
    ordered = [w for w in plain_words(bare) if w in words]
    core = [w for w in ordered if w not in _PAIN | _SCORE | _FILLING - {"front", "of"}]
    joined = " ".join(core)
    return joined if core and regions_meant(joined) is not None else ""


@cache
def series_named(text: str) -> Series | None:
    """The series that a cell names in any of the languages, None where it names none or two."""
    found = frozenset(plain_words(text))
    series = _series_of(found)
    rest = found - _PAIN - _FILLING
    one = _one(series)
    return one if one and rest <= _SERIES[one] else None


@cache
def names_pain(text: str) -> bool:
    """Whether a cell of a kind column speaks of pain and nothing else."""
    found = frozenset(plain_words(text))
    return bool(found & _PAIN) and found <= _PAIN | _SCORE | _FILLING
