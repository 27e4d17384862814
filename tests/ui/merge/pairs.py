"""A pair as the page shows it, without a clinic: for pictures."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from clinic_app.domain.patient.duplicates import Pair
from clinic_app.domain.patient.patient import Episode, Patient
from clinic_app.domain.patient.role import Permission
from clinic_app.services.patients.merging import (
    Difference,
    MergePreview,
    MergeRow,
    MergeSide,
    PartPreview,
)

AT = datetime(2020, 11, 3, 9, 12, tzinfo=UTC)
BORN = date(1962, 5, 7)
LONG = "Maria-Magdalena Wilhelmina Christina Alexandrina"
KEPT = Patient("a" * 32, "Margaret", "Mockup", BORN, "H-0087", precautions=("osteoporosis",))
OTHER = Patient("b" * 32, LONG, "Mockup", BORN, "H-0240", "es")
EPISODES = (
    Episode("c" * 32, KEPT.id, "Neck pain", "neck", started=AT.date(), ended=AT.date()),
    Episode("d" * 32, OTHER.id, "Knee osteoarthritis", "knee", started=date(2020, 11, 1)),
)
DIFFERENCES = (
    Difference("given", "Given name", KEPT.given, OTHER.given, "kept"),
    Difference("record_number", "Record number", "H-0087", "H-0240", "kept"),
    Difference("language", "Language", "English", "Spanish", "other"),
)
FIRST = MergeSide(KEPT, {"ratings": 112, "handouts": 6}, date(2019, 3, 2), (), None, EPISODES[:1])
SECOND = MergeSide(
    OTHER, {"ratings": 9, "handouts": 1}, date(2020, 11, 1), ("Squat",), AT, EPISODES[1:]
)
PREVIEW = MergePreview(FIRST, SECOND, DIFFERENCES, KEPT.precautions, "other", 121)
ROW = MergeRow("e" * 32, KEPT, OTHER, AT, "Robin Demo, PT", "merged")
PART = PartPreview(ROW, ("9 ratings, 1 handout", "The plan of 1 exercise"), ("3 ratings, new",))


class _Pairs:
    """Answers what the page asks, from above."""

    def __init__(self, pairs: int) -> None:
        self._pairs = pairs

    def pairs(self) -> list[Pair]:
        return [Pair(KEPT, OTHER, ("A similar name", "the same birth date"))] * self._pairs

    def merges(self) -> list[MergeRow]:
        return [ROW]

    def preview(self, kept_id: str, other_id: str) -> MergePreview:
        assert (kept_id, other_id) == (KEPT.id, OTHER.id)
        return PREVIEW


def caseload(*, include_archived: bool) -> list[None]:
    return [None] * 128 if include_archived else []


def labels(kind: str) -> dict[str, str]:
    return {"osteoporosis": "Osteoporosis"} if kind == "precaution" else {}


def refusal(permission: Permission) -> str:
    return "" if permission is Permission.MERGE else "no"


def clinic(pairs: int = 3) -> SimpleNamespace:
    """As much of a workspace as the page reads."""
    return SimpleNamespace(
        merging=_Pairs(pairs),
        patients=SimpleNamespace(caseload=caseload),
        library=SimpleNamespace(vocabulary=SimpleNamespace(labels=labels)),
        is_read_only=False,
        refusal=refusal,
    )
