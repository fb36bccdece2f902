"""Whom do "he", "the ministry" and "Kim" mean? Short forms followed back to the words of the story that name them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dateline.gazetteer import find, plain, tokens_of, words_of
from dateline.records import Span
from dateline.steps.actors import NOBODY, STATELY, Actor, names_of, only_state, resolve_actor, usual_state
from dateline.steps.listed import Listed
from dateline.steps.phrases import BODY, PEOPLE, PERSON, STATE, Named, Phrase, named_parties

# Who is sent abroad, so that the place does not tell whose they are; words that say there are several.
SENT = {"ambassador", "envoy", "embassy", "embassie", "diplomat", "consul", "consulate", "mission", "peacekeeper"}
UNSETTLED = {"both", "other", "foreign", "overseas", "visiting", "its", "their", "his", "her", "whose"}
SEVERAL = re.compile(r"(?i)the (?:two|three|four|five)\b")
SINGULAR = {"he", "him", "his", "himself", "she", "her", "hers", "herself"}
PLURAL = {"they", "them", "their", "theirs", "themselves"}
THING = {"it", "its", "itself"}
SPEAKING = {"i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
PRONOUNS = SINGULAR | PLURAL | THING | SPEAKING | RELATIVE
OWNING = SINGULAR | PLURAL | THING | SPEAKING
WOMEN = words_of("women")
MEN = words_of("men")
# People who belong where they are met: the place of the event tells whose they are.
LOCAL = words_of("local")
# How many sentences back a pronoun, and a short form without a name, may reach.
PRONOUN_REACH, SHORT_REACH = 2, 12
# How often an antecedent that is a short form itself is followed on.
CHAIN = 2
# A state is the story's own when this share of the story's mentions of states are of it; a smaller
# share is enough for the one that is named first.
OWN_SHARE, FIRST_SHARE = 0.75, 0.6

# "the group", "the company": what such a word can stand for, by code or first sector of what was named.
CLASSES: dict[str, tuple[set[str], set[str]]] = {
    "group": ({"IMG", "NGO", "IGO", "ISM", "EUR"}, {"REB", "PRM", "CRM", "SOC", "UAF", "PTY"}),
    "organisation": ({"IMG", "NGO", "IGO", "UNO", "ISM"}, {"REB", "SOC", "PTY", "CRM"}),
    "militia": ({"IMG"}, {"REB", "PRM"}),
    "movement": ({"ISM", "IMG"}, {"REB", "PTY", "SOC", "CVL"}),
    "company": ({"MNC"}, {"BUS"}),
    "party": (set(), {"PTY"}),
    "bloc": ({"EUR", "IGO"}, set()),
    "alliance": ({"IGO"}, {"PTY", "REB"}),
    "agency": ({"UNO", "IGO", "NGO"}, {"GOV", "SPY", "JRN", "COP"}),
    "body": ({"UNO", "IGO", "NGO"}, {"GOV", "SOC", "JUD"}),
    "charity": ({"NGO"}, {"SOC"}),
    "newspaper": (set(), {"JRN"}),
}  # fmt: skip
SAME = {
    "organization": "organisation", "outfit": "group", "faction": "group", "militants": "group", "rebels": "group",
    "insurgents": "group", "fighters": "group", "firm": "company", "carrier": "company", "airline": "company",
    "manufacturer": "company", "watchdog": "body", "broadcaster": "newspaper", "paper": "newspaper", "union": "bloc",
}  # fmt: skip
LANDS = words_of("lands")
# Codes that are no state's.
BODILESS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
KOREAS = {"north": "PRK", "south": "KOR"}
_SHORT = re.compile(r"(?i)((?:the|this|that|these|those)\s+)?(?:same\s+)?([\w' -]+)")
_SAID = re.compile(r"\b(?:said|says|told|added|wrote|tweeted|stated|declared|warned|insisted)\b")


class Found(NamedTuple):
    """Whom the words at a span mean, and the span of the words that told, None where they told it themselves."""

    actor: Actor
    span: Span | None = None


NOTHING = Found(NOBODY)


def resolve_in_story(
    text: str,
    span: Span,
    *,
    date: str | None = None,
    filed: str | None = None,
    place: str | None = None,
    listed: Listed | None = None,
) -> Found:
    """Whom the words at `span` of the story `text` mean: by themselves, else by what the story says.

    `filed` and `place` are the codes of the states of the dateline and of the event's place. What the
    story does not settle (two candidates as near as each other) stays NOBODY, or has no code.
    """
    words = text[slice(*span)]
    own = resolve_actor(words, date=date)
    korean = _korea(words, text)
    if korean:
        return Found(korean)
    if own.code:
        return Found(own)
    named = named_parties(text, date, listed)
    found = _followed(text, span, own, named)
    if found.actor.code:
        return found
    told, known = (found.span, found.actor) if found.span else (span, own)
    state, by = _setting(text, told, known, named, place, filed)
    if state:
        return found._replace(actor=replace(known, code=state, by=f"{known.by}; {by}"))
    return found._replace(actor=known)


def _followed(text: str, span: Span, own: Actor, named: Named, depth: int = 0) -> Found:
    """The antecedent by the kind of short form; an antecedent that is short itself is followed on."""
    found = _step(text, span, own, named)
    if found.span is None or found.actor.code or depth == CHAIN:
        return found
    further = _followed(text, found.span, found.actor, named, depth + 1)
    if not further.actor.code:
        return found
    by = f"{found.actor.by}; {further.actor.by}"
    return Found(replace(further.actor, sector=found.actor.sector or further.actor.sector, by=by), further.span)


def _step(text: str, span: Span, own: Actor, named: Named) -> Found:
    """The phrase that a short form leads to."""
    words = text[slice(*span)]
    tokens = tokens_of(words)
    if not tokens:
        return NOTHING
    first, alone = tokens[0].word, len(tokens) == 1
    if first == "both" and alone:
        return NOTHING
    if alone and first in PRONOUNS:
        return _linked(_pronoun(text, first, span, named), NOBODY, "pronoun", text)
    pronoun = next((token for token in tokens[:-1] if token.word in OWNING), None)
    if pronoun:
        at = span.start + pronoun.start
        owner = _pronoun(text, pronoun.word, Span(at, at + len(pronoun.word)), named) if own.sector else None
        return _linked(owner, own, "owner", text)
    land = next((token for token in tokens[:-1] if token.word in LANDS and token.possessive), None)
    if land:
        return _linked(_land(span, named), own, "owner", text)
    surname = _surname(words, span, named)
    if surname:
        return _linked(surname, own, "name", text)
    short = _SHORT.fullmatch(words)
    return _definite(text, plain(short[2]).lower(), span, own, named, bool(short[1])) if short else NOTHING


def _linked(phrase: Phrase | None, own: Actor, rule: str, text: str) -> Found:
    """The phrase's state with the sectors of the words themselves, if they have any."""
    if phrase is None:
        return NOTHING
    who, span = phrase.actor, Span(phrase.start, phrase.end)
    by = f"antecedents.{rule}: {text[slice(*span)]} [{span.start}:{span.end}]" + (f"; {who.by}" if who.by else "")
    if own.sector and rule == "owner":
        return Found(replace(own, code=who.code, by=f"{by}; {own.by}"), span)
    return Found(replace(who, sector=who.sector or own.sector, by=by), span)


