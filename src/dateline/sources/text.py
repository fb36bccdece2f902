"""Plain text: agency copy, releases, anything that was saved as text."""

import codecs
import re
from collections.abc import Iterator

from dateline.errors import InputError
from dateline.records import Story
from dateline.sources.wire import Known, read_wire

# The longest reports are some 60,000 characters; a file of half a million is a dump of something.
MAX_CHARACTERS = 500_000
MAX_BYTES = 10_000_000
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "text.utf-8-bom"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "text.utf-16-bom"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "text.utf-16-bom"),
)

_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK", "a zip or Office file"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8", "an image"),
    (b"\xd0\xcf", "an Office file"),
)


def read(data: bytes, *, source: str, published: str | None = None, url: str | None = None) -> Iterator[Story]:
    """The one story in `data`, a text file's bytes; InputError if that is no text."""
    text, by = decode(data, source)
    check_length(text, source)
    yield read_wire(text, Known(url=url, by={"text": by}), published=published)


def check_length(text: str, source: str) -> None:
    """InputError if `text` is longer than any report, or has nothing to read in it."""
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"{source}: {len(text):,} characters of text; a story may have {MAX_CHARACTERS:,}; "
            "part the file into one story a file, or a .jsonl with one a line"
        )
    if not text.strip(" \t\r\n\x0b\x0c\u00a0\u00ad\u200b\ufeff"):
        raise InputError(f"{source}: no text in it; expected a report; check that it was saved whole")


def decode(data: bytes, source: str) -> tuple[str, str]:
    """`data` as text, and the rule that chose its encoding; InputError if it is binary.

    A byte order mark decides; else UTF-8 if it is valid UTF-8; else Windows-1252, and Latin-1 where
    that has no character for a byte.
    """
    if not data.strip():
        raise InputError(f"{source}: empty; expected the text of a report; check that it was saved whole")
    if len(data) > MAX_BYTES:
        raise InputError(too_large(source, len(data)))
    for bom, encoding, rule in _BOMS:
        if data.startswith(bom):
            text = _strict(data[len(bom) :], encoding)
            if text is None:
                raise InputError(f"{source}: its byte order mark says {encoding}, its bytes do not; save it as UTF-8")
            return _checked(text, rule, source)
    if b"\x00" in data:
        raise InputError(f"{source}: binary ({_kind(data)}); expected text; save it as UTF-8 text or as a web page")
    for encoding, rule in (("utf-8", "text.utf-8"), ("cp1252", "text.cp1252")):
        text = _strict(data, encoding)
        if text is not None:
            return _checked(text, rule, source)
    return _checked(data.decode("latin-1"), "text.latin-1", source)


def too_large(source: str, size: int) -> str:
    """The reason for refusing an input of `size` bytes."""
    return (
        f"{source}: {size:,} bytes; a text or page may have {MAX_BYTES:,}; "
        "part it into one story a file, or a .jsonl with one story a line"
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str, rule: str, source: str) -> tuple[str, str]:
    controls = len(_CONTROLS.findall(text[:100_000]))
    if controls * 20 > min(len(text), 100_000) or (rule.startswith("text.utf-16") and "\x00" in text):
        kind = _kind(text[:8].encode("latin-1", "replace"))
        raise InputError(f"{source}: binary ({kind}); expected text; save it as UTF-8 text or as a web page")
    return text, rule


def _kind(data: bytes) -> str:
    return next((name for start, name in _KINDS if data.startswith(start)), "control characters")
