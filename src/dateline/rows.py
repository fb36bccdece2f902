"""Records as a store writes them, and back: JSON without what is empty; spans are pairs of numbers."""

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from dateline.records import CiteInfo, Event, Span, Story, StoryRef

T = TypeVar("T")
_PLAIN = frozenset((str, int, float, bool, type(None)))
# Stored once for all events of a version, or in columns of their own.
_ELSEWHERE = ("id", "cite_info", "story", "incident", "link")
# The words of the story itself, and what quotes them.
_WORDS = ("text", "removed", "captions", "origin", "contact")


def story_record(story: Story, *, keep_text: bool) -> str:
    """Everything about a story but its text; without `keep_text` nothing that quotes it, too."""
    left_out = _WORDS if not keep_text else ("text",)
    return _line({name: value for name, value in _packed(story).items() if name not in left_out})


def story_from(record: str, text: str | None) -> Story:
    """The story that `story_record` wrote; its text is empty where none was kept."""
    return revived(Story, json.loads(record) | {"text": text or ""})


def event_record(event: Event) -> str:
    """Everything about an event but its ids and its story's citation."""
    return _line({name: value for name, value in _packed(event).items() if name not in _ELSEWHERE})


def cite_record(cite: CiteInfo) -> str:
    """The citation that all events of a version share."""
    return _line(_packed(cite))


def event_from(record: str, *, id: str, cite: CiteInfo, story: StoryRef) -> Event:
    """The event that `event_record` wrote."""
    return revived(Event, json.loads(record), id=id, cite_info=cite, story=story)


def cite_from(record: str) -> CiteInfo:
    """The citation that `cite_record` wrote."""
    return revived(CiteInfo, json.loads(record))


def uncited(published: str | None) -> dict[str, Any]:
    """Citation and story of an event that is only compared, not shown."""
    blank = CiteInfo(publication=None, url=None, title=None, language=None, license=None, copyright=None,
                     coder="", codebook="")  # fmt: skip
    return {"cite": blank, "story": StoryRef("", 0, published)}


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _packed(value: Any) -> Any:
    """`value` in JSON's types; of a dataclass only what is not empty. A store packs all it is given."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span:
        return list(value)
    if kind is tuple or kind is list:
        return [_packed(part) for part in value]
    if kind is dict:
        return {key: _packed(part) for key, part in value.items()}
    packed = {}
    for name in _names(cast(Any, kind)):
        part = getattr(value, name)
        if part is not None and part != () and (part := _packed(part)) != {}:
            packed[name] = part
    return packed


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(kind))


def revived(kind: Callable[..., T], record: dict[str, Any], **known: Any) -> T:
    """The dataclass `kind` from packed JSON; what is missing is empty, what is unknown is left out."""
    values = dict(known)
    for name, (hint, empty) in _shape(kind).items():
        if name in known:
            continue
        if name in record:
            values[name] = _unpacked(hint, record[name])
        elif empty is not MISSING:
            values[name] = empty() if callable(empty) else empty
    return kind(**values)


@cache
def _shape(kind: Any) -> dict[str, tuple[Any, Any]]:
    """For each field its type and what stands for it when it is missing; MISSING: its own default."""
    hints = typing.get_type_hints(kind)
    shape = {}
    for entry in fields(kind):
        hint = hints[entry.name]
        defaulted = entry.default is not MISSING or entry.default_factory is not MISSING
        shape[entry.name] = (hint, MISSING if defaulted else _empty(hint))
    return shape


def _empty(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return None
    origin = typing.get_origin(hint) or hint
    return origin if origin in (tuple, dict) or is_dataclass(origin) else None


def _unpacked(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _unpacked(next(part for part in inner if part is not type(None)), value)
    if origin is tuple:
        return tuple(_unpacked(inner[0], part) for part in value)
    if origin is dict:
        return {key: _unpacked(inner[1], part) for key, part in value.items()}
    if hint is Span:
        return Span(*value)
    return revived(cast(type, hint), value) if is_dataclass(hint) else value
