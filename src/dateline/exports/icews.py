"""The 20 columns of ICEWS' coded event data (doi:10.7910/DVN/28075): tab-separated, a row a pair of parties."""

from typing import TYPE_CHECKING, TextIO

from dateline.exports.layout import Pair, city_of, happened, name_of, number_of, pairs, state_name, write_row
from dateline.exports.terms import within_terms
from dateline.ontology import Ontology, load_ontology
from dateline.records import Entity, Event

if TYPE_CHECKING:
    from dateline.exports import Coded

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
MISSING = "NA"
# PLOVER's sectors in the words of ICEWS' files; sectors without such a word are written as codes.
SECTORS = {
    "COP": "Police", "GOV": "Government", "JUD": "Judicial", "LEG": "Legislative / Parliamentary", "MIL": "Military",
    "PTY": "Parties", "REB": "Insurgents", "UAF": "Unidentified Forces", "BUS": "Business",
    "CRM": "Criminals / Gangs", "CVL": "General Population / Civilian / Social", "EDU": "Education", "ELI": "Elite",
    "JRN": "Media", "AGR": "Agricultural", "SOC": "Social",
}  # fmt: skip
ENTITIES = {
    "IGO": "International Government Organization", "UNO": "International Government Organization",
    "EUR": "International Government Organization", "NGO": "Nongovernmental Organization (International)",
}  # fmt: skip


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """A header, then the rows; `NA` where nothing is known. Only what a story asserts is written."""
    ontology = load_ontology()
    write_row(COLUMNS, out, MISSING)
    stories = events = 0
    for _, found in within_terms(coded):
        stories += 1
        for event in happened(found):
            events += 1
            for pair in pairs(event):
                write_row(_row(event, pair, ontology), out, MISSING)
    return stories, events


def _row(event: Event, pair: Pair, ontology: Ontology) -> tuple[object, ...]:
    cameo = ontology.to_cameo(event.event[0], event.mode)
    place = event.event_loc
    return (
        pair.number, event.date, name_of(pair.source), _sectors(pair.source), _country(pair.source), cameo.name,
        cameo.code, cameo.goldstein, name_of(pair.target), _sectors(pair.target), _country(pair.target),
        number_of(event.story.id), event.text_info.sequence + 1, event.cite_info.publication, city_of(event), None,
        place and place.province, state_name(place.country_code) if place else None,
        place.lat if place else None, place.lon if place else None,
    )  # fmt: skip


def _sectors(party: Entity | None) -> str | None:
    if party is None:
        return None
    named = [ENTITIES[party.code]] if party.code in ENTITIES else []
    return ",".join(dict.fromkeys(named + [SECTORS.get(code, code) for code in party.sector if code != "UNK"])) or None


def _country(party: Entity | None) -> str | None:
    return state_name(party.code) if party else None
