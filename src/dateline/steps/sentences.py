"""Where one sentence ends and the next begins."""

import re

from dateline.records import Span

# Abbreviations of news English that end in a stop without ending a sentence. "no" is left out: it
# ends sentences more often than it abbreviates "number".
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col maj capt cmdr sgt cpl adm brig sen rep gov pres st sr jr rev hon messrs
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    vs etc al approx dept est inc ltd co corp bros eds cf art para vol ft mt
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla
    ore pa tenn tex va vt wash wis wyo""".split()
)
_END = re.compile(r"""[.!?…]+["'”’)\]]*(?=\s)|\n\s*\n|\n(?=\s*\S)""")
_LAST_WORD = re.compile(r"([\w.]+)$")
_NEXT_WORD = re.compile(r"""\s*["'“‘(\[]*(\w)""")


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, in order, without the white space between them.

    A line break ends a sentence. A full stop does when the next word starts with a capital or a
    digit and the word before is neither an abbreviation nor an initial.
    """
    spans, start = [], 0
    for match in _END.finditer(text):
        if match[0].strip() and not _ends_sentence(text, match):
            continue
        spans.append(_trim(text, start, match.end()))
        start = match.end()
    spans.append(_trim(text, start, len(text)))
    return [span for span in spans if span.start < span.end]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text, match.end())
    if following and following[1].islower():
        return False
    if match[0][0] != "." or len(match[0].rstrip("\"'”’)]")) > 1:
        return True
    last = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    if last is None:
        return True
    word = last[1]
    if word.lower() in ABBREVIATIONS:
        return False
    # "J. Smith", "U.S. troops": an initial or a dotted abbreviation before a capital. After "U.S."
    # the choice is open; joining two sentences harms less than cutting one.
    return not ((len(word) == 1 and word.isupper()) or re.fullmatch(r"(?:\w\.)+\w", word))


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
