"""Brings the schema of a clinic file up to date, all steps in one transaction or none."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from clinic_app.domain.errors import DamagedFile, NewerSchema
from clinic_app.words import _

_FOLDER = Path(__file__).parent / "migrations"


class Migrations:
    """The steps of a folder; each file in ``versions/`` is named ``<revision>_<words>.py``."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._folder = folder
        files = (folder / "versions").glob("[0-9]*.py")
        self.revisions = sorted(file.name.split("_")[0] for file in files)

    @property
    def newest(self) -> str:
        """The revision that this Handrail works with."""
        return self.revisions[-1]

    @staticmethod
    def revision_of(connection: Connection) -> str | None:
        """Where the schema of an open file stands; None when it holds no clinic."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def check_known(self, revision: str | None, path: Path) -> None:
        """Raises NewerSchema for a later revision, DamagedFile for a file that has none."""
        if revision is None:
            raise DamagedFile(
                _("{name} holds no clinic.", name=path.name),
                _("It was left untouched. Restore a backup."),
            )
        if revision not in self.revisions:
            raise NewerSchema(
                _(
                    "This clinic was made by a later Handrail (its data is version {revision}, this"
                    " program knows up to {newest}).",
                    revision=revision,
                    newest=self.newest,
                ),
                _("Nothing was changed. Install the newer Handrail to open it."),
            )

    def run(self, connection: Connection) -> None:
        """Take all steps that are missing, inside the caller's transaction.

        Another window may have taken them meanwhile: that is fine.
        """
        # Imported here because it takes a tenth of a second that a usual start need not spend.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(self._folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
