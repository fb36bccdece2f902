"""One contract for every model: shapes, order, and the same answer each time."""

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import DataError
from dateline.models.bundle import DEFAULT, Bundle, load_bundle
from dateline.models.tokens import TRIGGER, Range, chunks, framed, question, tokenize
from dateline.models.window import Question, Reading
from dateline.steps.sentences import split_sentences

HEADS = ("trigger", "roles", "type", "mode", "factuality", "repeat", "relation", "context")
TEXT = "Police arrested a man. Envoys met in Cairo on Monday to talk. " * 16 + "Rain."


def asked(bundle: Bundle) -> tuple[Reading, list[Question]]:
    """A text of several pieces as read, and questions about one word, three tokens and a whole piece."""
    tokens = tokenize(bundle.tokenizer, TEXT, split_sentences(TEXT))
    pieces = chunks(tokens)
    reading = bundle.model.read([framed(tokens, piece) for piece in pieces])
    assert len(pieces) > 1 and reading.states.shape[0] == len(tokens.ids) == len(reading.piece_of)
    assert reading.pieces.shape == (len(pieces), reading.states.shape[1])
    views = [np.arange(0, 5), np.array([0, 1, 40]), np.arange(*pieces[1])]
    return reading, [question(reading, view, {Range(1, 2): TRIGGER}) for view in views]


@pytest.mark.parametrize("member", ["stub", "onnx"])
def test_contract(member: str, stub_bundle: str) -> None:
    bundle = load_bundle(stub_bundle if member == "stub" else DEFAULT)
    reading, questions = asked(bundle)
    answers = bundle.model.answer(questions, HEADS)
    sizes = {
        "trigger": len(bundle.types), "roles": 3 * len(bundle.roles), "type": len(bundle.types),
        "mode": len(bundle.modes), "factuality": len(bundle.factuality), "relation": len(bundle.types),
        "context": len(bundle.contexts), "repeat": 1,
    }  # fmt: skip
    for each, answer in zip(questions, answers, strict=True):
        for head in HEADS:
            shape = (len(each.marks), sizes[head]) if head in ("trigger", "roles") else (sizes[head],)
            assert answer[head].shape == shape
            assert np.isfinite(answer[head]).all()
    again = asked(bundle)
    assert (again[0].states == reading.states).all()
    repeated = bundle.model.answer(again[1], HEADS)
    assert all((a[h] == b[h]).all() for a, b in zip(answers, repeated, strict=True) for h in HEADS)
    assert bundle.model.answer([], HEADS) == []


def test_missing_bundle(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no bundle in .*export\.py makes one"):
        load_bundle(str(tmp_path / "nothing"))
