"""The dateline, where a report says where, when and by which agency it was filed."""

import re
from functools import cache
from typing import NamedTuple

from dateline.records import Dateline
from dateline.sources.agencies import KNOWN_AGENCY, agency_named
from dateline.sources.dates import DAY_AND_MONTH, FULL_DATE, WEEKDAY, parse_date, parse_day

_UP = r"(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]*[A-ZÀ-ÖØ-Þ.])"
_CAP = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)"
_LINK = r"(?:of|the|de|del|la|al|el|le|sur|upon|and|al-|OF|THE|DE)"
_UPPER_PLACE = rf"(?:{_UP}(?:[ /]{_UP}){{0,4}})"
_MIXED_PLACE = rf"(?:{_CAP}(?:[ /-](?:{_LINK}[ -])?{_CAP}){{0,4}})"
_REGION = rf"(?:,\s{_CAP}(?:\s(?:{_LINK}\s)?{_CAP}){{0,3}})"
_DATE = rf"(?:(?:{WEEKDAY},?\s)?(?:{FULL_DATE}|{DAY_AND_MONTH}))"
_NAME = r"(?:[A-Za-z][\w .&/'-]{1,34})"
_DASH = r"(?:\s*(?:-{1,3}|—{1,2}|–|―|_{1,2}|//|=|:)(?=\s|$|[\"“‘A-Z])\s*)"
# "-" without a space before it would part "Seoul-based".
_PARTING = rf"(?:{_DASH}|\s*$)"


class Found(NamedTuple):
    """A dateline, where it ends in its passage, and the rule that read it."""

    dateline: Dateline
    end: int
    by: str


def _shape(pattern: str) -> str:
    """A pattern in which <place>, <upper>, <date>, <known>, <name>, <dash> stand for the parts."""
    parts = {
        "<place>": rf"(?P<place>{_MIXED_PLACE}{_REGION}?)",
        "<upper>": rf"(?P<place>{_UPPER_PLACE}{_REGION}?)",
        "<date>": rf"(?P<date>{_DATE})",
        "<full>": rf"(?P<date>{FULL_DATE})",
        "<known>": rf"(?P<agency>{KNOWN_AGENCY}(?:[-/]{KNOWN_AGENCY})?)",
        "<name>": rf"(?P<agency>{_NAME})",
        "<dash>": _DASH,
        "<part>": _PARTING,
    }
    for sign, part in parts.items():
        pattern = pattern.replace(sign, part)
    return pattern


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    # The shapes take 70 ms to compile, which `import dateline` shall not wait for.
    return re.compile(shape)


# In order; the first that matches the beginning of a passage counts. `strong` shapes are looked for
# in every passage near the top, the others only where the body begins.
_STRONG = (
    ("wire.dateline", _shape(r"<place>[,.]?\s<date>,?\s*[(\[]<known>[)\]](?:<dash>|\.?\s+|$)")),
    ("wire.dateline", _shape(r"<place>[,.]?\s<date>[.,]?\s*/<known>/(?:<dash>|\.?\s+|$)")),
    ("wire.dateline", _shape(r"<place>\s*[(\[]<known>[)\]][,.]?\s<date>(?:<part>|\.\s+)")),
    ("wire.dateline", _shape(r"<place>\s*[(\[]<known>,?\s<date>[)\]]<part>")),
    ("wire.dateline", _shape(r"<place>[,.]?\s<date>[,.]?\s<known><part>")),
    ("wire.dateline", _shape(r"<place>[,.]\s<known>[,.]\s<date><part>")),
    ("wire.dateline-agency-first", _shape(r"[(\[]?<known>[)\]]?[,.:|\s–—-]{1,4}<place>[,.]?\s<date><part>")),
    ("wire.dateline-agency-first", _shape(r"[(\[]?<known>[)\]]?[,.:|\s–—-]{1,4}<upper><dash>")),
    ("wire.dateline-no-date", _shape(r"<place>,?\s*[(\[]<known>[)\]](?:<part>|\s+(?=[A-Z\"“]))")),
    ("wire.dateline-no-date", _shape(r"<place>,?\s/<known>/(?:<part>|\s+)")),
    ("wire.dateline-no-date", _shape(r"<place>,\s<known><dash>")),
    ("wire.dateline-no-place", _shape(r"<date>\s*[(\[/]<known>[)\]/](?:<part>|\s+)")),
    ("wire.dateline-no-place", _shape(r"[(\[]<known>[)\]]<dash>")),
    ("wire.dateline-unknown-agency", _shape(r"<place>[,.]?\s<date>,?\s*[(\[/]<name>[)\]/]<dash>")),
    ("wire.dateline-date-in-brackets", _shape(r"<upper>\s*[(\[]<date>[)\]](?:<part>|\s+(?=[A-Z\"“]))")),
)
_WEAK = (
    ("wire.dateline-unknown-agency", _shape(r"<upper>\s*[(\[]<name>[)\]](?:<dash>)")),
    ("wire.dateline-unknown-agency", _shape(r"<date>\s*[(\[]<name>[)\]]<dash>")),
    ("wire.dateline-no-agency", _shape(r"<place>[,.]?\s<full>\s*(?:-{1,3}|—|–)\s+(?=[\"“‘A-Z0-9])")),
    ("wire.dateline-no-agency", _shape(r"<upper>[,.]?\s<date>\s*(?:-{1,3}|—|–)\s*(?=[\"“‘A-Z0-9])")),
    ("wire.dateline-no-agency", _shape(r"<full>\s*(?:--|—|–)\s*(?=[\"“‘A-Z])")),
    ("wire.dateline-no-agency", _shape(r"<upper>\s*(?:--|—|–|(?<=\s)-(?=\s))\s*(?=[\"“‘A-Z])")),
)  # fmt: skip

