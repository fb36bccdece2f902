"""What a store answers, on stories whose events are known beforehand."""

import json

import pytest

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.pipeline import load_paths
from dateline.queries import Wanted, coded, events, history, search, unresolved
from dateline.store import Store

STORIES = [
    {"id": "a", "headline": "Police act", "text": "Kenyan police arrested protesters.", "published": "2025-05-08"},
    {"id": "b", "headline": "Envoys meet", "text": "Envoys met rebels.", "published": "2025-05-09"},
    {"id": "c", "headline": "Police act elsewhere", "text": "Peru arrested smugglers.", "published": "2025-06-01"},
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, stub_coder: Coder):
    folder = tmp_path_factory.mktemp("queries")
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, STORIES)))
    with Store(folder / "news.db", create=True) as made:
        assert len(list(load_paths([str(folder / "a.jsonl")], made, lambda: stub_coder, rejected=print))) == 3
        yield made


WANTED = [
    ({}, 3), ({"type": "COERCE"}, 2), ({"actor": "PER"}, 1), ({"recipient": "KEN"}, 0), ({"type": "AID"}, 0),
    ({"story": "b"}, 1), ({"as_of": "2000-01-01"}, 0), ({"as_of": "2999-01-01"}, 3), ({"min_confidence": 1.0}, 0),
    ({"factuality": "asserted"}, 3), ({"since": "2025-05-01"}, 0), ({"country": "KEN"}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "count"), WANTED, ids=str)
def test_events(store: Store, asked: dict, count: int) -> None:
    assert len(events(store, **asked)) == count
    assert sum(len(found) for _, found in coded(store, Wanted(**asked))) == count


def test_events_carry_their_story(store: Store) -> None:
    for report, found in coded(store, Wanted()):
        for event in found:
            assert report.text[event.evidence["event"].spans[0][0] :].startswith(event.event_text[0])
            assert (event.story.id, event.story.version) == (report.id, report.version)
            assert event.incident and event.cite_info.title == report.headline


def test_search(store: Store) -> None:
    found = search(store, "police")
    assert [row["story"] for row in found] == ["c", "a"], "the latest first"
    assert next(iter(found))["snippet"] == "[Police] act elsewhere"
    assert len(search(store, '"arrested protesters"')) == 1 and len(search(store, "envoys OR peru")) == 2
    assert len(search(store, "U.S. don't")) == 0 and len(search(store, "police", limit=1)) == 1
    with pytest.raises(InputError, match="is no query; write words"):
        search(store, '"half')


def test_unresolved(store: Store) -> None:
    texts = {row["text"]: row["events"] for row in unresolved(store)}
    assert texts == {"Envoys": 1}
    assert len(unresolved(store, limit=1)) == 1 and len(unresolved(store, as_of="2000-01-01")) == 0


def test_history(store: Store) -> None:
    event = next(iter(events(store, story="a")))["id"]
    assert [row["change"] for row in history(store, "a")] == ["first", "new"]
    assert [row["kind"] for row in history(store, event)] == ["event"]
    for id, moment in (("nothing", None), ("a", "2000-01-01")):
        with pytest.raises(InputError, match="no story, event or incident"):
            history(store, id, as_of=moment)


def test_arrow(store: Store) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = events(store).to_arrow()
    assert (table.num_rows, table.schema.field("actor").type) == (3, pyarrow.list_(pyarrow.string()))
    assert pyarrow.table(events(store, type="AID")).num_rows == 0
    assert table.column("lat").null_count == 3, "absent stays absent"
