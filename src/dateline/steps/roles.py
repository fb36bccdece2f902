"""Who, to whom, where, when, according to whom: the phrases that belong to one trigger."""

import re
from collections.abc import Sequence

import numpy as np

from dateline.models.tokens import Range, Tokens
from dateline.records import Span
from dateline.steps.triggers import word_end

OUTSIDE, BEGIN, INSIDE = range(3)
# Words that join phrases and end none, and articles, which alone are none.
_TAIL = re.compile(r"(?:[\s,;]+(?:and|or|of|the|a|an|with|in))+$|[\s,;]+$", re.I)
_EMPTY = re.compile(r"\W*(?:(?:and|or|of|the|a|an|s|his|her|its|their)\b\W*)*", re.I)

# A capitalised word directly before or after a phrase, and an article.
_BEFORE = re.compile(r"(?<![\w.'’-])([A-Z][\w'’-]*[\w]|[A-Z]\.) $")
_AFTER = re.compile(r" ([A-Z][\w-]*\w)(?![\w'’.-]*@)")
_ARTICLE = re.compile(r"(?<!\w)([Tt]he|[Aa]n?) $")
# Capitalised for another reason than being part of the name beside them.
NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december in on at by for from but and or as with after before since while when if "
    "although though meanwhile however also yet then later earlier both all some many most several two three the a an "
    "this that these those his her its their he she it they we i you who what where there here not no only even "
    "under over between among during against about into out off up down to of via per says said told".split()
)


def spans(
    tokens: Tokens, kept: np.ndarray, logits: np.ndarray, roles: tuple[str, ...], *, single: tuple[str, ...] = ()
) -> dict[str, tuple[Span, ...]]:
    """The spans of each role, in order of the text; of a `single` role only the strongest.

    `kept` holds the numbers of the tokens in view, ascending; `logits` [tokens + 1, 3 x roles] outside,
    begin, inside for each role. A phrase starts at a
    begin, or at an inside with nothing before it, and never crosses a sentence.
    """
    scores = logits[1:].reshape(len(kept), len(roles), 3)
    ends = {sentence.last for sentence in tokens.sentences}
    found: dict[str, tuple[Span, ...]] = {}
    for column, role in enumerate(roles):
        phrases = _phrases(tokens, kept, scores[:, column].argmax(-1), ends)
        if role in single and len(phrases) > 1:
            rise = scores[:, column, BEGIN] - scores[:, column, OUTSIDE]
            phrases = [max(phrases, key=lambda p: float(rise[np.searchsorted(kept, p.first)]))]
        found[role] = tuple(Span(int(tokens.starts[p.first]), int(tokens.ends[p.last - 1])) for p in phrases)
    return found


def _phrases(tokens: Tokens, kept: np.ndarray, choices: np.ndarray, ends: set[int]) -> list[Range]:
    """Token ranges of the phrases that the choices (outside, begin, inside) of each token in view make.

    `ends` holds the tokens at which sentences end.
    """
    phrases: list[Range] = []
    open_phrase = False
    for token, choice in zip(kept.tolist(), choices, strict=True):
        if not tokens.begins[token]:
            continue
        end = word_end(tokens, token, len(tokens.ids))
        if choice == INSIDE and open_phrase:
            phrases[-1] = Range(phrases[-1].first, end)
        elif choice != OUTSIDE:
            phrases.append(Range(token, end))
        open_phrase = choice != OUTSIDE and end not in ends
    return phrases


def whole_names(text: str, phrases: Sequence[Span]) -> tuple[Span, ...]:
    """The phrases with the rest of a name that they begin or end inside ("Jinping" in "Xi Jinping").

    "Six members" and "an alliance", parted by "of" alone, are one. Words of the name are capitalised,
    parted by one space, and no weekday, month or first word of a clause; an article before them
    belongs to them. Phrases that become one are one.
    """
    found: list[Span] = []
    for first, last in phrases:
        start, end = first, last
        while text[start].isupper() and (word := _BEFORE.search(text, max(0, start - 30), start)) and _of_name(word[1]):
            start = word.start(1)
        if start < first and (article := _ARTICLE.search(text, max(0, start - 5), start)):
            start = article.start(1)
        ending = max(start, text.rfind(" ", start, end) + 1)
        while text[ending].isupper() and (word := _AFTER.match(text, end, end + 30)) and _of_name(word[1]):
            ending, end = word.span(1)
        apart = text[found[-1].end : start] if found and start >= found[-1].end else ""
        if found and (not apart or apart == " of " or (apart == " " and text.startswith("of ", start))):
            found[-1] = Span(min(start, found[-1].start), max(end, found[-1].end))
        else:
            found.append(Span(start, end))
    return tuple(found)


def _of_name(word: str) -> bool:
    return word.lower() not in NO_NAME


def tidy(text: str, phrases: Sequence[Span]) -> tuple[Span, ...]:
    """The phrases without joining words at their end; those that hold nothing else are left out."""
    cut = (Span(p.start, p.start + len(_TAIL.sub("", text[slice(*p)]))) for p in phrases)
    return tuple(p for p in cut if not _EMPTY.fullmatch(text[slice(*p)]))
