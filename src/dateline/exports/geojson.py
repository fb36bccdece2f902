"""GeoJSON (RFC 7946): a feature an event at the place it happened, for maps; geometry null where none is known."""

import json
from typing import TYPE_CHECKING, Any, TextIO

from dateline.exports.layout import name_of
from dateline.exports.terms import within_terms
from dateline.records import Event

if TYPE_CHECKING:
    from dateline.exports import Coded


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """One FeatureCollection, a feature a line; longitude comes before latitude."""
    out.write('{"type": "FeatureCollection", "features": [')
    stories = events = 0
    for _, found in within_terms(coded):
        stories += 1
        for event in found:
            out.write(("," if events else "") + "\n" + json.dumps(_feature(event), ensure_ascii=False))
            events += 1
    out.write("\n]}\n")
    return stories, events


def _feature(event: Event) -> dict[str, Any]:
    place = event.event_loc
    known = place is not None and place.lat is not None and place.lon is not None
    properties = {
        "date": event.date, "enddate": event.enddate, "event": event.event[0], "mode": event.mode,
        "context": event.context, "quad_code": event.quad_code, "event_scale": event.event_scale,
        "factuality": event.factuality, "confidence": event.confidence,
        "actor": [name_of(party) for party in event.actor], "actor_code": [party.code for party in event.actor],
        "recipient": [name_of(party) for party in event.recipient],
        "recipient_code": [party.code for party in event.recipient],
        "place": place and (place.resolved_place or place.extracted_place or None),
        "country_code": place and place.country_code, "resolution": place and place.resolution,
        "story": event.story.id, "publication": event.cite_info.publication, "url": event.cite_info.url,
        "license": event.cite_info.license, "copyright": event.cite_info.copyright,
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}
