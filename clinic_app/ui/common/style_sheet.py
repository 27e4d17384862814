"""The one style sheet, for Qt's own widgets; our own controls paint themselves."""

from clinic_app.colours import Tokens
from clinic_app.shipped_data import RESOURCES

_TONES = ("ink", "second", "third", "accent", "good", "caution", "bad")


def style_sheet(t: Tokens) -> str:
    """Everything Qt draws by itself, in the colours ``t``."""
    return "\n".join((_surfaces(t), _fields(t), _lists(t), _bars(t), _toggles(t), _tones(t)))


def _icon(t: Tokens, name: str) -> str:
    return (RESOURCES / "icons" / ("dark" if t.dark else "light") / f"{name}.svg").as_posix()


def _surfaces(t: Tokens) -> str:
    return f"""
    QMainWindow {{ background: {t.ground}; }}
    QDialog {{ background: {t.surface}; }}
    QFrame#card {{ background: {t.surface}; border: 1px solid {t.rule}; border-radius: 10px; }}
    QFrame#card[active="true"] {{ border: 2px solid {t.accent}; }}
    QFrame#drop {{
        background: {t.sunken}; border: 2px dashed {t.control_border}; border-radius: 8px;
    }}
    QFrame#drop[over="true"] {{ background: {t.accent_tint}; border-color: {t.accent}; }}
    QFrame#sunken {{ background: {t.sunken}; border: none; border-radius: 8px; }}
    QFrame#rule {{ background: {t.rule}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame#divider {{ background: {t.rule}; border: none; min-width: 1px; min-height: 1px; }}
    QFrame#rail {{ background: {t.surface}; border: none; border-right: 1px solid {t.rule}; }}
    QLabel#demo {{ background: {t.caution_tint}; color: {t.caution}; padding: 5px; }}
    QFrame#header {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.rule}; }}
    QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: transparent; border: none; }}
    QToolTip {{ background: {t.ink}; color: {t.surface}; border: none; padding: 6px 8px; }}
    QMenu {{ background: {t.surface}; border: 1px solid {t.rule}; padding: 4px; }}
    QMenu::item {{ padding: 9px 16px 9px 12px; border-radius: 6px; }}
    QMenu::item:selected {{ background: {t.accent_tint}; color: {t.accent}; }}
    QMenu::item:disabled {{ color: {t.third}; }}
    QMenu::separator {{ height: 1px; background: {t.rule}; margin: 4px 8px; }}
    """


def _fields(t: Tokens) -> str:
    edits = "QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox"
    focused = ", ".join(f"{name.strip()}:focus" for name in edits.split(","))
    off = ", ".join(f"{name.strip()}:disabled" for name in edits.split(","))
    return f"""
    {edits} {{
        background: {t.surface}; color: {t.ink}; border: 1px solid {t.control_border};
        border-radius: 6px; padding: 0 11px; min-height: 38px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent};
    }}
    QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.third}; }}
    QLineEdit {{ lineedit-password-character: 8226; }}
    QAbstractSpinBox QLineEdit {{ border: none; min-height: 0; padding: 0 0 0 8px; }}
    QAbstractSpinBox QLineEdit:focus {{ border: none; min-height: 0; padding: 0 0 0 7px; }}
    QPlainTextEdit {{ padding: 7px; }}
    {focused} {{ border: 2px solid {t.accent}; padding: 0 10px; min-height: 36px; }}
    QPlainTextEdit:focus {{ padding: 6px; }}
    {off} {{ background: {t.sunken}; color: {t.third}; border-color: {t.rule}; }}
    QLineEdit[wrong="true"] {{ border-color: {t.bad}; }}
    QLineEdit[tall="true"] {{ min-height: 46px; }}
    QLineEdit[tall="true"]:focus {{ min-height: 44px; }}
    QComboBox[tall="true"] {{ min-height: 46px; }}
    QComboBox[tall="true"]:focus {{ min-height: 44px; }}
    QComboBox[led="true"] {{ padding-left: 41px; }}
    QComboBox[led="true"]:focus {{ padding-left: 40px; }}
    QComboBox::drop-down {{ border: none; width: 36px; }}
    QComboBox::down-arrow {{ image: url("{_icon(t, "chevron-down")}"); width: 18px; height: 18px; }}
    QComboBox QAbstractItemView {{
        background: {t.surface}; border: 1px solid {t.rule}; padding: 4px; outline: none;
    }}
    QComboBox QAbstractItemView::item {{ min-height: 36px; padding: 0 8px; border-radius: 6px; }}
    QComboBox QAbstractItemView::item:selected {{
        background: {t.accent_tint}; color: {t.accent};
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
        border: none; width: 22px; subcontrol-origin: border; margin: 2px;
    }}
    QAbstractSpinBox::up-arrow {{ image: url("{_icon(t, "chevron-up")}"); width: 14px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{_icon(t, "chevron-down")}"); width: 14px; }}
    """


def _lists(t: Tokens) -> str:
    return f"""
    QAbstractItemView {{
        background: {t.surface}; color: {t.ink}; border: none; outline: none;
        selection-background-color: {t.accent_tint}; selection-color: {t.ink};
        gridline-color: {t.rule};
    }}
    QHeaderView {{ background: {t.surface}; border: none; padding: 0; }}
    QHeaderView::section {{
        background: {t.surface}; color: {t.second}; border: none; font-weight: bold;
        border-bottom: 1px solid {t.rule}; padding: 8px 3px;
    }}
    QTabBar {{ background: transparent; border: none; }}
    QTabBar::tab {{
        color: {t.second}; background: transparent; padding: 10px 14px 8px 14px;
        border: none; border-bottom: 3px solid transparent;
    }}
    QTabBar::tab:selected {{
        color: {t.accent}; border-bottom-color: {t.accent}; font-weight: bold;
    }}
    QTabBar::tab:focus {{ background: {t.accent_tint}; }}
    """


def _bars(t: Tokens) -> str:
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 12px; }}
    QScrollBar:horizontal {{ height: 12px; }}
    QScrollBar::handle {{ background: {t.control_border}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QSplitter::handle {{ background: transparent; }}
    QSlider:horizontal {{ min-height: 36px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.rule}; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        width: 18px; height: 18px; margin: -9px 0; border-radius: 11px;
        background: {t.surface}; border: 3px solid {t.accent};
    }}
    """


def _toggles(t: Tokens) -> str:
    return f"""
    QCheckBox, QRadioButton {{ color: {t.ink}; spacing: 12px; min-height: 36px; }}
    QCheckBox::indicator, QRadioButton::indicator {{
        width: 18px; height: 18px; border: 1px solid {t.control_border}; border-radius: 4px;
        background: {t.surface};
    }}
    QRadioButton::indicator {{ border-radius: 10px; }}
    QCheckBox::indicator:checked {{
        background: {t.accent}; border-color: {t.accent}; image: url("{_icon(t, "check")}");
    }}
    QRadioButton::indicator:checked {{ border: 6px solid {t.accent}; width: 8px; height: 8px; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {t.third}; }}
    """


def _tones(t: Tokens) -> str:
    return "\n".join(f'QLabel[tone="{name}"] {{ color: {t[name]}; }}' for name in _TONES)
