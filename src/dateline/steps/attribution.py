"""Who says so? The chain of sources that the story credits for an event."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.records import Span
from dateline.steps.speakers import speech_words, subject
from dateline.steps.statements import Speech, Statement

AS_WRITTEN = "attribution.as-written"
_UNNAMED = re.compile(
    r"\b(?:sources?|insiders?|anonymity|unnamed|unidentified|people familiar|(?:people|persons?|those) (?:close|briefed"
    r"|with (?:direct )?knowledge)|who (?:declined|asked|refused) (?:not )?to be (?:named|identified))\b",
    re.I,
)
_MEDIA = re.compile(
    r"\b(?:media|newspapers?|news (?:agency|agencies|outlets?|channel|site|service)|television|TV|radio|broadcasters?"
    r"|daily|weekly|magazine|(?:press|news|local|unconfirmed) reports?|reporters?|journalists?|correspondents?"
    r"|press(?! (?:secretary|office|officer|service|spokes\w+|attache|release|statement))"
    r"|Reuters|AFP|Agence France-Presse|AP|Associated Press|Xinhua|TASS|Tass|Interfax|RIA|Sputnik|Yonhap|Kyodo|KCNA"
    r"|IRNA|SANA|WAFA|Anadolu|DPA|EFE|ANSA|PTI|Antara|BBC|CNN|NPR|Al Jazeera|New York Times|Washington Post"
    r"|Guardian|Financial Times|Wall Street Journal|Bloomberg|Haaretz|Le Monde|Der Spiegel|Global Times)\b"
)
_WITNESS = re.compile(
    r"\b(?:(?:eye-?)?witness(?:es)?|residents?|survivors?|villagers?|neighbou?rs?|onlookers?|bystanders?"
    r"|passers-by|shopkeepers?|locals)\b",
    re.I,
)
_DOCUMENT = re.compile(
    r"\b(?:statement|documents?|report|study|survey|poll|indictment|filing|affidavit|complaint|communique|communiqué"
    r"|declaration|transcript|letter|decree|ruling|memo|draft|text|resolution|dossier|records?|book|email)$",
    re.I,
)
_OFFICIAL = re.compile(
    r"\b(?:officials?|minist(?:er|ry|ries)|government|president|premier|governor|mayor|police|army|military|navy"
    r"|air force|coast guard|troops|prosecutors?|courts?|judges?|embassy|ambassador|parliament|senators?|Sen\.|Rep\."
    r"|lawmakers?|authorities|spokes(?:man|woman|person) for the|White House|Kremlin|Pentagon|department|agency"
    r"|commissioner|sheriff|secretary|chancellor|council|command)\b",
    re.I,
)
_OFFICIAL_SECTORS = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"}
# Types that are acts of speech. "X said it would sue": X has acted by saying so, and nobody is credited.
_VERBAL = frozenset("ACCUSE AGREE CONCEDE REJECT REQUEST SUPPORT THREATEN".split())
_WILL = re.compile(r"\b(?:will|would|won[’']t)\b|[’']ll\b")
# Characters from the verb of saying to such an act: farther on the act is another one that X tells of.
_AT_ONCE = 30
_REACH = 6  # sentences before a pronoun in which whom it stands for is looked for


class Link(NamedTuple):
    """One source of a chain: the words that name it, and the rule that found them (None: the model)."""

    span: Span
    by: str | None


def chain(speech: Speech, kind: str, trigger: Span, actors: Sequence[Span], speaker: Span | None) -> list[Link]:
    """The sources credited for what `trigger` names, the nearest first; empty where the reporter asserts it.

    `kind` is the event's type, `speaker` the model's answer, which counts where no rule finds a source
    and where a source is a pronoun. A pronoun follows the words that it stands for, by AS_WRITTEN. An
    act of speech has no source but its actor, and none is named for it.
    """
    links: list[Link] = []
    for one in _holding(speech, trigger):
        named = _named(speech, one, speaker)
        if kind in _VERBAL and _is_the_act(speech.plain, one, named, trigger, actors):
            continue
        links.append(Link(named, one.by))
        if named != one.source:
            links.append(Link(one.source, AS_WRITTEN))
    if not links and speaker and not (kind in _VERBAL and any(_overlap(speaker, actor) for actor in actors)):
        links.append(Link(speaker, None))
    return list({link.span: link for link in reversed(links)}.values())[::-1]


def _holding(speech: Speech, trigger: Span) -> list[Statement]:
    """The statements that hold the trigger, the innermost first."""
    found = [s for s in speech.statements if s.holds(trigger) and not _overlap(s.source, trigger)]
    # Who is cited stands nearer to the event than who cites, although the words reach farther.
    return sorted(found, key=lambda s: (s.by != "statements.citing", sum(end - start for start, end in s.content)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_the_act(plain: str, one: Statement, named: Span, trigger: Span, actors: Sequence[Span]) -> bool:
    """Whether saying it is the act itself: right before it its actor says that he will do it."""
    between = plain[one.cue.end : trigger.start]
    at_once = one.by == "statements.before" and len(between) < _AT_ONCE and _WILL.search(between)
    return bool(at_once) and any(_same(plain, named, actor) for actor in actors)


def _same(plain: str, source: Span, actor: Span) -> bool:
    """Whether both are one phrase, or end in one name ("President Joe Biden", "Biden")."""
    last, other = (plain[slice(*span)].split()[-1] for span in (source, actor))
    return _overlap(source, actor) or (last == other and last[0].isupper())


def _is_pronoun(words: str) -> bool:
    return words.lower() in speech_words()["pronouns"]


def _named(speech: Speech, one: Statement, speaker: Span | None) -> Span:
    """The source's own words, or for a pronoun the words that it stands for, where they can be told."""
    pronoun = speech.plain[slice(*one.source)].lower()
    if not _is_pronoun(pronoun):
        return one.source
    if speaker and not _is_pronoun(speech.plain[slice(*speaker)]) and not one.holds(speaker):
        return speaker
    fits = (c for c in _candidates(speech, one.source) if _fits(pronoun, speech.plain[slice(*c)]))
    return next(fits, one.source)


