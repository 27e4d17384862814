"""The list of languages that windows can speak, each by the name that its speakers give it."""

from PySide6.QtCore import QEvent, Signal

from clinic_app.ui.common.fields import ComboBox
from clinic_app.words import _, interface, own_names

_NEARING = (QEvent.Type.Enter, QEvent.Type.FocusIn)


class LanguageChoice(ComboBox):
    """Shows the language of the interface; ``language_chosen`` carries the code of another one.

    The others are looked up once the mouse or the keyboard comes near: that takes time, which the
    login has none of. Whoever hears of a choice stores the language and makes the screen anew.
    """

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("Language of the program"), icon="language")
        self.addItem(interface().own_name, interface().language)
        self.activated.connect(self._choose)

    def event(self, event: QEvent) -> bool:
        if event.type() in _NEARING and self.count() == 1:
            self.look_up()
        return super().event(event)

    def showPopup(self) -> None:
        self.look_up()
        super().showPopup()

    def look_up(self) -> None:
        """List every language there is."""
        self.clear()
        for code, name in own_names():
            self.addItem(name, code)
        self._show_current()

    def _choose(self, index: int) -> None:
        code = str(self.itemData(index))
        if code != interface().language:
            self.language_chosen.emit(code)
            self._show_current()  # where it was refused

    def _show_current(self) -> None:
        self.setCurrentIndex(self.findData(interface().language))
