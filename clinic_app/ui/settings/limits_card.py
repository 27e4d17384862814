"""The clinic's limits: when a change of pain is called real, and when advice is given."""

from collections.abc import Mapping
from dataclasses import asdict

from PySide6.QtWidgets import QLabel, QWidget

from clinic_app.domain.advice.advice import ADVICE_LIMITS, AdviceRules
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.trend.trend_rules import TREND_FIELDS, TREND_LIMITS, TrendRule, rule_for
from clinic_app.services.workspace import Workspace
from clinic_app.ui.common.bars import ErrorBar
from clinic_app.ui.common.buttons import Button
from clinic_app.ui.common.card import Card, row, rule
from clinic_app.ui.common.draft_parts import Part, part_of
from clinic_app.ui.common.drafts import FormDraft
from clinic_app.ui.common.fields import ComboBox
from clinic_app.ui.common.greyed import allow
from clinic_app.ui.common.plain_label import CARD_NAME, HINT, SECOND_LINE, SECTION, label
from clinic_app.ui.settings.limit_form import Limit, LimitForm
from clinic_app.words import N_, Text, _

_TREND_WORDS: Mapping[str, tuple[Text, Text]] = {
    "fall_points": (N_("Improved: a fall of at least"), N_("points")),
    "fall_share": (N_("Improved: share of the start, at least"), "%"),
    "rise_points": (N_("Worse: a rise of at least"), N_("points")),
    "possible_points": (N_("Possibly better or worse: at least"), N_("points")),
    "rated_days_needed": (N_("Rated days that a week needs"), N_("days")),
}
_ADVICE_WORDS: Mapping[str, tuple[Text, Text]] = {
    "calm_pain": (N_("Calm: pain of at most"), N_("points")),
    "high_pain": (N_("Easier: pain above"), N_("points")),
    "morning_rise": (N_("Easier: next morning above usual by"), N_("points")),
    "low_share": (N_("Easier: done, because of pain, less than"), "%"),
    "high_effort": (N_("Easier: effort of at least"), N_("of 10")),
    "reps_left_harder": (N_("Harder: repetitions left, at least"), N_("repetitions")),
    "extra_reps": (N_("Harder: extra in the last set, at least"), N_("repetitions")),
    "sessions_needed": (N_("Sessions in a row"), N_("sessions")),
    "window_days": (N_("How far back sessions count"), N_("days")),
}
_WHOLE = {"rated_days_needed", *_ADVICE_WORDS} - {"low_share"}
_STRICTER_UP = ("fall_points", "fall_share", "rise_points", "possible_points")
_LAXER = N_("Less strict than as shipped: flat pain will be called improved or worse more often.")
_ABOUT = N_("They count for the whole clinic. Every verdict and every suggestion shows its limits.")


