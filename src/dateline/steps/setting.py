"""Which places does a story name? Its names weighed together, so that each helps to read the others."""

import csv
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dateline.atlas import Site, load_atlas
from dateline.errors import DataError
from dateline.gazetteer import GAZETTEERS
from dateline.records import Span

COUNTRY, FIRST, SECOND, TOWN = ("PCLI", "PCLD"), "ADM1", "ADM2", ("PPL", "PPLC")
# The kind of place that a word beside a name tells.
KINDS = (
    dict.fromkeys(
        "province provinces governorate governorates oblast state states region prefecture department krai republic "
        "emirate division canton voivodeship".split(),
        (FIRST, SECOND),
    )
    | dict.fromkeys("district districts county counties parish municipality raion area".split(), (SECOND, FIRST))
    | dict.fromkeys("city cities town towns village villages township hamlet suburb capital port".split(), TOWN)
)
# Weights, in powers of ten of people, chosen on geo_lgl, geo_geovirus (evaluation/places.py) and 115 names that
# stand alone.
STATE_WEIGHT, CONTINENT, CAPITAL, OTHER_NAME, FAME = 10.0, 9.5, 1.5, 2.25, 1.0
NATURE, NATURAL = frozenset("BAY CHN STM LK MT VLC ISL UPLD".split()), 4.5
WIDE = dict.fromkeys("RGN MTS DSRT PEN ISLS".split(), 6.0) | dict.fromkeys("SEA OCN GULF STRT CNL".split(), 9.0)
REGION = {FIRST: 1.1, SECOND: -0.8}
SEAT_SHARE, SEAT = 0.3, 3.0
KIND, BESIDE, HOME = 3.0, 3.0, 1.0
SAME_COUNTRY, SAME_REGION, SAME_SECOND = 6.0, 6.2, 1.25
NEAR, NEAR_KM = 4.5, 250.0
NAMED_ABOVE = {FIRST: 1.05, SECOND: 1.0, "PCLI": 0.2, "PCLD": 0.2}
ROUNDS, HEAT, KNOWN = 2, 0.7, 4.5
_WORD = re.compile(r"[^\W\d_](?:[\w'’]|[.&-](?=\w))*\.?")
_BETWEEN = re.compile(r"[ \u00a0-]|, ")
_COMMA = re.compile(r"(?: [a-z]+)?(?:,| \()\s*(?:in |the |the city of )*")
_JOINERS = ("of", "de", "del", "la", "el", "al", "e", "and", "the", "da", "do", "du", "des", "i", "y", "on", "upon")
_LED = frozenset("in at near from to of outside around across inside the and into throughout".split())


@dataclass(slots=True)
class Choice:
    """One place that a name can mean, with its weight before and after the story was asked."""

    site: Site
    chain: tuple[int, ...]
    prior: float
    score: float = 0.0


@dataclass(slots=True)
class Named:
    """A name in the text: where it stands, what it can mean, the best choice first once weighed."""

    span: Span
    key: str
    choices: list[Choice]
    weight: float
    beside: "Named | None" = None

    @property
    def best(self) -> Choice:
        return self.choices[0]


@cache
def abbreviations() -> dict[str, tuple[str, str, str]]:
    """Short form to name, country and feature. Raises DataError for a row that names nothing."""
    with (GAZETTEERS / "abbreviations.csv").open(encoding="utf-8") as file:
        rows = csv.reader(file)
        if next(rows, None) != ["short", "name", "country", "feature"]:
            raise DataError("abbreviations.csv:1: expected the columns short, name, country, feature")
        return {short: (name, country, feature) for short, name, country, feature in rows}


def choices_of(name: str, kind: Sequence[str] = (), *, country: str | None = None) -> list[Choice]:
    """What a name can mean, the likeliest without any context first. `kind` lists the features that a
    word beside the name asks for, the best first; `country` (alpha-3) leaves out the rest of the world."""
    atlas = load_atlas()
    short = abbreviations().get(name)
    found = []
    for index, own in atlas.find(short[0] if short else name):
        site = atlas.site(index)
        if country and atlas.code(site) != country:
            continue
        if short and (atlas.code(site) != short[1] or not site.feature.startswith(short[2])):
            continue
        chain = tuple(s.at for s in atlas.chain(index))
        found.append(Choice(site, chain, _prior(site, own, kind)))
    for choice in found:
        choice.prior -= SEAT * _outshone(choice, found, kind)
        choice.score = choice.prior
    return sorted(found, key=lambda c: (-c.prior, c.site.at))


