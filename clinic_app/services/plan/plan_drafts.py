"""Plans that could not be saved: kept as drafts, saved once nobody changed them meanwhile."""

from typing import Any

from clinic_app.domain.errors import UserError
from clinic_app.domain.exercise.rung import Lookup
from clinic_app.domain.patient.draft import VERSION_OF, Draft
from clinic_app.domain.plan import plan_document
from clinic_app.domain.plan.plan import Plan
from clinic_app.services.workspace import Workspace

PLAN = "plan"
_NO_VERSION = -1  # never that of a plan, so that it waits for a choice


def form_of(patient_id: str) -> str:
    """Where the draft of a patient's plan is kept."""
    return f"{PLAN}/{patient_id}"


def document(plan: Plan, version: int) -> dict[str, Any]:
    """A plan with the version it was made from."""
    return {"version": version, "plan": plan_document.to_document(plan)}


def plan_of(draft: Draft, lookup: Lookup) -> tuple[Plan, int]:
    """The plan and its version; raises UserError for what the library does not have any more.

    A plan that was made for a record which is one with this one now has no version of this one's.
    """
    plan = plan_document.from_document(draft.content["plan"], lookup)
    is_own = VERSION_OF not in draft.content
    return plan, draft.content["version"] if is_own else _NO_VERSION


def save_waiting(workspace: Workspace) -> int:
    """Save each plan that nobody changed since; how many. The others wait for a choice."""
    waiting = [draft for draft in workspace.drafts.mine() if draft.kind == PLAN]
    return sum(_is_saved(workspace, draft) for draft in waiting)


def _is_saved(workspace: Workspace, draft: Draft) -> bool:
    if draft.patient_id is None:
        return False
    try:
        plan, version = plan_of(draft, workspace.library.exercise)
        current = workspace.plans.current(draft.patient_id)
        if plan != current.plan:
            if version != current.version:
                return False
            workspace.plans.save(draft.patient_id, plan, version=version)
    except UserError:  # it stays a draft, and is offered with the plan
        return False
    workspace.drafts.discard(draft.place)
    return True
