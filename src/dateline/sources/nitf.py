"""NITF, the News Industry Text Format (IPTC), as agencies and archives still deliver it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from dateline.records import Dateline, Rejected, Story
from dateline.sources.agencies import agency_named
from dateline.sources.dates import parse_moment
from dateline.sources.item import Item, story_of
from dateline.sources.markup import Body, body_of, child, down, local, parse, words
from dateline.sources.xmlitems import each

ROOTS = frozenset(("nitf",))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(
    data: bytes, *, source: str, published: str | None = None, rejected: Callable[[Rejected], None]
) -> Iterator[Story]:
    """The document's story; a broken one goes to `rejected`."""
    parsed = parse(data, ROOTS, source)
    yield from each(parsed, "nitf", source, rejected, lambda found, where: _story(found, where, published))


def _story(found: Any, where: str, published: str | None) -> Story:
    item = Item("nitf", where)
    head, body = child(found, "head"), child(found, "body")
    top = child(body, "body.head") if body is not None else None
    if top is not None:
        _body_head(item, top)
    data = child(head, "docdata") if head is not None else None
    if data is not None:
        _docdata(item, data)
    if head is not None:
        _head(item, head)
    item.say("language", (found.get(_LANG) or "").split("-")[0].lower(), "@xml:lang")
    content = child(body, "body.content") if body is not None else None
    return story_of(item, Body("", (), False) if content is None else body_of(content), published=published)


def _body_head(item: Item, top: Any) -> None:
    item.say("headline", next((words(node) for node in down(top, "hedline/hl1")), None), "hl1")
    item.say("headline", next((words(node) for node in down(top, "hedline")), None), "hedline")
    item.say("byline", _byline(next(down(top, "byline"), None)), "byline")
    distributor = next((words(node) for node in down(top, "distributor")), None)
    item.say("agency", agency_named(distributor) if distributor else None, "distributor")
    item.say("publication", distributor, "distributor")
    item.say("dateline", _dateline(next(down(top, "dateline"), None)), "dateline")
    item.say("filed", next((words(node) for node in down(top, "dateline")), None), "dateline")
    notes = [words(node) for node in down(top, "note")]
    item.say("editor_note", "\n".join(note for note in notes if note), "note")
    owner = next((words(node) for node in down(top, "rights")), None)
    item.say("usage_terms", owner, "rights")


def _byline(node: Any) -> str | None:
    said = words(node)
    return said[3:] if said and said[:3].lower() == "by " else said


def _dateline(node: Any) -> Dateline | None:
    """Place and day where the dateline marks them up; its plain words are read elsewhere."""
    if node is None:
        return None
    place = next((words(n) for n in node if local(n) == "location"), None)
    told = next((n for n in node if local(n) == "story.date"), None)
    day = parse_moment(_norm(told) or "") if told is not None else None
    return Dateline(place, day[:10] if day else None) if place else None


def _norm(node: Any) -> str | None:
    """NITF's 20250508T101500Z with the signs that ISO's long form has."""
    value = node.get("norm") or ""
    short = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?", value)
    if not short:
        return value or None
    year, month, day, hour, minute, second, zone = short.groups()
    return f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")


def _docdata(item: Item, data: Any) -> None:
    item.say("id", next((node.get("id-string") for node in down(data, "doc-id")), None), "doc-id")
    owner = next((node.get("regsrc") for node in down(data, "doc-id")), None)
    item.say("agency", agency_named(owner) if owner else None, "doc-id")
    item.say("status", data.get("management-status"), "docdata/@management-status")
    item.moment("published", next((_norm(node) for node in down(data, "date.issue")), None), "date.issue")
    if (data.get("management-status") or "").lower() == "embargoed":
        until = next((_norm(node) for node in down(data, "date.release")), None)
        item.moment("embargoed", until, "date.release")
        item.say("embargoed", "until further notice", "docdata/@management-status")
    else:
        item.moment("published", next((_norm(n) for n in down(data, "date.release")), None), "date.release")
    for key in down(data, "du-key"):
        version = key.get("version") or ""
        item.say("version", int(version) if version.isascii() and version.isdigit() else None, "du-key")
        item.say("slug", key.get("key"), "du-key")
    item.say("slug", next((n.get("fixture") or n.get("fix-id") for n in down(data, "fixture")), None), "fixture")
    item.say("editor_note", "\n".join(n.get("info") or "" for n in down(data, "ed-msg")).strip(), "ed-msg")
    for node in down(data, "doc.copyright"):
        item.say("copyright", " ".join(p for p in (node.get("year"), node.get("holder")) if p), "doc.copyright")
    rights = next((n for n in down(data, "doc.rights")), None)
    item.say("usage_terms", (rights.get("limitations") or words(rights)) if rights is not None else None, "doc.rights")
    keywords = [node.get("key") for node in down(data, "key-list/keyword")]
    item.say("keywords", tuple(dict.fromkeys(k for k in keywords if k)), "key-list")


def _head(item: Item, head: Any) -> None:
    for node in down(head, "pubdata"):
        item.say("publication", node.get("name"), "pubdata")
        item.moment("published", node.get("date.publication"), "pubdata")
    item.say("headline", next((words(node) for node in down(head, "title")), None), "title")
    for node in down(head, "tobject"):
        item.say(
            "genre", next((n.get("tobject.property.type") for n in down(node, "tobject.property")), None), "tobject"
        )
