"""Parties: tables of story, words and who is named; of text with its context."""

import pytest

from dateline.records import Dateline, Span, Story
from dateline.steps.parties import parties_at, resolve_actor

TEXT = (
    "Kenyan President Jane Doe met Ugandan Prime Minister Mary Roe on Monday. Doe and Roe signed nothing. "
    "Kenyan and Ugandan envoys were there. Police closed the road."
)
CASES = [
    ("Doe and Roe", [("KEN", "GOV", "Doe"), ("UGA", "GOV", "Roe")]),
    ("Kenyan and Ugandan envoys", [("KEN", "GOV", "Kenyan and Ugandan envoys"), ("UGA", "GOV", "Ugandan envoys")]),
    ("Police", [("KEN", "COP", "Police")]),
]


@pytest.mark.parametrize(("words", "wanted"), CASES)
def test_parties(words: str, wanted: list[tuple[str, str, str]]) -> None:
    story = Story(id="a", text=TEXT, dateline=Dateline(place="Nairobi"))
    start = TEXT.index(words)
    found = parties_at(story, (Span(start, start + len(words)),), None, None)
    assert [(p.actor.code, " ".join(p.actor.sector), TEXT[slice(*p.span)]) for p in found] == wanted


CONTEXTS = [
    ("he", "President Emmanuel Macron of France said he would go.", "FRA", "GOV"),
    ("Doe", TEXT, "KEN", "GOV"),
    ("the ministry", "The Kenyan interior ministry was closed, but the ministry said nothing.", "KEN", "GOV"),
    ("the National Security Agency", "The US spied on Germany; the National Security Agency listened.", "USA", "SPY"),
    ("the National Security Agency", "In Accra the National Security Agency listened.", "GHA", "SPY"),
    ("the National Security Agency", None, None, "SPY"),
    ("he", "Nobody knew he was there.", None, ""),
]


@pytest.mark.parametrize(("text", "context", "code", "sector"), CONTEXTS)
def test_context(text: str, context: str | None, code: str | None, sector: str) -> None:
    actor = resolve_actor(text, context=context)
    assert (actor.code, " ".join(actor.sector)) == (code, sector), actor.by
