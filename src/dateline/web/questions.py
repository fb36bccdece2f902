"""A page's question in other words: as a command, as Python, as SQL on the store's file."""

import shlex
from dataclasses import asdict
from typing import Any, NamedTuple

from dateline.queries import HELD, HELD_EVENTS, Wanted


class Question(NamedTuple):
    """One question, asked three ways."""

    cli: str
    python: str
    sql: str | None


def about_events(path: str, wanted: Wanted) -> Question:
    """The events asked for."""
    asked = {name: value for name, value in asdict(wanted).items() if value is not None}
    where, values = wanted.conditions()
    columns = "e.id, r.date, r.type, r.actor, r.recipient, r.place, r.confidence, v.headline"
    sql = _filled(f"SELECT {columns} {HELD_EVENTS.strip()} {where} ORDER BY r.date DESC;", values)
    return _question("events", path, (), asked, sql)


def about_incidents(path: str, wanted: Wanted, reports: int) -> Question:
    """The happenings asked for."""
    asked = {name: value for name, value in asdict(wanted).items() if value is not None}
    return _question("incidents", path, (), asked | {"reports": reports}, None, home="happenings")


def about_series(path: str, dyad: str, asked: dict[str, Any]) -> Question:
    """The series of a dyad."""
    known = {name: value for name, value in asked.items() if value is not None}
    source, _, target = dyad.partition(":")
    sides = "".join(f" AND {side} = {_quoted(code)}" for side, code in (("source", source), ("target", target))
                    if code != "*")  # fmt: skip
    held = HELD.format("d").replace(":at", "CAST(strftime('%s','now') AS INTEGER) * 1000000")
    sql = (
        "SELECT day / 100 AS month, count(*) AS events, avg(score) AS mean_score\n"
        f"FROM dyad d WHERE dated AND factuality = 'asserted' AND {held}{sides} GROUP BY month;"
    )
    command = f"dateline series --db {shlex.quote(path)} --dyad {shlex.quote(dyad)}{_options(known)}"
    python = (
        f"from dateline.store import Store\nfrom dateline.series import series\n\nwith Store({path!r}) as store:\n"
        f"    table = series(store, {dyad!r}{_keywords(known, lead=', ')}).to_arrow()"
    )
    return Question(command, python, sql)


def about_words(path: str, words: str, as_of: str | None) -> Question:
    """A search by words."""
    asked = {"as_of": as_of} if as_of else {}
    command = f"dateline search {shlex.quote(words)} --db {shlex.quote(path)}{_options(asked)}"
    python = (
        f"from dateline.store import Store\nfrom dateline.queries import search\n\nwith Store({path!r}) as store:\n"
        f"    table = search(store, {words!r}{_keywords(asked, lead=', ')}).to_arrow()"
    )
    sql = (
        "SELECT v.headline, v.published FROM words JOIN version v ON v.number = words.rowid\n"
        f"WHERE words MATCH {_quoted(words)} AND v.known_to IS NULL ORDER BY v.published DESC;"
    )
    return Question(command, python, sql)


def about_history(path: str, id: str) -> Question:
    """What happened to a story, event or incident."""
    python = (
        f"from dateline.store import Store\nfrom dateline.queries import history\n\nwith Store({path!r}) as store:\n"
        f"    table = history(store, {id!r}).to_arrow()"
    )
    return Question(f"dateline history {shlex.quote(id)} --db {shlex.quote(path)}", python, None)


def _question(
    verb: str, path: str, words: tuple[str, ...], asked: dict[str, Any], sql: str | None, *, home: str = "queries"
) -> Question:
    command = f"dateline {verb} --db {shlex.quote(path)}{_options(asked)}"
    python = (
        f"from dateline.store import Store\nfrom dateline.{home} import {verb}\n\nwith Store({path!r}) as store:\n"
        f"    table = {verb}(store{_keywords(asked, lead=', ')}).to_arrow()"
    )
    return Question(command, python, sql)


def _options(asked: dict[str, Any]) -> str:
    return "".join(f" --{name.replace('_', '-')} {shlex.quote(str(value))}" for name, value in asked.items())


def _keywords(asked: dict[str, Any], *, lead: str) -> str:
    return "".join(f"{lead}{name}={value!r}" for name, value in asked.items())


def _filled(sql: str, values: dict[str, Any]) -> str:
    """The query with its values written in, the longest name first: one may begin another."""
    for name in sorted(values, key=len, reverse=True):
        sql = sql.replace(f":{name}", _quoted(values[name]))
    return sql


def _quoted(value: Any) -> str:
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
