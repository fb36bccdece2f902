"""The names that lead to states, organisations and sectors: loaded from data/gazetteers, found in text."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.errors import DataError

GAZETTEERS = files("dateline") / "data" / "gazetteers"
COUNTRY_KINDS = ("name", "adjective", "people", "capital", "seat", "phrase")
RANKS = ("head", "generic", "title", "office", "modifier")
# The rank of a body's name that bodies of other states bear too ("the National Security Agency").
SHARED = "shared"

_TOKEN = re.compile(r"[^\W_]+(?:[.&'/+][^\W_]+)*\+?")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-"})
# Longer acronyms of organisations are written as words too (Farc, Unicef), those of states never.
_ACRONYM_LENGTH = {"organisation": 3}


class Entry(NamedTuple):
    """What a name stands for. `rank` says how much an agent word weighs against others beside it; a body's
    name of rank SHARED means that of `code` only where the context agrees."""

    kind: str
    name: str
    code: str | None
    sector: tuple[str, ...]
    rank: str
    upper: bool
    initial: bool


class Token(NamedTuple):
    """A word: as written, folded, its place, whether it owns what follows and what stands before it."""

    raw: str
    word: str
    start: int
    end: int
    possessive: bool
    before: str


class Mention(NamedTuple):
    """Tokens [first, last) that are a known name."""

    first: int
    last: int
    entry: Entry


class Gazetteer(NamedTuple):
    """Entries by folded name; code and name of places by folded name; for each first word the most words that a
    name starting so has. Places, most of the rows, become entries when they are met, so that loading is quick.
    """

    entries: dict[str, tuple[Entry, ...]]
    places: dict[str, tuple[str, str]]
    longest: dict[str, int]


def plain(text: str) -> str:
    """`text` with straight quotes and hyphens and without accents; as long as the original."""
    if text.isascii():
        return text
    text = text.translate(_PLAIN)
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)


def tokens_of(text: str) -> list[Token]:
    """The words of a text; "China's" is one word, China, that is possessive; hyphens part words."""
    text, tokens, reached = plain(text), [], 0
    for match in _TOKEN.finditer(text):
        raw, start, end = match[0], match.start(), match.end()
        possessive = raw[-2:] in ("'s", "'S")
        if possessive:
            raw = raw[:-2]
        elif text[end : end + 1] == "'" and raw[-1] in "sS":
            possessive = True
        before = text[reached:start]
        # The dot that closes an abbreviation ("U.S.") belongs to it, so it is no boundary either.
        reached = end + 1 if "." in raw and text[end : end + 1] == "." else end
        tokens.append(Token(raw, raw.replace(".", "").lower(), start, end, possessive, before))
    return tokens


def find(text: str) -> tuple[list[Token], list[Mention]]:
    """The words of a text and the known names among them: from the left, the longest first."""
    tokens, mentions = tokens_of(text), []
    entries, places, longest = load_gazetteer()
    at, count = 0, len(tokens)
    while at < count:
        most = longest.get(tokens[at].word, 0)
        for last in range(min(at + most, count), at, -1):
            key = tokens[at].word if last == at + 1 else " ".join([token.word for token in tokens[at:last]])
            held = entries.get(key, ())
            if key in places:
                code, name = places[key]
                held = (*held, Entry("place", name, code, (), "head", False, True))
            entry = _fitting(held, tokens[at].raw, tokens[at:last]) if held else None
            if entry:
                mentions.append(Mention(at, last, entry))
                at = last
                break
        else:
            at += 1
    return tokens, mentions


def _fitting(held: tuple[Entry, ...], raw: str, words: list[Token]) -> Entry | None:
    """The first entry whose letter case agrees ("us" is no state), if no clause mark parts the words."""
    if any("," in token.before or ";" in token.before for token in words[1:]):
        return None
    for entry in held:
        if entry.upper and not raw.isupper():
            continue
        if entry.initial and not (raw[0].isupper() or raw[0].isdigit()):
            continue
        return entry
    return None


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped names. Raises DataError that names the file and line of a bad row."""
    entries: dict[str, tuple[Entry, ...]] = {}
    longest: dict[str, int] = {}
    for source in (_countries(), _organisations(), _agents()):
        for entry, key in source:
            held = entries.get(key)
            if held is None:
                entries[key] = (entry,)
            elif all(entry[:5] != other[:5] for other in held):
                # What is a state's name and its adjective too ("New Zealand") is a name first.
                entries[key] = (
                    (entry, *held) if entry.kind == "name" and held[0].kind == "adjective" else (*held, entry)
                )
    places = {key_of(row[1]): (row[0], row[1]) for row in rows_of("places.csv", ("code", "name", "source"))}
    for names in (entries, places):
        for key in names:
            first, _, rest = key.partition(" ")
            words = rest.count(" ") + 2 if rest else 1
            if longest.get(first, 0) < words:
                longest[first] = words
    return Gazetteer(entries, places, longest)


