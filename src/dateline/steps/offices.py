"""Which office did a person hold on that day? Heads of state and government, ministers, ambassadors, party leaders."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.gazetteer import Token, key_of, rows_of, words_of

COLUMNS = ("code", "office", "sector", "name", "surname", "since", "until", "source")
# What is called by the surname of who leads it.
LED = (["administration"], ["government"], ["cabinet"])
# Surnames that news uses without a given name or an office.
ALONE = words_of("alone")
# Offices that a surname alone never means.
MINOR = ("Vice President", "Presidential Candidate", "Party Leader", "Ambassador", "Governor")


class Holder(NamedTuple):
    """Who held an office at least from `since` to `until` (YYYY-MM-DD), both "" where no term is known.

    Without `until` the person is in office as far as `source` knows; see data/README.md.
    """

    code: str
    office: str
    sector: str
    name: str
    surname: str
    since: str
    until: str
    source: str


@cache
def load_holders() -> dict[str, tuple[Holder, ...]]:
    """Office-holders by the first word of their surname. Raises DataError for a bad file."""
    held: dict[str, list[Holder]] = {}
    for row in rows_of("holders.csv", COLUMNS):
        held.setdefault(key_of(row[4]).partition(" ")[0], []).append(Holder._make(row))
    return {word: tuple(people) for word, people in held.items()}


@lru_cache(maxsize=1024)
def _names(holder: Holder) -> tuple[tuple[str, ...], frozenset[str]]:
    """The folded words of surname and of given names."""
    surname = tuple(key_of(holder.surname).split())
    return surname, frozenset(key_of(holder.name).split()) - set(surname)


@cache
def _terms() -> dict[tuple[str, str], tuple[Holder, ...]]:
    """The known terms of each office of a state, by the day they began."""
    terms: dict[tuple[str, str], list[Holder]] = {}
    for people in load_holders().values():
        for holder in people:
            if holder.since:
                terms.setdefault(holder[:2], []).append(holder)
    return {office: tuple(sorted(held, key=lambda h: h.since)) for office, held in terms.items()}


def find_holders(tokens: Sequence[Token], date: str | None = None) -> list[Holder]:
    """Those whom the words can mean: surname with a given name or the office before it.

    A few surnames that news uses alone (the list `alone`) need neither, nor before "administration".
    Of people of several states, those in office on `date` if they are of one.
    """
    held, found = load_holders(), []
    words = [token.word for token in tokens]
    for at, token in enumerate(tokens):
        if token.word in held and token.raw[0].isupper():
            found += [holder for holder in held[token.word] if _means(words, at, holder)]
    if len({holder.code for holder in found}) > 1:
        sitting = [holder for holder in found if covers(holder, date)]
        return sitting if len({holder.code for holder in sitting}) == 1 else found
    return found


def _means(words: list[str], at: int, holder: Holder) -> bool:
    """Whether the words at `at` and around it name the person."""
    surname, given = _names(holder)
    end = at + len(surname)
    if tuple(words[at:end]) != surname:
        return False
    near = {*words[max(0, at - 3) : at], *words[end : end + 2]}
    if any(len(word) > 2 for word in given & near):
        return True
    title = holder.office.lower().split()
    spoken = any(words[i : i + len(title)] == title for i in range(at))
    if spoken and not ("vice" in words[:at] and title[0] != "vice"):
        return True
    if words[at] not in ALONE or holder.office.startswith(MINOR):
        return False
    bare = len(words) == 1 or (len(words) == 2 and words[0] in ("mr", "mrs", "ms"))
    if bare or at == 0 or words[end : end + 1] in LED:
        return bare or words[end : end + 1] in LED or len(words) > 1
    # Transcribed names differ in letters: Benyamin and Benjamin, Kasym and Kassym.
    return bool({word[:2] for word in words[max(0, at - 2) : at]} & {name[:2] for name in given})


def covers(holder: Holder, date: str | None) -> bool:
    """Whether the term is known to hold `date` (YYYY, YYYY-MM or longer; None: today)."""
    if not holder.since:
        return False
    if date is None:
        return not holder.until
    return holder.since[: len(date)] <= date[:10] and (not holder.until or date[:10] <= holder.until[: len(date)])


def term(holders: Sequence[Holder], date: str | None) -> tuple[Holder, str | None]:
    """The office of one person that tells most about `date`, and the sector then: ELI once another holds
    the office, None where no source tells."""
    sitting = [h for h in holders if covers(h, date)]
    for holder in sitting or holders:
        if sitting or _between(holder, holders, date):
            return max(sitting or [holder], key=lambda h: h.since), holder.sector or None
    past = [h for h in holders if h.until and (date is None or h.until[: len(date)] < date)]
    latest = max(past or holders, key=lambda h: (h.since, h.until))
    return latest, "ELI" if past and _followed(latest, date) else None


def _between(holder: Holder, holders: Iterable[Holder], date: str | None) -> bool:
    """Whether `date` lies between two terms of one person in one office that nobody else held meanwhile."""
    if date is None or not holder.since or not holder.until or not holder.until < date:
        return False
    later = min((h.since for h in holders if h.office == holder.office and h.since > holder.until), default="")
    if not later or date >= later:
        return False
    others = (h for h in _terms().get(holder[:2], ()) if h.surname != holder.surname)
    return not any(h.since < later and (not h.until or h.until > holder.until) for h in others)


def _followed(holder: Holder, date: str | None) -> bool:
    """Whether somebody else took the office after the holder's last known day and not after `date`."""
    others = (h for h in _terms().get(holder[:2], ()) if h.surname != holder.surname)
    return bool(holder.until) and any(h.since > holder.until and (date is None or h.since <= date) for h in others)
