"""A model without a network: answers by a table of token ids, for tests of what stands around a model."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.models.tokens import TRIGGER
from dateline.models.window import Question, Reading

SURE = 6.0


class StubModel:
    """bundle.json's "stub" maps token ids to types; such a token is a trigger of that type.

    The first word of a marked window is the actor, the last the recipient; all else is as absent as
    the heads allow. Relations are those of the first known token.
    """

    def __init__(self, folder: Path):
        facts = json.loads((folder / "bundle.json").read_text("utf-8"))
        self.sizes = {name: len(facts[name]) for name in ("types", "modes", "roles", "factuality", "contexts")}
        self.kinds = {int(token): facts["types"].index(kind) for token, kind in facts["stub"].items()}

    def read(self, pieces: Sequence[np.ndarray]) -> Reading:
        """See `Model`. A token's state is its id."""
        ids = [piece[1:-1].astype(np.float32)[:, None] for piece in pieces]
        return Reading(
            np.concatenate(ids), np.zeros((len(pieces), 1), np.float32),
            np.repeat(np.arange(len(pieces)), [len(piece) - 2 for piece in pieces]),
        )  # fmt: skip

    def answer(self, questions: Sequence[Question], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """See `Model`."""
        return [{head: self._head(asked, head) for head in heads} for asked in questions]

    def _head(self, asked: Question, head: str) -> np.ndarray:
        ids = asked.states[:, 0].astype(int)
        if head == "trigger":
            rows = np.full((len(ids), self.sizes["types"]), -SURE, np.float32)
            for row, token in enumerate(ids):
                if token in self.kinds:
                    rows[row, self.kinds[token]] = SURE
            return rows
        if head == "roles":
            roles = np.zeros((len(ids), self.sizes["roles"], 3), np.float32)
            roles[1, 0, 1] = roles[-1, 1, 1] = SURE
            return roles.reshape(len(ids), -1)
        if head == "repeat":
            return np.full(1, -SURE, np.float32)
        size = {"type": "types", "relation": "types", "mode": "modes", "context": "contexts"}.get(head, head)
        logits = np.full(self.sizes[size], -SURE, np.float32)
        about = [t for t, m in zip(ids, asked.marks, strict=True) if head == "relation" or m == TRIGGER]
        known = [self.kinds[t] for t in about if t in self.kinds]
        if head in ("type", "relation") and known:
            logits[known[0]] = SURE
        return logits
