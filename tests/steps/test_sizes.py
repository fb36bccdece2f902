"""Counts of people: how many, only a bound or not, and whose event they belong to."""

import pytest

from dateline.records import Span
from dateline.steps.assembly import Draft
from dateline.steps.sizes import counts, measure

ROLES = ("actor", "recipient", "place", "date", "speaker")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 25 people were killed in the bombing.", [("dead", 25, "least", "At least 25 people")]),
        ("Dozens were injured when police fired.", [("injured", 24, "least", "Dozens")]),
        ("A bomber killed two officers and a civilian.", [("dead", 3, "", "two officers and a civilian")]),
        ("Up to 3,000 people marched in Minsk.", [("crowd", 3000, "most", "Up to 3,000 people")]),
        ("The blast left 12 dead and 30 wounded.", [("dead", 12, "", "12"), ("injured", 30, "", "30")]),
        ("Police arrested more than 200 protesters.", [("arrested", 200, "least", "more than 200 protesters")]),
        ("Gunmen killed five people and wounded nine others.", [("dead", 5, "", "five people"), ("injured", 9, "", "nine")]),
        ("No one was hurt.", [("injured", 0, "", "No one")]),
        ("Tens of thousands of demonstrators rallied.", [("crowd", 20000, "least", "Tens of thousands of demonstrators")]),
        ("The death toll rose to 41.", [("dead", 41, "", "41")]),
        ("It claimed the lives of 14 people.", [("dead", 14, "", "14 people")]),
        ("Police made 30 arrests.", [("arrested", 30, "", "30")]),
        ("Twenty-five soldiers died.", [("dead", 25, "", "Twenty-five soldiers")]),
        ("The strike killed one hundred and twenty people.", [("dead", 120, "", "one hundred and twenty people")]),
        ("1.5 million people took to the streets.", [("crowd", 1500000, "", "1.5 million people")]),
        ("One militant was killed and two were arrested.", [("dead", 1, "", "One militant"), ("arrested", 2, "", "two")]),
        ("Three attacks killed 40 civilians on May 12.", [("dead", 40, "", "40 civilians")]),
        ("John Smith, 25, was killed in 2019.", []),
        ("A bombing killed civilians.", []),
        ("Police in 12 towns arrested suspects.", []),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list) -> None:
    found = counts(text, Span(0, len(text)))
    assert [(c.kind, c.value, c.bound, text[slice(*c.span)]) for c in found] == expected


def draft(text: str, kind: str, word: str) -> Draft:
    at = text.index(word)
    return Draft(kind, (), "asserted", 0.9, (Span(at, at + len(word)),), dict.fromkeys(ROLES, ()), ())


def test_never_summed_across_incidents() -> None:
    text = "A bombing killed 12 people in Kabul and a shelling killed 30 in Herat, and police arrested two men."
    drafts = [
        draft(text, kind, word)
        for kind, word in (("ASSAULT", "bombing"), ("ASSAULT", "shelling"), ("COERCE", "arrested"))
    ]
    sizes = [size for size, _ in measure(text, [Span(0, len(text))], drafts)]
    assert [(s.dead, s.arrested) for s in sizes] == [(12, None), (30, None), (None, 2)]


def test_bounds_and_evidence() -> None:
    text = "Police arrested at least 25 people."
    ((size, evidence),) = measure(text, [Span(0, len(text))], [draft(text, "COERCE", "arrested")])
    assert (size.arrested, size.at_least, size.at_most) == (25, ("arrested",), ())
    assert text[slice(*evidence["size.arrested"].spans[0])] == "at least 25 people"
