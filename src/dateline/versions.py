"""Which earlier story does this one repeat, update, correct or withdraw? Rules from strong to weak."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateline.errors import InputError
from dateline.records import Relation, Story, Take

NOTICES = {"KILL": "withdraw", "WITHDRAWN": "withdraw", "HOLD": "hold"}
CORRECTS = ("CORRECTED", "REFILE")
# Marks of items that stand beside a story and never replace it.
_BESIDE = ("WRAPUP", "BRIEF", "ADVISORY")
_NUMBERED = ("URGENT", "LEAD", "UPDATE", "RECAST", None)
DAYS_MARKED, DAYS_UNMARKED, DAYS_NOTICE = 3, 1, 30
# Shares of the smaller text's four-word sequences that both texts have. A rewritten lead keeps a
# third or more of its story; two stories of one desk on one day share under a tenth.
ALIKE_MARKED, ALIKE_UNMARKED, ALIKE_SLUG = 0.3, 0.7, 0.15
_ALERT = 200  # characters of the longest one-line alert
_PASSAGE = 60  # characters of a paragraph that is long enough to know a story by
_MOST_PASSAGES = 24
_WORD = re.compile(r"\w+")
# Yonhap's address: day, number of the story, two digits of the revision, desk.
_AGENCY_NUMBER = re.compile(r"/(AEN\d{12})\d{5}\b")
_TRACKING = re.compile(r"(?:utm_|fbclid|gclid|mc_|ref$|source$)")


def keys(story: Story) -> tuple[int, ...]:
    """Numbers under which takes of one story can find one another; sharing one proves nothing."""
    named = [f"id:{story.id}", *(f"headline:{words}" for words in [_plain(story.headline)] if words)]
    if story.url:
        named.append(f"url:{_address(story.url)}")
        named += (f"number:{found}" for found in _AGENCY_NUMBER.findall(story.url))
    if story.slug:
        named.append(f"slug:{_plain(story.slug)}")
    # An alert becomes the first words of the story that follows it.
    if story.headline and story.published:
        named += (f"name:{story.published[:10]}:{word}" for word in _names(story.headline))
    return tuple(sorted({_number(name) for name in named}))


def passages(story: Story) -> tuple[int, ...]:
    """Hashes of the longer paragraphs, which takes of one story often share word by word."""
    paragraphs = [_plain(p) for p in story.text.split("\n") if len(p) >= _PASSAGE]
    return tuple(sorted({_number(f"passage:{p}") for p in paragraphs[:_MOST_PASSAGES]}))


def relate(story: Story, takes: Sequence[Take]) -> Relation:
    """What `story` is to the takes held that share a key or passage with it, in order of their arrival.

    Raises InputError when its id is that of a story with which it shares nothing.
    """
    found: dict[int, tuple[float, str]] = {}
    for take in takes:
        link = _link(story, take)
        if link and link > found.get(take.chain, (0.0, "")):
            found[take.chain] = link
    if not found:
        return Relation(NOTICES.get(_mark(story) or "", "first"), None, "versions.none-alike", 0.0)
    chain = max(found, key=lambda number: (found[number][0], number))
    score, by = found[chain]
    kind = _kind(story, [take for take in takes if take.chain == chain], by)
    if kind is None:  # a substitute for a withdrawn story is a story of its own
        return Relation("first", None, "versions.after-withdrawal", 0.0)
    return Relation(kind, chain, by, round(score, 3))


def _link(story: Story, take: Take) -> tuple[float, str] | None:
    """How surely both are takes of one story, and by which rule; None where nothing says so."""
    earlier = take.story
    named = _identity(story, take)
    if named:
        return named
    if None not in (_outlet(story), _outlet(earlier)) and _outlet(story) != _outlet(earlier):
        return None
    days = _days(story, earlier)
    headline = _alike(_plain(story.headline).split(), _plain(earlier.headline).split())
    if _mark(story) in NOTICES:
        return _noticed(story, earlier, headline, days)
    if _mark(earlier) in NOTICES and not earlier.text:
        return (0.9, "versions.headline-of-notice") if headline == 1 and days <= DAYS_NOTICE else None
    if story.genre != earlier.genre or (_mark(story) in _BESIDE) != (_mark(earlier) in _BESIDE):
        return None
    marked = _mark(story) is not None or _mark(earlier) is not None
    if days > (DAYS_MARKED if marked else DAYS_UNMARKED):
        return None
    return _worded(story, take, headline, marked)


def _identity(story: Story, take: Take) -> tuple[float, str] | None:
    earlier = take.story
    if story.url and earlier.url:
        if _address(story.url) == _address(earlier.url):
            return 1.0, "versions.address"
        numbers = _AGENCY_NUMBER.findall(story.url)
        if numbers and numbers == _AGENCY_NUMBER.findall(earlier.url):
            return 1.0, "versions.agency-number"
    if story.id != earlier.id:
        return None
    words = _plain(story.headline)
    same = words == _plain(earlier.headline) or story.version != earlier.version or _mark(story) is not None
    if not same and story.text and _shared(story, take) < 0.02:
        held = (earlier.headline or earlier.text)[:60]
        raise InputError(
            f"id {story.id!r} is held for another story, “{held}”, with which this one shares no sentence; "
            "give each story its own id"
        )
    return 1.0, "versions.id"


def _noticed(story: Story, earlier: Story, headline: float, days: float) -> tuple[float, str] | None:
    """A kill, hold or withdrawal names its story by headline or slug, or repeats its beginning."""
    if days > DAYS_NOTICE:
        return None
    if headline == 1:
        return 0.9, "versions.headline-of-notice"
    if story.slug and _plain(story.slug) == _plain(earlier.slug) and days <= DAYS_MARKED:
        return 0.8, "versions.slug-of-notice"
    return (0.7 * headline, "versions.headline-of-notice") if headline >= 0.75 and days <= DAYS_MARKED else None


def _worded(story: Story, take: Take, headline: float, marked: bool) -> tuple[float, str] | None:
    earlier = take.story
    shared = _shared(story, take)
    if story.slug and _plain(story.slug) == _plain(earlier.slug) and (shared >= ALIKE_SLUG or headline >= 0.5):
        return 0.5 + shared / 4 + headline / 4, "versions.slug"
    short = min(len(story.text), len(earlier.text)) <= _ALERT
    if headline == 1 and (short or shared >= ALIKE_SLUG):
        return 0.6 + shared / 3, "versions.headline"
    if shared >= (ALIKE_MARKED if marked else ALIKE_UNMARKED):
        return 0.4 + shared / 2, "versions.body"
    if marked and short and headline >= 0.6 and _outlet(story) and _outlet(earlier):
        return 0.4 * headline, "versions.alert"
    return None


def _kind(story: Story, takes: Sequence[Take], by: str) -> str | None:
    """One of RELATIONS; None where the chain was withdrawn and the story came after that."""
    standing = [take for take in takes if take.kind not in ("repeat", "late")]
    last = (standing or takes)[-1]
    order = _order(story, last.story)
    mark = _mark(story)
    if last.kind == "withdraw":
        if mark in NOTICES:
            return "repeat"
        own = [take.story.version for take in takes if take.story.id == story.id]
        if own and story.version > max(own):
            return "update"
        if order <= 0:
            return "late"
        return "update" if by in ("versions.id", "versions.address", "versions.agency-number") else None
    if order < 0:
        return "late"
    if mark in NOTICES:
        return NOTICES[mark]
    if last.kind == "hold":
        return "correct" if mark in CORRECTS else "update"
    if _plain(story.text) == _plain(last.story.text) and _plain(story.headline) == _plain(last.story.headline):
        same = last.story.text or set(passages(story)) == last.passages
        return "repeat" if same and mark not in CORRECTS else "correct" if mark in CORRECTS else "update"
    if mark == "RPT" and _shared(story, last) >= 0.9:
        return "repeat"
    return "correct" if mark in CORRECTS else "update"


def _order(story: Story, last: Story) -> int:
    """Below 0 when `story` was filed before `last`, above 0 when after, 0 when nothing tells."""
    if story.id == last.id and story.version != last.version:
        return story.version - last.version
    filed, held = (_moment(s.published) for s in (story, last))
    if filed and held:
        known = len(story.published or "") > 10 and len(last.published or "") > 10
        ours, theirs = (filed, held) if known else (filed.date(), held.date())
        if ours != theirs:
            return 1 if ours > theirs else -1
    ranks = _rank(story), _rank(last)
    if None not in ranks and ranks[0] != ranks[1] and story.id != last.id:
        return ranks[0] - ranks[1]  # type: ignore[operator]
    plain_after_follow_up = story.mark is None and last.mark is not None and story.id != last.id
    return -1 if plain_after_follow_up and last.mark and last.mark.kind not in NOTICES else 0


def _rank(story: Story) -> int | None:
    """Place in a series by the mark: alert, first take, LEAD, 2nd LEAD; None for marks outside it."""
    mark = story.mark
    if (mark.kind if mark else None) not in _NUMBERED:
        return None
    if mark is None:
        return 1
    return 0 if mark.kind == "URGENT" else 1 + (mark.number or 1)


def _mark(story: Story) -> str | None:
    return story.mark.kind if story.mark else None


def _outlet(story: Story) -> str | None:
    host = urlsplit(story.url).hostname if story.url else None
    return (story.publication or (host or "").removeprefix("www.") or story.agency or "").lower() or None


def _days(one: Story, other: Story) -> float:
    first, second = _moment(one.published), _moment(other.published)
    return abs((first.date() - second.date()).days) if first and second else 0


def _moment(words: str | None) -> datetime | None:
    """The ISO date or datetime `words` in UTC, without its zone."""
    if not words:
        return None
    moment = datetime.fromisoformat(words)
    return (moment - (moment.utcoffset() or moment - moment)).replace(tzinfo=None)


def _shared(story: Story, take: Take) -> float:
    """Share of the smaller text that both have: word sequences, or paragraphs where no text is held."""
    if take.story.text:
        return _alike(_sequences(story.text), _sequences(take.story.text))
    ours = set(passages(story))
    return len(ours & take.passages) / min(len(ours), len(take.passages)) if ours and take.passages else 0.0


def _alike(one: Sequence[str] | frozenset[str], other: Sequence[str] | frozenset[str]) -> float:
    ours, theirs = frozenset(one), frozenset(other)
    if ours == theirs:
        return 1.0 if ours else 0.0
    common = len(ours & theirs)
    return min(0.99, common / min(len(ours), len(theirs))) if ours and theirs else 0.0


@lru_cache(maxsize=256)
def _sequences(text: str) -> frozenset[str]:
    words = _plain(text).split()
    return frozenset(" ".join(words[i : i + 4]) for i in range(max(0, len(words) - 3)))


@lru_cache(maxsize=256)
def _plain(words: str | None) -> str:
    return " ".join(_WORD.findall((words or "").lower()))


def _names(headline: str) -> list[str]:
    """The longer capitalised words of a headline, at most four: enough to find an alert's story by."""
    found = dict.fromkeys(w.lower() for w in _WORD.findall(headline) if len(w) >= 5 and w[0].isupper())
    return list(found)[:4]


def _address(url: str) -> str:
    parts = urlsplit(url)
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)))
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def _number(words: str) -> int:
    """A signed number of 64 bits for the words, the same in every process."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)
