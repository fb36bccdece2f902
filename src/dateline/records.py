"""The records that steps hand on: stories, spans, events. All frozen; a step returns new ones."""

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, NamedTuple

FACTUALITY = ("asserted", "planned", "hypothetical", "negated", "historical")
RELATIONS = ("first", "update", "correct", "withdraw", "hold", "repeat", "late")


class Span(NamedTuple):
    """Characters [start, end) of a story's clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A version mark of agency copy: kind (LEAD, UPDATE, CORRECTED, KILL, ...) and its number."""

    kind: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when (YYYY-MM-DD, or what of it is known) and by which agency a report was filed."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption with its credit and the terms it may be used under."""

    text: str
    credit: str | None = None
    usage_terms: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that stood in the input, [start, end) there, but are no body text; `by` names the rule."""

    text: str
    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters that start at `start` in the clean text and at `origin` in the input."""

    start: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One version of a published report: its clean text and what is known about it.

    `text` is the body; every span refers to it. `origin` maps it back to the input (for a page, to
    the text that was extracted from it). `by` names the rule behind each value that was inferred.
    `embargoed` is the moment before which it must not be shown (ISO), or the words that say so.
    """

    id: str
    text: str
    headline: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    byline: str | None = None
    agency: str | None = None
    mark: Mark | None = None
    genre: str | None = None
    slug: str | None = None
    editor_note: str | None = None
    changes: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    contact: str | None = None
    usage_terms: str | None = None
    publication: str | None = None
    copyright: str | None = None
    version: int = 1
    embargoed: str | None = None
    keywords: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    origin: tuple[Segment, ...] = ()
    by: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Take:
    """A version that a store holds: its story as read (without text where none is kept).

    `chain` numbers the story it belongs to, `kind` is one of RELATIONS, `passages` are hashes of the
    text's longer paragraphs.
    """

    chain: int
    kind: str
    story: Story
    passages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a report is to the stories held: one of RELATIONS, to which chain, by which rule, how alike.

    `repeat` brings nothing new, `late` is an earlier take than the one held; `chain` is None for a first.
    """

    kind: str
    chain: int | None
    by: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A party of an event: PLOVER's code and sectors for the words at [start, end).

    `code` is None and `sector` empty where the words do not tell; `by` names the rule that decided.
    """

    code: str | None
    sector: tuple[str, ...]
    entity_text: str
    start: int
    end: int
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened: the name in the text; what it resolves to is None until looked up."""

    extracted_place: str
    start: int
    end: int
    resolved_place: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    province: str | None = None
    country_code: str | None = None
    feature_code: str | None = None
    resolution: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom the story credits for an event; `kind` (official, media, ...) is None where unclear.

    `by` names the model or rule that found it. The reporting agency has no span: the clean text need not name it.
    """

    entity_text: str
    start: int | None
    end: int | None
    kind: str | None = None
    by: str | None = None

    @property
    def span(self) -> Span | None:
        """Where the words stand; None for a source that the story's text does not name."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Size:
    """People counted by the text; `at_least` and `at_most` list the fields that are only a bound."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    crowd: int | None = None
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a field, the model or rule that decided, and its probability if it has one."""

    spans: tuple[Span, ...]
    by: str
    p: float | None = None


@dataclass(frozen=True, slots=True)
class TextInfo:
    """The sentence of an event's leading mention: its number in the story and its span."""

    sequence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteInfo:
    """Where the story was published and what coded it."""

    publication: str | None
    url: str | None
    title: str | None
    language: str | None
    license: str | None
    copyright: str | None
    coder: str
    codebook: str


@dataclass(frozen=True, slots=True)
class StoryRef:
    """The story version that an event was coded from, and its publication time."""

    id: str
    version: int
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One coded record in PLOVER terms; docs/record.md explains each field."""

    id: str
    date: str | None
    enddate: str | None
    event: tuple[str, ...]
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad_code: int
    event_scale: float
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    event_text: tuple[str, ...]
    event_loc: Place | None
    size: Size
    factuality: str
    attribution: tuple[Source, ...]
    confidence: float
    evidence: dict[str, Evidence]
    text_info: TextInfo
    cite_info: CiteInfo
    story: StoryRef
    incident: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be read or coded, and why."""

    source: str
    reason: str


def to_dict(record: Any) -> Any:
    """`record` as JSON-ready dictionaries and lists; keys in the order of the fields."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: to_dict(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, Span):
        return {"start": record.start, "end": record.end}
    if isinstance(record, dict):
        return {key: to_dict(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [to_dict(value) for value in record]
    return record
