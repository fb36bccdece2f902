"""Until when a report is embargoed: "EMBARGOED UNTIL 0001 GMT MAY 9" as a moment."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from dateline.sources.dates import DAY_AND_MONTH, FULL_DATE, parse_date, parse_day, year_of

# Hours east of Greenwich of the zones that agencies write. EST stands for the American one.
ZONES = {
    "GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5,
    "SGT": 8, "HKT": 8, "KST": 9, "JST": 9, "AEST": 10, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:[:.h]?(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)?\s?"
    rf"(?:hours\s|hrs\s)?\(?(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"{FULL_DATE}|{DAY_AND_MONTH}", re.IGNORECASE)


def embargo_until(note: str, published: str | None) -> str:
    """The moment (ISO, UTC) that an embargo note names, or the note itself where it names none.

    A day without its year is the one nearest to `published`; without a day the clock counts on the
    day of `published`, a day without a clock ends the embargo when it ends everywhere.
    """
    printed = _DAY.search(note)
    clock = _CLOCK.search(note.replace(printed[0], "", 1) if printed else note)
    day = _day(printed[0], published) if printed else date.fromisoformat(published[:10]) if published else None
    if day is None or (clock is None and printed is None):
        return note
    if clock is None:  # midnight passes last at twelve hours west
        return _iso(datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, hours=12))
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    zone = timezone(timedelta(hours=ZONES[clock["zone"].upper()]))
    return _iso(datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(hours=hour, minutes=minute))


def _day(words: str, published: str | None) -> date | None:
    whole = parse_date(words)
    if whole:
        return whole
    day = parse_day(words)
    found = year_of(day, "", published, None) if day else None
    return date(found[0], *day) if day and found else None


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
