"""Every part of the window that can be typed into keeps what is typed, or says here why not."""

import re
from pathlib import Path

import clinic_app.ui

_UI = Path(clinic_app.ui.__file__).parent
_FIELDS = (
    "Field|LineEdit|SearchField|PasswordField|QLineEdit|QPlainTextEdit|QTextEdit|NumberField"
    "|QSpinBox|QDoubleSpinBox|DayEdit|QDateEdit|QTimeEdit"
)
_MADE = re.compile(rf"(?<!class )\b(?:{_FIELDS})(?:\[\w+\])?\(")

# Kept by a dialog or a form of tests/ui/drafts, or by the saving of the plan.
KEPT = {
    "advice/advice_bar.py": "a note on a warning sign",
    "common/void_dialog.py": "strike an event",
    "diary/doubtful_dialog.py": "doubtful",
    "diary/session_dialog.py": "session",
    "events/event_dialog.py": "event",
    "measures/activities_entry.py": "measure",
    "measures/measure_dialog.py": "measure",
    "measures/total_entry.py": "measure",
    "progress/compare_dialog.py": "compare",
    "ratings/rating_dialog.py": "rating",
    "adjust/dose_fields.py": "a half-typed dose",
    "plan/inline_editor.py": "a half-typed dose",
    "plan/pain_rule_button.py": "own rule",
    "plan/template_dialog.py": "template",
    "adjust/words_editor.py": "every key changes the plan, and the plan is kept",
    "record/details_form.py": "record, new patient",
    "record/episode_form.py": "episode, new patient",
    "report/report_form.py": "report",
    "settings/clinic_card.py": "clinic",
    "settings/limit_form.py": "limits",
}
NOT_KEPT = {
    "backup/place_dialog.py": "a name and three numbers, typed again in a moment",
    "common/day_edit.py": "the field itself",
    "common/draft_parts.py": "it reads the fields",
    "common/fields.py": "the fields themselves",
    "common/key_sheet.py": "a part of a recovery key is never kept",
    "common/new_passphrase.py": "a passphrase is never kept",
    "damage/accept_loss.py": "a passphrase is never kept",
    "damage/tell_card.py": "it is read only",
    "erase/erase_dialog.py": "a confirmation and a passphrase; neither is ever kept",
    "find/palette.py": "a search",
    "first_run/clinic_step.py": "there is no clinic yet, and so no key to keep it with",
    "home/home_screen.py": "a search",
    "adjust/number_field.py": "the field itself",
    "library/library_panel.py": "a search",
    "adjust/setting_rows.py": "a number of the plan, taken when the field is left",
    "record/precaution_picker.py": "a search; what is ticked is kept with the record",
    "restore/copy_card.py": "a passphrase is never kept",
    "settings/login_dialog.py": "a name and a passphrase; a passphrase is never kept",
    "settings/notices_dialog.py": "a search, and a text that is read only",
    "settings/trail_filters.py": "a search",
    "unlock/recovery_dialog.py": "a recovery key is never kept",
    "unlock/unlock_screen.py": "a passphrase is never kept",
    "unlock/who_menu.py": "a passphrase is never kept",
    "whole_record/import_dialog.py": "a passphrase is never kept",
}


def test_every_field_keeps_what_is_typed_or_says_why_not() -> None:
    found = {
        path.relative_to(_UI).as_posix()
        for path in _UI.rglob("*.py")
        if _MADE.search(path.read_text("utf-8"))
    }
    known = {*KEPT, *NOT_KEPT}
    assert found - known == set(), "say here whether these keep what is typed"
    assert all((_UI / name).is_file() for name in known), "these are gone"
