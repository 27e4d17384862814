"""Advice on the exercises of a plan: what is suggested, what waits, what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from clinic_app.domain.advice.advice import Advice, AdviceDecision, AdviceRules, Suggestion
from clinic_app.domain.advice.advice_change import suggest
from clinic_app.domain.advice.advice_decisions import (
    is_warning,
    key_for,
    key_of,
    open_warnings,
    times_decided,
)
from clinic_app.domain.advice.advice_hold import Hold, Situation, hold
from clinic_app.domain.advice.advice_rules import Finding, judge
from clinic_app.domain.advice.advice_sessions import (
    LOOK_BACK_DAYS,
    WINDOWS,
    Planned,
    Session,
    sessions,
)
from clinic_app.domain.errors import UserError
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import Plan, new_id
from clinic_app.domain.progress.event import Event, EventKind
from clinic_app.domain.progress.exercise_log import ExerciseLog
from clinic_app.domain.text import clean_line
from clinic_app.domain.trend.trend import Trend
from clinic_app.services.changes import ProgressChanged
from clinic_app.services.clinic_session import Service
from clinic_app.services.progress.situations import situation, verdicts
from clinic_app.services.rules import RuleService
from clinic_app.storage.file.transactions import ReadTx
from clinic_app.storage.records import advice, patients, records
from clinic_app.storage.records.records import EVENTS, EXERCISE_LOGS
from clinic_app.words import _


@dataclass(frozen=True)
class _Known:
    """What advice on one patient rests on."""

    plans: Sequence[tuple[date, dict[str, Any]]]
    logs: Sequence[ExerciseLog]
    events: Sequence[Event]
    warnings: Sequence[Event]
    ratings: Mapping[date, float]
    decisions: Sequence[AdviceDecision]

    @property
    def plan(self) -> dict[str, Any]:
        return self.plans[-1][1] if self.plans else {"items": []}


@dataclass(eq=False)
class AdviceService(Service):
    """Suggestions are worked out each time from what is recorded; decisions are kept for good.

    Nothing here changes a plan.
    """

    _limits: RuleService

    def suggestions(self, patient_id: str) -> list[Suggestion]:
        """One suggestion for each item of the current plan; raises NotFound."""
        rules = self._limits.advice()
        with self._session.read() as tx:
            precautions = patients.get(tx, patient_id).precautions
            known = self._known(tx, [patient_id], rules)[patient_id]
            found = self._findings(known, rules)
            holds = self._holds(tx, {patient_id: known}, rules)[patient_id]
        return list(self._suggestions(known.plan, found, holds, rules, precautions))

    def holds(self, patient_id: str) -> dict[str, str]:
        """Why an item of the current plan gets no harder rung now, by item id, as a sentence.

        Items that nothing holds back are left out.
        """
        rules = self._limits.advice()
        with self._session.read() as tx:
            known = self._known(tx, [patient_id], rules)
            found = self._holds(tx, known, rules)[patient_id]
        items = _planned(known[patient_id].plans)
        return {
            item.item_id: held.because
            for item, held in zip(items, found, strict=True)
            if held is not None
        }

    def open_suggestions(self, patient_id: str) -> list[Suggestion]:
        """Those that wait for the clinician: not "same", and not decided on the same inputs.

        A warning sign concerns the whole plan: it comes once, with the first item.
        """
        decided = times_decided(self.history(patient_id))
        found = [s for s in self.suggestions(patient_id) if s.advice is not Advice.SAME]
        stops = [s for s in found if s.advice is Advice.STOP]
        return stops[:1] or [s for s in found if not decided[key_of(s)]]

    def waiting(self, patient_ids: Sequence[str]) -> dict[str, int]:
        """How many suggestions wait for each patient; those without any are left out."""
        return {i: len(kinds) for i, kinds in self.waiting_kinds(patient_ids).items()}

    def waiting_kinds(self, patient_ids: Sequence[str]) -> dict[str, tuple[Advice, ...]]:
        """The same, with what is suggested."""
        rules = self._limits.advice()
        with self._session.read() as tx:
            known = self._known(tx, patient_ids, rules)
            active = {i: one for i, one in known.items() if one.logs or one.warnings}
            open_ones = {i: self._open(one, rules) for i, one in active.items()}
            harder = {i: active[i] for i, kinds in open_ones.items() if Advice.HARDER in kinds}
            holds = self._holds(tx, harder, rules)
            tags = patients.precautions(tx, harder)
        found = {
            i: tuple(self._whole(active[i], holds[i], rules, tags[i])) if i in holds else kinds
            for i, kinds in open_ones.items()
        }
        return {i: kinds for i, kinds in found.items() if kinds}

    def history(self, patient_id: str) -> list[AdviceDecision]:
        """Every decision and every undoing of one, the oldest first."""
        with self._session.read() as tx:
            return advice.decisions(tx, [patient_id]).get(patient_id, [])

    def decided_on(self, patient_id: str) -> dict[str, AdviceDecision]:
        """By item id: the latest decision on what is suggested now, where there is one."""
        history = self.history(patient_id)
        decided = times_decided(history)
        keys = {key_of(s): s.item_id for s in self.suggestions(patient_id)}
        return {
            keys[key]: one
            for one in history
            if (key := key_of(one)) in keys and decided[key] and not one.undone
        }

    def decide(
        self, patient_id: str, suggestion: Suggestion, decided: Advice, *, note: str = ""
    ) -> AdviceDecision:
        """Keep what was suggested and decided. The plan itself is changed by whoever asks."""
        return self._keep(patient_id, suggestion, decided, note=note)

    def take_back(self, patient_id: str, suggestion: Suggestion, decided: Advice) -> AdviceDecision:
        """Keep that a decision was undone; the suggestion waits again."""
        return self._keep(patient_id, suggestion, decided, undone=True)

    def _keep(
        self,
        patient_id: str,
        suggestion: Suggestion,
        decided: Advice,
        *,
        note: str = "",
        undone: bool = False,
    ) -> AdviceDecision:
        decision = AdviceDecision(
            new_id(),
            patient_id,
            self._session.now(),
            self._session.actor_id,
            suggestion.item_id,
            suggestion.exercise_id,
            suggestion.advice,
            decided,
            suggestion.rule,
            suggestion.inputs,
            undone,
            clean_line(note, _("The note")),
        )
        with self._session.write(changed=ProgressChanged(patient_id)) as tx:
            advice.add(tx, decision)
        return decision

    # --- how it is worked out --------------------------------------------------------------------

    def _known(
        self, tx: ReadTx, patient_ids: Sequence[str], rules: AdviceRules
    ) -> dict[str, _Known]:
        days = WINDOWS * rules.window_days
        first = self._session.now().date() - timedelta(days=days - 1)
        usual_since = self._session.now() - timedelta(days=days + LOOK_BACK_DAYS + 1)
        logs = records.recent(tx, EXERCISE_LOGS, patient_ids, first)
        events = records.recent(tx, EVENTS, patient_ids)
        active = [i for i in patient_ids if i in logs or any(map(is_warning, events.get(i, ())))]
        alone = patient_ids if len(patient_ids) == 1 else active
        plans = advice.plan_days(tx, alone, first)
        decisions = advice.decisions(tx, active)
        ratings = advice.average_days(tx, alone, usual_since)
        return {
            i: _Known(
                plans.get(i, ()),
                [log for log in logs.get(i, ()) if not log.voided],
                [event for event in events.get(i, ()) if not event.voided],
                open_warnings(events.get(i, ()), decisions.get(i, ())),
                ratings.get(i, {}),
                decisions.get(i, ()),
            )
            for i in alone
        }

    def _findings(self, known: _Known, rules: AdviceRules) -> list[Finding]:
        today = self._today
        return [
            judge(done, known.warnings, rules, sets=item.sets, today=today)
            for item, done in self._sessions(known)
        ]

    @property
    def _today(self) -> date:
        return self._session.now().date()

    def _sessions(self, known: _Known) -> list[tuple[Planned, tuple[Session, ...]]]:
        """The items of the plan, each with its sessions of late."""
        planned = _planned(known.plans)
        item_ids = {item.item_id for item in planned}
        flares = [event.day for event in known.events if event.kind is EventKind.FLARE_UP]
        return [
            (
                item,
                sessions(
                    known.logs,
                    item,
                    item_ids=item_ids,
                    today=self._today,
                    ratings=known.ratings,
                    flares=flares,
                ),
            )
            for item in planned
        ]

    def _holds(
        self, tx: ReadTx, known: Mapping[str, _Known], rules: AdviceRules
    ) -> dict[str, list[Hold | None]]:
        """By patient: why each item of the plan gets no harder rung, None where nothing holds."""
        judged = verdicts(tx, list(known), self._limits, self._today) if known else {}
        return {
            i: [
                hold(done, self._situation(one, judged.get(i, {})), rules)
                for _, done in self._sessions(one)
            ]
            for i, one in known.items()
        }

    def _situation(self, known: _Known, trends: Mapping[str, Trend]) -> Situation:
        return situation(
            self._today, trends, known.events, known.warnings, known.logs, known.ratings
        )

    def _suggestions(
        self,
        document: dict[str, Any],
        found: Sequence[Finding],
        holds: Sequence[Hold | None],
        rules: AdviceRules,
        precautions: tuple[str, ...],
    ) -> Iterator[Suggestion]:
        lookup = self._session.library.exercise
        plan: Plan = plan_document.from_document(document, lookup)
        for item, finding, held in zip(plan.items, found, holds, strict=True):
            yield suggest(item, finding, rules, precautions=precautions, lookup=lookup, hold=held)

    def _open(self, known: _Known, rules: AdviceRules) -> tuple[Advice, ...]:
        """What waits, without a look at rungs, precautions and verdicts that hold harder back."""
        found, planned = self._findings(known, rules), _planned(known.plans)
        if found and known.warnings:
            return (Advice.STOP,)
        decided = times_decided(known.decisions)
        return tuple(
            finding.advice
            for item, finding in zip(planned, found, strict=True)
            if finding.advice is not Advice.SAME
            and not decided[key_for(item.item_id, item.exercise_id, finding.advice, finding.inputs)]
        )

    def _whole(
        self,
        known: _Known,
        holds: Sequence[Hold | None],
        rules: AdviceRules,
        precautions: tuple[str, ...],
    ) -> Iterator[Advice]:
        """The same with them."""
        found, decided = self._findings(known, rules), times_decided(known.decisions)
        try:
            whole = list(self._suggestions(known.plan, found, holds, rules, precautions))
        except UserError:  # a plan that cannot be read says so on its own screen
            return
        for suggestion in whole:
            if suggestion.advice is not Advice.SAME and not decided[key_of(suggestion)]:
                yield suggestion.advice


# --- the plan ------------------------------------------------------------------------------------


def _planned(plans: Sequence[tuple[date, dict[str, Any]]]) -> list[Planned]:
    """The items of the newest plan, each with the day on which it became what it is."""
    if not plans:
        return []
    items: list[dict[str, Any]] = plans[-1][1]["items"]
    return [
        Planned(item["id"], item["exercise"], item["dose"]["sets"], _changed(item, plans))
        for item in items
    ]


def _changed(item: dict[str, Any], plans: Sequence[tuple[date, dict[str, Any]]]) -> date | None:
    """The day of its last other rung or dose; None where it was never another one."""
    since = plans[-1][0]
    for day, document in reversed(plans[:-1]):
        before = _before(item, document)
        if before is None:
            return None
        if any(before[part] != item[part] for part in ("exercise", "settings", "dose")):
            return since
        since = day
    return None


def _before(item: dict[str, Any], document: dict[str, Any]) -> dict[str, Any] | None:
    """The same item in an older plan; where a plan was taken over anew, the same exercise."""
    items: list[dict[str, Any]] = document["items"]
    same = [other for other in items if other["id"] == item["id"]]
    alike = [other for other in items if other["exercise"] == item["exercise"]]
    return next(iter(same or alike), None)
