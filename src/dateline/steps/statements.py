"""Who is credited with which words? Sources, their verbs, and what they are credited with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.records import Span
from dateline.steps.quotes import HIDDEN, MARKS, masked, quotations
from dateline.steps.sentences import split_sentences
from dateline.steps.speakers import any_of, phrase_after, phrase_before, speech_words, subject


@dataclass(frozen=True, slots=True)
class Statement:
    """Words credited to a source: its phrase as it stands (a pronoun too), the verb, the words.

    `by` names the rule that found it.
    """

    source: Span
    cue: Span
    content: tuple[Span, ...]
    by: str

    def holds(self, span: Span) -> bool:
        """Whether `span` starts within the credited words."""
        return any(start <= span.start < end for start, end in self.content)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    days = any_of("days")
    return {
        "verb": re.compile(rf"\b{any_of('plain', 'clause')}\b"),
        "order": re.compile(r"(?<=told)\s[^,;:“\"\ufffc]{2,50}?\s(?:not )?to [a-z]+\b(?![^,;.]*\bthat\b)"),
        # After a statement the reporter goes on: "police said, but ...", "he said, and he also ...".
        "aside": re.compile(
            r"[,;]?\s*(?:but|while|as|although|though|which|according|citing|quoting"
            r"|and (?:it|he|she|they))\b"
        ),
        "finite": re.compile(rf"\b{any_of('finite', 'unmade')}\b"),
        "quoting": re.compile(rf"\b{any_of('quoting')}\b"),
        "according": re.compile(r"\b[Aa]ccording to\b|\b[Ii]n the words of\b|\b[Aa]s (?:reported|said|stated) by\b"),
        "unmade": re.compile(rf"(?:\b|(?<=n)){any_of('unmade')}\s+$|n[’']t\s+$"),
        # After a statement its verb ends the clause, or is followed by when, where and to whom.
        "tail": re.compile(
            rf"(?:\s+(?:(?:late|early|on|in|at|to|during|after|from|by|of|about|with|for|through|via|before|ahead|upon|under|without|amid|while|when|as"
            rf"|later|again|separately|{days})\b[^,;:“\"\n]*?|[a-z]+ly))?\s*(?=[,;—–]|--|[.?!]?[”\"’']*\s*$)"
        ),
        "addressee": re.compile(r"\s+[^,;:.“\"]{2,60}?\s*(?=[,;—–]|[.?!]?[”\"’']*\s*$)"),
        # Between a verb and its "that": nothing, when and where, or (of other verbs than "say") to whom.
        "that": re.compile(
            rf"\s+(?:(?:late|early|on|in|at|to|during|after|from|by|for|{days})\b[^,;:“\"\ufffc]{{0,60}}?"
            rf"|[a-z]+ly\s+)?(?:that|how|why|whether)\s"
        ),
        "that far": re.compile(r"[^,;:“\"\ufffc]{0,60}?\b(?:that|how|why|whether)\s"),
        "introduction": re.compile(
            r"\s*(?:(?:In|On|At|After|Before|During|With|From|By|For|Since|Amid|Under|Over|Late|Early|But|And|However"
            r"|Meanwhile|Also|Asked|Speaking|Earlier|Later|Separately|Still|Yet|Last|This)\b[^,]*,\s*)+$"
        ),
    }


@dataclass(frozen=True, slots=True)
class Speech:
    """All that is said in a text: `plain` is the text with its quotations hidden, `units` its sentences
    with no quotation cut, `statements` what is credited to a source, in order of the verbs.

    A statement within a statement is another entry whose content lies in the first one's.
    """

    plain: str
    units: tuple[Span, ...]
    statements: tuple[Statement, ...]


# What may stand behind a verb of saying, and is no source.
_NO_SOURCE = frozenset("that in on at to of by it he she they".split())


def speech_of(text: str) -> Speech:
    """The statements that `text` credits to a source."""
    plain = masked(text, quotations(text))
    units = _units(plain)
    found = [statement for unit in units for statement in _of_unit(plain, unit)]
    return Speech(plain, tuple(units), tuple(_with_lone_quotes(plain, units, found)))


def _units(plain: str) -> list[Span]:
    """Sentences, a quotation and the words that credit it kept together ('"Why?" Lee asked.')."""
    units: list[Span] = []
    for unit in split_sentences(plain):
        before = units[-1] if units else None
        short = plain[slice(*unit)]
        if (
            before and "\n" not in plain[before.end : unit.start] and plain[before.end - 1] in MARKS
            and plain[before.end - 2] in "?!…" and re.match(rf"[\w .’'-]{{2,60}}\b{any_of('plain', 'clause')}\b", short)
        ):  # fmt: skip
            units[-1] = Span(before.start, unit.end)
        else:
            units.append(unit)
    return units


def _of_unit(plain: str, unit: Span) -> list[Statement]:
    found: list[Statement] = []
    for cue, kind in _cues(plain, unit):
        statement = _RULES[kind](plain, unit, cue, found)
        if statement and statement.by == "statements.quoted":
            outer = _quoter(plain, unit, statement)
            found += [outer] if outer else []
        if statement and any(end > start for start, end in statement.content):
            found.append(statement)
    return [_shortened(plain, one, found) for one in found]


def _cues(plain: str, unit: Span) -> Iterator[tuple[Span, str]]:
    """The words of the unit that may credit a statement, with the rule to ask, in order."""
    cues = [
        (Span(*match.span()), kind)
        for kind, name in (("said", "verb"), ("citing", "quoting"), ("according", "according"))
        for match in _patterns()[name].finditer(plain, unit.start, unit.end)
    ]
    return iter(sorted(cues))


def _said(plain: str, unit: Span, cue: Span, earlier: Sequence[Statement]) -> Statement | None:
    """A verb of saying: its source before or after it, its statement on the other side or around both."""
    word, before = plain[slice(*cue)], plain[unit.start : cue.start]
    if _patterns()["unmade"].search(before) or _patterns()["order"].match(plain, cue.end, unit.end):
        return None
    if not word.endswith("ing") and re.search(r"[,”\"’'—–]\s*$|''\s*$", before):
        inverted = _inverted(plain, unit, cue)
        if inverted:
            return inverted
    if word.endswith("ing"):
        return _participle(plain, unit, cue, earlier)
    source = phrase_before(plain, unit.start, cue.start)
    if source is None:
        return None
    lead = plain[unit.start : source.start].rstrip()
    after = _tail(plain, unit, cue, word)
    if (
        after is not None
        and re.search(r"[,”\"’'—–?!]$|''$", lead)
        and not _patterns()["introduction"].match(lead + " ")
    ):
        return Statement(source, cue, _around(plain, unit, lead, after, earlier), "statements.after")
    return _preposed(plain, unit, source, cue)


def _tail(plain: str, unit: Span, cue: Span, word: str) -> int | None:
    """Where the clause of a verb that follows its statement ends; None where the verb's object follows."""
    if _that(plain, unit, cue):
        return None
    tail = _patterns()["tail"].match(plain, cue.end, unit.end)
    if tail is None and word.startswith(("told", "tell", "assured")):
        tail = _patterns()["addressee"].match(plain, cue.end, unit.end)
    return tail.end() if tail else None


