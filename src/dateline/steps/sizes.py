"""How many? People dead, injured, arrested or in the crowd, as the text counts them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from dateline.records import Evidence, Size, Span
from dateline.steps.assembly import Draft

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(_UNITS.split(), 1)}
TENS = {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
FOLD = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
# Words without a number: the least that they can mean, which is marked as a lower bound.
VAGUE = {
    "a couple of": 2, "a few": 3, "several": 3, "a handful of": 3, "scores of": 40, "scores": 40, "dozens of": 24,
    "dozens": 24,
    "hundreds of thousands of": 200_000, "hundreds of thousands": 200_000, "tens of thousands of": 20_000,
    "tens of thousands": 20_000, "hundreds of": 200, "hundreds": 200, "thousands of": 2000, "thousands": 2000,
    "a million": 1_000_000, "millions of": 2_000_000, "millions": 2_000_000, "several dozen": 36,
    "several hundred": 300,
    "several thousand": 3000, "a few dozen": 36, "a few hundred": 300, "a dozen": 12, "half a dozen": 6,
}  # fmt: skip
EXACT = ("a couple of", "a dozen", "half a dozen", "a million")
LEAST = ("at least", "more than", "over", "no fewer than", "not less than", "upwards of", "well over")
MOST = ("up to", "as many as", "fewer than", "less than", "nearly", "almost", "at most", "under")
PEOPLE = frozenset(
    "people person persons man woman men women boy girl child children civilian soldier officer policeman policewoman "
    "student journalist teacher protester demonstrator militant fighter gunman guard driver worker commander leader "
    "suspect insurgent rebel villager resident farmer doctor nurse aid activist opposition lawyer judge politician "
    "lawmaker official baby teenager youth migrant refugee prisoner tourist victim attacker bomber terrorist passer-by "
    "bystander father mother son daughter brother sister couple mayor priest cleric imam settler trader shopkeeper "
    "policemen troops police marine pilot sailor peacekeeper paramedic firefighter colonel captain general "
    "sergeant".split()
)
CUES = {
    "dead": r"killed|kills|kill|killing|died|dies|dead|slain|slaying|shot dead|martyred|executed|massacred|beheaded|"
            r"perished|deaths|fatalities|lives|death toll",
    "injured": r"injured|injures|injuring|wounded|wounds|wounding|hurt|hurting|injuries",
    "arrested": r"arrested|arrests|arresting|detained|detains|detaining|captured|capturing|rounded up|rounding up|"
                r"apprehended|apprehending|jailed",
    "crowd": r"protested|protesting|demonstrated|demonstrating|marched|marching|rallied|rallying|gathered|gathering|"
             r"took to the streets|turned out|attended|took part|joined|strikers|struck|walked out|protesters|"
             r"on strike|demonstrators|marchers|crowd|crowds|rally|march|protest|protests|demonstration",
}  # fmt: skip
# The types whose happening a count belongs to, the likeliest first.
TYPES = {
    "dead": ("ASSAULT", "COERCE", "PROTEST"), "injured": ("ASSAULT", "COERCE", "PROTEST"),
    "arrested": ("COERCE",), "crowd": ("PROTEST",),
}  # fmt: skip
_WORDS = "|".join([*TENS, *SMALL])
_COUNT = re.compile(
    r"(?P<bound>(?:" + "|".join(LEAST + MOST) + r")\s+)?(?:(?:some|about|around|approximately|an estimated|a total of|"
    r"another|the|all|other)\s+)*"
    r"(?P<number>(?:nobody|no one|" + "|".join(sorted(VAGUE, key=len, reverse=True)) + r")\b"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s(?:hundred|thousand|million)\b)?"
    rf"|(?:(?:a|{_WORDS})[ -])?(?:hundred|thousand)(?: and)?(?: (?:{_WORDS})(?:-(?:{_WORDS}))?)?\b"
    rf"|(?:{_WORDS})(?:[- ](?:{_WORDS}))?(?: (?:dozen|hundred|thousand|million))?\b"
    r"|an?\b)",
    re.I,
)
_CUE = re.compile(r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in CUES.items()) + r")\b", re.I)
_NO_COUNT = re.compile(
    r"\s?(?:%|percent|per cent|st\b|nd\b|rd\b|th\b|[-:]|years?\b|year-old|months?\b|weeks?\b|days?\b|hours?\b|"
    r"minutes?\b|"
    r"km\b|kilomet|miles?\b|met(?:er|re)s\b|times\b|dollars|a\.m|p\.m|am\b|pm\b|other (?:attack|incident)|"
    r"(?:separate )?(?:attacks?|incidents?|villages?|cities|towns|houses|homes|vehicles|countries|points|bombs|"
    r"explosions?|blasts?|raids?|operations?|strikes?|airstrikes?|rockets?|weapons|rifles)\b)"
)
_BEFORE = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?|[$€£#]|\bage[d]?|\bno\.|\bin|\bsince|"
    r"\bby|\bhighway|\broute|\bsection|\barticle|\bresolution)\s*$",
    re.I,
)
_AUX = re.compile(
    r"\b(?:were|was|been|are|is|be|being|got|reported|confirmed|feared|left|leaving)(?:\s\w+ly)?\s*$", re.I
)
_GAP = re.compile(r"[\s,]*(?:[\w'’-]+[\s,]+){0,9}$")


class Count(NamedTuple):
    """People counted: of which kind, how many, whether at least or at most so many, and the words."""

    kind: str
    value: int
    bound: str
    span: Span
    cue: int


class _Number(NamedTuple):
    value: int
    bound: str
    span: Span
    person: bool


def counts(text: str, sentence: Span) -> list[Count]:
    """The counts of people in a sentence, in order of what is told of them."""
    cues = list(_CUE.finditer(text, *sentence))
    numbers = _numbers(text, sentence) if cues else []
    found, used = [], set()
    for at, cue in enumerate(cues):
        kind = str(cue.lastgroup)
        before = cues[at - 1].end() if at else sentence.start
        after = cues[at + 1].start() if at + 1 < len(cues) else sentence.end
        number = _of(text, numbers, cue, kind, before, after)
        if number and number.span not in used:
            used.add(number.span)
            span = _with_noun(text, number.span, sentence)
            found.append(Count(kind, number.value, number.bound, span, cue.start()))
    return found


def _of(text: str, numbers: list[_Number], cue: re.Match[str], kind: str, before: int, after: int) -> _Number | None:
    """The number that a cue tells of: behind an active verb, before a passive or a noun."""
    objects = [n for n in numbers if cue.end() <= n.span.start < after and n.span.start - cue.end() < 30]
    subjects = [n for n in numbers if before <= n.span.start and n.span.end <= cue.start()]
    word = cue[0].lower()
    near = subjects and _GAP.match(text, subjects[-1].span.end, cue.start())
    passive = _AUX.search(text[max(0, cue.start() - 30) : cue.start()]) or word in ("dead", "died", "perished", "dies")
    if kind == "crowd":
        crowd = re.match(r" of ", text[cue.end() : cue.end() + 4]) and objects
        return objects[0] if crowd else subjects[-1] if near and subjects[-1].value > 1 else None
    if word == "death toll":
        return objects[0] if objects else None
    if passive or word.endswith(("ies", "ths")):
        return subjects[-1] if near else None
    if word == "arrests" and subjects and text[subjects[-1].span.end : cue.start()] == " ":
        return subjects[-1]
    if objects and re.fullmatch(r"[\s,]*(?:[\w'’-]+\s){0,2}(?:of\s)?", text[cue.end() : objects[0].span.start]):
        return objects[0]
    direct = subjects and re.fullmatch(r"(?:\s[\w'’-]+){0,3}\s", text[subjects[-1].span.end : cue.start()])
    ended = text[cue.end() : cue.end() + 4].strip().startswith(("in", "by", ".", ",", "and", "on"))
    return subjects[-1] if direct and ended and word.endswith("ed") and not subjects[-1].person else None


def _numbers(text: str, sentence: Span) -> list[_Number]:
    """Numbers of people, those that "and" joins ("two officers and a civilian") as one."""
    found: list[_Number] = []
    for match in _COUNT.finditer(text, *sentence):
        start, end = match.start(), match.end("number")
        if (start and text[start - 1].isalnum()) or _NO_COUNT.match(text, end) or text[end : end + 1].isalpha():
            continue
        if _BEFORE.search(text[max(0, start - 12) : start]) and match["number"][0].isdigit():
            continue
        value = _value(match["number"].lower())
        follow = [word.strip(",.").lower() for word in text[end : end + 60].split()[:4]]
        person = match["number"].lower() in ("a", "an")
        if person and not any(_singular(word) in PEOPLE for word in follow):
            continue
        if value is None or (text[end : end + 1] == "," and text[start - 2 : start] == ", "):
            continue
        bound = _bound(match)
        previous = found[-1] if found else None
        gap = text[previous.span.end : start] if previous else ""
        joined = re.fullmatch(r"(?:\s[\w'’-]+){1,4}(?:,)? and ", gap) and not _CUE.search(gap)
        if previous and joined and not _CUE.match(text, end + 1):
            found[-1] = _Number(previous.value + value, previous.bound or bound, Span(previous.span.start, end), False)
        else:
            found.append(_Number(value, bound, Span(start, end), person))
    return found


def _singular(word: str) -> str:
    return word.removesuffix("s") if word.removesuffix("s") in PEOPLE else word


def _with_noun(text: str, span: Span, sentence: Span) -> Span:
    """The number with the word behind it that names people."""
    match = re.match(r"(?:\s[\w'’-]+){0,2}?\s([\w'-]+)", text[span.end : sentence.end])
    if match and _singular(match[1].lower()) in PEOPLE:
        return Span(span.start, span.end + match.end())
    return span


def _bound(match: re.Match[str]) -> str:
    said, number = (match["bound"] or "").strip().lower(), match["number"].lower()
    if said in MOST:
        return "most"
    return "least" if said in LEAST or (number in VAGUE and number not in EXACT) else ""


def _value(words: str) -> int | None:
    """The number that the words spell; None for a year and for what is no number."""
    if words in VAGUE:
        return VAGUE[words]
    if words in ("a", "an"):
        return 1
    if words in ("nobody", "no one"):
        return 0
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return None
    total = held = 0.0
    for word in re.split(r"[\s-]+(?:and\s)?", words):
        if word[0].isdigit():
            held += float(word.replace(",", ""))
        elif word in FOLD:
            held = (held or 1) * FOLD[word]
            if FOLD[word] >= 1000:
                total, held = total + held, 0.0
        else:
            held += SMALL.get(word) or TENS.get(word) or 0
    return int(total + held)


def measure(text: str, sentences: Sequence[Span], drafts: Sequence[Draft]) -> list[tuple[Size, dict[str, Evidence]]]:
    """The size of each event and its evidence. A count goes to the event of a fitting type whose trigger in
    the sentence stands nearest to the cue; the first count of a kind stands, none is added to another."""
    found: list[dict[str, Count]] = [{} for _ in drafts]
    for number, sentence in enumerate(sentences):
        here = [
            (trigger.start, at)
            for at, draft in enumerate(drafts)
            for trigger in draft.triggers
            if bisect_right(sentences, trigger.start, key=lambda s: s.end) == number
        ]
        for count in counts(text, sentence) if here else ():
            fitting = [(abs(start - count.cue), at) for start, at in here if drafts[at].kind in TYPES[count.kind]]
            if fitting:
                found[min(fitting)[1]].setdefault(count.kind, count)
    return [_size(held) for held in found]


def _size(held: dict[str, Count]) -> tuple[Size, dict[str, Evidence]]:
    bounds = {
        bound: tuple(kind for kind in TYPES if kind in held and held[kind].bound == bound)
        for bound in ("least", "most")
    }
    values = {kind: count.value for kind, count in held.items()}
    by = {"least": "sizes.count: at least so many", "most": "sizes.count: at most so many", "": "sizes.count"}
    evidence = {f"size.{kind}": Evidence((held[kind].span,), by[held[kind].bound]) for kind in TYPES if kind in held}
    return Size(**values, at_least=bounds["least"], at_most=bounds["most"]), evidence
