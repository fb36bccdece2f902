"""Counts over time, on dyads written as rows; and what the coder's measured error does to them."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dateline.errors import InputError
from dateline.intervals import CoderError
from dateline.models.bundle import DEFAULT
from dateline.models.measured import Measured, load_measured
from dateline.ontology import load_ontology
from dateline.series import series
from dateline.store import Store

KINDS = ("CONSULT", "ASSAULT")
MEASURED = Measured("x@1", "a set", {"CONSULT": (80, 100, 100), "ASSAULT": (40, 80, 50)})
# source, target, day, type, score, incident, dated, known_to
ROWS = [
    ("CHN", "PRK", 20250508, "CONSULT", 1.0, 1, 1, None),
    ("CHN", "PRK", 20250531, "CONSULT", 3.0, 2, 1, None),
    ("CHN", "PRK", 20250531, "CONSULT", 3.0, 2, 1, None),
    ("CHN", "PRK", 20250701, "ASSAULT", -9.0, 3, 1, None),
    ("CHN", "PRK", 20250601, "ASSAULT", -9.0, 4, 1, 500),
    ("CHN", "PRK", 20250601, "ASSAULT", -9.0, 5, 0, None),
    ("CHN", "USA", 20250508, "CONSULT", 1.0, 6, 1, None),
    ("KOR", "PRK", 20241231, "ASSAULT", -7.5, 7, 1, None),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "news.db", create=True) as made:
        for i, (source, target, day, kind, score, incident, dated, until) in enumerate(ROWS):
            row = (source, target, day, i, 100, until, dated, made.types[kind], score, "asserted", incident)
            made.connection.execute("PRAGMA foreign_keys = OFF")
            made.connection.execute(f"INSERT INTO dyad VALUES ({','.join('?' * len(row))})", row)
        yield made


def rows(store: Store, *names: str, **asked) -> list[tuple]:
    return [tuple(row[name] for name in names) for row in series(store, **asked)]


def test_one_dyad_by_month(store: Store) -> None:
    found = rows(store, "period", "events", "incidents", "mean_score", "quad1", "quad4", dyad="CHN:PRK")
    assert found == [
        ("2025-05", 3, 2, 2.333, 1.0, 0.0), ("2025-06", 0, 0, None, None, None), ("2025-07", 1, 1, -9.0, 0.0, 1.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "periods"),
    [
        ({"dyad": "CHN:PRK", "by": "year"}, [("2025", 4)]),
        ({"dyad": "CHN:PRK", "by": "week", "until": "2025-05-20"}, [("2025-05-05", 1)]),
        ({"dyad": "chn:prk", "by": "day", "since": "2025-06-01"}, [("2025-07-01", 1)]),
        ({"dyad": "KOR:PRK", "by": "week"}, [("2024-12-30", 1)]),
        ({"dyad": "CHN:PRK", "as_of": "1970-01-01T00:00:00.000200Z"}, [("2025-05", 3), ("2025-06", 1), ("2025-07", 1)]),
        ({"dyad": "CHN:PRK", "as_of": "1960-01-01"}, []),
        ({"dyad": "USA:CHN"}, []),
        ({"dyad": "CHN:*"}, [("2025-05", 3), ("2025-07", 1), ("2025-05", 1)]),
        ({"dyad": "*:PRK", "by": "year"}, [("2025", 4), ("2024", 1)]),
        ({"factuality": "planned"}, []),
        ({"by": "year"}, [("2025", 4), ("2025", 1), ("2024", 1)]),
    ],
    ids=str,
)
def test_periods(store: Store, asked: dict, periods: list) -> None:
    assert rows(store, "period", "events", **asked) == periods


def test_coverage(store: Store) -> None:
    """Stories by their publication, copies once, no notices."""
    columns = "(story, version, kind, by, score, recorded, known_from, known_to, take, published, text_sha256, length, source, lineage, passages, fingerprint, record)"
    for i, (kind, published, lineage) in enumerate(
        [("first", "2025-05-08", 1), ("first", "2025-05-08", 1), ("first", "2025-05-09T01:00Z", 3), ("hold", "2025-05-09", 4)], 1
    ):  # fmt: skip
        values = (i, 1, kind, "", 0, 1, 1, None, "", published, "", 0, "", lineage, b"", bytes([i]), "{}")
        store.connection.execute(f"INSERT INTO version {columns} VALUES ({','.join('?' * len(values))})", values)
    found = rows(store, "stories", "per_1000_stories", dyad="CHN:PRK")
    assert found == [(2, 1500.0), (0, None), (0, None)]


@pytest.mark.parametrize("asked", [{"dyad": "China:Korea"}, {"dyad": "CHN"}, {"by": "decade"}])
def test_what_is_no_dyad_or_period(store: Store, asked: dict) -> None:
    with pytest.raises(InputError, match="is no (dyad|period); write"):
        series(store, **asked)


def test_intervals_hold_the_truth() -> None:
    """Simulated: true events, found with their recall, wrong ones added by their precision; 95 % are covered."""
    draw = np.random.default_rng(3)
    error, covered = CoderError(MEASURED, KINDS), []
    for _ in range(2000):
        counts, truth = [], 0
        for kind, many in zip(KINDS, (30, 20), strict=True):
            right, given, wanted = MEASURED.types[kind]
            found = draw.binomial(many, right / wanted)
            counts.append(found + draw.poisson(many * right / wanted * (given / right - 1)))
            truth += many
        low, _, high = error.interval(np.array([counts]))
        covered.append(low[0] <= truth <= high[0])
    assert 0.92 <= np.mean(covered) <= 1.0


def test_intervals_without_figures_are_poisson() -> None:
    """Limits of 1, 10 and no event: 0.03-5.57, 4.80-18.39, 0-3.69 (Garwood 1936)."""
    low, middle, high = CoderError(None, KINDS).interval(np.array([[1, 0], [4, 6], [0, 0]]))
    assert np.allclose(middle, [1, 10, 0]) and np.allclose(high, [5.57, 18.39, 3.69], atol=0.08)
    assert np.allclose(low, [0.03, 4.80, 0], atol=0.05)


def test_figures_of_bundles(tmp_path: Path) -> None:
    """A bundle's figures count for its own weights only; a bundle may state none."""
    assert load_measured("no-such-bundle@1") is None and load_measured(f"{tmp_path}/@1") is None
    facts = {"bundle": "x@1", "set": "a set", "types": {"AID": {"right": 1, "given": 2, "wanted": 3}}}
    (tmp_path / "measured.json").write_text(json.dumps(facts))
    assert load_measured(f"{tmp_path}/") == Measured("x@1", "a set", {"AID": (1, 2, 3)})
    assert load_measured(f"{tmp_path}/@2") is None
    shipped = load_measured(DEFAULT)
    assert shipped is None or set(shipped.types) == set(load_ontology().types)
