"""Rows under columns, and the same as Arrow."""

import pytest

from dateline.answers import Answer

ANSWER = Answer((("code", "text"), ("events", "int"), ("score", "float"), ("names", "texts")),
                [("CHN", 3, -1.5, ["a", "b"]), (None, None, None, [])])  # fmt: skip


def test_rows() -> None:
    assert len(ANSWER) == 2
    assert next(iter(ANSWER)) == {"code": "CHN", "events": 3, "score": -1.5, "names": ["a", "b"]}


def test_arrow() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(ANSWER)
    assert table.to_pylist() == list(ANSWER)
    assert Answer(ANSWER.columns, []).to_arrow().schema == table.schema
