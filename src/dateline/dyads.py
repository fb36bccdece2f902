"""Pairs of party codes: who did it to whom, as dyads are counted."""

from collections.abc import Sequence
from datetime import date

from dateline.ontology import RECIPROCAL
from dateline.records import Entity, Event

UNKNOWN, NOBODY = "UNK", ""


def dyads(event: Event) -> tuple[tuple[str, str], ...]:
    """Each pair of an actor's and a recipient's code, once; UNK for a party without code, '' for none.

    An event between equals lists all parties as actors: of a reciprocal type every pair of them counts
    in both directions. Joint accusers accuse nobody named, not one another.
    """
    sources, targets = _codes(event.actor), _codes(event.recipient)
    if not event.recipient and len(sources) > 1 and event.event[0] in RECIPROCAL:
        return tuple((one, other) for one in sources for other in sources if one != other)
    return tuple((one, other) for one in sources or (NOBODY,) for other in targets or (NOBODY,))


def _codes(parties: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.code or UNKNOWN for party in parties))


def day(event: Event) -> tuple[int, int]:
    """The day (20250508) that an event is found under, and 1 when it is its own, 0 its publication's.

    The day is 0 where neither is known.
    """
    return number(event.date or event.story.published), int(event.date is not None)


def number(words: str | None) -> int:
    """20250508 for "2025-05-08" and what may follow it; 0 for None."""
    return int((words or "")[:10].replace("-", "") or 0)


def calendar(day: int) -> date | None:
    """The date that `number` stands for; None for 0."""
    return date(day // 10000, day // 100 % 100, day % 100) if day else None
