"""What every model takes and gives."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np


class Window(NamedTuple):
    """What the encoder reads: token ids and, for each, its mark (none, trigger, source, target)."""

    ids: np.ndarray
    marks: np.ndarray


class Model(Protocol):
    """Answers windows of text. Thread-safe; the same windows give the same numbers."""

    def answer(self, windows: Sequence[Window], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """Logits of the asked heads for each window, in order; training/model.py gives the shapes."""
        ...
