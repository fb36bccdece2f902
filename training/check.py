"""Check the corpus and print what it holds: python training/check.py [FILE...]

Without FILE: all of training/corpus and training/pairs. Refuses a phrase that does not stand in its
text, an unknown code, a second passage with the same
id or nearly the same words, and a line that is not JSON. Exit code 1 when anything is refused.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from dateline.errors import InputError
from dateline.labels import Passage, parse_passage
from dateline.ontology import load_ontology
from prepare import read_pairs

CORPUS = Path(__file__).parent / "corpus"
PAIRS = Path(__file__).parent / "pairs"
NEAR = 0.5  # share of the shorter passage's 4-word runs that may stand in one other passage


def shingles(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 4]) for i in range(len(words) - 3)}


def read(paths: list[Path]) -> tuple[list[tuple[str, Passage]], list[str]]:
    """(place, passage) of every good line, and a message for every bad one."""
    ontology, good, bad = load_ontology(), [], []
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").strip().split("\n"), 1):
            place = f"{path.name}:{number}"
            try:
                good.append((place, parse_passage(json.loads(line), ontology)))
            except ValueError as error:
                bad.append(f"{place}: {error}")
    return good, bad


def repeats(passages: list[tuple[str, Passage]]) -> list[str]:
    """A message for every id that comes twice and every near-copy of an earlier passage."""
    messages, ids, index = [], {}, defaultdict(set)
    runs = {}
    for place, passage in passages:
        if passage.id in ids:
            messages.append(f"{place}: id {passage.id} stands at {ids[passage.id]} too")
        ids.setdefault(passage.id, place)
        runs[place] = shingles(passage.text)
        shared = Counter(other for run in runs[place] for other in index[run])
        for other, count in shared.items():
            if count > NEAR * min(len(runs[place]), len(runs[other])) and "contrast" not in passage.theme:
                messages.append(f"{place}: nearly the same words as {other}")
        for run in runs[place]:
            index[run].add(place)
    return messages


def check_pairs(paths: list[Path]) -> list[str]:
    """A message for the first bad line of each file of relation pairs; prints how many there are."""
    counts: Counter[str] = Counter()
    bad = []
    for path in paths:
        try:
            counts.update(pair.event for pair in read_pairs(path, load_ontology()))
        except InputError as error:
            bad.append(str(error))
    print(f"pairs {counts.total()}: " + " ".join(f"{kind} {counts[kind]}" for kind in load_ontology().types))
    return bad


def share(count: int, total: int) -> str:
    return f"{count} ({100 * count / max(total, 1):.1f} %)"


def report(passages: list[Passage]) -> None:
    """Print the distribution of what the passages hold."""
    events = [event for passage in passages for event in passage.events]
    empty = sum(not passage.events for passage in passages)
    print(f"passages {len(passages)}, without event {share(empty, len(passages))}, events {len(events)}")
    for kind, definition in load_ontology().types.items():
        own = [event for event in events if event.type == kind]
        modes = Counter(mode for event in own for mode in event.modes)
        print(f"  {kind:<10}{len(own):>6}  " + " ".join(f"{m} {modes[m]}" for m in definition.modes))
    print("  " + ", ".join(f"{k} {n}" for k, n in Counter(e.factuality for e in events).most_common()))
    for role in ("actor", "recipient", "place", "date", "speaker"):
        print(f"  with {role} {share(sum(bool(e.roles[role]) for e in events), len(events))}", end="")
    contexts = Counter(code for passage in passages for code in passage.contexts)
    print("\n  contexts: " + " ".join(f"{code} {contexts[code]}" for code in load_ontology().contexts))
    triggers = defaultdict(Counter)
    for passage in passages:
        for event in passage.events:
            triggers[event.type][passage.text[slice(*event.trigger)].lower()] += 1
    for kind, words in triggers.items():
        word, count = words.most_common(1)[0]
        if count > 0.08 * words.total() and words.total() > 100:
            print(f"  {kind}: {word!r} is {share(count, words.total())} of its triggers, at most 8 % wanted")


def main() -> int:
    named = [Path(name) for name in sys.argv[1:]]
    passages, bad = read(named or sorted(CORPUS.glob("*.jsonl")))
    bad += repeats(passages)
    if not named:
        bad += check_pairs(sorted(PAIRS.glob("*.jsonl")))
    report([passage for _, passage in passages])
    print("\n".join(bad) or "nothing refused")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