def _pronoun(text: str, word: str, span: Span, named: Named) -> Phrase | None:
    if word in RELATIVE:
        before = (p for p in named.phrases if p.end <= span.start and not text[p.end : span.start].strip(" ,"))
        return next(before, None)
    if word in SPEAKING:
        return _speaker(text, span, named)
    return _nearest(_fits(word), span, named, PRONOUN_REACH)


def _fits(word: str) -> Callable[[Phrase], bool]:
    """Whether a phrase can be what a pronoun stands for."""
    if word in PLURAL:
        return lambda p: p.kind in (PEOPLE, BODY)
    if word in THING:
        return lambda p: p.kind in (BODY, STATE)
    other = WOMEN if word in ("he", "him", "his", "himself") else MEN
    return lambda p: p.kind == PERSON and p.head not in other


def _nearest(fits: Callable[[Phrase], bool], span: Span, named: Named, reach: int) -> Phrase | None:
    """The fitting phrase of the nearest sentence: its subject, or the only one; None where two are alike."""
    here = named.sentence_of(span.start)
    for sentence in range(here, here - reach - 1, -1):
        near = [p for p in named.phrases if p.sentence == sentence and p.end <= span.start and fits(p)]
        if not near:
            continue
        subjects = [p for p in near if p.free]
        chosen = subjects[0] if subjects else near[0]
        rivals = {_identity(p) for p in (subjects or near)} - {_identity(chosen)}
        if rivals and not subjects:
            return None
        return chosen
    return None


