"""Near-identical stories: one agency's copy on many sites, trimmed or retitled, is one source."""

import hashlib
import re
from typing import Any, NamedTuple

from dateline.records import Story
from dateline.store import Store

PERMUTATIONS, BANDS = 128, 32
ROWS = PERMUTATIONS // BANDS
SEQUENCE = 3  # words
FEWEST = 24  # sequences of a text that is long enough to be compared
# Share of common word sequences, and share of the smaller text's sequences in the larger, from which
# two texts are copies: a copy cut to its first third keeps all of that third.
ALIKE, CONTAINED, LEAST = 0.6, 0.85, 0.25
MOST_CANDIDATES = 40
_WORD = re.compile(r"\w+")


class Placed(NamedTuple):
    """A story's signature and, when it is a copy, the story first held of its kind and how alike they are."""

    lineage: int | None
    score: float | None
    sequences: int
    signature: bytes
    bands: tuple[int, ...]


class Copies:
    """Finds copies by MinHash. Needs the extra `store`; `usable` is False without it and nothing is found."""

    def __init__(self) -> None:
        try:
            from rensa import RMinHash
        except ImportError:
            RMinHash = None  # noqa: N806  (a class that is not there)
        self._kind: Any = RMinHash
        self.usable = RMinHash is not None

    def place(self, store: Store, story: Story) -> Placed | None:
        """Where the story belongs; None when its text is too short to tell."""
        words = _WORD.findall(story.text.lower())
        sequences = {" ".join(words[i : i + SEQUENCE]) for i in range(len(words) - SEQUENCE + 1)}
        if not self.usable or len(sequences) < FEWEST:
            return None
        made = self._kind(num_perm=PERMUTATIONS, seed=7)
        made.update(sorted(sequences))
        digest = made.digest()
        signature = b"".join(value.to_bytes(4) for value in digest)
        bands = tuple(self._band(i, signature) for i in range(BANDS))
        lineage, score = self._nearest(store, signature, len(sequences), bands)
        return Placed(lineage, score, len(sequences), signature, bands)

    def _band(self, number: int, signature: bytes) -> int:
        """A number of 64 bits for one band; signatures of another version of the algorithm share none."""
        rows = signature[number * ROWS * 4 : (number + 1) * ROWS * 4]
        named = f"{getattr(self._kind, 'ALGORITHM_VERSION', 0)}:{number}:".encode() + rows
        return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), signed=True)

    def _nearest(
        self, store: Store, signature: bytes, size: int, bands: tuple[int, ...]
    ) -> tuple[int | None, float | None]:
        marks = ",".join("?" * len(bands))
        rows = store.ask(
            f"""SELECT v.lineage, c.sequences, c.signature FROM (
                  SELECT version, count(*) AS common FROM band WHERE band IN ({marks})
                  GROUP BY version ORDER BY common DESC, version LIMIT {MOST_CANDIDATES}) b
                JOIN copy c ON c.version = b.version JOIN version v ON v.number = b.version""",
            *bands,
        )
        best: tuple[float, int] | None = None
        for lineage, other, digest in rows:
            share = _equal(signature, digest) / PERMUTATIONS
            contained = min(1.0, share * (size + other) / ((1 + share) * min(size, other)))
            if share >= ALIKE or (share >= LEAST and contained >= CONTAINED):
                best = max(best or (0.0, 0), (max(share, contained), -lineage))
        return (-best[1], round(best[0], 3)) if best else (None, None)


def _equal(one: bytes, other: bytes) -> int:
    return sum(one[i : i + 4] == other[i : i + 4] for i in range(0, len(one), 4))


def remember(store: Store, version: int, placed: Placed) -> None:
    """Keep a version's signature, so that later copies of it are found; within a transaction."""
    run = store.connection
    run.execute("INSERT INTO copy VALUES (?, ?, ?)", (version, placed.sequences, placed.signature))
    run.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, version) for band in placed.bands])
