"""Dates as news prints them."""

from datetime import date

import pytest

from dateline.sources.dates import full_dates, parse_date, parse_day, parse_moment


@pytest.mark.parametrize(
    "words, expected",
    [
        ("May 8, 2025", date(2025, 5, 8)),
        ("8 May 2025", date(2025, 5, 8)),
        ("Sept. 8, 2025", date(2025, 9, 8)),
        ("2025-05-08", date(2025, 5, 8)),
        ("Feb. 30, 2025", None),
        ("May 8", None),
        ("next week", None),
    ],
)
def test_parse_date(words: str, expected: date | None) -> None:
    assert parse_date(words) == expected


@pytest.mark.parametrize(
    "words, expected", [("May 8", (5, 8)), ("8th Sept.", (9, 8)), ("Feb. 29", (2, 29)), ("8", None)]
)
def test_parse_day(words: str, expected: tuple[int, int] | None) -> None:
    assert parse_day(words) == expected


@pytest.mark.parametrize(
    "words, expected",
    [
        ("2025-05-08", "2025-05-08"),
        ("2025-05-08T10:00:00+09:00", "2025-05-08T10:00:00+09:00"),
        ("2025-05-08T01:50:59.403Z", "2025-05-08T01:50:59.403Z"),
        ("20250508", "2025-05-08"),
        ("May 8, 2025", "2025-05-08"),
        ("Thu, 08 May 2025 10:00:00 GMT", "2025-05-08T10:00:00+00:00"),
        ("0001-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_parse_moment(words: str, expected: str | None) -> None:
    assert parse_moment(words) == expected


def test_full_dates() -> None:
    text = "On May 8, 2025, and 9 June 2024; in May 2025, on May 8, and on 2023-01-02."
    assert full_dates(text) == [date(2025, 5, 8), date(2024, 6, 9), date(2023, 1, 2)]
