"""Scores of coded events against labelled ones."""

import pytest

from dateline.labels import parse_passage
from dateline.ontology import load_ontology
from dateline.records import Event, Span, Story
from dateline.scoring import Score, as_label, b_cubed, macro_f1, score
from dateline.steps.assembly import Draft, assemble

TEXT = "Police in Cairo arrested 20 protesters on Monday, the ministry said."
LABEL = {
    "type": "COERCE", "modes": ["arrest"], "trigger": "arrested", "actor": ["Police in Cairo"],
    "recipient": ["20 protesters"], "date": "Monday", "speaker": "the ministry",
}  # fmt: skip
PASSAGE = parse_passage({"id": "t-1", "text": TEXT, "events": [LABEL]}, load_ontology())
ROLES = ("actor", "recipient", "place", "date", "speaker")


ARRESTED = Span(16, 24)


def event(kind: str = "COERCE", trigger: Span = ARRESTED, **phrases: tuple[Span, ...]) -> Event:
    found = dict.fromkeys(ROLES, ()) | phrases
    draft = Draft(kind, (), "asserted", 0.9, (trigger,), found, ())
    return assemble(Story(id="t-1", text=TEXT), [Span(0, len(TEXT))], draft, "stub@1")


@pytest.mark.parametrize(
    ("events", "field", "expected"),
    [
        ([event()], "event", (1, 1, 1)),
        ([event("SANCTION")], "event", (0, 1, 1)),
        ([event("SANCTION")], "trigger", (1, 1, 1)),
        ([event(trigger=Span(0, 6))], "trigger", (0, 1, 1)),
        ([], "event", (0, 0, 1)),
        ([event(), event()], "event", (1, 2, 1)),
        ([event(actor=(Span(0, 6),), recipient=(Span(25, 38),))], "parties", (1, 1, 1)),
        ([event(actor=(Span(0, 6),))], "parties", (0, 1, 1)),
        ([event(actor=(Span(0, 6), Span(39, 48)))], "actor", (1, 2, 1)),
        ([event()], "mode", (0, 0, 1)),
        ([event()], "factuality", (1, 1, 1)),
    ],
)
def test_counts(events: list[Event], field: str, expected: tuple[int, int, int]) -> None:
    found = score([(PASSAGE, [as_label(e) for e in events])])[field]
    assert (found.right, found.given, found.wanted) == expected


def test_ratios() -> None:
    assert Score(0, 0, 0).f1 == Score(0, 0, 3).f1 == 0
    found = Score(2, 4, 2)
    assert (found.precision, found.recall, round(found.f1, 3)) == (0.5, 1.0, 0.667)


def test_macro_f1() -> None:
    assert macro_f1("aab", "aab") == 1
    assert macro_f1("ab", "aa") == pytest.approx((2 / 3 + 0) / 2)
    assert macro_f1([], []) == 0


def test_b_cubed() -> None:
    """The example of Bagga and Baldwin (1998): sets of 5, 2 and 5; joining the large ones costs more."""
    names = [f"{i:02d}" for i in range(12)]
    wanted = {n: "a" if i < 5 else "b" if i < 7 else "c" for i, n in enumerate(names)}
    small = {n: "a" if i < 5 else "b" for i, n in enumerate(names)}
    large = {n: "b" if 5 <= i < 7 else "a" for i, n in enumerate(names)}
    assert [round(b_cubed(wanted, given)[0], 2) for given in (small, large)] == [0.76, 0.58]
    assert b_cubed(wanted, small)[1] == b_cubed(wanted, large)[1] == 1.0
    assert b_cubed(wanted, wanted) == (1.0, 1.0, 1.0) and b_cubed({}, {}) == (0.0, 0.0, 0.0)
    assert b_cubed({"x": "g", "y": "g"}, {"x": "g"})[1] == 0.5, "what was not found stands alone"
