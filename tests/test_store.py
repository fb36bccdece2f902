"""The store: a chain of takes as of every moment, loading again, kills of the process, stores of others."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import EXAMPLES
from dateline import moments
from dateline.coder import Coder
from dateline.errors import InputError
from dateline.pipeline import Loaded, load_paths
from dateline.queries import Wanted, coded, events, history, search, unresolved
from dateline.rows import event_from, event_record, story_from, story_record
from dateline.sources import read
from dateline.store import Store, migrations


def lines(path: Path, *records: dict) -> str:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return str(path)


def load(store: Store, coder: Coder, *paths: str, **options) -> list[Loaded]:
    def refuse(rejected) -> None:
        raise AssertionError(rejected)

    return list(load_paths(paths, store, lambda: coder, rejected=options.pop("rejected", refuse), **options))


def state(store: Store, as_of: str | None = None) -> tuple:
    """All that the questions answer."""
    asked = events(store, as_of=as_of).rows, search(store, "police OR envoys OR Mongolia", as_of=as_of).rows
    return (*asked, unresolved(store, as_of=as_of).rows)


ONE = "Kenyan police arrested protesters in Nairobi on Monday, a rights group said in a statement. " * 2
TWO = "Envoys met rebels in Doha for talks about a truce, a mediator told reporters in the evening. " * 2
TALE = {"id": "tale", "headline": "Police act", "text": ONE, "published": "2025-05-08", "source": "The Example"}


def test_chain_as_of_every_moment(tmp_path: Path, coder: Coder) -> None:
    """First take, LEAD, 2nd LEAD, CORRECTED, kill: between two of them the answers stay what they were."""
    with Store(tmp_path / "news.db", create=True) as store:
        answers = {moments.printed(moments.now()): state(store)}
        kinds, versions = [], []
        for path in sorted(EXAMPLES.glob("yonhap-*.txt")):
            kept = load(store, coder, str(path))[0].kept
            assert kept
            kinds.append(kept.relation.kind)
            versions.append(kept.version)
            answers[moments.printed(moments.now())] = state(store)
        assert (kinds, versions) == (["first", "update", "update", "correct", "withdraw"], [1, 2, 3, 4, 5])
        for moment, answer in answers.items():
            assert state(store, moment) == answer, moment
        told = [answer[0] for answer in answers.values()]
        assert [len({row[24] for row in rows}) for rows in told] == [0, 1, 1, 1, 1, 0]
        assert [{row[25] for row in rows} for rows in told] == [set(), {1}, {2}, {3}, {4}, set()]
        kept_ids = [{row[0] for row in rows} for rows in told]
        assert kept_ids[3] & kept_ids[4] and kept_ids[1] & kept_ids[2], "an unchanged event keeps its id"
        changes = [row["change"] for row in history(store, "ba20c2780da1cc39") if row["kind"] == "event"]
        assert {"new", "same", "revised", "retracted"} == set(changes)
        last = [row for row in history(store, "ba20c2780da1cc39") if row["change"] == "retracted"][-1]
        assert "withdrawn: KILLS all versions of the story; ministry says man is no diplomat" in str(last["why"])


def test_records_survive(coder: Coder) -> None:
    for report in list(read(EXAMPLES))[:4]:
        assert story_from(story_record(report, keep_text=True), report.text) == report
        for event in coder.code(report):
            packed = event_record(event)
            assert event_from(packed, id=event.id, cite=event.cite_info, story=event.story) == event


def test_loading_again_codes_nothing(tmp_path: Path, stub_coder: Coder) -> None:
    source = lines(tmp_path / "a.jsonl", TALE, TALE | {"id": "two", "text": TWO, "headline": "Envoys meet"})
    with Store(tmp_path / "news.db", create=True) as store:
        assert [one.kept and one.kept.relation.kind for one in load(store, stub_coder, source)] == ["first", "first"]
        before = state(store)
        again = list(load_paths([source], store, lambda: pytest.fail("coded again"), rejected=print))
        assert [one.kept for one in again] == [None, None] and state(store) == before
        assert len(before[0]) == 2


def test_a_version_revises_and_retracts(tmp_path: Path, stub_coder: Coder) -> None:
    both = TALE | {"text": f"{ONE}\n\n{TWO}"}
    with Store(tmp_path / "news.db", create=True) as store:
        load(store, stub_coder, lines(tmp_path / "a.jsonl", both))
        first = {row["type"]: row["id"] for row in events(store)}
        kept = load(store, stub_coder, lines(tmp_path / "b.jsonl", TALE))[0].kept
        assert kept and dict(+kept.events) == {"same": 1, "retracted": 1}
        assert {row["type"]: row["id"] for row in events(store)} == {"COERCE": first["COERCE"]}
        kept = load(store, stub_coder, lines(tmp_path / "c.jsonl", both | {"headline": "Police act again"}))[0].kept
        assert kept and dict(+kept.events) == {"same": 1, "reinstated": 1}
        assert {row["type"]: row["id"] for row in events(store)} == first
        assert [row["change"] for row in history(store, first["CONSULT"])] == ["new", "retracted", "reinstated"]
        held = store.ask("SELECT count(*) FROM dyad WHERE known_to IS NULL")[0][0]
        assert held == sum(len(found) for _, found in coded(store, Wanted()))


def test_embargo(tmp_path: Path, stub_coder: Coder) -> None:
    """An embargoed version is kept and hidden; what it replaces is shown until then; a kill ends both."""
    later = TALE | {"text": f"EMBARGOED UNTIL 0001 GMT MAY 9, 2099\n\n{ONE} {TWO}"}
    with Store(tmp_path / "news.db", create=True) as store:
        load(store, stub_coder, lines(tmp_path / "a.jsonl", TALE))
        assert load(store, stub_coder, lines(tmp_path / "b.jsonl", later))[0].kept
        assert [row["type"] for row in events(store)] == ["COERCE"]
        assert len(search(store, "envoys")) == 0
        assert {row["type"] for row in events(store, as_of="2099-05-09T00:01Z")} == {"COERCE", "CONSULT"}
        assert len(search(store, "envoys", as_of="2099-05-10")) == 1
        load(store, stub_coder, lines(tmp_path / "k.jsonl", TALE | {"text": "", "headline": "(KILL) Police act"}))
        assert len(events(store)) == len(events(store, as_of="2099-05-10")) == 0


def test_as_published(tmp_path: Path, stub_coder: Coder) -> None:
    source = lines(tmp_path / "a.jsonl", TALE)
    with Store(tmp_path / "news.db", create=True) as store:
        load(store, stub_coder, source, as_published=True)
        assert [len(events(store, as_of=day)) for day in ("2025-05-07", "2025-05-08", "2025-05-09")] == [0, 1, 1]


def test_no_text(tmp_path: Path, stub_coder: Coder) -> None:
    """No sentence of the story is in the file, events and spans are; text cannot be refused later."""
    path = tmp_path / "news.db"
    with Store(path, create=True, keep_text=False) as store:
        load(store, stub_coder, lines(tmp_path / "a.jsonl", TALE))
        assert [row["type"] for row in events(store)] == ["COERCE"]
        assert len(search(store, "group")) == 0 and len(search(store, "police")) == 1
        kept = load(store, stub_coder, lines(tmp_path / "b.jsonl", TALE | {"text": f"{ONE}\n\n{TWO}"}))[0].kept
        assert kept and (kept.version, kept.relation.kind) == (2, "update")
    content = b"".join(file.read_bytes() for file in tmp_path.glob("news.db*"))
    assert b"group said" not in content and b"told reporters" not in content
    Store(tmp_path / "text.db", create=True).close()
    with pytest.raises(InputError, match="keeps text"):
        Store(tmp_path / "text.db", create=True, keep_text=False)


def test_two_stories_under_one_id(tmp_path: Path, stub_coder: Coder) -> None:
    refused = []
    source = lines(tmp_path / "a.jsonl", TALE, TALE | {"text": TWO, "headline": "Envoys meet"})
    with Store(tmp_path / "news.db", create=True) as store:
        loaded = load(store, stub_coder, source, rejected=refused.append)
        assert len(loaded) == 1 and len(refused) == 1 and "give each story its own id" in refused[0].reason
        assert [row["type"] for row in events(store)] == ["COERCE"]


def test_older_and_newer_stores(tmp_path: Path) -> None:
    """A store of an older version is upgraded, of a newer one refused; so is what is no store."""
    scripts = migrations()
    old = sqlite3.connect(tmp_path / "old.db")
    old.executescript(f"PRAGMA application_id = {0x444C4E45}; PRAGMA user_version = 1; {scripts[0]}")
    old.execute("INSERT INTO setting VALUES ('text', 1), ('moment', 5)")
    old.commit()
    old.close()
    with Store(tmp_path / "old.db") as store:
        assert store.ask("PRAGMA user_version") == [(len(scripts),)] and store.moment() == 5
        assert search(store, "police").rows == [] and store.ask("SELECT * FROM events_now") == []
    newer = sqlite3.connect(tmp_path / "old.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    (tmp_path / "text.db").write_text("no database at all " * 99)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    for name, words in {
        "old.db": "a store of version 99; this dateline knows versions up to",
        "text.db": "not a database",
        "other.db": "of another program",
        "none.db": "no store there; dateline load",
    }.items():
        with pytest.raises(InputError, match=words) as caught:
            Store(tmp_path / name)
        assert "\n" not in str(caught.value) and name in str(caught.value)


def test_locked_store_and_reader(tmp_path: Path, stub_coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one process writes others read what was there, and a second writer is told to wait."""
    monkeypatch.setattr("dateline.store.WAIT_S", 0.05)
    source = lines(tmp_path / "a.jsonl", TALE)
    path = tmp_path / "news.db"
    with Store(path, create=True) as store, Store(path) as reader:
        with store.writing():
            store.connection.execute("INSERT INTO story (id) VALUES ('x')")
            assert reader.ask("SELECT count(*) FROM story") == [(0,)]
            with pytest.raises(InputError, match="locked by another writer; wait"):
                load(reader, stub_coder, source)
        assert reader.ask("SELECT count(*) FROM story") == [(1,)]


