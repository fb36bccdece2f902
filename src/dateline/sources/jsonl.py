"""JSON Lines: a story a line, as other programs write them or as `dateline read` does."""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, BinaryIO

from dateline.errors import InputError
from dateline.records import Caption, Dateline, Mark, Rejected, Removed, Segment, Story
from dateline.sources import ninjs
from dateline.sources import text as plain
from dateline.sources.dates import parse_moment
from dateline.sources.wire import Known, read_wire

# Field of ours: the names that are accepted for it, the first that is there counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": ("text", "body", "content"),
    "headline": ("headline", "title"),
    "published": ("published", "published_at", "date"),
    "url": ("url", "link"),
    "publication": ("publication", "source"),
    "byline": ("byline", "author"),
    "language": ("language",),
    "copyright": ("copyright",),
}
_RECORDS = {"dateline": Dateline, "mark": Mark}
_LISTS = {"captions": Caption, "removed": Removed, "origin": Segment, "changes": None, "keywords": None}
_CHUNK = 1 << 20


def read(
    stream: BinaryIO, *, source: str, published: str | None = None, rejected: Callable[[Rejected], None]
) -> Iterator[Story]:
    """The stories in `stream`, one a line; a line that is none goes to `rejected` as source:line."""
    found = False
    for number, line in enumerate(_lines(stream), start=1):
        where = f"{source}:{number}"
        if line is None or line.strip():
            found = True
        else:
            continue
        try:
            story = _story(line, where, published)
        except InputError as error:
            rejected(Rejected(where, str(error).removeprefix(f"{where}: ")))
            continue
        yield story
    if not found:
        rejected(Rejected(source, 'empty; expected one JSON object a line with at least "text"'))


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of `stream`; None for one that is longer than a story can be."""
    while line := stream.readline(plain.MAX_BYTES + 1):
        if len(line) <= plain.MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield None


def _story(line: bytes | None, where: str, published: str | None) -> Story:
    if line is None:
        raise InputError(plain.too_large(where, plain.MAX_BYTES).replace(f"{plain.MAX_BYTES:,} bytes;", "longer;"))
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"{where}: not UTF-8; expected JSON Lines in UTF-8; convert the file") from None
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f'{where}: no valid JSON ({reason}); expected one object a line with "text"') from None
    if not isinstance(record, dict):
        raise InputError(f'{where}: {type(record).__name__}; expected a JSON object with at least "text"')
    if isinstance(record.get("by"), dict) and isinstance(record.get("removed"), list) and "text" in record:
        return _own(record, where)
    if ninjs.is_item(record):
        return ninjs.story(record, where, published)
    return _foreign(record, where, published)


def _foreign(record: dict[str, Any], where: str, published: str | None) -> Story:
    """A story from another program's record: its text is read as raw copy."""
    values = {name: _value(record, name, where) for name in ALIASES}
    text = values.pop("text")
    if text is None:
        raise InputError(f'{where}: no "text"; expected one of {", ".join(ALIASES["text"])} with the report\'s text')
    if text.strip() or not values["headline"]:  # an alert, or a kill, may be a headline alone
        plain.check_length(text, where)
    by = {name: f"jsonl.{_alias(record, name)}" for name, value in values.items() if value and name != "id"}
    if values["published"]:
        stated = values["published"]
        values["published"] = parse_moment(stated)
        if not values["published"]:
            name = _alias(record, "published")
            raise InputError(
                f'{where}: "{name}" is {stated!r}; expected a date such as 2025-05-08; mend or leave it out'
            )
    return read_wire(text, Known(**values, by=by), published=published)


def _alias(record: dict[str, Any], name: str) -> str | None:
    return next((alias for alias in ALIASES[name] if record.get(alias) is not None), None)


def _value(record: dict[str, Any], name: str, where: str) -> str | None:
    alias = _alias(record, name)
    value = record[alias] if alias else None
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        value = value["name"]  # {"source": {"name": ...}}, as news services write it
    if isinstance(value, list) and name == "byline" and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(f'{where}: "{alias}" is {type(value).__name__}; expected text; mend or leave it out')
    return value


def _own(record: dict[str, Any], where: str) -> Story:
    """The story that `dateline read` wrote: taken as it is, not read a second time."""
    known = {field.name for field in fields(Story)}
    values = {name: value for name, value in record.items() if name in known and value is not None}
    try:
        for name, kind in _RECORDS.items():
            if name in values:
                values[name] = kind(**values[name])
        for name, member in _LISTS.items():
            if name in values:
                values[name] = tuple(member(**item) if member else str(item) for item in values[name])
        story = Story(**values)
    except (TypeError, AttributeError) as error:
        raise InputError(f"{where}: no story as `dateline read` writes it ({error}); read the source again") from None
    if not isinstance(story.text, str) or not isinstance(story.id, str):
        raise InputError(f'{where}: "id" and "text" must be text; read the source again')
    plain_text = story.text
    if len(plain_text) > plain.MAX_CHARACTERS:
        plain.check_length(plain_text, where)
    return story
