"""What can be done with a key or from the palette, said once: words, keys, when, and how."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from clinic_app.words import N_, Message, _

# Keys that buttons and menus name as well.
NEW_PATIENT, FIND, BACK_UP, WHO, LOCK = "Ctrl+N", "Ctrl+K", "Ctrl+B", "Ctrl+U", "Ctrl+Shift+L"
KIOSK, DIARY, PRINT, UNDO, REDO = "Ctrl+Shift+K", "Ctrl+D", "Ctrl+P", "Ctrl+Z", "Ctrl+Shift+Z"
ADD_EXERCISE, TEMPLATE, SEARCH = "Ctrl+L", "Ctrl+T", "Ctrl+F"
APPLY, KEEP = "Alt+Enter", "Alt+K"

_IN_FRONT = Qt.ShortcutContext.WindowShortcut
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class Group(StrEnum):
    """Where keys work, as the sheet of keys groups them."""

    EVERYWHERE = N_("Everywhere")
    PATIENT = N_("Patient")
    PLAN = N_("Plan")
    ADVICE = N_("Advice")
    CHART = N_("Progress chart")
    LIBRARY = N_("Add an exercise")

    @property
    def words(self) -> str:
        """What the sheet calls it."""
        return _(Message(self.value))


@dataclass(frozen=True)
class KeyHint:
    """A line of the sheet behind F1: where the keys work, as printed on them, what they do."""

    group: str
    keys: str
    words: str


@dataclass(frozen=True)
class Command:
    """Something that can be done.

    ``words`` name it in the palette (empty: it is not offered there). ``keys`` do it, each of them.
    With a ``group`` it has a line in the sheet of keys, with ``help`` or else its words; ``shown``
    are the keys as that line names them, where it speaks for several commands or the key is heard
    elsewhere. ``refusal()`` says why it cannot be done now, empty when it can: its keys do nothing
    then.
    """

    run: Callable[[], object]
    words: str = ""
    keys: tuple[str, ...] = ()
    group: str = ""
    help: str = ""
    shown: str = ""
    refusal: Callable[[], str] = lambda: ""

    @property
    def keys_shown(self) -> str:
        """The keys for people: the first one, where none are named for them."""
        return self.shown or (self.keys[0] if self.keys else "")

    @property
    def hint(self) -> KeyHint | None:
        """Its line in the sheet of keys, if it has one."""
        return KeyHint(self.group, self.keys_shown, self.help or self.words) if self.group else None

    def press(self) -> None:
        """Do it, unless it is refused now."""
        if not self.refusal():
            self.run()


def add_key(
    owner: QWidget,
    run: Callable[[], object],
    *keys: str,
    words: str = "",
    inside: bool = False,
) -> QAction:
    """Call ``run`` at any of the keys while ``owner`` is in sight and its window in front.

    ``inside`` asks for the keyboard to be within ``owner``, too. The Enter of the keypad and the
    other one, which Qt calls Return, are the same key here.
    """
    action = QAction(words, owner)
    both = (one for key in keys for one in (key, key.replace("Enter", "Return")))
    action.setShortcuts([QKeySequence(key) for key in dict.fromkeys(both)])
    action.setShortcutContext(_INSIDE if inside else _IN_FRONT)
    action.triggered.connect(lambda: run())
    owner.addAction(action)
    return action


def add_commands(owner: QWidget, commands: Iterable[Command | KeyHint]) -> list[QAction]:
    """The keys of these commands work while ``owner`` is seen."""
    return [
        add_key(owner, command.press, *command.keys, words=command.words)
        for command in commands
        if isinstance(command, Command) and command.keys
    ]
