"""Every row of the trail has words, and they are sentences that a person understands."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.records.trail import TrailRow
from clinic_app.domain.records.trail_phrases import Names
from clinic_app.domain.records.trail_words import PHRASES, Topic, told, topic_pairs
from clinic_app.shipped_data import RESOURCES
from tests.audit_calls import written

AT = datetime(2026, 11, 28, 9, 41, tzinfo=UTC)
NAMES = Names(
    people={"r": "Robin Demo", "k": "Kim Standin"},
    patients={"m": "Marigold Sample"},
    records={("pain", "7"): "7 (average) of 12 Nov", ("handout", "h"): "of 26 Nov, 3 pages,"},
    changes={9: "Hip hinge: depth 45° to 60°"},
)


def row(action: str, kind: str, entity_id: str = "x", *, seq: int = 1, **detail: Any) -> TrailRow:
    return TrailRow(seq, AT, "r", action, kind, entity_id, detail, "m")


@pytest.mark.parametrize(
    ("noted", "sentence"),
    [
        (row("open", "patient"), "Robin Demo opened the record of Marigold Sample"),
        (
            row("save", "program", "m", seq=9, version=4),
            "Robin Demo changed the plan of Marigold Sample: Hip hinge: depth 45° to 60°",
        ),
        (
            row("save", "program", "m", version=1),
            "Robin Demo wrote the first plan of Marigold Sample",
        ),
        (
            row("void", "pain", "7", reason="typed twice"),
            "Robin Demo marked the pain rating 7 (average) of 12 Nov in the record of"
            " Marigold Sample as entered in error: typed twice",
        ),
        (
            row("add", "pain", ratings=[["1", "worst", 3]] * 500),
            "Robin Demo wrote 500 pain ratings into the record of Marigold Sample",
        ),
        (
            row("change", "patient", "m", fields=["given"], before={"given": "Mary"},
                after={"given": "Marigold"}),
            "Robin Demo changed Marigold Sample: given name Mary to Marigold",
        ),
        (
            row("change", "patient", "m", fields=["given", "born"], version=3),
            "Robin Demo changed Marigold Sample: given name, birth date",
        ),
        (
            row("fail", "login", "k", at=AT.isoformat()),
            "Somebody tried a wrong passphrase for Kim Standin on 28 Nov 2026, 09:41",
        ),
        (row("fail", "login", "recovery"), "Somebody tried a wrong recovery key"),
        (row("lock", "login", "r", by="key"), "Robin Demo locked the clinic"),
        (
            row("unlock", "login", "r", command="pain", computer="room-1"),
            "Robin Demo unlocked the clinic with the command 'pain' on the computer room-1",
        ),
        (
            row("export", "file", **{"what": "pain chart", "as": "png"}),
            "Robin Demo saved the pain chart of Marigold Sample (PNG file)",
        ),
        (
            row("issue", "handout", "h", sha256="0"),
            "Robin Demo gave out the handout of 26 Nov, 3 pages, to Marigold Sample",
        ),
        (
            row("import", "file", what="pain ratings", count=14),
            "Robin Demo read 14 pain ratings for Marigold Sample from a file",
        ),
        (
            row("role-changed", "clinician", "k", role="owner"),
            "Robin Demo made Kim Standin an owner",
        ),
        (row("read", "trail", ""), "Robin Demo read the audit trail of Marigold Sample"),
    ],
)  # fmt: skip
def test_the_sentence_says_who_did_what_to_whom_and_why(noted: TrailRow, sentence: str):
    assert told(noted, NAMES).sentence == sentence


def test_every_row_that_some_code_writes_has_words():
    missing = {where: pair for pair, where in written().items() if pair not in PHRASES}
    assert missing == {}, "give these words in domain/records/trail_words.py"


def test_no_words_wait_for_rows_that_nobody_writes():
    assert set(PHRASES) - set(written()) == set()


def test_a_row_of_a_later_version_says_that_it_is_not_known():
    words = told(row("merge", "seat", colour="blue"), NAMES)
    assert words.sentence == (
        "Robin Demo did something that this Handrail has no words for (merge, seat)"
    )
    assert (words.topic, words.why) == (None, "")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
_KNOWN_KEYS = (
    "at", "by", "fields", "before", "after", "ratings", "version", "reason", "role", "to", "what",
    "as", "way", "command", "count",
)  # fmt: skip


@given(
    st.sampled_from(sorted(PHRASES)),
    st.dictionaries(st.sampled_from(_KNOWN_KEYS), _JSON, max_size=5),
    st.sampled_from(["", "k", "7", "unknown"]),
    st.sampled_from(["m", "gone", None]),
)
def test_whatever_was_noted_or_erased_there_is_a_sentence(
    pair: tuple[str, str], detail: dict[str, Any], entity_id: str, patient_id: str | None
):
    words = told(TrailRow(1, AT, "nobody", *pair, entity_id, detail, patient_id), NAMES)
    assert words.who
    assert words.did
    assert detail or words.did == " ".join(words.did.split())


def test_each_topic_has_rows_and_each_icon_is_there():
    assert all(topic_pairs(topic) for topic in Topic)
    assert frozenset[tuple[str, str]]().union(*map(topic_pairs, Topic)) == frozenset(PHRASES)
    for phrase in PHRASES.values():
        assert (RESOURCES / "icons" / f"{phrase.icon}.svg").exists()