def _candidates(speech: Speech, pronoun: Span) -> Iterator[Span]:
    """Sources and subjects before the pronoun, the nearest first."""
    at = bisect_right(speech.units, pronoun.start, key=lambda unit: unit.start) - 1
    for unit in reversed(speech.units[max(0, at - _REACH) : at + 1]):
        sources = [s.source for s in speech.statements if unit.start <= s.source.start < min(unit.end, pronoun.start)]
        first = subject(speech.plain, *unit)
        for span in (*reversed(sources), *([first] if first else [])):
            if span.end <= pronoun.start and not _is_pronoun(speech.plain[slice(*span)]):
                yield span


def _fits(pronoun: str, words: str) -> bool:
    """Whether a pronoun may stand for the words, as far as they tell."""
    person = bool(set(re.findall(r"[\w-]+", words.lower())) & speech_words()["persons"])
    if len(words.split()) > 12 or not any(c.isalpha() for c in words):
        return False
    if pronoun in ("he", "she", "i"):
        names = re.findall(r"\b[A-Z][\w'’-]+", words)
        named = len(names) > 1 and words[0].isupper() and not words.startswith("The ")
        return person or named or words.startswith(("Mr", "Ms", "Mrs", "Dr"))
    return pronoun in ("it", "they", "we") and not (pronoun == "it" and person)


def source_kind(text: str, sector: tuple[str, ...]) -> str | None:
    """unnamed, witness, media, document or official by the source's own words; None where they do not tell."""
    if _UNNAMED.search(text):
        return "unnamed"
    if _WITNESS.search(text):
        return "witness"
    if _MEDIA.search(text) or "JRN" in sector:
        return "media"
    if _DOCUMENT.search(text):
        return "document"
    return "official" if _OFFICIAL_SECTORS & set(sector) or _OFFICIAL.search(text) else None
