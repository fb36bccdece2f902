"""Review marks: what people say about coded events, kept beside the coder's answers, never over them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline import moments
from dateline.answers import Answer
from dateline.errors import InputError
from dateline.labels import parse_passage
from dateline.ontology import Ontology, load_ontology
from dateline.readings import NotHeldError
from dateline.records import FACTUALITY, Event, Span
from dateline.rows import event_from, uncited
from dateline.store import Store

FIELDS = ("all", "event", "mode", "actor", "recipient", "place", "date", "speaker", "factuality")
VERDICTS = ("right", "wrong", "mended")
_LISTS = ("mode", "actor", "recipient")
_MOST = 500  # characters of a value, a note or a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A verdict on a field of an event (or on all of it) by someone.

    `value` is what a mended field should hold, in words of the story: a list for modes and parties
    (parted by "; " when written as words), else one word; an empty one says that the field should be empty.
    """

    field: str
    verdict: str
    who: str
    value: str | None = None
    note: str | None = None


COLUMNS = (
    ("number", "int"), ("event", "text"), ("revision", "int"), ("story", "text"), ("version", "int"), ("field", "text"),
    ("verdict", "text"), ("value", "text"), ("note", "text"), ("who", "text"), ("at", "text"),
)  # fmt: skip


def add_mark(store: Store, event: str, mark: Mark) -> int:
    """Keep a mark on the last revision of an event; its number. Raises InputError for one that says nothing."""
    rows = store.ask(
        """SELECT e.number, r.number, v.text FROM event e JOIN revision r ON r.event = e.number
           JOIN version v ON v.number = r.version WHERE e.id = ? AND r.known_from <= ?
           ORDER BY r.number DESC LIMIT 1""",
        event, moments.now(),
    )  # fmt: skip
    if not rows:
        raise NotHeldError(f"no event {event!r} in this store; look for it in the list of events")
    number, revision, text = rows[0]
    value = _checked(mark, text or "")
    with store.explained():
        done = store.connection.execute(
            """INSERT INTO mark (event, revision, field, verdict, value, note, who, at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (number, revision, mark.field, mark.verdict, value, mark.note or None, mark.who.strip(), moments.now()),
        )
    return int(done.lastrowid or 0)


def _checked(mark: Mark, text: str) -> str | None:
    """The value as JSON. Raises InputError where the mark cannot mean anything."""
    if mark.field not in FIELDS:
        raise InputError(f"field is {mark.field!r}; write one of {', '.join(FIELDS)}")
    if mark.verdict not in VERDICTS:
        raise InputError(f"verdict is {mark.verdict!r}; write one of {', '.join(VERDICTS)}")
    if not mark.who.strip():
        raise InputError("a mark without a name; say who reviews")
    if any(len(words or "") > _MOST for words in (mark.who, mark.value, mark.note)):
        raise InputError(f"a name, value or note beyond {_MOST} characters; write a shorter one")
    if mark.verdict != "mended":
        return None
    if mark.field == "all":
        raise InputError("an event as a whole cannot be mended; mark the field that should change")
    words = (mark.value or "").strip()
    parts = [part.strip() for part in words.split(";") if part.strip()]
    ontology = load_ontology()
    if mark.field == "event" and words not in ontology.types:
        raise InputError(f"value is {words!r}, which is no type; write one of {', '.join(ontology.types)}")
    if mark.field == "factuality" and words not in FACTUALITY:
        raise InputError(f"value is {words!r}; write one of {', '.join(FACTUALITY)}")
    if mark.field in ("actor", "recipient", "place", "date", "speaker") and text:
        strange = [part for part in parts if not re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
        if strange:
            raise InputError(f"{strange[0]!r} does not stand in the story; copy the words as they stand there")
    return json.dumps(parts if mark.field in _LISTS else words or None, ensure_ascii=False)


def marks(store: Store, *, event: str | None = None, limit: int | None = None) -> Answer:
    """The marks kept, the latest first: of one event, or all."""
    rows = store.ask_named(
        """SELECT m.number, e.id, r.revision, s.id, v.version, m.field, m.verdict, m.value, m.note, m.who, m.at
           FROM mark m JOIN event e ON e.number = m.event JOIN revision r ON r.number = m.revision
           JOIN version v ON v.number = r.version JOIN story s ON s.number = v.story
           WHERE :event IS NULL OR e.id = :event ORDER BY m.number DESC LIMIT :rows""",
        {"event": event, "rows": -1 if limit is None else limit},
    )
    return Answer(COLUMNS, [(*row[:-1], moments.printed(row[-1])) for row in rows])


def training_passages(store: Store) -> Iterator[dict[str, Any]]:
    """The sentences of reviewed events as lines of the training corpus (docs/corpus.md).

    A sentence is given when every event coded in it has been judged, so that what is missing was not
    overlooked: those marked wrong as a whole are left out, the last mark on each field counts.
    """
    rows = store.ask(
        """SELECT e.number, e.id, r.record, v.text, v.published FROM revision r
           JOIN event e ON e.number = r.event JOIN version v ON v.number = r.version
           WHERE v.text IS NOT NULL AND r.version IN (
             SELECT marked.version FROM mark m JOIN revision marked ON marked.number = m.revision)
           ORDER BY v.number, r.number"""
    )
    said: dict[int, dict[str, tuple[str, str | None]]] = {}
    for event, field, verdict, value in store.ask("SELECT event, field, verdict, value FROM mark ORDER BY number"):
        said.setdefault(event, {})[field] = (verdict, value)
    sentences: dict[tuple[str, int, int], list[tuple[int, Event]]] = {}
    for number, id, record, text, published in rows:
        event = event_from(record, id=id, **uncited(published))
        key = (text, event.text_info.start, event.text_info.end)
        sentences.setdefault(key, []).append((number, event))
    count, ontology = 0, load_ontology()
    for (text, start, end), found in sentences.items():
        if not all(number in said for number, _ in found):
            continue
        lines = [_line(text[start:end], start, event, said[number]) for number, event in found]
        passage: dict[str, Any] = {"id": f"review-{count + 1:04d}", "theme": "reviewed", "text": text[start:end]}
        passage["events"] = [line for line in lines if line]
        if _fits(passage, ontology):
            count += 1
            yield passage


def _fits(passage: dict[str, Any], ontology: Ontology) -> bool:
    """Whether the corpus takes it: parties of another sentence cannot be quoted in this one."""
    try:
        parse_passage(passage, ontology)
    except ValueError:
        return False
    return True


def _line(text: str, start: int, event: Event, said: dict[str, Any]) -> dict[str, Any] | None:
    """An event as the corpus writes it, with the reviewer's last word on each field; None for a wrong one."""
    if "wrong" in (said.get("all", ("",))[0], said.get("event", ("",))[0]):
        return None
    date, sides = event.evidence.get("date"), {"actor": event.actor, "recipient": event.recipient}
    line: dict[str, Any] = {
        "type": event.event[0],
        "modes": list(event.mode),
        "trigger": _cited(text, start, event.evidence["event"].spans[0]),
        **{side: [_cited(text, start, Span(p.start, p.end)) for p in parties] for side, parties in sides.items()},
        "place": event.event_loc and _cited(text, start, Span(event.event_loc.start, event.event_loc.end)),
        "date": _cited(text, start, date.spans[0]) if date and date.spans else None,
        "speaker": next((_cited(text, start, source.span) for source in event.attribution if source.span), None),
        "factuality": event.factuality,
    }
    names = {"event": "type", "mode": "modes"}
    for field, (verdict, value) in said.items():
        if field != "all" and verdict == "mended":
            line[names.get(field, field)] = json.loads(value)
        elif field != "all" and verdict == "wrong":
            line[names.get(field, field)] = None
    return {name: value for name, value in line.items() if value and (name, value) != ("factuality", "asserted")}


def _cited(text: str, start: int, span: Span) -> str:
    """The words at a span of the story as its sentence's passage names them: "Moscow#2" for the second."""
    begin = span.start - start
    words = text[begin : span.end - start] if begin >= 0 else ""
    at = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return f"{words}#{at.index(begin) + 1}" if begin in at[1:] else words
