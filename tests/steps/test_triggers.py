"""Words whose type is likely enough become candidates; neighbours of one type are one."""

import numpy as np

from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.tokens import chunks, tokenize
from dateline.steps.sentences import split_sentences
from dateline.steps.triggers import candidates

TEXT = "Iran called for talks. Troops pulled out. Police arrested and beat men."


def asked(words: dict[str, tuple[int, float]], threshold: float = 0.5) -> list[str]:
    tokens = tokenize(load_bundle(DEFAULT).tokenizer, TEXT, split_sentences(TEXT))
    (piece,) = chunks(tokens)
    logits = np.full((len(tokens.ids) + 1, 3), -9.0)
    for word, (kind, logit) in words.items():
        token = int(np.searchsorted(tokens.starts, TEXT.index(word)))
        logits[token + 1, kind] = logit
    found = candidates(tokens, [piece], [logits], threshold)
    return [TEXT[tokens.starts[a] : tokens.ends[b - 1]] for a, b in found]


def test_neighbours() -> None:
    assert asked({"called": (0, 3), "for": (0, 3), "talks": (1, 3)}) == ["called for", "talks"]
    assert asked({"arrested": (0, 3), "beat": (0, 3)}) == ["arrested", "beat"]
    assert asked({"pulled": (2, 3), "out": (2, 3), "Police": (2, 3)}) == ["pulled out", "Police"]


def test_at_most_three_words_and_no_sentence_end() -> None:
    words = dict.fromkeys(("Iran", "called", "for", "talks", "Troops"), (0, 3.0))
    assert asked(words) == ["Iran called for", "talks", "Troops"]


def test_threshold_is_lenient() -> None:
    assert asked({"called": (0, -1.0)}) == ["called"]  # 0.27 is above 0.4 of 0.5
    assert asked({"called": (0, -2.0)}) == []
