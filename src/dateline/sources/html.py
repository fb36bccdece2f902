"""Saved web pages: the main text, and the metadata that the page states."""

import json
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dateline.errors import InputError
from dateline.records import Story
from dateline.sources import text as plain
from dateline.sources.dates import parse_moment
from dateline.sources.wire import Known, read_wire

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_LD_SCRIPT = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>", re.IGNORECASE)
# A million tags keep the extractor busy for 40 s; the 61 pages of the development set have 3,150 at most.
_MAX_TAGS = 100_000
_ARTICLES = re.compile(r"(?:\w*Article|BlogPosting|Report|LiveBlogPosting|AnalysisNewsArticle)$")
# Warnings of the extractor are about the page; the library's word about it is the rejection.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read(
    data: bytes,
    *,
    source: str,
    published: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Iterator[Story]:
    """The one story of the page in `data`; InputError if there is no text in it.

    Nothing in the page is executed or fetched. `charset` is what the server said, if it did.
    """
    page, rule = _decode(data, source, charset)
    if page.count("<") > _MAX_TAGS:
        raise InputError(f"{source}: more than {_MAX_TAGS:,} tags in the page; expected one article; save that alone")
    # lxml and the extractor take a third of a second to import: only for pages.
    from trafilatura import bare_extraction

    found = bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, include_tables=True, favor_precision=False
    )
    stated = _json_ld(page)
    text = str(getattr(found, "text", None) or "")
    by = {"text": f"html.trafilatura; {rule}"}
    if not text.strip() and stated.get("text"):
        text, by["text"] = stated["text"], f"html.json-ld; {rule}"
    if not text.strip():
        raise InputError(
            f"{source}: no main text found in the page; expected an article; a page that is built by "
            "scripts has to be saved as the browser shows it"
        )
    plain.check_length(text, source)
    known = _known(found, stated, url, by)
    yield read_wire(text, known, published=published, wrapped=False)


def _decode(data: bytes, source: str, charset: str | None) -> tuple[str, str]:
    """The page as text: byte order mark, then the server's word, the page's, then as for text."""
    if len(data) > plain.MAX_BYTES:
        raise InputError(plain.too_large(source, len(data)))
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        stated = _CHARSET.search(data[:4096])
        for name, rule in (
            (charset, "http.charset"),
            (stated[1].decode("ascii") if stated else None, "html.charset"),
        ):
            text = _decoded(data, name) if name else None
            if text is not None and text.strip():
                return text, rule
    return plain.decode(data, source)


def _decoded(data: bytes, encoding: str) -> str | None:
    # As browsers do: pages that say Latin-1 are in Windows-1252.
    name = "cp1252" if re.fullmatch(r"(?i)iso-?8859-?1|latin-?1|us-ascii|ascii", encoding) else encoding
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _known(found: Any, stated: dict[str, str], url: str | None, by: dict[str, str]) -> Known:
    """What the page says of itself; JSON-LD is believed before meta tags."""
    site = stated.get("publication") or getattr(found, "sitename", None)
    values: dict[str, str | None] = {}
    for name, other in (("headline", "title"), ("published", "date"), ("byline", "author")):
        values[name] = stated.get(name) or getattr(found, other, None)
        if values[name]:
            by[name] = "html.json-ld" if stated.get(name) else "html.metadata"
    if site:
        by["publication"] = "html.json-ld" if stated.get("publication") else "html.metadata"
    address = url or getattr(found, "url", None)
    headline = values["headline"]
    return Known(
        headline=without_site(headline, site) if headline else None,
        url=address,
        published=parse_moment(values["published"]) if values["published"] else None,
        byline=re.sub(r"^[Bb]y\s+", "", values["byline"]) if values["byline"] else None,
        publication=site,
        copyright=stated.get("copyright"),
        by=by,
    )


def without_site(title: str, site: str | None) -> str:
    """`title` without the name of the site that pages put behind a bar or dash."""
    title = " ".join(title.split())
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    names = {_letters(site)} if site else set()
    while len(parts) > 1:
        last = _letters(parts[-1])
        named = any(last and (last == name or last in name or name in last) for name in names if name)
        looks = re.fullmatch(r"[\w. ]{2,25}(?:\.com|\.org|\.net| News| Times| Post| Herald| Agency)", parts[-1])
        if not named and not looks:
            break
        parts.pop()
        title = title[: title.rindex(_tail_of(title, parts[-1])) + len(parts[-1])]
    return title


def _tail_of(title: str, part: str) -> str:
    return part if part in title else title


def _letters(words: str | None) -> str:
    return re.sub(r"\W+", "", words or "").lower()


def _json_ld(page: str) -> dict[str, str]:
    """Headline, date, author, publisher and text that the page states about its article as JSON-LD."""
    for block in _scripts(page):
        article = _article(_parsed(block), depth=0)
        if article:
            return _values(article)
    return {}


def _scripts(page: str) -> Iterator[str]:
    """The contents of the page's first twenty JSON-LD scripts."""
    for opening in islice(_LD_SCRIPT.finditer(page), 20):
        end = page.find("</script", opening.end())
        if end < 0:
            return
        yield page[opening.end() : end]


def _parsed(block: str) -> Any:
    block = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", block)
    try:
        return json.loads(block, strict=False)
    except (ValueError, RecursionError):
        return None


def _article(value: Any, depth: int) -> dict[str, Any] | None:
    """The first object of an article type, looked for in lists, graphs and main entities."""
    if depth > 6:
        return None
    if isinstance(value, list):
        found = (_article(item, depth + 1) for item in value[:200])
        return next((article for article in found if article), None)
    if not isinstance(value, dict):
        return None
    types = value.get("@type")
    names = types if isinstance(types, list) else [types]
    if any(isinstance(name, str) and _ARTICLES.match(name) for name in names):
        return value
    return _article([value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")], depth + 1)


def _values(article: dict[str, Any]) -> dict[str, str]:
    from html import unescape

    stated = {
        "headline": article.get("headline") or article.get("name"),
        "published": article.get("datePublished") or article.get("dateCreated"),
        "byline": _names(article.get("author") or article.get("creator")),
        "publication": _names(article.get("publisher")),
        "copyright": article.get("copyrightNotice"),
        "text": article.get("articleBody"),
    }
    return {key: unescape(value).strip() for key, value in stated.items() if isinstance(value, str) and value.strip()}


def _names(value: Any) -> str | None:
    if isinstance(value, str):
        return None if value.startswith("http") else value
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for item in value if (name := _names(item))) or None
    return None
