"""Parquet, read back: types, lists, spans; and one line where it cannot be written."""

import datetime
import io
import sys

import pytest

from dateline.errors import InputError
from dateline.exports import EXPORTS
from happenings import ARREST, CODED
from test_exports import written


def test_read_back() -> None:
    pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    import pyarrow.parquet as pq

    counts, data = written("parquet", CODED)
    table = pq.read_table(io.BytesIO(data))
    assert counts == (2, 5) and table.num_rows == 5
    row, talks = table.to_pylist()[:2]
    assert (row["id"], row["date"], row["event"], row["mode"]) == (
        ARREST.id,
        datetime.date(2025, 5, 8),
        ["COERCE"],
        ["arrest"],
    )
    assert row["actor"][0]["entity_text"] == "Kenyan police" and row["actor"][0]["sector"] == ["COP"]
    assert (row["lat"], row["geonameid"], row["arrested"], row["withheld_by"]) == (-1.28, 184745, 30, None)
    assert row["event_spans"] == [{"start": 14, "end": 22}] and row["story_id"] == "nimbus-1"
    assert (talks["date"], talks["lat"], talks["recipient"]) == (None, None, [])
    assert [entry["factuality"] for entry in table.to_pylist()].count("negated") == 1


def test_nothing_has_columns() -> None:
    pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(written("parquet", [])[1]))
    assert table.num_rows == 0 and "event_scale" in table.column_names


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"pip install 'dateline\[tables\]'"):
        written("parquet", CODED)


def test_no_text_stream() -> None:
    pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    with pytest.raises(InputError, match="-o events.parquet"):
        EXPORTS["parquet"](CODED, io.StringIO())
