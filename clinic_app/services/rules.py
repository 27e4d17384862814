"""The clinic's limits: when a change of pain is called real, and when advice is given."""

from dataclasses import asdict

from clinic_app.domain.advice.advice import ADVICE_FIELDS, AdviceRules
from clinic_app.domain.errors import UserError
from clinic_app.domain.patient.role import Permission
from clinic_app.domain.trend.trend_rules import TREND_FIELDS, TrendRule, rule_for
from clinic_app.services.changes import ClinicChanged
from clinic_app.services.clinic_session import Service
from clinic_app.storage.records import rules
from clinic_app.words import _

_ADVICE, _TREND = "advice", "trend."
_OLD_LIMIT = "low_baseline"  # in every set of limits kept before the rule "weeks in a row"


class RuleService(Service):
    """Limits as shipped, or as the clinic set them."""

    def advice(self) -> AdviceRules:
        """The limits of easier, same, harder and stop."""
        with self._session.read() as tx:
            own = rules.every(tx).get(_ADVICE, {})
        return AdviceRules(**{n: own[n] for n in ADVICE_FIELDS if n in own})

    def pain_limits(self) -> tuple[int, int]:
        """What pain is calm at most, and above what it is too much, in points."""
        limits = self.advice()
        return limits.calm_pain, limits.high_pain

    def save_advice(self, limits: AdviceRules) -> None:
        """Change them for the whole clinic."""
        self._save(_ADVICE, asdict(limits), is_usual=limits == AdviceRules())

    def trend(self, region: str) -> TrendRule:
        """The rule of a body region, with its sources."""
        return self.trends((region,))[region]

    def trends(self, regions: tuple[str, ...]) -> dict[str, TrendRule]:
        """The rules of several regions."""
        with self._session.read() as tx:
            own = rules.every(tx)
        return {region: _merged(region, own.get(_TREND + region, {})) for region in regions}

    def save_trend(self, region: str, rule: TrendRule) -> None:
        """Change the limits of one region, "" where none is known; raises UserError."""
        if region and region not in self._session.library.vocabulary.terms["region"]:
            raise UserError(_("{region} is not a known region.", region=repr(region)))
        limits = {name: getattr(rule, name) for name in TREND_FIELDS}
        usual = {name: getattr(rule_for(region), name) for name in TREND_FIELDS}
        self._save(_TREND + region, limits, is_usual=limits == usual)

    def _save(self, name: str, document: dict[str, object], *, is_usual: bool) -> None:
        with self._session.write(Permission.LIMITS, changed=ClinicChanged()) as tx:
            if is_usual:
                rules.clear(tx, name)
            else:
                rules.put(tx, name, document)


def _merged(region: str, own: dict[str, float]) -> TrendRule:
    kept = _present(own)
    limits = {name: kept[name] for name in TREND_FIELDS if name in kept}
    shipped = rule_for(region)
    usual = all(getattr(shipped, name) == value for name, value in limits.items())
    return shipped if usual else shipped.with_limits(limits)


def _present(own: dict[str, float]) -> dict[str, float]:
    """Limits as they are named now, from those of the rule of 7-day windows where they are older.

    There "possible" held from a low start only, and a week needed 5 rated days unless the clinic
    had said otherwise: both are as shipped now.
    """
    if _OLD_LIMIT not in own:
        return own
    return {n: v for n, v in own.items() if (n, v) != ("rated_days_needed", 5)}
