"""Plain text: encodings, and what is refused."""

import time

import pytest

from dateline.errors import InputError
from dateline.sources import text

PROSE = "The minister’s café was “closed” on Monday, he said."


@pytest.mark.parametrize(
    "data, rule",
    [
        (PROSE.encode(), "text.utf-8"),
        (b"\xef\xbb\xbf" + PROSE.encode(), "text.utf-8-bom"),
        (PROSE.encode("utf-16"), "text.utf-16-bom"),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), "text.utf-16-bom"),
        (PROSE.encode("cp1252"), "text.cp1252"),
    ],
)
def test_encodings(data: bytes, rule: str) -> None:
    (story,) = text.read(data, source="a.txt")
    assert (story.text, story.by["text"]) == (PROSE, rule)


def test_latin_1_where_windows_has_no_character() -> None:
    (story,) = text.read(b"caf\xe9 \x81 closed on Monday.", source="a.txt")
    assert story.by["text"] == "text.latin-1" and story.text.startswith("café")


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff \u00a0".encode(), "no text"),
        (b"%PDF-1.7\x00\x01", "a PDF"),
        (b"PK\x03\x04\x00\x00", "a zip or Office file"),
        (bytes(range(32)) * 20, "binary"),
        (b"\x01\x02\x03\x04" * 50, "binary"),
        (b"\xff\xfe\x00", "byte order mark"),
        (b"a" * 600_000, "600,000 characters"),
        (b"a" * 50_000_000, "50,000,000 bytes"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        list(text.read(data, source="a.txt"))
    message = str(caught.value)
    assert message.startswith("a.txt: ") and reason in message and "\n" not in message


@pytest.mark.parametrize("data", ["a " * 240_000, "word (AP) - " * 40_000, "\n" * 400_000 + "x", "(((" * 160_000, "- " * 240_000,
                                  "A" * 480_000, "Leave a Reply\n" * 30_000, "May 8, 2025 " * 40_000, "SEOUL, " * 70_000])  # fmt: skip
def test_hostile_text_is_read_in_a_moment(data: str) -> None:
    # No timing bar of the product (benchmarks hold those): a rule that backtracks would take minutes.
    begun = time.process_time()
    list(text.read(data.encode(), source="a.txt"))
    assert time.process_time() - begun < 20
