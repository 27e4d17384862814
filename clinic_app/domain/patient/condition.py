"""Groups of ICD-10-CM codes that a physical therapy episode often has, to choose from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConditionGroup:
    """A code group, its plain name, and the library's region (empty where several fit)."""

    code: str
    name: str
    region: str = ""

    @property
    def words(self) -> str:
        """``Low back pain, M54.5``."""
        return f"{self.name}, {self.code}"


CONDITION_GROUPS = (
    ConditionGroup("M54.5", "Low back pain", "low-back"),
    ConditionGroup("M54.2", "Neck pain", "neck"),
    ConditionGroup("M54.1", "Radiculopathy"),
    ConditionGroup("M16", "Hip osteoarthritis", "hip"),
    ConditionGroup("M17", "Knee osteoarthritis", "knee"),
    ConditionGroup("M22.2", "Patellofemoral disorder", "knee"),
    ConditionGroup("M75", "Shoulder lesion", "shoulder"),
    ConditionGroup("M77.1", "Tennis elbow (lateral epicondylitis)", "elbow"),
    ConditionGroup("M77.0", "Golfer's elbow (medial epicondylitis)", "elbow"),
    ConditionGroup("M77", "Other enthesopathy"),
    ConditionGroup("G56.0", "Carpal tunnel syndrome", "wrist-hand"),
    ConditionGroup("M65.4", "De Quervain tenosynovitis", "wrist-hand"),
    ConditionGroup("M54.6", "Thoracic spine pain", "thoracic"),
    ConditionGroup("M53.3", "Sacroiliac joint pain", "pelvis"),
    ConditionGroup("M26.6", "Jaw joint disorder (TMD)", "jaw"),
    ConditionGroup("H81.1", "Positional vertigo (BPPV)", "vestibular"),
    ConditionGroup("R53.81", "Deconditioning", "general"),
    ConditionGroup("M76.6", "Achilles tendinopathy", "ankle-foot"),
    ConditionGroup("M72.2", "Plantar fasciitis", "ankle-foot"),
    ConditionGroup("S93.4", "Ankle sprain", "ankle-foot"),
    ConditionGroup("Z96.6", "After a joint replacement"),
)
"""Code groups as in ICD-10-CM; the clinician adds the last digits."""
