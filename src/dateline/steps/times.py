"""When? Date words to calendar days, counted from the day on which the story was filed."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), 1)} | {"a": 1, "an": 1}
_WEEKDAY = r"(?P<weekday>mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(NUMBERS) + ")"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_FUTURE = re.compile(r"\b(next|coming|this coming|upcoming|by|until|from)\b")


@dataclass(frozen=True, slots=True)
class Time:
    """Calendar days `start` to `end` (YYYY-MM-DD, both included), how precise, and by which rule."""

    start: str
    end: str
    precision: str
    by: str


def resolve_date(text: str, anchor: str | None) -> Time | None:
    """What the date words `text` mean in a report of the day `anchor` (YYYY-MM-DD or a datetime).

    None when the words name no time that a rule knows, or count from a day and there is no anchor.
    Weekdays and months without a year lie in the past unless a word such as "next" says otherwise.
    Raises ValueError for an unusable anchor.
    """
    day = date.fromisoformat(anchor[:10]) if anchor else None
    words = re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip(" .,;")
    if _COMMEMORATED.search(words):
        return None
    for name, pattern, rule in RULES:
        match = pattern.search(words)
        if match is None:
            continue
        if day is None and name not in ABSOLUTE:
            return None
        try:
            first, last, precision = rule(match, day or date.min, words)
        except (ValueError, OverflowError):  # 31 June; a count that leaves the calendar
            return None
        return Time(first.isoformat(), last.isoformat(), precision, f"times.{name}")
    return None


Found = tuple[date, date, str]


def _month_number(match: re.Match[str]) -> int:
    return next(i for i, m in enumerate(MONTHS, 1) if m.startswith(match["month"][:3]))


def _month(year: int, month: int) -> Found:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _year(year: int) -> Found:
    return date(year, 1, 1), date(year, 12, 31), "year"


def _shift(day: date, unit: str, count: int) -> Found:
    """The day, week, month or year that lies `count` units away."""
    if unit == "day":
        there = day + timedelta(days=count)
        return there, there, "day"
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=count)
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    return _year(day.year + count * (10 if unit == "decade" else 1))


def _iso(match: re.Match[str], _day: date, _words: str) -> Found:
    there = date(int(match["year"]), int(match["mon"]), int(match["day"]))
    return there, there, "day"


def _full(match: re.Match[str], _day: date, _words: str) -> Found:
    there = date(int(match["year"]), _month_number(match), int(match["day"]))
    return there, there, "day"


def _month_year(match: re.Match[str], _day: date, _words: str) -> Found:
    return _month(int(match["year"]), _month_number(match))


def _day_month(match: re.Match[str], day: date, words: str) -> Found:
    """Without a year: the nearest such day, past preferred unless the words point ahead."""
    years = (day.year + 1, day.year) if _FUTURE.search(words) else (day.year, day.year - 1)
    choices = [date(year, _month_number(match), int(match["day"])) for year in years]
    if not _FUTURE.search(words):
        # A report names days a little ahead without "next" ("the vote on May 12").
        choices = [d for d in choices if d <= day + timedelta(days=60)]
    else:
        choices = [d for d in choices if d >= day]
    there = min(choices, key=lambda d: abs((d - day).days))
    return there, there, "day"


def _month_alone(match: re.Match[str], day: date, words: str) -> Found:
    month = _month_number(match)
    if "last year" in words:
        return _month(day.year - 1, month)
    if "next year" in words:
        return _month(day.year + 1, month)
    if _FUTURE.search(words):
        return _month(day.year + (month < day.month), month)
    return _month(day.year - (month > day.month), month)


def _weekday(match: re.Match[str], day: date, words: str) -> Found:
    number = next(i for i, w in enumerate(WEEKDAYS) if w.startswith(match["weekday"][:3]))
    if re.search(r"\b(next|coming|upcoming)\b", words):
        there = day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    else:
        back = (day.weekday() - number) % 7
        # "last Friday" on a Friday is a week ago; a plain "Friday" is today.
        there = day - timedelta(days=back or (7 if "last" in words.split() else 0))
    if "a week ago" in words or "week earlier" in words:
        there -= timedelta(days=7)
    return there, there, "day"


def _relative_day(match: re.Match[str], day: date, _words: str) -> Found:
    away = {"yesterday": -1, "last night": -1, "tomorrow": 1, "overnight": 0, "the day before yesterday": -2}
    there = day + timedelta(days=away.get(match[0], 0))
    return there, there, "day"


def _relative_unit(match: re.Match[str], day: date, _words: str) -> Found:
    away = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"], 0)
    return _shift(day, match["unit"], away)


def _count(match: re.Match[str]) -> int:
    return int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"]]


def _ago(match: re.Match[str], day: date, _words: str) -> Found:
    return _shift(day, match["unit"], -_count(match))


def _past_span(match: re.Match[str], day: date, _words: str) -> Found:
    days = _count(match) * {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3650}[match["unit"]]
    return day - timedelta(days=days), day, "range"


def _year_alone(match: re.Match[str], _day: date, _words: str) -> Found:
    return _year(int(match["year"]))


def _span_of_days(match: re.Match[str], day: date, words: str) -> Found:
    """ "May 5-8", "from 5 to 8 May 2024": both ends in one month."""
    year = re.search(_YEAR, words)
    first, last = int(match["first"]), int(match["last"])
    if year:
        month, years = _month_number(match), int(year["year"])
        return date(years, month, first), date(years, month, last), "range"
    named = re.search(_MONTH, words)
    end = _day_month_of(_month_number(named or match), last, day, words)
    return end.replace(day=first), end, "range"


def _span_of_weekdays(match: re.Match[str], day: date, words: str) -> Found:
    """ "between Monday and Wednesday": the last such days, or the next where the words point ahead."""
    first, last = (next(i for i, w in enumerate(WEEKDAYS) if w == match[name]) for name in ("first", "last"))
    ahead = re.search(r"\b(?:next|coming|will)\b", words)
    end = (
        day + timedelta(days=(last - day.weekday() - 1) % 7 + 1)
        if ahead
        else day - timedelta((day.weekday() - last) % 7)
    )
    return end - timedelta(days=(last - first) % 7), end, "range"


def _season(match: re.Match[str], day: date, words: str) -> Found:
    """Seasons of the north by whole months; winter is named after the year that it ends in when no other is told."""
    year = re.search(_YEAR, words)
    start = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[match["season"]]
    if year:
        number = int(year["year"])
    else:
        number = day.year - (start > day.month) + ("next" in words.split())
        # "Last summer", said in summer, is a year ago.
        number -= "last" in words.split() and start <= day.month < start + 3
    end = _month(number + (start == 12), (start + 1) % 12 + 1)[1]
    return date(number, start, 1), end, "season"


def _quarter(match: re.Match[str], _day: date, _words: str) -> Found:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["which"]) or int(match["which"])
    year = int(match["year"])
    return date(year, 3 * number - 2, 1), _month(year, 3 * number)[1], "range"


def _years(match: re.Match[str], _day: date, _words: str) -> Found:
    return date(int(match["first"]), 1, 1), date(int(match["last"]), 12, 31), "range"


def _decade(match: re.Match[str], _day: date, _words: str) -> Found:
    year = int(match["decade"])
    return date(year, 1, 1), date(year + 9, 12, 31), "decade"


def _weekend(match: re.Match[str], day: date, words: str) -> Found:
    """The weekend before the day, or the one that it lies in; the next where the words say so."""
    back = (day.weekday() - 5) % 7
    saturday = day - timedelta(days=back)
    if re.search(r"\b(?:next|coming|this coming)\b", words):
        saturday = day + timedelta(days=(5 - day.weekday() - 1) % 7 + 1)
    return saturday, saturday + timedelta(days=1), "range"


def _short_ago(_match: re.Match[str], day: date, _words: str) -> Found:
    return day, day, "day"


def _day_month_of(month: int, number: int, day: date, words: str) -> date:
    """Such a day of the nearest year by the rule of `_day_month`."""
    match = re.search(rf"{_MONTH} {_DAY}", f"{MONTHS[month - 1]} {number}")
    assert match is not None
    return _day_month(match, day, words)[0]


# "the 80th anniversary", "two years since": the day that is remembered is not the event's.
_COMMEMORATED = re.compile(r"\b(?:anniversary|centenary|bicentenary|jubilee)\b")
_DASH = r" ?(?:-|–|to|and|through|until) ?"
_NEAR_DAY = (
    r"\b(?:the day before yesterday|yesterday|today|tomorrow|tonight|last night|overnight"
    r"|this (?:morning|afternoon|evening)"
    r"|(?:earlier|later)(?: in)? the(?: same)? day|(?:earlier|later) (?:in|on|that) (?:the )?day|the same day)\b"
)
# Rules that need no day to count from.
ABSOLUTE = set("iso day-month-year month-day-year month-year year quarter years decade".split())
# In order: the first that fits decides, so the fuller form stands before the shorter.
RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str], date, str], Found]], ...] = (
    ("iso", re.compile(r"\b(?P<year>\d{4})-(?P<mon>\d\d)-(?P<day>\d\d)\b"), _iso),
    ("month-days", re.compile(rf"\b{_MONTH} (?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})\b(?!\d)"), _span_of_days),
    ("days-month", re.compile(rf"\b(?P<first>\d{{1,2}}){_DASH}(?P<last>\d{{1,2}})(?: of)? {_MONTH}"), _span_of_days),
    ("weekdays", re.compile(rf"\b(?:between|from) (?P<first>\w+day){_DASH}(?P<last>\w+day)\b"), _span_of_weekdays),
    ("day-month-year", re.compile(rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}"), _full),
    ("month-day-year", re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}"), _full),
    ("month-year", re.compile(rf"\b{_MONTH},?(?: of)? {_YEAR}"), _month_year),
    ("day-month", re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?! \d)"), _day_month),
    ("month-day", re.compile(rf"\b{_MONTH} {_DAY}"), _day_month),
    ("season", re.compile(r"\b(?P<season>spring|summer|autumn|fall|winter)\b"), _season),
    ("quarter", re.compile(rf"\b(?P<which>first|second|third|fourth) quarter(?: of)? {_YEAR}"), _quarter),
    ("quarter", re.compile(rf"\bq(?P<which>[1-4]) {_YEAR}"), _quarter),
    ("years", re.compile(rf"\b(?P<first>(?:19|20)\d\d){_DASH}(?P<last>(?:19|20)\d\d)\b"), _years),
    ("decade", re.compile(r"\b(?P<decade>(?:19|20)\d0)s\b"), _decade),
    ("short-ago", re.compile(rf"\b(?:{_COUNT}|few|several) (?:hour|minute)s? (?:ago|earlier|later)\b"), _short_ago),
    ("weekend", re.compile(r"\bweekend\b"), _weekend),
    ("ago", re.compile(rf"\b{_COUNT} {_UNIT} (?:ago|earlier|before)\b"), _ago),
    ("past-span", re.compile(rf"\b(?:past|last|previous) {_COUNT} {_UNIT}\b"), _past_span),
    ("relative-day", re.compile(_NEAR_DAY), _relative_day),
    ("weekday", re.compile(rf"\b{_WEEKDAY}"), _weekday),
    ("month", re.compile(rf"\b{_MONTH}"), _month_alone),
    ("relative-unit", re.compile(rf"\b(?P<which>last|this|next|previous|coming|the same) {_UNIT}\b"), _relative_unit),
    ("year", re.compile(rf"\b{_YEAR}"), _year_alone),
)  # fmt: skip
