"""The shipped bundle holds its floors, and the gate sees a score that falls or a set that changed."""

import json

import pytest

from dateline.coder import Coder
from gate import FLOORS, check

STORIES = "stories.jsonl"


def floors() -> dict[str, dict]:
    return {STORIES: json.loads(FLOORS.read_text("utf-8"))[STORIES]}


def test_shipped_bundle_holds_its_floors(coder: Coder) -> None:
    assert all(floor > 0 for floor in floors()[STORIES]["f1"].values())
    assert check(floors(), coder, None) == []


def test_a_fall_and_a_change_are_seen(stub_coder: Coder, capsys: pytest.CaptureFixture[str]) -> None:
    fallen = check(floors(), stub_coder, None)
    assert any(fault.startswith("stories.jsonl: event has F1 0.") for fault in fallen)
    changed = check({STORIES: floors()[STORIES] | {"sha256": "0"}}, stub_coder, None)
    assert len(changed) == 1 and "not the set that its floors were measured on" in changed[0]


def test_raising_never_lowers(stub_coder: Coder) -> None:
    held = floors()
    before = dict(held[STORIES]["f1"])
    check(held, stub_coder, None, higher=True)
    assert held[STORIES]["f1"]["event"] == before["event"]
    assert all(held[STORIES]["f1"][field] >= floor for field, floor in before.items())
