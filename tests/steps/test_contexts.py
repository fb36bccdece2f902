"""The likeliest contexts, in the codebook's order, and those that a mode brings."""

import numpy as np

from dateline.ontology import load_ontology
from dateline.steps.contexts import contexts

ONTOLOGY = load_ontology()
CODES = tuple(ONTOLOGY.contexts)


def asked(likely: dict[str, float], kind: str = "ASSAULT", modes: tuple[str, ...] = ()) -> tuple[str, ...]:
    logits = np.array([likely.get(code, -9.0) for code in CODES])
    return contexts(logits, CODES, 0.5, ONTOLOGY, kind, modes)


def test_order_threshold_and_number() -> None:
    assert asked({"legal": 1.0, "military": 0.1, "crime": -0.1}) == ("military", "legal")
    assert asked({"legal": 4.0, "military": 3.0, "crime": 2.0, "health": 1.0}) == ("military", "legal", "crime")
    assert asked({}) == ()


def test_mode_adds_its_context() -> None:
    assert asked({"legal": 1.0}, "COERCE", ("cyber",)) == ("legal", "cyber")
