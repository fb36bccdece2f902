"""Which parties does a story name, and where? The phrases that pronouns and short forms are followed back to."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.gazetteer import Entry, Mention, Token, find, words_of
from dateline.records import Span
from dateline.steps.actors import NOBODY, Actor, apposition, misread, resolve_actor
from dateline.steps.listed import Listed
from dateline.steps.sentences import split_sentences

PERSON, BODY, PEOPLE, STATE = "person", "body", "people", "state"

# Heads that name a body; other singular heads name a person.
BODIES = words_of("bodies")
CROWDS = words_of("crowds")
LANDS = words_of("lands")
# Capitalised words that are no name: weekdays, months, words that open sentences.
NO_NAMES = words_of("openers")
# Words inside names of people: "Abdel Fattah el-Sisi", "Ursula von der Leyen".
PARTICLES = words_of("particles")
_LINK = re.compile(r"[ -]|'s |,? Jr\.? ")
_OF = re.compile(r" (?:of|for)(?: the)? ")
_INNER = re.compile(r" (?:[a-z-]+ ){1,2}")
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|of|from|to|into|near|with|by|against|for|over|about|between|inside|outside|under|after|before|"
    r"since|around|towards?|across|through)(?: (?:the|a|an|its|their|his|her))?(?: [a-z-]+)? ?$"
)
_PLACED = re.compile(r"\b(?:in|at|near|into|outside|inside|around|across|through)(?: the)? ?$", re.I)
_TITLED = frozenset("mr mrs ms dr sir dame lord lady sheikh sheik imam rev judge justice prof".split())
_FORMER = re.compile(r"\b(?:former|ex|then|late|ousted|deposed|retired)[ -]$", re.I)
# Characters to either side in which a name's title is looked for, so that the work stays linear in the text.
_BESIDE = 3000
_REACH = 40  # characters before a phrase in which its preposition is looked for


class Phrase(NamedTuple):
    """A party that a story names at [start, end): its kind, its head word, a person's surname ("" if none)
    and given names.

    `free`: no preposition stands before it, so that it can be the subject of its sentence.
    """

    start: int
    end: int
    sentence: int
    kind: str
    head: str
    surname: str
    given: frozenset[str]
    actor: Actor
    free: bool


class Unit(NamedTuple):
    """Tokens [first, last): a known name, or (`entry` None) capitalised words that nothing is known of."""

    first: int
    last: int
    entry: Entry | None


class Named(NamedTuple):
    """The sentences of a story and its phrases in order."""

    sentences: tuple[Span, ...]
    phrases: tuple[Phrase, ...]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds the character `at`, or of the one after it."""
        return bisect_right(self.sentences, at, key=lambda sentence: sentence.end)


@lru_cache(maxsize=32)
def named_parties(text: str, date: str | None = None, listed: Listed | None = None) -> Named:
    """All parties that `text` names, as of `date`; those on the user's list as it says."""
    tokens, mentions = find(text)
    sentences = tuple(split_sentences(text))
    found = Named(sentences, ())
    groups = _groups(text, tokens, _units(text, tokens, mentions, sentences))
    people = [g for g in groups if g[-1].entry is None and g[-1].last - g[0].first > 1]
    full = {tokens[g[-1].last - 1].word for g in people}
    named: dict[str, set[str]] = {}
    for last in (g[-1] for g in people if g[-1].last - g[-1].first > 1):
        named.setdefault(tokens[last.last - 1].word, set()).add(tokens[last.first].word)
    shared = {surname for surname, given in named.items() if len(given) > 1}
    phrases: list[Phrase] = []
    for group in groups:
        phrase = _phrase(text, tokens, group, full, date)
        own = listed.find(text[phrase.start : phrase.end], date) if listed and phrase else None
        if phrase and own:
            phrase = phrase._replace(actor=own)
        elif phrase and phrase.surname in shared and not phrase.given:
            phrase = phrase._replace(actor=resolve_actor(text[phrase.start : phrase.end], date=date))
        if phrase:
            phrases.append(phrase._replace(sentence=found.sentence_of(phrase.start)))
    return Named(sentences, tuple(phrases))


def _units(text: str, tokens: list[Token], mentions: list[Mention], sentences: Sequence[Span]) -> list[Unit]:
    """Known names and runs of other capitalised words, in order."""
    openers = {sentence.start for sentence in sentences}
    plain_words = {token.raw for token in tokens if token.raw.islower()}
    known = {at: m for m in mentions for at in range(m.first, m.last) if not misread(m, tokens, mentions)}
    units: list[Unit] = []
    at = 0
    while at < len(tokens):
        mention = known.get(at)
        if mention:
            units.append(Unit(mention.first, mention.last, mention.entry))
            at = mention.last
            continue
        last = at
        while last < len(tokens) and (
            (last not in known and _is_name(text, tokens[last], openers, plain_words))
            or (
                last > at
                and tokens[last].word in PARTICLES
                and tokens[last + 1 : last + 2]
                and tokens[last + 1].raw[0].isupper()
            )
        ):
            initial = len(tokens[last - 1].raw) == 1 or tokens[last - 1].word in _TITLED
            if last > at and tokens[last].before not in (" ", "-") and not (tokens[last].before == ". " and initial):
                break
            last += 1
            if tokens[last - 1].possessive:
                break
        if last > at:
            units.append(Unit(at, last, None))
        at = max(last, at + 1)
    return units


