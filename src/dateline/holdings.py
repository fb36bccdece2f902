"""What is held of a story's events, and what its next version confirms, revises, retracts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from dateline.dyads import day, dyads
from dateline.incidents import Sighting
from dateline.membership import settle
from dateline.records import Entity, Event
from dateline.revisions import Seen, changed, matched
from dateline.rows import event_from, event_record, uncited
from dateline.store import Store


@dataclass(frozen=True, slots=True)
class Page:
    """The version that is written: its story's and its own number, from when it is held, what it ends and why."""

    story: int
    version: int
    start: int
    superseded: str
    retracted: str


class Held(NamedTuple):
    """An event of a story as it was last written down; `current` False when it is no longer held."""

    event: int
    number: int
    revision: int
    current: bool
    incident: int
    seen: Seen


def held_events(store: Store, story: int) -> list[Held]:
    """The last revision of every event that any version of the story had."""
    rows = store.ask(
        """SELECT e.number, max(r.number), r.revision, r.known_to IS NULL,
                  coalesce((SELECT m.incident FROM member m WHERE m.event = e.number AND m.known_to IS NULL), e.number),
                  e.id, r.record, v.published, v.text
           FROM event e JOIN revision r ON r.event = e.number JOIN version v ON v.number = r.version
           WHERE e.story = ? GROUP BY e.number ORDER BY e.number""",
        story,
    )
    found = []
    for number, row, revision, current, incident, id, record, published, text in rows:
        event = event_from(record, id=id, **uncited(published))
        sentence = (text or "")[event.text_info.start : event.text_info.end]
        found.append(Held(number, row, revision, bool(current), incident, Seen(event, sentence)))
    return found


def end_all(store: Store, page: Page, held: Iterable[Held]) -> None:
    """From the page's start on none of the events is held as it was."""
    run = store.connection.execute
    for old in held:
        run(
            """UPDATE revision SET known_to = max(known_from, ?), ended = ?
               WHERE event = ? AND (known_to IS NULL OR known_to > ?)""",
            (page.start, page.retracted, old.event, page.start),
        )
        rows = store.ask(
            """SELECT r.number, r.record, v.published FROM revision r JOIN version v ON v.number = r.version
               WHERE r.event = ? AND r.known_to >= ?""",
            old.event, page.start,
        )  # fmt: skip
        for number, record, published in rows:
            end_dyads(store, event_from(record, id="", **uncited(published)), number, page.start)


def end_dyads(store: Store, event: Event, revision: int, start: int) -> None:
    """Close the dyads of one revision."""
    run = store.connection.execute
    for source, target in dyads(event):
        run(
            """UPDATE dyad SET known_to = max(known_from, ?) WHERE source = ? AND target = ? AND day = ?
               AND revision = ? AND (known_to IS NULL OR known_to > ?)""",
            (start, source, target, day(event)[0], revision, start),
        )


def write_events(store: Store, page: Page, events: Sequence[Seen], headline: str) -> Counter[str]:
    """Hold these events of the story and none else from the page's start on; counts by what became of them."""
    held = held_events(store, page.story)
    current = [old for old in held if old.current]
    gone = [old for old in held if not old.current]
    again = {j: current[i] for j, i in matched([old.seen for old in current], events).items()}
    left = [j for j in range(len(events)) if j not in again]
    back = matched([old.seen for old in gone], [events[j] for j in left])
    again |= {left[j]: gone[i] for j, i in back.items()}
    end_all(store, page, held)
    counts: Counter[str] = Counter(retracted=len(current) - sum(old.current for old in again.values()))
    for j, seen in enumerate(events):
        old = again.get(j)
        change, fields = _change(old, seen.event)
        counts[change] += 1
        if old and old.current:
            run = store.connection.execute
            run("UPDATE revision SET ended = ? WHERE number = ?", (page.superseded, old.number))
        number = old.event if old else _new_event(store, seen.event.id, page)
        incident = old.incident if old else number
        if change != "same":
            sighting = Sighting(seen.event, seen.sentence, headline)
            incident = settle(store, number, sighting, held=incident, story=page.story, start=page.start)
        revision = old.revision + (change == "revised") if old else 1
        row = (number, revision, page.version, page.start, change, "; ".join(fields) or None)
        _write_revision(store, row, seen.event, incident)
    return counts


def _change(old: Held | None, event: Event) -> tuple[str, tuple[str, ...]]:
    if old is None:
        return "new", ()
    fields = changed(old.seen.event, event)
    if not old.current:
        return "reinstated", fields
    return ("revised" if fields else "same"), fields


def _new_event(store: Store, id: str, page: Page) -> int:
    """The number of a new event. Its id stays as coded unless another event of the store has it."""
    while store.ask("SELECT 1 FROM event WHERE id = ?", id):
        id = sha256(f"{id} {page.version}".encode()).hexdigest()[:16]
    done = store.connection.execute("INSERT INTO event (id, story) VALUES (?, ?)", (id, page.story))
    return int(done.lastrowid or 0)


def _write_revision(store: Store, row: tuple, event: Event, incident: int) -> None:
    place = event.event_loc
    values = (
        *row, event.date, event.enddate, event.event[0], _joined(event.mode), _joined(event.context), event.quad_code,
        event.event_scale, _names(event.actor), _names(event.recipient),
        place and (place.resolved_place or place.extracted_place), place and place.country_code, place and place.lat,
        place and place.lon, event.factuality, event.confidence, event_record(event),
    )  # fmt: skip
    run = store.connection
    number = run.execute(
        f"""INSERT INTO revision (event, revision, version, known_from, change, changed, date, enddate, type, mode,
              context, quad, score, actor, recipient, place, country, lat, lon, factuality, confidence, record)
            VALUES ({",".join("?" * len(values))})""",
        values,
    ).lastrowid
    first, dated = day(event)
    kind = store.types[event.event[0]]
    rows = [
        (source, target, first, number, row[3], dated, kind, event.event_scale, event.factuality, incident)
        for source, target in dyads(event)
    ]
    run.executemany(
        """INSERT INTO dyad (source, target, day, revision, known_from, dated, type, score, factuality, incident)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows,
    )
    nameless = {
        (party.entity_text, role, number)
        for role, parties in (("actor", event.actor), ("recipient", event.recipient))
        for party in parties
        if party.code is None
    }
    run.executemany("INSERT INTO unresolved VALUES (?, ?, ?)", sorted(nameless))


def _joined(codes: Sequence[str]) -> str | None:
    return "; ".join(codes) or None


def _names(parties: Sequence[Entity]) -> str | None:
    """Codes and sectors as people read them: "CHN GOV; UNK"."""
    return "; ".join(" ".join((party.code or "UNK", *party.sector)) for party in parties) or None
