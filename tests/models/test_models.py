"""One contract for every model: shapes, order, and the same answer each time."""

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import DataError
from dateline.models.bundle import DEFAULT, load_bundle
from dateline.models.window import Window

HEADS = ("trigger", "roles", "type", "mode", "factuality", "relation", "context")


def windows(*texts: str) -> list[Window]:
    tokenizer = load_bundle(DEFAULT).tokenizer
    found = []
    for text in texts:
        ids = np.array(tokenizer.encode(text).ids)
        marks = np.zeros_like(ids)
        marks[2] = 1
        found.append(Window(ids, marks))
    return found


@pytest.mark.parametrize("member", ["stub", "onnx"])
def test_contract(member: str, stub_bundle: str) -> None:
    bundle = load_bundle(stub_bundle if member == "stub" else DEFAULT)
    asked = windows("Police arrested a man.", "Envoys met in Cairo on Monday to talk.", "Rain.")
    answers = bundle.model.answer(asked, HEADS)
    sizes = {
        "trigger": len(bundle.types), "roles": 3 * len(bundle.roles), "type": len(bundle.types),
        "mode": len(bundle.modes), "factuality": len(bundle.factuality), "relation": len(bundle.types),
        "context": len(bundle.contexts),
    }  # fmt: skip
    for window, answer in zip(asked, answers, strict=True):
        for head in HEADS:
            shape = (len(window.ids), sizes[head]) if head in ("trigger", "roles") else (sizes[head],)
            assert answer[head].shape == shape
            assert np.isfinite(answer[head]).all()
    again = bundle.model.answer(asked, HEADS)
    assert all((a[h] == b[h]).all() for a, b in zip(answers, again, strict=True) for h in HEADS)
    assert bundle.model.answer([], HEADS) == []


def test_missing_bundle(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no bundle in .*export\.py makes one"):
        load_bundle(str(tmp_path / "nothing"))
