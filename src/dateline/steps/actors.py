"""Who is meant: the state or organisation and the sector behind the words for a party."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.gazetteer import SHARED, Mention, Token, find, tokens_of, words_of
from dateline.steps.compounds import split_compound
from dateline.steps.offices import find_holders, term

# How near to the head a name stands: before it, after "of" or a comma, after a word of place, elsewhere.
HEAD, OWNER, WHERE, ELSEWHERE = range(4)
OWNING = {"of", "from"}
PLACING = {"in", "at", "inside", "across", "throughout", "within"}
OTHER = words_of("other")
# "a spokesman for the army", "an adviser to the president": what follows is whose they are.
SERVING = {
    "for": ("spokes", "minister", "secretary", "candidate", "lawyer"),
    "to": ("advis", "aide", "assistant", "loyal"),
}
# Who stands in a land that is not theirs; "the embassy in Bangkok" is nobody's by these words.
POSTED = words_of("posted")
# "Iran-backed", "Chinese-owned", "French-speaking": the state named is not the party's.
DETACHED = words_of("detached")
STANCE = {"pro", "anti", "non"}
PAST = words_of("past")
OFFICIAL = {"GOV", "LEG", "JUD", "SPY", "MIL", "COP", "PTY"}
KIN = words_of("kin")
# Names of states and cities that people bear too, and words for offices that are surnames too.
BORNE = words_of("borne")
SURNAMES = words_of("surnames")
# Institutions that every state has, so that the state is often left unsaid.
STATELY = {"COP", "MIL", "GOV", "JUD", "LEG", "SPY"}
PLACE_WORDS = {"state", "province", "city", "county", "region", "district", "governorate", "oblast", "town"}
# Words that open a phrase with a capital letter and are no name.
NO_NAMES = {"the", "some", "many", "several", "two", "three", "four", "five", "they", "she", "his", "her", "their"}
NO_NAMES |= {"its", "our", "this", "that", "these", "those", "all", "more", "about", "around", "nearly", "dozens"}
NO_NAMES |= {"hundreds", "thousands", "who", "former", "new", "senior", "other", "local", "unknown", "armed", "top"}
COUNTED = re.compile(r"(?i)\b(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|several)\b")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an entity text means: code and sectors, None and () where the words do not tell; `by` the rules."""

    code: str | None = None
    sector: tuple[str, ...] = ()
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    by: str | None = None


NOBODY = Actor()


def resolve_actor(text: str, *, date: str | None = None, context: str | None = None) -> Actor:
    """Whom `text` means. `context`, the sentence or story, helps where the text names no state itself."""
    found = _by_words(text)
    if not found.code:
        found = _by_office(text, found, date)
    if found.code or not context:
        return found
    return _by_context(text, found, context, date)


def _by_office(text: str, found: Actor, date: str | None) -> Actor:
    """Adds the state of the office-holder whom `text` names, and the sector of the office held on `date`."""
    holders = find_holders(tokens_of(text), date)
    if len({holder.code for holder in holders}) != 1:
        return found
    holder, sector = term(holders, date)
    when = " to ".join(filter(None, (holder.since, holder.until))) or "undated"
    by = f"offices.{holder.source}: {holder.name}, {holder.office} ({when})"
    return Actor(
        holder.code,
        found.sector or ((sector,) if sector else ()),
        identifier_text=holder.name,
        office=holder.office,
        by="; ".join(filter(None, (by, found.by))),
    )


def resolve_actors(text: str, *, date: str | None = None, context: str | None = None) -> tuple[Actor, ...]:
    """One actor for each party that a compound names; see split_compound."""
    parts = split_compound(text, lambda part: resolve_actor(part).code is not None)
    return tuple(resolve_actor(part, date=date, context=context) for part in parts)


