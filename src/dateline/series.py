"""Counts over time between two parties, with what the coder's own errors leave open."""

import re
from datetime import date, timedelta
from typing import Any

import numpy as np

from dateline import moments
from dateline.answers import Answer
from dateline.dyads import calendar, number
from dateline.errors import InputError
from dateline.intervals import CoderError
from dateline.models.measured import Measured, load_measured
from dateline.queries import HELD, SHOWN
from dateline.store import Store

PERIODS = ("day", "week", "month", "year")
COLUMNS = (
    ("source", "text"), ("target", "text"), ("period", "text"), ("events", "int"), ("incidents", "int"),
    ("estimate", "float"), ("low", "float"), ("high", "float"), ("mean_score", "float"), ("quad1", "float"),
    ("quad2", "float"), ("quad3", "float"), ("quad4", "float"), ("stories", "int"), ("per_1000_stories", "float"),
)  # fmt: skip
# Day, type and score of an event as one number: the score is -10 to 10 in steps of a tenth.
_PACKED = "d.day * 100000 + d.type * 1000 + CAST(round(d.score * 10) AS INTEGER) + 100"
_EPOCH = date(1970, 1, 1).toordinal()


def series(
    store: Store,
    dyad: str | None = None,
    *,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
    factuality: str = "asserted",
    as_of: str | None = None,
    measured: Measured | None = None,
) -> Answer:
    """Dated events by dyad and period: one row a period that holds any, for one dyad also the empty ones between.

    `dyad` is SOURCE:TARGET in party codes, * for any; None is all dyads. `by` is day, week (named by
    its Monday), month or year of an event's first day. `incidents` counts happenings where `events`
    counts reports; estimate, low and high are 95 % limits for events by the coder's measured error (or
    Poisson limits of the count where the bundle states none); `stories` are independent stories
    published in the period, of any dyad. Raises InputError for a dyad or period that is none.
    """
    asked = _asked(dyad, by)
    since_day, until_day = number(since) or 1, number(until) or 99991231
    at = moments.as_of(as_of)
    values = asked | {"since": since_day, "until": until_day, "factuality": factuality, "at": at}
    where = "".join(f" AND d.{side} = :{side}" for side in asked)
    with store.reading() as connection:
        rows = connection.execute(
            f"""SELECT d.source, d.target, count(*), json_group_array({_PACKED}), json_group_array(d.incident)
                FROM dyad d WHERE d.dated = 1 AND d.factuality = :factuality AND d.day BETWEEN :since AND :until
                AND {HELD.format("d")} {where} GROUP BY d.source, d.target ORDER BY d.source, d.target""",
            values,
        ).fetchall()
        covered = connection.execute(
            f"""SELECT substr(v.published, 1, 10) AS day, count(DISTINCT v.lineage) FROM version v
                WHERE v.published IS NOT NULL AND {SHOWN} GROUP BY day""",
            {"at": at},
        ).fetchall()
    known = measured or load_measured(_bundle(store))
    kinds = store.ask("SELECT code, quad FROM type ORDER BY number")
    table = _Table(rows, by, kinds, fill=len(asked) == 2)
    return Answer(COLUMNS, table.rows(CoderError(known, [code for code, _ in kinds]), _coverage(covered, by)))


def _asked(dyad: str | None, by: str) -> dict[str, Any]:
    if by not in PERIODS:
        raise InputError(f"{by!r} is no period; write one of {', '.join(PERIODS)}")
    if dyad is None:
        return {}
    parts = re.fullmatch(r"([A-Z]{2,4}|\*):([A-Z]{2,4}|\*)", dyad.upper())
    if not parts:
        raise InputError(f"{dyad!r} is no dyad; write two party codes such as CHN:PRK, or * for any, as in CHN:*")
    return {side: code for side, code in zip(("source", "target"), parts.groups(), strict=True) if code != "*"}


def _bundle(store: Store) -> str:
    """The bundle that coded last; figures of another are not its own."""
    return str(store.setting("coder") or "").rpartition(" ")[2] or "none"


