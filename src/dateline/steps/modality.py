"""Which words unmake an event, put it off or leave it open? Grammatical cues that govern a trigger."""

import re
from typing import NamedTuple

from dateline.records import Span


class Cue(NamedTuple):
    """A word that decides whether an event happened: its value, where it stands, and the rule (None: the model)."""

    value: str
    span: Span
    by: str | None


# What may stand between a cue and the verb it governs: auxiliaries and adverbs.
_ADVERBS = r"(?:(?:be|been|being|have|had|has|also|soon|yet|even|ever|actually|again|already|then|[a-z]+ly)\s+){0,3}"
_NOUNS = r"(?:(?!and\b|or\b|but\b)[\w’'-]+\s+){0,2}"
_MADE = r"(?:was|were|has|have|had|is|are)\s+(?:been\s+|being\s+)?(?:[a-z]+ly\s+)?"
_AFTER_NO = r"(?!longer|fewer|less|more|doubt|sooner|later|matter|sign|one\b|such)"

# Rules in order, the first that fits decides: name, value, what ends at the trigger (the cue is group 1).
# Their hits on labelled text, and which correct the model, stand in docs/attribution.md.
_BEFORE: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, value, re.compile(pattern + "$", re.I))
    for name, value, pattern in (
        ("factuality.possible-not", "hypothetical", rf"\b(may|might)\s+not\s+{_ADVERBS}"),
        ("factuality.not", "negated", rf"(\bnot|n[’']t|\bcannot|\bnever)\s+(?!only\b|just\b){_ADVERBS}"),
        ("factuality.failed-to", "negated",
         rf"\b(failed|refused|declined|unable|yet|failing|refusing|declining|neglected|stopped short of"
         rf"|refrained from|prevented from|barred from|kept from|instead of|rather than)\s+(?:to\s+)?{_ADVERBS}"),
        ("factuality.denied", "negated",
         rf"\b(den(?:ied|y|ies|ying))\s+(?:any\s+|having\s+|ever\s+)?{_ADVERBS}"),
        ("factuality.denied-that", "negated",
         rf"\b(den(?:ied|y|ies|ying))\s+(?:\w+\s+){{0,3}}that\s+[^,;.“”\"]{{1,50}}\b(?:had|has|have|was|were)\s+{_ADVERBS}"),
        ("factuality.no", "negated", rf"\b(no)\s+{_AFTER_NO}(?:[a-z-]+\s+)?"),
        ("factuality.without", "negated", r"\b(without)\s+(?:any\s+|a\s+|further\s+)?(?:[a-z-]+\s+)?"),
        ("factuality.nobody", "negated",
         rf"(?:^|[,;]\s|\b(?:and|but|that|said)\s)(no one|nobody|none|no)\b(?:\s+[\w’'-]+){{0,4}}?\s+{_MADE}"),
        ("factuality.may", "hypothetical", rf"\b(may|might|could|can)\s+{_ADVERBS}"),
        ("factuality.possibly", "hypothetical",
         rf"\b(?:(possibly|perhaps|potentially|maybe)\s+{_NOUNS}|(possible|potential|hypothetical)\s+)"),
        ("factuality.if", "hypothetical",
         r"(?<!as )\b(if|unless|whether|in case|in the event)\b(?![^.]*\bthen\b)[^,;:“”\"]{0,80}"),
        ("factuality.considering", "hypothetical",
         rf"\b(consider(?:s|ed|ing)?|mull(?:s|ed|ing)|weigh(?:s|ed|ing)|discuss(?:es|ed|ing)?)\s+(?:a\s+|the\s+)?{_ADVERBS}"),
        ("factuality.will", "planned", rf"(?:\b(will|shall|won[’']t)|([’']ll))\s+{_ADVERBS}"),
        ("factuality.would", "planned", rf"\b(would)\s+{_ADVERBS}"),
        ("factuality.plans-to", "planned",
         rf"\b(plan(?:s|ned|ning)?|set|due|scheduled|expected|expects?|going|about|intend(?:s|ed)?|prepar(?:es|ed|ing)"
         rf"|poised|ready)\s+to\s+{_ADVERBS}"),
        ("factuality.hopes-to", "hypothetical",
         rf"\b(wants?|wanted|hop(?:es|ed|ing)|seek(?:s|ing)?|sought|try(?:ing)?|tri(?:es|ed)|attempt(?:s|ed|ing)?"
         rf"|likely|believed|thought|threaten(?:s|ed|ing)?|wish(?:es|ed)?)\s+to\s+{_ADVERBS}"),
        ("factuality.is-to", "planned", rf"\b((?:is|are|was|were) to)\s+{_ADVERBS}"),
        ("factuality.planned", "planned",
         r"\b(planned|scheduled|upcoming|forthcoming|imminent|proposed)\s+(?:[\w-]+\s+)?"),
    )
)  # fmt: skip
# The same for what starts behind the trigger.
_AFTER: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, value, re.compile(r"(?:\s+[\w’'-]+){0,3}?\s+" + pattern, re.I))
    for name, value, pattern in (
        ("factuality.called-off", "negated",
         rf"{_MADE}(called off|cancell?ed|averted|foiled|thwarted|prevented|ruled out|shelved|scrapped)\b"),
        ("factuality.scheduled", "planned",
         r"(?:is|are|was|were|has been|have been)\s+(scheduled|planned|expected|due|set|likely)\b"),
        ("factuality.did-not-take-place", "negated",
         r"(?:did|has|have|had|was|were|will)(n[’']t| not| never)\s+(?:\w+\s+)?(?:take place|taken place|happen(?:ed)?"
         r"|occur(?:red)?|held|go ahead|gone ahead|materiali[sz]ed?)\b"),
    )
)  # fmt: skip
_REACH = 130


