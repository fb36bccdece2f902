"""Repeated mentions become one event; different acts stay apart."""

from dateline.records import Span
from dateline.steps.assembly import Draft
from dateline.steps.mentions import merge

TEXT = "Police arrested Ali. The arrests by police came Monday. Soldiers arrested Omar. Police may arrest Ali."


def draft(word: str, nth: int = 0, kind: str = "COERCE", factuality: str = "asserted", **phrases: str) -> Draft:
    def span(phrase: str, start: int = 0) -> Span:
        at = TEXT.index(phrase, start)
        return Span(at, at + len(phrase))

    start = 0
    for _ in range(nth):
        start = TEXT.index(word, start) + 1
    roles = dict.fromkeys(("actor", "recipient", "place", "date", "speaker"), ())
    found = roles | {role: (span(phrase),) for role, phrase in phrases.items()}
    return Draft(kind, (), factuality, 0.8, (span(word, start),), found, ())


def test_again() -> None:
    first, again = draft("arrested", actor="Police", recipient="Ali"), draft("arrests", actor="police", date="Monday")
    (merged,) = merge(TEXT, [first, again])
    assert [TEXT[slice(*t)] for t in merged.triggers] == ["arrested", "arrests"]
    assert TEXT[slice(*merged.phrases["date"][0])] == "Monday"
    assert TEXT[slice(*merged.phrases["recipient"][0])] == "Ali"


def test_apart() -> None:
    first = draft("arrested", actor="Police", recipient="Ali")
    for other in (
        draft("arrested", 1, actor="Soldiers", recipient="Omar"),
        draft("arrested", 1, actor="Police", recipient="Omar"),
        draft("arrest", 3, actor="Police", recipient="Ali", factuality="hypothetical"),
        draft("arrests", kind="ACCUSE", actor="Police", recipient="Ali"),
        draft("came", actor="Police", recipient="Ali"),
    ):
        assert len(merge(TEXT, [first, other])) == 2
    assert merge(TEXT, []) == []