def _is_name(text: str, token: Token, openers: set[int], plain_words: set[str]) -> bool:
    """Whether a word is capitalised as a name is: not only because it opens a sentence."""
    if not token.raw[0].isupper() or token.word in NO_NAMES:
        return False
    opens = token.start in openers or text[max(0, token.start - 1) : token.start] in ('"', "“")
    return not (opens and token.word in plain_words)


def _groups(text: str, tokens: list[Token], units: list[Unit]) -> list[list[Unit]]:
    """Units that belong to one phrase: "Iranian" + "foreign minister" + "Zarif", "president" of "Kenya"."""
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and _joins(text, tokens, groups[-1][-1], unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _joins(text: str, tokens: list[Token], one: Unit, other: Unit) -> bool:
    between = text[tokens[one.last - 1].end : tokens[other.first].start]
    if _LINK.fullmatch(between):
        return True
    agent = one.entry is not None and one.entry.kind in ("agent", "organisation")
    if agent and _OF.fullmatch(between):
        return other.entry is None or other.entry.kind != "agent" or tokens[other.first].raw[0].isupper()
    owned = tokens[one.last - 1].possessive or (one.entry is not None and one.entry.kind == "adjective")
    heads = other.entry is not None and other.entry.kind == "agent"
    inner = owned and heads and _INNER.fullmatch(between)
    return bool(inner) and not any(word in NO_NAMES or word.endswith("ed") for word in between.split())


def _phrase(text: str, tokens: list[Token], group: list[Unit], full: set[str], date: str | None) -> Phrase | None:
    """What a group of units names; None for what is no party, as an adjective or a place name alone."""
    start, end = tokens[group[0].first].start, tokens[group[-1].last - 1].end
    if tokens[group[-1].last - 1].possessive:
        end -= 2 if text[end - 1] in "sS" else 1
    past = _FORMER.search(text, max(0, start - _REACH), start)
    start = past.start() if past else start
    words, last = text[start:end], group[-1]
    before = text[max(0, start - _REACH) : start]
    heads = [u for u in group if u.entry and u.entry.kind in ("agent", "organisation")]
    surname, given = "", frozenset[str]()
    if last.entry is None:
        size, titled = last.last - last.first, tokens[last.first].word in _TITLED
        word = tokens[last.last - 1].word
        if not (heads or size > 1 or titled or word in full) or (_PLACED.search(before) and not heads and size < 3):
            return None
        kind, surname = PERSON, word
        given = frozenset(token.word for token in tokens[last.first : last.last - 1]) - _TITLED
        if heads and _head(heads[-1].entry) in BODIES:
            kind, surname = BODY, ""
    elif heads:
        kind = _kind(heads[-1], tokens)
    elif last.entry.kind in ("name", "capital", "seat", "organisation"):
        kind = STATE
    elif last.entry.kind == "people":
        kind = PEOPLE
    else:
        return None
    head = _head(heads[-1].entry) if heads else tokens[last.last - 1].word
    if heads and head in LANDS and not surname:
        return None
    actor = _actor(text, words, tokens[last.first].start, end, bool(surname), date)
    return Phrase(start, end, 0, kind, head, surname, given, actor, not _PREPOSITION.search(before))


def _kind(unit: Unit, tokens: list[Token]) -> str:
    """Whether a head names a body, several people or one person."""
    entry = unit.entry
    if entry is None or entry.kind == "organisation" or _head(entry) in BODIES:
        return BODY
    plural = tokens[unit.last - 1].word not in entry.name.lower().split()
    return PEOPLE if plural or _head(entry) in CROWDS else PERSON


def _head(entry: Entry | None) -> str:
    """The word that says what a phrase names: the last, or the one before "of"."""
    return entry.name.lower().partition(" of ")[0].split()[-1] if entry else ""


def _actor(text: str, words: str, name_start: int, end: int, person: bool, date: str | None) -> Actor:
    """Who the words mean by themselves; a person also by what stands beside the name elsewhere in the story."""
    actor = resolve_actor(words, date=date)
    if actor.code or not person:
        return actor
    near = text[max(0, name_start - _BESIDE) : end + _BESIDE]
    beside = apposition(text[name_start:end], NOBODY, near, date)
    return beside if beside.code else actor
