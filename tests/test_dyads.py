"""Pairs of codes: equals in both directions, joint accusers towards nobody."""

from types import SimpleNamespace

import pytest

from dateline.dyads import dyads
from dateline.records import Entity


def parties(*codes: str | None) -> tuple[Entity, ...]:
    empty = {"sector": (), "identifier_id": None, "identifier_text": None, "office": None, "by": None}
    return tuple(Entity(code=code, entity_text="x", start=0, end=1, **empty) for code in codes)


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "expected"),
    [
        ("CONSULT", ("CHN", "PRK"), (), [("CHN", "PRK"), ("PRK", "CHN")]),
        ("ACCUSE", ("CHN", "PRK"), (), [("CHN", ""), ("PRK", "")]),
        ("ACCUSE", ("CHN", "CHN", None), ("USA",), [("CHN", "USA"), ("UNK", "USA")]),
        ("ASSAULT", (), ("SYR",), [("", "SYR")]),
    ],
)
def test_dyads(kind: str, actors: tuple, recipients: tuple, expected: list) -> None:
    event = SimpleNamespace(event=(kind,), actor=parties(*actors), recipient=parties(*recipients))
    assert list(dyads(event)) == expected
