"""Standoff labels: offsets only, and no training on a text that has changed."""

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.labels import parse_passage
from dateline.ontology import load_ontology
from standoff import read_standoff, standoff

TEXT = "Iran rejected the offer on Monday."
EVENT = {"type": "REJECT", "trigger": "rejected", "actor": ["Iran"], "date": "Monday"}


def files(folder: Path, text: str) -> tuple[Path, Path]:
    passage = parse_passage({"id": "w-1", "text": TEXT, "contexts": ["diplomatic"], "events": [EVENT]}, load_ontology())
    labels, texts = folder / "labels.jsonl", folder / "texts.jsonl"
    labels.write_text(json.dumps(standoff(passage, "https://example.org/1")) + "\n", "utf-8")
    texts.write_text(json.dumps({"id": "w-1", "url": "https://example.org/1", "text": text}) + "\n", "utf-8")
    return labels, texts


def test_round_trip(tmp_path: Path) -> None:
    labels, texts = files(tmp_path, TEXT)
    assert "Iran" not in labels.read_text("utf-8")
    event = read_standoff(labels, texts)[0].events[0]
    assert (event.type, TEXT[slice(*event.trigger)]) == ("REJECT", "rejected")
    assert [TEXT[slice(*span)] for role in ("actor", "date") for span in event.roles[role]] == ["Iran", "Monday"]


@pytest.mark.parametrize("text", [TEXT + " ", ""])
def test_changed_text_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"labels\.jsonl:1: w-1 has another text"):
        read_standoff(*files(tmp_path, text))
