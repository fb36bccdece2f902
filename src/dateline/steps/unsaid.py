"""What does the text leave to be understood? Places and days told in the sentence or just before, by rule."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Span
from dateline.steps.assembly import Draft
from dateline.steps.setting import Setting

# What happens at a place and on a day; a statement or a demand does not happen where its matter does.
PHYSICAL = ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT")
REACH = 2  # sentences back
_IN = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across)\s+(?:the\s+)?(?:[a-z][\w'-]*\s+(?:of\s+)?){0,3}$", re.I
)
_DAY = re.compile(
    r"\b(?:yesterday|today|overnight|(?:early |late |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:earlier|later) (?:in the day|today)"
    r"|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r")\b"
)


def understood(setting: Setting, sentences: Sequence[Span], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those of physical events with the place or day that the model gave no words for: named in the
    same sentence ("sentence"), or told for the physical event before, at most two sentences back ("earlier").
    `inferred` names the rule for each role that was filled."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.kind in PHYSICAL and draft.factuality == "asserted":
            number = _sentence(sentences, draft)
            before = [
                d
                for d in found
                if d.kind in PHYSICAL and d.factuality == "asserted" and 0 <= number - _sentence(sentences, d) <= REACH
            ]
            for role in ("place", "date"):
                if not draft.phrases[role]:
                    draft = _filled(setting, sentences[number], draft, role, before)
        found.append(draft)
    return found


def _sentence(sentences: Sequence[Span], draft: Draft) -> int:
    return bisect_right(sentences, draft.triggers[0].start, key=lambda sentence: sentence.end)


def _filled(setting: Setting, sentence: Span, draft: Draft, role: str, before: Sequence[Draft]) -> Draft:
    own = _place_in(setting, sentence, draft) if role == "place" else _day_in(setting.text, sentence)
    told = next((d.phrases[role] for d in reversed(before) if d.phrases[role]), ())
    spans, rule = ((own,), "sentence") if own else (told[:1], "earlier")
    if not spans:
        return draft
    return replace(draft, phrases=draft.phrases | {role: spans}, inferred=draft.inferred | {role: rule})


def _place_in(setting: Setting, sentence: Span, draft: Draft) -> Span | None:
    """The first place after "in" or "near" that is not part of a party's name, with what it lies in."""
    parties = [span for role in ("actor", "recipient") for span in draft.phrases[role]]
    for name in setting.at(sentence):
        start, end = name.span
        held = any(span.start <= start < span.end for span in parties)
        if not held and name.weight >= 1 and _IN.search(setting.text[max(0, start - 50) : start]):
            return Span(start, name.beside.span.end if name.beside else end)
    return None


def _day_in(text: str, sentence: Span) -> Span | None:
    """The one day that the sentence names; None where it names several."""
    days = list(_DAY.finditer(text, *sentence))
    return Span(*days[0].span()) if len(days) == 1 else None
