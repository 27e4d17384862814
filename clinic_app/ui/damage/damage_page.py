"""The clinic's files are damaged: what was found, what can be done, and what to tell somebody."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.domain.records.finding import Finding
from clinic_app.ui.common.action_row import ActionRow
from clinic_app.ui.common.card import Card, boxed, column, fill_centred, row
from clinic_app.ui.common.icons import IconLabel
from clinic_app.ui.common.mark import wordmark
from clinic_app.ui.common.plain_label import PAGE, SECOND_LINE, label
from clinic_app.ui.damage.accept_loss import AcceptLoss
from clinic_app.ui.damage.choice_page import ChoicePage
from clinic_app.ui.damage.found_list import found_list
from clinic_app.ui.damage.tell_card import tell_card
from clinic_app.words import N_, _, pgettext

_WIDEST = 1160
_TOP = Qt.AlignmentFlag.AlignTop
_NEWEST = N_("Restore the newest backup")
_OTHER = N_("An older one, or one on a stick or in another place.")
_LOOKING = N_("Looking for backups in the usual places…")
_LOOK = N_("Opens what can be read. Nothing is written, so that nothing more is lost.")
_KEYS = N_("A copy that you kept, or that lies on another computer of the clinic.")
_AGAIN = N_("After the files were put back, from a copy or the other computer.")
_DISK = N_("A damaged file often means a dying disk. Put the clinic on another one.")


def found_page(
    findings: Iterable[Finding],
    lines: Sequence[str],
    *,
    who: str,
    no_going_on: str = "",
    backup: str = "",
) -> ChoicePage:
    """After the passphrase: what an opening check found, and ``loss`` to accept it.

    Its rows: ``newest`` to restore what ``backup`` says, where one is advised; ``look`` opens for
    reading, ``go_on`` accepts the loss (``no_going_on`` says why this person may not), ``other``
    is another backup; ``copy`` and ``quit``. ``lines`` are technical ones.
    """
    title = _("Something of the clinic is missing or damaged")
    page, card = _page(title, _("Unlocked by {who}. Nothing was written.", who=who), lines)
    loss = page.loss = AcceptLoss(
        _("Go on with what is there"), _("What is missing stays missing."), why_not=no_going_on
    )
    card.body.addWidget(found_list(findings))
    card.body.addSpacing(4)
    rows = {"newest": _restore(_(_NEWEST), backup, advised=True)} if backup else {}
    rows["look"] = ActionRow(
        "eye",
        _("Only look, change nothing"),
        _(_LOOK),
        pgettext("see it", "Look"),
        advised=not backup,
    )
    page.add_rows(card, {**rows, "go_on": loss.go_on})
    card.body.addWidget(loss.field)
    page.add_rows(
        card, {"other": _restore(_("Another backup"), _(_OTHER), advised=False), **_last()}
    )
    _finish(page, card)
    return page


def locked_page(
    title: str,
    hint: str,
    lines: Sequence[str],
    places: Sequence[tuple[str, str]] = (),
    *,
    wants_keys: bool,
) -> ChoicePage:
    """Before the passphrase: a file that is missing or cannot be read.

    Its rows: ``restore`` from a backup, ``keys`` asks for a copy of the key file, ``again`` tries
    to open anew; ``copy`` and ``quit``. ``places`` says which files were looked for, and how it
    stands with each.
    """
    page, card = _page(title, hint, lines)
    if places:
        card.body.addWidget(_places(places))
    rows = {"restore": _restore(_("Restore from a backup"), _(_LOOKING), advised=True)}
    if wants_keys:
        rows["keys"] = ActionRow("key", _("Put back a key file"), _(_KEYS), _("Choose…"))
    rows["again"] = ActionRow("history", _("Try again"), _(_AGAIN), _("Try again"))
    page.add_rows(card, {**rows, **_last()})
    _finish(page, card)
    return page


def _restore(title: str, hint: str, *, advised: bool) -> ActionRow:
    """A backup in the place of what is damaged: looked at first."""
    words = _("Look at it") if advised else _("Choose…")
    return ActionRow("history", title, hint, words, advised=advised)


def _last() -> Mapping[str, ActionRow]:
    """What both pages offer last: a copy for somebody who helps, and the end."""
    hint = _("For somebody who can help. It stays encrypted.")
    return {
        "copy": ActionRow("copy", _("Copy the damaged folder"), hint, _("Copy…")),
        "quit": ActionRow("x", _("Quit"), _("Nothing is changed."), _("Quit")),
    }


def _page(title: str, hint: str, lines: Sequence[str]) -> tuple[ChoicePage, Card]:
    """The page with its title, the technical lines, and the card for the choices."""
    page, card = ChoicePage(f"{title}. {hint}"), Card()
    name = label(title, size=PAGE, bold=True, wrap=True)
    words = column(name, label(hint, tone="second", wrap=True), spacing=2)
    sign = IconLabel("alert-circle", tone="bad", size=28, disc=56)
    card.body.setSpacing(4)
    card.body.addLayout(row((sign, 0, _TOP), (words, 1), spacing=16))
    card.body.addSpacing(8)
    page.columns = row((card, 13), (tell_card(lines), 6), spacing=16)
    whole = column(wordmark(24), page.columns, None, spacing=20, margins=(24, 20, 24, 24))
    fill_centred(page, boxed(whole), widest=_WIDEST + 48)
    return page, card


def _finish(page: ChoicePage, card: Card) -> None:
    card.body.addWidget(page.error)
    note = label(_(_DISK), size=SECOND_LINE, tone="second", wrap=True)
    card.body.addLayout(row((IconLabel("info-circle", size=18), 0, _TOP), (note, 1)))


def _places(places: Sequence[tuple[str, str]]) -> QWidget:
    """Each file that was looked for, where, and what is there."""
    made = Card(margin=12)
    made.setAccessibleName(_("Files that were looked for"))
    for path, state in places:
        made.body.addWidget(label(state, bold=True))
        place = label(path, size=SECOND_LINE, tone="second", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.body.addWidget(place)
    return made
