"""Sentence ends, in the forms that news uses."""

import pytest

from dateline.steps.sentences import split_sentences

CASES = [
    "Police fired. | Crowds fled!",
    "The U.S. envoy met Gen. Smith on Jan. 3. | He left.",
    "Mr. Kim said no. | “We reject it.” | They left.",
    "It cost $2.5 million. | Nobody paid.",
    "Is it war? | Yes.",
    'He said: "Go!" and left.',
    "J. K. Rowling met Sen. A. Lee of Conn. on Friday.",
    "No stop at the end",
    "A first line | A second line",
    "Trailing dots... and on. | Done.",
]


@pytest.mark.parametrize("case", CASES)
def test_split(case: str) -> None:
    joiner = "\n" if "first line" in case else " "
    text = case.replace(" | ", joiner)
    assert [text[s.start : s.end] for s in split_sentences(text)] == case.split(" | ")


def test_empty() -> None:
    assert split_sentences("") == split_sentences(" \n\n ") == []


def test_linear_on_a_long_line() -> None:
    assert len(split_sentences("Police fired at them. " * 20000)) == 20000
