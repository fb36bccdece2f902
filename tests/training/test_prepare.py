"""Samples ask each head what the labels say, at the right tokens."""

import random

import numpy as np

from dateline.labels import Passage, find, parse_passage
from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import SOURCE, TARGET, TRIGGER
from dateline.ontology import load_ontology
from prepare import Pair, Preparer, held_out

TEXT = "Iran rejected the offer on Monday. A court in Cairo jailed two reporters for a year, state TV said."
RECORD = {
    "id": "t-1", "text": TEXT, "contexts": ["legal"],
    "events": [
        {"type": "REJECT", "trigger": "rejected", "actor": ["Iran"], "date": "Monday"},
        {"type": "SANCTION", "modes": ["convict"], "trigger": "jailed", "actor": ["A court in Cairo"],
         "recipient": ["two reporters"], "speaker": "state TV"},
        {"type": "COERCE", "modes": ["arrest"], "trigger": "jailed", "actor": ["A court in Cairo"],
         "recipient": ["two reporters"], "speaker": "state TV"},
    ],
}  # fmt: skip
ONTOLOGY = load_ontology()
TOKENIZER = load_bundle(DEFAULT).tokenizer


def words(sample: object, rows: np.ndarray) -> str:
    return TOKENIZER.decode([int(i) for i in sample.ids[rows]])  # type: ignore[attr-defined]


def test_samples() -> None:
    passage = parse_passage(RECORD, ONTOLOGY)
    preparer = Preparer(TOKENIZER, ONTOLOGY, [passage])
    types = preparer.heads.types
    samples = preparer.samples(passage, 0.5, random.Random(1))
    chunk = samples[0].answers
    found = {
        types[t]: words(samples[0], chunk["trigger"][:, t] == 1)
        for t in range(16)
        if (chunk["trigger"][:, t] == 1).any()
    }
    assert found == {"REJECT": "rejected", "SANCTION": "jailed", "COERCE": "jailed"}
    marked = [s for s in samples if "roles" in s.answers]
    assert [words(s, s.marks == TRIGGER) for s in marked] == ["rejected", "jailed"]
    jailed = marked[1]
    assert {types[i] for i in np.flatnonzero(jailed.answers["type"])} == {"SANCTION", "COERCE"}
    assert [words(jailed, jailed.answers["roles"][:, r] > 0) for r in (0, 1, 4)] == [
        "a court in cairo", "two reporters", "state tv",
    ]  # fmt: skip
    negatives = [s for s in samples if set(s.answers) == {"type"}]
    assert negatives and not any(s.answers["type"].any() for s in negatives)
    pairs = [s for s in samples if "relation" in s.answers]
    both = next(s for s in pairs if (s.marks == TARGET).any())
    assert words(both, both.marks == SOURCE) == "a court in cairo"
    assert both.answers["relation"].sum() == 1 and (both.answers["relation"] == 0.5).sum() == 2


def test_pair() -> None:
    preparer = Preparer(TOKENIZER, ONTOLOGY, [])
    sample = preparer.pair(Pair(TEXT, find(TEXT, "Iran"), find(TEXT, "the offer"), "REJECT"))
    assert words(sample, sample.marks == TARGET) == "the offer"
    assert preparer.heads.types[int(sample.answers["relation"].argmax())] == "REJECT"


def test_split_is_stable_and_a_tenth() -> None:
    passages = [Passage(f"x-{i:04}", "", TEXT, (), ()) for i in range(2000)]
    assert 150 < sum(map(held_out, passages)) < 250
    twins = [Passage(f"x-{i}", "contrast-one", TEXT, (), ()) for i in range(20)]
    assert len(set(map(held_out, twins))) == 1
