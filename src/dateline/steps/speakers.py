"""The noun phrase beside a verb of saying: the source of a statement as the text words it."""

import re
from functools import cache
from importlib.resources import files

import yaml

from dateline.records import Span


@cache
def speech_words() -> dict[str, frozenset[str]]:
    """The word lists of data/languages/en-speech.yaml by their names."""
    text = (files("dateline") / "data" / "languages" / "en-speech.yaml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()}


def any_of(*names: str) -> str:
    """A group of a regular expression that matches any word of the lists."""
    words = sorted(set().union(*(speech_words()[name] for name in names)), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(re.escape, words)) + ")"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    days, verbs = any_of("days"), any_of("plain", "clause")
    part = rf"(?:on|late|early|last|this)\s+{days}|{days}|in (?:a|an|the|its|his|her) [\w -]{{3,40}}"
    return {
        # What stands between the phrase and its verb; -ly words but nouns are adverbs.
        "between": re.compile(
            rf"(?:^|\s+)(?:{any_of('between')}|(?!(?:fami|assemb|al|dai|week|month|rep|supp|ju)ly\b)[a-z]{{3,}}ly"
            rf"|{part})$"
        ),
        "boundary": re.compile(
            rf"[,;:()\[\]—–“”\"…\ufffc]|''|--|\s[-‘’']|(?<!s)[’'](?=\s)|\b(?:{any_of('stops')}|and|or|{verbs})\b", re.I
        ),
        "after": re.compile(
            rf"[,;:()—–“”\"\n\ufffc]|--|''|\s(?:who|which|that|told|said|says|as|during|when|after|before|while"
            rf"|{part}|at an? |and (?:that|the)\b|in (?:an? |the )?(?:statement|interview|report|letter|tweet"
            rf"|speech|post|comment|news))|[.?!]+[”\"’']*\s*$"
        ),
        "finite": re.compile(rf"\b(?:{any_of('finite')}|[a-z]{{2,}}ed)\b"),
        "apposed": re.compile(r"\s*(?:an?|the|its|his|her|their|who|which|whose|\d+|[a-z]\w*|[RDI]-|Jr)\b"),
        "leading": re.compile(rf"\s*(?:(?:On|Late|Early|By|In)\s+)?{days}\s+|\s*(?:But|And|Yet|Still|So|Or|Then)\s+"),
    }


def trimmed(text: str, start: int, end: int) -> Span | None:
    """[start, end) without white space and quotation marks around it; None when nothing is left."""
    while start < end and text[start] in " \t\n“”\"‘’'\ufffc.,":
        start += 1
    while start < end and text[end - 1] in " \t\n“”\"‘'\ufffc,":
        end -= 1
    return Span(start, end) if start < end else None


def phrase_before(masked: str, start: int, at: int) -> Span | None:
    """The noun phrase that ends before `at`, not before `start`; None where none stands there.

    Auxiliaries, adverbs and days between it and `at` are skipped. An apposition between commas is
    skipped too: of "Ann Lee, a spokeswoman, said" the name is taken. Where "and" joins a second verb
    to the clause, the clause's subject is meant.
    """
    at = _without_tail(masked, start, at)
    piece = masked[start:at]
    who = re.search(r",?\s*\b(?:who|which)$", piece)
    if who:
        return phrase_before(masked, start, start + who.start()) if who.start() else None
    if piece.endswith(","):
        return _before_apposition(masked, start, at - 1)
    begin = _begin(piece)
    found = trimmed(masked, start + begin, at)
    if found is None:
        join = re.search(r"\b(?:and|but|or|then)\s*$", piece[:begin] if begin else piece, re.I)
        return subject(masked, start, start + join.start()) if join else None
    lead = _patterns()["leading"].match(masked, found.start, found.end)
    found = trimmed(masked, lead.end(), found.end) if lead else found
    return found if found and _names(masked[slice(*found)]) else None


def _names(words: str) -> bool:
    """Whether the words can be a source: no noun phrase cut before its noun, and no lone verb form."""
    last = words.split()[-1].lower()
    if last.endswith(("'s", "’s", "s'", "s’")) or last in speech_words()["determiners"] - {"this", "some", "no"}:
        return False
    if last in speech_words()["finite"] - {"left", "cut"}:
        return False
    return " " in words or not re.fullmatch(r"[a-z]+(?:ing|ed)", words)


def _without_tail(masked: str, start: int, at: int) -> int:
    """Where the phrase before `at` ends, once what may stand between both is left out."""
    while True:
        piece = masked[start:at].rstrip()
        skipped = _patterns()["between"].search(piece)
        if not skipped:
            return start + len(piece)
        at = start + skipped.start()


def _begin(piece: str) -> int:
    """Offset at which the noun phrase at the end of `piece` begins."""
    begin = 0
    for boundary in reversed(list(_patterns()["boundary"].finditer(piece))):
        if boundary[0].lower() in ("and", "or") and boundary.end() < len(piece):
            before = piece[: boundary.start()]
            edge = max((m.end() for m in _patterns()["boundary"].finditer(before)), default=0)
            chunk = before[edge:]
            if chunk.strip() and not _patterns()["finite"].search(chunk) and len(chunk.split()) <= 8:
                continue
        begin = boundary.end()
        break
    return begin


def _before_apposition(masked: str, start: int, at: int) -> Span | None:
    piece = masked[start:at]
    comma = piece.rfind(",")
    if comma > 0 and _patterns()["apposed"].match(piece, comma + 1):
        return phrase_before(masked, start, start + comma)
    if comma > 0 and _patterns()["apposed"].match(piece, (more := piece.rfind(",", 0, comma)) + 1) and more > 0:
        return phrase_before(masked, start, start + more)
    return None if len(piece.split()) < 2 else trimmed(masked, start + _begin(piece), at)


def subject(masked: str, start: int, end: int) -> Span | None:
    """The first noun phrase of the clause [start, end): what stands before its finite verb."""
    piece = masked[start:end]
    opening = re.match(r"\s*(?:In|On|At|After|Before|During|With|From|By|For|Since|Amid)\b[^,]{0,80},", piece)
    offset = opening.end() if opening else 0
    lead = _patterns()["leading"].match(piece, offset)
    offset = lead.end() if lead else offset
    stop = re.compile(rf"[,;:(—“\"]|\b(?:{any_of('finite', 'plain', 'stops', 'between')}|[a-z]{{2,}}ed)\b")
    found = stop.search(piece, offset)
    return trimmed(masked, start + offset, start + (found.start() if found else len(piece)))


def phrase_after(masked: str, at: int, end: int) -> Span | None:
    """The noun phrase that starts at `at`; None where none does."""
    found = _patterns()["after"].search(masked, at, end)
    return trimmed(masked, at, found.start() if found else end)
