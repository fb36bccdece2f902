"""Questions to a store, each as of a moment: events, incidents, histories, full text, names unresolved."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline import moments
from dateline.answers import Answer
from dateline.errors import InputError
from dateline.records import Event, Story, StoryRef
from dateline.rows import cite_from, event_from, story_from
from dateline.store import Store

# A row is held at moment :at. Shown are versions that are no withdrawal notices.
HELD = "{0}.known_from <= :at AND ({0}.known_to IS NULL OR {0}.known_to > :at)"
SHOWN = f"{HELD.format('v')} AND v.kind NOT IN ('withdraw', 'hold')"

HELD_EVENTS = f"""
FROM revision r
JOIN event e ON e.number = r.event
JOIN version v ON v.number = r.version
JOIN story s ON s.number = v.story
LEFT JOIN member m ON m.event = e.number AND {HELD.format("m")}
LEFT JOIN event i ON i.number = m.incident
WHERE {HELD.format("r")}"""

# Condition for each thing that can be asked of an event.
CONDITIONS = {
    "actor": "r.number IN (SELECT revision FROM dyad WHERE source = :actor)",
    "recipient": "r.number IN (SELECT revision FROM dyad WHERE target = :recipient)",
    "type": "r.type = :type",
    "mode": "'; ' || r.mode || ';' LIKE '%; ' || :mode || ';%'",
    "context": "'; ' || r.context || ';' LIKE '%; ' || :context || ';%'",
    "since": "r.enddate >= :since",
    "until": "r.date <= :until",
    "country": "r.country = :country",
    "place": "r.place = :place COLLATE NOCASE",
    "factuality": "r.factuality = :factuality",
    "min_confidence": "r.confidence >= :min_confidence",
    "story": "s.id = :story",
    "incident": "coalesce(i.id, e.id) = :incident",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which events: by codes, days (YYYY-MM-DD, both included), place, story; None asks for any.

    `actor` and `recipient` are codes (CHN, IGO; UNK for parties without one); parties of an event
    between equals are both. `as_of` is a date (its last moment) or datetime; None is now.
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    mode: str | None = None
    context: str | None = None
    since: str | None = None
    until: str | None = None
    country: str | None = None
    place: str | None = None
    factuality: str | None = None
    min_confidence: float | None = None
    story: str | None = None
    incident: str | None = None
    as_of: str | None = None

    def conditions(self) -> tuple[str, dict[str, Any]]:
        """The conditions in SQL, and their values with the moment as `at`."""
        asked = {name: getattr(self, name) for name in CONDITIONS if getattr(self, name) is not None}
        where = "".join(f" AND {CONDITIONS[name]}" for name in asked)
        return where, asked | {"at": moments.as_of(self.as_of)}


def coded(store: Store, wanted: Wanted) -> Iterator[tuple[Story, list[Event]]]:
    """The events held, with their stories, as every export takes them; in order of publication and text."""
    where, values = wanted.conditions()
    with store.reading() as connection:
        rows = connection.execute(
            f"""SELECT v.number, s.id, v.version, v.published, v.cite, e.id, r.record, coalesce(i.id, e.id),
                       m.score, m.reason {HELD_EVENTS} {where} ORDER BY v.published, v.number, r.number""",
            values,
        )
        story, found = None, list[Event]()
        at = None
        for number, id, version, published, cite, event_id, record, incident, score, reason in rows:
            if number != at:
                if story:
                    yield story, found
                at, found = number, []
                story, cited = _story(connection, number, id, version), cite_from(cite)
            event = event_from(record, id=event_id, cite=cited, story=StoryRef(id, version, published))
            link = f"{score:.2f} {reason}" if reason else None
            found.append(replace(event, incident=incident, link=link))
        if story:
            yield story, found


def _story(connection: sqlite3.Connection, number: int, id: str, version: int) -> Story:
    record, text = connection.execute("SELECT record, text FROM version WHERE number = ?", (number,)).fetchone()
    return replace(story_from(record, text), id=id, version=version)


EVENT_COLUMNS = (
    ("id", "text"), ("date", "text"), ("enddate", "text"), ("type", "text"), ("mode", "texts"), ("context", "texts"),
    ("quad", "int"), ("score", "float"), ("actor", "texts"), ("actor_text", "texts"), ("recipient", "texts"),
    ("recipient_text", "texts"), ("trigger", "texts"), ("place", "text"), ("country", "text"), ("lat", "float"),
    ("lon", "float"), ("dead", "int"), ("injured", "int"), ("arrested", "int"), ("factuality", "text"),
    ("attribution", "texts"), ("confidence", "float"), ("sentence", "text"), ("story", "text"), ("version", "int"),
    ("published", "text"), ("headline", "text"), ("publication", "text"), ("url", "text"), ("usage_terms", "text"),
    ("incident", "text"), ("link", "text"),
)  # fmt: skip


def events(store: Store, wanted: Wanted | None = None, **asked: Any) -> Answer:
    """The events held, a flat row each; what is asked is given as `Wanted` or by its fields."""
    rows = [_row(story, event) for story, found in coded(store, wanted or Wanted(**asked)) for event in found]
    return Answer(EVENT_COLUMNS, rows)


def _row(story: Story, event: Event) -> tuple:
    codes = [[" ".join((p.code or "UNK", *p.sector)) for p in side] for side in (event.actor, event.recipient)]
    words = [[p.entity_text for p in side] for side in (event.actor, event.recipient)]
    place, size, sentence = event.event_loc, event.size, story.text[event.text_info.start : event.text_info.end]
    return (
        event.id, event.date, event.enddate, event.event[0], list(event.mode), list(event.context), event.quad_code,
        float(event.event_scale), codes[0], words[0], codes[1], words[1], list(event.event_text),
        place and (place.resolved_place or place.extracted_place), place and place.country_code, place and place.lat,
        place and place.lon, size.dead, size.injured, size.arrested, event.factuality,
        [source.entity_text for source in event.attribution], event.confidence, sentence or None, story.id,
        story.version, story.published, story.headline, event.cite_info.publication, story.url, story.usage_terms,
        event.incident, event.link,
    )  # fmt: skip


SEARCH_COLUMNS = (
    ("story", "text"), ("version", "int"), ("published", "text"), ("headline", "text"), ("snippet", "text"),
    ("publication", "text"), ("url", "text"), ("usage_terms", "text"),
)  # fmt: skip


def search(store: Store, words: str, *, as_of: str | None = None, limit: int = 20) -> Answer:
    """Stories that hold all the words, or what FTS5's query language says ("a phrase", OR, NEAR), latest first.

    A store without text knows headlines only. Raises InputError for a query that FTS5 cannot read.
    """
    values = {"words": _query(words), "at": moments.as_of(as_of), "limit": limit}
    query = f"""
        SELECT s.id, v.version, v.published, v.headline, snippet(words, -1, '[', ']', ' … ', 24), v.publication,
               v.url, v.usage_terms
        FROM words JOIN version v ON v.number = words.rowid JOIN story s ON s.number = v.story
        WHERE words MATCH :words AND {SHOWN} ORDER BY v.published DESC, v.number DESC LIMIT :limit"""
    try:
        with store.reading() as connection:
            return Answer(SEARCH_COLUMNS, connection.execute(query, values).fetchall())
    except InputError as error:
        if "fts5" in str(error) or "no such column" in str(error) or "unterminated" in str(error):
            raise InputError(f'{words!r} is no query; write words, "a phrase", OR between them') from error
        raise


def _query(words: str) -> str:
    """Plain words as they are meant: "U.S. talks" asks for both, and no sign in them is an operator."""
    if re.search(r"\"|\b(?:AND|OR|NOT|NEAR)\b|\*|:", words):
        return words
    return " ".join(f'"{word}"' for word in words.split())


UNRESOLVED_COLUMNS = (
    ("text", "text"), ("role", "text"), ("events", "int"), ("stories", "int"), ("event", "text"),
)  # fmt: skip


def unresolved(store: Store, *, as_of: str | None = None, limit: int = 50) -> Answer:
    """Party texts without a code, the commonest first: how many events and stories, and one of the events."""
    rows = store.ask_named(
        f"""SELECT u.text, u.role, count(*) AS events, count(DISTINCT e.story), min(e.id)
            FROM unresolved u JOIN revision r ON r.number = u.revision JOIN event e ON e.number = r.event
            WHERE {HELD.format("r")} GROUP BY u.text, u.role ORDER BY events DESC, u.text, u.role LIMIT :limit""",
        {"at": moments.as_of(as_of), "limit": limit},
    )
    return Answer(UNRESOLVED_COLUMNS, rows)


HISTORY_COLUMNS = (
    ("moment", "text"), ("kind", "text"), ("id", "text"), ("version", "int"), ("change", "text"), ("why", "text"),
)  # fmt: skip
_HISTORY = """
SELECT v.known_from AS at, 1 AS turn, 'story' AS kind, s.id, v.version, v.kind AS change,
       v.by || coalesce(': ' || v.note, '') AS why
