"""Moments at which something came to be known: microseconds since 1970 in UTC."""

import time
from datetime import UTC, datetime, timedelta

from dateline.errors import InputError

NEVER = 253_402_300_799_999_999  # the end of the year 9999
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> int:
    """The present moment."""
    return time.time_ns() // 1000


def known(words: str, *, end: bool = False) -> int | None:
    """The moment of an ISO date or datetime, in UTC where it names no zone; None for other words.

    A date alone is its first moment, or with `end` its last.
    """
    try:
        found = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    if end and len(words.strip()) <= 10:
        found += timedelta(days=1, microseconds=-1)
    return (found.replace(tzinfo=found.tzinfo or UTC) - _EPOCH) // timedelta(microseconds=1)


def as_of(words: str | None) -> int:
    """The moment that a question is asked as of: now, or the one named, a date's last moment.

    Raises InputError for words that name none.
    """
    found = now() if words is None else known(words, end=True)
    if found is None:
        raise InputError(f"{words!r} is no date or time; write YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SSZ")
    return found


def printed(moment: int | None) -> str | None:
    """A moment as ISO text in UTC, to the microsecond; None stays None."""
    if moment is None:
        return None
    return (_EPOCH + timedelta(microseconds=moment)).isoformat(timespec="microseconds").replace("+00:00", "Z")
