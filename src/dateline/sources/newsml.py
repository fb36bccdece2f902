"""NewsML-G2 (IPTC): a newsItem, or a newsMessage that carries several."""

from collections.abc import Callable, Iterator
from typing import Any

from dateline.errors import InputError
from dateline.records import Rejected, Story
from dateline.sources.agencies import agency_named
from dateline.sources.item import Item, story_of
from dateline.sources.markup import Body, body_of, child, down, html_body, local, parse, words
from dateline.sources.xmlitems import each

ITEMS = frozenset(("newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem", "catalogitem"))
ROOTS = frozenset(("newsmessage", *ITEMS))
_TEXT_CLASS = ("text", "composite", "")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(
    data: bytes, *, source: str, published: str | None = None, rejected: Callable[[Rejected], None]
) -> Iterator[Story]:
    """The text items of the document; items of other kinds and broken ones go to `rejected`, one line each."""
    parsed = parse(data, ITEMS, source)
    yield from each(parsed, "newsItem", source, rejected, lambda found, where: _story(found, where, published))


def _story(found: Any, where: str, published: str | None) -> Story:
    if local(found) != "newsitem":
        raise InputError(f"{where}: is a {local(found)}; expected a newsItem with text; nothing to code in it")
    meta = child(found, "itemmeta")
    kind = next((_code(node) for node in down(meta, "itemclass")), "") if meta is not None else ""
    item = Item("newsml", where)
    if kind.rpartition(":")[2] not in _TEXT_CLASS and not any(_withdrawal(node) for node in down(meta, "pubstatus")):
        raise InputError(f"{where}: item class {kind}; expected ninat:text; give the text item that it belongs to")
    _item(item, found)
    if meta is not None:
        _item_meta(item, meta)
    content = child(found, "contentmeta")
    if content is not None:
        _content_meta(item, content)
    _rights(item, found)
    language, body = _body(found, where)
    item.say("language", _tag(language) or _tag(found.get(_LANG)), "contentSet/@xml:lang" if language else "@xml:lang")
    return story_of(item, body, published=published)


def _withdrawal(status: Any) -> bool:
    return not _code(status).endswith("usable")


def _item(item: Item, found: Any) -> None:
    item.say("id", found.get("guid"), "@guid")
    guid = found.get("guid") or ""
    item.say("url", guid if guid.startswith(("http://", "https://")) else None, "@guid")
    version = found.get("version") or ""
    item.say("version", int(version) if version.isascii() and version.isdigit() else None, "@version")


def _item_meta(item: Item, meta: Any) -> None:
    item.moment("created", words(child(meta, "firstcreated")), "firstCreated")
    item.moment("published", words(child(meta, "versioncreated")), "versionCreated")
    item.moment("published", words(child(meta, "firstcreated")), "firstCreated")
    item.say("status", next((_code(node) for node in down(meta, "pubstatus")), None), "pubStatus")
    item.say("signals", tuple(_code(node).lower() for node in down(meta, "signal")), "signal")
    embargo = child(meta, "embargoed")
    if embargo is not None:  # present and empty: until further notice
        item.say("embargoed", words(embargo) or "until further notice", "embargoed")
    item.say("editor_note", "\n".join(note for node in down(meta, "ednote") if (note := words(node))), "edNote")
    for provider in down(meta, "provider"):
        name = _name(provider)
        item.say("agency", agency_named(name) if name else None, "provider")
        item.say("publication", name, "provider")


def _content_meta(item: Item, meta: Any) -> None:
    headlines = [node for node in down(meta, "headline") if words(node)]
    main = [node for node in headlines if (node.get("role") or "").rpartition(":")[2] in ("", "main")]
    item.say("headline", words((main or headlines or [None])[0]), "headline")
    item.say("byline", next((words(node) for node in down(meta, "by")), None), "by")
    item.say("filed", next((words(node) for node in down(meta, "dateline")), None), "dateline")
    item.say("slug", next((words(node) for node in down(meta, "slugline")), None), "slugline")
    item.say("language", next((_tag(node.get("tag")) for node in down(meta, "language")), None), "language")
    item.say("genre", next((_name(node) for node in down(meta, "genre")), None), "genre")
    item.moment("published", words(child(meta, "contentcreated")), "contentCreated")
    for name in ("infosource", "creator", "creditline"):
        for node in down(meta, name):
            named = words(node) if name == "creditline" else _name(node)
            item.say("agency", agency_named(named) if named else None, name)
    item.say("byline", ", ".join(n for node in down(meta, "creator") if (n := _person(node))), "creator")
    keywords = [words(node) for node in down(meta, "keyword")] + [_name(node) for node in down(meta, "subject")]
    item.say("keywords", tuple(dict.fromkeys(k for k in keywords if k)), "keyword")


def _rights(item: Item, found: Any) -> None:
    terms = [words(node) for node in down(found, "rightsinfo/usageterms")]
    item.say("usage_terms", "; ".join(dict.fromkeys(t for t in terms if t)), "usageTerms")
    item.say("copyright", next((words(n) for n in down(found, "rightsinfo/copyrightnotice")), None), "copyrightNotice")
    holder = next((_name(node) for node in down(found, "rightsinfo/copyrightholder")), None)
    item.say("copyright", holder, "copyrightHolder")


def _body(found: Any, where: str) -> tuple[str | None, Body]:
    """Language as stated and paragraphs of the first rendition in words: markup before plain text."""
    contents = child(found, "contentset")
    for node in (*down(contents, "inlinexml"),) if contents is not None else ():
        whole = next((n for n in node.iter() if local(n) in ("body.content", "body")), node)
        whole = next((n for n in whole.iter() if local(n) == "body.content"), whole)
        body = body_of(whole)
        if body.text.strip():
            return node.get(_LANG), body
    for node in (*down(contents, "inlinedata"),) if contents is not None else ():
        if node.get("encoding"):
            continue  # base64 and the like carry pictures
        said = "".join(node.itertext())
        kind = (node.get("contenttype") or "").lower()
        if said.strip():
            return node.get(_LANG), html_body(said, where) if "html" in kind else Body(said, (), True)
    return None, Body("", (), False)


def _code(node: Any) -> str:
    return str(node.get("qcode") or (node.get("uri") or "").rpartition("/")[2] or node.get("literal") or "")


def _name(node: Any) -> str | None:
    """The name a concept is given, in English where it has several."""
    names = [n for n in node if local(n) == "name"]
    english = [n for n in names if (n.get(_LANG) or "").startswith("en")]
    return words((english or names or [None])[0]) or node.get("literal")


def _person(node: Any) -> str | None:
    return _name(node) if (node.get("type") or "").endswith("person") else None


def _tag(language: str | None) -> str | None:
    """The language of a tag such as en-GB, without its region."""
    return language.split("-")[0].lower() if language else None
