"""Drawings are numbers: sums, places, periods, and what a version changed."""

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

from dateline.web import charts
from dateline.web.lights import Piece, paragraphs
from dateline.web.reading import compared
from dateline.web.rendering import address, web_address

EDGES = [
    ("2025-02", "month", ("2025-02-01", "2025-02-28")), ("2024-12", "month", ("2024-12-01", "2024-12-31")),
    ("2025", "year", ("2025-01-01", "2025-12-31")), ("2025-05-05", "week", ("2025-05-05", "2025-05-11")),
    ("2025-05-05", "day", ("2025-05-05", "2025-05-05")),
]  # fmt: skip


def row(period: str, events: int, score: float | None, quad: int = 1) -> dict:
    quads = {f"quad{q}": (float(q == quad) if events else None) for q in (1, 2, 3, 4)}
    counts = {"events": events, "incidents": events, "estimate": events, "low": 0.0, "high": 2.0 * events}
    return {"source": "A", "target": "B", "period": period, "mean_score": score, "stories": 4, **counts, **quads}


@pytest.mark.parametrize(("period", "by", "days"), EDGES)
def test_edges(period: str, by: str, days: tuple[str, str]) -> None:
    assert charts.edges(period, by) == days


def test_summed_fills_and_adds() -> None:
    rows = charts.summed([row("2025-01", 1, 2.0), row("2025-01", 3, -2.0, 4), row("2025-03", 1, 5.0)], "month")
    assert [one["period"] for one in rows] == ["2025-01", "2025-02", "2025-03"]
    assert (rows[0]["events"], rows[0]["mean_score"], rows[0]["quad4"]) == (4, -1.0, 0.75)
    assert (rows[1]["events"], rows[1]["mean_score"]) == (0, None)
    assert charts.summed([], "month") == []


def test_timeline_stays_in_its_frame() -> None:
    drawn = charts.timeline(
        [row(f"2025-{month:02d}", month % 5, -9.0 if month % 5 else None) for month in range(1, 13)], {}
    )
    for bar in drawn.bars:
        assert all(y >= 0 and y + height <= charts.BARS + 0.01 for _, y, height, _ in bar.parts)
        assert 0 <= bar.high <= bar.low <= charts.BARS and bar.x + bar.width <= charts.WIDTH
    assert drawn.path.count("M") == 3  # broken where a month has no event
    assert charts.timeline([], {}).bars == []


def test_mean_limits() -> None:
    days = [
        {"day": f"2025-05-{5 + at:02d}", "events": 1, "total": s, "squares": s * s}
        for at, s in enumerate((1.0, 2.0, 3.0))
    ]
    low, high = charts.mean_limits(days, "month")["2025-05"]
    assert (round(low, 3), round(high, 3)) == (round(2 - 4.303 / 3**0.5, 3), round(2 + 4.303 / 3**0.5, 3))
    assert list(charts.mean_limits(days, "week")) == ["2025-05-05"] and charts.mean_limits(days, "day") == {}


def test_network_is_the_same_each_time_and_in_its_frame() -> None:
    rows = [row("", n, 1.0) | {"source": "A", "target": t} | {f"quad{q}": n for q in (1, 2, 3, 4)}
            for n, t in enumerate("ABCDEFGH", 1)]  # fmt: skip
    nodes, edges = charts.network(rows)
    assert charts.network(rows) == (nodes, edges) and len(nodes) == len(edges) == 8
    assert all(0 < node.x < charts.NETWORK[0] and 0 < node.y < charts.NETWORK[1] for node in nodes)
    assert charts.network([]) == ([], [])


def test_compared_gives_both_texts_back() -> None:
    old = "Two men were held on Monday.\nA spokesman spoke.\nThe end."
    new = "A new lead.\nThree men were held on Monday.\nThe end."
    found = compared(old, new)
    assert "".join(words for kind, words in found if kind != "gone") == new + "\n"
    assert ("gone", "A spokesman spoke.\n") in found and ("gone", "Two") in found and ("new", "A new lead.\n") in found


ADDRESSES = [
    ("https://example.org/a", True), ("http://example.org", True), ("javascript:alert(1)", False), ("//evil", False),
    ("data:text/html,x", False), (" javascript:x", False), ("https://", False), ("http://[", False), (None, False),
]  # fmt: skip


@pytest.mark.parametrize(("url", "safe"), ADDRESSES)
def test_web_addresses(url: str | None, safe: bool) -> None:
    assert (web_address(url) == url and url is not None) is safe


def test_addresses_are_quoted() -> None:
    assert address("/stories/a b?", q="x&y", none=None) == "/stories/a%20b%3F?q=x%26y"


def test_paragraphs_keep_their_pieces() -> None:
    cut = [Piece("One ", (), None), Piece("two\n\nthree", ("event",), "what"), Piece(".", (), None)]
    assert [[piece.text for piece in part] for part in paragraphs(cut)] == [["One ", "two"], ["three", "."]]
    assert [piece.label for part in paragraphs(cut) for piece in part] == [None, None, "what", None]
