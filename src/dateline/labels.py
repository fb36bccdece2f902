"""The corpus format: passages labelled with events, for training, gold and a user's own labels.

docs/corpus.md explains it. A phrase is an exact substring of the text; `phrase#2` is its second
occurrence. Occurrences count at word boundaries, so that "war" is not found in "warned". In
standoff labels, which come without the text, a phrase is [start, end] instead.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import InputError
from dateline.ontology import Ontology
from dateline.records import FACTUALITY, Span

PARTY_FIELDS = ("actor", "recipient")
PHRASE_FIELDS = ("place", "date", "speaker")
ROLES = (*PARTY_FIELDS, *PHRASE_FIELDS)
PASSAGE_FIELDS = {"id", "theme", "text", "contexts", "events"}
EVENT_FIELDS = {"type", "modes", "trigger", "mentions", *ROLES, "factuality"}


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    """One labelled event; spans are offsets into the passage's text."""

    type: str
    modes: tuple[str, ...]
    trigger: Span
    mentions: tuple[Span, ...]
    roles: dict[str, tuple[Span, ...]]
    factuality: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled text."""

    id: str
    theme: str
    text: str
    contexts: tuple[str, ...]
    events: tuple[LabelledEvent, ...]


def find(text: str, phrase: str) -> Span:
    """Span of `phrase` (or `phrase#n`) in `text`. Raises ValueError when it does not stand there."""
    match = re.fullmatch(r"(.+)#(\d+)", phrase, re.S)
    wanted, number = (match[1], int(match[2])) if match else (phrase, 1)
    before = r"(?<!\w)" if wanted[:1].isalnum() else ""
    after = r"(?!\w)" if wanted[-1:].isalnum() else ""
    found = [m.span() for m in re.finditer(before + re.escape(wanted) + after, text)]
    if not wanted.strip() or len(found) < number:
        raise ValueError(f"{phrase!r} does not stand in the text ({len(found)} found)")
    return Span(*found[number - 1])


def parse_passage(record: dict, ontology: Ontology) -> Passage:
    """A passage from its JSON record. Raises ValueError that lists every fault."""
    faults = [f"unknown field {name!r}" for name in record.keys() - PASSAGE_FIELDS]
    faults += [f"no {name!r}" for name in ("id", "text") if not isinstance(record.get(name), str)]
    if faults:
        raise ValueError("; ".join(faults))
    contexts = tuple(record.get("contexts", ()))
    faults += [f"unknown context {code!r}" for code in contexts if code not in ontology.contexts]
    events = []
    for index, event in enumerate(record.get("events", ())):
        try:
            events.append(_parse_event(record["text"], event, ontology))
        except ValueError as error:
            faults.append(f"event {index + 1}: {error}")
    keys = [(e.type, e.trigger, e.roles["actor"], e.roles["recipient"]) for e in events]
    faults += [f"event {i + 1}: a duplicate" for i, key in enumerate(keys) if key in keys[:i]]
    if faults:
        raise ValueError("; ".join(faults))
    return Passage(record["id"], record.get("theme", ""), record["text"], contexts, tuple(events))


def _span(text: str, phrase: str | list[int]) -> Span:
    if isinstance(phrase, str):
        return find(text, phrase)
    match phrase:
        case [int(start), int(end)] if 0 <= start < end <= len(text):
            return Span(start, end)
    raise ValueError(f"{phrase!r} is neither a phrase nor [start, end] within the text")


def _parse_event(text: str, event: dict, ontology: Ontology) -> LabelledEvent:
    unknown = event.keys() - EVENT_FIELDS
    if unknown:
        raise ValueError(f"unknown field {', '.join(sorted(unknown))}")
    kind = event.get("type")
    if kind not in ontology.types:
        raise ValueError(f"unknown type {kind!r}")
    modes = tuple(event.get("modes", ()))
    wrong = [mode for mode in modes if mode not in ontology.types[kind].modes]
    if wrong:
        raise ValueError(f"{kind} has no mode {', '.join(wrong)}")
    factuality = event.get("factuality", "asserted")
    if factuality not in FACTUALITY:
        raise ValueError(f"unknown factuality {factuality!r}, expected one of {', '.join(FACTUALITY)}")
    roles = {}
    for role in ROLES:
        value = event.get(role) or []
        phrases = [value] if isinstance(value, str) else value
        if role in PHRASE_FIELDS and len(phrases) > 1:
            raise ValueError(f"{role} holds one phrase, found {len(phrases)}")
        roles[role] = tuple(_span(text, phrase) for phrase in phrases)
        if len(set(roles[role])) < len(roles[role]):
            raise ValueError(f"{role} names one span twice")
    return LabelledEvent(
        type=kind,
        modes=modes,
        trigger=_span(text, event.get("trigger", "")),
        mentions=tuple(_span(text, phrase) for phrase in event.get("mentions", ())),
        roles=roles,
        factuality=factuality,
    )


def read_passages(path: Path, ontology: Ontology, *, texts: Path | None = None) -> Iterator[Passage]:
    """Passages of a JSON Lines file, in order.

    `texts` (JSON Lines with "id" and "text") is needed for standoff labels, which name their text by
    its SHA-1 only. Raises InputError naming file and line at the first line that does not fit.
    """
    held = _texts(texts) if texts else {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                if isinstance(record, dict) and "sha1" in record:
                    record = _joined(record, held.get(str(record.get("id"))), texts)
                yield parse_passage(record, ontology)
            except ValueError as error:
                raise InputError(f"{path}:{number}: {error}; docs/corpus.md shows the format") from error


def sha1(text: str) -> str:
    """What a standoff label names its text by."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _texts(path: Path) -> dict[str, str]:
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            found[record["id"]] = record["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}:{number}: no text here; expected one JSON object with id and text a line"
            ) from error
    return found


def _joined(record: dict, text: str | None, texts: Path | None) -> dict:
    """The standoff record with its text in the place of what names it. Raises ValueError where it is not that text."""
    if texts is None:
        raise ValueError("these labels come without their texts; name a file of the texts with --texts")
    if text is None or sha1(text) != record["sha1"]:
        what = "is not in" if text is None else "has another text in"
        raise ValueError(f"{record.get('id')} {what} {texts}; the text is that of {record.get('url')}")
    return {key: record[key] for key in ("id", "contexts", "events") if key in record} | {
        "text": text,
        "theme": "standoff",
    }