def _prior(site: Site, own: bool, kind: Sequence[str]) -> float:
    if site.feature in COUNTRY:
        weight = STATE_WEIGHT if site.feature == "PCLI" else STATE_WEIGHT - 2
    elif site.feature == "CONT":
        weight = CONTINENT
    elif site.feature in WIDE and not site.population:
        weight = WIDE[site.feature] - (0.0 if own else 0.5)
    elif site.feature in NATURE:
        weight = NATURAL
    else:
        weight = math.log10(site.population + 1) + FAME * math.log10(site.fame + 1)
        weight += CAPITAL if site.feature == "PPLC" else REGION.get(site.feature, 0.0)
        weight -= 0.0 if own else OTHER_NAME
    if kind and site.feature in kind:
        weight += KIND / (1 + kind.index(site.feature))
    elif kind:
        # A county is no country, but there are a State of Israel and a Republic of Korea.
        weight -= KIND if site.feature not in COUNTRY or kind[0] == FIRST else STATE_WEIGHT
    return weight


def _outshone(choice: Choice, others: list[Choice], kind: Sequence[str]) -> bool:
    """Whether the name of a region is meant for the town in it that holds a good part of its people, or for
    the country of the same name around it."""
    region = choice.site
    if kind or region.feature not in (FIRST, SECOND):
        return False
    if any(o.site.feature in COUNTRY and o.site.at in choice.chain for o in others):
        return True
    return any(
        o.site.feature in TOWN and region.at in o.chain and o.site.population >= SEAT_SHARE * region.population
        for o in others
    )


class Setting:
    """The places that a text names, each read in the light of the others.

    `spans` are names that are known to be places; `home` is where the report was filed.
    """

    def __init__(self, text: str, spans: Iterable[Span] = (), *, home: str | None = None, country: str | None = None):
        self.text, self.country = text, country
        self.names = _found(text, tuple(spans))
        self.starts = [name.span.start for name in self.names]
        for first, second in pairwise(self.names):
            gap = _COMMA.match(text, first.span.end)
            if gap and gap.end() == second.span.start:
                first.beside = second
        self.home = next(iter(choices_of(home)), None) if home else None
        self._weigh()

    def at(self, span: Span) -> list[Named]:
        """The names that lie within a span, in order."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return [name for name in self.names[first:last] if name.span.end <= span.end]

    def _weigh(self) -> None:
        for name in self.names:
            name.choices = [c for c in name.choices if not self.country or self.country == load_atlas().code(c.site)]
        self.names = [name for name in self.names if name.choices]
        self.starts = [name.span.start for name in self.names]
        for _ in range(ROUNDS):
            support = _Support(self.names, self.home)
            for name in self.names:
                for choice in name.choices:
                    choice.score = choice.prior + support.of(name, choice)
            for name in self.names:
                name.choices.sort(key=lambda c: (-c.score, c.site.at))


def _found(text: str, given: tuple[Span, ...]) -> list[Named]:
    """Names of the atlas that begin with a capital, the longest first, and the given ones."""
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    taken = [Named(span, *_read(text, span), 1.0) for span in given]
    taken = [name for name in taken if name.choices]
    covered = {at for name in taken for at in range(*name.span)}
    at = 0
    while at < len(words):
        start, _, raw = words[at]
        step = 1
        if raw[0].isupper() and start not in covered:
            for count in range(min(5, len(words) - at), 0, -1):
                named = _name(text, words, at, count)
                if named:
                    taken.append(named)
                    step = count
                    break
        at += step
    return sorted(taken, key=lambda name: name.span)


Word = tuple[int, int, str]


def _name(text: str, words: list[Word], at: int, count: int) -> Named | None:
    """The name that `count` words make, if the atlas has it and nothing says that it is a person's."""
    part = words[at : at + count]
    start, end, raw = part[0][0], part[-1][1], part[-1][2]
    if count > 1:
        if (
            raw[0].islower()
            or part[0][2].lower() in _LED - {"the"}
            or any(w[2][0].islower() and w[2] not in _JOINERS for w in part)
        ):
            return None
        if any(text[a[1] : b[0]] not in (" ", "-", "\u00a0", " '", " ‘") for a, b in pairwise(part)):
            return None
    if raw.endswith(".") and text[start:end] not in abbreviations():
        end -= 1
    name = text[start:end]
    if name in abbreviations():
        if len(name) == 2 and name.isupper() and text[max(0, start - 2) : start] != ", ":
            return None
    elif count == 1 and (len(name) < 3 or name.lower() in _plain_words()):
        return None
    key, choices = _read(text, Span(start, end))
    if not choices:
        return None
    before = words[at - 1] if at and text[words[at - 1][1] : start] == " " else None
    after = words[at + count] if at + count < len(words) and text[end : words[at + count][0]] == " " else None
    # Most words that start with a capital are no place: a little-known one needs "in" before it or "," behind it.
    led = (before and before[2].lower() in _LED) or text[end : end + 2] == ", "
    if count == 1 and choices[0].prior < (3.5 if led else KNOWN):
        return None
    weight = 1.0
    if before and before[2][0].isupper() and before[2].lower() not in _LED and choices[0].site.feature not in COUNTRY:
        weight = 0.2
    if after and after[2][0].isupper() and after[2].lower() not in KINDS and choices[0].site.feature not in COUNTRY:
        weight = 0.2
    return Named(Span(start, end), key, choices, weight)