Keyed = Iterable[tuple[Entry, str]]


def key_of(name: str) -> str:
    """The folded form under which a name is kept: lower case, for the many without apostrophe, dot or accent."""
    simple = name.replace("-", " ")
    if simple.isascii() and "  " not in simple and simple.replace(" ", "").isalnum():
        return simple.lower()
    return " ".join([token.word for token in tokens_of(name)])


def rows_of(file: str, columns: tuple[str, ...]) -> Iterable[list[str]]:
    """The rows of one of the gazetteers. Raises DataError for columns other than `columns`."""
    with (GAZETTEERS / file).open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        if tuple(next(rows, ())) != columns:
            raise DataError(f"{file}:1: expected the columns {', '.join(columns)}")
        for row in rows:
            if len(row) != len(columns):
                raise DataError(f"{file}:{rows.line_num}: expected {len(columns)} columns, found {len(row)}")
            yield row


def _entry(kind: str, name: str, code: str, sector: tuple[str, ...], rank: str = "head") -> Entry:
    upper = kind != "agent" and len(name) <= _ACRONYM_LENGTH.get(kind, 6) and name.isupper()
    initial = kind != "agent" and name[0].isupper()
    return Entry(kind, name, code or None, sector, rank, upper, initial)


def _countries() -> Keyed:
    for code, kind, name, _ in rows_of("countries.csv", ("code", "kind", "name", "source")):
        if kind not in COUNTRY_KINDS:
            raise DataError(f"countries.csv: {name} has kind {kind}; expected one of {COUNTRY_KINDS}")
        state, _, sector = code.partition("+")
        rank = SHARED if (key := key_of(name)) in words_of("shared") else "head"
        yield _entry(kind, name, state, (sector,) if sector else (), rank), key


def _organisations() -> Keyed:
    for name, code, sector, _ in rows_of("organisations.csv", ("name", "code", "sector", "source")):
        rank = SHARED if (key := key_of(name)) in words_of("shared") else "head"
        yield _entry("organisation", name, code, tuple(sector.split()), rank), key


def _agents() -> Keyed:
    for phrase, code, sector, rank, _ in rows_of("agents.csv", ("phrase", "code", "sector", "rank", "source")):
        if rank not in RANKS:
            raise DataError(f"agents.csv: {phrase} has rank {rank}; expected one of {RANKS}")
        entry, key = _entry("agent", phrase, code, tuple(sector.split()), rank), key_of(phrase)
        yield entry, key
        yield entry, plural(key)


def plural(phrase: str) -> str:
    """The plural of an English noun phrase, by its last word, or by the one before "of"."""
    head, of, rest = phrase.partition(" of ")
    if head.endswith("man") and not head.endswith("human"):
        head = head[:-3] + "men"
    elif head.endswith("child"):
        head += "ren"
    elif head[-1] == "y" and head[-2:-1] not in "aeou":
        head = head[:-1] + "ies"
    else:
        head += "es" if head.endswith(("s", "x", "ch", "sh")) else "s"
    return head + of + rest


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for name, word in rows_of("readings.csv", ("list", "word")):
        lists.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in lists.items()}


def words_of(name: str) -> frozenset[str]:
    """The words of one of the lists in readings.csv. Raises DataError if there is none of that name."""
    lists = _word_lists()
    if name not in lists:
        raise DataError(f"readings.csv: has no list {name}; expected {', '.join(sorted(lists))}")
    return lists[name]