FROM version v JOIN story s ON s.number = v.story WHERE s.id = :id AND v.known_from <= :at
UNION ALL
SELECT r.known_from, 2, 'event', e.id, v.version, r.change, r.changed
FROM revision r JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
JOIN story s ON s.number = e.story
WHERE (e.id = :id OR s.id = :id) AND r.known_from <= :at AND (r.known_to IS NULL OR r.known_to > r.known_from)
UNION ALL
SELECT r.known_to, 0, 'event', e.id, v.version, 'retracted', r.ended
FROM revision r JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
JOIN story s ON s.number = e.story
WHERE (e.id = :id OR s.id = :id) AND r.known_to <= :at AND r.known_to > r.known_from AND r.ended LIKE 'retracted%'
UNION ALL
SELECT m.known_from, 3, 'incident', i.id, NULL, 'joined by ' || e.id, printf('%.2f ', m.score) || m.reason
FROM member m JOIN event e ON e.number = m.event JOIN event i ON i.number = m.incident
JOIN story s ON s.number = e.story
WHERE (e.id = :id OR i.id = :id OR s.id = :id) AND m.known_from <= :at
UNION ALL
SELECT m.known_to, 3, 'incident', i.id, NULL, 'left by ' || e.id, NULL
FROM member m JOIN event e ON e.number = m.event JOIN event i ON i.number = m.incident
JOIN story s ON s.number = e.story
WHERE (e.id = :id OR i.id = :id OR s.id = :id) AND m.known_to <= :at
ORDER BY at, turn, version, id"""


def history(store: Store, id: str, *, as_of: str | None = None) -> Answer:
    """Everything that happened to a story, event or incident, in order. Raises InputError for an unknown id."""
    rows = store.ask_named(_HISTORY, {"id": id, "at": moments.as_of(as_of)})
    if not rows:
        raise InputError(f"{store.path}: no story, event or incident {id!r}; dateline events shows ids")
    return Answer(HISTORY_COLUMNS, [(moments.printed(at), *rest) for at, _, *rest in rows])
