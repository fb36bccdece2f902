"""The 61 columns of GDELT 2.0's event files: tab-separated, no header, a row a pair of parties."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from dateline.exports.layout import Pair, happened, load_states, name_of, pairs, write_row
from dateline.exports.terms import within_terms
from dateline.ontology import Ontology, load_ontology
from dateline.records import Entity, Event, Story

if TYPE_CHECKING:
    from dateline.exports import Coded

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MISSING = ""
# Where GDELT's score of a code is not ICEWS', which the ontology holds.
GOLDSTEIN = {"016": 3.4, "124": -5.0, "163": -6.5, "164": -7.0, "166": -8.0}
# CAMEO's root codes by quad class, 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
_LAST_ROOTS = ((5, 1), (8, 2), (13, 3), (20, 4))
# PLOVER's sectors that CAMEO calls otherwise: its MED are media and its HLH health.
TYPES = {"JRN": "MED", "MED": "HLH", "UNK": ""}
GROUPS = ("UNO",)
KINDS = ("IGO", "NGO", "MNC", "ISM", "IMG")
_COUNTRY, _US_STATE, _US_CITY, _CITY, _PROVINCE = 1, 2, 3, 4, 5


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """The rows; empty where nothing is known. Only what a story asserts is written."""
    ontology = load_ontology()
    stories = events = 0
    for story, found in within_terms(coded):
        stories += 1
        for event in happened(found):
            events += 1
            for pair in pairs(event):
                write_row(_row(story, event, pair, ontology), out, MISSING)
    return stories, events


def _row(story: Story, event: Event, pair: Pair, ontology: Ontology) -> tuple[object, ...]:
    cameo = ontology.to_cameo(event.event[0], event.mode)
    root = int(cameo.code[:2])
    quad = next(quad for last, quad in _LAST_ROOTS if root <= last)
    return (
        pair.number, *_day(event.date), *_actor(pair.source), *_actor(pair.target),
        int(event.text_info.sequence == 0), cameo.code, cameo.code[:3], cameo.code[:2], quad,
        GOLDSTEIN.get(cameo.code, cameo.goldstein), len(event.event_text), 1, 1, None,
        *(None,) * 2 * len(_GEO), *_place(event), _added(story), event.cite_info.url,
    )  # fmt: skip


def _day(date: str | None) -> tuple[object, ...]:
    """SQLDATE, MonthYear, Year and FractionDate, the share of the year counted in months of thirty days."""
    if date is None:
        return (None,) * 4
    year, month, day = (int(part) for part in date.split("-"))
    return date.replace("-", ""), f"{year}{month:02d}", year, f"{year + (month * 30 + day) / 365:.4f}"


def _actor(party: Entity | None) -> tuple[object, ...]:
    if party is None:
        return (None,) * len(_ACTOR)
    code = party.code or ""
    country = code if code in load_states() or code == "EUR" else ""
    group = code if code in GROUPS else ""
    kinds = [code] if code in KINDS else []
    kinds += [kind for sector in party.sector if (kind := TYPES.get(sector, sector))]
    types = [*dict.fromkeys(kinds), None, None, None][:3]
    whole = country + group + "".join(kind for kind in types if kind)
    name = name_of(party)
    return whole, name.upper() if name else None, country, group, None, None, None, *types


def _place(event: Event) -> tuple[object, ...]:
    """The action's place; GDELT's own division and feature codes are not known and stay empty."""
    place = event.event_loc
    if place is None or place.lat is None or place.lon is None:
        return (None,) * len(_GEO)
    state = load_states().get(place.country_code or "")
    home, code = place.country_code == "USA", place.feature_code or ""
    kind: int | None = None
    if code.startswith("PCL"):
        kind = _COUNTRY
    elif code.startswith("ADM"):
        kind = _US_STATE if home else _PROVINCE
    elif code.startswith("PPL"):
        kind = _US_CITY if home else _CITY
    names = dict.fromkeys(n for n in (place.resolved_place, place.province, state and state.name) if n)
    return kind, ", ".join(names), state and state.fips, None, None, place.lat, place.lon, None


def _added(story: Story) -> str | None:
    """The publication time as YYYYMMDDHHMMSS in UTC; midnight for a day alone."""
    if not story.published:
        return None
    moment = datetime.fromisoformat(story.published)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y%m%d%H%M%S")