def _that(plain: str, unit: Span, cue: Span) -> re.Match[str] | None:
    """What leads from a verb to its "that", if one follows."""
    short = plain[slice(*cue)] in ("said", "say", "says")
    return _patterns()["that" if short else "that far"].match(plain, cue.end, unit.end)


def _around(plain: str, unit: Span, lead: str, after: int, earlier: Sequence[Statement]) -> tuple[Span, ...]:
    """What stands before a source and verb, and behind them where the statement goes on."""
    start = unit.start
    if earlier:
        last = max(earlier[-1].cue.end, earlier[-1].source.end)
        start = last if len(plain[last : unit.start + len(lead)].split()) > 3 else start
    parts = [Span(start, unit.start + len(lead))]
    rest = plain[after : unit.end]
    if rest.strip(" ,;—–-.\"”’'") and not _patterns()["aside"].match(rest):
        parts.append(Span(after, unit.end))
    return tuple(parts)


def _inverted(plain: str, unit: Span, cue: Span) -> Statement | None:
    """'"We won," said the minister.'"""
    source = phrase_after(plain, cue.end, unit.end)
    if source is None or source.start > cue.end + 2 or plain[cue.end : source.end].strip().startswith(tuple(MARKS)):
        return None
    if plain[slice(*source)].split()[0].lower() in (
        "that",
        "in",
        "on",
        "at",
        "to",
        "of",
        "by",
        "it",
        "he",
        "she",
        "they",
    ):
        return None
    words = plain[slice(*source)]
    follows = plain[source.end : source.end + 1] in ",.;:” " and len(words.split()) <= 12
    if not follows or _patterns()["finite"].search(words):
        return None
    content = [Span(unit.start, cue.start)]
    rest = re.compile(r"[^“\"]*?([“\"]|'')").match(plain, source.end, unit.end)
    if rest:
        content.append(Span(rest.start(1), unit.end))
    return Statement(source, cue, tuple(content), "statements.inverted")


def _participle(plain: str, unit: Span, cue: Span, earlier: Sequence[Statement]) -> Statement | None:
    """', adding that ...': what the subject of its clause says."""
    before = plain[unit.start : cue.start]
    if not re.search(r",\s*(?:\w+\s)?$", before):
        return None
    source = earlier[-1].source if earlier else subject(plain, unit.start, cue.start)
    return Statement(source, cue, (Span(cue.end, unit.end),), "statements.participle") if source else None


