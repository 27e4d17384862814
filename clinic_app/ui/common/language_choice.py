"""The list of languages that windows can speak, each by the name that its speakers give it."""

from PySide6.QtCore import Signal

from clinic_app.ui.common.fields import ComboBox
from clinic_app.words import _, interface, own_names


class LanguageChoice(ComboBox):
    """Shows the language of the interface; ``language_chosen`` carries the code of another one.

    Whoever hears of it stores the language and makes the screen anew.
    """

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("Language of the program"), icon="language")
        for code, name in own_names():
            self.addItem(name, code)
        self._show_current()
        self.activated.connect(self._choose)

    def _choose(self, index: int) -> None:
        code = str(self.itemData(index))
        if code != interface().language:
            self.language_chosen.emit(code)
            self._show_current()  # where it was refused

    def _show_current(self) -> None:
        self.setCurrentIndex(self.findData(interface().language))
