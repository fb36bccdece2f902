"""The 40 columns of POLECAT (doi:10.7910/DVN/AJGVIT): tab-separated, a row an event, several parties in a cell."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from dateline.exports.layout import city_of, happened, number_of, write_row
from dateline.exports.terms import within_terms
from dateline.ontology import Ontology, load_ontology
from dateline.records import Entity, Event, Story

if TYPE_CHECKING:
    from dateline.exports import Coded

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
MISSING = "None"


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """A header, then the rows; `None` where nothing is known. Only what a story asserts is written."""
    ontology = load_ontology()
    write_row(COLUMNS, out, MISSING)
    stories = events = 0
    for story, found in within_terms(coded):
        stories += 1
        for event in happened(found):
            events += 1
            write_row(_row(story, event, ontology), out, MISSING)
    return stories, events


def _row(story: Story, event: Event, ontology: Ontology) -> tuple[object, ...]:
    place = event.event_loc
    where = (
        (place.resolved_place, city_of(event), None, place.province, place.country_code, place.lat, place.lon,
         place.geonameid, place.extracted_place, place.feature_code)
        if place else (None,) * 10
    )  # fmt: skip
    return (
        f"{number_of(story.id)}_{event.id}", event.date, event.event[0], _joined(event.mode), event.event_scale,
        ontology.quads[event.quad_code], _joined(event.context), *_parties(event.actor), *_parties(event.recipient),
        *where, event.cite_info.publication, (story.published or "")[:10], None, None, None,
        event.cite_info.language, event.cite_info.coder,
    )  # fmt: skip


def _parties(parties: tuple[Entity, ...]) -> tuple[object, ...]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id of one side."""
    sectors = [code for party in parties for code in party.sector]
    return (
        _joined(party.identifier_text or party.entity_text for party in parties),
        _joined(party.code for party in parties), None, sectors[0] if sectors else None, _joined(sectors),
        _joined(party.office for party in parties), _joined(party.entity_text for party in parties), None,
    )  # fmt: skip


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(value for value in values if value)) or None
