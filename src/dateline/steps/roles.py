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


def spans(
    tokens: Tokens, piece: Range, logits: np.ndarray, roles: tuple[str, ...], *, single: tuple[str, ...] = ()
) -> dict[str, tuple[Span, ...]]:
    """The spans of each role, in order of the text; of a `single` role only the strongest.

    `logits` [tokens + 2, 3 x roles]: outside, begin, inside for each role. A phrase starts at a
    begin, or at an inside with nothing before it, and never crosses a sentence.
    """
    scores = logits[1:-1].reshape(piece.last - piece.first, len(roles), 3)
    held = tokens.sentences[tokens.sentence_of(piece.first) : tokens.sentence_of(piece.last - 1) + 1]
    ends = {sentence.last for sentence in held}
    found: dict[str, tuple[Span, ...]] = {}
    for column, role in enumerate(roles):
        phrases = _phrases(tokens, piece, scores[:, column].argmax(-1), ends)
        if role in single and len(phrases) > 1:
            rise = scores[:, column, BEGIN] - scores[:, column, OUTSIDE]
            phrases = [max(phrases, key=lambda p: float(rise[p.first - piece.first]))]
        found[role] = tuple(Span(int(tokens.starts[p.first]), int(tokens.ends[p.last - 1])) for p in phrases)
    return found


def _phrases(tokens: Tokens, piece: Range, choices: np.ndarray, ends: set[int]) -> list[Range]:
    """Token ranges of the phrases that the choices (outside, begin, inside) of each token make.

    `ends` holds the tokens at which sentences end.
    """
    phrases: list[Range] = []
    open_phrase = False
    for token in range(*piece):
        if not tokens.begins[token]:
            continue
        choice = choices[token - piece.first]
        end = word_end(tokens, token, piece.last)
        if choice == INSIDE and open_phrase:
            phrases[-1] = Range(phrases[-1].first, end)
        elif choice != OUTSIDE:
            phrases.append(Range(token, end))
        open_phrase = choice != OUTSIDE and end not in ends
    return phrases


def tidy(text: str, phrases: Sequence[Span]) -> tuple[Span, ...]:
    """The phrases without joining words at their end; those that hold nothing else are left out."""
    cut = (Span(p.start, p.start + len(_TAIL.sub("", text[slice(*p)]))) for p in phrases)
    return tuple(p for p in cut if not _EMPTY.fullmatch(text[slice(*p)]))
