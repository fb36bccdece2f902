"""The answer to a question: named columns and rows, as an Arrow table for pandas, polars and others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError

if TYPE_CHECKING:
    import pyarrow

# Names of Arrow types as columns state them.
_TYPES = ("text", "int", "float", "texts")


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under columns; a column is (name, type), its type text, int, float or texts (a list).

    Iterating gives a dictionary a row. `to_arrow` gives a pyarrow.Table, and whatever reads Arrow's
    stream interface (pyarrow.table, polars.from_arrow, pandas.DataFrame.from_arrow) takes the answer itself.
    """

    columns: tuple[tuple[str, str], ...]
    rows: Sequence[tuple]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = [name for name, _ in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def to_arrow(self) -> "pyarrow.Table":
        """The same as a pyarrow.Table. Raises InputError with the install line where pyarrow is missing."""
        try:
            import pyarrow
        except ImportError as error:
            raise InputError("Arrow tables need the extra: pip install 'dateline[store]'") from error
        kinds = dict(
            zip(_TYPES, (pyarrow.string(), pyarrow.int64(), pyarrow.float64(), pyarrow.list_(pyarrow.string())),
                strict=True)
        )  # fmt: skip
        schema = pyarrow.schema([(name, kinds[kind]) for name, kind in self.columns])
        cells = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        arrays = [pyarrow.array(column, field.type) for column, field in zip(cells, schema, strict=True)]
        return pyarrow.Table.from_arrays(arrays, schema=schema)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)
