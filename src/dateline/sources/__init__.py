"""Where stories come from: the formats Dateline reads, and `read`, which reads any of them."""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.records import Rejected, Story
from dateline.sources import feed, html, jsonl, newsml, ninjs, nitf, text
from dateline.sources.dates import parse_moment

Reject = Callable[[Rejected], None]

# Source: the suffixes of its files. All files but .jsonl are looked into: a feed or news item is known
# by its content whatever its name, and the suffix decides where the content leaves it open.
SOURCES: dict[str, tuple[str, ...]] = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "jsonl": (".jsonl",),
    "newsml": (".xml",),
    "nitf": (".nitf",),
    "ninjs": (".json", ".ninjs"),
    "feed": (".rss", ".atom"),
}
# The sources that give several stories, or none, with a line for each that cannot be read.
_SEVERAL = {"newsml": newsml.read, "nitf": nitf.read, "ninjs": ninjs.read, "feed": feed.read}
_ROOTS = {root: name for name, member in (("newsml", newsml), ("nitf", nitf), ("feed", feed)) for root in member.ROOTS}
_BEFORE_ROOT = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
_BY_SUFFIX = {suffix: name for name, suffixes in SOURCES.items() for suffix in suffixes}
_EXPECTED = "expected a file, a folder, - or an http(s) address"
_PAGE = re.compile(
    rb"\s*(?:<!doctype html|<html|<\?xml[^>]{0,200}>\s*<(?:!doctype )?html)|<(?:head|body|article)[\s>]",
    re.IGNORECASE,
)


def read(
    *paths: str | Path, published: str | None = None, rejected: Callable[[Rejected], None] | None = None
) -> Iterator[Story]:
    """The stories in files, folders, `-` (standard input) and http(s) addresses, in that order.

    A folder gives the files below it that have a suffix of SOURCES, sorted, without hidden ones.
    `published` (YYYY-MM-DD or ISO datetime) dates stories that carry no date. What cannot be read
    is given to `rejected` and the rest is read; without it the first such input is an InputError.
    """
    reject = rejected or _raise
    if published is not None:
        stated = parse_moment(published)
        if not stated:
            raise InputError(f"published: {published!r} is no date; expected YYYY-MM-DD or an ISO datetime")
        published = stated
    for path in paths:
        yield from _read_path(str(path), published, reject)


def _raise(refused: Rejected) -> None:
    raise InputError(f"{refused.source}: {refused.reason}")


def _read_path(path: str, published: str | None, reject: Reject) -> Iterator[Story]:
    if path == "-":
        yield from _guarded(path, reject, lambda: _read_stream(sys.stdin.buffer, path, None, published, reject))
    elif re.match(r"https?://", path, re.IGNORECASE):
        yield from _guarded(path, reject, lambda: _read_address(path, published, reject))
    elif os.path.isdir(path):
        files = _files_below(path)
        if not files:
            suffixes = " ".join(_BY_SUFFIX)
            reject(Rejected(path, f"no file to read below this folder; expected {suffixes}; give files by name"))
        for file in files:
            yield from _guarded(file, reject, lambda file=file: _read_file(file, published, reject))  # type: ignore[misc]
    else:
        yield from _guarded(path, reject, lambda: _read_file(path, published, reject))


def _guarded(source: str, reject: Reject, stories: Callable[[], Iterator[Story]]) -> Iterator[Story]:
    """What `stories` gives; an input that cannot be read becomes a rejection in one line."""
    try:
        yield from stories()
    except InputError as error:
        refused = Rejected(source, str(error).removeprefix(f"{source}: "))
    except OSError as error:
        refused = Rejected(source, f"{error.strerror or error}; {_EXPECTED}; check the path")
    else:
        return
    reject(refused)


def _files_below(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            os.path.join(place, n) for n in names if not n.startswith(".") and Path(n).suffix.lower() in _BY_SUFFIX
        ]
    return sorted(found)


def _read_file(path: str, published: str | None, reject: Reject) -> Iterator[Story]:
    kind = _BY_SUFFIX.get(Path(path).suffix.lower())
    size = os.stat(path).st_size
    if kind != "jsonl" and kind is not None and size > text.MAX_BYTES:
        raise InputError(text.too_large(path, size))
    with open(path, "rb") as stream:
        yield from _read_stream(stream, path, kind, published, reject)


def _read_stream(
    stream: BinaryIO, source: str, kind: str | None, published: str | None, reject: Reject
) -> Iterator[Story]:
    """The stories of one stream; `kind` is what its name says, None if that says nothing."""
    if kind != "jsonl":
        data = stream.read(text.MAX_BYTES + 1)
        kind = _kind(kind, data)
        stream = _Chain(data, stream) if kind == "jsonl" else stream  # type: ignore[assignment]
    if kind == "jsonl":
        yield from jsonl.read(stream, source=source, published=published, rejected=reject)
    elif kind in _SEVERAL:
        yield from _SEVERAL[kind](data, source=source, published=published, rejected=reject)
    else:
        member = html if kind == "html" else text
        yield from member.read(data, source=source, published=published)


class _Chain(io.RawIOBase):
    """The bytes already read, then the rest of the stream."""

    def __init__(self, begun: bytes, rest: BinaryIO) -> None:
        self._begun, self._rest = io.BytesIO(begun), rest

    def readline(self, size: int | None = -1, /) -> bytes:
        line = self._begun.readline(size)
        if line.endswith(b"\n") or (size and len(line) == size):
            return line
        return line + self._rest.readline(size - len(line) if size and size > 0 else -1)


def _kind(named: str | None, data: bytes) -> str:
    """The source that reads `data`: what it looks like, or what its name says where that is no contradiction."""
    looks = _sniffed(data)
    if named is None or looks in _SEVERAL:
        return looks
    if named == "ninjs":
        return "jsonl" if looks == "jsonl" else named
    return "html" if named in _SEVERAL and looks == "html" else named


def _sniffed(data: bytes) -> str:
    """The source that `data` is for, by how it begins; text where nothing shows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data[:65_536].decode("utf-16", "replace").encode("utf-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    root = _BEFORE_ROOT.match(data[:65_536])
    if root and root[1].decode("ascii", "replace").lower() in _ROOTS:
        return _ROOTS[root[1].decode("ascii", "replace").lower()]
    head = data[:4096]
    if _PAGE.match(head) or (head.lstrip()[:1] == b"<" and _PAGE.search(head)):
        return "html"
    whole = data.lstrip()
    first = whole.split(b"\n", 1)[0]
    if first[:1] == b"{" and _is_json(first):
        return "jsonl"
    return "ninjs" if whole[:1] in (b"{", b"[") and ninjs.LOOK.search(whole[:65_536]) and _is_json(whole) else "text"


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _read_address(address: str, published: str | None, reject: Reject) -> Iterator[Story]:
    # httpx takes a fifth of a second to import: only for addresses.
    from dateline.sources import fetch

    page = fetch.fetch(address)
    kind = _kind("text" if page.content_type == "text/plain" else "html", page.data)
    if kind in _SEVERAL:
        yield from _SEVERAL[kind](page.data, source=address, published=published, rejected=reject)
    elif kind == "text":
        yield from text.read(page.data, source=address, published=published, url=page.url)
    else:
        yield from html.read(page.data, source=address, published=published, url=page.url, charset=page.charset)


__all__ = ["SOURCES", "read"]
