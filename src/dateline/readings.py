"""A story as it is read: its versions up to a moment, the events of each, and what became of them."""

from typing import NamedTuple

from dateline import moments
from dateline.errors import InputError
from dateline.listings import Listed, held_event, stories_at
from dateline.queries import HELD
from dateline.records import Event, Story
from dateline.store import Store


class NotHeldError(InputError):
    """An id that the store does not hold, or did not at the moment asked for."""


class Version(NamedTuple):
    """One version: its relation to those before (with rule and likeness), when it was held and why it ended."""

    version: int
    kind: str
    by: str
    score: float
    known_from: str | None
    known_to: str | None
    ended: str | None
    held: bool
    note: str | None
    story: Story
    copy_of: str | None


class Told(NamedTuple):
    """An event as one version tells it: what changed against the version before, why it is no longer held."""

    event: Event
    revision: int
    change: str
    changed: str | None
    retracted: str | None


def versions(store: Store, id: str, *, as_of: str | None = None) -> list[Version]:
    """The versions of a story known by then, in order. Raises NotHeldError for an unknown id."""
    at = moments.as_of(as_of)
    rows = store.ask_named(
        f"""SELECT v.number, v.version, v.kind, v.by, v.score, v.known_from, v.known_to, v.ended, v.note,
                   {HELD.format("v")}, nullif(l.id, s.id)
            FROM version v JOIN story s ON s.number = v.story JOIN story l ON l.number = v.lineage
            WHERE s.id = :id AND v.known_from <= :at ORDER BY v.version""",
        {"id": id, "at": at},
    )
    if not rows:
        then = f" as of {as_of}" if as_of else ""
        raise NotHeldError(f"no story {id!r} in this store{then}; look for it in the list of stories, or by its words")
    stories = stories_at(store, [row[0] for row in rows])
    found = []
    for number, version, kind, by, score, start, end, ended, note, held, copy_of in rows:
        passed = end is not None and end <= at
        until, why = (moments.printed(end), ended) if passed else (None, None)
        since = moments.printed(start)
        found.append(Version(version, kind, by, score, since, until, why, bool(held), note, stories[number], copy_of))
    return found


def told(store: Store, id: str, version: int, *, as_of: str | None = None) -> list[Told]:
    """The events that a version brings, in the order of its text; `retracted` says why one is held no longer."""
    at = moments.as_of(as_of)
    rows = store.ask_named(
        """SELECT r.revision, r.change, r.changed, CASE WHEN r.known_to <= :at AND r.ended LIKE 'retracted%'
                  THEN substr(r.ended, 12) END,
                  s.id, v.version, v.published, v.cite, e.id, r.record, coalesce(i.id, e.id), m.score, m.reason
           FROM revision r JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
           JOIN story s ON s.number = v.story
           LEFT JOIN member m ON m.event = e.number AND m.known_from <= :at AND (m.known_to IS NULL OR m.known_to > :at)
           LEFT JOIN event i ON i.number = m.incident
           WHERE s.id = :id AND v.version = :version AND r.known_from <= :at ORDER BY r.number""",
        {"id": id, "version": version, "at": at},
    )
    found = [Told(held_event(*row[4:]), *row[:4]) for row in rows]
    return sorted(found, key=lambda one: (one.event.text_info.start, one.event.evidence["event"].spans, one.event.id))


def dropped(store: Store, id: str, version: int, *, as_of: str | None = None) -> list[Told]:
    """The events that earlier versions told and this one ended, in the words of their last version."""
    row = store.ask(
        "SELECT v.known_from FROM version v JOIN story s ON s.number = v.story WHERE s.id = ? AND v.version = ?",
        id, version,
    )  # fmt: skip
    if not row:
        return []
    ended = store.ask(
        """SELECT DISTINCT v.version FROM revision r JOIN version v ON v.number = r.version
           JOIN story s ON s.number = v.story
           WHERE s.id = ? AND r.known_to = ? AND r.ended LIKE 'retracted%' AND v.version < ?""",
        id, row[0][0], version,
    )  # fmt: skip
    earlier = [one for (number,) in ended for one in told(store, id, number, as_of=as_of)]
    return [one for one in earlier if one.retracted]


def find_event(store: Store, id: str, *, as_of: str | None = None) -> tuple[Listed, Told]:
    """The last revision of an event known by then, with its story. Raises NotHeldError for an unknown id."""
    rows = store.ask_named(
        """SELECT s.id, v.version, v.number FROM revision r JOIN event e ON e.number = r.event
           JOIN version v ON v.number = r.version JOIN story s ON s.number = v.story
           WHERE e.id = :id AND r.known_from <= :at ORDER BY r.number DESC LIMIT 1""",
        {"id": id, "at": moments.as_of(as_of)},
    )
    if not rows:
        then = f" as of {as_of}" if as_of else ""
        raise NotHeldError(f"no event {id!r} in this store{then}; look for it in the list of events")
    story, version, number = rows[0]
    one = next(one for one in told(store, story, version, as_of=as_of) if one.event.id == id)
    return Listed(stories_at(store, [number])[number], one.event), one
