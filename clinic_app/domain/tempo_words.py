"""A tempo in the words a patient reads, in English and Spanish."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.exercise import TempoWords


@dataclass(frozen=True)
class _Way:
    """One way in the words of a count: ``{n} seconds down``, and where there is none to count."""

    counted: str
    fast: str

    def told(self, count: int, seconds: str) -> str:
        return self.counted.format(time=seconds) if count else self.fast


_UPRIGHT = (TempoWords.DOWN_UP, TempoWords.UP_DOWN, TempoWords.FROM_FLOOR)
# For each kind the ways of (down, up): "down" is the tempo's first number, the slow lowering.
_WAYS: Mapping[str, Mapping[TempoWords, tuple[_Way, _Way]]] = {
    "en": {
        **dict.fromkeys(_UPRIGHT, (_Way("{time} down", "fast down"), _Way("{time} up", "fast up"))),
        TempoWords.PULL_RELEASE: (
            _Way("let go {time}", "let go fast"),
            _Way("pull {time}", "pull fast"),
        ),
        TempoWords.BACK_FORWARD: (
            _Way("{time} back", "fast back"),
            _Way("{time} forward", "fast forward"),
        ),
        TempoWords.THERE_BACK: (_Way("{time} back", "fast back"), _Way("{time} out", "fast out")),
    },
    "es": {
        **dict.fromkeys(
            _UPRIGHT,
            (_Way("{time} al bajar", "baje rápido"), _Way("{time} al subir", "suba rápido")),
        ),
        TempoWords.PULL_RELEASE: (
            _Way("suelte {time}", "suelte rápido"),
            _Way("jale {time}", "jale rápido"),
        ),
        TempoWords.BACK_FORWARD: (
            _Way("{time} hacia atrás", "hacia atrás rápido"),
            _Way("{time} hacia adelante", "hacia adelante rápido"),
        ),
        TempoWords.THERE_BACK: (
            _Way("{time} de vuelta", "vuelva rápido"),
            _Way("{time} de ida", "vaya rápido"),
        ),
    },
}
_SECONDS = {"en": ("1 second", "{n} seconds"), "es": ("1 segundo", "{n} segundos")}
_STAY = {"en": "stay {time}", "es": "espere {time}"}
_STAY_DOWN = {"en": "leave it down {time}", "es": "déjela abajo {time}"}
_DOWN_FIRST = (TempoWords.DOWN_UP, TempoWords.BACK_FORWARD)


def tempo_words(tempo: str, kind: TempoWords, language: str) -> str:
    """``3 seconds down, stay 1 second, 2 seconds up`` for ``3-1-2``.

    What starts upward is told upward first. The wait stands between the two ways; of a lift from
    the floor or a block at the end, where the weight is set down.
    """
    down, wait, up = (int(part) for part in tempo.split("-"))
    lower, rise = _WAYS[language][kind]
    lowering, rising = (
        way.told(count, _time(count, language)) for way, count in ((lower, down), (rise, up))
    )
    ways = [lowering, rising] if kind in _DOWN_FIRST else [rising, lowering]
    if language == "es" and all(" segundos " in way for way in ways):
        ways[1] = ways[1].replace(" segundos ", " ")  # 3 segundos al bajar, 2 al subir
    if wait and kind is TempoWords.FROM_FLOOR:
        ways.append(_STAY_DOWN[language].format(time=_time(wait, language)))
    elif wait:
        ways.insert(1, _STAY[language].format(time=_time(wait, language)))
    return ", ".join(ways)


def _time(count: int, language: str) -> str:
    one, many = _SECONDS[language]
    return one if count == 1 else many.format(n=count)
