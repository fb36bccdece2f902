"""Places and days that the text leaves to be understood."""

from dateline.records import Span
from dateline.steps.assembly import Draft
from dateline.steps.setting import Setting
from dateline.steps.unsaid import understood

ROLES = ("actor", "recipient", "place", "date", "speaker")
FIRST = "Troops detained two men in Gardez, Afghanistan, yesterday."
TEXT = f"{FIRST} They also killed a guard. Britain condemned the raid."
SENTENCES = [Span(0, len(FIRST)), Span(len(FIRST) + 1, len(FIRST) + 27), Span(len(FIRST) + 28, len(TEXT))]


def draft(kind: str, word: str) -> Draft:
    at = TEXT.index(word)
    return Draft(kind, (), "asserted", 0.9, (Span(at, at + len(word)),), dict.fromkeys(ROLES, ()), ())


def test_sentence_then_earlier() -> None:
    drafts = [draft("COERCE", "detained"), draft("ASSAULT", "killed"), draft("ACCUSE", "condemned")]
    found = understood(Setting(TEXT), SENTENCES, drafts)
    words = [[TEXT[slice(*s)] for role in ("place", "date") for s in d.phrases[role]] for d in found]
    assert words == [["Gardez, Afghanistan", "yesterday"], ["Gardez, Afghanistan", "yesterday"], []]
    assert [d.inferred.get("place") for d in found] == ["sentence", "earlier", None]
