"""Drawings as numbers: where bars, points, circles and lines stand. Templates write them as SVG."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np

WIDTH, BARS, SCORES, COVERAGE, LEFT = 960, 190, 120, 56, 46

_QUADS = ("quad1", "quad2", "quad3", "quad4")


class Bar(NamedTuple):
    """One period of a timeline: its four classes stacked, the limits of its count, its score and coverage."""

    period: str
    x: float
    width: float
    parts: list[tuple[int, float, float, int]]
    low: float
    high: float
    score: float | None
    limits: tuple[float, float] | None
    coverage: tuple[float, float]
    row: dict[str, Any]
    label: bool


class Timeline(NamedTuple):
    """A timeline's bars and its axes: (height, label) of counts, of scores and the most stories a period."""

    bars: list[Bar]
    counts: list[tuple[float, str]]
    scores: list[tuple[float, str]]
    most_stories: int
    path: str


def timeline(rows: Sequence[dict[str, Any]], limits: dict[str, tuple[float, float]]) -> Timeline:
    """A series of one dyad, a bar a period, drawn to a width of WIDTH; `limits` are those of mean scores by period."""
    top = _round_up(max((max(row["high"] or 0, row["events"]) for row in rows), default=1))
    most = max((row["stories"] or 0 for row in rows), default=0)
    step = (WIDTH - LEFT) / max(len(rows), 1)
    every = max(1, math.ceil(len(rows) / 12))
    bars = []
    for at, row in enumerate(rows):
        x, height = LEFT + at * step, BARS
        parts, base = [], 0.0
        for quad in (1, 2, 3, 4):
            number = round((row[f"quad{quad}"] or 0) * row["events"])
            size = height * number / top
            if number:
                parts.append((quad, height - base - size, size, number))
            base += size
        score = None if row["mean_score"] is None else _height(row["mean_score"])
        known = limits.get(row["period"])
        scatter = (_height(known[0]), _height(known[1])) if known else None
        covered = COVERAGE * (row["stories"] or 0) / most if most else 0.0
        low, high = (height - height * (row[end] or 0) / top for end in ("low", "high"))
        bars.append(
            Bar(row["period"], x, max(step - min(2, step / 5), 0.5), parts, low, high, score, scatter,
                (COVERAGE - covered, covered), row, at % every == 0)
        )  # fmt: skip
    counts = [(BARS - BARS * part / 4, _short(top * part / 4)) for part in range(5)]
    scores = [(_height(score), f"{score:+d}" if score else "0") for score in (10, 5, 0, -5, -10)]
    return Timeline(bars, counts, scores, most, _path(bars))


def _height(score: float) -> float:
    return SCORES * (10 - score) / 20


def _path(bars: list[Bar]) -> str:
    """The line through the scores, broken where a period has none."""
    words, broken = [], True
    for bar in bars:
        if bar.score is None:
            broken = True
            continue
        words.append(f"{'M' if broken else 'L'}{bar.x + bar.width / 2:.1f} {bar.score:.1f}")
        broken = False
    return " ".join(words)


def _round_up(value: float) -> float:
    """A round number of at least `value`, divisible by four."""
    size = 10 ** math.floor(math.log10(max(value, 1)))
    return next(size * part for part in (1, 2, 4, 6, 8, 10) if size * part >= value) if value > 4 else 4


def _short(number: float) -> str:
    return f"{number:g}" if number < 1000 else f"{number / 1000:g}k"


class Node(NamedTuple):
    """A party in a network: its place, its size, and on which side its name fits."""

    code: str
    x: float
    y: float
    radius: float
    events: int


class Edge(NamedTuple):
    """A dyad in a network, with the quad class that leads it."""

    source: str
    target: str
    path: str
    width: float
    quad: int
    row: dict[str, Any]


NETWORK = (960, 620)


