"""Groups of ICD-10-CM codes that a physical therapy episode often has, to choose from."""

from dataclasses import dataclass

from clinic_app.words import N_, Message, _


@dataclass(frozen=True)
class ConditionGroup:
    """A code group, its plain name, and the library's region (empty where several fit)."""

    code: str
    name: Message
    region: str = ""

    @property
    def words(self) -> str:
        """``Low back pain, M54.5``."""
        return f"{_(self.name)}, {self.code}"


CONDITION_GROUPS = (
    ConditionGroup("M54.5", N_("Low back pain"), "low-back"),
    ConditionGroup("M54.2", N_("Neck pain"), "neck"),
    ConditionGroup("M54.1", N_("Radiculopathy")),
    ConditionGroup("M16", N_("Hip osteoarthritis"), "hip"),
    ConditionGroup("M17", N_("Knee osteoarthritis"), "knee"),
    ConditionGroup("M22.2", N_("Patellofemoral disorder"), "knee"),
    ConditionGroup("M75", N_("Shoulder lesion"), "shoulder"),
    ConditionGroup("M77.1", N_("Tennis elbow (lateral epicondylitis)"), "elbow"),
    ConditionGroup("M77.0", N_("Golfer's elbow (medial epicondylitis)"), "elbow"),
    ConditionGroup("M77", N_("Other enthesopathy")),
    ConditionGroup("G56.0", N_("Carpal tunnel syndrome"), "wrist-hand"),
    ConditionGroup("M65.4", N_("De Quervain tenosynovitis"), "wrist-hand"),
    ConditionGroup("M54.6", N_("Thoracic spine pain"), "thoracic"),
    ConditionGroup("M53.3", N_("Sacroiliac joint pain"), "pelvis"),
    ConditionGroup("M26.6", N_("Jaw joint disorder (TMD)"), "jaw"),
    ConditionGroup("H81.1", N_("Positional vertigo (BPPV)"), "vestibular"),
    ConditionGroup("R53.81", N_("Deconditioning"), "general"),
    ConditionGroup("M76.6", N_("Achilles tendinopathy"), "ankle-foot"),
    ConditionGroup("M72.2", N_("Plantar fasciitis"), "ankle-foot"),
    ConditionGroup("S93.4", N_("Ankle sprain"), "ankle-foot"),
    ConditionGroup("Z96.6", N_("After a joint replacement")),
)
"""Code groups as in ICD-10-CM; the clinician adds the last digits."""
