"""From a story to records: what holds for every event, and the real story of the acceptance case."""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from itertools import islice
from pathlib import Path

import jsonschema
import pytest

from conftest import EXAMPLES
from dateline import read
from dateline.coder import Coder
from dateline.errors import InputError
from dateline.exports.plover import event_record
from dateline.records import Event, Span, Story

SCHEMA = json.loads((files("dateline") / "data" / "event.schema.json").read_text("utf-8"))
TEXT = "Kenyan police arrested protesters. On Monday envoys met rebels."


def all_spans(event: Event) -> list[tuple[Span, str | None]]:
    """Every span of a record with the words that it claims, None where it claims none."""
    parties = [*event.actor, *event.recipient]
    found: list[tuple[Span, str | None]] = [(Span(p.start, p.end), p.entity_text) for p in parties]
    for source in event.attribution:
        assert source.by and (source.start is None) == (source.by == "story.agency")
        if source.start is not None and source.end is not None:
            found.append((Span(source.start, source.end), source.entity_text))
    if event.event_loc:
        found.append((Span(event.event_loc.start, event.event_loc.end), event.event_loc.extracted_place))
    found += zip(event.evidence["event"].spans, event.event_text, strict=True)
    return found + [(span, None) for evidence in event.evidence.values() for span in evidence.spans]


def test_stub(stub_coder: Coder) -> None:
    first, second = stub_coder.code(Story(id="s", text=TEXT, published="2025-05-08"))
    assert (first.event, first.event_text, first.quad_code, first.event_scale) == (("COERCE",), ("arrested",), 4, -7)
    assert [p.entity_text for p in first.actor] == ["Kenyan"]
    assert (second.event, second.text_info.sequence) == (("CONSULT",), 1)
    assert second.event_loc is None and second.date is None and second.attribution == ()


def test_examples_hold_the_rules(coder: Coder) -> None:
    """Spans slice to what they claim, records fit the schema, ids differ, no guess stands in a date."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    seen: set[str] = set()
    for story in read(str(EXAMPLES)):
        events = coder.code(story)
        for event in events:
            record = json.loads(json.dumps(event_record(event)))
            assert [e.message for e in validator.iter_errors(record)] == []
            for span, words in all_spans(event):
                assert 0 <= span.start < span.end <= len(story.text)
                assert words is None or story.text[slice(*span)] == words
            assert (event.date is None) == ("date" not in event.evidence)
            assert event.id not in seen
            seen.add(event.id)
        assert events == coder.code(story)
    assert len(seen) > 30


def test_threads_and_batches_agree(coder: Coder) -> None:
    stories = list(islice(read(str(EXAMPLES)), 6))
    one_by_one = [coder.code(story) for story in stories]
    assert list(coder.code_many(stories)) == one_by_one
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(coder.code, stories)) == one_by_one


@pytest.mark.parametrize("text", ["", "   ", "x", "." * 5000, "a " * 20000, "中文新闻", "\u202e\u0000 \ufffd" * 50])
def test_odd_text(coder: Coder, text: str) -> None:
    assert isinstance(coder.code(Story(id="s", text=text)), list)


def test_other_language(coder: Coder) -> None:
    with pytest.raises(InputError, match="is in 'de'; bundle .* reads 'en' only"):
        coder.code(Story(id="s", text="Die Polizei", language="de"))


def test_threshold(coder: Coder) -> None:
    story = next(read(str(EXAMPLES / "afp-arrests.txt")))
    strict = Coder(min_confidence=0.9).code(story)
    assert {e.id for e in strict} <= {e.id for e in coder.code(story)}
    assert all(e.confidence >= 0.9 for e in strict)


def test_classify(coder: Coder) -> None:
    text = "Britain accused Iran of breaking the deal."
    scores = coder.classify(text, Span(0, 7), Span(16, 20))
    assert len(scores) == 16 and abs(sum(scores.values()) - 1) < 1e-3
    assert next(iter(scores)) == "ACCUSE"
    assert len(coder.classify(text, Span(0, 7))) == 16
    with pytest.raises(InputError, match="no word at"):
        coder.classify(text, Span(90, 95))


ACCEPTANCE = Path(__file__).parents[2] / "shared" / "stories" / "000_0455b8f64ae4807f.txt"


real = pytest.mark.skipif(not ACCEPTANCE.exists(), reason="the real story lies outside the clone")


def coded(coder: Coder, kind: str) -> list[tuple[set[str | None], set[str | None], Event]]:
    """Codes of actors and recipients of the real story's events of one type."""
    events = coder.code(next(read(str(ACCEPTANCE))))
    found = [e for e in events if e.event == (kind,)]
    return [({p.code for p in e.actor}, {p.code for p in e.recipient}, e) for e in found]


@real
def test_real_story(coder: Coder) -> None:
    """The joint call of 8 May 2025, credited, and the treaty of June 2024."""
    calls = [e for actors, _, e in coded(coder, "REQUEST") if {"CHN", "RUS"} <= actors]
    assert any(e.date == "2025-05-08" and e.attribution for e in calls)
    treaties = [e for actors, _, e in coded(coder, "SUPPORT") if {"PRK", "RUS"} <= actors]
    assert any((e.date, e.enddate) == ("2024-06-01", "2024-06-30") for e in treaties)


@real
def test_real_story_troops(coder: Coder) -> None:
    assert any("PRK" in actors and "RUS" in recipients for actors, recipients, _ in coded(coder, "AID"))


@real
def test_real_story_possible_exchange(coder: Coder) -> None:
    exchanges = [e for _, _, e in coded(coder, "COOPERATE")]
    assert all(e.factuality == "hypothetical" for e in exchanges)
