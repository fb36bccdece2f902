"""Copies of one text, retitled, trimmed or with a line added, are one source; other stories are not."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.copies import Copies
from dateline.ledger import Report, keep
from dateline.records import Relation, Story
from dateline.store import Store

pytest.importorskip("rensa")
WORDS = [f"word{i}" for i in range(4000)]


def text(seed: int, length: int = 300) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "news.db", create=True) as made:
        for i in range(20):
            put(made, Story(id=f"s{i}", text=text(i), agency="AFP" if i == 3 else None, publication=f"Site {i}"))
        yield made


def put(store: Store, story: Story) -> tuple[str, str]:
    """Keep a story; the id of its lineage and its source."""
    report = Report(story, Relation("first", None, "test", 0.0), [], (), ())
    kept = keep(store, report, seen=store.moment(), copies=Copies())
    assert kept
    return store.ask(
        "SELECT l.id, v.source FROM version v JOIN story s ON s.number = v.story JOIN story l ON l.number = v.lineage WHERE s.id = ?",
        kept.id,
    )[0]  # fmt: skip


COPIES = [
    (text(3), ("s3", "agency AFP")),
    ("Read more on our site. " + text(3), ("s3", "agency AFP")),
    (" ".join(text(4).split()[:150]), ("s4", "outlet Site 4")),
    (text(4) + " " + text(99, 40), ("s4", "outlet Site 4")),
    (text(77), ("new", "outlet New")),
    (text(5, 300)[: len(text(5)) // 8] + " " + text(88), ("new", "outlet New")),
    ("too short", ("new", "outlet New")),
]


@pytest.mark.parametrize(("words", "wanted"), COPIES, ids=range(len(COPIES)))
def test_lineage(store: Store, words: str, wanted: tuple[str, str]) -> None:
    assert put(store, Story(id="new", text=words, publication="New")) == wanted


def test_without_the_library(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rensa", None)
    assert not Copies().usable
    assert put(store, Story(id="new", text=text(3), publication="New")) == ("new", "outlet New")
