"""A flat row an event, for spreadsheets; several values in a cell are joined with "; "."""

import csv
from typing import TYPE_CHECKING, Any, TextIO

from dateline.exports.terms import within_terms
from dateline.records import Event, Place, Story

if TYPE_CHECKING:
    from dateline.exports import Coded

COLUMNS = (
    "id", "date", "enddate", "event", "mode", "context", "quad_code", "event_scale", "actor_code", "actor_sector",
    "actor_text", "recipient_code", "recipient_sector", "recipient_text", "trigger", "place", "place_resolved",
    "province", "country", "lat", "lon", "geonameid", "dead", "injured", "arrested", "crowd", "factuality",
    "attribution", "confidence", "sentence", "story_id", "headline", "published", "publication", "url",
)  # fmt: skip
# A spreadsheet runs a cell that starts with one of these as a formula; news text may.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """A header, then a row an event."""
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    stories = events = 0
    for story, found in within_terms(coded):
        stories += 1
        for event in found:
            events += 1
            writer.writerow({name: _cell(value) for name, value in _row(story, event).items()})
    return stories, events


def _place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.extracted_place,
        "place_resolved": place.resolved_place,
        "province": place.province,
        "country": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
    }


def _cell(value: Any) -> Any:
    if isinstance(value, tuple | list):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _row(story: Story, event: Event) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(event, name) for name in COLUMNS if hasattr(event, name)}
    for role, parties in (("actor", event.actor), ("recipient", event.recipient)):
        row[f"{role}_code"] = [party.code or "" for party in parties]
        row[f"{role}_sector"] = [" ".join(party.sector) for party in parties]
        row[f"{role}_text"] = [party.entity_text for party in parties]
    return row | {
        "trigger": event.event_text,
        **_place(event.event_loc),
        **{name: getattr(event.size, name) for name in ("dead", "injured", "arrested", "crowd")},
        "attribution": [source.entity_text for source in event.attribution],
        "sentence": story.text[event.text_info.start : event.text_info.end],
        "story_id": story.id,
        "headline": story.headline,
        "published": story.published,
        "publication": event.cite_info.publication,
        "url": story.url,
    }
