"""Parquet: a typed row an event, lists and spans as such, for pandas, polars, R and DuckDB."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from dateline.errors import InputError
from dateline.exports.terms import within_terms
from dateline.records import Event, Story, to_dict

if TYPE_CHECKING:
    from dateline.exports import Coded

_BATCH = 5_000  # events a row group: some 10 MB before compression
INSTALL = "format parquet needs pyarrow; install it with: pip install 'dateline[tables]'"
_OF_EVENT = (
    "id", "date", "enddate", "event", "mode", "context", "quad_code", "event_scale", "actor", "recipient",
    "event_text", "factuality", "attribution", "confidence", "incident",
)  # fmt: skip
_OF_PLACE = ("extracted_place", "resolved_place", "geonameid", "lat", "lon", "province", "country_code", "feature_code")
_OF_CITE = ("publication", "url", "title", "language", "license", "copyright", "coder", "codebook")


def schema() -> Any:
    """The columns and their types (a pyarrow.Schema). Raises InputError when pyarrow is missing."""
    try:
        import pyarrow as pa
    except ImportError:
        raise InputError(INSTALL) from None
    text, texts, whole = pa.string(), pa.list_(pa.string()), pa.int64()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    party = pa.struct([
        ("code", text), ("sector", texts), ("entity_text", text), ("start", pa.int32()), ("end", pa.int32()),
        ("identifier_id", text), ("identifier_text", text), ("office", text), ("by", text),
    ])  # fmt: skip
    source = pa.struct([("entity_text", text), ("start", pa.int32()), ("end", pa.int32()), ("kind", text)])
    of_place = {"geonameid": whole, "lat": pa.float64(), "lon": pa.float64()}
    return pa.schema([
        ("id", text), ("date", pa.date32()), ("enddate", pa.date32()), ("event", texts), ("mode", texts),
        ("context", texts), ("quad_code", pa.int8()), ("event_scale", pa.float64()), ("actor", pa.list_(party)),
        ("recipient", pa.list_(party)), ("event_text", texts), ("factuality", text), ("attribution", pa.list_(source)),
        ("confidence", pa.float64()), ("incident", text), ("event_spans", pa.list_(span)),
        *((name, of_place.get(name, text)) for name in _OF_PLACE),
        ("dead", whole), ("injured", whole), ("arrested", whole), ("sentence", pa.int32()), ("sentence_span", span),
        *((name, text) for name in _OF_CITE), ("withheld_by", text), ("story_id", text), ("story_version", whole),
        ("published", text),
    ])  # fmt: skip


def write(coded: "Coded", out: TextIO) -> tuple[int, int]:
    """One Parquet file, written row group by row group. Raises InputError without pyarrow or on a terminal."""
    columns = schema()
    import pyarrow as pa
    import pyarrow.parquet as pq

    binary = getattr(out, "buffer", None)
    if binary is None or (out is sys.stdout and out.isatty()):
        raise InputError("parquet is binary and no text; expected a file; name one with -o events.parquet")
    stories = events = 0

    def rows() -> Any:
        nonlocal stories, events
        for story, found in within_terms(coded):
            stories += 1
            for event in found:
                events += 1
                yield _row(story, event)

    waiting = rows()
    with pq.ParquetWriter(binary, columns, compression="zstd") as writer:
        while batch := list(islice(waiting, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=columns))
    return stories, events


def _row(story: Story, event: Event) -> dict[str, Any]:
    from datetime import date

    row = {name: to_dict(getattr(event, name)) for name in _OF_EVENT}
    for name in ("date", "enddate"):
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    withheld = event.evidence.get("text")
    return row | {
        "event_spans": to_dict(event.evidence["event"].spans),
        **{name: getattr(event.event_loc, name, None) for name in _OF_PLACE},
        "dead": event.size.dead, "injured": event.size.injured, "arrested": event.size.arrested,
        "sentence": event.text_info.sequence,
        "sentence_span": {"start": event.text_info.start, "end": event.text_info.end},
        **{name: getattr(event.cite_info, name) for name in _OF_CITE},
        "withheld_by": withheld.by if withheld else None,
        "story_id": story.id, "story_version": story.version, "published": story.published,
    }  # fmt: skip
