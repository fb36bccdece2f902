"""How many events there were, given how many were coded and how often the coder was right."""

from collections.abc import Sequence

import numpy as np

from dateline.models.measured import Measured

_Z = 1.959964  # of a normal distribution: 95 % lie within


class CoderError:
    """Precision and recall by type, and how well both are known; None stands for a coder without figures.

    `kinds` names the types in the order in which counts are given.
    """

    def __init__(self, measured: Measured | None, kinds: Sequence[str]):
        self.known = measured is not None
        found = measured.types if measured else {}
        pooled = tuple(sum(counts) for counts in zip(*found.values(), strict=True)) or (1, 1, 1)
        counts = np.array([found.get(kind, pooled) for kind in kinds], float)
        # Means and variances of beta distributions with half a success and failure added (Jeffreys).
        right, given, wanted = counts.T
        self.precision, self.precision_variance = _beta(right, given)
        self.recall, self.recall_variance = _beta(right, wanted)
        # Nothing coded: as many as may all have been missed in one of forty cases.
        self.missed = (
            float(np.log(0.025) / np.log(1 - np.clip(pooled[0] / pooled[2], 0.05, 0.95))) if self.known else 3.69
        )

    def interval(self, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Lower end, estimate and upper end (95 %) of the true number, for counts [cells, kinds].

        With figures: coded events times precision over recall; its variance is that of the events that
        are wrong, of those missed, and of precision and recall themselves; a gamma distribution of that
        mean and variance gives the ends. Without: the count, and its exact Poisson limits.
        """
        if not self.known:
            total = counts.sum(1).astype(float)
            high = np.where(total, _gamma(total + 1, np.ones_like(total), _Z), self.missed)
            return np.where(total, _gamma(total, np.ones_like(total), -_Z), 0.0), total, high
        p, r = self.precision, self.recall
        true = counts * p
        mean = (true / r).sum(1)
        known_badly = (counts * p / r) ** 2 * (self.precision_variance / p**2 + self.recall_variance / r**2)
        variance = (true * (1 - p) / r**2 + true * (1 - r) / r**2 + known_badly).sum(1)
        some = mean > 0
        shape = np.divide(mean**2, variance, out=np.ones_like(mean), where=some)
        scale = np.divide(variance, mean, out=np.ones_like(mean), where=some)
        low, high = (_gamma(shape, scale, z) for z in (-_Z, _Z))
        return np.where(some, low, 0.0), mean, np.where(some, high, self.missed)


def _beta(right: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    a, b = right + 0.5, of - right + 0.5
    return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))


def _gamma(shape: np.ndarray, scale: np.ndarray, z: float) -> np.ndarray:
    """Quantile of gamma distributions at the normal quantile z, by Wilson and Hilferty (1931)."""
    safe = np.maximum(shape, 1e-9)
    root = 1 - 1 / (9 * safe) + z / (3 * np.sqrt(safe))
    return np.maximum(root, 0) ** 3 * safe * scale