def _preposed(plain: str, unit: Span, source: Span, cue: Span) -> Statement | None:
    """'Police said (on Monday) (that) ...'"""
    word, words = plain[slice(*cue)], speech_words()
    that = _that(plain, unit, cue)
    opens = re.compile(rf"\s*(?:[^,;:.“\"]{{0,60}}[:,]\s*)?[“\"‘:]|\s*''|\s*{HIDDEN}").match(plain, cue.end, unit.end)
    if not (word in words["plain"] or that or opens):
        return None
    start = that.end() if that else cue.end
    return Statement(source, cue, (Span(start, unit.end),), "statements.before")


def _according(plain: str, unit: Span, cue: Span, earlier: Sequence[Statement]) -> Statement | None:
    """'..., according to police'; at the start of a sentence for what follows."""
    source = phrase_after(plain, cue.end, unit.end)
    if source is None:
        return None
    lead = plain[unit.start : cue.start].rstrip(" ,")
    if not lead.strip():
        return Statement(source, cue, (Span(source.end, unit.end),), "statements.according")
    content = _around(plain, unit, lead, source.end, ())
    return Statement(source, cue, content, "statements.according")


def _citing(plain: str, unit: Span, cue: Span, earlier: Sequence[Statement]) -> Statement | None:
    """'quoted the minister as saying ...', 'was quoted (by Tass) as saying ...', ', citing police'."""
    saying = re.compile(r"[^,;:“\"]{0,120}?\bas (?:saying|telling|stating)\b").match(plain, cue.end, unit.end)
    if saying is None:
        source = phrase_after(plain, cue.end, unit.end) if plain[slice(*cue)].endswith("ing") else None
        if source is None:
            return None
        before = plain[unit.start : cue.start].rstrip(" ,")
        content = (Span(unit.start, unit.start + len(before)), Span(source.end, unit.end))
        return Statement(source, cue, content, "statements.citing")
    passive = re.search(r"\b(?:was|were|is|are|been)\s+$", plain[unit.start : cue.start])
    if passive:
        source = phrase_before(plain, unit.start, unit.start + passive.start())
    else:
        source = phrase_after(plain, cue.end, saying.end() - len(" as saying"))
    return Statement(source, cue, (Span(saying.end(), unit.end),), "statements.quoted") if source else None


def _quoter(plain: str, unit: Span, quoted: Statement) -> Statement | None:
    """Who quotes: "Tass quoted him as saying", "he was quoted by Tass as saying"."""
    by = re.compile(r"\s+(?:by|in)\s").match(plain, quoted.cue.end, unit.end)
    if by:
        source = phrase_after(plain, by.end(), quoted.content[0].start - len(" as saying"))
    else:
        source = phrase_before(plain, unit.start, quoted.cue.start)
    if source is None or source == quoted.source:
        return None
    return Statement(source, quoted.cue, (Span(quoted.cue.start, unit.end),), "statements.quoting")


_RULES = {"said": _said, "according": _according, "citing": _citing}


def _shortened(plain: str, one: Statement, others: Sequence[Statement]) -> Statement:
    """The statement without what another source says in a clause beside it ("..., while Iran denied ...")."""
    for other in others:
        if other.cue.start <= one.cue.start or other.source == one.source:
            continue
        edge = min(other.source.start, other.cue.start)
        join = re.search(r"[,;]\s*(?:while|but|and|although|though|whereas|as)\s+$", plain[one.cue.end : edge])
        if join and one.cue.end + join.start() > one.cue.end:
            end = one.cue.end + join.start()
            content = tuple(Span(a, min(b, end)) for a, b in one.content if a < end)
            one = Statement(one.source, one.cue, content, one.by)
    return one


def _with_lone_quotes(plain: str, units: Sequence[Span], found: list[Statement]) -> list[Statement]:
    """The statements and those of sentences that are nothing but a quotation: a neighbour names who speaks.

    The sentence before in the paragraph, or in the one before if that holds a quotation too, carries
    on; else the sentence after.
    """
    by_unit: list[list[Statement]] = [[s for s in found if u.start <= s.cue.start < u.end] for u in units]
    more: list[Statement] = []
    for index, unit in enumerate(units):
        words = plain[slice(*unit)]
        lone = by_unit[index] == [] and HIDDEN in words and len(words.replace(HIDDEN, "").strip(" .,?!…\"“”'‘’")) < 12
        if not lone:
            continue
        known = _speaker_near(plain, units, index, by_unit)
        if known:
            carried = Statement(known.source, known.cue, (unit,), "statements.carried")
            by_unit[index] = [carried]
            more.append(carried)
    return sorted(found + more, key=lambda s: (s.cue, s.content))


def _speaker_near(
    plain: str, units: Sequence[Span], index: int, by_unit: Sequence[Sequence[Statement]]
) -> Statement | None:
    unit = units[index]
    if index and by_unit[index - 1]:
        gap, before = plain[units[index - 1].end : unit.start], plain[slice(*units[index - 1])]
        if "\n" not in gap or HIDDEN in before or before.rstrip().endswith(":"):
            return by_unit[index - 1][-1]
    if index + 1 < len(units) and by_unit[index + 1] and "\n" not in plain[unit.end : units[index + 1].start]:
        return by_unit[index + 1][0]
    return None
