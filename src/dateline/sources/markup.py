"""XML parsed so that a document can neither swell nor reach out, and HTML bodies as plain paragraphs.

lxml takes a tenth of a second to import: it is imported where it is used, only for such documents.
"""

import codecs
import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import Any, NamedTuple

from dateline.errors import InputError
from dateline.records import Caption
from dateline.sources import text as plain

_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 hl1 hl2 hr ul ol li dl dt dd table tr caption blockquote section article header "
    "footer main aside address block bq pre body body.content nitf-table figure center".split()
)
# Nothing that is read: code, forms, players.
_UNREAD = frozenset(
    "script style head template noscript iframe svg math object embed button form select textarea nav "
    "audio video credit media-producer media-metadata media-object media-reference".split()
)
_CAPTIONS = frozenset(("figcaption", "media-caption"))
_CELLS = frozenset(("td", "th"))
_SPACE = re.compile(r"[ \t\r\n\x0b\x0c]+")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,7});")
_XML_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_MAX_TAGS = 100_000  # as for pages


class Parsed(NamedTuple):
    """The elements looked for that are complete, the document's root, and where it breaks off, if it does."""

    root: Any
    found: list[Any]
    fault: str | None


class Body(NamedTuple):
    """Paragraphs parted by blank lines, the captions that stood between, and whether lines are kept as typed."""

    text: str
    captions: tuple[Caption, ...]
    typed: bool


def local(element: Any) -> str:
    """The element's name without namespace, in lower case; "" for comments and the like."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def parse(data: bytes, wanted: frozenset[str], source: str) -> Parsed:
    """The outermost elements named in `wanted` (local names, lower case) of an XML document.

    Entities, DTD and network are off; a document that declares entities is refused, one that breaks
    off gives the elements before the break and says where it is. Raises InputError if it is no XML.
    """
    from lxml import etree

    data, encoding = _prepared(data, source)
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, encoding=encoding,
    )  # fmt: skip
    fault: str | None = None
    try:
        parser.feed(data)
        parser.close()
    except (etree.XMLSyntaxError, LookupError) as error:
        fault = _reason(parser, str(error))
    root, found, inside = None, [], 0
    for event, element in parser.read_events():
        root = element if root is None else root
        if local(element) in wanted:
            inside += 1 if event == "start" else -1
            if event == "end" and inside == 0:
                found.append(element)
    if root is None:
        raise InputError(f"{source}: no valid XML ({fault}); expected a news item or feed; get the file again")
    return Parsed(root, found, fault)


def _prepared(data: bytes, source: str) -> tuple[bytes, str | None]:
    """`data` with HTML's entity names as numbers, which XML has not; refused if it declares its own."""
    encoding = None
    if len(data) > plain.MAX_BYTES:
        raise InputError(plain.too_large(source, len(data)))
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, _ = plain.decode(data, source)
        data, encoding = _DECLARATION.sub("", text).encode("utf-8"), "utf-8"
    if _DECLARED.search(data):
        raise InputError(
            f"{source}: the XML declares entities, which are never expanded; expected a news item or feed "
            "without them; get it from its publisher again"
        )

    def number(match: re.Match[bytes]) -> bytes:
        code = None if match[1] in _XML_OWN else name2codepoint.get(match[1].decode("ascii"))
        return match[0] if code is None else b"&#%d;" % code

    return _NAMED.sub(number, data).lstrip(), encoding


def _reason(parser: Any, fallback: str) -> str:
    """The parser's first complaint, in one line."""
    first = next((f"line {entry.line}: {entry.message}" for entry in parser.error_log), fallback)
    return " ".join(first.split())[:160]


def child(element: Any, *names: str) -> Any:
    """The first child with one of the local names, tried in their order; None if there is none."""
    for name in names:
        found = next((node for node in element if local(node) == name), None)
        if found is not None:
            return found
    return None


def down(element: Any, path: str) -> Iterator[Any]:
    """Every element at a path of local names such as "rightsinfo/usageterms"."""
    first, _, rest = path.partition("/")
    for node in element:
        if local(node) == first:
            if rest:
                yield from down(node, rest)
            else:
                yield node


def words(element: Any) -> str | None:
    """All text in an element, white space made one space; None for."""
    if element is None:
        return None
    return _SPACE.sub(" ", "".join(element.itertext())).strip() or None


def html_body(markup: str, source: str) -> Body:
    """The paragraphs of a piece of HTML; in it is executed or fetched."""
    from lxml import etree

    if markup.count("<") > _MAX_TAGS:
        raise InputError(f"{source}: more than {_MAX_TAGS:,} tags in the body; expected one report; part it")
    markup = _DECLARATION.sub("", markup).replace("\x00", "")
    parser = etree.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    root = etree.fromstring(f"<body><div>{markup}</div></body>".encode("utf-8", "replace"), parser)
    return Body("", (), False) if root is None else body_of(root)


def body_of(element: Any) -> Body:
    """The paragraphs below an XML or HTML element."""
    paragraphs: list[str] = []
    captions: list[Caption] = []
    line: list[str] = []
    typed = False

    def close() -> None:
        said = "".join(line)
        line.clear()
        lines = said.split("\n") if typed else [part.strip() for part in said.split("\n") if part.strip()]
        if said.strip():
            paragraphs.append("\n".join(lines).strip("\n"))

    for kind, value in _runs(element):
        if kind == "text":
            line.append(value)
        elif kind == "typed":
            typed = True
            line.append(value)
        elif kind == "caption":
            close()
            captions.append(Caption(value))
        elif kind == "line":
            line.append("\n")
        elif kind == "cell":
            line.append(" " if line else "")
        else:
            close()
    close()
    return Body("\n\n".join(paragraphs), tuple(captions), typed)


def _runs(element: Any) -> Iterator[tuple[str, str]]:
    """What is read below `element`, in order: text, typed text, captions, line breaks, cells, blocks."""
    # A stack of our own: documents may nest deeper than Python calls.
    stack: list[tuple[Any, bool]] = [(element, False)]
    typed = 0
    while stack:
        node, left = stack.pop()
        name = local(node)
        if left:
            typed -= name == "pre"
            if name in _BLOCKS:
                yield "block", ""
            if node is not element:
                yield from _said(node.tail, typed)
            continue
        if name in _UNREAD or name in _CAPTIONS or not name:
            caption = words(node) if name in _CAPTIONS else None
            if caption:
                yield "caption", caption
            if node is not element:
                yield from _said(node.tail, typed)
            continue
        if name in _BLOCKS:
            yield "block", ""
        elif name == "br":
            yield "line", ""
        elif name in _CELLS:
            yield "cell", ""
        typed += name == "pre"
        yield from _said(node.text, typed)
        stack.append((node, True))
        stack += [(below, False) for below in reversed(node)]


def _said(text: str | None, typed: int) -> Iterator[tuple[str, str]]:
    if text:
        yield ("typed", text) if typed else ("text", _SPACE.sub(" ", text))
