"""Quotations: which are found, and how they are hidden."""

import pytest

from dateline.steps.quotes import HIDDEN, masked, quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we won.” Then he left.", ["“we won.”"]),
        ('"We won," he said.', ['"We won,"']),
        ("''We won,'' he said.", ["''We won,''"]),
        ("‘We won,’ he said of the minister’s plan.", ["‘We won,’"]),
        ("The minister's aides' cars", []),
        ("a so-called “safe zone” there", []),
        ("“A long one\n“and its end.”", ["“A long one", "“and its end.”"][1:]),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in quotations(text)] == found


def test_masked_keeps_length_marks_and_stop() -> None:
    text = "“We won. They lost,” he said."
    plain = masked(text, quotations(text))
    assert len(plain) == len(text) and plain.endswith(",” he said.") and plain.startswith("“" + HIDDEN)