@lru_cache(maxsize=65536)
def _by_words(text: str) -> Actor:
    tokens, mentions = find(text)
    if not mentions:
        return NOBODY
    levels = _levels(tokens)
    kept = [m for m in mentions if not misread(m, tokens, mentions)]
    home = _home(kept, tokens, levels)
    sector, agent = _sector(kept, tokens, levels, home)
    code = home.entry.code if home else None
    if home and home.entry.kind == "agent":
        sector = ()
    rules = [f"{m.entry.kind}:{m.entry.name}" for m in (home, agent) if m]
    return Actor(code, sector, by="actors." + "+".join(dict.fromkeys(rules)) if rules else None)


def _levels(tokens: list[Token]) -> list[int]:
    """How each word is bound to the head of the phrase, by the last preposition or comma before it."""
    levels, level, serving = [], HEAD, ""
    for at, token in enumerate(tokens):
        word = token.word
        if "," in token.before and level in (HEAD, OWNER):
            level = OWNER
        elif ";" in token.before or "(" in token.before:
            level = ELSEWHERE
        if at and token.raw.islower():
            if word in OWNING:
                level = max(OWNER, level) if level != WHERE else OWNER
            elif word in PLACING:
                level = max(WHERE, level)
            elif word in SERVING and level == HEAD and any(part in serving for part in SERVING[word]):
                level = OWNER
            elif word in OTHER:
                level = ELSEWHERE
        if level == HEAD:
            serving += " " + word
        levels.append(level)
    return levels


def misread(mention: Mention, tokens: list[Token], mentions: list[Mention]) -> bool:
    """Whether the words of a known name are something else here: part of a person's name, "X-backed"."""
    first, last, entry = mention
    after = tokens[last] if last < len(tokens) else None
    previous = tokens[first - 1] if first else None
    if entry.kind != "agent":
        if after and after.before == "-" and after.word in DETACHED:
            return True
        if previous and tokens[first].before == "-" and previous.word in STANCE:
            return True
        if entry.kind in ("seat", "phrase", "organisation"):
            return False
    if last - first > 2 or tokens[first].raw.islower():
        return False
    if entry.kind == "agent":
        if entry.name.lower() not in SURNAMES:
            return False
        return bool(
            (previous and tokens[first].before == " " and _names_person(previous, mentions, first - 1))
            or (first and after and after.before == " " and _names_person(after, mentions, last))
        )
    if entry.kind != "place" and " ".join(t.word for t in tokens[first:last]) not in BORNE:
        return False
    if (
        first > 1
        and previous
        and previous.word == "of"
        and any(m.entry.kind == "agent" for m in mentions if m.last == first - 1)
    ):
        return False  # "Mayor of London Sadiq Khan"
    behind = previous is not None and tokens[first].before == " " and _names_person(previous, mentions, first - 1)
    ahead = after is not None and after.before == " " and not tokens[last - 1].possessive
    return behind or bool(ahead and after and after.word not in PLACE_WORDS and _names_person(after, mentions, last))


def _names_person(token: Token, mentions: list[Mention], at: int) -> bool:
    """Whether a neighbour can be the other part of a person's name: capitalised and not known otherwise."""
    if not token.raw[0].isupper() or (token.raw.isupper() and len(token.raw) > 2) or token.possessive:
        return False
    if token.word in ("the", "a", "an", "in"):
        return False
    return not any(m.first <= at < m.last and m.entry.kind != "place" for m in mentions)


def _home(mentions: list[Mention], tokens: list[Token], levels: list[int]) -> Mention | None:
    """The name that gives the code: the one bound nearest to the head, of several the first."""
    heads = [m for m in mentions if m.entry.kind == "agent" and levels[m.first] == HEAD]
    posted = any(t.word.removesuffix("s") in POSTED for m in heads for t in tokens[m.first : m.last])
    best, nearest = None, ELSEWHERE
    for mention in mentions:
        level = levels[mention.first]
        if not mention.entry.code or mention.entry.kind == "agent" or (level == WHERE and posted):
            continue
        if mention.entry.rank == SHARED:
            continue
        if level < nearest:
            best, nearest = mention, level
    if best is None:
        best = next((m for m in heads if m.entry.code), None)
    return best


