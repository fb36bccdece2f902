"""Phrases out of begin, inside and outside."""

import numpy as np
import pytest

from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import Range, tokenize
from dateline.records import Span
from dateline.steps.roles import spans, tidy
from dateline.steps.sentences import split_sentences

TEXT = "Kenyan police met Ugandan envoys. They left."


def asked(tags: str, single: tuple[str, ...] = ()) -> list[str]:
    """Phrases of one role from a letter (o, b, i, B for a stronger begin) for each word."""
    tokens = tokenize(load_bundle(DEFAULT).tokenizer, TEXT, split_sentences(TEXT))
    letters = iter(tags)
    rows = np.zeros((len(tokens.ids) + 2, 3))
    for row, begins in enumerate(tokens.begins, 1):
        letter = next(letters) if begins else "o"
        rows[row, "obi".index(letter.lower())] = 9 if letter == "B" else 3
    found = spans(tokens, Range(0, len(tokens.ids)), rows, ("actor",), single=single)["actor"]
    return [TEXT[slice(*span)] for span in found]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("bioooooooo", ["Kenyan police"]),
        ("bioBioooo", ["Kenyan police", "Ugandan envoys"]),
        ("bboooooooo", ["Kenyan", "police"]),
        ("oiooiooooo", ["police", "envoys"]),
        ("oooooobio", ["They left"]),
        ("oooobiiooo", ["envoys.", "They"]),
        ("ooooooooo", []),
    ],
)
def test_spans(tags: str, expected: list[str]) -> None:
    assert asked(tags) == expected


def test_single_keeps_the_strongest() -> None:
    assert asked("bioBioooo", ("actor",)) == ["Ugandan envoys"]


@pytest.mark.parametrize(
    ("phrase", "left"),
    [("the police and", "the police"), ("China,", "China"), ("the", None), ("A", None), ("' s", None),
     ("head of the", "head"), ("a", None), ("Iran", "Iran"), ("sand", "sand")],
)  # fmt: skip
def test_tidy(phrase: str, left: str | None) -> None:
    found = tidy(phrase, [Span(0, len(phrase))])
    assert [phrase[slice(*span)] for span in found] == ([left] if left else [])
