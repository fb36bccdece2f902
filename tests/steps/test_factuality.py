"""The words that correct the model, and the codebook's rule for what is to come."""

import pytest

from dateline.ontology import load_ontology
from dateline.records import Span
from dateline.steps.factuality import collapse, corrected


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


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "said", "value", "cue", "by"),
    [
        ("Troops came, possibly in exchange for arms.", "exchange", "COOPERATE", "asserted", "hypothetical",
         "possibly", "factuality.possibly"),
        ("Rebels did not attack the town.", "attack", "ASSAULT", "asserted", "negated", "not", "factuality.not"),
        ("No arrests were made.", "arrests", "COERCE", "asserted", "negated", "No", "factuality.no"),
        ("Nobody was arrested.", "arrested", "COERCE", "asserted", "negated", "Nobody", "factuality.nobody"),
        ("Iran denied having attacked the ship.", "attacked", "ASSAULT", "asserted", "negated", "denied",
         "factuality.denied"),
        ("The police failed to arrest him.", "arrest", "COERCE", "asserted", "negated", "failed", "factuality.failed-to"),
        ("No fewer than ten attacks followed.", "attacks", "ASSAULT", "asserted", "asserted", None, None),
        ("Suspected rebels attacked the town.", "attacked", "ASSAULT", "asserted", "asserted", None, None),
        ("Spain would not sign the treaty.", "sign", "REJECT", "asserted", "asserted", None, None),
        ("If rebels attacked, the army would answer.", "attacked", "ASSAULT", "hypothetical", "hypothetical", "If", None),
        ("Workers will strike on Monday.", "strike", "PROTEST", "planned", "planned", "will", None),
        ("In 1998 rebels attacked the town.", "attacked", "ASSAULT", "historical", "historical", "In 1998", None),
    ],
)  # fmt: skip
def test_corrected(text: str, trigger: str, kind: str, said: str, value: str, cue: str | None, by: str | None) -> None:
    at = Span(text.index(trigger), text.index(trigger) + len(trigger))
    found, why = corrected(text, Span(0, len(text)), at, kind, said)
    assert (found, why and text[slice(*why.span)], why and why.by) == (value, cue, by)
