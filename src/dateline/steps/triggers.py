"""Which words name an event? A first pass over the text finds candidates, a second confirms them."""

from collections.abc import Sequence

import numpy as np

from dateline.models.tokens import Range, Tokens

# A candidate needs this much of the final threshold: the second pass, which sees the candidate
# marked, removes what the first let in.
LENIENCE = 0.4


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Probabilities of independent answers."""
    return 1 / (1 + np.exp(-logits))


def candidates(tokens: Tokens, pieces: Sequence[Range], logits: Sequence[np.ndarray], threshold: float) -> list[Range]:
    """Token ranges of the words that may name an event, in order.

    `logits` holds an array [tokens + 1, types] for each piece (the first row belongs to the piece
    as a whole). Neighbouring words with the same likeliest type are one trigger of at most
    three words.
    """
    found: list[Range] = []
    for piece, scores in zip(pieces, logits, strict=True):
        likely = sigmoid(scores[1:])
        last_type, words = -1, 0
        for token in range(*piece):
            if not tokens.begins[token]:
                continue
            row = likely[token - piece.first]
            best = int(row.argmax())
            if row[best] < threshold * LENIENCE:
                last_type = -1
                continue
            end = word_end(tokens, token, piece.last)
            adjoins = found and found[-1].last == token and best == last_type and words < 3
            if adjoins and tokens.sentence_of(found[-1].first) == tokens.sentence_of(token):
                found[-1] = Range(found[-1].first, end)
                words += 1
            else:
                found.append(Range(token, end))
                words = 1
            last_type = best
    return found


def word_end(tokens: Tokens, token: int, limit: int) -> int:
    """The token after the word that begins at `token`."""
    end = token + 1
    while end < limit and not tokens.begins[end]:
        end += 1
    return end
