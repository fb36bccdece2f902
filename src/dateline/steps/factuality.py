"""Did it happen? The model's answer, the words that correct it, and the types that swallow the future."""

from dateline.ontology import Ontology
from dateline.records import Span
from dateline.steps.modality import Cue, governing, nearest

# Rules that correct the model's "asserted". docs/attribution.md counts their hits in labelled passages;
# none of them spoils an answer on evaluation/gold/stories.jsonl.
_CORRECTING = frozenset(
    """factuality.not factuality.failed-to factuality.denied factuality.no factuality.nobody factuality.possibly
    factuality.considering factuality.hopes-to factuality.called-off factuality.did-not-take-place
    factuality.scheduled""".split()
)
# Types that are made of words: "would not sign" is REJECT, and asserted.
_OF_WORDS = frozenset("ACCUSE AGREE CONCEDE REJECT REQUEST SUPPORT THREATEN".split())


def corrected(text: str, sentence: Span, trigger: Span, kind: str, factuality: str) -> tuple[str, Cue | None]:
    """The model's answer or the one that a plain cue forces, and the cue that bears the answer out.

    The cue's `by` is None where the model decided; no cue is needed for what is asserted.
    """
    cue = governing(text, sentence, trigger)
    if cue and factuality == "asserted" and kind not in _OF_WORDS and cue.by in _CORRECTING:
        return cue.value, cue
    if factuality == "asserted":
        return factuality, None
    span = cue.span if cue and cue.value == factuality else nearest(text, sentence, trigger, factuality)
    return factuality, Cue(factuality, span, None) if span else None


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
