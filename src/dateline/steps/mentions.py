"""Is it the same event again? A story's repeated mentions become one event."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Span
from dateline.steps.assembly import Draft
from dateline.steps.times import NUMBERS

# "the attack", "their first talks": a noun with such a word before it speaks of what is known.
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|their|its)\s+(?:[\w-]+\s+){0,2}$", re.I)
REPEATED = 0.5  # the model judges a trigger a repeated mention
_WORD = re.compile(r"\w+")
_FUNCTION = frozenset("the and for with from that this these those its his her their who which some many more".split())
_REACH = 40  # characters before a trigger in which its article is looked for


def merge(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in order of the text, those that mention an earlier event again joined to it.

    Joined are two drafts of one type and factuality whose modes, parties and dates do not differ and
    whose triggers are forms of one word, or the later of which is a noun that refers back ("the
    attack") or a repeated mention by the model's own judgement. Other words for one happening stay
    two events: a wrong join hides one.
    """
    merged: list[Draft] = []
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for draft in drafts:
        earlier = alike[draft.kind, draft.factuality]
        word, back = _stem(text, draft), draft.repeat >= REPEATED or _refers_back(text, draft.triggers[0])
        named = (i for i in reversed(earlier) if back or _stem(text, merged[i]) == word)
        fits = (i for i in named if _agree(text, merged[i], draft))
        known = next(fits, None)
        if known is not None:
            merged[known] = _joined(merged[known], draft)
        else:
            earlier.append(len(merged))
            merged.append(draft)
    return merged


def _stem(text: str, draft: Draft) -> str:
    """The first five letters: "arrested", "arrests" and "arrest" agree, "attack" and "shelling" do not."""
    return text[slice(*draft.triggers[0])].lower()[:5]


def _refers_back(text: str, trigger: Span) -> bool:
    before = text[max(0, trigger.start - _REACH) : trigger.start]
    return bool(_DEFINITE.search(before)) and not text[slice(*trigger)].endswith("ed")


def _agree(text: str, one: Draft, other: Draft) -> bool:
    """Whether modes, parties and dates of two drafts could be those of one event."""
    if one.modes and other.modes and not set(one.modes) & set(other.modes):
        return False
    return all(_compatible(text, one.phrases[role], other.phrases[role]) for role in ("actor", "recipient", "date"))


def _compatible(text: str, ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    """Whether one is missing, or both share a word and name no different number."""
    if not ours or not theirs:
        return True
    words, others = (_words(text, spans) for spans in (ours, theirs))
    numbers, counts = ({w for w in found if w.isdigit() or w in NUMBERS} for found in (words, others))
    return bool(words & others) and not (numbers and counts and numbers != counts)


def _words(text: str, spans: Sequence[Span]) -> set[str]:
    found = (word.lower() for span in spans for word in _WORD.findall(text[slice(*span)]))
    return {word for word in found if word not in _FUNCTION and (len(word) > 1 or word.isdigit())}


def _joined(one: Draft, other: Draft) -> Draft:
    """The earlier draft with the later trigger, and with the later phrases where it had none."""
    phrases = {role: found or other.phrases[role] for role, found in one.phrases.items()}
    triggers = tuple(dict.fromkeys((*one.triggers, *other.triggers)))
    return replace(one, triggers=triggers, phrases=phrases, modes=one.modes or other.modes, p=max(one.p, other.p))
