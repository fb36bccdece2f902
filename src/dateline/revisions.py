"""Which event of a story's new version is which of the earlier one, and what changed in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.records import Entity, Event

# Weights of what two events may share, and the weighted mean from which they are one event. A type or
# a party that a new take corrects must not part an event from itself, so no single part decides.
WEIGHTS = {"type": 2.0, "trigger": 2.0, "actor": 1.5, "recipient": 1.5, "sentence": 2.0, "date": 0.5, "mode": 0.5}
ALIKE = 0.62
# What makes an event another one in the eyes of who counts events; spans and confidence do not.
FIELDS = (
    "event", "mode", "context", "factuality", "date", "enddate", "actor", "recipient", "event_loc", "size",
    "attribution",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_FUNCTION = frozenset(
    "the a an and of in on at to for by with from that this its his her their was were is are".split()
)


class Seen(NamedTuple):
    """An event with the sentence it was coded from; the sentence is empty where no text is kept."""

    event: Event
    sentence: str


def matched(earlier: Sequence[Seen], later: Sequence[Seen]) -> dict[int, int]:
    """For each later event that is an earlier one its index there; each is used once, the likest first."""
    pairs = []
    for j, new in enumerate(later):
        for i, old in enumerate(earlier):
            score = alike(old, new)
            if score >= ALIKE:
                pairs.append((-score, abs(old.event.text_info.sequence - new.event.text_info.sequence), i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if j not in found and i not in taken:
            found[j] = i
            taken.add(i)
    return found


def alike(old: Seen, new: Seen) -> float:
    """How much two events of one story are one, 0 to 1; 0 when neither type nor trigger agrees."""
    one, other = old.event, new.event
    kind = float(one.event == other.event)
    trigger = float(bool(_stems(one) & _stems(other)))
    sentence = _overlap(_words(old.sentence), _words(new.sentence))
    if not kind and (not trigger or (sentence or 0.0) < 0.6):
        return 0.0
    parts = {
        "type": kind,
        "trigger": trigger,
        "actor": _parties(one.actor, other.actor),
        "recipient": _parties(one.recipient, other.recipient),
        "sentence": sentence,
        "date": None if None in (one.date, other.date) else float(one.date == other.date),
        "mode": None if not (one.mode or other.mode) else float(bool(set(one.mode) & set(other.mode))),
    }
    known = {name: score for name, score in parts.items() if score is not None}
    return sum(WEIGHTS[name] * score for name, score in known.items()) / sum(WEIGHTS[name] for name in known)


def changed(old: Event, new: Event) -> tuple[str, ...]:
    """The FIELDS whose values differ; other words for a party of the same code are no change."""
    return tuple(name for name in FIELDS if _value(old, name) != _value(new, name))


def _value(event: Event, name: str) -> object:
    value = getattr(event, name)
    if name in ("actor", "recipient"):
        return {_known(party) for party in value}
    if name == "event_loc":
        return value and (value.geonameid or value.extracted_place.lower())
    if name == "attribution":
        return {frozenset(_words(source.entity_text)) for source in value}
    return frozenset(value) if isinstance(value, tuple) else value


def _known(party: Entity) -> tuple:
    if party.identifier_id or party.code:
        return party.code, party.sector, party.identifier_id
    return (frozenset(_words(party.entity_text)),)


def _parties(ours: Sequence[Entity], theirs: Sequence[Entity]) -> float | None:
    """Likeness of two lists of parties by code or words; None where both are empty."""
    if not ours and not theirs:
        return None
    if not ours or not theirs:
        return 0.3  # a party left out says little: a short version leaves out much
    codes = {p.code for p in ours if p.code}, {p.code for p in theirs if p.code}
    by_code = _overlap(*codes) or 0.0
    by_word = _overlap(*({w for p in side for w in _words(p.entity_text)} for side in (ours, theirs))) or 0.0
    return max(0.8 * by_code, by_word)


def _overlap(ours: set[str], theirs: set[str]) -> float | None:
    """Share of common members in the smaller set, softened by the larger one; None where one is empty."""
    if not ours or not theirs:
        return None
    common = len(ours & theirs)
    return (common / min(len(ours), len(theirs)) + common / max(len(ours), len(theirs))) / 2


def _stems(event: Event) -> set[str]:
    return {words.lower()[:5] for words in event.event_text}


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in _FUNCTION}
