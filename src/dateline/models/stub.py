"""A model without a network: answers by a table of token ids, for tests of what stands around a model."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.models.tokens import TRIGGER
from dateline.models.window import Window

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

    def answer(self, windows: Sequence[Window], heads: Sequence[str]) -> list[dict[str, np.ndarray]]:
        """See `Model`."""
        return [{head: self._head(window, head) for head in heads} for window in windows]

    def _head(self, window: Window, head: str) -> np.ndarray:
        if head == "trigger":
            rows = np.full((len(window.ids), self.sizes["types"]), -SURE, np.float32)
            for row, token in enumerate(window.ids):
                if token in self.kinds:
                    rows[row, self.kinds[token]] = SURE
            return rows
        if head == "roles":
            roles = np.zeros((len(window.ids), self.sizes["roles"], 3), np.float32)
            roles[1, 0, 1] = roles[-2, 1, 1] = SURE
            return roles.reshape(len(window.ids), -1)
        size = {"type": "types", "relation": "types", "mode": "modes", "context": "contexts"}.get(head, head)
        logits = np.full(self.sizes[size], -SURE, np.float32)
        asked = [t for t, m in zip(window.ids, window.marks, strict=True) if head == "relation" or m == TRIGGER]
        known = [self.kinds[t] for t in asked if t in self.kinds]
        if head in ("type", "relation") and known:
            logits[known[0]] = SURE
        return logits
