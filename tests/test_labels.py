"""The corpus format: what a passage may hold, and what is refused with which words."""

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.labels import find, parse_passage, read_passages
from dateline.ontology import load_ontology

TEXT = "War games: Iran warned Iraq on Monday. Iraq, Iran's neighbour, rejected the war talk."
ONTOLOGY = load_ontology()


@pytest.mark.parametrize(
    ("phrase", "start"),
    [("Iran", 11), ("Iran#2", 45), ("Iraq#2", 39), ("war", 76), ("rejected", 63), ("Monday.", 31)],
)
def test_find(phrase: str, start: int) -> None:
    assert find(TEXT, phrase).start == start


@pytest.mark.parametrize("phrase", ["Iran#3", "Syria", "ran", "", " ", "warn"])
def test_not_found(phrase: str) -> None:
    with pytest.raises(ValueError, match="does not stand in the text"):
        find(TEXT, phrase)


def passage(**event: object) -> dict:
    return {"id": "t-1", "text": TEXT, "events": [{"type": "THREATEN", "trigger": "warned", **event}]}


def test_defaults() -> None:
    event = parse_passage(passage(actor=["Iran"], date="Monday"), ONTOLOGY).events[0]
    assert (event.factuality, event.modes, event.roles["recipient"]) == ("asserted", (), ())
    assert [TEXT[slice(*span)] for span in event.roles["date"]] == ["Monday"]


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (passage(type="SHOUT"), "unknown type 'SHOUT'"),
        (passage(modes=["arrested"]), "THREATEN has no mode arrested"),
        (passage(factuality="maybe"), "unknown factuality 'maybe'"),
        (passage(actor=["Syria"]), "'Syria' does not stand in the text"),
        (passage(actor=["Iran", "Iran"]), "actor names one span twice"),
        (passage(place=["Iran", "Iraq"]), "place holds one phrase"),
        (passage(when="Monday"), "unknown field when"),
        ({"id": "t-1", "text": TEXT, "contexts": ["weather"]}, "unknown context 'weather'"),
        ({"id": "t-1"}, "no 'text'"),
        ({"id": "t-1", "text": TEXT, "events": passage()["events"] * 2}, "a duplicate"),
    ],
)
def test_faults(record: dict, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        parse_passage(record, ONTOLOGY)


def test_file_and_line_are_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(passage()) + "\n\n{broken\n", "utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:3: .*docs/corpus\.md"):
        list(read_passages(file, ONTOLOGY))
