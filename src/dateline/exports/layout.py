"""What the column layouts of POLECAT, ICEWS and GDELT share: pairs of parties, names of states, numbers, cells."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple, TextIO

from dateline.errors import DataError
from dateline.ontology import RECIPROCAL
from dateline.records import Entity, Event

UNIDENTIFIED = frozenset(("", "UNK"))


class State(NamedTuple):
    """A state's English name and its FIPS 10-4 code (GeoNames)."""

    name: str
    fips: str


class Pair(NamedTuple):
    """Who did it to whom, one party each; None where nobody is named. `number` is the same in every run."""

    source: Entity | None
    target: Entity | None
    number: int


@cache
def load_states() -> dict[str, State]:
    """The states by ISO 3166 alpha-3 code. Raises DataError for a file that was changed by hand."""
    with (files("dateline") / "data" / "gazetteers" / "states.csv").open(encoding="utf-8") as rows:
        found = {row["code"]: State(row["name"], row["fips"]) for row in csv.DictReader(rows)}
    if any(len(code) != 3 or not state.name for code, state in found.items()):
        raise DataError("data/gazetteers/states.csv: a row without code or name; run tools/compile_states.py")
    return found


def happened(events: Iterable[Event]) -> Iterator[Event]:
    """The events that a story asserts: the layouts have no column for planned, hypothetical or denied ones."""
    return (event for event in events if event.factuality == "asserted")


def pairs(event: Event) -> Iterator[Pair]:
    """Every actor with every recipient; the equal parties of a reciprocal event in both directions."""
    sources: tuple[Entity | None, ...] = event.actor or (None,)
    targets: tuple[Entity | None, ...] = event.recipient or (None,)
    if not event.recipient and event.event[0] in RECIPROCAL and len({_who(party) for party in event.actor}) > 1:
        targets = event.actor
    seen = set()
    for one, other in product(sources, targets):
        if one is not None and _who(one) == _who(other) and targets is event.actor:
            continue
        key = f"{event.id}/{_who(one)}/{_who(other)}"
        if key not in seen:
            seen.add(key)
            yield Pair(one, other, number_of(key))


def _who(party: Entity | None) -> tuple[Any, ...]:
    """What tells one party from another; its place in the text where it has no code."""
    if party is None:
        return ()
    named = party.identifier_text or party.identifier_id
    return (party.code, party.sector, named) if party.code or named else (party.start, party.end)


def number_of(words: str) -> int:
    """A number below 2^52, which every program keeps exactly, for an id that is made of letters."""
    return int(hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:13], 16)


def state_name(code: str | None) -> str | None:
    """The English name of a state's code; None for what is no state."""
    state = load_states().get(code or "")
    return state.name if state else None


def name_of(party: Entity | None) -> str | None:
    """A party's resolved name, else the state it is, else its words in the story; None where there are none."""
    if party is None:
        return None
    alone = None if set(party.sector) - UNIDENTIFIED else state_name(party.code)
    return party.identifier_text or alone or party.entity_text or None


def city_of(event: Event) -> str | None:
    """The place's name if it is a populated place (GeoNames feature codes PPL*)."""
    place = event.event_loc
    return place.resolved_place if place and (place.feature_code or "").startswith("PPL") else None


def write_row(cells: Iterable[Any], out: TextIO, missing: str) -> None:
    """One tab-separated line without quoting, as the layouts have it: no cell holds a tab or a line break."""
    out.write("\t".join(_cell(value, missing) for value in cells) + "\n")


def _cell(value: Any, missing: str) -> str:
    if value is None or value == "":
        return missing
    return " ".join(str(value).split()) or missing
