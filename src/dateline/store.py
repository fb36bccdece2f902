"""One SQLite file that keeps stories, their versions and events; many readers, one writer at a time."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline import moments
from dateline.errors import InputError
from dateline.ontology import load_ontology
from dateline.records import Story, Take
from dateline.rows import story_from

APPLICATION = 0x444C_4E45  # "DLNE", in the file's header
WAIT_S = 10.0  # how long a writer waits for another one's story
MOST_TAKES = 60  # earlier takes that a report is compared with, the latest first


def migrations() -> list[str]:
    """The scripts that make a store, in order; a store's version is how many it has seen."""
    folder = files("dateline") / "migrations"
    scripts = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda e: e.name)
    return [script.read_text("utf-8") for script in scripts]


class Store:
    """An open store. One Store serves one thread; a file may be open in many processes.

    `create` makes the file when it is not there; `keep_text` False makes it one that holds offsets
    and hashes of stories only. A store of an older version is upgraded. Raises InputError, in one
    line, when the file is missing, locked, no store, or of a newer version.
    """

    def __init__(self, path: str | Path, *, create: bool = False, keep_text: bool = True):
        self.path = str(path)
        if not create and not Path(self.path).is_file():
            raise InputError(f"{self.path}: no store there; dateline load PATH... --db {self.path} makes one")
        with self.explained():
            self.connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            try:
                self._prepare(keep_text)
            except BaseException:
                self.connection.close()
                raise

    def _prepare(self, keep_text: bool) -> None:
        run = self.connection.execute
        scripts = migrations()
        application, version = (run(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if application != APPLICATION and run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise InputError(f"{self.path}: an SQLite file of another program; name a file of its own for the store")
        if version > len(scripts):
            newer = f"a store of version {version}; this dateline knows versions up to {len(scripts)}"
            raise InputError(f"{self.path}: {newer}; use the dateline that made it, or upgrade dateline")
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536", "temp_store = MEMORY"):
            if not (pragma.startswith("journal") and version):
                run(f"PRAGMA {pragma}")
        if version < len(scripts):
            self._upgrade(scripts)
        if self.setting("moment") is None:
            kinds = [(n, kind.code, kind.quad) for n, kind in enumerate(load_ontology().types.values())]
            self.connection.executemany("INSERT OR IGNORE INTO type VALUES (?, ?, ?)", kinds)
            run("INSERT OR IGNORE INTO setting VALUES ('text', ?), ('moment', 0)", (int(keep_text),))
        self.types: dict[str, int] = dict(run("SELECT code, number FROM type").fetchall())
        self.keeps_text = bool(self.setting("text"))
        if self.keeps_text and not keep_text:
            raise InputError(
                f"{self.path}: this store keeps text; --no-text is chosen when a store is made, load into a new file"
            )

    def _upgrade(self, scripts: Sequence[str]) -> None:
        """Run the scripts that the store has not seen, each with its number in one transaction."""
        run = self.connection.execute
        while (version := run("PRAGMA user_version").fetchone()[0]) < len(scripts):
            head = f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {version + 1};"
            try:
                self.connection.executescript(f"{head}\n{scripts[version]}\nCOMMIT;")
            except sqlite3.Error:
                if self.connection.in_transaction:
                    run("ROLLBACK")
                if run("PRAGMA user_version").fetchone()[0] <= version:  # not made by another process meanwhile
                    raise

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.connection.close()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """What SQLite finds wrong becomes an InputError of one line that says what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise InputError(f"{self.path}: {_advice(error)}") from error

    def setting(self, name: str) -> Any:
        """A setting's value, None where there is none."""
        found = self.connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def moment(self) -> int:
        """When the store last learned something; 0 for a new one."""
        with self.explained():
            return int(self.setting("moment"))

    @contextmanager
    def writing(self) -> Iterator[int]:
        """A transaction and its moment, later than all before; all of it is kept or nothing.

        Until it ends `moment` is still that of the transaction before.
        """
        with self.explained():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                at = max(moments.now(), int(self.setting("moment")) + 1)
                yield at
                self.connection.execute("UPDATE setting SET value = ? WHERE name = 'moment'", (at,))
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the store for several questions, whatever is written meanwhile."""
        with self.explained():
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("COMMIT")

    def ask(self, query: str, *values: Any) -> list[tuple]:
        """All rows of one query."""
        with self.explained():
            return self.connection.execute(query, values).fetchall()

    def ask_named(self, query: str, values: dict[str, Any]) -> list[tuple]:
        """All rows of one query whose values have names."""
        with self.explained():
            return self.connection.execute(query, values).fetchall()

    def holds(self, fingerprint: bytes) -> bool:
        """Whether exactly this version has been kept."""
        return bool(self.ask("SELECT 1 FROM version WHERE fingerprint = ?", fingerprint))

    def takes(self, keys: Iterable[int]) -> list[Take]:
        """The versions held that share a key, with the other versions of their stories."""
        wanted = list(keys)
        marks = ",".join("?" * len(wanted))
        rows = self.ask(
            f"""SELECT v.story, v.kind, v.record, v.text, v.passages FROM version v WHERE v.story IN (
                  SELECT v.story FROM clue c JOIN version v ON v.number = c.version WHERE c.key IN ({marks})
                  GROUP BY v.story ORDER BY count(*) DESC, max(v.number) DESC LIMIT {MOST_TAKES})
                ORDER BY v.number""",
            *wanted,
        )
        return [_take(*row) for row in rows]


def _take(chain: int, kind: str, record: str, text: str | None, passages: bytes) -> Take:
    story: Story = story_from(record, text)
    return Take(chain, kind, story, frozenset(array("q", passages)))


def _advice(error: sqlite3.Error) -> str:
    words = str(error)
    if "locked" in words or "busy" in words:
        return "locked by another writer; wait until its load has ended and run the command again"
    if "full" in words or "disk I/O" in words:
        return f"{words}; free space and run the command again, what was loaded before is kept"
    if "not a database" in words or "malformed" in words:
        return f"no store ({words}); name a file that dateline load has made"
    if "readonly" in words or "unable to open" in words:
        return f"{words}; name a file in a folder you may write to"
    return f"{words}; expected a store that dateline load has made"
