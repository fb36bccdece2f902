"""Version and genre marks: "(2nd LD)", "UPDATE 1-", "1st Ld-Writethru", "(News Focus)", "FACTBOX-"."""

import re
from typing import NamedTuple

from dateline.records import Mark
from dateline.sources.passages import Passage

# Kind of mark: the ways agencies write it. Alerts (AP NewsAlert, dpa Eilmeldung, AFP Alert, flash)
# are URGENT; Writethru is AP's word for a lead that replaces the whole story.
KINDS: dict[str, str] = {
    "URGENT": r"URGENT|BREAKING(?: NEWS)?|FLASH|(?:AP)?NEWS ?ALERT|ALERT",
    "LEAD": r"(?:LEAD|LD)(?:[- ]?WRITETHRU)?|WRITETHRU",
    "WITHDRAWN": r"(?:STORY )?(?:WITHDRAWN|WITHDRAWAL)|RETRACTION|RETRACTED",
    "KILL": r"(?:MANDATORY |BULLETIN )?KILL(?:ED)?(?: NOTICE| ADVISORY)?|KILL KILL(?: KILL)?",
    "CORRECTED": r"CORRECT(?:ED|ION|IVE|S)|CORR",
    "UPDATE": r"UPDATED?",
    "REFILE": r"REFILED?",
    "RECAST": r"RECASTS?",
    "RPT": r"RPT|REPEATS?",
    "WRAPUP": r"WRAP-?UP",
    "BRIEF": r"BRIEF",
    "HOLD": r"HOLD(?: HOLD)*",
    "ADVISORY": r"(?:MEDIA |NEWS )?ADVISORY",
}
_ANY = "|".join(KINDS.values())
_ORDINAL = r"(?:(?P<nth>\d{1,2})(?:st|nd|rd|th)[ -]?)?"
_MARK = rf"{_ORDINAL}(?P<kind>{_ANY})(?:[ -]?(?P<number>\d{{1,2}}))?(?:[- ]\(?OFFICIAL\)?)?"
_WHOLE = re.compile(rf"{_MARK}\.?", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[](?P<words>[^()\[\]]{2,60})[)\]]\s*[:–—-]{0,2}\s*")
# A colon after the mark in any case ("Urgent:", "1st LD-Writethru:"); a dash, or nothing at all after
# an ordinal, only in capitals ("UPDATE 1-Iran", "2ND LEAD Iran"). "Alert system fails" is a headline.
_COLON = re.compile(rf"{_MARK}\s*:\s+", re.IGNORECASE)
_DASHED = re.compile(rf"{_MARK}\s?(?:-+|–|—)\s?(?=\S)")
_COUNTED = re.compile(r"(?P<nth>\d{1,2})(?:ST|ND|RD|TH)[ -]?(?P<kind>LEAD|LD)(?P<number>(?!))?\s+(?=\S)")
_BARE = re.compile(r"(?P<nth>(?!))?(?P<kind>UPDATE|URGENT)(?: (?P<number>\d{1,2}))?\s+(?=[A-Z][\w.]+ [A-Z]?[a-z])")
_IN_BRACKETS_AT_END = re.compile(rf"\s*[(\[](?:{_MARK}|(?P<part>Part \d{{1,2}}))[)\]]$", re.IGNORECASE)
_DASHED_AT_END = re.compile(rf"\s(?:[-–—]+|\|)\s{_MARK}(?P<part>(?!))?$")

