"""Score a bundle on public development sets: python evaluation/dev.py FOLDER [--bundle FOLDER]

FOLDER holds plv_train.jsonl, case2021_task2.jsonl, isaf_press_releases.jsonl and
factuality_meantime.jsonl as far as they are there; nothing is ever trained on them.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from dateline.coder import Coder
from dateline.models.bundle import DEFAULT
from dateline.models.tokens import TRIGGER, chunks, framed, question, tokenize, window
from dateline.records import Span, Story
from dateline.scoring import macro_f1
from dateline.sources.wire import Known, read_wire
from dateline.steps.factuality import corrected
from dateline.steps.sentences import split_sentences

# PLV's own classes: CONCEDE and RETREAT are one, named YIELD.
PLV_ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
PLV_QUADS = {"VERBAL_COOPERATION": 1, "MATERIAL_COOPERATION": 2, "VERBAL_CONFLICT": 3, "MATERIAL_CONFLICT": 4}
ISAF_TYPES = {"detention": "COERCE", "insurgentskilled": "ASSAULT", "airstrike": "ASSAULT"}


def plv(coder: Coder, records: list[dict]) -> str:
    """Relation of a marked pair: macro-F1 over roots, quad classes, and cooperation against conflict."""
    quads = {kind.code: kind.quad for kind in coder.ontology.types.values()}
    roots: list[tuple[str, str]] = []
    levels: list[tuple[int, int]] = []
    for record in records:
        if record["source"]["implicit"]:
            continue
        source, target = (
            None if p["implicit"] else Span(p["start"], p["end"]) for p in (record["source"], record["target"])
        )
        given = next(iter(coder.classify(record["sentence"], source, target)))
        roots.append((record["gold_root"], PLV_ROOTS.get(given, given)))
        levels.append((PLV_QUADS[record["gold_quad"]], quads[given]))
    wrong = [pair for pair in roots if pair[0] != pair[1]]
    common = sorted(set(wrong), key=lambda pair: -wrong.count(pair))[:8]
    scores = [macro_f1(*zip(*pairs, strict=True)) for pairs in (roots, levels, [(a > 2, b > 2) for a, b in levels])]
    named = ", ".join(f"{w} as {g} {wrong.count((w, g))}" for w, g in common)
    return "macro-F1 root {:.3f}, quad {:.3f}, binary {:.3f}; ".format(*scores) + f"commonest errors {named}"


def case2021(coder: Coder, records: list[dict]) -> str:
    """Snippets with one suggested type: is it among those coded? And how many without a type are coded?"""
    kinds = [{e.event[0] for e in coder.code(Story(id=r["id"], text=r["text"], language="en"))} for r in records]
    typed = [r["plover_suggested"] in k for r, k in zip(records, kinds, strict=True) if r["plover_suggested"]]
    quiet = [not k for r, k in zip(records, kinds, strict=True) if not r["plover_suggested"]]
    return f"suggested type found {np.mean(typed):.3f} of {len(typed)}; others without event {np.mean(quiet):.3f}"


def isaf(coder: Coder, records: list[dict]) -> str:
    """Releases: is an event of each coded kind found, and with the start date?"""
    found, dated = [], []
    for record in records:
        story = read_wire(record["text"], Known(id=record["id"], published=record["release_date"]))
        events = coder.code(story)
        wanted = {ISAF_TYPES[kind] for kind in record["event"]["event_type"] if kind in ISAF_TYPES}
        found += [any(kind in e.event for e in events) for kind in wanted]
        if wanted:
            dated.append(any(e.date == record["event"]["start_date"] for e in events if set(e.event) & wanted))
    return (
        f"type found {np.mean(found):.3f} of {len(found)}; an event of the type on the right day {np.mean(dated):.3f}"
    )


def meantime(coder: Coder, records: list[dict]) -> str:
    """Factuality of a marked word: certain against the rest, as the factuality head and the cues see it."""
    right = []
    for record in records:
        tokens = tokenize(coder.bundle.tokenizer, record["text"], split_sentences(record["text"]))
        reading = coder.bundle.model.read([framed(tokens, piece) for piece in chunks(tokens)])
        for event in record["events"]:
            place = tokens.covering(Span(event["start"], event["end"]))
            asked = question(reading, window(tokens, tokens.sentence_of(place.first)), {place: TRIGGER})
            answer = coder.bundle.model.answer([asked], ("factuality",))[0]
            value = coder.bundle.factuality[int(answer["factuality"].argmax())]
            held = next(s for s in split_sentences(record["text"]) if s.start <= event["start"] < s.end)
            # The rules for acts, not words: the file has no event types.
            value, _ = corrected(record["text"], held, Span(event["start"], event["end"]), "ASSAULT", value)
            gold = "asserted" if event["factuality"] >= 2.5 else "negated" if event["factuality"] <= -2.5 else "other"
            ours = {"asserted": "asserted", "historical": "asserted", "negated": "negated"}.get(value, "other")
            right.append(gold == ours)
    return f"accuracy (happened, did not, uncertain) {np.mean(right):.3f} of {len(right)}"


SETS: dict[str, Callable[[Coder, list[dict]], str]] = {
    "plv_train": plv, "case2021_task2": case2021, "isaf_press_releases": isaf, "factuality_meantime": meantime,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bundle", default=DEFAULT)
    options = parser.parse_args()
    coder = Coder(options.bundle)
    for name, measure in SETS.items():
        path = options.folder / f"{name}.jsonl"
        if path.exists():
            records = [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]
            print(f"{name} ({len(records)} records): {measure(coder, records)}")
        else:
            print(f"{name}: left out, {path} is not there")


if __name__ == "__main__":
    main()
