"""Pairs of party codes: who did it to whom, as dyads are counted."""

from collections.abc import Sequence

from dateline.records import Entity, Event

UNKNOWN, NOBODY = "UNK", ""


def dyads(event: Event) -> tuple[tuple[str, str], ...]:
    """Each pair of an actor's and a recipient's code, once; UNK for a party without code, '' for none.

    An event between equals lists all parties as actors: every pair of them counts in both directions.
    """
    sources, targets = _codes(event.actor), _codes(event.recipient)
    if not event.recipient and len(sources) > 1:
        return tuple((one, other) for one in sources for other in sources if one != other)
    return tuple((one, other) for one in sources or (NOBODY,) for other in targets or (NOBODY,))


def _codes(parties: Sequence[Entity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.code or UNKNOWN for party in parties))


def day(event: Event) -> tuple[str, int]:
    """The day that an event is found under, and 1 when it is its own date, 0 when its publication's."""
    return (event.date, 1) if event.date else ((event.story.published or "")[:10], 0)
