"""A row of the audit trail as a sentence: who did what, to whose record, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.domain.records.record_names import reason_words
from clinic_app.domain.records.restore_phrases import drilled, restored
from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import (
    Names,
    Phrase,
    PhraseRow,
    accepted,
    changed,
    check,
    decided,
    erased,
    failed,
    handed_on,
    in_record,
    kiosk_ended,
    limits_changed,
    limits_cleared,
    listed,
    locked,
    opened,
    parted,
    plan,
    printed,
    put_apart,
    put_together,
    rated,
    read_in,
    read_trail,
    report,
    role,
    said,
    saved,
    taken_in,
    unlocked,
    went_on,
    wrote,
)
from clinic_app.words import N_, Message, _

NOBODY = N_("Somebody")


class Topic(StrEnum):
    """What rows are about, to choose among them."""

    OPENED = "Looked into"
    PLANS = "Plans"
    RATINGS = "Pain, diary, measures"
    RECORDS = "Patients and episodes"
    GIVEN = "Printed, saved, read in"
    PEOPLE = "Sign-in and people"
    CLINIC = "Settings and safety"

    @property
    def words(self) -> str:
        """As the screen shows it."""
        return _(_TOPICS[self])


_TOPICS = {
    Topic.OPENED: N_("Looked into"),
    Topic.PLANS: N_("Plans"),
    Topic.RATINGS: N_("Pain, diary, measures"),
    Topic.RECORDS: N_("Patients and episodes"),
    Topic.GIVEN: N_("Printed, saved, read in"),
    Topic.PEOPLE: N_("Sign-in and people"),
    Topic.CLINIC: N_("Settings and safety"),
}


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
    words: Message | Phrase


def topic_pairs(topic: Topic) -> frozenset[tuple[str, str]]:
    """The actions and kinds of the rows about a topic."""
    return frozenset(pair for pair, phrase in PHRASES.items() if phrase.topic is topic)


def told(row: TrailRow, names: Names) -> Told:
    """The words of a row; one that a later Handrail wrote says plainly that it is not known."""
    phrase = PHRASES.get(row.pair)
    who = names.people.get(row.actor_id) or _(NOBODY)
    if phrase is None:
        did = _(
            "did something that this Handrail has no words for ({action}, {kind})",
            action=row.action,
            kind=row.kind,
        )
        return Told(who, did, "", None, "info-circle")
    known = PhraseRow(row, names)
    did = phrase.words(known) if callable(phrase.words) else _(phrase.words)
    who = _(NOBODY) if row.pair in _BY_NOBODY else who
    return Told(who, did, reason_words(known.detail("reason")), phrase.topic, phrase.icon)


# Whoever it was, the trail knows only who unlocked next, or whose login was taken.
_BY_NOBODY = (("fail", "login"), ("recover", "login"))


_VOIDED = N_("marked {record} in the record of {patient} as entered in error")
_RESTORED = N_("restored {record} in the record of {patient}")


def _dated(kind: str, words: str, topic: Topic, icon: str) -> dict[tuple[str, str], _Phrase]:
    """The phrases of a kind of record that is added, voided and restored."""
    return {
        ("add", kind): _Phrase(topic, icon, wrote(words)),
        ("void", kind): _Phrase(topic, "x", in_record(_VOIDED, words)),
        ("unvoid", kind): _Phrase(topic, "arrow-back-up", in_record(_RESTORED, words)),
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
    ("open", "caseload"): _Phrase(Topic.OPENED, "eye", listed),
    ("add", "patient"): _Phrase(
        Topic.RECORDS, "user-plus", said(N_("added the patient {patient}"))
    ),
    ("change", "patient"): _Phrase(Topic.RECORDS, "user", changed(said(N_("changed {patient}")))),
    ("rewrite", "backup"): _Phrase(
        _CLINIC, "arrow-back-up", N_("erased a patient in backups that still held them")
    ),
    ("delete", "backup"): _Phrase(
        _CLINIC, "x", N_("deleted backups that still held an erased patient")
    ),
    **{
        ("merge", kind): _Phrase(Topic.RECORDS, "user", put_together(words))
        for kind, words, _of_patient in _ACCEPTED
    },
    **{
        ("part", kind): _Phrase(Topic.RECORDS, "arrow-back-up", put_apart(words))
        for kind, words, _of_patient in _ACCEPTED
    },
    **{
        ("give back", kind): _Phrase(
            Topic.RECORDS,
            "arrow-back-up",
            said(N_("gave records back as two were parted, from {patient}")),
        )
        for kind, _words, _of_patient in _ACCEPTED
    },
    ("merge", "merge"): _Phrase(
        Topic.RECORDS, "user", said(N_("made another record one with that of {patient}"))
    ),
    ("part", "merge"): _Phrase(Topic.RECORDS, "arrow-back-up", parted),
    ("tell apart", "merge"): _Phrase(
        Topic.RECORDS,
        "user",
        said(N_("said that two records are of two people, one of them {patient}")),
    ),
    ("erase", "erasure"): _Phrase(Topic.RECORDS, "x", erased),
    ("add", "episode"): _Phrase(
        Topic.RECORDS, "user", in_record(N_("opened {record} of {patient}"), "episode")
    ),
    ("change", "episode"): _Phrase(
        Topic.RECORDS, "user", changed(in_record(N_("changed {record} of {patient}"), "episode"))
    ),
    ("save", "program"): _Phrase(Topic.PLANS, "adjustments-horizontal", plan),
    ("decide", "advice"): _Phrase(Topic.PLANS, "check", decided),
    ("add", "template"): _Phrase(Topic.PLANS, "template", said(N_("kept the template {record}"))),
    ("change", "template"): _Phrase(
        Topic.PLANS, "template", said(N_("changed the template {record}"))
    ),
    ("archive", "template"): _Phrase(
        Topic.PLANS, "archive", said(N_("archived the template {record}"))
    ),
    **_dated("pain", "pain rating", Topic.RATINGS, "activity"),
    ("add", "pain"): _Phrase(Topic.RATINGS, "activity", rated),
    **_dated("event", "event", Topic.RATINGS, "clock"),
    **_dated("exercise log", "exercise log", Topic.RATINGS, "table"),
    ("confirm", "exercise log"): _Phrase(
        Topic.RATINGS,
        "check",
        in_record(N_("confirmed {record} in the record of {patient}"), "exercise log"),
    ),
    **_dated("measure", "outcome measure", Topic.RATINGS, "chart-line"),
    **_dated("body chart", "body chart", Topic.RATINGS, "user"),
    ("open", "kiosk"): _Phrase(
        Topic.RATINGS, "device-tablet", said(N_("handed the screen to {patient} (kiosk)"))
    ),
    ("end", "kiosk"): _Phrase(
        Topic.RATINGS,
        "device-tablet",
        kiosk_ended,
    ),
    ("issue", "handout"): _Phrase(
        _GIVEN, "file-text", in_record(N_("gave out {record} to {patient}"), "handout")
    ),
    ("make", "report"): _Phrase(_GIVEN, "file-text", report),
    ("make", "diary form"): _Phrase(
        _GIVEN, "file-text", said(N_("made a diary form for {patient}"))
    ),
    ("export", "file"): _Phrase(_GIVEN, "device-floppy", saved),
    ("print", "paper"): _Phrase(_GIVEN, "printer", printed),
    ("import", "file"): _Phrase(_GIVEN, "file-spreadsheet", read_in),
    ("unlock", "login"): _Phrase(_WHO, "key", unlocked),
    ("lock", "login"): _Phrase(_WHO, "lock", locked),
    ("fail", "login"): _Phrase(_WHO, "alert-triangle", failed),
    ("recover", "login"): _Phrase(
        _WHO, "key", said(N_("opened the clinic with the recovery key in the name of {person}"))
    ),
    ("add", "clinician"): _Phrase(_WHO, "user-plus", said(N_("added {person} to the people"))),
    ("change", "clinician"): _Phrase(
        _WHO, "user", said(N_("changed the name or credentials of {person}"))
    ),
    ("passphrase-changed", "clinician"): _Phrase(
        _WHO, "key", said(N_("gave a new passphrase to {person}"))
    ),
    ("login-removed", "clinician"): _Phrase(
        _WHO, "lock", said(N_("removed the login of {person}"))
    ),
    ("login-given-back", "clinician"): _Phrase(
        _WHO, "key", said(N_("gave back the login of {person}"))
    ),
    ("role-changed", "clinician"): _Phrase(_WHO, "user", role),
    ("move", "clinic"): _Phrase(
        _CLINIC, "archive", N_("marked the clinic as moved to another computer")
    ),
    ("stay", "clinic"): _Phrase(_CLINIC, "arrow-back-up", N_("went on here though it was moved")),
    ("recovery-key-replaced", "clinic"): _Phrase(
        _WHO, "key", N_("replaced the recovery key of the clinic")
    ),
    ("encrypted-anew", "clinic"): _Phrase(
        _WHO, "key", N_("encrypted the clinic anew with another key")
    ),
    ("restore", "clinic"): _Phrase(_CLINIC, "history", restored),
    ("drill", "trail"): _Phrase(_CLINIC, "shield-check", drilled),
    ("hand on", "draft"): _Phrase(_WHO, "arrow-right", handed_on),
    ("save", "clinic"): _Phrase(
        _CLINIC, "building", changed(said(N_("changed the clinic's details")))
    ),
    ("save", "clinic rule"): _Phrase(_CLINIC, "adjustments-horizontal", limits_changed),
    ("clear", "clinic rule"): _Phrase(_CLINIC, "arrow-back-up", limits_cleared),
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
        _CLINIC, "shield-check", N_("wrote the trail's checkpoint anew where it was missing")
    ),
    ("make", "backup place"): _Phrase(
        _CLINIC, "device-floppy", said(N_("made a backup in {place}"))
    ),
    ("fail", "backup place"): _Phrase(
        _CLINIC, "alert-triangle", said(N_("could not make a backup in {place}"))
    ),
    ("save", "backup place"): _Phrase(
        _CLINIC, "device-floppy", said(N_("set up backups in {place}"))
    ),
    ("remove", "backup place"): _Phrase(
        _CLINIC, "device-floppy", said(N_("ended backups in {place}"))
    ),
    ("export", "backup"): _Phrase(_GIVEN, "device-floppy", said(N_("saved a backup in {folder}"))),
    ("confirm", "clock"): _Phrase(_CLINIC, "clock", N_("said that the computer's date is right")),
    ("read", "trail"): _Phrase(_CLINIC, "history", read_trail),
}
