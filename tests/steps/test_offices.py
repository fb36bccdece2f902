"""Office-holders: tables of words and people, of people and days."""

import pytest

from dateline.gazetteer import tokens_of
from dateline.ontology import load_ontology
from dateline.steps.actors import resolve_actor
from dateline.steps.offices import Holder, covers, find_holders, load_holders, term


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Emmanuel Macron", ["Emmanuel Macron"]),
        ("Donald Trump", ["Donald Trump"]),
        ("Ivanka Trump", []),
        ("Starmer", ["Keir Starmer"]),
        ("Li", []),
        ("Sara Netanyahu", []),
        ("President Xi", ["Xi Jinping"]),
        ("President Robert Mugabe", ["Robert Gabriel Mugabe"]),
        ("the Trump administration", ["Donald Trump"]),
        ("the Sofia administration", []),
        ("Gotabaya Rajapaksa", ["Gotabaya Rajapaksa"]),
    ],
)
def test_holders(text: str, names: list[str]) -> None:
    assert sorted({holder.name for holder in find_holders(tokens_of(text))}) == names


TERMS = [
    ("Angela Merkel", "2015-06", "DEU", "GOV"),
    ("Angela Merkel", "2017-04-01", "DEU", "GOV"),  # between two sightings, and nobody else in the office
    ("Angela Merkel", "2023-01-01", "DEU", ""),  # after the last sighting, before the next known chancellor
    ("Angela Merkel", "2025-06-01", "DEU", "ELI"),
    ("Angela Merkel", None, "DEU", "ELI"),
    ("Donald Trump", "2020-03-01", "USA", "GOV"),
    ("Donald Trump", "2022-04-01", "USA", "ELI"),
    ("Donald Trump", "2026-02-01", "USA", "GOV"),
    ("Barack Obama", "2014", "USA", "GOV"),
    ("Shinzo Abe", "2019-03-01", "JPN", "GOV"),
    ("Prime Minister Shinzo Abe", "2019-03-01", "JPN", "GOV"),
    ("former Prime Minister Shinzo Abe", "2021-03-01", "JPN", "ELI"),
    ("President Jair Bolsonaro", "2020-03-01", "BRA", "GOV"),
    ("Emmanuel Macron", "2016-01-01", "FRA", ""),
]


@pytest.mark.parametrize(("text", "date", "code", "sector"), TERMS)
def test_term(text: str, date: str | None, code: str, sector: str) -> None:
    actor = resolve_actor(text, date=date)
    assert (actor.code, " ".join(actor.sector)) == (code, sector), actor.by


def test_days_without_day() -> None:
    holder = Holder("KEN", "President", "GOV", "Jane Doe", "Doe", "2019-05-01", "2021-03-31", "test")
    assert [covers(holder, d) for d in ("2018", "2019", "2019-04", "2019-05", "2021-03-31", "2021-04-01", None)] == [
        False, True, False, True, True, False, False,
    ]  # fmt: skip
    assert term([holder], "2020")[1] == "GOV"
    assert term([holder], "2022")[1] is None


def test_rows() -> None:
    ontology = load_ontology()
    people = [holder for held in load_holders().values() for holder in held]
    for holder in people:
        assert holder.source in ("factbook", "factbook-2015", "wikinews"), holder
        assert holder.sector in ("", *ontology.sectors), holder
        assert holder.since <= (holder.until or "9"), holder
        assert holder.since or not holder.until, holder
