"""Samples ask each head what the labels say, at the right tokens."""

import random

import numpy as np

from dateline.labels import Passage, find, parse_passage
from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import SOURCE, TARGET, TRIGGER
from dateline.ontology import load_ontology
from prepare import Lesson, Pair, Preparer, Sample, held_out

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


def words(lesson: Lesson, sample: Sample, rows: np.ndarray) -> str:
    """What stands at those rows of a question; the first row is the piece's own."""
    return TOKENIZER.decode([int(i) for i in lesson.tokens.ids[sample.kept[rows[1:]]]])


def test_samples() -> None:
    passage = parse_passage(RECORD, ONTOLOGY)
    preparer = Preparer(TOKENIZER, ONTOLOGY, [passage])
    types = preparer.heads.types
    lesson = preparer.lesson(passage, 0.5, random.Random(1))
    samples = lesson.samples
    chunk = samples[0].answers
    found = {
        types[t]: words(lesson, samples[0], chunk["trigger"][:, t] == 1)
        for t in range(16)
        if (chunk["trigger"][:, t] == 1).any()
    }
    assert found == {"REJECT": "rejected", "SANCTION": "jailed", "COERCE": "jailed"}
    marked = [s for s in samples if "roles" in s.answers]
    assert [words(lesson, s, s.marks == TRIGGER) for s in marked] == ["rejected", "jailed"]
    jailed = marked[1]
    assert {types[i] for i in np.flatnonzero(jailed.answers["type"])} == {"SANCTION", "COERCE"}
    assert [words(lesson, jailed, jailed.answers["roles"][:, r] > 0) for r in (0, 1, 4)] == [
        "a court in cairo", "two reporters", "state tv",
    ]  # fmt: skip
    assert [s.answers["repeat"][0] for s in marked] == [0, 0]
    negatives = [s for s in samples if set(s.answers) == {"type"}]
    assert negatives and not any(s.answers["type"].any() for s in negatives)
    pairs = [s for s in samples if "relation" in s.answers]
    both = next(s for s in pairs if (s.marks == TARGET).any())
    assert words(lesson, both, both.marks == SOURCE) == "a court in cairo"
    assert both.answers["relation"].sum() == 1 and (both.answers["relation"] == 0.5).sum() == 2


def test_pair() -> None:
    preparer = Preparer(TOKENIZER, ONTOLOGY, [])
    lesson = preparer.pair(Pair(TEXT, find(TEXT, "Iran"), find(TEXT, "the offer"), "REJECT"))
    (sample,) = lesson.samples
    assert words(lesson, sample, sample.marks == TARGET) == "the offer"
    assert preparer.heads.types[int(sample.answers["relation"].argmax())] == "REJECT"


def test_split_is_stable_and_a_tenth() -> None:
    passages = [Passage(f"x-{i:04}", "", TEXT, (), ()) for i in range(2000)]
    assert 150 < sum(map(held_out, passages)) < 250
    twins = [Passage(f"x-{i}", "contrast-one", TEXT, (), ()) for i in range(20)]
    assert len(set(map(held_out, twins))) == 1


def test_places_of_rows() -> None:
    """Each row of a question is found again in the pieces as they are read."""
    text = TEXT + " " + "The court then rose and the judge went home for the day. " * 20 + "Iran rejected it again."
    event = {"type": "REJECT", "trigger": "rejected#2", "actor": ["Iran"]}
    passage = parse_passage({"id": "t-2", "text": text, "events": [event]}, ONTOLOGY)
    lesson = Preparer(TOKENIZER, ONTOLOGY, [passage]).lesson(passage, 0, random.Random(1))
    pieces = lesson.pieces()
    assert len(pieces) == 2
    sample = next(s for s in lesson.samples if "roles" in s.answers)
    piece, row = lesson.places(sample)
    assert (piece[0], row[0]) == (1, 0)
    read = [pieces[p][r] for p, r in zip(piece[1:], row[1:], strict=True)]
    assert read == [int(i) for i in lesson.tokens.ids[sample.kept]]
    assert 0 in sample.kept and (sample.answers["roles"][:, 0] == 1).sum() == 1


def test_a_role_out_of_view_is_not_asked() -> None:
    text = (
        "Rain fell all day long in the hills. Iran is large. "
        + "The judge went home for the day. " * 30
        + "It rejected it."
    )
    event = {"type": "REJECT", "trigger": "rejected", "actor": ["Iran"]}
    passage = parse_passage({"id": "t-3", "text": text, "events": [event]}, ONTOLOGY)
    lesson = Preparer(TOKENIZER, ONTOLOGY, [passage]).lesson(passage, 0, random.Random(1))
    roles = next(s for s in lesson.samples if "roles" in s.answers).answers["roles"]
    assert (roles[:, 0] == -1).all() and (roles[:, 1] == 0).any()
