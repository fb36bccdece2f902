"""Passages: the paragraphs of an input with, for each character kept, where it stood there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Segment

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Invisible characters (soft hyphen, zero-width space, direction marks, stray controls) are left out.
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f"
# Spaces that are no plain space (no-break, figure, ideographic, tab) become one.
_ODD_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(f"[{_INVISIBLE}]+|[{_ODD_SPACE}]")
_EDGE = re.compile(f"[ {_INVISIBLE}{_ODD_SPACE}]+")

# Hard-wrapped copy stays below this width; a longer line is a paragraph by itself.
_WIDEST_WRAP = 120


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or single line: its clean text, and the pieces that map it to the input."""

    text: str
    pieces: tuple[Segment, ...]
    after_blank: bool = True

    @property
    def start(self) -> int:
        """Offset of its first character in the input."""
        return self.pieces[0].origin

    @property
    def end(self) -> int:
        """Offset after its last character in the input."""
        return self.pieces[-1].origin + self.pieces[-1].length

    def cut(self, start: int, end: int | None = None) -> "Passage":
        """The part [start, end) of its text without spaces at the edges; empty text has no pieces."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        pieces = []
        for piece in self.pieces:
            low, high = max(start, piece.start), min(end, piece.start + piece.length)
            if low < high:
                pieces.append(Segment(low - start, piece.origin + low - piece.start, high - low))
        return Passage(part.strip(), tuple(pieces), self.after_blank)


def passages(source: str, *, wrapped: bool = True) -> list[Passage]:
    """The paragraphs of `source`; with `wrapped`, lines broken at a column are put together again."""
    lines = list(_lines(source))
    if not wrapped or not _is_wrapped(lines):
        return lines
    width = max(len(line.text) for line in lines)
    joined: list[list[Passage]] = []
    for line in lines:
        if joined and not line.after_blank and _continues(joined[-1][-1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_join(group) for group in joined]


def compose(kept: Iterable[Passage], source: str) -> tuple[str, tuple[Segment, ...]]:
    """The clean text, paragraphs parted by a blank line, and its map to `source`."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for passage in kept:
        if parts:
            parts.append("\n\n")
            length += 2
        parts.append(passage.text)
        for piece in passage.pieces:
            segment = Segment(length + piece.start, piece.origin, piece.length)
            last = segments[-1] if segments else None
            gap = segment.start - (last.start + last.length) if last else -1
            if last and gap in (0, 2) and _follows(last, segment, gap, source):
                segments[-1] = Segment(last.start, last.origin, last.length + gap + segment.length)
            else:
                segments.append(segment)
        length += len(passage.text)
    return "".join(parts), tuple(segments)


def _follows(last: Segment, segment: Segment, gap: int, source: str) -> bool:
    """Whether `segment` goes on where `last` ends, in the input too, with the same gap between."""
    end = last.origin + last.length
    return segment.origin == end + gap and source[end : segment.origin] == "\n\n"[:gap]


def _lines(source: str) -> Iterable[Passage]:
    position, blank = 0, True
    for ending in [*_LINE_BREAK.finditer(source), None]:
        stop = ending.start() if ending else len(source)
        line = _clean(source, position, stop, blank)
        if line.text:
            yield line
        blank = not line.text
        position = ending.end() if ending else stop


def _clean(source: str, start: int, stop: int, after_blank: bool) -> Passage:
    raw = source[start:stop]
    edge = _EDGE.match(raw)
    low = edge.end() if edge else 0
    high = len(raw)
    # `$` with search would try every run of spaces: only the end of the line is looked at.
    while high > low and _EDGE.match(raw, high - 1, high):
        high -= 1
    texts: list[str] = []
    pieces: list[Segment] = []
    length = 0
    for odd in [*_ODD.finditer(raw, low, high), None]:
        upto = odd.start() if odd else high
        if upto > low:
            texts.append(raw[low:upto])
            pieces.append(Segment(length, start + low, upto - low))
            length += upto - low
        if odd:
            if odd.group()[0].isspace():
                texts.append(" ")
                length += 1
            low = odd.end()
    return Passage("".join(texts), tuple(pieces), after_blank)


def _is_wrapped(lines: list[Passage]) -> bool:
    """Whether lines break at a column: they are short, and some go on in lower case."""
    if not lines or max(len(line.text) for line in lines) > _WIDEST_WRAP:
        return False
    going_on = sum(
        1 for line in lines[1:] if not line.after_blank and line.text[0].islower()
    )  # two, because one may be chance (a list, a name written small)
    return going_on >= 2


_STARTS_ANEW = re.compile(
    r"\(?(?:ATTN|Eds|EDS|Editors?|By|END|FILE|Copyright|Reporting by)\b[ :)]|[-*•#^©]|\(END\)|http"
    r"|[A-Z][A-Z .,'/-]{2,40}(?:, [A-Za-z. ]{3,20})? \(|\S+@\S+$"
)


def _continues(line: Passage, following: Passage, width: int) -> bool:
    """Whether `following` continues `line`: its first word would not have fitted there."""
    if _STARTS_ANEW.match(following.text):
        return False
    word = following.text.split(" ", 1)[0]
    return len(line.text) + 1 + len(word) > width - 3 or following.text[0].islower()


def _join(group: list[Passage]) -> Passage:
    texts: list[str] = []
    pieces: list[Segment] = []
    length = 0
    for line in group:
        if texts and not re.search(r"\w-$", texts[-1]):
            texts.append(" ")
            length += 1
        pieces += [Segment(length + p.start, p.origin, p.length) for p in line.pieces]
        texts.append(line.text)
        length += len(line.text)
    return Passage("".join(texts), tuple(pieces), group[0].after_blank)
