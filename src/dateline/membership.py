"""Which incident an event is in: it joins, leaves, and two incidents that prove one are merged."""

from dateline.dyads import day, dyads
from dateline.incidents import Link, Sighting, links
from dateline.rows import event_from, uncited
from dateline.store import Store

MERGED = 0.8  # of both links of an event from which the incidents that it links are one


def settle(store: Store, event: int, seen: Sighting, *, held: int, story: int, start: int) -> int:
    """The incident of a new or changed event, by its first event's number; from `start` on it belongs there.

    `held` is the incident it was in, its own number where none. An event that others have joined stays
    their incident's first; one that is like no member any more leaves.
    """
    if held == event and store.ask("SELECT 1 FROM member WHERE incident = ? AND known_to IS NULL LIMIT 1", event):
        return event
    found = links(store, event, seen, story=story, at=start)
    if not found:
        _leave(store, event, start)
        return event
    best = found[0]
    alike = {link.incident for link in found if link.score >= MERGED} | {best.incident}
    eldest = min(alike)
    for younger in sorted(alike - {eldest}):
        _merge(store, younger, Link(eldest, best.score, f"merged: event {seen.event.id} is like both"), start)
    if eldest != held:
        _leave(store, event, start)
        _join(store, event, Link(eldest, best.score, best.reason), start)
    return eldest


def _join(store: Store, event: int, link: Link, start: int) -> None:
    store.connection.execute(
        "INSERT OR REPLACE INTO member (event, incident, score, reason, known_from) VALUES (?, ?, ?, ?, ?)",
        (event, link.incident, link.score, link.reason, start),
    )


def _leave(store: Store, event: int, start: int) -> None:
    store.connection.execute(
        "UPDATE member SET known_to = max(known_from, ?) WHERE event = ? AND known_to IS NULL", (start, event)
    )


def _merge(store: Store, younger: int, link: Link, start: int) -> None:
    """Move the first event of an incident and all its members to another one."""
    members = store.ask("SELECT event FROM member WHERE incident = ? AND known_to IS NULL", younger)
    for (event,) in [(younger,), *members]:
        _leave(store, event, start)
        _join(store, event, link, start)
        _move_dyads(store, event, link.incident, start)


def _move_dyads(store: Store, event: int, incident: int, start: int) -> None:
    """Dyads of what is held of the event: up to `start` as they were, from then on in the other incident."""
    run = store.connection.execute
    rows = store.ask(
        """SELECT r.number, r.record, v.published FROM revision r JOIN version v ON v.number = r.version
           WHERE r.event = ? AND (r.known_to IS NULL OR r.known_to > ?)""",
        event, start,
    )  # fmt: skip
    for number, record, published in rows:
        told = event_from(record, id="", **uncited(published))
        for source, target in dyads(told):
            key = (source, target, day(told)[0], number)
            where = "source = ? AND target = ? AND day = ? AND revision = ? AND (known_to IS NULL OR known_to > ?)"
            run(
                f"""INSERT OR REPLACE INTO dyad
                    SELECT source, target, day, revision, max(known_from, ?), known_to, dated, type, score,
                           factuality, ? FROM dyad WHERE {where}""",
                (start, incident, *key, start),
            )
            run(f"UPDATE dyad SET known_to = ? WHERE {where} AND known_from < ?", (start, *key, start, start))
