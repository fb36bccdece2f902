"""How events are written. Each member writes pairs of a story and its events to a text stream."""

from collections.abc import Iterable
from typing import Protocol, TextIO

from dateline.exports import csv, gdelt, geojson, graphml, icews, parquet, plover, polecat, table
from dateline.records import Event, Story

Coded = Iterable[tuple[Story, list[Event]]]


class Export(Protocol):
    """Writes all events as they come; returns how many stories and events it wrote.

    Layouts that cannot say that an event was denied or is to come leave such events out of the count.
    """

    def __call__(self, coded: Coded, out: TextIO) -> tuple[int, int]: ...


EXPORTS: dict[str, Export] = {
    "table": table.write,
    "jsonl": plover.write,
    "csv": csv.write,
    "parquet": parquet.write,
    "polecat": polecat.write,
    "icews": icews.write,
    "gdelt": gdelt.write,
    "geojson": geojson.write,
    "graphml": graphml.write,
}
