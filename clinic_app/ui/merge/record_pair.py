"""What the page looks for: the pairs, what was made one before, and how many were looked at."""

from dataclasses import dataclass

from clinic_app.services.patients.merging import MergeRow
from clinic_app.services.workspace import Workspace
from clinic_app.ui.merge.pair_words import made_one


@dataclass(frozen=True)
class RecordPair:
    """Two records to look at; the first one stays unless another side is chosen."""

    kept_id: str
    other_id: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    pairs: tuple[RecordPair, ...]
    merges: tuple[MergeRow, ...]
    patients: int


def look_for_pairs(workspace: Workspace) -> Found:
    """Read all of it; not in the window's thread."""
    merging = workspace.merging
    pairs = tuple(RecordPair(one.first.id, one.second.id, one.reasons) for one in merging.pairs())
    patients = len(workspace.patients.caseload(include_archived=True))
    return Found(pairs, tuple(made_one(merging.merges())), patients)
