"""A row of the audit trail as a sentence: who did what, to whose record, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.domain.records.restore_phrases import drilled, restored
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import (
    Names,
    PhraseRow,
    about,
    accepted,
    by_command,
    changed,
    check,
    decided,
    erased,
    failed,
    file,
    handed_on,
    in_place,
    in_record,
    limits,
    locked,
    made_one,
    moved,
    named,
    opened,
    parted,
    person,
    plan,
    rated,
    read_in,
    read_trail,
    report,
    role,
    taken_in,
    unlocked,
    went_on,
    wrote,
)

NOBODY = "Somebody"


class Topic(StrEnum):
    """What rows are about, to choose among them."""

    OPENED = "Looked into"
    PLANS = "Plans"
    RATINGS = "Pain, diary, measures"
    RECORDS = "Patients and episodes"
    GIVEN = "Printed, saved, read in"
    PEOPLE = "Sign-in and people"
    CLINIC = "Settings and safety"


@dataclass(frozen=True)
class Told:
    """A row in words: ``who`` ``did`` it, and ``why`` where somebody said so."""

    who: str
    did: str
    why: str
    topic: Topic | None
    icon: str

    @property
    def sentence(self) -> str:
        """``Robin Demo marked the pain rating 7 of 12 Nov as entered in error: typed twice``."""
        return f"{self.who} {self.did}{f': {self.why}' if self.why else ''}"


@dataclass(frozen=True)
class _Phrase:
    topic: Topic
    icon: str
    words: str | Callable[["PhraseRow"], str]


def topic_pairs(topic: Topic) -> frozenset[tuple[str, str]]:
    """The actions and kinds of the rows about a topic."""
    return frozenset(pair for pair, phrase in PHRASES.items() if phrase.topic is topic)


def told(row: TrailRow, names: Names) -> Told:
    """The words of a row; one that a later Handrail wrote says plainly that it is not known."""
    phrase = PHRASES.get(row.pair)
    who = names.people.get(row.actor_id, NOBODY)
    if phrase is None:
        did = f"did something that this Handrail has no words for ({row.action}, {row.kind})"
        return Told(who, did, "", None, "info-circle")
    known = PhraseRow(row, names)
    did = phrase.words if isinstance(phrase.words, str) else phrase.words(known)
    who = NOBODY if row.pair in _BY_NOBODY else who
    return Told(who, did, known.detail("reason"), phrase.topic, phrase.icon)


# Whoever it was, the trail knows only who unlocked next, or whose login was taken.
_BY_NOBODY = (("fail", "login"), ("recover", "login"))


def _dated(kind: str, words: str, topic: Topic, icon: str) -> dict[tuple[str, str], _Phrase]:
    """The phrases of a kind of record that is added, voided and restored."""
    return {
        ("add", kind): _Phrase(topic, icon, wrote(words)),
        ("void", kind): _Phrase(topic, "x", in_record("marked", words, " as entered in error")),
        ("unvoid", kind): _Phrase(topic, "arrow-back-up", in_record("restored", words)),
    }


# Records whose proof did not fit any more, and whether they are a patient's.
_ACCEPTED = (
    ("clinic", "clinic's details", False),
    ("clinician", "clinician", False),
    ("clinic rule", "clinic's limits", False),
    ("template", "template", False),
    ("other clinician", "somebody of another clinic", False),
    ("merge", "note that two records are one", True),
    ("imported record", "record from another clinic", True),
    ("backup place", "place for backups", False),
    ("patient", "details", True),
    ("program", "plan", True),
    ("pain", "pain rating", True),
    ("measure", "outcome measure", True),
    *((kind, kind, True) for kind in (
        "episode", "event", "exercise log", "body chart", "diary form", "advice", "handout",
    )),
)  # fmt: skip
_WHO, _CLINIC, _GIVEN = Topic.PEOPLE, Topic.CLINIC, Topic.GIVEN
PHRASES: Mapping[tuple[str, str], _Phrase] = {
    ("open", "patient"): _Phrase(Topic.OPENED, "eye", opened),
    ("open", "caseload"): _Phrase(
        Topic.OPENED, "eye", lambda row: by_command("read the list of all patients", row)
    ),
    ("add", "patient"): _Phrase(Topic.RECORDS, "user-plus", about("added the patient")),
    ("change", "patient"): _Phrase(Topic.RECORDS, "user", changed(lambda row: row.patient)),
    ("rewrite", "backup"): _Phrase(
        _CLINIC, "arrow-back-up", "erased a patient in backups that still held them"
    ),
    ("delete", "backup"): _Phrase(
        _CLINIC, "x", "deleted backups that still held an erased patient"
    ),
    **{
        ("merge", kind): _Phrase(
            Topic.RECORDS, "user", moved("two records were made one", words)
        )
        for kind, words, _ in _ACCEPTED
    },
    **{
        ("part", kind): _Phrase(
            Topic.RECORDS, "arrow-back-up", moved("two records were parted", words)
        )
        for kind, words, _ in _ACCEPTED
    },
    **{
        ("give back", kind): _Phrase(
            Topic.RECORDS, "arrow-back-up", about("gave records back as two were parted, from")
        )
        for kind, _, _ in _ACCEPTED
    },
    ("merge", "merge"): _Phrase(Topic.RECORDS, "user", made_one),
    ("part", "merge"): _Phrase(Topic.RECORDS, "arrow-back-up", parted),
    ("tell apart", "merge"): _Phrase(
        Topic.RECORDS, "user", about("said that two records are of two people, one of them")
    ),
    ("erase", "erasure"): _Phrase(Topic.RECORDS, "x", erased),
    ("add", "episode"): _Phrase(
        Topic.RECORDS, "user", lambda row: f"opened {row.of_record('episode')} of {row.patient}"
    ),
    ("change", "episode"): _Phrase(
        Topic.RECORDS, "user", changed(lambda row: f"{row.of_record('episode')} of {row.patient}")
    ),
    ("save", "program"): _Phrase(Topic.PLANS, "adjustments-horizontal", plan),
    ("decide", "advice"): _Phrase(Topic.PLANS, "check", decided),
    ("add", "template"): _Phrase(Topic.PLANS, "template", named("kept the template")),
    ("change", "template"): _Phrase(Topic.PLANS, "template", named("changed the template")),
    ("archive", "template"): _Phrase(Topic.PLANS, "archive", named("archived the template")),
    **_dated("pain", "pain rating", Topic.RATINGS, "activity"),
    ("add", "pain"): _Phrase(Topic.RATINGS, "activity", rated),
    **_dated("event", "event", Topic.RATINGS, "clock"),
    **_dated("exercise log", "exercise log", Topic.RATINGS, "table"),
    ("confirm", "exercise log"): _Phrase(
        Topic.RATINGS, "check", in_record("confirmed", "exercise log")
    ),
    **_dated("measure", "outcome measure", Topic.RATINGS, "chart-line"),
    **_dated("body chart", "body chart", Topic.RATINGS, "user"),
    ("open", "kiosk"): _Phrase(
        Topic.RATINGS, "device-tablet", about("handed the screen to", then=" (kiosk)")
    ),
    ("end", "kiosk"): _Phrase(
        Topic.RATINGS,
        "device-tablet",
        lambda row: (
            f"kept {row.detail('answered') or 'the'} of {row.detail('asked') or 'all'}"
            f" answers of {row.patient} at the kiosk"
        ),
    ),
    ("issue", "handout"): _Phrase(
        _GIVEN, "file-text", lambda row: f"gave out {row.of_record('handout')} to {row.patient}"
    ),
    ("make", "report"): _Phrase(_GIVEN, "file-text", report),
    ("make", "diary form"): _Phrase(_GIVEN, "file-text", about("made a diary form for")),
    ("export", "file"): _Phrase(_GIVEN, "device-floppy", file("saved")),
    ("print", "paper"): _Phrase(_GIVEN, "printer", file("printed")),
    ("import", "file"): _Phrase(_GIVEN, "file-spreadsheet", read_in),
    ("unlock", "login"): _Phrase(_WHO, "key", unlocked),
    ("lock", "login"): _Phrase(_WHO, "lock", locked),
    ("fail", "login"): _Phrase(_WHO, "alert-triangle", failed),
    ("recover", "login"): _Phrase(
        _WHO, "key", person("opened the clinic with the recovery key in the name of")
    ),
    ("add", "clinician"): _Phrase(_WHO, "user-plus", person("added", " to the people")),
    ("change", "clinician"): _Phrase(_WHO, "user", person("changed the name or credentials of")),
    ("passphrase-changed", "clinician"): _Phrase(
        _WHO, "key", person("gave a new passphrase to")
    ),
    ("login-removed", "clinician"): _Phrase(_WHO, "lock", person("removed the login of")),
    ("login-given-back", "clinician"): _Phrase(_WHO, "key", person("gave back the login of")),
    ("role-changed", "clinician"): _Phrase(_WHO, "user", role),
    ("move", "clinic"): _Phrase(
        _CLINIC, "archive", "marked the clinic as moved to another computer"
    ),
    ("stay", "clinic"): _Phrase(_CLINIC, "arrow-back-up", "went on here though it was moved"),
    ("recovery-key-replaced", "clinic"): _Phrase(
        _WHO, "key", "replaced the recovery key of the clinic"
    ),
    ("encrypted-anew", "clinic"): _Phrase(
        _WHO, "key", "encrypted the clinic anew with another key"
    ),
    ("restore", "clinic"): _Phrase(_CLINIC, "history", restored),
    ("drill", "trail"): _Phrase(_CLINIC, "shield-check", drilled),
    ("hand on", "draft"): _Phrase(_WHO, "arrow-right", handed_on),
    ("save", "clinic"): _Phrase(_CLINIC, "building", changed(lambda _: "the clinic's details")),
    ("save", "clinic rule"): _Phrase(_CLINIC, "adjustments-horizontal", limits("changed")),
    ("clear", "clinic rule"): _Phrase(_CLINIC, "arrow-back-up", limits("took back")),
    **{
        ("accept", kind): _Phrase(_CLINIC, "check", accepted(words, of_patient=of_patient))
        for kind, words, of_patient in _ACCEPTED
    },
    **{
        ("import", kind): _Phrase(_GIVEN, "user-plus", taken_in(words, of_patient=of_patient))
        for kind, words, of_patient in _ACCEPTED
    },
    ("record-accepted", "trail"): _Phrase(_CLINIC, "alert-triangle", went_on),
    ("check", "trail"): _Phrase(_CLINIC, "shield-check", check),
    ("checkpoint-renewed", "trail"): _Phrase(
        _CLINIC, "shield-check", "wrote the trail's checkpoint anew where it was missing"
    ),
    ("make", "backup place"): _Phrase(_CLINIC, "device-floppy", in_place("made a backup in")),
    ("fail", "backup place"): _Phrase(
        _CLINIC, "alert-triangle", in_place("could not make a backup in")
    ),
    ("save", "backup place"): _Phrase(_CLINIC, "device-floppy", in_place("set up backups in")),
    ("remove", "backup place"): _Phrase(_CLINIC, "device-floppy", in_place("ended backups in")),
    ("export", "backup"): _Phrase(
        _GIVEN, "device-floppy", lambda row: f"saved a backup in {row.quoted('folder')}"
    ),
    ("confirm", "clock"): _Phrase(_CLINIC, "clock", "said that the computer's date is right"),
    ("read", "trail"): _Phrase(_CLINIC, "history", read_trail),
}  # fmt: skip
