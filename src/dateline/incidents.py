"""Do two stories' events report one happening? Scores, reasons, and incidents whose ids survive."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateline.dyads import NOBODY, UNKNOWN, calendar, day, dyads, number
from dateline.records import Entity, Event
from dateline.rows import event_from, uncited
from dateline.store import Store

# Weights of what two reports may share and the weighted mean from which they are linked. Set by
# judgement, not measured: there is no labelled set of story groups yet.
WEIGHTS = {"type": 2.0, "day": 1.5, "actor": 2.0, "recipient": 2.0, "place": 1.5, "trigger": 1.0, "wording": 2.5}
LINKED = 0.6
ELSEWHERE = 0.3
DAYS_BEFORE, DAYS_AFTER = 1, 3  # a report follows its happening; days are off by one across time zones
MOST_CANDIDATES = 150
_WORD = re.compile(r"\w+")
_FUNCTION = frozenset(
    "the a an and or of in on at to for by with from that this its his her their was were is are be been has have "
    "had not as it he she they who which after before over said say says".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


class Sighting(NamedTuple):
    """One story's event with the words around it: its sentence (empty without text) and its headline."""

    event: Event
    sentence: str
    headline: str


class Link(NamedTuple):
    """The incident, by its first event's number, that an event belongs to; how surely, and why."""

    incident: int
    score: float
    reason: str


def compare(one: Sighting, other: Sighting) -> tuple[float, str]:
    """How surely two events are reports of one happening (0 to 1), and what agrees."""
    ours, theirs = one.event, other.event
    if ours.quad_code != theirs.quad_code or (ours.factuality == "negated") != (theirs.factuality == "negated"):
        return 0.0, "other class"
    days = _days(ours, theirs)
    if days == 0.0:
        return 0.0, "other day"
    between = _parties(ours.actor, theirs.actor), _parties(ours.recipient, theirs.recipient)
    if not ours.recipient or not theirs.recipient:  # between equals, or one side told as the other's
        everybody = _parties((*ours.actor, *ours.recipient), (*theirs.actor, *theirs.recipient))
        between = max(between, (everybody, None), key=lambda pair: sum(p or 0.0 for p in pair))
    wording = _share(_words(one.sentence), _words(other.sentence))
    headline = _share(_words(one.headline), _words(other.headline))
    known = [share for share in (wording, headline) if share is not None]
    parts = {
        "type": 1.0 if ours.event == theirs.event else 0.4,
        "day": days,
        "actor": between[0],
        "recipient": between[1],
        "place": _place(ours, theirs),
        "trigger": float(bool(_stems(ours) & _stems(theirs))),
        "wording": max(known) if known else None,
    }
    told = {name: share for name, share in parts.items() if share is not None}
    score = sum(WEIGHTS[name] * share for name, share in told.items()) / sum(WEIGHTS[name] for name in told)
    if told.get("place", 1.0) < ELSEWHERE:  # whatever else is alike, it happened at another place
        score *= 0.7
    return round(score, 3), ", ".join(f"{name} {share:.2f}" for name, share in told.items())


def links(store: Store, event: int, seen: Sighting, *, story: int, at: int) -> list[Link]:
    """The incidents whose held events of other stories report the same, the surest first; one link each.

    `event` is the number of the event itself; what is to be held at moment `at` counts.
    """
    found: dict[int, tuple[float, int, str]] = {}
    for row, incident, other in _candidates(store, seen.event, story, at):
        score, reason = compare(seen, other)
        if score >= LINKED and incident != event and (score, -row) > found.get(incident, (0.0, 0, ""))[:2]:
            found[incident] = score, -row, f"like event {other.event.id}: {reason}"
    surest = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    return [Link(incident, score, reason) for incident, (score, _, reason) in surest]


def _candidates(store: Store, event: Event, story: int, at: int) -> list[tuple[int, int, Sighting]]:
    """Events of other stories with the same codes, or unknown ones, about the same days: (revision, incident, ...)."""
    middle = calendar(day(event)[0])
    if middle is None:
        return []
    since, until = (number((middle + timedelta(days)).isoformat()) for days in (-DAYS_AFTER, DAYS_AFTER))
    found: dict[int, int] = {}
    for condition, codes in _neighbours(event):
        rows = store.ask(
            f"""SELECT revision, incident FROM dyad WHERE {condition} AND day BETWEEN ? AND ?
                AND known_from <= ? AND (known_to IS NULL OR known_to > ?) LIMIT ?""",
            *codes, since, until, at, at, MOST_CANDIDATES,
        )  # fmt: skip
        found |= dict(rows)
    if not found:
        return []
    marks = ",".join("?" * len(found))
    rows = store.ask(
        f"""SELECT r.number, r.event, e.id, r.record, v.published, v.headline, v.text FROM revision r
            JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
            WHERE r.number IN ({marks}) AND r.quad = ? AND v.story <> ? ORDER BY r.number""",
        *found, event.quad_code, story,
    )  # fmt: skip
    return [(row[0], found[row[0]], _sighting(*row[2:])) for row in rows]


