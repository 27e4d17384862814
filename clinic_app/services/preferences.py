"""What one clinician likes: favourites, exercises used lately, small choices of the window."""

from clinic_app.services.clinic_session import Service
from clinic_app.storage.records import preferences


class PreferenceService(Service):
    """Favourites, recents and choices of the clinician who is logged in."""

    def favourites(self) -> set[str]:
        """Ids of favourite exercises."""
        with self._session.read() as tx:
            return preferences.favourites(tx, self._session.actor_id)

    def set_favourite(self, exercise_id: str, *, on: bool) -> None:
        """Mark or unmark a favourite."""
        with self._session.write() as tx:
            preferences.set_favourite(tx, self._session.actor_id, exercise_id, on)

    def record_use(self, exercise_id: str) -> None:
        """Remember that an exercise was put into a plan now."""
        with self._session.write() as tx:
            preferences.record_use(tx, self._session.actor_id, exercise_id, self._session.now())

    def recents(self, limit: int = 8) -> list[str]:
        """Ids of exercises used lately, the latest first."""
        with self._session.read() as tx:
            return preferences.recents(tx, self._session.actor_id, limit)

    def get(self, key: str) -> str | None:
        """A remembered choice, such as the theme."""
        with self._session.read() as tx:
            return preferences.get(tx, self._session.actor_id, key)

    def put(self, key: str, value: str) -> None:
        """Remember a choice."""
        with self._session.write() as tx:
            preferences.put(tx, self._session.actor_id, key, value)