def network(rows: Sequence[dict[str, Any]]) -> tuple[list[Node], list[Edge]]:
    """Parties and the dyads between them, pulled together by their events; the same rows, the same drawing."""
    weights: dict[str, int] = {}
    for row in rows:
        for side in ("source", "target"):
            weights[row[side]] = weights.get(row[side], 0) + row["events"]
    names = sorted(weights, key=lambda name: (-weights[name], name))
    if not names:
        return [], []
    places = _settled(names, rows)
    most = max(weights.values())
    nodes = [
        Node(name, *places[at], 13 + 14 * math.sqrt(weights[name] / most), weights[name])
        for at, name in enumerate(names)
    ]
    known = {node.code: node for node in nodes}
    busiest = max(row["events"] for row in rows)
    edges = []
    for row in rows:
        quad = max((1, 2, 3, 4), key=lambda q: row[f"quad{q}"])
        path = _bent(known[row["source"]], known[row["target"]])
        edges.append(Edge(row["source"], row["target"], path, 1 + 6 * math.sqrt(row["events"] / busiest), quad, row))
    return nodes, edges


def _bent(one: Node, other: Node) -> str:
    """A curve from one node's rim to the other's; there and back are two curves."""
    if one is other:
        return f"M{one.x:.1f} {one.y - one.radius:.1f} c-30 -40 30 -40 0 0"
    dx, dy = other.x - one.x, other.y - one.y
    far = math.hypot(dx, dy) or 1.0
    ux, uy = dx / far, dy / far
    sx, sy = one.x + ux * one.radius, one.y + uy * one.radius
    ex, ey = other.x - ux * (other.radius + 7), other.y - uy * (other.radius + 7)
    mx, my = (sx + ex) / 2 - uy * far * 0.1, (sy + ey) / 2 + ux * far * 0.1
    return f"M{sx:.1f} {sy:.1f} Q{mx:.1f} {my:.1f} {ex:.1f} {ey:.1f}"


def _settled(names: list[str], rows: Sequence[dict[str, Any]]) -> list[tuple[float, float]]:
    """Places by attraction and repulsion (Fruchterman and Reingold, 1991), from a circle, scaled to the frame."""
    count, index = len(names), {name: at for at, name in enumerate(names)}
    angle = np.arange(count) * 2.399963  # the golden angle: no two start in one place
    places = np.sqrt(np.arange(count) + 1)[:, None] * np.stack([np.cos(angle), np.sin(angle)], 1)
    pull = np.zeros((count, count))
    for row in rows:
        a, b = index[row["source"]], index[row["target"]]
        if a != b:
            pull[a, b] += math.log1p(row["events"])
            pull[b, a] += math.log1p(row["events"])
    for turn in range(250):
        gap = places[:, None] - places[None]
        far = np.maximum(np.linalg.norm(gap, axis=2), 0.05)
        force = (gap * (3.0 / far**2)[..., None]).sum(1) - (gap * (pull * far * 0.03)[..., None]).sum(1) - 0.12 * places
        size = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        places = places + force / size * np.minimum(size, 0.6 * (1 - turn / 250))
    low, high = places.min(0), places.max(0)
    frame, margin = np.array(NETWORK, float), 50.0
    spread = np.where(high - low > 1e-6, high - low, 1.0)
    scaled = _parted(margin + (places - low) / spread * (frame - 2 * margin), frame)
    return [(float(x), float(y)) for x, y in scaled] if count > 1 else [(frame[0] / 2, frame[1] / 2)]