def _sighting(id: str, record: str, published: str | None, headline: str | None, text: str | None) -> Sighting:
    event = event_from(record, id=id, **uncited(published))
    return Sighting(event, (text or "")[event.text_info.start : event.text_info.end], headline or "")


def _neighbours(event: Event) -> list[tuple[str, tuple[str, ...]]]:
    """Conditions on dyads that may be the same happening's, and their codes.

    The event's own dyads, those in which one side is unknown or missing or both are exchanged; for an
    event that itself lacks one side, all dyads of the other side.
    """
    both, blank = "source = ? AND target = ?", (UNKNOWN, NOBODY)
    found: list[tuple[str, tuple[str, ...]]] = []
    for source, target in dyads(event):
        found.append((both, (source, target)))
        if source not in blank and target not in blank:
            found.append((both, (target, source)))
            found += [(both, pair) for side in blank for pair in ((source, side), (side, target))]
        elif target not in blank:
            found.append(("target = ?", (target,)))
        elif source not in blank:
            found.append(("source = ?", (source,)))
    return list(dict.fromkeys(found))


def _days(ours: Event, theirs: Event) -> float:
    """1 for one day, less for the next one or for days that are not told; 0 for days too far apart."""
    (ours_day, dated), (theirs_day, known) = day(ours), day(theirs)
    first, second = calendar(ours_day), calendar(theirs_day)
    if first is None or second is None:
        return 0.3
    if dated and known:
        one, other = (_range(event) for event in (ours, theirs))
        if one == other:
            return 1.0
        if one[0] <= other[1] and other[0] <= one[1]:
            return 0.7 if min(one[1] - one[0], other[1] - other[0]) <= timedelta(7) else 0.4
        gap = max(one[0], other[0]) - min(one[1], other[1])
        return 0.5 if gap <= timedelta(DAYS_BEFORE) else 0.0
    gap = second - first if dated else first - second
    if not dated and not known:
        return 0.6 if abs(gap) <= timedelta(1) else 0.4 if abs(gap) <= timedelta(DAYS_AFTER) else 0.0
    # One is dated, the other's story was published `gap` days later.
    return 0.6 if timedelta(-1) <= gap <= timedelta(1) else 0.4 if timedelta(0) < gap <= timedelta(DAYS_AFTER) else 0.0


def _range(event: Event) -> tuple[date, date]:
    first = date.fromisoformat(str(event.date))
    return first, date.fromisoformat(event.enddate) if event.enddate else first


def _place(ours: Event, theirs: Event) -> float | None:
    """Whether two events name one place; None where one names none."""
    one, other = ours.event_loc, theirs.event_loc
    if one is None or other is None:
        return None
    if one.geonameid and other.geonameid:
        same_country = one.country_code == other.country_code
        return 1.0 if one.geonameid == other.geonameid else 0.4 if same_country else 0.0
    return _share(_words(one.extracted_place), _words(other.extracted_place)) or 0.1


def _parties(ours: Sequence[Entity], theirs: Sequence[Entity]) -> float | None:
    """Likeness of two sides by codes, sectors and words; None where one is missing."""
    if not ours or not theirs:
        return None if ours or theirs else 0.5
    return max(_party(one, other) for one in ours for other in theirs)


def _party(one: Entity, other: Entity) -> float:
    if one.identifier_id and one.identifier_id == other.identifier_id:
        return 1.0
    words = _share(_words(one.entity_text), _words(other.entity_text)) or 0.0
    if one.code and other.code:
        if one.code != other.code:
            return 0.0
        if one.sector == other.sector or set(one.sector) & set(other.sector):
            return 1.0
        return max(words, 0.3 if one.sector and other.sector else 0.7)
    return max(words, 0.3)


def _stems(event: Event) -> set[str]:
    return {words.lower()[:5] for words in event.event_text}


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float | None:
    """Common words against those of the shorter text, numbers counted twice; None where one has none."""
    if not ours or not theirs:
        return None
    weigh = lambda words: sum(2 if w.isdigit() else 1 for w in words)  # noqa: E731
    return min(1.0, weigh(ours & theirs) / max(3, min(weigh(ours), weigh(theirs))))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Stems of the words that say something."""
    found = (word for word in _WORD.findall(text.lower()) if word not in _FUNCTION and word not in _WEEKDAYS)
    return frozenset(word if word.isdigit() else word[:6] for word in found)
