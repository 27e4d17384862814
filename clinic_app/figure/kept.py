"""What was worked out before from the very same values: a slider moves few things at a time."""

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The results used last, ``most`` of them, each under all the values it follows from.

    Values are compared by what they hold, never by which object they are; results are shared, so
    nobody may change one. Any thread may ask.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[bytes, Made] = OrderedDict()
        self._lock = Lock()

    def of(self, values: object, make: Callable[[], Made]) -> Made:
        """What ``make`` returned for equal ``values``, or returns now."""
        key = hashlib.sha256(pickle.dumps(values, pickle.HIGHEST_PROTOCOL)).digest()
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        made = make()
        with self._lock:
            self._held[key] = made
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return made

    def forget(self) -> None:
        """Work everything out anew from now on."""
        with self._lock:
            self._held.clear()
