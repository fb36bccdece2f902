"""Keeping a version of a story: what stood before it ends, what it says is held, in one transaction."""

import hashlib
import json
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from dateline import moments
from dateline.copies import Copies, Placed, remember
from dateline.holdings import Page, end_all, held_events, write_events
from dateline.records import Event, Relation, Story, to_dict
from dateline.revisions import Seen
from dateline.rows import cite_record, story_record
from dateline.store import Store

# Versions that are kept for the record and change nothing that is held.
SILENT = ("repeat", "late")
NOTICES = ("withdraw", "hold")


class Report(NamedTuple):
    """A story as a load hands it on: what it is to the stories held, its events, and keys to find it by."""

    story: Story
    relation: Relation
    events: Sequence[Event]
    keys: tuple[int, ...]
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a version did: its story's id, its number there, and how many events are what."""

    id: str
    version: int
    relation: Relation
    events: Counter[str] = field(default_factory=Counter)


def fingerprint(story: Story) -> bytes:
    """32 bytes that are the same for exactly the same version of a story."""
    return hashlib.sha256(json.dumps(to_dict(story), ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


def keep(store: Store, report: Report, *, seen: int, copies: Copies, as_published: bool = False) -> Kept | None:
    """Write one version and what follows from it; None when others have written since moment `seen`.

    It is held from now on, from the end of its embargo on, or with `as_published` from its
    publication on. Raises InputError when the store cannot be written; then nothing has changed.
    """
    story, relation = report.story, report.relation
    with store.writing() as at:
        if int(store.setting("moment")) != seen:
            return None
        chain = relation.chain or _new_story(store, story.id)
        start = _start(store, story, chain, at, as_published)
        before = store.ask("SELECT coalesce(max(version), 0) FROM version WHERE story = ?", chain)[0][0]
        placed = None if relation.kind in NOTICES else copies.place(store, story)
        silent = relation.kind in SILENT
        if not silent:
            _end_versions(store, chain, start, _ended(relation, story, before + 1))
        number = _write_version(store, report, placed, (chain, before + 1, at, start, start if silent else None))
        page = Page(chain, number, start, f"superseded by version {before + 1}", _retracted(relation, story))
        events: Counter[str] = Counter()
        if relation.kind in NOTICES:
            held = held_events(store, chain)
            end_all(store, page, held)
            events["retracted"] = sum(old.current for old in held)
        elif not silent:
            sentences = [Seen(e, story.text[e.text_info.start : e.text_info.end]) for e in report.events]
            events = write_events(store, page, sentences, story.headline or "")
        if report.events:
            coder = report.events[0].cite_info.coder
            store.connection.execute("INSERT OR REPLACE INTO setting VALUES ('coder', ?)", (coder,))
        name = store.ask("SELECT id FROM story WHERE number = ?", chain)[0][0]
    return Kept(name, before + 1, relation, events)


def _new_story(store: Store, id: str) -> int:
    """The number of a new story. Its id is its first version's, numbered on where a story has it already."""
    name, taken = id, 1
    while store.ask("SELECT 1 FROM story WHERE id = ?", name):
        taken += 1
        name = f"{id}-{taken}"
    return int(store.connection.execute("INSERT INTO story (id) VALUES (?)", (name,)).lastrowid or 0)


def _start(store: Store, story: Story, chain: int, at: int, as_published: bool) -> int:
    """From when the version is held: never before the one that it follows, unless that is still embargoed."""
    published = moments.known(story.published) if as_published and story.published else None
    start = at if published is None else min(at, published)
    if story.embargoed:
        until = moments.known(story.embargoed)
        start = max(start, moments.NEVER if until is None else until)
    before = store.ask("SELECT max(known_from) FROM version WHERE story = ? AND known_from <= ?", chain, at)[0][0]
    return start if before is None else max(start, before + 1)


def _ended(relation: Relation, story: Story, version: int) -> str:
    return _retracted(relation, story) if relation.kind in NOTICES else f"superseded by version {version}"


def _retracted(relation: Relation, story: Story) -> str:
    """Why events are no longer held, with the editors' words where there are some."""
    why = {"correct": "corrected", "withdraw": "withdrawn", "hold": "withheld"}.get(relation.kind, "superseded")
    note = "; ".join(story.changes) or (story.editor_note or "").partition("\n")[0]
    return f"retracted: {why}" + (f": {note}" if note else "")


def _end_versions(store: Store, chain: int, start: int, why: str) -> None:
    store.connection.execute(
        """UPDATE version SET known_to = max(known_from, ?), ended = ?
           WHERE story = ? AND (known_to IS NULL OR known_to > ?)""",
        (start, why, chain, start),
    )


def _write_version(
    store: Store, report: Report, placed: Placed | None, row: tuple[int, int, int, int, int | None]
) -> int:
    story, relation, chain = report.story, report.relation, row[0]
    lineage = (placed.lineage if placed else None) or chain
    keeps = store.keeps_text
    note = "; ".join(story.changes) or story.editor_note
    values = {
        "story": chain, "version": row[1], "recorded": row[2], "known_from": row[3], "known_to": row[4],
        "kind": relation.kind, "by": relation.by, "score": relation.score, "take": story.id,
        "published": story.published, "headline": story.headline, "text": story.text if keeps else None,
        "text_sha256": hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "length": len(story.text), "language": story.language, "url": story.url, "publication": story.publication,
        "agency": story.agency, "mark": story.mark and f"{story.mark.kind} {story.mark.number or ''}".strip(),
        "note": note, "genre": story.genre, "embargoed": story.embargoed, "usage_terms": story.usage_terms,
        "copyright": story.copyright, "source": _source(store, story, lineage, chain), "lineage": lineage,
        "lineage_score": placed.score if placed else None,
        "cite": cite_record(report.events[0].cite_info) if report.events else None,
        "passages": array("q", report.passages).tobytes(), "fingerprint": fingerprint(story),
        "record": story_record(story, keep_text=keeps),
    }  # fmt: skip
    run = store.connection
    done = run.execute(
        f"INSERT INTO version ({', '.join(values)}) VALUES ({','.join('?' * len(values))})", list(values.values())
    )
    number = int(done.lastrowid or 0)
    clues = sorted({*report.keys, *report.passages})
    run.executemany("INSERT INTO clue VALUES (?, ?)", [(key, number) for key in clues])
    if placed:
        remember(store, number, placed)
    if story.headline or story.text:
        run.execute(
            "INSERT INTO words (rowid, headline, text) VALUES (?, ?, ?)",
            (number, values["headline"], values["text"]),
        )
    return number


def _source(store: Store, story: Story, lineage: int, chain: int) -> str:
    """Whose report it is: the agency credited; of a copy the source of what it copies; else the outlet."""
    if story.agency:
        return f"agency {story.agency}"
    if lineage != chain:
        copied = store.ask("SELECT source FROM version WHERE story = ? ORDER BY number LIMIT 1", lineage)
        return str(copied[0][0])
    host = urlsplit(story.url).hostname if story.url else None
    outlet = story.publication or (host or "").removeprefix("www.")
    return f"outlet {outlet}" if outlet else f"story {story.id}"
