"""Date words counted from Thursday, 8 May 2025."""

import pytest

from dateline.steps.times import resolve_date

CASES = [
    ("May 5-8", "2025-05-05", "2025-05-08", "range"),
    ("from 5 to 8 May 2024", "2024-05-05", "2024-05-08", "range"),
    ("between Monday and Wednesday", "2025-05-05", "2025-05-07", "range"),
    ("last summer", "2024-06-01", "2024-08-31", "season"),
    ("spring 2023", "2023-03-01", "2023-05-31", "season"),
    ("the first quarter of 2024", "2024-01-01", "2024-03-31", "range"),
    ("from 2011 to 2015", "2011-01-01", "2015-12-31", "range"),
    ("the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("two hours earlier", "2025-05-08", "2025-05-08", "day"),
    ("over the weekend", "2025-05-03", "2025-05-04", "range"),
    ("last night", "2025-05-07", "2025-05-07", "day"),
    ("Thursday", "2025-05-08", "2025-05-08", "day"),
    ("on Tuesday night", "2025-05-06", "2025-05-06", "day"),
    ("last Thursday", "2025-05-01", "2025-05-01", "day"),
    ("next Monday", "2025-05-12", "2025-05-12", "day"),
    ("early on Fri.", "2025-05-02", "2025-05-02", "day"),
    ("earlier in the day", "2025-05-08", "2025-05-08", "day"),
    ("yesterday", "2025-05-07", "2025-05-07", "day"),
    ("the day before yesterday", "2025-05-06", "2025-05-06", "day"),
    ("tomorrow", "2025-05-09", "2025-05-09", "day"),
    ("Jan. 3", "2025-01-03", "2025-01-03", "day"),
    ("12 December", "2024-12-12", "2024-12-12", "day"),
    ("May 20", "2025-05-20", "2025-05-20", "day"),
    ("Sept. 11, 2001", "2001-09-11", "2001-09-11", "day"),
    ("the 3rd of March, 1999", "1999-03-03", "1999-03-03", "day"),
    ("2025-02-01", "2025-02-01", "2025-02-01", "day"),
    ("June 2024", "2024-06-01", "2024-06-30", "month"),
    ("in February of 2024", "2024-02-01", "2024-02-29", "month"),
    ("late March", "2025-03-01", "2025-03-31", "month"),
    ("in November", "2024-11-01", "2024-11-30", "month"),
    ("March last year", "2024-03-01", "2024-03-31", "month"),
    ("last month", "2025-04-01", "2025-04-30", "month"),
    ("two months ago", "2025-03-01", "2025-03-31", "month"),
    ("last week", "2025-04-28", "2025-05-04", "week"),
    ("last year", "2024-01-01", "2024-12-31", "year"),
    ("two years ago", "2023-01-01", "2023-12-31", "year"),
    ("a decade ago", "2015-01-01", "2015-12-31", "year"),
    ("2019", "2019-01-01", "2019-12-31", "year"),
    ("three days earlier", "2025-05-05", "2025-05-05", "day"),
    ("the past two weeks", "2025-04-24", "2025-05-08", "range"),
]
NONE = ["", "sunny", "soon", "several months ago", "31 June", "80th anniversary", "marched", "999 decades ago"]


@pytest.mark.parametrize(("words", "start", "end", "precision"), CASES)
def test_resolved(words: str, start: str, end: str, precision: str) -> None:
    found = resolve_date(words, "2025-05-08T10:00:00")
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)
    assert found.by.startswith("times.")


@pytest.mark.parametrize("words", NONE)
def test_unresolved(words: str) -> None:
    assert resolve_date(words, "2025-05-08") is None


def test_without_anchor() -> None:
    """Words that count from a day mean nothing without one; full dates need none."""
    assert resolve_date("Thursday", None) is None
    full = resolve_date("May 8, 2025", None)
    assert full is not None
    assert full.start == "2025-05-08"


def test_unusable_anchor() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        resolve_date("Thursday", "soon")


def test_anniversary_is_not_the_day() -> None:
    assert resolve_date("the 80th anniversary of May 9, 1945", "2025-05-08") is None