def _sector(
    mentions: list[Mention], tokens: list[Token], levels: list[int], home: Mention | None
) -> tuple[tuple[str, ...], Mention | None]:
    """The sectors, and the name that gave them."""
    agent = _agent(mentions, tokens, levels)
    extra = home.entry.sector if home and home.entry.sector == ("PRE",) else ()
    if home and home.entry.code in ("UNO", "EUR", "IGO"):
        return (), None
    if agent is None:
        national = next((m for m in mentions if m is not home and m.entry.code == "NGO"), None)
        if national and home:
            # A national society ("the Turkish Red Crescent") is its country's.
            return ("SOC", *extra), national
        return _bare(mentions, tokens, home) + extra, None
    if agent.entry.rank == "office" and home is None:
        return extra, None
    sector = agent.entry.sector
    if agent.entry.code == "NGO" and home and home is not agent and home.entry.code != "NGO":
        sector = ("SOC",)
    first = sector[0] if sector else ""
    words = {t.word for t in tokens[: agent.last]}
    officials = any(m is not agent and OFFICIAL & set(m.entry.sector[:1]) for m in mentions)
    if (first in OFFICIAL and PAST & words) or (officials and tokens[agent.last - 1].word in KIN):
        return ("ELI", *extra), agent
    opposed = any("OPP" in m.entry.sector and m is not agent and m.first < agent.first for m in mentions)
    if opposed and "OPP" not in sector:
        sector = ("PTY", "OPP") if agent.entry.rank in ("title", "office") else (*sector, "OPP")
    return (*sector, *extra), agent


def _agent(mentions: list[Mention], tokens: list[Token], levels: list[int]) -> Mention | None:
    """The word that tells the sector: heads before generic words before titles, the nearest bound first."""
    fallback: dict[str, Mention] = {}
    joint = next((at for at, token in enumerate(tokens) if token.word == "and"), len(tokens))
    for level in (HEAD, OWNER, WHERE):
        here = [
            m
            for m in mentions
            if levels[m.first] == level and m.entry.kind in ("agent", "organisation") and m.entry.sector
        ]
        if level != HEAD:
            here = here[:1] if not any(m.entry.rank == "head" for m in here) else here
        for rank in ("head", "generic"):
            ranked = [m for m in here if m.entry.rank in (rank, SHARED if rank == "head" else rank)]
            if ranked and level == HEAD:
                # Of two parties joined by "and" the first is meant; the head of a phrase stands last.
                return [m for m in ranked if m.last <= joint][-1:][0] if ranked[0].last <= joint else ranked[-1]
            if ranked:
                return ranked[0]
        for mention in here:
            fallback.setdefault(mention.entry.rank, mention)
    return fallback.get("title") or fallback.get("modifier") or fallback.get("office")


def _bare(mentions: list[Mention], tokens: list[Token], home: Mention | None) -> tuple[str, ...]:
    """Sectors of a state's name alone: GOV for its capital or seat, CVL for counted people, else none."""
    if home is None:
        shared = any(m.entry.kind == "seat" and m.entry.rank == SHARED for m in mentions)
        return ("GOV",) if shared else ()
    if home.entry.kind == "seat":
        return ("GOV",)
    beside = [t.word for t in (*tokens[: home.first], *tokens[home.last :]) if t.word != "the"]
    if home.entry.kind == "capital" and not beside:
        return ("GOV",)
    person = home.entry.kind in ("adjective", "people") and home.last == len(tokens) and home.first
    if person and COUNTED.fullmatch(tokens[home.first - 1].raw):
        return ("CVL",)
    return ()


def _by_context(text: str, found: Actor, context: str, date: str | None) -> Actor:
    """Adds what the context says about the same words: an apposition, or the only state it names."""
    named = apposition(text, found, context, date)
    if named.code:
        return named
    usual = usual_state(text, context)
    if usual:
        return replace(found, code=usual, by=f"{found.by}; actors.usual-state")
    stately = found.sector and found.sector[0] in STATELY and not names_of(text)
    if not (stately or (found.sector and len(context.split()) <= 3)):
        return found
    state = only_state(context)
    if state is None:
        return found
    return replace(found, code=state, by=f"{found.by}; actors.only-state-of-context")


