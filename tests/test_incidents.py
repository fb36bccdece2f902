"""Events of different stories that report one happening; and happenings as they are shown."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.copies import Copies
from dateline.happenings import incidents
from dateline.incidents import LINKED, Link, Sighting, compare
from dateline.ledger import Report, keep
from dateline.queries import Wanted, coded, events, history
from dateline.records import (
    CiteInfo,
    Entity,
    Event,
    Evidence,
    Place,
    Relation,
    Size,
    Span,
    Story,
    StoryRef,
    TextInfo,
)
from dateline.store import Store

CITE = CiteInfo(publication=None, url=None, title=None, language="en", license=None, copyright=None,
                coder="dateline 0 / bundle none@1", codebook="plover-2.0")  # fmt: skip


def party(code: str | None, text: str, *sector: str) -> Entity:
    return Entity(code=code, sector=sector, entity_text=text, start=0, end=1)


def sighting(sentence: str, headline: str = "", **values) -> Sighting:
    """A killing in Tame on 5 May, told in a story of 6 May, unless `values` say otherwise."""
    usual = {
        "id": "e", "date": "2025-05-05", "enddate": "2025-05-05", "event": ("ASSAULT",), "mode": (), "context": (),
        "quad_code": 4, "event_scale": -9.0, "actor": (party("COL", "ELN rebels", "REB"),),
        "recipient": (party("COL", "three officers", "COP"),), "event_text": ("killed",),
        "event_loc": Place(extracted_place="Tame", start=0, end=4), "size": Size(), "factuality": "asserted",
        "attribution": (), "confidence": 0.9, "evidence": {"event": Evidence((Span(0, 1),), "t")},
        "text_info": TextInfo(0, 0, len(sentence)), "cite_info": CITE, "story": StoryRef("s", 1, "2025-05-06"),
    }  # fmt: skip
    return Sighting(Event(**(usual | values)), sentence, headline)


FIRST = sighting("ELN rebels killed three officers in an attack on a police post in Tame.", "Rebels attack police post")
PAIRS = [
    (sighting("Three police officers were killed when ELN fighters raided a post in the town of Tame.",
              recipient=(party("COL", "Three police officers", "COP"),)), True),
    (sighting("A raid on the Tame police post left four officers dead.", date=None, enddate=None,
              event_text=("raid",), actor=(), size=Size(dead=4)), True),
    (sighting("The attack came at dawn, a police spokesman said.", "Attack on police post kills three",
              date="2025-05-06", enddate="2025-05-06", event_text=("attack",), recipient=()), True),
    (sighting("ELN rebels killed two teachers in Saravena.", date="2025-05-05", recipient=(party("COL", "two teachers", "CVL"),),
              event_loc=Place(extracted_place="Saravena", start=0, end=4)), False),
    (sighting("ELN rebels killed three officers in Tame.", date="2025-03-01", enddate="2025-03-01"), False),
    (sighting("Kenyan police shot two men in Nairobi.", actor=(party("KEN", "Kenyan police", "COP"),), event_text=("shot",),
              recipient=(party("KEN", "two men", "CVL"),), event_loc=Place(extracted_place="Nairobi", start=0, end=4)), False),
    (sighting("The army accused the rebels of the attack in Tame.", event=("ACCUSE",), quad_code=3), False),
    (sighting("ELN rebels killed no officers in Tame.", factuality="negated"), False),
]  # fmt: skip


@pytest.mark.parametrize(("other", "same"), PAIRS, ids=range(len(PAIRS)))
def test_compare(other: Sighting, same: bool) -> None:
    score, reason = compare(FIRST, other)
    assert (score >= LINKED) is same, (score, reason)
    assert compare(other, FIRST)[0] == score and reason
    assert 0 <= score <= 1


def put(store: Store, id: str, *seen: Sighting, chain: int | None = None, **values) -> None:
    kind = "update" if chain else "first"
    text = seen[0].sentence if seen else "nothing happened"
    usual = {"published": "2025-05-06", "headline": f"{id} {seen[0].headline if seen else ''}"}
    story = Story(id=id, text=text, **(usual | values))
    found = [replace(s.event, id=f"{id}{i}", story=StoryRef(id, 1, story.published)) for i, s in enumerate(seen)]
    report = Report(story, Relation(kind, chain, "test", 1.0), found, (), ())
    assert keep(store, report, seen=store.moment(), copies=Copies())


def test_an_incident_grows(tmp_path: Path) -> None:
    """Reports join; its id stays when its first report is retracted; who copies or credits alike is one source."""
    with Store(tmp_path / "news.db", create=True) as store:
        put(store, "a", FIRST, agency="AFP")
        before = store.moment()
        put(store, "b", PAIRS[0][0], agency="AFP", published="2025-05-06T09:00Z")
        put(store, "c", replace_size(PAIRS[1][0], 4), publication="Diario", published="2025-05-07")
        put(store, "d", PAIRS[5][0])
        found = {row["id"]: row for row in incidents(store)}
        assert set(found) == {"a0", "d0"} and found["a0"]["reports"] == 3
        whole = found["a0"]
        assert (whole["sources"], whole["stories"], whole["first_report"]) == (2, 3, "2025-05-06")
        assert whole["latest_report"] == "2025-05-07" and "type" in whole["agreed"]
        assert json.loads(whole["disputed"] or "{}").get("dead") is None
        assert [row["events"] for row in incidents(store, as_of=stamp(before))] == [["a0"]]
        links = {event.id: event.link for _, found in coded(store, Wanted()) for event in found}
        assert links["a0"] is None and links["d0"] is None and str(links["b0"]).endswith("wording 0.50") is not None
        assert str(links["b0"]).split()[1:4] == ["like", "event", "a0:"]
        put(store, "a", chain=1, published="2025-05-08")
        assert {row["id"]: row["events"] for row in incidents(store, reports=2)} == {"a0": ["b0", "c0"]}
        assert {row["incident"] for row in events(store, incident="a0")} == {"a0"}
        assert [r["change"] for r in history(store, "a0") if r["kind"] == "incident"] == [
            "joined by b0",
            "joined by c0",
        ]


def test_a_toll_that_grows_is_disputed(tmp_path: Path) -> None:
    with Store(tmp_path / "news.db", create=True) as store:
        for id, dead, day in (("a", 3, "2025-05-06"), ("b", 5, "2025-05-07"), ("c", 5, "2025-05-08")):
            put(store, id, replace_size(FIRST, dead), published=day)
        (row,) = incidents(store, reports=2)
        assert json.loads(row["disputed"])["dead"] == [
            {"value": 3, "first_report": "2025-05-06", "reports": 1},
            {"value": 5, "first_report": "2025-05-07", "reports": 2},
        ]
        assert {"type", "actor", "recipient", "date", "place", "factuality"} <= set(row["agreed"])


def replace_size(seen: Sighting, dead: int) -> Sighting:
    return seen._replace(event=replace(seen.event, size=Size(dead=dead)))


def stamp(moment: int) -> str:
    from dateline import moments

    return str(moments.printed(moment))


KENYA = PAIRS[5][0]


def test_incidents_merge_and_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event surely like two incidents makes them one, the elder; a correction parts its event from it."""
    with Store(tmp_path / "news.db", create=True) as store:
        put(store, "a", FIRST)
        put(store, "b", KENYA)
        put(store, "c", KENYA)
        before, asked = store.moment(), {"a0": ["a0"], "b0": ["b0", "c0"]}
        assert groups(store) == asked
        with monkeypatch.context() as patched:
            both = [Link(2, 0.9, "like event b0"), Link(1, 0.85, "like event a0")]
            patched.setattr("dateline.membership.links", lambda *_, **__: both)
            put(store, "d", FIRST)
        assert groups(store) == {"a0": ["a0", "b0", "c0", "d0"]} and groups(store, stamp(before)) == asked
        assert store.ask("SELECT count(*) FROM dyad WHERE known_to IS NULL AND incident = 1") == [(4,)]
        assert store.ask("SELECT count(*) FROM dyad WHERE known_to IS NULL") == [(4,)]
        put(store, "d", KENYA._replace(event=replace(KENYA.event, date="2025-05-01", enddate="2025-05-01")), chain=4)
        assert sorted(map(len, groups(store).values())) == [1, 3] and groups(store)["a0"] == ["a0", "b0", "c0"]


def groups(store: Store, as_of: str | None = None) -> dict[str, list[str]]:
    return {row["id"]: sorted(row["events"]) for row in incidents(store, as_of=as_of)}
