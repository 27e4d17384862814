"""What one clinician likes: favourites, exercises used lately, small choices of the window."""

from collections.abc import Callable
from datetime import datetime

from clinic_app.storage import preferences
from clinic_app.storage.database import Database


class PreferenceService:
    """Favourites, recents and choices of the clinician who is logged in."""

    def __init__(self, database: Database, actor_id: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._actor_id = actor_id
        self._now = now

    def favourites(self) -> set[str]:
        """Ids of favourite exercises."""
        with self._database.read() as tx:
            return preferences.favourites(tx, self._actor_id)

    def set_favourite(self, exercise_id: str, *, on: bool) -> None:
        """Mark or unmark a favourite."""
        with self._database.write(self._actor_id) as tx:
            preferences.set_favourite(tx, self._actor_id, exercise_id, on)

    def record_use(self, exercise_id: str) -> None:
        """Remember that an exercise was put into a plan now."""
        with self._database.write(self._actor_id) as tx:
            preferences.record_use(tx, self._actor_id, exercise_id, self._now())

    def recents(self, limit: int = 8) -> list[str]:
        """Ids of exercises used lately, the latest first."""
        with self._database.read() as tx:
            return preferences.recents(tx, self._actor_id, limit)

    def get(self, key: str) -> str | None:
        """A remembered choice, such as the theme."""
        with self._database.read() as tx:
            return preferences.get(tx, self._actor_id, key)

    def put(self, key: str, value: str) -> None:
        """Remember a choice."""
        with self._database.write(self._actor_id) as tx:
            preferences.put(tx, self._actor_id, key, value)
