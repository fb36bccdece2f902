"""GraphML: actors as nodes, who did something to whom as directed edges with counts and mean score."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from dateline.exports.layout import happened, pairs, state_name
from dateline.exports.terms import within_terms
from dateline.records import Entity, Event

if TYPE_CHECKING:
    from dateline.exports import Coded

_KEYS = (
    ("node", "label", "string"), ("node", "code", "string"), ("node", "sector", "string"), ("edge", "count", "int"),
    ("edge", "mean_score", "double"), ("edge", "verbal_cooperation", "int"), ("edge", "material_cooperation", "int"),
    ("edge", "verbal_conflict", "int"), ("edge", "material_conflict", "int"), ("edge", "types", "string"),
    ("edge", "first", "string"), ("edge", "last", "string"),
)  # fmt: skip
_QUADS = {1: "verbal_cooperation", 2: "material_cooperation", 3: "verbal_conflict", 4: "material_conflict"}
# Characters that XML 1.0 cannot hold, escaped or not.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class _Edge:
    """What was counted for one pair; `days` are those that are known."""

    scores: list[float] = field(default_factory=list)
    quads: Counter[int] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    days: set[str] = field(default_factory=set)


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """One directed graph. Parties are told apart by code and first sector, those without a code by their words.

    Only what a story asserts is counted, and only events that name both sides.
    """
    nodes: dict[str, tuple[str, str, str]] = {}
    edges: dict[tuple[str, str], _Edge] = {}
    stories = events = 0
    for _, found in within_terms(coded):
        stories += 1
        for event in happened(found):
            events += 1
            for pair in pairs(event):
                ends = [_node(party, nodes) for party in (pair.source, pair.target) if party]
                if len(ends) == 2:
                    _count(edges.setdefault((ends[0], ends[1]), _Edge()), event)
    _write_graph(nodes, edges, out)
    return stories, events


def _node(party: Entity, nodes: dict[str, tuple[str, str, str]]) -> str:
    """The party's node, made when it is met first: label, code, sector."""
    sector = next((code for code in party.sector if code != "UNK"), "")
    words = " ".join(party.entity_text.split())
    known = " ".join(part for part in (party.code, sector) if part)
    identity = known if party.code else f"{words.lower()} {sector}".strip() or "UNK"
    label = " ".join(part for part in (state_name(party.code) or party.code or words or "UNK", sector) if part)
    nodes.setdefault(identity, (label, party.code or "", sector))
    return identity


def _count(edge: _Edge, event: Event) -> None:
    edge.scores.append(event.event_scale)
    edge.quads[event.quad_code] += 1
    edge.types[event.event[0]] += 1
    if event.date:
        edge.days.add(event.date)


def _write_graph(nodes: dict[str, tuple[str, str, str]], edges: dict[tuple[str, str], _Edge], out: TextIO) -> None:
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for owner, name, kind in _KEYS:
        out.write(f'  <key id="{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('  <graph edgedefault="directed">\n')
    for identity, (label, code, sector) in nodes.items():
        out.write(
            f"    <node id={_quoted(identity)}>{_data({'label': label, 'code': code, 'sector': sector})}</node>\n"
        )
    for (source, target), edge in edges.items():
        out.write(f"    <edge source={_quoted(source)} target={_quoted(target)}>{_data(_facts(edge))}</edge>\n")
    out.write("  </graph>\n</graphml>\n")


def _facts(edge: _Edge) -> dict[str, object]:
    return {
        "count": len(edge.scores),
        "mean_score": round(sum(edge.scores) / len(edge.scores), 4),
        **{name: edge.quads[quad] for quad, name in _QUADS.items()},
        "types": "; ".join(f"{kind} {count}" for kind, count in sorted(edge.types.items())),
        "first": min(edge.days, default=""),
        "last": max(edge.days, default=""),
    }


def _data(values: dict[str, object]) -> str:
    filled = {name: value for name, value in values.items() if value != ""}
    return "".join(f'<data key="{name}">{escape(_legal(str(value)))}</data>' for name, value in filled.items())


def _quoted(words: str) -> str:
    return quoteattr(_legal(words))


def _legal(words: str) -> str:
    return _ILLEGAL.sub("", words)