class LimitsCard(Card):
    """Each part saves when its button or Enter is pressed; a wrong number keeps the old limits."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.region = ComboBox(name=_("Region"))
        self.region.addItem(_("No region known"), "")
        for term, words in workspace.library.vocabulary.labels("region").items():
            self.region.addItem(words, term)
        self.verdict = LimitForm(_limits(_TREND_WORDS, TREND_LIMITS))
        self.advice = LimitForm(_limits(_ADVICE_WORDS, ADVICE_LIMITS))
        self.error, self.advice_error = ErrorBar(), ErrorBar()
        self.source = label(size=HINT, tone="second", wrap=True)
        self.laxer = label(_(_LAXER), size=SECOND_LINE, tone="caution", wrap=True)
        self.refusal = label(size=SECOND_LINE, tone="caution", wrap=True)
        self._saves = (
            Button(_("Save the verdict's limits"), on_click=self.save_verdict),
            Button(_("Save the limits of advice"), on_click=self.save_advice),
        )
        self._said = label(size=SECOND_LINE, tone="second")
        self._advice_said = label(size=SECOND_LINE, tone="second")
        self._draft = FormDraft(workspace.drafts, _parts(self.verdict), parent=self)
        self._advice_draft = FormDraft(workspace.drafts, _parts(self.advice), parent=self)
        self._lay_out()
        self.update_actions()
        self._show_region()
        self.advice.show_values(asdict(workspace.rules.advice()), asdict(AdviceRules()))
        self._advice_draft.open("limits/advice")
        self.verdict.edited.connect(self._edited)
        self.verdict.entered.connect(self.save_verdict)
        self.advice.edited.connect(lambda: self._advice_said.setText(_("Not saved yet")))
        self.advice.entered.connect(self.save_advice)
        self.region.currentIndexChanged.connect(self._show_region)

    def _lay_out(self) -> None:
        save, save_advice = self._saves
        self.body.setSpacing(12)
        self.body.addWidget(label(_("Limits"), size=SECTION, bold=True))
        self.body.addWidget(label(_(_ABOUT), size=SECOND_LINE, tone="second", wrap=True))
        self.body.addWidget(self.refusal)
        self.body.addLayout(row(_heading(_("When pain has changed")), None, self.region))
        for part in (self._draft.bar, self.error, self.verdict, self.laxer, self.source):
            self.body.addWidget(part)
        self.body.addLayout(row(save, 8, self._said, None))
        self.body.addWidget(rule())
        self.body.addWidget(_heading(_("When advice is given")))
        self.body.addWidget(self._advice_draft.bar)
        self.body.addWidget(self.advice_error)
        self.body.addWidget(self.advice)
        words = _("As shipped they are clinical custom. Nothing is changed without a clinician.")
        self.body.addWidget(label(words, size=HINT, tone="second", wrap=True))
        self.body.addLayout(row(save_advice, 8, self._advice_said, None))

    def update_actions(self) -> None:
        """Let the limits be changed, or say why not: by the role of whoever is signed in."""
        why = self._workspace.refusal(Permission.LIMITS)
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        allow(why, *self._saves, self.verdict, self.advice)

    def show_region(self, region: str) -> None:
        """Show the limits of a region of the vocabulary."""
        self.region.setCurrentIndex(max(0, self.region.findData(region)))

    def save_verdict(self) -> None:
        """Save the limits of the shown region, or say what is wrong."""
        values = self.verdict.values()
        if values is None:
            return
        region = self.region.currentData()
        try:
            self._workspace.rules.save_trend(region, rule_for(region).with_limits(values))
        except UserError as error:
            self.error.show_error(error)
            return
        self.error.hide()
        self._draft.saved()
        self._show_region()
        self._said.setText(self._saved_words())

    def save_advice(self) -> None:
        """Save the limits of advice, or say what is wrong."""
        values = self.advice.values()
        if values is None:
            return
        try:
            limits = AdviceRules(**values)  # pyright: ignore[reportArgumentType]  # whole where needed
            self._workspace.rules.save_advice(limits)
        except UserError as error:
            self.advice_error.show_error(error)
            return
        self.advice_error.hide()
        self.advice.show_values(asdict(limits), asdict(AdviceRules()))
        self._advice_draft.saved()
        self._advice_said.setText(self._saved_words())

    def _saved_words(self) -> str:
        return _("Saved {time}", time=format(self._workspace.now(), "%H:%M"))

    def keep_drafts(self) -> None:
        """Called by the lock: keep what is typed and not saved."""
        self._draft.keep()
        self._advice_draft.keep()

    def _show_region(self) -> None:
        self._draft.keep()
        region = self.region.currentData()
        shipped = rule_for(region)
        own = self._workspace.rules.trend(region)
        self.error.hide()
        self.verdict.show_values(_values(own), _values(shipped))
        self.source.setText(_("As shipped: {sources}", sources="; ".join(shipped.sources[:2])))
        self.laxer.setVisible(_is_laxer(_values(own), _values(shipped)))
        self._said.clear()
        self._draft.open(f"limits/{region}")

    def _edited(self) -> None:
        self._said.setText(_("Not saved yet"))


def _parts(form: LimitForm) -> dict[str, QWidget | Part]:
    return {name: part_of(row.edit) for name, row in form.rows.items()}


def _limits(
    words: Mapping[str, tuple[Text, Text]], ranges: Mapping[str, tuple[float, float]]
) -> list[Limit]:
    return [
        Limit(name, _(said), _(unit), *ranges[name], whole=name in _WHOLE)
        for name, (said, unit) in words.items()
    ]


def _values(of: TrendRule) -> dict[str, float]:
    return {name: getattr(of, name) for name in TREND_FIELDS}


def _is_laxer(own: Mapping[str, float], shipped: Mapping[str, float]) -> bool:
    fewer_days = own["rated_days_needed"] < shipped["rated_days_needed"]
    return fewer_days or any(own[n] < shipped[n] for n in _STRICTER_UP)


def _heading(words: str) -> QLabel:
    return label(words, size=CARD_NAME, bold=True)
