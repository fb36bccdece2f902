"""Text as the encoder sees it: word pieces with their offsets, and windows of whole sentences."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from dateline.models.window import Window
from dateline.records import Span

CHUNK = 128  # tokens read at once; most paragraphs of news fit
LONGEST = 192  # a longer sentence is cut
WINDOW = 64  # tokens around a marked trigger: its sentence and what fits of those before it

NO_MARK, TRIGGER, SOURCE, TARGET = range(4)
CLS, SEP = 101, 102  # of BERT's uncased English vocabulary, which all bundles share
LIMIT = 400  # tokens of one window at most; the encoder knows 512 positions


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
    """The text in pieces of whole sentences, each at most `CHUNK` tokens unless one sentence is longer."""
    pieces: list[Range] = []
    for sentence in tokens.sentences:
        if pieces and sentence.last - pieces[-1].first <= CHUNK:
            pieces[-1] = Range(pieces[-1].first, sentence.last)
        else:
            pieces.append(sentence)
    return pieces


def framed(tokens: Tokens, piece: Range, marks: Mapping[Range, int] | None = None) -> Window:
    """The encoder's input for a piece of the text, `marks` giving the mark of token ranges in it."""
    piece = Range(piece.first, min(piece.last, piece.first + LIMIT))
    ids = np.concatenate([[CLS], tokens.ids[slice(*piece)], [SEP]])
    values = np.zeros(len(ids), np.int64)
    for place, mark in (marks or {}).items():
        values[max(0, place.first - piece.first) + 1 : max(0, place.last - piece.first) + 1] = mark
    values[-1] = NO_MARK
    return Window(ids, values)


def window(tokens: Tokens, sentence: int) -> Range:
    """The sentence with as many of those before it as fit into `WINDOW` tokens."""
    first, last = tokens.sentences[sentence]
    for earlier in reversed(tokens.sentences[:sentence]):
        if last - earlier.first > WINDOW:
            break
        first = earlier.first
    return Range(first, last)
