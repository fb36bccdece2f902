"""Relation only: what a marked source does to a marked target, line by line."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

from dateline.coder import Coder
from dateline.errors import InputError
from dateline.records import Rejected, Span


def classify_lines(coder: Coder, path: str, *, rejected: Callable[[Rejected], None]) -> Iterator[dict[str, Any]]:
    """Each record of a JSON Lines file (`-`: standard input) with "event" and "scores" added.

    A line that does not fit goes to `rejected`, the rest goes on.
    """
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield classify_record(coder, json.loads(line))
                except (InputError, ValueError) as error:
                    rejected(Rejected(f"{path}:{number}", f"{error}; see dateline classify --help"))
    except OSError as error:
        rejected(Rejected(path, f"{error.strerror}; expected a JSON Lines file with text, source and target"))


def classify_record(coder: Coder, record: Any) -> dict[str, Any]:
    """The record with its answer. Raises InputError when text or spans are missing or do not fit."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise InputError('no "text" in the line')
    source = _span(record, "source")
    if source is None:
        raise InputError('no "source"; expected {"start": ..., "end": ...}')
    scores = coder.classify(record["text"], source, _span(record, "target"))
    return record | {"event": next(iter(scores)), "scores": scores}


def _span(record: dict[str, Any], role: str) -> Span | None:
    value = record.get(role)
    if value is None:
        return None
    match value:
        case {"start": int(start), "end": int(end)} if 0 <= start < end <= len(record["text"]):
            return Span(start, end)
    raise InputError(f'"{role}" is {json.dumps(value)}; expected {{"start": ..., "end": ...}} within the text')
