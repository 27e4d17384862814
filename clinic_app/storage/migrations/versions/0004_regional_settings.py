"""The order of dates and the unit of weights, as settings of the clinic."""

import sqlalchemy as sa
from alembic import op

from clinic_app.domain.regional import order_of_locale, weight_unit_of_locale
from clinic_app.storage.system_locale import system_locale

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """A clinic known so far starts with what is usual where its computer stands."""
    here = system_locale()
    for name, usual in (
        ("date_order", order_of_locale(here)),
        ("weight_unit", weight_unit_of_locale(here)),
    ):
        column = sa.Column(name, sa.String(length=16), nullable=False, server_default=str(usual))
        op.add_column("clinic", column)
