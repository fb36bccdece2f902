"""JSON Lines: aliases, broken lines, and Dateline's own stories."""

import io
import json
from typing import Any

import pytest

from dateline.records import Rejected, Story, to_dict
from dateline.sources import jsonl
from dateline.sources.wire import Known, read_wire
from test_wire import CASES


def read(*lines: Any) -> tuple[list[Story], list[Rejected]]:
    rejected: list[Rejected] = []
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(jsonl.read(io.BytesIO(data), source="a.jsonl", rejected=rejected.append)), rejected


@pytest.mark.parametrize(
    "record",
    [
        {"text": "One met two.", "headline": "X", "published": "2025-05-08", "url": "https://a.example/1", "publication": "P"},
        {"body": "One met two.", "title": "X", "date": "2025-05-08", "link": "https://a.example/1", "source": "P"},
        {"content": "One met two.", "title": "X", "published_at": "May 8, 2025", "url": "https://a.example/1", "source": {"name": "P"}},
    ],
)  # fmt: skip
def test_aliases(record: dict[str, Any]) -> None:
    (story,), rejected = read(record)
    assert not rejected
    assert (story.text, story.headline, story.published, story.url, story.publication) == (
        "One met two.", "X", "2025-05-08", "https://a.example/1", "P",
    )  # fmt: skip


def test_wire_reading_is_applied() -> None:
    (story,), _ = read({"id": 7, "title": "(2nd LD) X met Y", "text": "SEOUL, May 8, 2025 (Yonhap) -- One met two."})
    assert (story.id, story.headline, story.text) == ("7", "X met Y", "One met two.")
    assert story.mark and story.mark.number == 2


@pytest.mark.parametrize("name", CASES)
def test_round_trip(name: str) -> None:
    story = read_wire(CASES[name][0], Known(), published="2025-05-08")
    (again,), rejected = read(to_dict(story))
    assert again == story and not rejected


@pytest.mark.parametrize(
    "line, reason",
    [
        (b"{broken", "no valid JSON"),
        (b"[1]", "list; expected a JSON object"),
        (b'{"title": "X"}', 'no "text"'),
        (b'{"text": ""}', "no text in it"),
        (b'{"text": 7.5}', "float; expected text"),
        (b'{"text": "x", "date": "soon"}', "'soon'; expected a date"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b'{"text": "' + b"a" * 600_000 + b'"}', "600,000 characters"),
        (b'{"text": "' + b"a" * 10_100_000 + b'"}', "10,000,000"),
        (b'{"id": "1", "text": "x", "by": {}, "removed": [{"a": 1}]}', "dateline read"),
        (b"[" * 100_000, "no valid JSON"),
    ],
)
def test_broken_line_between_good_ones(line: bytes, reason: str) -> None:
    stories, rejected = read({"text": "First."}, line, {"text": "Third."})
    assert [story.text for story in stories] == ["First.", "Third."]
    assert [refused.source for refused in rejected] == ["a.jsonl:2"]
    assert reason in rejected[0].reason and "\n" not in rejected[0].reason


def test_empty() -> None:
    assert read(b"\n\n")[1][0].source == "a.jsonl"


def test_a_kill_may_be_a_headline_alone() -> None:
    (story,), _ = read({"text": "", "title": "STORY WITHDRAWN-X met Y"})
    assert (story.text, story.headline) == ("", "X met Y") and story.mark and story.mark.kind == "WITHDRAWN"
