"""What is it about? Contexts of the piece of text that holds an event."""

from collections.abc import Sequence

import numpy as np

from dateline.ontology import Ontology
from dateline.steps.triggers import sigmoid

MOST = 3  # the corpus gives a passage at most three


def contexts(
    logits: np.ndarray, codes: Sequence[str], threshold: float, ontology: Ontology, kind: str, modes: Sequence[str]
) -> tuple[str, ...]:
    """Contexts in the codebook's order; a mode that brings its own context adds it."""
    likely = sigmoid(logits)
    chosen = [int(i) for i in likely.argsort()[::-1][:MOST] if likely[i] >= threshold]
    named = {codes[i] for i in chosen}
    named |= {added for mode in modes if (added := ontology.types[kind].modes[mode].adds_context)}
    return tuple(code for code in ontology.contexts if code in named)