@cache
def _plain_words() -> frozenset[str]:
    """Capitalised words that are no place whatever the atlas says."""
    with (GAZETTEERS / "no_places.csv").open(encoding="utf-8") as file:
        return frozenset(row[0] for row in csv.reader(file))


_KIND_BEFORE = re.compile(r"(\w+) of (?:the )?$")
_KIND_AFTER = re.compile(r"[ -](\w+)\b(?! of\b)")
# "Homs and Aleppo Governorates"
_KIND_SHARED = re.compile(r",? (?:and|or) [A-Z][\w'-]+ (\w+s)\b")
_KIND_END = re.compile(r"^(.+?)[ -](\w+)$")


def _read(text: str, span: Span) -> tuple[str, list[Choice]]:
    """The name at a span, without "'s", as a key, and its choices in the light of a kind word beside it."""
    name = re.sub(r"['’]s$", "", text[slice(*span)])
    before, after = _KIND_BEFORE.search(text[max(0, span.start - 20) : span.start]), _KIND_AFTER.match(text, span.end)
    kind: Sequence[str] = ()
    if after:
        kind = KINDS.get(after[1].lower(), ())
    shared = _KIND_SHARED.match(text, span.end)
    if shared and not kind:
        kind = KINDS.get(shared[1].lower(), ())
    if before and not kind:
        kind = KINDS.get(before[1].lower(), ())
    inner = _KIND_END.match(name)
    within = KINDS.get(inner[2].lower(), ()) if inner else ()
    found = choices_of(name, within or kind)
    if inner and within:
        more = choices_of(inner[1], within)
        held = {c.site.at for c in found}
        found = sorted([*found, *(c for c in more if c.site.at not in held)], key=lambda c: -c.prior)
    return name.lower(), found


class _Support:
    """What the other names of a story say for a choice."""

    def __init__(self, names: list[Named], home: Choice | None):
        self.home = home
        self.regions: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.total: dict[str, float] = defaultdict(float)
        self.points: dict[str, tuple[Site, float]] = {}
        self.above: dict[int, set[str]] = defaultdict(set)
        for name in names:
            if self.total[name.key] >= name.weight:
                continue
            for choice, share in shares(name):
                for index in choice.chain:
                    self.regions[index][name.key] = max(self.regions[index][name.key], share * name.weight)
            self.total[name.key] = name.weight
            best = name.best
            if best.site.lat is not None and best.site.feature not in (*COUNTRY, "CONT"):
                self.points[name.key] = (best.site, name.weight)
            self.above[best.site.at].add(name.key)
        self.sum = sum(self.total.values())

    def of(self, name: Named, choice: Choice) -> float:
        others = self.sum - self.total[name.key] + 1.0
        value = 0.0
        for index in choice.chain:
            held = self.regions[index]
            share = (sum(held.values()) - held.get(name.key, 0.0)) / others
            feature = load_atlas().site(index).feature
            value += share * (SAME_COUNTRY if feature in COUNTRY else SAME_REGION if feature == FIRST else SAME_SECOND)
            if index != choice.site.at and self.above[index] - {name.key}:
                value += NAMED_ABOVE.get(feature, 0.0)
            if self.home and index in self.home.chain:
                value += HOME
        if choice.site.feature not in (*COUNTRY, "CONT") and choice.site.lat is not None:
            value += NEAR * self._near(name, choice)
        return value + self._beside(name, choice)

    def _near(self, name: Named, choice: Choice) -> float:
        sums = [
            weight * math.exp(-distance(choice.site, site) / NEAR_KM)
            for key, (site, weight) in self.points.items()
            if key != name.key
        ]
        return max(sums, default=0.0)

    def _beside(self, name: Named, choice: Choice) -> float:
        """For "Paris, Texas" the Paris that lies in some Texas, and the Texas that has such a Paris."""
        if name.beside and any(c.site.at in choice.chain[1:] for c in name.beside.choices):
            return BESIDE
        return 0.0


def shares(name: Named) -> list[tuple[Choice, float]]:
    """How likely each choice is, from the scores."""
    top = name.choices[0].score
    powers = [10 ** (HEAT * (max(c.score, top - 9) - top)) for c in name.choices]
    whole = sum(powers)
    return [(c, p / whole) for c, p in zip(name.choices, powers, strict=True)]


def distance(first: Site, second: Site) -> float:
    """Kilometres between two places that have coordinates."""
    lat1, lon1, lat2, lon2 = (math.radians(d or 0.0) for d in (first.lat, first.lon, second.lat, second.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, half)))
