"""Short forms followed back: tables of story, words, and whom they mean."""

import pytest

from dateline.records import Span
from dateline.steps.antecedents import resolve_in_story

STORY = (
    "Iranian Foreign Minister Mohammad Javad Zarif met the French president in Paris on Monday. "
    "Zarif rejected new talks. Police arrested 20 people. The Kenyan interior ministry said nothing. "
    "The interior ministry later denied it. The group met President Donald Trump. Trump left."
)
KENYA = (
    "The Kenyan army raided a camp in Nairobi on Friday, killing two civilians. It said its soldiers had come "
    "under fire. Interior Minister Jane Doe defended the raid. She told reporters that al-Shabaab had used the camp. "
    "The group denied this. Villagers fled. The two ministers met. The Ethiopian envoy left."
)
TWO = (
    "Kenyan President John Doe and Ugandan Prime Minister Mary Roe spoke in Kampala. They signed nothing. "
    "The president left early. The prime minister stayed. Doe is to return. The ministries were silent."
)
KOREAS = "North Korea fired a missile on Monday. The South called it a provocation. The North said it was a test."
BROTHERS = (
    "Malian colonel Issa Keita arrested the Guinean trader Moussa Keita. Issa Keita said Keita had lied. The bank paid."
)
COMPANY = "Google said on Monday that it would leave Ruritania. The company gave no reason. The party went on."
LAND = "Chad recalled its ambassador. The country's defence ministry warned of war. His office was closed."
QUOTE = '"We condemn this crime," the Danish foreign ministry said in a statement.'
BODIES = "The Rapid Support Forces (RSF) took El Fasher. Sudan's army struck back. The RSF lost 40 fighters."

CASES = [
    # names
    (STORY, "Zarif", "IRN", "GOV"),
    (STORY, "Trump", "USA", "GOV"),
    (TWO, "Doe", "KEN", "GOV"),
    (BROTHERS, "Issa Keita", "MLI", "MIL"),
    (BROTHERS, "Keita had", "MLI", "MIL"),
    # offices, ministries, bodies
    (STORY, "The interior ministry", "KEN", "GOV"),
    (TWO, "The president", "KEN", "GOV"),
    (TWO, "The prime minister", "UGA", "GOV"),
    (TWO, "The ministries", None, "GOV"),
    (BODIES, "The RSF", "SDN", "PRM"),
    (KENYA, "The group", "SOM", "REB"),
    (COMPANY, "The company", "MNC", ""),
    (COMPANY, "The party", None, "PTY"),
    (STORY, "The group", None, ""),
    # pronouns and owners
    (KENYA, "It", "KEN", "MIL"),
    (KENYA, "its soldiers", "KEN", "MIL"),
    (KENYA, "She", "KEN", "GOV"),
    (LAND, "its ambassador", "TCD", "GOV"),
    (LAND, "The country's defence ministry", "TCD", "GOV MIL"),
    (LAND, "His office", None, ""),
    (QUOTE, "We", "DNK", "GOV"),
    # the state that unnamed police, officials and local people are of
    (KENYA, "Interior Minister Jane Doe", "KEN", "GOV"),
    (KENYA, "Villagers", "KEN", "CVL"),
    (KENYA, "two civilians", None, "CVL"),
    (KENYA, "The two ministers", None, "GOV"),
    (STORY, "Police", None, "COP"),
    (STORY, "20 people", None, "CVL"),
    # the Koreas
    (KOREAS, "The South", "KOR", ""),
    (KOREAS, "The North", "PRK", ""),
    ("In Mali the North was quiet.", "the North", None, ""),
]


@pytest.mark.parametrize(("story", "words", "code", "sectors"), CASES)
def test_story(story: str, words: str, code: str | None, sectors: str) -> None:
    start = story.rindex(words)
    actor, span = resolve_in_story(story, Span(start, start + len(words.removesuffix(" had"))))
    assert (actor.code, " ".join(actor.sector)) == (code, sectors), actor.by
    if span:
        assert f"{story[slice(*span)]} [{span.start}:{span.end}]" in str(actor.by)


def test_where_it_happens_tells_whose_police_they_are() -> None:
    text = "Police arrested 20 people on Monday, the governor said."
    police, people = Span(0, 6), Span(16, 25)
    assert resolve_in_story(text, police, filed="FRA").actor.code == "FRA"
    assert resolve_in_story(text, police, filed="FRA", place="BEL").actor.code == "BEL"
    assert "place-of-event" in str(resolve_in_story(text, police, place="BEL").actor.by)
    assert resolve_in_story(text, people, place="BEL").actor.code is None


def test_antecedents_name_their_words_and_rule() -> None:
    start = KENYA.index("She")
    actor, span = resolve_in_story(KENYA, Span(start, start + 3))
    assert span and KENYA[slice(*span)] == "Interior Minister Jane Doe"
    assert str(actor.by).startswith("antecedents.pronoun: Interior Minister Jane Doe [")
