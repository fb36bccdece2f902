"""ninjs (IPTC), news items in JSON: 1.3 to 3.1, and what Superdesk and AP write."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Caption, Rejected, Story
from dateline.sources import text as plain
from dateline.sources.agencies import agency_named
from dateline.sources.item import Item, story_of
from dateline.sources.markup import Body, html_body

# Field of ours: the names it has had, newest first. 1.x writes them small, 2.x and 3.x in camel case.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("uri", "guid"),
    "created": ("firstCreated", "firstcreated"),
    "published": (
        "versionCreated", "versioncreated", "firstCreated", "firstcreated", "contentCreated", "contentcreated",
    ),
    "status": ("pubStatus", "pubstatus"),
    "embargoed": ("embargoedUntil", "embargoed", "embargo"),
    "headline": ("headline", "title"),
    "byline": ("by", "byline"),
    "slug": ("slugline",),
    "editor_note": ("edNote", "ednote"),
    "usage_terms": ("usageTerms", "usageterms"),
    "copyright": ("copyrightNotice", "copyrightnotice", "copyrightHolder", "copyrightholder"),
    "language": ("language",),
}  # fmt: skip
# What shows near the beginning of a JSON document that it is ninjs.
LOOK = re.compile(rb'"(?:uri|guid|version[cC]reated|first[cC]reated|pub[sS]tatus|body_(?:html|text)|bodies)"\s*:')
_MOMENTS = ("created", "published")
_SIGNS = ("uri", "versioncreated", "versionCreated", "firstCreated", "firstcreated", "pubstatus", "pubStatus", "bodies")
_BODIES = ("body_text", "body_html", "body_xhtml", "bodies", "headlines", "headline")
_SUMMARIES = ("description_text", "description_html", "description_caption")
_LISTS = ("items", "newsItems", "newsitems", "data")


def is_item(record: Any) -> bool:
    """Whether a JSON object is a ninjs item: an identity or a status of IPTC's, and a body or headline."""
    return (
        isinstance(record, dict)
        and any(name in record for name in _SIGNS)
        and any(name in record for name in (*_BODIES, *_SUMMARIES, "type"))
        and "text" not in record
    )


def items_of(document: Any) -> list[Any] | None:
    """The items of a parsed document: one item, a list of them, or an object that holds the list; else None."""
    if is_item(document):
        return [document]
    if isinstance(document, dict):
        document = next((document[name] for name in _LISTS if isinstance(document.get(name), list)), None)
    if isinstance(document, list) and any(is_item(_unwrapped(record)) for record in document):
        return [_unwrapped(record) for record in document]
    return None


def _unwrapped(record: Any) -> Any:
    """AP puts each item of a feed into an envelope."""
    inner = record.get("item") if isinstance(record, dict) else None
    return inner if is_item(inner) else record


def read(
    data: bytes, *, source: str, published: str | None = None, rejected: Callable[[Rejected], None]
) -> Iterator[Story]:
    """The text items of a JSON document; items of other kinds and broken ones go to `rejected`, one line each."""
    text, _ = plain.decode(data, source)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(
            f"{source}: no valid JSON ({reason}); expected a ninjs item or a list of them; get the file again"
        ) from None
    items = items_of(document)
    if items is None:
        raise InputError(
            f"{source}: no ninjs item in it; expected an object with uri and a body or headline, or a list of "
            "such; put stories of other shapes into a .jsonl, one a line"
        )
    for number, record in enumerate(items, start=1):
        where = f"{source}#{number}" if len(items) > 1 else source
        try:
            made = story(record, where, published)
        except InputError as error:
            rejected(Rejected(where, str(error).removeprefix(f"{where}: ")))
            continue
        yield made


def story(record: Any, where: str, published: str | None = None) -> Story:
    """The story of one item. Raises InputError for one that holds no text or is none."""
    if not is_item(record):
        raise InputError(f"{where}: {type(record).__name__} without uri or body; expected a ninjs item; mend the file")
    item = Item("ninjs", where)
    for name, aliases in NAMES.items():
        for alias in aliases:
            value = _text(record, alias, where)
            if value and name in _MOMENTS:
                item.moment(name, value, alias)
            elif alias == "copyrightHolder" or name != "language":
                item.say(name, value, alias)
            elif value:
                item.say(name, value.split("-")[0].lower(), alias)
    if "embargoed" not in item.values and any(record.get(name) == "" for name in NAMES["embargoed"]):
        item.say("embargoed", "until further notice", "embargoed")
    _more(item, record, where)
    kind = _text(record, "type", where) or "text"
    if kind not in ("text", "composite") and item.values.get("status", "usable") == "usable":
        raise InputError(f"{where}: type {kind}; expected text; give the text item that it belongs to")
    return story_of(item, _body(item, record, where), published=published)


