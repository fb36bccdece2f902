"""The corpus checker refuses what training must not see, and the corpus itself passes it."""

import json
from pathlib import Path

import pytest

from check import CORPUS, PAIRS, check_pairs, read, repeats

TEXT = "Kenyan police arrested three union leaders in Mombasa on Friday after a march through the port."
EVENT = {"type": "COERCE", "modes": ["arrest"], "trigger": "arrested"}


def write(path: Path, *records: dict) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_corpus_is_clean() -> None:
    passages, bad = read(sorted(CORPUS.glob("*.jsonl")))
    assert bad + repeats(passages) + check_pairs(sorted(PAIRS.glob("*.jsonl"))) == []
    events = [event for _, passage in passages for event in passage.events]
    assert len(passages) >= 2000
    assert sum(not p.events for _, p in passages) >= len(passages) / 4
    assert len({e.type for e in events}) == 16
    assert len({(e.type, m) for e in events for m in e.modes}) == 67
    assert len({e.factuality for e in events}) == 5


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([{"id": "a-1", "text": TEXT, "events": [EVENT | {"actor": ["Uganda"]}]}], "x.jsonl:1: event 1: 'Uganda'"),
        ([{"id": "a-1", "text": TEXT}, {"id": "a-1", "text": "Rain fell."}], "x.jsonl:2: id a-1 stands at x.jsonl:1"),
        ([{"id": "a-1", "text": TEXT}, {"id": "a-2", "text": TEXT.replace("three", "two")}], "nearly the same words"),
    ],
)
def test_refused(tmp_path: Path, records: list[dict], message: str) -> None:
    passages, bad = read([write(tmp_path / "x.jsonl", *records)])
    assert message in "; ".join(bad + repeats(passages))


def test_contrast_sets_may_be_alike(tmp_path: Path) -> None:
    twins = [{"id": f"a-{i}", "theme": "contrast-x", "text": TEXT.replace("three", w)} for i, w in enumerate("ab")]
    assert repeats(read([write(tmp_path / "x.jsonl", *twins)])[0]) == []


def test_bad_pair(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"text": TEXT, "source": "Kenyan police", "target": "Uganda", "event": "COERCE"})
    assert "x.jsonl:1: 'Uganda'" in check_pairs([path])[0]
