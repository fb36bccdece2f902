"""How events are written. Each member writes pairs of a story and its events to a text stream."""

from collections.abc import Iterable
from typing import Protocol, TextIO

from dateline.exports import csv, plover, table
from dateline.records import Event, Story

Coded = Iterable[tuple[Story, list[Event]]]


class Export(Protocol):
    """Writes all events as they come; returns how many stories and events it wrote."""

    def __call__(self, coded: Coded, out: TextIO) -> tuple[int, int]: ...


EXPORTS: dict[str, Export] = {"table": table.write, "jsonl": plover.write, "csv": csv.write}
