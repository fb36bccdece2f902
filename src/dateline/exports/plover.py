"""PLOVER JSON Lines: the native record, one event a line."""

import json
from typing import TYPE_CHECKING, Any, TextIO

from dateline.exports.terms import within_terms
from dateline.records import Event, to_dict

if TYPE_CHECKING:
    from dateline.exports import Coded


def event_record(event: Event) -> dict[str, Any]:
    """The event as data/event.schema.json describes it; no probability or span stands where there is none."""
    record = to_dict(event)
    for entry in record["evidence"].values():
        if entry["p"] is None:
            del entry["p"]
    for source in record["attribution"]:
        if source["start"] is None:
            del source["start"], source["end"]
    return record


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """One JSON object a line, keys in the record's order."""
    stories = events = 0
    for _, found in within_terms(coded):
        stories += 1
        for event in found:
            events += 1
            out.write(json.dumps(event_record(event), ensure_ascii=False) + "\n")
    return stories, events
