"""Text as the encoder sees it: word pieces with their offsets, and the parts that a question is asked of."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from dateline.models.window import Question, Reading
from dateline.records import Span

CHUNK = 192  # tokens read at once, a few paragraphs
LONGEST = 190  # a longer sentence is cut
WINDOW = 64  # tokens around a marked trigger: its sentence and what fits of those before it
LEAD = 32  # a first sentence of at most so many tokens is always in view: it names who the story is about
LIMIT = 400  # tokens of one question at most

NO_MARK, TRIGGER, SOURCE, TARGET = range(4)
CLS, SEP = 101, 102  # of BERT's uncased English vocabulary, which all bundles share


class Range(NamedTuple):
    """Tokens [first, last) of a text."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of one text.

    `ids`, `starts`, `ends` (characters) and `begins` (is it the first piece of a word?) are arrays
    of one length; `sentences` are token ranges, cut at `LONGEST`.
    """

    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    begins: np.ndarray
    sentences: tuple[Range, ...]

    def covering(self, span: Span) -> Range:
        """The tokens that overlap `span`; empty where none does."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end, side="left"))
        return Range(first, max(first, last))

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds `token`."""
        return bisect_right(self.sentences, token, key=lambda sentence: sentence.last)


def tokenize(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> Tokens:
    """The tokens of `text`, sentence by sentence."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    begins: list[bool] = []
    ranges: list[Range] = []
    encoded = tokenizer.encode_batch([text[s.start : s.end] for s in sentences], add_special_tokens=False)
    for sentence, encoding in zip(sentences, encoded, strict=True):
        first = len(ids)
        ids += encoding.ids
        starts += [sentence.start + start for start, _ in encoding.offsets]
        ends += [sentence.start + end for _, end in encoding.offsets]
        words = encoding.word_ids
        begins += [i == 0 or words[i] != words[i - 1] for i in range(len(words))]
        ranges += [Range(at, min(at + LONGEST, len(ids))) for at in range(first, len(ids), LONGEST)]
    return Tokens(np.array(ids), np.array(starts), np.array(ends), np.array(begins, bool), tuple(ranges))


def chunks(tokens: Tokens) -> list[Range]:
    """The text in pieces of whole sentences, each at most `CHUNK` tokens."""
    pieces: list[Range] = []
    for sentence in tokens.sentences:
        if pieces and sentence.last - pieces[-1].first <= CHUNK:
            pieces[-1] = Range(pieces[-1].first, sentence.last)
        else:
            pieces.append(sentence)
    return pieces


def framed(tokens: Tokens, piece: Range) -> np.ndarray:
    """The ids of a piece between the encoder's own marks, [tokens + 2]."""
    return np.concatenate([[CLS], tokens.ids[slice(*piece)], [SEP]])


def window(tokens: Tokens, sentence: int) -> np.ndarray:
    """Numbers of the tokens in view of a trigger in that sentence, ascending.

    The sentence, those before it that fit into `WINDOW` tokens, and the first one of the text.
    """
    first, last = tokens.sentences[sentence]
    for earlier in reversed(tokens.sentences[:sentence]):
        if last - earlier.first > WINDOW:
            break
        first = earlier.first
    lead = tokens.sentences[0].last
    kept = np.arange(first, last)
    return np.concatenate([np.arange(lead), kept]) if lead <= min(LEAD, first) else kept


def between(tokens: Tokens, places: Sequence[Range]) -> np.ndarray:
    """Numbers of the tokens of all sentences from the first to the last place, ascending.

    Of a stretch longer than `LIMIT` only the sentences that hold a place.
    """
    held = sorted({tokens.sentence_of(place.first) for place in places})
    first, last = tokens.sentences[held[0]].first, tokens.sentences[held[-1]].last
    if last - first <= LIMIT:
        return np.arange(first, last)
    return np.concatenate([np.arange(*tokens.sentences[number]) for number in held])


def marked(kept: np.ndarray, marks: Mapping[Range, int]) -> np.ndarray:
    """The mark of each token in view, with a first row for the piece's own state: [tokens + 1]."""
    values = np.zeros(len(kept) + 1, np.int64)
    for place, mark in marks.items():
        values[1:][(kept >= place.first) & (kept < place.last)] = mark
    return values


def question(reading: Reading, kept: np.ndarray, marks: Mapping[Range, int] | None = None) -> Question:
    """What the model is asked about the tokens in view; its first state is that of the last token's piece."""
    states = np.concatenate([reading.pieces[reading.piece_of[kept[-1]]][None], reading.states[kept]])
    return Question(states, marked(kept, marks or {}))
