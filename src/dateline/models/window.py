"""What every model takes and gives."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np


class Reading(NamedTuple):
    """A text as read once: a state for every token and for every piece, and the piece of each token."""

    states: np.ndarray  # [tokens, width]
    pieces: np.ndarray  # [pieces, width]
    piece_of: np.ndarray  # [tokens]


class Question(NamedTuple):
    """What is asked of a part of the text: its states [tokens + 1, width], and the mark of each."""

    states: np.ndarray
    marks: np.ndarray


class Model(Protocol):
    """Reads text and answers questions about it. Thread-safe; the same text gives the same numbers."""

    def read(self, pieces: Sequence[np.ndarray]) -> Reading:
        """States of a text from the framed ids of its pieces, in order."""
        ...

    def answer(self, questions: Sequence[Question], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """Logits of the asked heads for each question, in order; training/model.py gives the shapes."""
        ...
