"""Tokens keep their place in the text; windows and chunks hold whole sentences."""

from itertools import pairwise

import numpy as np
import pytest

from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import (
    CHUNK,
    CLS,
    LONGEST,
    SEP,
    WINDOW,
    Range,
    Tokens,
    between,
    chunks,
    framed,
    marked,
    tokenize,
    window,
)
from dateline.records import Span
from dateline.steps.sentences import split_sentences

TEXT = "Café owners struck in Nîmes. The U.S. and N. Korea met. " * 12


def tokens_of(text: str) -> Tokens:
    return tokenize(load_bundle(DEFAULT).tokenizer, text, split_sentences(text))


def test_offsets() -> None:
    tokens = tokens_of(TEXT)
    assert TEXT[tokens.starts[0] : tokens.ends[0]] == "Café"
    place = tokens.covering(Span(TEXT.index("Korea"), TEXT.index("Korea") + 5))
    assert TEXT[tokens.starts[place.first] : tokens.ends[place.last - 1]] == "Korea"
    assert (np.diff(tokens.starts) >= 0).all()
    empty = tokens.covering(Span(len(TEXT) + 5, len(TEXT) + 9))
    assert empty.first == empty.last


def test_chunks_cover_the_text_once() -> None:
    tokens = tokens_of(TEXT)
    pieces = chunks(tokens)
    assert pieces[0].first == 0 and pieces[-1].last == len(tokens.ids)
    assert all(a.last == b.first for a, b in pairwise(pieces))
    assert all(p.last - p.first <= CHUNK for p in pieces)


def test_window_reaches_back_and_holds_the_lead() -> None:
    tokens = tokens_of(TEXT)
    found = window(tokens, len(tokens.sentences) - 1)
    lead = tokens.sentences[0].last
    assert found[:lead].tolist() == list(range(lead))
    rest = found[lead:]
    assert rest[-1] == len(tokens.ids) - 1 and (np.diff(rest) == 1).all()
    assert WINDOW - 20 < len(rest) <= WINDOW
    assert window(tokens, 0).tolist() == list(range(lead))
    assert window(tokens, 1).tolist() == list(range(tokens.sentences[1].last))


def test_between_leaves_out_the_middle_of_a_long_stretch() -> None:
    tokens = tokens_of(TEXT * 4)
    first, last = tokens.sentences[0], tokens.sentences[-1]
    assert between(tokens, [first, tokens.sentences[3]]).tolist() == list(range(tokens.sentences[3].last))
    assert between(tokens, [last, first]).tolist() == [*range(*first), *range(*last)]


def test_endless_sentence_is_cut() -> None:
    tokens = tokens_of("word " * 1000)
    assert max(last - first for first, last in tokens.sentences) == LONGEST


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing(text: str) -> None:
    tokens = tokens_of(text)
    assert len(tokens.ids) == 0 and chunks(tokens) == []


def test_marks() -> None:
    tokens = tokens_of("Police arrested a man.")
    assert framed(tokens, Range(0, len(tokens.ids))).tolist() == [CLS, *tokens.ids, SEP]
    assert marked(np.arange(len(tokens.ids)), {Range(1, 2): 1}).tolist() == [0, 0, 1, 0, 0, 0]