def _identity(phrase: Phrase) -> tuple[str | None, str]:
    return phrase.actor.code, phrase.surname or phrase.head


def _speaker(text: str, span: Span, named: Named) -> Phrase | None:
    """Who says the words around `span`: the party beside a verb of saying, in its sentence or those around."""
    here = named.sentence_of(span.start)
    for sentence in (here, here + 1, here - 1):
        if not 0 <= sentence < len(named.sentences):
            continue
        start, end = named.sentences[sentence]
        said = [m.span() for m in _SAID.finditer(text, start, end)]
        beside = [
            p
            for p in named.phrases
            if p.sentence == sentence
            and p.kind in (PERSON, BODY)
            and any(0 <= at - p.end <= 30 or 0 <= p.start - done <= 12 for at, done in said)
        ]
        if beside:
            return beside[0] if len({_identity(p) for p in beside}) == 1 else None
    return None


def _surname(words: str, span: Span, named: Named) -> Phrase | None:
    """The fullest phrase that names the person whose surname, or last words, stand at `span`."""
    names = names_of(words)
    if not names or names[-1].end != len(words):
        return None
    given = {token.word for token in names[:-1]}
    same = [p for p in named.phrases if p.surname == names[-1].word and (p.start, p.end) != tuple(span)]
    if given:
        same = [p for p in same if not p.given or p.given & given]
    elif len(people := {frozenset(p.given) for p in same if p.given}) > 1 and not set.intersection(*map(set, people)):
        # Two people of one surname: the one named last.
        last = max((p for p in same if p.given and p.end <= span.start), key=lambda p: p.start, default=None)
        same = [p for p in same if last and p.given & last.given]
    coded = [p for p in same if p.actor.code]
    if coded and len({p.actor.code for p in coded}) == 1:
        return max(coded, key=lambda p: (bool(p.actor.sector), -abs(p.start - span.start)))
    return next((p for p in same if p.actor.sector), None) if not coded else None


def _definite(text: str, head: str, span: Span, own: Actor, named: Named, article: bool) -> Found:
    """ "The ministry": an earlier party of the same head; "the group", "the country": one of that class."""
    last = head.split()[-1]
    acronym = _acronym(text, head, span, named)
    if acronym:
        return _linked(acronym, own, "initials", text)
    if last in LANDS and head == last and article:
        return _linked(_land(span, named), NOBODY, "land", text)
    back = [p for p in named.phrases if p.end <= span.start and p.actor.code]
    same = [p for p in back if _ends_alike(text, p, head)]
    stately = bool(own.sector) and own.sector[0] in STATELY
    if same and (article or (stately and len({p.actor.code for p in same}) == 1)):
        return _linked(_settled(same, span, named), own, "short-form", text)
    codes, sectors = CLASSES.get(SAME.get(last, last), (set(), set()))
    kin = [p for p in back if p.actor.code in codes or (sectors & set(p.actor.sector[:1]) and p.kind == BODY)]
    if kin and article and len(head.split()) <= 2:
        return _linked(_settled(kin, span, named), NOBODY, "kind", text)
    return NOTHING


