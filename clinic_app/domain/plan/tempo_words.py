"""A tempo in the words a patient reads, in any language."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.domain.exercise.exercise import TempoWords
from clinic_app.domain.plan.dose_words import seconds_words
from clinic_app.words import N_, NP_, Message, Wording, wording_in


@dataclass(frozen=True)
class _Way:
    """One way: with its seconds, with those after another way's, and where there is no count.

    ``after`` may hold the bare ``{count}`` where a language does not say "seconds" twice.
    """

    counted: Message
    after: Message
    fast: Message

    def text(self, count: int, wording: Wording, *, is_after: bool) -> str:
        """The way in words; ``is_after``: a way of several seconds stands before it."""
        if not count:
            return wording.gettext(self.fast)
        form = self.after if is_after and count > 1 else self.counted
        return wording.gettext(form, time=seconds_words(count, wording), count=count)


_DOWN = _Way(N_("{time} down"), NP_("after another time", "{time} down"), N_("fast down"))
_UP = _Way(N_("{time} up"), NP_("after another time", "{time} up"), N_("fast up"))
_LET_GO = _Way(N_("let go {time}"), N_("let go {time}"), N_("let go fast"))
_PULL = _Way(N_("pull {time}"), N_("pull {time}"), N_("pull fast"))
_BACK = _Way(
    NP_("backward", "{time} back"),
    NP_("backward, after another time", "{time} back"),
    NP_("backward", "fast back"),
)
_FORWARD = _Way(
    N_("{time} forward"), NP_("after another time", "{time} forward"), N_("fast forward")
)
_RETURN = _Way(N_("{time} back"), NP_("after another time", "{time} back"), N_("fast back"))
_OUT = _Way(N_("{time} out"), NP_("after another time", "{time} out"), N_("fast out"))
# For each kind the ways of (down, up): "down" is the tempo's first number, the slow lowering.
_WAYS: Mapping[TempoWords, tuple[_Way, _Way]] = {
    TempoWords.DOWN_UP: (_DOWN, _UP),
    TempoWords.UP_DOWN: (_DOWN, _UP),
    TempoWords.FROM_FLOOR: (_DOWN, _UP),
    TempoWords.PULL_RELEASE: (_LET_GO, _PULL),
    TempoWords.BACK_FORWARD: (_BACK, _FORWARD),
    TempoWords.THERE_BACK: (_RETURN, _OUT),
}
_DOWN_FIRST = (TempoWords.DOWN_UP, TempoWords.BACK_FORWARD)


def tempo_words(tempo: str, kind: TempoWords, language: str) -> str:
    """``3 seconds down, stay 1 second, 2 seconds up`` for ``3-1-2``.

    What starts upward is told upward first. The wait stands between the two ways; of a lift from
    the floor or a block at the end, where the weight is set down.
    """
    wording = wording_in(language)
    down, wait, up = (int(part) for part in tempo.split("-"))
    lower, rise = _WAYS[kind]
    ways = [(lower, down), (rise, up)] if kind in _DOWN_FIRST else [(rise, up), (lower, down)]
    (first, count), (second, other) = ways
    parts = [
        first.text(count, wording, is_after=False),
        second.text(other, wording, is_after=count > 1),
    ]
    if wait:
        time = seconds_words(wait, wording)
        if kind is TempoWords.FROM_FLOOR:
            parts.append(wording.gettext("leave it down {time}", time=time))
        else:
            parts.insert(1, wording.gettext("stay {time}", time=time))
    return ", ".join(parts)
