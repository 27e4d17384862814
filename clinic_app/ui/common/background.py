"""Slow work off the window's thread, with its result brought back to that thread."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from clinic_app.domain.errors import Locked, UserError

T = TypeVar("T")


class Background(QObject):
    """One small executor for the program; make it once, ``close`` it at the end."""

    _ended = Signal(object)

    def __init__(self, *, threads: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="handrail")
        self._closed = False
        self._turn = 0
        self._waiting: set[Future[Any]] = set()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object],
        *,
        owner: QObject | None = None,
        unwanted: Callable[[T], object] | None = None,
    ) -> None:
        """Call ``work()`` in a thread, then ``then(result)`` or ``failed(error)`` in this one.

        Nothing is begun after ``close``, and nothing is called once ``owner`` is deleted; without
        one, ``then`` must be a method of a QObject, which is the owner. An error that is no
        UserError also goes to sys.excepthook; Locked is passed to nobody. ``unwanted(result)`` is
        called instead of ``then`` where the result comes too late: for what has to be closed.
        ``work`` may not touch widgets. Raises TypeError when nobody owns the answer.
        """
        receiver = owner or getattr(then, "__self__", None)
        if not isinstance(receiver, QObject):
            raise TypeError("then must be a method of a QObject, or owner given")

        if self._closed:
            return
        turn = self._turn

        def ended(future: Future[T]) -> None:
            if not future.cancelled() and shiboken6.isValid(self):
                self._ended.emit((future, then, failed, receiver, unwanted, turn))

        future = self._pool.submit(work)
        self._waiting.add(future)
        future.add_done_callback(ended)
        future.add_done_callback(self._waiting.discard)

    def drop(self) -> None:
        """Drop every answer that is still to come; what has not begun never begins.

        Nothing is waited for: what runs ends by itself, and its answer is thrown away.
        """
        self._turn += 1
        for future in tuple(self._waiting):
            future.cancel()

    def close(self, *, wait: bool = True) -> None:
        """Wait for what runs, drop what has not begun. Its results are not delivered.

        Without ``wait`` what runs comes to its end by itself.
        """
        self._closed = True
        self._pool.shutdown(wait=wait, cancel_futures=True)

    @Slot(object)
    def _deliver(
        self,
        ended: tuple[
            Future[T],
            Callable[[T], object],
            Callable[[Exception], object],
            QObject,
            Callable[[T], object] | None,
            int,
        ],
    ) -> None:
        future, then, failed, receiver, unwanted, turn = ended
        error = future.exception()
        if self._closed or turn != self._turn or not shiboken6.isValid(receiver):
            if unwanted is not None and error is None:
                unwanted(future.result())
            return
        if isinstance(error, Locked):
            return
        if error is None:
            then(future.result())
        elif isinstance(error, Exception):
            failed(error)
            if not isinstance(error, UserError):
                sys.excepthook(type(error), error, error.__traceback__)
        else:
            raise error