def _land(span: Span, named: Named) -> Phrase | None:
    """The state that "the country" is: the nearest one named."""
    return _nearest(lambda p: p.kind == STATE and p.actor.code not in BODILESS, span, named, PRONOUN_REACH)


def _ends_alike(text: str, phrase: Phrase, head: str) -> bool:
    """Whether a phrase is the fuller form of `head`: "Kenyan interior ministry" of "ministry"."""
    words = plain(text[phrase.start : phrase.end]).lower()
    forms = (words, words.partition(" of ")[0])
    if phrase.surname and f" {head} " in f" {words} ":
        return True
    return any(form == head or form.endswith(" " + head) for form in forms)


def _settled(phrases: Iterable[Phrase], span: Span, named: Named) -> Phrase | None:
    """The nearest of the phrases, unless others as near are of another state."""
    here = named.sentence_of(span.start)
    near = [p for p in phrases if here - p.sentence <= SHORT_REACH]
    if not near:
        return None
    sentence = max(p.sentence for p in near)
    last = [p for p in near if p.sentence == sentence]
    return last[-1] if len({p.actor.code for p in last}) == 1 else None


def _acronym(text: str, head: str, span: Span, named: Named) -> Phrase | None:
    """The party whose name stands before "(INEC)" in the story."""
    if not re.fullmatch(r"[a-z]{2,8}", head) or not text[slice(*span)].split()[-1].isupper():
        return None
    mark = text.find(f"({text[slice(*span)].split()[-1]})")
    return next((p for p in named.phrases if p.actor.code and 0 <= mark - p.end <= 1), None) if mark > 0 else None


def _korea(words: str, text: str) -> Actor | None:
    """ "The North" and "the South" in a story about Korea."""
    match = re.fullmatch(r"(?:the )?(North|South)(?:'s? .*)?", plain(words), re.I)
    if not match or not match[1][0].isupper() or not re.search(r"\bKorean?s?\b", text):
        return None
    return Actor(KOREAS[match[1].lower()], by="antecedents.korea")


def _setting(
    text: str, span: Span, own: Actor, named: Named, place: str | None, filed: str | None
) -> tuple[str | None, str]:
    """The state of unnamed police, courts and officials, and of local people: that of where they act.

    By the event's place, the sentence, the dateline, the state that the story is about; in this order.
    """
    words = text[slice(*span)]
    usual = usual_state(words, text)
    if usual:
        return usual, "antecedents.usual-state"
    stately = bool(own.sector) and own.sector[0] in STATELY
    local = any(token.word in LOCAL for token in tokens_of(words))
    tokens = tokens_of(words)
    if not (stately or local) or SEVERAL.match(words):
        return None, ""
    if any(t.word in UNSETTLED or t.word.removesuffix("s") in SENT for t in tokens):
        return None, ""
    sentence = text[slice(*named.sentences[min(named.sentence_of(span.start), len(named.sentences) - 1)])]
    choices = [(only_state(sentence), "only-state-of-sentence"), (place, "place-of-event"), (filed, "dateline-state")]
    own_state = (_own_state(text), "story-state")
    if names_of(words):
        choices = [own_state] if stately else []
    elif tokens[0].word == "the":
        # "The army" is that of the state the story is about, wherever its neighbours stand in the sentence.
        choices.insert(0, own_state)
    else:
        choices.append(own_state)
    return next(((state, f"antecedents.{by}") for state, by in choices if state), (None, ""))


@lru_cache(maxsize=32)
def _own_state(text: str) -> str | None:
    """The state that a story is about: the one that most of its mentions of states are of."""
    _, mentions = find(text)
    codes = [m.entry.code for m in mentions if m.entry.code and m.entry.kind not in ("agent", "organisation")]
    if len(codes) < 2:
        return None
    most = max(set(codes), key=lambda code: (codes.count(code), code))
    share = FIRST_SHARE if codes[0] == most else OWN_SHARE
    return most if codes.count(most) >= share * len(codes) else None