_GENRE = (
    r"(?:AP |AFP |Reuters |Xinhua |China |World |Asia |Economic )?(?:News )?(?:Focus|Feature|Features"
    r"|Interview|"
    r"Analysis|Factbox|Factfile|Fact ?check|Explainer|Explained|Explains|Commentary|Comment|Editorial"
    r"|Opinion|"
    r"Column|Profile|Newsmaker|Backgrounder|Background|Chronology|Chrono|Timeline|Roundup|Round-up|Spotlight|"
    r"Headlines|Insight|Exclusive|Special Report|In-?depth|Q&A|Q\+A|Obituary|Preview|Breakingviews|Summary|"
    r"Digest|News Summary|Sidelights?|Photos?|Fact Box)"
)
_GENRE_BRACKETED = re.compile(
    rf"(?:Yonhap |Kyodo )?{_GENRE}(?: series| from .{{2,40}}| on .{{2,40}})?|Yonhap \w+|News \w+",
    re.IGNORECASE,
)
_GENRE_LED = re.compile(rf"(?P<genre>{_GENRE})(?::|\s\|)\s+(?=\S)", re.IGNORECASE)
# Reuters: "FACTBOX-What", "Exclusive-Iran"; no space, so that "Analysis - a word" stays.
_GENRE_DASHED = re.compile(
    r"(?P<genre>(?i:Exclusive|Explainer|Factbox|Analysis|Insight|Timeline|Column|Breakingviews|Newsmaker|"
    r"Special Report|Interview|Feature|Preview|Profile|Q\+A))-(?=[A-Z\"'“‘])"
)


class Marked(NamedTuple):
    """A headline without its marks; `taken` are the parts cut off, each with the rule's name."""

    headline: Passage
    mark: Mark | None
    genre: str | None
    taken: tuple[tuple[Passage, str], ...]


def mark_named(words: str) -> Mark | None:
    """The mark that `words` are: "2nd LD" -> LEAD 2, "1st Ld-Writethru" -> LEAD 1, "KILL" -> KILL."""
    match = _WHOLE.fullmatch(words.strip())
    return _mark(match) if match else None


def read_marks(line: Passage) -> Marked:
    """`line`, a headline, parted from the version and genre marks before and after it."""
    mark: Mark | None = None
    genre: str | None = None
    taken: list[tuple[Passage, str]] = []
    while line.text:
        found = _leading(line.text)
        if not found:
            break
        end, new_mark, new_genre = found
        taken.append((line.cut(0, end), "wire.mark" if new_mark else "wire.genre"))
        line = line.cut(end)
        mark, genre = _both(mark, new_mark), genre or new_genre
    from_here = max(0, len(line.text) - 40)
    tail = line.text[from_here:]
    trailing = _IN_BRACKETS_AT_END.search(tail) or _DASHED_AT_END.search(tail)
    if trailing and from_here + trailing.start() > 0:
        taken.append((line.cut(from_here + trailing.start()), "wire.mark"))
        line = line.cut(0, from_here + trailing.start())
        mark = _both(mark, _end_mark(trailing))
    return Marked(line, mark, genre, tuple(taken))


def _leading(text: str) -> tuple[int, Mark | None, str | None] | None:
    bracketed = _BRACKETED.match(text)
    if bracketed:
        words = bracketed["words"]
        mark = mark_named(words)
        if mark:
            return bracketed.end(), mark, None
        if _GENRE_BRACKETED.fullmatch(words):
            return bracketed.end(), None, words
        return None
    for shape in (_COLON, _DASHED, _COUNTED, _BARE):
        match = shape.match(text)
        if match:
            return match.end(), _mark(match), None
    for shape in (_GENRE_LED, _GENRE_DASHED):
        match = shape.match(text)
        if match:
            words = match["genre"]
            return match.end(), None, words.capitalize() if re.fullmatch("[A-Z]+", words) else words
    return None


def _mark(match: re.Match[str]) -> Mark:
    number = match["nth"] or match["number"]
    return Mark(_kind(match["kind"]), int(number) if number else None)


def _end_mark(match: re.Match[str]) -> Mark:
    if match["part"]:  # Interfax numbers the takes of a story "(Part 2)"
        return Mark("UPDATE", int(match["part"].split()[-1]))
    return _mark(match)


def _kind(words: str) -> str:
    return next(kind for kind, forms in KINDS.items() if re.fullmatch(forms, words, re.IGNORECASE))


def _both(first: Mark | None, second: Mark | None) -> Mark | None:
    """Of two marks ("CORRECTED-UPDATE 2-") the first is the kind; the number may stand with either."""
    if not first or not second:
        return first or second
    return Mark(first.kind, first.number if first.number is not None else second.number)
