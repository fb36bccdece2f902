"""The store at 1,000,000 synthetic events: python benchmarks/store.py [--events N] [--kills N] [--folder DIR]

Prints what docs/store.md states: file size an event, load rate against a plain bulk insert, times of a
dyad's and of all dyads' monthly series, of a new story's place among copies, readers' latency while a
load runs, and what a hundred killed loads lost or doubled. The model is left out: stories come coded.
"""

import argparse
import multiprocessing
import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateline.copies import Copies
from dateline.ledger import Report, fingerprint, keep
from dateline.ontology import load_ontology
from dateline.records import CiteInfo, Entity, Event, Evidence, Relation, Size, Source, Span, Story, StoryRef, TextInfo
from dateline.series import series
from dateline.store import Store

FIRST_DAY, DAYS, PER_STORY = date(2016, 1, 1), 3650, 8
ENDS = ("", "s", "ed", "ing", "er", "ly", "ion")
WORDS = [a + b + c for a in ("ta", "re", "mi", "so", "lu") for b in ("ron", "vel", "dis", "per") for c in ENDS]
STATES = [a + b + c for a in "ABCDEFGHKL" for b in "AEIO" for c in "NRSTU"]
CITE = CiteInfo(publication="Wire", url=None, title=None, language="en", license=None, copyright=None,
                coder="dateline 0.1.0 / bundle none@1", codebook="plover-2.0")  # fmt: skip
_WEIGHTS = [1 / (i + 1) for i in range(len(STATES))]
_TYPES = list(load_ontology().types.values())


def made(number: int) -> tuple[Story, list[Event]]:
    """The synthetic story of that number, of 240 words, and its eight events; always the same."""
    draw = random.Random(number)
    day = FIRST_DAY + timedelta(draw.randrange(DAYS))
    text = " ".join(draw.choices(WORDS, k=240)) + f" {number}"
    published = f"{day.isoformat()}T{draw.randrange(24):02d}:00:00Z"
    story = Story(id=f"story-{number}", text=text, headline=f"{text[:50]} {number}", published=published,
                  publication=f"Site {draw.randrange(400)}", language="en")  # fmt: skip
    return story, [event(draw, story, day, index) for index in range(PER_STORY)]


def event(draw: random.Random, story: Story, day: date, index: int) -> Event:
    """One event with evidence as a coded one has it."""
    kind, start = draw.choice(_TYPES), 30 * index
    when = (day - timedelta(draw.randrange(3))).isoformat()
    who, whom = draw.choices(STATES, _WEIGHTS, k=2)
    span = Span(start, start + 8)
    return Event(
        id=f"{draw.getrandbits(64):016x}", date=when, enddate=when, event=(kind.code,), mode=(), context=("military",),
        quad_code=kind.quad, event_scale=kind.score, actor=(_party(who, span),), recipient=(_party(whom, span),),
        event_text=(story.text[slice(*span)],), event_loc=None, size=Size(), factuality="asserted",
        attribution=(Source("officials", *span, "official"),), confidence=0.9,
        evidence={role: Evidence((span,), "none@1", 0.9) for role in ("event", "factuality", "actor", "date")},
        text_info=TextInfo(index, start, start + 30), cite_info=CITE, story=StoryRef(story.id, 1, story.published),
    )  # fmt: skip


def _party(code: str, span: Span) -> Entity:
    return Entity(
        code=code, sector=("GOV",), entity_text=f"the government of {code}", start=span.start, end=span.end, by="x"
    )


def load(store: Store, numbers: range, *, pause: float = 0.0) -> Iterator[int]:
    """Keep stories one by one, each a transaction, as `dateline load` does; the numbers kept."""
    copies = Copies()
    for number in numbers:
        story, events = made(number)
        if not store.holds(fingerprint(story)):
            report = Report(story, Relation("first", None, "benchmark", 0.0), events, (number,), ())
            keep(store, report, seen=store.moment(), copies=copies)
        yield number
        if pause:
            time.sleep(pause)


def fill(path: Path, events: int) -> None:
    """Make the store of `events` events and print size and rate, with a plain bulk insert beside it."""
    stories = events // PER_STORY
    began, spent = time.perf_counter(), 0.0
    with Store(path, create=True) as store:
        for number in load(store, range(stories)):
            if number == 1999:
                spent = time.perf_counter() - began
                print(f"first 2,000 stories: {16_000 / spent:,.0f} events/s", flush=True)
        took = time.perf_counter() - began
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        making = time.perf_counter()
        for number in range(1000):
            made(number)
        making = (time.perf_counter() - making) * stories / 1000
    rate = events / (took - making)
    plain = bulk(path, min(events, 100_000))
    print(f"{events:,} events of {stories:,} stories kept in {took:.0f} s, {making:.0f} s of it to make them up")
    print(
        f"load rate {rate:,.0f} events/s; plain bulk insert of the same columns {plain:,.0f}: 1 to {plain / rate:.1f}"
    )
    print(f"file: {path.stat().st_size / events:,.0f} bytes an event, its story's share included")


