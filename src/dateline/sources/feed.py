"""RSS (0.9 to 2.0, RDF included) and Atom: the items of a feed, with as much of each report as it carries."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from dateline.records import Rejected, Story
from dateline.sources.agencies import agency_named
from dateline.sources.item import Item, story_of
from dateline.sources.markup import Body, body_of, html_body, local, parse, words
from dateline.sources.xmlitems import each

ROOTS = frozenset(("rss", "feed", "rdf"))
ITEMS = frozenset(("item", "entry"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
# Elements by how much of the report they carry: the first that holds words is the text.
_TEXTS = ("encoded", "content", "description", "summary")
_FULL = ("encoded", "content")


def read(
    data: bytes, *, source: str, published: str | None = None, rejected: Callable[[Rejected], None]
) -> Iterator[Story]:
    """A story for each item of the feed; broken ones go to `rejected`, one line each.

    An item that carries a summary only is a story of that summary; `by` of its text says so.
    """
    parsed = parse(data, ITEMS, source)
    channel = parsed.root if local(parsed.root) == "feed" else _first(parsed.root, "channel")
    about = _about(channel) if channel is not None else {}
    yield from each(parsed, "item", source, rejected, lambda found, where: _story(found, where, about, published))


def _first(element: Any, name: str) -> Any:
    return next((node for node in element if local(node) == name), None)


def _about(channel: Any) -> dict[str, str]:
    """What the feed says of all its items: title, language, rights."""
    fields = {
        "title": "title",
        "language": "language",
        "copyright": "copyright",
        "rights": "copyright",
        "license": "license",
    }
    found: dict[str, str] = {}
    for node in channel:
        name = fields.get(local(node))
        value = _plain(node)
        if name and value:
            found.setdefault(name, value)
    root = channel.getparent()
    tag = channel.get(_LANG) or (root.get(_LANG) if root is not None else None)
    return {**({"language": tag} if tag else {}), **found}


def _story(found: Any, where: str, about: dict[str, str], published: str | None) -> Story:
    item = Item("feed", where)
    held: dict[str, list[Any]] = {}
    for node in found:
        held.setdefault(local(node), []).append(node)
    _identity(item, held)
    item.say("headline", _text(held, "title"), "title")
    for name in ("pubdate", "published", "issued", "date", "updated", "modified"):
        item.moment("published", _text(held, name), name)
    _people(item, held)
    item.say("publication", _publisher(held) or about.get("title"), "source" if "source" in held else "channel")
    categories = [node.get("label") or _plain(node) or node.get("term") for node in held.get("category", ())]
    listed = [word.strip() for node in held.get("keywords", ()) for word in (_plain(node) or "").split(",")]
    item.say("keywords", tuple(dict.fromkeys(word for word in (*categories, *listed) if word)), "category")
    for name in ("rights", "copyright"):
        item.say("copyright", _text(held, name) or about.get("copyright"), name)
    item.say("usage_terms", _text(held, "license") or about.get("license"), "license")
    tag = found.get(_LANG) or _text(held, "language") or about.get("language")
    item.say("language", tag.split("-")[0].lower() if tag else None, "language")
    return story_of(item, _body(item, held), published=published)


def _identity(item: Item, held: dict[str, list[Any]]) -> None:
    """Address and id; a guid that is no address is the id only."""
    links = held.get("link", [])
    named = [node for node in links if (node.get("rel") or "alternate") == "alternate"]
    address = next((a for node in named if (a := (node.get("href") or words(node) or "").strip())), None)
    for node in held.get("origlink", ()):  # feeds that count clicks keep the report's own address here
        item.say("url", words(node), "origLink")
    guid = _text(held, "guid") or _text(held, "id")
    for url, place in ((address, "link"), (guid, "guid")):
        if url and re.match(r"https?://", url):
            item.say("url", url, place)
    item.say("id", guid, "guid")


def _people(item: Item, held: dict[str, list[Any]]) -> None:
    names = []
    for node in (*held.get("creator", ()), *held.get("author", ())):
        name = _first(node, "name")
        names.append(words(name if name is not None else node))
    # RSS asks for an address with the name in brackets.
    people = [re.sub(r"^\S+@\S+\s*\(?|\)$", "", name) if "@" in name else name for name in names if name]
    item.say("byline", ", ".join(dict.fromkeys(re.sub(r"(?i)^by\s+", "", p) for p in people if p)), "author")
    agencies = (agency_named(p) for p in people)
    item.say("agency", next((a for a in agencies if a), None), "author")


def _publisher(held: dict[str, list[Any]]) -> str | None:
    for node in (*held.get("source", ()), *held.get("publisher", ())):
        title = _first(node, "title")
        name = words(title if title is not None else node)
        if name and not name.startswith("http"):
            return name
    return None


def _text(held: dict[str, list[Any]], name: str) -> str | None:
    return next((value for node in held.get(name, ()) if (value := _plain(node))), None)


def _plain(node: Any) -> str | None:
    """An element's words; titles are often escaped twice."""
    value = words(node)
    if value and _MARKUP.search(value):
        value = " ".join(re.sub(r"<[^<>]{0,500}>", " ", html.unescape(value)).split()) or None
    return value


def _body(item: Item, held: dict[str, list[Any]]) -> Body:
    for name in _TEXTS:
        for node in held.get(name, ()):
            if name == "content" and not _is_text(node):
                continue
            body = _read(node, item.where)
            if body.text.strip():
                item.by["text"] = f"feed.{name}" if name in _FULL else f"feed.{name}; the feed carries no more"
                return body
    return Body("", (), False)


def _is_text(node: Any) -> bool:
    """Whether an element named content is Atom's, in words; media:content is a picture's address."""
    return (
        "search.yahoo.com/mrss" not in str(node.tag)
        and not node.get("src")
        and node.get("type") not in ("application",)
    )


def _read(node: Any, where: str) -> Body:
    if len(node):
        return body_of(node)
    said = node.text or ""
    return html_body(said, where) if _MARKUP.search(said) else Body(said.strip(), (), True)