def _text(record: dict[str, Any], name: str, where: str) -> str | None:
    value = record.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(f'{where}: "{name}" is {type(value).__name__}; expected text; mend or leave it out')
    return value or None


def _objects(record: dict[str, Any], *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        value = record.get(name)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                yield entry
            elif isinstance(entry, str):
                yield {"name": entry, "value": entry}


def _more(item: Item, record: dict[str, Any], where: str) -> None:
    """What stands in lists and objects, or needs more than its words."""
    identity = item.values.get("id", "")
    item.say("url", identity if identity.startswith(("http://", "https://")) else None, "uri")
    version = _text(record, "version", where) or ""
    item.say("version", int(version) if version.isascii() and version.isdigit() else None, "version")
    heads = list(_objects(record, "headlines"))
    heads.sort(key=lambda head: head.get("role", "main") != "main")
    item.say("headline", next((_value(head) for head in heads if _value(head)), None), "headlines")
    sources = [*_objects(record, "infoSources", "infosource"), *_objects(record, "source", "provider")]
    for entry in sources:
        name = entry.get("name") if isinstance(entry.get("name"), str) else None
        item.say("agency", agency_named(name) if name else None, "infoSources")
        item.say("publication", name, "infoSources")
    filed = record.get("dateline")
    if isinstance(filed, dict):  # Superdesk
        item.say("filed", filed.get("text") if isinstance(filed.get("text"), str) else None, "dateline")
    located = _text(record, "located", where)
    item.say("filed", filed if isinstance(filed, str) else located, "dateline" if isinstance(filed, str) else "located")
    item.say("genre", next((g["name"] for g in _objects(record, "genres", "genre") if _named(g)), None), "genres")
    subjects = [s["name"] for s in _objects(record, "keywords", "subjects", "subject") if _named(s)]
    item.say("keywords", tuple(dict.fromkeys(subjects)), "subjects")
    signals = [s.get("qcode") or s.get("code") or s.get("name") for s in _objects(record, "signals", "signal")]
    item.say("signals", tuple(s.lower() for s in signals if isinstance(s, str)), "signals")
    terms = next((_value(t) for t in _objects(record, "rightsInfo", "rightsinfo") if _value(t)), None)
    item.say("usage_terms", terms, "rightsInfo")


def _named(entry: dict[str, Any]) -> bool:
    return isinstance(entry.get("name"), str) and bool(entry["name"])


def _value(entry: dict[str, Any]) -> str | None:
    for name in ("value", "usageTerms", "usageterms", "name"):
        if isinstance(entry.get(name), str) and entry[name].strip():
            return str(entry[name])
    return None


def _body(item: Item, record: dict[str, Any], where: str) -> Body:
    """The main body, else a plain one, an HTML one, then the summary where no body is given."""
    bodies = [b for b in _objects(record, "bodies") if isinstance(b.get("value"), str) and b["value"].strip()]
    bodies.sort(key=lambda body: body.get("role", "main") != "main")
    captions = _captions(record)
    for body in bodies:
        kind = str(body.get("contentType") or body.get("contenttype") or "")
        return _read(item, body["value"], "html" in kind or _looks_marked_up(body["value"]), "bodies", captions)
    for name in (*(n for n in record if n.startswith("body_")), *_SUMMARIES):
        value = _text(record, name, where)
        if value and value.strip():
            return _read(item, value, "html" in name or _looks_marked_up(value), name, captions)
    for entry in _objects(record, "descriptions"):
        if value := _value(entry):
            return _read(item, value, _looks_marked_up(value), "descriptions", captions)
    return Body("", captions, False)


def _read(item: Item, words: str, marked_up: bool, name: str, captions: tuple[Caption, ...]) -> Body:
    item.by["text"] = f"ninjs.{name}"
    if not marked_up:
        return Body(words, captions, True)
    body = html_body(words, item.where)
    return body._replace(captions=(*body.captions, *captions))


def _looks_marked_up(words: str) -> bool:
    return "</p>" in words.lower() or "<br" in words.lower() or "</div>" in words.lower()


def _captions(record: dict[str, Any]) -> tuple[Caption, ...]:
    """Captions of the pictures that belong to the item."""
    held = record.get("associations")
    pictures = list(held.values()) if isinstance(held, dict) else held if isinstance(held, list) else []
    found = []
    for picture in pictures:
        if not isinstance(picture, dict) or picture.get("type") != "picture":
            continue
        words = picture.get("description_caption") or picture.get("description_text")
        words = words or next((_value(d) for d in _objects(picture, "descriptions") if _value(d)), None)
        if isinstance(words, str) and words.strip():
            terms = picture.get("usageTerms") or picture.get("usageterms")
            credit = picture.get("by") or picture.get("byline")
            found.append(
                Caption(" ".join(words.split()), *(v if isinstance(v, str) else None for v in (credit, terms)))
            )
    return tuple(found)
