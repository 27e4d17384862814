"""What each role may do, from the same values that the services go by."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from clinic_app.domain.patient.role import Permission, Role
from clinic_app.ui.common.card import Card, rule
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.plain_label import SECOND_LINE, SECTION, label
from clinic_app.words import N_, _

_TICK = 20
_ABOUT = N_(
    "There is always an owner: the last one can neither be taken away nor become something else."
    " Where no owner can sign in any more, the recovery key makes one of whoever uses it."
)


_MIDDLE = Qt.AlignmentFlag.AlignCenter


def role_table() -> Card:
    """A tick for what is allowed, a dash for what is not; a row is one sentence when read out."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for at, role in enumerate(Role, 1):
        grid.addWidget(label(role.words, size=SECOND_LINE, bold=True), 0, at, _MIDDLE)
    for place, permission in enumerate(Permission):
        grid.addWidget(rule(), 2 * place + 1, 0, 1, len(Role) + 1)
        grid.addWidget(_words(permission), 2 * place + 2, 0)
        for at, role in enumerate(Role, 1):
            grid.addWidget(_mark(permission, role), 2 * place + 2, at, _MIDDLE)
    card = Card()
    card.body.addWidget(label(_("What each role may do"), size=SECTION, bold=True))
    card.body.addLayout(grid)
    card.body.addWidget(label(_(_ABOUT), size=SECOND_LINE, tone="second", wrap=True))
    card.body.addStretch(1)
    return card


def _words(permission: Permission) -> QLabel:
    made = label(permission.words, size=SECOND_LINE, wrap=True)
    said = (_may(r, permission) for r in Role)
    made.setAccessibleName(f"{permission.words}: {', '.join(said)}")
    return made


def _may(role: Role, permission: Permission) -> str:
    if permission.is_given_to(role):
        return _("{role} yes", role=role.words)
    return _("{role} no", role=role.words)


def _mark(permission: Permission, role: Role) -> QWidget:
    if permission.is_given_to(role):
        return IconLabel("check", tone="good", size=_TICK)
    return label("–", size=SECOND_LINE, tone="second")
