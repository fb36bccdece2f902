"""Phrases out of begin, inside and outside."""

import numpy as np
import pytest

from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import tokenize
from dateline.records import Span
from dateline.steps.roles import spans, tidy, whole_names
from dateline.steps.sentences import split_sentences

TEXT = "Kenyan police met Ugandan envoys. They left."


def asked(tags: str, single: tuple[str, ...] = ()) -> list[str]:
    """Phrases of one role from a letter (o, b, i, B for a stronger begin) for each word."""
    tokens = tokenize(load_bundle(DEFAULT).tokenizer, TEXT, split_sentences(TEXT))
    letters = iter(tags)
    rows = np.zeros((len(tokens.ids) + 1, 3))
    for row, begins in enumerate(tokens.begins, 1):
        letter = next(letters) if begins else "o"
        rows[row, "obi".index(letter.lower())] = 9 if letter == "B" else 3
    found = spans(tokens, np.arange(len(tokens.ids)), rows, ("actor",), single=single)["actor"]
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


@pytest.mark.parametrize(
    ("text", "phrase", "whole"),
    [
        ("Chinese President Xi Jinping met him.", "Jinping", "Chinese President Xi Jinping"),
        ("the paramilitary group told the Emergency Lawyers so", "Lawyers", "the Emergency Lawyers"),
        ("troops that North Korea sent", "North", "North Korea"),
        ("On Tuesday Russia struck", "Russia", "Russia"),
        ("But Iran refused", "Iran", "Iran"),
        ("told Iran on Monday", "Iran", "Iran"),
        ("the riot police", "police", "police"),
        ("Iran, Russia", "Russia", "Russia"),
    ],
)
def test_whole_names(text: str, phrase: str, whole: str) -> None:
    start = text.index(phrase)
    (found,) = whole_names(text, [Span(start, start + len(phrase))])
    assert text[slice(*found)] == whole


def test_whole_names_join() -> None:
    text = "Chinese President Xi Jinping left."
    assert whole_names(text, [Span(0, 7), Span(21, 28)]) == (Span(0, 28),)
    assert whole_names("Iran and Iraq met", [Span(0, 4), Span(9, 13)]) == (Span(0, 4), Span(9, 13))
    text = "six members of an opposition alliance fled"
    assert whole_names(text, [Span(0, 11), Span(15, 37)]) == (Span(0, 37),)
    assert whole_names(text, [Span(0, 11), Span(12, 37)]) == (Span(0, 37),)
