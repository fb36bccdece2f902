"""The codebook's rule for what is to come."""

import pytest

from dateline.ontology import load_ontology
from dateline.steps.factuality import collapse


@pytest.mark.parametrize(
    ("kind", "modes", "factuality", "expected"),
    [
        ("AID", (), "planned", ("AGREE", (), "asserted")),
        ("CONSULT", ("visit",), "planned", ("AGREE", (), "asserted")),
        ("RETREAT", ("withdraw",), "planned", ("CONCEDE", (), "asserted")),
        ("RETREAT", ("release",), "hypothetical", ("CONCEDE", (), "hypothetical")),
        ("CONCEDE", (), "planned", ("CONCEDE", (), "planned")),
        ("PROTEST", ("strike",), "planned", ("PROTEST", ("strike",), "planned")),
        ("ASSAULT", (), "hypothetical", ("ASSAULT", (), "hypothetical")),
        ("AID", (), "asserted", ("AID", (), "asserted")),
        ("AID", (), "negated", ("AID", (), "negated")),
        ("CONSULT", ("phone",), "historical", ("CONSULT", ("phone",), "historical")),
    ],
)
def test_collapse(kind: str, modes: tuple[str, ...], factuality: str, expected: tuple) -> None:
    assert collapse(load_ontology(), kind, modes, factuality) == expected