def _parted(places: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """The same places pushed apart until hardly two names touch, within the frame."""
    for _ in range(120):
        gap = places[:, None] - places[None]
        far = np.linalg.norm(gap, axis=2) + np.eye(len(places)) * 1e3
        push = np.clip(62 - far, 0, None)
        places = places + 0.25 * (gap / np.maximum(far, 1)[..., None] * push[..., None]).sum(1)
        places = np.clip(places, 32, frame - 32)
    return places


# The map: degrees of longitude and latitude as they are (plate carrée).
NORTH, SOUTH = 84, -58
REGIONS = {
    "world": (-180, SOUTH, 180, NORTH), "Africa": (-20, -36, 54, 38), "Americas": (-170, SOUTH, -30, 75),
    "Asia": (55, -12, 150, 56), "Europe": (-26, 33, 62, 72), "Middle East": (24, 11, 64, 43),
    "Oceania": (108, -50, 180, 10),
}  # fmt: skip


class Spot(NamedTuple):
    """A place on the map with its events."""

    x: float
    y: float
    radius: float
    quad: int
    row: dict[str, Any]


def box(region: str) -> tuple[float, float, float, float]:
    """The drawing's frame (left, top, width, height) for a region."""
    west, south, east, north = REGIONS[region]
    return west, -north, east - west, north - south


def spots(rows: Sequence[dict[str, Any]], region: str) -> list[Spot]:
    """The places within a region, the largest first so that small ones stay on top."""
    west, south, east, north = REGIONS[region]
    inside = [row for row in rows if row["lat"] is not None and west <= row["lon"] <= east
              and south <= row["lat"] <= north]  # fmt: skip
    most = max((row["events"] for row in inside), default=1)
    scale = (east - west) / 360
    return [
        Spot(row["lon"], -row["lat"], scale * (1.6 + 7 * math.sqrt(row["events"] / most)),
             max((1, 2, 3, 4), key=lambda q: row[f"quad{q}"]), row)
        for row in inside
    ]  # fmt: skip


# Student's t, two-sided 95 %, for 2 to 10 degrees of freedom; beyond, 1.96 + 2.55 / degrees is off by less than .02.
_T = {2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228}


def mean_limits(days: Sequence[dict[str, Any]], by: str) -> dict[str, tuple[float, float]]:
    """95 % limits of the mean score by period, from the scatter of its scores; none for fewer than three events."""
    sums: dict[str, tuple[int, float, float]] = {}
    for row in days:
        many, total, squares = sums.get(period := _period(row["day"], by), (0, 0.0, 0.0))
        sums[period] = many + row["events"], total + row["total"], squares + row["squares"]
    found = {}
    for period, (many, total, squares) in sums.items():
        free, mean = many - 1, total / many
        if free >= 2:
            spread = math.sqrt(max(squares / many - mean**2, 0) / free) * _T.get(free, 1.96 + 2.55 / free)
            found[period] = max(mean - spread, -10.0), min(mean + spread, 10.0)
    return found


def _period(day: str, by: str) -> str:
    """The period, as a series names it, in which a day lies."""
    if by == "week":
        first = date.fromisoformat(day)
        return (first - timedelta(first.weekday())).isoformat()
    return day[: {"year": 4, "month": 7, "day": 10}[by]]


def summed(rows: Sequence[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    """The rows of several dyads by period, the empty periods between filled in.

    Limits add up, so they are wider than those of one count.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        blank = dict.fromkeys(row, 0) | {"period": row["period"], "stories": row["stories"], "score": 0.0}
        total = found.setdefault(row["period"], blank)
        for name in ("events", "incidents", "estimate", "low", "high"):
            total[name] = round(total[name] + (row[name] or 0), 1)
        total["score"] += (row["mean_score"] or 0) * row["events"]
        for name in _QUADS:
            total[name] += (row[name] or 0) * row["events"]
    for total in found.values():
        many = total["events"]
        total["mean_score"] = round(total["score"] / many, 3) if many else None
        total |= {name: total[name] / many if many else None for name in _QUADS}
    if not found:
        return []
    period, last, whole = min(found), max(found), []
    empty = dict.fromkeys(rows[0], 0) | {"mean_score": None, "stories": None}
    while period <= last:
        whole.append(found.get(period) or empty | {"period": period})
        period = (date.fromisoformat(edges(period, by)[1]) + timedelta(1)).isoformat()[: len(period)]
    return whole


def moved(rows: Sequence[dict[str, Any]], earlier: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dyads whose mean score moved most against another period, both with events, weighed by their number."""
    before = {(row["source"], row["target"]): row for row in earlier}
    found = []
    for row in rows:
        old = before.get((row["source"], row["target"]))
        if old:
            change = row["mean_score"] - old["mean_score"]
            weight = math.sqrt(min(row["events"], old["events"]))
            found.append(row | {"earlier": old, "change": change, "weight": abs(change) * weight})
    return sorted(found, key=lambda row: (-row["weight"], row["source"], row["target"]))[:20]


def edges(period: str, by: str) -> tuple[str, str]:
    """First and last day of a period as a series names it."""
    if by == "year":
        return f"{period}-01-01", f"{period}-12-31"
    if by == "month":
        first = date.fromisoformat(f"{period}-01")
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first.isoformat(), (after - timedelta(1)).isoformat()
    first = date.fromisoformat(period)
    return period, (first + timedelta(6 if by == "week" else 0)).isoformat()