def bulk(path: Path, events: int) -> float:
    """Rows a second of one executemany of as many revisions into a table without indexes."""
    store = sqlite3.connect(path)
    rows = store.execute("SELECT * FROM revision LIMIT ?", (events,)).fetchall()
    store.close()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        plain = sqlite3.connect(Path(folder) / "plain.db")
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute(f"CREATE TABLE revision ({', '.join(f'c{i}' for i in range(len(rows[0])))})")
        began = time.perf_counter()
        with plain:
            plain.executemany(f"INSERT INTO revision VALUES ({','.join('?' * len(rows[0]))})", rows)
        rate = len(rows) / (time.perf_counter() - began)
        plain.close()
    return rate


def best(action, runs: int = 3) -> float:
    """Milliseconds of the best of some runs."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        action()
        times.append(1000 * (time.perf_counter() - began))
    return min(times)


def ask(path: Path) -> None:
    """Print the times of series, and of placing a new story among all."""
    with Store(path) as store:
        one = best(lambda: series(store, f"{STATES[0]}:{STATES[1]}"))
        some = len(series(store))
        every = best(lambda: series(store))
        print(f"dyad-month series: {one:.0f} ms (bar: 200); all dyads: {every:.0f} ms for {some:,} rows (bar: 2,000)")
        copies = Copies()
        if copies.usable:
            held = store.ask("SELECT count(*) FROM version")[0][0]
            fresh = [made(10**8 + i)[0] for i in range(50)]
            known = [Story(id="n", text="A line of the site. " + made(i)[0].text) for i in range(0, held, held // 50)]
            placed = [best(lambda s=s: copies.place(store, s), 1) for s in fresh + known]
            found = sum(1 for s in known if (p := copies.place(store, s)) and p.lineage)
            middle = sorted(placed)[len(placed) // 2]
            print(f"place a story among {held:,}: median {middle:.1f} ms, worst {max(placed):.1f} ms (bar: 20); "
                  f"{found} of {len(known)} copies found")  # fmt: skip


def _load_process(path: Path, first: int, count: int, pause: float) -> None:
    with Store(path, create=True) as store:
        for _ in load(store, range(first, first + count), pause=pause):
            pass


def latency(path: Path) -> None:
    """Print readers' times for a dyad's series with and without a load beside them."""
    with Store(path) as store:
        action = lambda: series(store, f"{STATES[0]}:{STATES[1]}")  # noqa: E731
        alone = sorted(best(action, 1) for _ in range(30))
        first = 10**7
        loader = multiprocessing.Process(target=_load_process, args=(path, first, 2000, 0.0))
        loader.start()
        beside = []
        while loader.is_alive() and len(beside) < 100:
            beside.append(best(action, 1))
        loader.kill()
        loader.join()
    beside.sort()
    middle = [times[len(times) // 2] for times in (alone, beside)]
    print(
        f"a reader's series: median {middle[0]:.0f} ms alone; beside a load {middle[1]:.0f} ms, worst {beside[-1]:.0f}"
    )


def kills(folder: Path, count: int) -> None:
    """Kill loads of 400 stories at random moments, go on each time, and count what is lost or doubled."""
    path, draw, stories = folder / "kills.db", random.Random(5), 400
    lost = broken = 0
    before = 0
    for _ in range(count):
        loader = multiprocessing.Process(target=_load_process, args=(path, 0, stories, 0.002))
        loader.start()
        time.sleep(draw.uniform(0.05, 0.6))
        if loader.pid:
            os.kill(loader.pid, signal.SIGKILL)
        loader.join()
        if not path.exists():
            continue
        with Store(path, create=True) as store:
            broken += store.ask("PRAGMA integrity_check") != [("ok",)]
            held = store.ask("SELECT count(*) FROM version")[0][0]
            lost += held < before
            before = held
        if before == stories:
            path.unlink()
            before = 0
    _load_process(path, 0, stories, 0.0)
    with Store(path) as store:
        versions, distinct = store.ask("SELECT count(*), count(DISTINCT take) FROM version")[0]
        events, held = store.ask("SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM revision)")[0]
    print(f"{count} kills: {broken} broken files, {lost} times fewer stories than before")
    wanted = stories * PER_STORY
    print(
        f"at the end {versions} of {stories} stories, {versions - distinct} twice; "
        f"{events} events and {held} revisions of {wanted}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the store here and use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        path = folder / f"store-{options.events}.db"
        if not path.exists():
            fill(path, options.events)
        ask(path)
        latency(path)
        if options.kills:
            kills(Path(temporary), options.kills)


if __name__ == "__main__":
    main()
