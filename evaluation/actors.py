"""Score the resolver on public development sets: python evaluation/actors.py FOLDER [--misses]

FOLDER holds actors.jsonl, compound_actors.jsonl and petrarch_unit.jsonl as far as they are there. A wanted
country or sector of "" or UNK means that ours must be absent; a wanted result of null means that both must be.
"""

import argparse
import json
import re
from pathlib import Path

from dateline.steps.actors import Actor
from dateline.steps.compounds import split_compound
from dateline.steps.parties import resolve_actor
from dateline.steps.phrases import named_parties

ABSENT = {"", "UNK", None}
# Labels of the set that are not PLOVER's.
RENAMED = {"XKX": "KOS", "HLH": "MED"}
# CAMEO's codes in petrarch_unit: New Zealand is misspelt there.
UNIT_CODES = {"NZE": "NZL"}


def wanted(record: dict, field: str) -> str | bool | None:
    """The code that the record asks for, None for none at all, False where it asks nothing."""
    expected = record["expected"]
    if expected is None:
        return None
    if field not in expected:
        return False
    value = expected[field]
    return None if value in ABSENT else RENAMED.get(value, value)


def given(actor: Actor, field: str) -> str | None:
    if field == "country":
        return actor.code
    return actor.sector[0] if actor.sector else None


def day(value: str | None) -> str | None:
    """The date of a case; its "today" is that of its making."""
    return "2022-06-01" if value and value.lower() == "today" else value


def actors(records: list[dict], misses: bool) -> str:
    """Share of cases with the right country, and with the right first sector."""
    right: dict[str, list[bool]] = {"country": [], "code_1": []}
    for record in records:
        if record["status"] != "active" or record.get("gold_issues"):
            continue
        actor = resolve_actor(record["text"], date=day(record["date"]), context=record["context"])
        for field, held in right.items():
            want = wanted(record, field)
            if want is False:
                continue
            held.append(given(actor, field) == want)
            if misses and not held[-1]:
                about = record["text"], record["context"], record["date"]
                print(f"  {field} {given(actor, field)} for {want}: {about} {actor.by}")
    country, sector = right.values()
    return (
        f"country {sum(country) / len(country):.3f} of {len(country)}, "
        f"sector {sum(sector) / len(sector):.3f} of {len(sector)}"
    )


def compounds(records: list[dict], misses: bool) -> str:
    """Share of cases in which the words that hold all wanted parties are split into exactly these."""
    right = []
    for record in records:
        text, near = record["text"], record["seed_span"]["start"]
        firsts = [_nearest(text, actor.split()[0], near) for actor in record["expected_actors"]]
        lasts = [
            _nearest(text, actor.split()[-1], near) + len(actor.split()[-1]) for actor in record["expected_actors"]
        ]
        parts = split_compound(text[min(firsts) : max(lasts)], lambda part: resolve_actor(part).code is not None)
        found = sorted(part.removeprefix("the ") for part in parts)
        right.append(found == record["expected_actors"])
        if misses and not right[-1]:
            print(f"  {found} for {record['expected_actors']}")
    return f"exact {sum(right) / len(right):.3f} of {len(right)}"


def _nearest(text: str, word: str, at: int) -> int:
    """Where `word` stands in `text`, nearest to the character `at`."""
    return min((m.start() for m in re.finditer(re.escape(word), text)), key=lambda start: abs(start - at))


def units(records: list[dict], misses: bool) -> str:
    """Share of sentences on real actors whose wanted states are all named by their parties."""
    right = []
    for record in records:
        if record["toy"] or record.get("expected_error") or not record["expected"]:
            continue
        given = {phrase.actor.code for phrase in named_parties(record["text"]).phrases}
        codes = {code[:3] for triple in record["expected"] for code in (triple["source"], triple["target"])}
        want = {UNIT_CODES.get(code, code) for code in codes} - {"---"}
        right.append(want <= given)
        if misses and not right[-1]:
            print(f"  {want - given} of {want}: {record['text'][:100]}")
    return f"all states named {sum(right) / len(right):.3f} of {len(right)}"


SETS = {"actors": actors, "compound_actors": compounds, "petrarch_unit": units}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what came out wrong")
    options = parser.parse_args()
    for name, measure in SETS.items():
        path = options.folder / f"{name}.jsonl"
        if path.exists():
            records = [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]
            print(f"{name}: {measure(records, options.misses)}")
        else:
            print(f"{name}: left out, {path} is not there")


if __name__ == "__main__":
    main()
