"""The trail on the command line: sentences for people, one JSON list for programs."""

import json

import pytest

from clinic_app.domain.errors import UserError

from .test_records import Handrail, clinic, handrail

__all__ = ["clinic", "handrail"]


def test_the_trail_is_told_in_sentences_the_newest_first(handrail: Handrail) -> None:
    handrail("pain", "Marigold", "--add", "4")
    lines = handrail("audit").stdout.splitlines()
    assert lines[0].endswith("Robin Demo read the audit trail")
    assert "Robin Demo unlocked the clinic with the command 'audit'" in lines[1]
    told = next(line for line in lines if "wrote the pain rating 4 (now)" in line)
    assert told.endswith("into the record of Marigold Sample")
    assert lines == sorted(lines, key=lambda line: line[:16], reverse=True)
    assert any("opened the record of Marigold Sample with the command 'pain'" in x for x in lines)


def test_json_is_one_list_with_what_was_noted(handrail: Handrail) -> None:
    rows = handrail.json("audit", "Marigold")
    assert {row["patient"] for row in rows} == {"H-0001"}
    assert [row["seq"] for row in rows] == sorted((row["seq"] for row in rows), reverse=True)
    saved = next(row for row in rows if (row["action"], row["kind"]) == ("save", "program"))
    assert saved["sentence"].startswith("Robin Demo changed the plan of Marigold Sample: ")
    assert saved["detail"]["version"] >= 2
    assert saved["actor"] == "Robin Demo"
    assert saved["at"][10] == "T"


def test_since_leaves_out_what_was_before(handrail: Handrail) -> None:
    assert handrail("audit", "--since", "today").stdout
    assert json.loads(handrail("audit", "--since", "2199-01-01", "--json").stdout) == []
    with pytest.raises(UserError, match="not a date"):
        raise handrail("audit", "--since", "once").exception or AssertionError


def test_reading_a_record_by_command_changes_no_order_of_the_caseload(handrail: Handrail) -> None:
    before = handrail.json("patients")
    handrail("plan", before[-1]["record_number"])
    assert handrail.json("patients") == before
