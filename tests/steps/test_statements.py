"""Statements: source, verb, what is credited, and the rule."""

import pytest

from dateline.steps.statements import speech_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bombs fell on Goma, police said.", [("police", "said", "statements.after")]),
        ("Police said on Monday that bombs fell.", [("Police", "said", "statements.before")]),
        ("“Bombs fell,” said the mayor.", [("the mayor", "said", "statements.inverted")]),
        ("Bombs fell, according to the UN.", [("the UN", "according to", "statements.according")]),
        ("Police did not say who fled.", []),
        ("The guards told him to leave.", []),
        ("The claims were false.", []),
    ],
)
def test_statements(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = speech_of(text).statements
    named = [(text[slice(*s.source)], text[slice(*s.cue)], s.by) for s in found]
    assert named == expected


def test_odd_text() -> None:
    for text in ("", "said", "“", "said said said", ", said ,", "“” said", "according to", "x " * 3000 + "said"):
        assert isinstance(speech_of(text).statements, tuple)