def governing(text: str, sentence: Span, trigger: Span) -> Cue | None:
    """The cue that governs the trigger by plain grammar, or None; the first rule that fits decides."""
    start = max(sentence.start, trigger.start - _REACH)
    before = text[start : trigger.start]
    for name, value, pattern in _BEFORE:
        found = pattern.search(before)
        if found:
            group = next(i for i, word in enumerate(found.groups(), 1) if word)
            return Cue(value, Span(start + found.start(group), start + found.end(group)), name)
    for name, value, pattern in _AFTER:
        found = pattern.match(text, trigger.end, sentence.end)
        if found:
            return Cue(value, Span(*found.span(1)), name)
    return None


# Words that go with each answer of the model, for its evidence; the nearest to the trigger is taken.
_WORDS: dict[str, re.Pattern[str]] = {
    "negated": re.compile(
        r"\b(?:not|never|no|none|nobody|neither|nor|without|den(?:ied|ies|y|ying)|fail(?:ed|s|ing)?|refus(?:ed|es|al)"
        r"|yet to|prevent(?:ed|s|ing)?|cancel\w*|called off|foiled|averted|thwarted|cannot|instead|unable)\b|n[’']t\b",
        re.I,
    ),
    "hypothetical": re.compile(
        r"\b(?:if|may|might|could|possibl[ey]|perhaps|whether|unless|would|should|can|likely|consider(?:s|ed|ing)?|believed"
        r"|suspected|potential(?:ly)?|fear(?:s|ed|ing)?|appear(?:s|ed)?|hop(?:es|ed|ing)|weigh(?:s|ed|ing)|mull(?:s|ed|ing)"
        r"|propos(?:ed|al|es)|threat(?:s|ened|ens)?|seek(?:s|ing)?|wants?)\b", re.I,
    ),
    "planned": re.compile(
        r"\b(?:will|shall|would|(?:is|are|was|were) to|plan(?:s|ned|ning)?|set to|due|scheduled|expected|going to"
        r"|intend(?:s|ed)?|announced|vow(?:s|ed)?|promised|prepar(?:es|ed|ing)|order(?:s|ed)|tomorrow"
        r"|next (?:week|month|year)|upcoming|ahead of|about to|later this|from)\b|[’']ll\b", re.I,
    ),
    "historical": re.compile(
        r"(?i:\b(?:in|since|from|of|until|between|during)\s+)(?:[A-Z]\w+\s+)?(?:1[5-9]|20)\d\d\b"
        r"|\b(?:years?|decades?|centur(?:y|ies)) (?:ago|earlier|before)\b"
        r"|\b(?:1[5-9]|20)\d\ds?\b|\b(?:last year|former|once|had)\b"
    ),
}  # fmt: skip


def nearest(text: str, sentence: Span, trigger: Span, value: str) -> Span | None:
    """The word of the sentence nearest to the trigger that goes with `value`; None where there is none."""
    pattern = _WORDS.get(value)
    found = [Span(*m.span()) for m in pattern.finditer(text, sentence.start, sentence.end)] if pattern else []
    apart = [s for s in found if s.end <= trigger.start or s.start >= trigger.end]

    def distance(cue: Span) -> int:
        # A cue before the trigger governs it more often than one behind: there the way counts double.
        return trigger.start - cue.end if cue.end <= trigger.start else 2 * (cue.start - trigger.end)

    return min(apart, default=None, key=distance)
