"""Every export writes the same events; no cell of a table can act."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from dateline.coder import Coder
from dateline.exports import EXPORTS
from dateline.exports.csv import COLUMNS
from dateline.records import Event, Story

STORY = Story(id="s", text="Kenyan police arrested protesters.", headline="=HYPERLINK(1)", published="2025-05-08")


@pytest.fixture
def coded(stub_coder: Coder) -> list[tuple[Story, list[Event]]]:
    return [(STORY, stub_coder.code(STORY)), (replace(STORY, id="t", text="Rain fell."), [])]


def written(name: str, coded: Any) -> tuple[tuple[int, int], bytes]:
    """What the export counted, and the bytes that it wrote."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    counts = EXPORTS[name](coded, out)
    out.flush()
    return counts, out.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", EXPORTS)
def test_contract(name: str, coded: list) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    counts, data = written(name, coded)
    assert counts == (2, 1)
    assert written(name, coded)[1] == data
    if name == "parquet":
        return
    assert data.endswith(b"\n") and (b"COERCE" in data or b"\t170\t" in data or name == "graphml")


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing(name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    assert written(name, [])[0] == (0, 0)


def test_csv_cells(coded: list) -> None:
    out = io.StringIO()
    EXPORTS["csv"](coded, out)
    row = next(csv.DictReader(io.StringIO(out.getvalue())))
    assert tuple(row) == COLUMNS
    assert row["headline"] == "'=HYPERLINK(1)"
    assert row["event_scale"] == "-7.0" or row["event_scale"] == "-7"


def test_table_is_plain(coded: list) -> None:
    """Control characters of a story do not reach the terminal, and its brackets are no markup."""
    story = replace(STORY, headline="\x1b[2Jbad [bold]headline")
    out = io.StringIO()
    EXPORTS["table"]([(story, [])], out)
    assert "\x1b[2J" not in out.getvalue() and "[bold]headline" in out.getvalue()
