"""The store behind a request: opened for it, read only, closed after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import InputError
from dateline.store import Store
from dateline.web.refusals import StoreGoneError


class Holding:
    """A store's file. Every request opens its own connection: a Store serves one thread."""

    def __init__(self, path: str | Path):
        self.path = str(path)

    @contextmanager
    def open(self, *, write: bool = False) -> Iterator[Store]:
        """The store, refusing writes unless asked for. Raises StoreGoneError when it cannot be opened."""
        try:
            store = Store(self.path)
        except InputError as error:
            raise StoreGoneError(str(error)) from error
        with store:
            if not write:
                store.connection.execute("PRAGMA query_only = ON")
            yield store
