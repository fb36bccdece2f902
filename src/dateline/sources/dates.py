"""Calendar dates as English news prints them, and the year of a day that was printed without one."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May\b\.?|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_YEAR = r"(?:19[0-9]\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
FULL_DATE = (
    rf"(?:{MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}|{_DAY}\s{{1,3}}{MONTH},?\s{{1,3}}{_YEAR}"
    rf"|{_YEAR}-[01]\d-[0-3]\d)"
)
DAY_AND_MONTH = rf"(?:{MONTH}\s{{1,3}}{_DAY}|{_DAY}\s{{1,3}}{MONTH})"

_FULL_DATE = re.compile(rf"\b{FULL_DATE}\b", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{MONTH}\s{{1,3}}({_YEAR})\b")
_IN_ADDRESS = re.compile(r"/(20\d\d|19\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?([0-3]\d))?(?=\D|$|\d{2,})")
# Press offices number releases by year and month: 2011-11-S-034.
_IN_RELEASE_NUMBER = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])-[A-Z]{1,3}-\d{2,4}\b")
# A date further than this from the dateline's day says little about its year: an anniversary does
# not count, a visit planned for next month does.
_NEAR_DAYS = 60


def parse_date(words: str) -> date | None:
    """The date of "May 8, 2025", "8 May 2025" or "2025-05-08"; None if it is not one."""
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words.strip())
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    year = re.search(rf"\b({_YEAR})\b", words)
    day_month = parse_day(words[: year.start()] if year else words)
    return _date(int(year[1]), *day_month) if year and day_month else None


def parse_day(words: str) -> tuple[int, int] | None:
    """(month, day) of "May 8", "8 May" or "Sept. 8th"; None if it is no day of a month."""
    month = re.search(r"[A-Za-z]{3,}", re.sub(WEEKDAY, "", words, flags=re.IGNORECASE))
    day = re.search(r"\d{1,2}", words)
    if not month or not day or month[0][:3].lower() not in _MONTHS:
        return None
    number = _MONTHS.index(month[0][:3].lower()) + 1
    return (number, int(day[0])) if _date(2024, number, int(day[0])) else None


def parse_moment(words: str) -> str | None:
    """`words` as an ISO date or datetime: ISO itself, the dates of prose, or a mail header's form."""
    words = words.strip()
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return _loose_moment(words)
    if moment.year < 1900:  # 0001-01-01 is how some systems write "no date"
        return None
    # Python reads 20250508 and 2025-W19 too; one form goes on.
    return words if re.match(r"\d{4}-\d\d-\d\d", words) else moment.date().isoformat()


def _loose_moment(words: str) -> str | None:
    printed = _FULL_DATE.search(words)
    found = parse_date(printed[0]) if printed else None
    if found and printed and not re.search(r"\d{1,2}:\d\d", words):
        return found.isoformat()
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, IndexError):
        return found.isoformat() if found else None


def full_dates(text: str) -> list[date]:
    """Every date with day, month and year that `text` names, in order."""
    found = (parse_date(match[0]) for match in _FULL_DATE.finditer(text))
    return [day for day in found if day]


def year_of(day: tuple[int, int], text: str, published: str | None, url: str | None) -> tuple[int, str] | None:
    """The year of (month, day) and the rule that found it: text, publication date, then address."""
    known = date.fromisoformat(published[:10]) if published else None
    from_text = _year_from_text(day, text, known)
    if from_text:
        return from_text, "wire.year-from-text"
    if known:
        return _nearest(day, known).year, "wire.year-from-published"
    number = _IN_RELEASE_NUMBER.search(text)
    if number:
        return _nearest(day, date(int(number[1]), int(number[2]), 15)).year, "wire.year-from-release-number"
    address = _IN_ADDRESS.search(url or "")
    if address:
        anchor = _date(int(address[1]), int(address[2]), int(address[3] or 15))
        if anchor:
            return _nearest(day, anchor).year, "wire.year-from-address"
    return None


def _year_from_text(day: tuple[int, int], text: str, published: date | None) -> int | None:
    """The year by which a full date in `text` lies on, or nearest to, the day."""
    days = full_dates(text)
    latest = max([d.year for d in days] + [int(m[1]) for m in _MONTH_YEAR.finditer(text)], default=0)
    if published:
        latest = published.year
    # "Victory of May 8, 1945" in a report of May 8: a text that also names recent years, or a known
    # publication date, shows that such a date is history.
    recent = [d for d in days if latest - 2 <= d.year]
    nearest = min(recent, key=lambda d: (abs((_nearest(day, d) - d).days), -d.year), default=None)
    if nearest is None or abs((_nearest(day, nearest) - nearest).days) > _NEAR_DAYS:
        return None
    return _nearest(day, nearest).year


def _nearest(day: tuple[int, int], anchor: date) -> date:
    """The (month, day) closest to `anchor`."""
    found = (_date(year, *day) for year in (anchor.year - 1, anchor.year, anchor.year + 1))
    days = [d for d in found if d] or [anchor]  # 29 February with no leap year about
    return min(days, key=lambda d: abs((d - anchor).days))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
