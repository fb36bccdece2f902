"""Is the party on the user's own list? A CSV file whose rows win over all that ships with Dateline."""

import csv
import re
from collections.abc import Iterator
from datetime import date as calendar_day
from pathlib import Path
from typing import NamedTuple

from dateline.errors import InputError
from dateline.gazetteer import key_of, tokens_of
from dateline.steps.actors import Actor

COLUMNS = ("name", "aliases", "code", "sectors", "from", "to")


class Row(NamedTuple):
    """A row of a list: whom its names mean from `since` to `until` (YYYY-MM-DD, "" where open)."""

    line: int
    name: str
    code: str | None
    sector: tuple[str, ...]
    since: str
    until: str


class Listed:
    """A user's list by folded name, and in `conflicts` a line for each row that another one contradicts.

    Longer texts are found by the longest name that they hold as whole words.
    """

    def __init__(self, source: str, rows: dict[str, tuple[Row, ...]], conflicts: tuple[str, ...]):
        self.source = source
        self.conflicts = conflicts
        self._rows = rows
        self._longest = max((key.count(" ") + 1 for key in rows), default=0)

    def find(self, text: str, date: str | None) -> Actor | None:
        """Whom the list says the text means on `date` (None: in rows without an end); None where it says nothing."""
        words = [token.word for token in tokens_of(text)]
        for size in range(min(self._longest, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                for row in self._rows.get(" ".join(words[at : at + size]), ()):
                    if _holds(row, date):
                        return Actor(
                            row.code, row.sector, identifier_text=row.name, by=f"listed: {self.source}:{row.line}"
                        )
        return None


def _holds(row: Row, date: str | None) -> bool:
    if date is None:
        return not row.until
    day = date[:10]
    return row.since[: len(day)] <= day and (not row.until or day <= row.until[: len(day)])


def load_listed(path: str | Path) -> Listed:
    """The list at `path`: a CSV file with the columns name, aliases, code, sectors, from, to.

    Several aliases or sectors are parted by semicolons or blanks (sectors) in one field; `from` and `to` are
    days, months or years, empty where open. Raises InputError that names line and column of what does not fit.
    Of rows that give one name at one time to different actors the first holds; `conflicts` names the others.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    conflicts: list[str] = []
    for row, names in _read(Path(path)):
        for name in names:
            key = key_of(name)
            rivals = [other for other in rows.get(key, ()) if _clash(row, other)]
            for other in rivals:
                conflicts.append(f"{path}:{row.line}: {name!r} is listed otherwise in line {other.line}, which holds")
            if not rivals:
                rows[key] = (*rows.get(key, ()), row)
    return Listed(Path(path).name, rows, tuple(conflicts))


def _clash(one: Row, other: Row) -> bool:
    """Whether two rows say different things of one day."""
    same = (one.code, one.sector, one.name) == (other.code, other.sector, other.name)
    return not same and one.since <= (other.until or "9") and other.since <= (one.until or "9")


def _read(path: Path) -> Iterator[tuple[Row, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.reader(lines, strict=True)
            header = [name.strip().lower() for name in next(table, [])]
            if header != list(COLUMNS):
                raise InputError(f"{path}:1: expected the columns {','.join(COLUMNS)}, found {','.join(header)}")
            for fields in table:
                if any(field.strip() for field in fields):
                    yield _row(f"{path}:{table.line_num}", table.line_num, [field.strip() for field in fields])
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; name a CSV file with {','.join(COLUMNS)}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; save the list as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path}:{table.line_num}: {error}; write quotes inside a field twice") from error


def _row(where: str, line: int, fields: list[str]) -> tuple[Row, list[str]]:
    """One row with its names. Raises InputError that names the column."""
    if len(fields) != len(COLUMNS):
        raise InputError(f"{where}: expected {len(COLUMNS)} columns ({','.join(COLUMNS)}), found {len(fields)}")
    name, aliases, code, sectors, since, until = fields
    from dateline.ontology import load_ontology  # only a list needs it: yaml is slow to import

    ontology = load_ontology()
    if not key_of(name):
        raise InputError(f"{where}: column name: {name!r} holds no word; give the actor's name")
    if code and not re.fullmatch("[A-Z]{3}", code):
        raise InputError(f"{where}: column code: {code!r} is no code; write three capitals as in UKR, IGO, or nothing")
    unknown = [s for s in re.split(r"[;\s]+", sectors) if s and s not in ontology.sectors]
    if unknown:
        known = " ".join(ontology.sectors)
        raise InputError(f"{where}: column sectors: {unknown[0]!r} is no sector; expected some of {known}")
    first, last = _day(where, "from", since, "-01-01"), _day(where, "to", until, "-12-31")
    if first and last and first > last:
        raise InputError(f"{where}: column to: {until} lies before {since}")
    sector = tuple(s for s in re.split(r"[;\s]+", sectors) if s)
    names = [part.strip() for part in (name, *aliases.split(";")) if key_of(part)]
    return Row(line, name, code or None, sector, first, last), names


def _day(where: str, column: str, value: str, ends: str) -> str:
    """A day, or the first or last of a year or month, as YYYY-MM-DD; "" for none."""
    if re.fullmatch(r"\d{4}", value):
        return value + ends
    if re.fullmatch(r"\d{4}-\d{2}", value):
        value += "-01" if column == "from" else "-31"
        return value if "01" <= value[5:7] <= "12" else _refused(where, column, value)
    if not value:
        return ""
    try:
        return calendar_day.fromisoformat(value).isoformat()
    except ValueError:
        return _refused(where, column, value)


def _refused(where: str, column: str, value: str) -> str:
    raise InputError(f"{where}: column {column}: {value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