def test_full_disk(tmp_path: Path, stub_coder: Coder) -> None:
    with Store(tmp_path / "news.db", create=True) as store:
        load(store, stub_coder, lines(tmp_path / "a.jsonl", TALE))
        before = state(store)
        store.connection.execute(f"PRAGMA max_page_count = {store.ask('PRAGMA page_count')[0][0]}")
        many = [TALE | {"id": str(i), "headline": f"Envoys {i}", "text": f"{TWO} {i}. " * 40} for i in range(9)]
        with pytest.raises(InputError, match="full; free space and run the command again"):
            load(store, stub_coder, lines(tmp_path / "b.jsonl", *many))
        assert store.ask("PRAGMA integrity_check") == [("ok",)]
        assert set(map(str, before[0])) <= set(map(str, state(store)[0]))


LOADER = """
import sys
from dateline.coder import Coder
from dateline.pipeline import load_paths
from dateline.store import Store
coder = Coder(sys.argv[1])
with Store(sys.argv[2], create=True) as store:
    for one in load_paths([sys.argv[3]], store, lambda: coder, rejected=print):
        print(one.story.id, flush=True)
"""


def test_killed_loads_lose_and_double_nothing(tmp_path: Path, stub_bundle: str, stub_coder: Coder) -> None:
    """benchmarks/store.py kills a hundred loads; here three, at moments spread over the work."""
    places = "Nairobi Mombasa Kisumu Nakuru Eldoret Thika Malindi Kitale Garissa Lamu".split()
    stories = [TALE | {"id": f"s{i}", "headline": f"Police act in {p}", "text": ONE.replace("Nairobi", p) + p * 9 + f" {i}"}
               for i, p in enumerate(places * 3)]  # fmt: skip
    source, path = lines(tmp_path / "a.jsonl", *stories), tmp_path / "news.db"
    for after in (3, 9, 17):
        command = [sys.executable, "-c", LOADER, stub_bundle, str(path), source]
        loader = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert loader.stdout
        for _ in range(after):
            loader.stdout.readline()
        os.kill(loader.pid, signal.SIGKILL)
        loader.wait()
        loader.stdout.close()
        with Store(path) as store:
            assert store.ask("PRAGMA integrity_check") == [("ok",)]
            assert after <= store.ask("SELECT count(*) FROM version")[0][0]
    with Store(path) as store, Store(tmp_path / "whole.db", create=True) as whole:
        load(store, stub_coder, source)
        load(whole, stub_coder, source)
        ids = [sorted(row["id"] for row in events(one)) for one in (store, whole)]
        assert ids[0] == ids[1] and len(ids[0]) == len(set(ids[0])) == 10
        assert store.ask("SELECT count(*) FROM version") == whole.ask("SELECT count(*) FROM version")


def test_moments() -> None:
    assert moments.known("2025-05-08") == moments.known("2025-05-08T00:00Z")
    assert moments.as_of("2025-05-08") == moments.known("2025-05-09") - 1  # type: ignore[operator]
    assert moments.printed(moments.known("2025-05-08T09:00:00.25+09:00")) == "2025-05-08T00:00:00.250000Z"
    assert abs(moments.as_of(None) - time.time() * 1e6) < 5e6
    with pytest.raises(InputError, match="'soon' is no date or time; write"):
        moments.as_of("soon")
