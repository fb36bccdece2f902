"""Which words of a story stand behind which field of an event: text in pieces, each with its fields."""

from itertools import pairwise
from typing import NamedTuple

from dateline.records import Event, Span
from dateline.web.words import FIELD_WORDS


class Piece(NamedTuple):
    """Words of the text and the fields that they are evidence for, most telling first; `first` opens a span."""

    text: str
    fields: tuple[str, ...]
    label: str | None


class Field(NamedTuple):
    """A field of an event for a person: its value, the words behind it, who decided and how surely."""

    name: str
    label: str
    value: str
    words: tuple[str, ...]
    by: tuple[str, ...]
    p: float | None


def spans_of(event: Event) -> dict[str, list[Span]]:
    """The spans behind each field, in the order in which fields are shown."""
    found: dict[str, list[Span]] = {name: [] for name in FIELD_WORDS}
    for name, evidence in event.evidence.items():
        found.setdefault(name, []).extend(evidence.spans)
    for name, parties in (("actor", event.actor), ("recipient", event.recipient)):
        found[name].extend(Span(p.start, p.end) for p in parties)
    if event.event_loc:
        found["place"].append(Span(event.event_loc.start, event.event_loc.end))
    found["speaker"].extend(source.span for source in event.attribution if source.span)
    return {name: sorted(set(spans)) for name, spans in found.items() if spans}


def pieces(text: str, event: Event | None) -> list[Piece]:
    """The whole text, cut wherever a field's words begin or end."""
    if event is None:
        return [Piece(text, (), None)]
    marked = spans_of(event)
    told = {name: spans for name, spans in marked.items() if name in ("factuality", "mode")}
    # Mode and factuality mostly rest on the trigger's own words: that needs no light of its own.
    for name, spans in told.items():
        marked[name] = [span for span in spans if span not in marked.get("event", [])]
    edges = {0, len(text)} | {edge for spans in marked.values() for span in spans for edge in span}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    found = []
    for start, end in pairwise(cuts):
        fields = tuple(name for name, spans in marked.items() if any(s <= start and end <= e for s, e in spans))
        ends = [name for name in fields if any(e == end for _, e in marked[name])]
        label = ", ".join(FIELD_WORDS.get(name, name) for name in ends) or None
        found.append(Piece(text[start:end], fields, label))
    return found


def paragraphs(cut: list[Piece]) -> list[list[Piece]]:
    """The pieces by paragraph of the text."""
    found: list[list[Piece]] = [[]]
    for piece in cut:
        first, *rest = piece.text.split("\n")
        if first:
            found[-1].append(piece._replace(text=first, label=None if rest else piece.label))
        for line in rest:
            found.append([])
            if line:
                found[-1].append(piece._replace(text=line))
    return [paragraph for paragraph in found if paragraph]


def fields(text: str, event: Event) -> list[Field]:
    """Every field that the event tells, with its words and who decided."""
    marked, values = spans_of(event), _values(event)
    found = []
    for name, label in FIELD_WORDS.items():
        value = values.get(name)
        if not value:
            continue
        evidence = event.evidence.get(name)
        by = [evidence.by] if evidence else []
        if name in ("actor", "recipient"):
            by += [party.by for party in getattr(event, name) if party.by]
        words = tuple(dict.fromkeys(text[s:e] for s, e in marked.get(name, []) if text[s:e]))
        found.append(Field(name, label, value, words, tuple(dict.fromkeys(by)), evidence.p if evidence else None))
    return found


def _values(event: Event) -> dict[str, str]:
    place, size = event.event_loc, event.size
    named = (place.resolved_place or place.extracted_place, place.country_code) if place else ()
    where = ", ".join(name for name in named if name)
    day = event.date and (event.date if event.enddate in (None, event.date) else f"{event.date} to {event.enddate}")
    counted = {"dead": size.dead, "injured": size.injured, "arrested": size.arrested}
    return {
        "event": ", ".join(event.event),
        "mode": ", ".join(event.mode),
        "context": ", ".join(event.context),
        "actor": parties(event, "actor"),
        "recipient": parties(event, "recipient"),
        "place": where,
        "date": day or "",
        "size": ", ".join(f"{number} {name}" for name, number in counted.items() if number is not None),
        "factuality": event.factuality,
        "speaker": "; ".join(dict.fromkeys(source.entity_text for source in event.attribution)),
    }


def parties(event: Event, role: str) -> str:
    """Codes, sectors and names of one side: "CHN GOV (Xi Jinping); UNK"."""
    found = []
    for party in getattr(event, role):
        name = f" ({party.identifier_text})" if party.identifier_text else ""
        found.append(" ".join((party.code or "UNK", *party.sector)) + name)
    return "; ".join(dict.fromkeys(found))
