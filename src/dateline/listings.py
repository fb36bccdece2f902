"""Pages of what a store holds, the latest first: events, stories, places. A page goes on after a cursor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dateline import moments
from dateline.answers import Answer
from dateline.errors import InputError
from dateline.queries import HELD, HELD_EVENTS, SHOWN, Wanted
from dateline.records import Event, Story, StoryRef
from dateline.rows import cite_from, event_from, story_from
from dateline.store import Store


class Listed(NamedTuple):
    """An event with the story version it was coded from."""

    story: Story
    event: Event


class EventPage(NamedTuple):
    """Events, and the cursor of the page after; None on the last page."""

    rows: list[Listed]
    after: str | None


class StoryPage(NamedTuple):
    """Stories as rows, and the cursor of the page after; None on the last page."""

    rows: Answer
    after: str | None


def event_page(store: Store, wanted: Wanted, *, limit: int = 50, after: str | None = None) -> EventPage:
    """At most `limit` events held, the latest day first, undated ones last. Raises InputError for a bad cursor."""
    where, values = wanted.conditions()
    if after is not None:
        parts = re.fullmatch(r"(\d{4}-\d\d-\d\d|)~(\d)~(\d{1,18})", after)
        if not parts:
            raise _no_cursor(after)
        values |= {"after_date": parts[1], "after_quad": int(parts[2]), "after": int(parts[3])}
        same = "(r.quad, r.number) < (:after_quad, :after)"
        where += (
            f" AND (r.date < :after_date OR (r.date = :after_date AND {same}) OR r.date IS NULL)"
            if parts[1]
            else f" AND r.date IS NULL AND {same}"
        )
    rows = store.ask_named(
        f"""SELECT r.date, r.quad, r.number, v.number, s.id, v.version, v.published, v.cite, e.id, r.record,
                   coalesce(i.id, e.id), m.score, m.reason
            {HELD_EVENTS} {where} ORDER BY r.date DESC, r.quad DESC, r.number DESC LIMIT :rows""",
        values | {"rows": limit + 1},
    )
    shown = rows[:limit]
    stories = stories_at(store, [row[3] for row in shown])
    last = "{}~{}~{}".format(shown[-1][0] or "", *shown[-1][1:3]) if len(rows) > limit else None
    return EventPage([Listed(stories[row[3]], held_event(*row[4:])) for row in shown], last)


def held_event(
    story: str, version: int, published: str | None, cite: str, id: str, record: str, incident: str,
    score: float | None, reason: str | None,
) -> Event:  # fmt: skip
    """An event from the columns that hold it."""
    event = event_from(record, id=id, cite=cite_from(cite), story=StoryRef(story, version, published))
    return replace(event, incident=incident, link=f"{score:.2f} {reason}" if reason else None)


def stories_at(store: Store, versions: Sequence[int]) -> dict[int, Story]:
    """The stories of these rows of table version."""
    numbers = sorted(set(versions))
    rows = store.ask(
        f"""SELECT v.number, s.id, v.version, v.record, v.text FROM version v JOIN story s ON s.number = v.story
            WHERE v.number IN ({",".join("?" * len(numbers))})""",
        *numbers,
    )
    return {n: replace(story_from(record, text), id=id, version=version) for n, id, version, record, text in rows}


STORY_COLUMNS = (
    ("story", "text"), ("version", "int"), ("kind", "text"), ("published", "text"), ("headline", "text"),
    ("publication", "text"), ("agency", "text"), ("mark", "text"), ("language", "text"), ("url", "text"),
    ("usage_terms", "text"), ("source", "text"), ("copy_of", "text"), ("events", "int"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedStories:
    """Which stories: by day of publication (both included), outlet, agency, language; None asks for any."""

    since: str | None = None
    until: str | None = None
    publication: str | None = None
    agency: str | None = None
    language: str | None = None
    as_of: str | None = None


_STORY_CONDITIONS = {
    "since": "v.published >= :since",
    "until": "substr(v.published, 1, 10) <= :until",
    "publication": "v.publication = :publication COLLATE NOCASE",
    "agency": "v.agency = :agency COLLATE NOCASE",
    "language": "v.language = :language",
}


def story_page(store: Store, wanted: WantedStories, *, limit: int | None = 50, after: str | None = None) -> StoryPage:
    """At most `limit` stories (None: all) in their version of the moment, the latest first.

    Raises InputError for a bad cursor.
    """
    asked = {name: getattr(wanted, name) for name in _STORY_CONDITIONS if getattr(wanted, name) is not None}
    values: dict[str, Any] = asked | {"at": moments.as_of(wanted.as_of), "rows": -1 if limit is None else limit + 1}
    where = "".join(f" AND {_STORY_CONDITIONS[name]}" for name in asked)
    if after is not None:
        published, tilde, number = after.rpartition("~")
        if not tilde or not re.fullmatch(r"\d{1,18}", number):
            raise _no_cursor(after)
        values |= {"after_published": published, "after": int(number)}
        where += (
            """ AND (v.published < :after_published OR v.published IS NULL
                     OR (v.published = :after_published AND v.number < :after))"""
            if published
            else " AND v.published IS NULL AND v.number < :after"
        )
    rows = store.ask_named(
        f"""SELECT v.number, s.id, v.version, v.kind, v.published, v.headline, v.publication, v.agency, v.mark,
                   v.language, v.url, v.usage_terms, v.source, nullif(l.id, s.id),
                   (SELECT count(*) FROM revision r WHERE r.version = v.number AND {HELD.format("r")})
            FROM version v JOIN story s ON s.number = v.story JOIN story l ON l.number = v.lineage
            WHERE {SHOWN} {where} ORDER BY v.published DESC, v.number DESC LIMIT :rows""",
        values,
    )
    shown = rows[:limit]
    last = f"{shown[-1][4] or ''}~{shown[-1][0]}" if limit is not None and len(rows) > limit else None
    return StoryPage(Answer(STORY_COLUMNS, [row[1:] for row in shown]), last)


PLACE_COLUMNS = (
    ("place", "text"), ("country", "text"), ("lat", "float"), ("lon", "float"), ("events", "int"), ("quad1", "int"),
    ("quad2", "int"), ("quad3", "int"), ("quad4", "int"),
)  # fmt: skip


def places(store: Store, wanted: Wanted, *, limit: int | None = None) -> Answer:
    """Where the events asked for happened, the places with most events first; lat and lon null where unknown."""
    where, values = wanted.conditions()
    quads = ", ".join(f"sum(r.quad = {quad})" for quad in (1, 2, 3, 4))
    rows = store.ask_named(
        f"""SELECT r.place, r.country, r.lat, r.lon, count(*) AS events, {quads} {HELD_EVENTS} {where}
            AND r.place IS NOT NULL GROUP BY r.place, r.country, r.lat, r.lon
            ORDER BY events DESC, r.place LIMIT :rows""",
        values | {"rows": -1 if limit is None else limit},
    )
    return Answer(PLACE_COLUMNS, rows)


DYAD_COLUMNS = (
    ("source", "text"), ("target", "text"), ("events", "int"), ("mean_score", "float"), ("quad1", "int"),
    ("quad2", "int"), ("quad3", "int"), ("quad4", "int"),
)  # fmt: skip


def pairs(
    store: Store, *, since: str | None = None, until: str | None = None, party: str | None = None,
    as_of: str | None = None, limit: int = 40,
) -> Answer:  # fmt: skip
    """The dyads with most asserted events of the days asked for, both parties known; `party` on either side."""
    days = [int(day.replace("-", "")) if day else edge for day, edge in ((since, 0), (until, 99991231))]
    side = "AND :party IN (d.source, d.target)" if party else ""
    quads = ", ".join(f"sum(t.quad = {quad})" for quad in (1, 2, 3, 4))
    rows = store.ask_named(
        f"""SELECT d.source, d.target, count(*) AS events, round(avg(d.score), 3), {quads}
            FROM dyad d JOIN type t ON t.number = d.type
            WHERE d.factuality = 'asserted' AND d.day BETWEEN :since AND :until AND {HELD.format("d")} {side}
            AND d.source NOT IN ('', 'UNK') AND d.target NOT IN ('', 'UNK')
            GROUP BY d.source, d.target ORDER BY events DESC, d.source, d.target LIMIT :rows""",
        {"since": days[0], "until": days[1], "party": party, "at": moments.as_of(as_of), "rows": limit},
    )
    return Answer(DYAD_COLUMNS, rows)


SCORE_COLUMNS = (("day", "text"), ("events", "int"), ("total", "float"), ("squares", "float"))


def scores(
    store: Store, source: str, target: str, *, since: str | None = None, until: str | None = None,
    as_of: str | None = None,
) -> Answer:  # fmt: skip
    """Dated, asserted events of a dyad (* for any party) by day: how many, their scores' sum and sum of squares."""
    days = [int(day.replace("-", "")) if day else edge for day, edge in ((since, 1), (until, 99991231))]
    sides = {name: code for name, code in (("source", source), ("target", target)) if code != "*"}
    where = "".join(f" AND d.{name} = :{name}" for name in sides)
    rows = store.ask_named(
        f"""SELECT substr(d.day, 1, 4) || '-' || substr(d.day, 5, 2) || '-' || substr(d.day, 7, 2), count(*),
                   sum(d.score), sum(d.score * d.score)
            FROM dyad d WHERE d.dated = 1 AND d.factuality = 'asserted' AND d.day BETWEEN :since AND :until
            AND {HELD.format("d")} {where} GROUP BY d.day ORDER BY d.day""",
        sides | {"since": days[0], "until": days[1], "at": moments.as_of(as_of)},
    )
    return Answer(SCORE_COLUMNS, rows)


def _no_cursor(after: str) -> InputError:
    return InputError(f"{after!r} is no cursor; start without one and hand on what the answer gives as next")
