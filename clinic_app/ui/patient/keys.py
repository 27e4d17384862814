"""The keys of the patient screen, for the sheet behind F1."""

from clinic_app.ui.common.keys_sheet import KeyHint

_SCREEN = "Patient"
_PLAN = "Plan"
_ADVICE = "Advice"
_CHART = "Progress chart"
_LIBRARY = "Add an exercise"

PATIENT_KEYS = (
    KeyHint(_SCREEN, "Ctrl+1 to Ctrl+4", "Plan, Progress, Handouts, Record"),
    KeyHint(_SCREEN, "Ctrl+P", "Show the pages; once more prints them"),
    KeyHint(_SCREEN, "Ctrl+Shift+P", "Print the last handout again"),
    KeyHint(_SCREEN, "Ctrl+J, then a digit", "Pain now (+ is ten)"),
    KeyHint(_SCREEN, "Ctrl+D", "Key in the paper diary"),
    KeyHint(_SCREEN, "Ctrl+Z, Ctrl+Shift+Z", "Undo, redo"),
    KeyHint(_SCREEN, "F6", "Next part of the plan screen"),
    KeyHint(_PLAN, "Up, Down", "Choose an exercise"),
    KeyHint(_PLAN, "Alt+Up, Alt+Down", "Move it"),
    KeyHint(_PLAN, "Alt+Left, Alt+Right", "Easier, harder"),
    KeyHint(_PLAN, "F2", "Type the dose"),
    KeyHint(_PLAN, "Enter, Esc", "Adjust, and back"),
    KeyHint(_PLAN, "Alt+P", "While adjusting: show the movement, and stop it"),
    KeyHint(_PLAN, "Delete", "Remove it"),
    KeyHint(_PLAN, "Ctrl+T", "Start from a template"),
    KeyHint(_ADVICE, "Alt+Enter", "Apply what is suggested"),
    KeyHint(_ADVICE, "Alt+K", "Keep the exercise as it is"),
    KeyHint(_ADVICE, "Alt+W, Alt+N", "Why; the next suggestion"),
    KeyHint(_CHART, "Left, Right, Home, End", "From rating to rating"),
    KeyHint(_CHART, "Up, Down", "Ratings, weekly means, weeks"),
    KeyHint(_CHART, "Enter", "What a flag means"),
    KeyHint(_CHART, "+, -, 0", "Nearer, farther, everything"),
    KeyHint(_CHART, "Shift+Left, Shift+Right", "Earlier, later; Page Up and Page Down by a screen"),
    KeyHint(_LIBRARY, "Ctrl+L", "Go to the field"),
    KeyHint(_LIBRARY, "Enter, Shift+Enter", "Add, add and adjust"),
    KeyHint(_LIBRARY, "Ctrl+F", "Mark as favourite"),
)
