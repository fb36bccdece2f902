"""Which parties a compound names: "Ukrainian and Russian officials" are two."""

import re
from collections.abc import Callable

from dateline.gazetteer import find, key_of, load_gazetteer

_PERSON = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}")
_SHARED = re.compile(r"\s*,?\s+(?:and|as well as|or|&)\s+|\s*,\s*(?:and\s+)?")


def split_compound(text: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The parties that a compound names, each with the head they share.

    "Ukrainian and Russian officials" gives "Ukrainian officials" and "Russian officials". A phrase that is
    no compound of states or organisations, an apposition among them, comes back whole. `known` says whether
    a piece names a state or organisation.
    """
    pieces = _pieces(text)
    if len(pieces) < 2:
        hyphened = re.fullmatch(r"(?:the )?([A-Z][\w.]*)-([A-Z][\w.]*)", text)
        if hyphened and all(known(part) for part in hyphened.groups()):
            return hyphened.groups()
        return (text,)
    listed = not re.search(r",(?! and\b)", text) or re.search(r"\b(?:and|or)\b|&", text)
    if not listed or not all(_is_party(piece, known) for piece in pieces):
        return (text,)
    lead, _, first = pieces[0].rpartition(" of ")
    if lead and not any(" of " in piece for piece in pieces[1:]):
        return tuple(f"{lead} of {piece}" for piece in (first, *pieces[1:]))
    tail = _tail(pieces[-1])
    if tail and all(_tail(piece) == "" and _adjectival(piece) for piece in pieces[:-1]):
        return (*(piece + tail for piece in pieces[:-1]), pieces[-1])
    return tuple(pieces)


def _pieces(text: str) -> list[str]:
    """`text` cut at commas and conjunctions, but not inside a known name ("Trinidad and Tobago")."""
    cuts = list(_SHARED.finditer(text))
    if not cuts:
        return [text]
    tokens, mentions = find(text)
    names = [(tokens[m.first].start, tokens[m.last - 1].end) for m in mentions]
    pieces, reached = [], 0
    for cut in cuts:
        if not any(start < cut.start() < end for start, end in names):
            pieces.append(text[reached : cut.start()])
            reached = cut.end()
    return [*pieces, text[reached:]]


def _is_party(piece: str, known: Callable[[str], bool]) -> bool:
    """Whether a piece can stand alone: it names a state, or a person and nothing else."""
    return known(piece) or bool(_PERSON.fullmatch(piece) and not find(piece)[1])


def _tail(piece: str) -> str:
    """What follows the first name of a state in `piece`: the head that compounds share."""
    tokens, mentions = find(piece)
    named = next((m for m in mentions if m.entry.code and m.entry.kind != "agent"), None)
    return piece[tokens[named.last - 1].end :] if named else ""


def _adjectival(piece: str) -> bool:
    _, mentions = find(piece)
    entries = load_gazetteer().entries
    kinds = {entry.kind for m in mentions for entry in entries.get(key_of(m.entry.name), ())}
    return "adjective" in kinds or any(m.entry.upper for m in mentions)