def usual_state(text: str, context: str) -> str | None:
    """The state whose body bears a shared name ("the National Security Agency"), if the context names that state."""
    codes = {m.entry.code for m in find(text)[1] if m.entry.rank == SHARED and m.entry.code}
    if not codes:
        return None
    return next((m.entry.code for m in find(context)[1] if m.entry.code in codes and m.entry.rank != SHARED), None)


def only_state(text: str) -> str | None:
    """The one state that `text` is set in; None where it names several or only people and their things.

    A demonym or an owner is no setting: "police guarded the Iranian embassy" says nothing of the police.
    """
    tokens, mentions = find(text)
    named = [
        m
        for m in mentions
        if m.entry.code and m.entry.kind not in ("agent", "organisation") and not misread(m, tokens, mentions)
    ]
    setting = len(tokens) <= 3 or any(
        m.entry.kind in ("name", "capital", "place") and not tokens[m.last - 1].possessive for m in named
    )
    states = {m.entry.code for m in named}
    return states.pop() if setting and len(states) == 1 else None


def names_of(text: str) -> list[Token]:
    """Capitalised words of `text` that no gazetteer knows: most often a person's name."""
    tokens, mentions = find(text)
    return [
        token
        for at, token in enumerate(tokens)
        if token.raw[0].isupper()
        and len(token.raw) > 2
        and token.word not in NO_NAMES
        and not any(m.first <= at < m.last for m in mentions)
    ]


def apposition(text: str, found: Actor, context: str, date: str | None) -> Actor:
    """What stands beside a name in its context: a title before it, or an apposition between commas."""
    name = text.strip()
    if not name or not name[0].isupper() or (found.sector and len(name.split()) == 1):
        return found
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", context):
        title = _before(context, match.start())
        for phrase in (title, _after(context, match.end()), _lead(context, *match.span())):
            beside = _by_words(phrase) if phrase else NOBODY
            if beside.code and beside.sector:
                return replace(beside, by=f"actors.apposition:{phrase}; {beside.by}")
        known = resolve_actor(f"{title} {name}", date=date) if title else NOBODY
        if known.code:
            return known
    return found


def _before(context: str, start: int) -> str:
    """The title that runs up to `start`: capitalised or known words without a break before the name."""
    window = context[max(0, start - 80) : start]
    window = re.split(r"[.;:,()\"“”\n](?=\s)|\n", window)[-1]
    tokens, mentions = find(window)
    at = len(tokens)
    while at:
        token = tokens[at - 1]
        known = any(m.first <= at - 1 < m.last for m in mentions)
        # "Swedish captain", "Panama's coach": a word between a state and a name tells what the person is.
        linked = any(m.last == at - 1 and (m.entry.kind == "adjective" or tokens[at - 2].possessive) for m in mentions)
        if not (known or linked or token.raw[0].isupper() or token.word in ("of", "for", "deputy", "the")):
            break
        at -= 1
    return window[tokens[at].start :].strip() if at < len(tokens) else ""


def _lead(context: str, start: int, end: int) -> str:
    """The title that a comma parts from the name after it: "the Kenyan foreign minister, Jane Doe, ..."."""
    parted = context[max(0, start - 2) : start] == ", " and context[end : end + 1] in (",", ".", ";", ")")
    return _before(context, start - 2) if parted else ""


def _after(context: str, end: int) -> str:
    """The apposition that a comma opens at `end`."""
    match = re.match(r"\s*,\s+((?:(?:the|a|an|its|their)\s+)?[^,.;:()\n]{3,90})[,.;]", context[end : end + 110])
    phrase = match[1] if match else ""
    return "" if re.match(r"(?i)(?:and|but|who|which|where|when|while|said|in|on|after|as)\b", phrase) else phrase