class _Table:
    """Counts of dyads by period, held as arrays: 1,000,000 events take a second."""

    def __init__(self, rows: list[tuple], by: str, kinds: list[tuple[str, int]], *, fill: bool):
        self.by, self.quads = by, np.array([quad for _, quad in kinds])
        self.pairs = [(source, target) for source, target, *_ in rows]
        packed, incidents = (_numbers([row[at] for row in rows]) for at in (3, 4))
        pair = np.repeat(np.arange(len(rows)), [row[2] for row in rows])
        period = _period(packed // 100000, by)
        self.first = int(period.min()) if len(period) else 0
        self.width = int(period.max()) - self.first + 1 if len(period) else 0
        cell = pair * self.width + period - self.first
        self.cells = np.arange(self.width) if fill and rows else np.unique(cell)
        index = np.searchsorted(self.cells, cell)
        kind = packed // 1000 % 100
        size = (len(self.cells), len(kinds))
        self.counts = np.bincount(index * size[1] + kind, minlength=size[0] * size[1]).reshape(size)
        self.scores = np.bincount(index, packed % 1000 / 10 - 10, minlength=size[0])
        distinct = np.unique(index * (int(incidents.max()) + 1 if len(incidents) else 1) + incidents)
        largest = int(incidents.max()) + 1 if len(incidents) else 1
        self.incidents = np.bincount(distinct // largest, minlength=size[0])

    def rows(self, error: CoderError, stories: dict[int, int]) -> list[tuple]:
        """The answer's rows, in order of dyad and period."""
        events = self.counts.sum(1)
        limits = [column.round(1).tolist() for column in error.interval(self.counts)]
        low, estimate, high = limits
        many = np.maximum(events, 1)
        mean = (self.scores / many).round(3).tolist()
        quads = [(self.counts[:, self.quads == quad].sum(1) / many).round(4).tolist() for quad in (1, 2, 3, 4)]
        periods = (self.cells % max(self.width, 1) + self.first).tolist()
        names = {period: _name(period, self.by) for period in set(periods)}
        found = []
        for i, (cell, period, count) in enumerate(zip(self.cells.tolist(), periods, events.tolist(), strict=True)):
            shares = [column[i] if count else None for column in quads]
            known = stories.get(period, 0)
            rate = round(1000 * count / known, 3) if known else None
            found.append((
                *self.pairs[cell // self.width], names[period], count, int(self.incidents[i]), estimate[i], low[i],
                high[i], mean[i] if count else None, *shares, known, rate,
            ))  # fmt: skip
        return found


def _numbers(arrays: list[str]) -> np.ndarray:
    joined = ",".join(array[1:-1] for array in arrays)
    return np.fromstring(joined, np.int64, sep=",") if joined else np.array([], np.int64)


def _period(days: np.ndarray, by: str) -> np.ndarray:
    """A running number of the period in which each day (20250508) lies."""
    if by == "year":
        return days // 10000
    months = days // 10000 * 12 + days // 100 % 100 - 1
    if by == "month":
        return months
    since = months - 1970 * 12
    ordinal = since.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + days % 100 - 1
    return ordinal if by == "day" else (ordinal + 3) // 7  # 1 January 1970 was a Thursday


def _name(period: int, by: str) -> str:
    if by == "year":
        return f"{period:04d}"
    if by == "month":
        return f"{period // 12:04d}-{period % 12 + 1:02d}"
    days = period if by == "day" else 7 * period - 3
    return (date.fromordinal(_EPOCH) + timedelta(days)).isoformat()


def _coverage(published: list[tuple[str, int]], by: str) -> dict[int, int]:
    """Independent stories by period; a day that is none is left out."""
    found: dict[int, int] = {}
    days = [(number(day), stories) for day, stories in published if len(day) == 10]
    periods = _period(np.array([day for day, _ in days], np.int64), by)
    for period, (day, stories) in zip(periods.tolist(), days, strict=True):
        if calendar(day):
            found[period] = found.get(period, 0) + stories
    return found