_COLON = (("wire.dateline-no-agency", _shape(r"<upper>:\s+(?=[\"“‘A-Z0-9])")),)

# Words in capitals that open a headline or a paragraph and are no place.
_NO_PLACE = re.compile(
    r"(?:UPDATE|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|WATCH|LIVE|NOTE|CORRECTION|EDITOR|URGENT|LEAD|FILE|PHOTO|"
    r"FACTBOX|RELATED|READ|ALSO|MORE|KILL|HOLD|ADVISORY|VIDEO|ALERT|EMBARGO|WARNING|FACT|Q|A|I|"
    r"FILED?|FILES|PICTURED|ABOVE|BELOW|LEFT|RIGHT|TOP|Photo|File|FOR|NOT|BY|ATTN|EDS|Released?|Updated?|"
    r"Published|Posted|Copyright|On|In|At|The|By|To|NATO|IAEA|OPEC|ASEAN|UNHCR|UNICEF|UNESCO|WHO|IMF|EU|UN|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b",
)
_LOOKED_AT = 200  # no dateline is longer


def read_dateline(text: str, *, strong: bool = False, colon: bool = False) -> Found | None:
    """The dateline that `text` begins with; with `strong`, only shapes that prose cannot have.

    With `colon`, "VIENNA: Iran said" is one too: right where an agency is credited elsewhere.
    """
    head = text[:_LOOKED_AT]
    if not head or not (head[0].isupper() or head[0] in "([" or head[0].isdigit() or head[:3] == "dpa"):
        return None
    shapes = _STRONG if strong else _STRONG + _WEAK
    for by, shape in shapes + _COLON if colon else shapes:
        match = _compiled(shape).match(head)
        # `$` in a shape means the end of the passage, not of the part looked at.
        if not match or (match.end() == len(head) and len(text) > len(head)):
            continue
        parts = match.groupdict()
        place = parts.get("place")
        if place and _NO_PLACE.match(place):
            continue
        return Found(_dateline(place, parts.get("date"), parts.get("agency")), match.end(), by)
    return None


def _dateline(place: str | None, day: str | None, agency: str | None) -> Dateline:
    return Dateline(_place(place), _iso(day), _agency(agency))


def _place(words: str | None) -> str | None:
    if not words:
        return None
    # The stop of "ST. PETERSBURG, Fla." and "WASHINGTON D.C." is the place's, that of "MOSCOW." not.
    return words.strip(" ,-") if re.search(r", [^,]*\.$|\b[A-Z]\.$", words) else words.strip(" ,.-")


def _agency(words: str | None) -> str | None:
    if not words:
        return None
    first = re.split(r"[-/](?=[A-Z])", words)[0]
    return agency_named(words) or agency_named(first) or words.strip()


def _iso(words: str | None) -> str | None:
    """YYYY-MM-DD, or --MM-DD (ISO 8601 without its year) where the year is not printed."""
    if not words:
        return None
    bare = re.sub(rf"^{WEEKDAY},?\s", "", words)
    full = parse_date(bare)
    if full:
        return full.isoformat()
    day = parse_day(bare)
    return f"--{day[0]:02d}-{day[1]:02d}" if day else None
