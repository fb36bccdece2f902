"""Records are frozen, and become JSON in the order of their fields."""

from dataclasses import FrozenInstanceError

import pytest

from dateline.records import Caption, Mark, Span, Story, to_dict


def test_frozen() -> None:
    story = Story(id="a", text="x")
    with pytest.raises(FrozenInstanceError):
        story.text = "y"  # type: ignore[misc]


def test_to_dict() -> None:
    story = Story(id="a", text="x", mark=Mark("LEAD", 2), captions=(Caption("c"),), by={"published": "argument"})
    record = to_dict(story)
    assert record["mark"] == {"kind": "LEAD", "number": 2}
    assert record["captions"] == [{"text": "c", "credit": None, "usage_terms": None}]
    assert record["by"] == {"published": "argument"}
    assert list(record)[:3] == ["id", "text", "headline"]
    assert to_dict(Span(1, 2)) == {"start": 1, "end": 2}
