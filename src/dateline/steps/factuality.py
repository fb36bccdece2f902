"""Did it happen? The model's answer, and the types that swallow the future."""

from dateline.ontology import Ontology


def collapse(
    ontology: Ontology, kind: str, modes: tuple[str, ...], factuality: str
) -> tuple[str, tuple[str, ...], str]:
    """Type, modes and factuality after the codebook's rule for what is to come.

    A promised AID is AGREE, an announced RETREAT is CONCEDE, and both have been asserted: the
    promise is made. What is only possible changes its type too and stays hypothetical.
    """
    if factuality in ("planned", "hypothetical") and ontology.planned.get(kind, kind) != kind:
        return ontology.planned[kind], (), "asserted" if factuality == "planned" else factuality
    return kind, modes, factuality
