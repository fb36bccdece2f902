"""Embargo notes and the moments that they name."""

import pytest

from dateline.sources.embargo import embargo_until
from dateline.sources.wire import Known, read_wire

NOTES = [
    ("EMBARGOED UNTIL 0001 GMT MAY 9", "2025-05-08", "2025-05-09T00:01:00+00:00"),
    ("Embargoed until 6 p.m. EST, January 3, 2026", None, "2026-01-03T23:00:00+00:00"),
    ("Embargo: 12.00 noon CET on 5 November 2025", None, "2025-11-06T12:00:00+00:00"),
    ("EMBARGOED UNTIL 10:30 UTC", "2025-05-08T07:00:00Z", "2025-05-08T10:30:00+00:00"),
    ("NOT FOR PUBLICATION BEFORE 12 a.m. KST Feb. 2", "2026-02-01", "2026-02-01T15:00:00+00:00"),
    ("EMBARGOED UNTIL FURTHER NOTICE", "2025-05-08", "EMBARGOED UNTIL FURTHER NOTICE"),
]


@pytest.mark.parametrize(("note", "published", "until"), NOTES)
def test_notes(note: str, published: str | None, until: str) -> None:
    assert embargo_until(note, published) == until


def test_a_story_carries_it() -> None:
    raw = "EMBARGOED UNTIL 0001 GMT MAY 9\n\nHunger grows\n\nROME, May 8 (AP) - Hunger grows, it said."
    found = read_wire(raw, Known(), published="2025-05-08")
    assert (found.embargoed, found.by["embargoed"]) == ("2025-05-09T00:01:00+00:00", "wire.embargo")
    assert read_wire("Hunger grows, it said. " * 9, Known()).embargoed is None
