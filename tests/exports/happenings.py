"""Stories with events whose every field is set by hand, for the tests of the exports."""

from dataclasses import replace

from dateline.records import (
    CiteInfo,
    Entity,
    Event,
    Evidence,
    Place,
    Size,
    Source,
    Span,
    Story,
    StoryRef,
    TextInfo,
)

STORY = Story(
    id="nimbus-1", text="Kenyan police arrested thirty\tprotesters in Nairobi.", headline="Arrests & <more>",
    published="2025-05-09T01:30:00+03:00", url="https://nimbus.example/1?a=1&b=2", language="en",
    publication="Nimbus", usage_terms="For editorial use only",
)  # fmt: skip
POLICE = Entity(
    code="KEN", sector=("COP",), entity_text="Kenyan police", start=0, end=13, by="actors.name:Kenyan police"
)
CROWD = Entity(code="KEN", sector=("CVL", "OPP"), entity_text="thirty\tprotesters", start=23, end=40)
NAIROBI = Place(
    extracted_place="Nairobi", start=44, end=51, resolved_place="Nairobi", geonameid=184745, lat=-1.28, lon=36.82,
    province="Nairobi Area", country_code="KEN", feature_code="PPLC", resolution=4,
)  # fmt: skip
CITE = CiteInfo(
    publication="Nimbus", url=STORY.url, title=STORY.headline, language="en", license=STORY.usage_terms,
    copyright=None, coder="dateline 0.1.0 / bundle stub", codebook="plover-2.0",
)  # fmt: skip
ARREST = Event(
    id="00000000000000aa", date="2025-05-08", enddate="2025-05-08", event=("COERCE",), mode=("arrest",),
    context=("legal",), quad_code=4, event_scale=-7.0, actor=(POLICE,), recipient=(CROWD,), event_text=("arrested",),
    event_loc=NAIROBI, size=Size(arrested=30), factuality="asserted",
    attribution=(Source("a lawyer", 0, 3, "official", "en-small@1"),), confidence=0.91,
    evidence={"event": Evidence((Span(14, 22),), "stub", 0.91), "factuality": Evidence((Span(14, 22),), "stub")},
    text_info=TextInfo(0, 0, 52), cite_info=CITE, story=StoryRef("nimbus-1", 1, STORY.published),
)  # fmt: skip
CHINA = Entity(
    code="CHN", sector=("GOV",), entity_text="Xi", start=0, end=2, identifier_text="Xi Jinping", office="President"
)
KOREA = Entity(code="PRK", sector=(), entity_text="North Korea", start=5, end=16)
UNITED = Entity(code="UNO", sector=(), entity_text="the UN", start=20, end=26)
NAMELESS = Entity(code=None, sector=("REB",), entity_text="rebels & <others>", start=30, end=36)
TALKS = replace(
    ARREST, id="00000000000000bb", date=None, enddate=None, event=("CONSULT",), mode=(), context=(), quad_code=1,
    event_scale=2.5, actor=(CHINA, KOREA, UNITED), recipient=(), event_text=("talks", "met"), event_loc=None,
    size=Size(), text_info=TextInfo(3, 0, 52),
)  # fmt: skip
BLAME = replace(
    TALKS, id="00000000000000cc", date="2025-01-31", event=("ACCUSE",), quad_code=3, event_scale=-3.0,
    actor=(CHINA, KOREA), recipient=(),
)  # fmt: skip
RAID = replace(
    ARREST,
    id="00000000000000dd",
    event=("ASSAULT",),
    mode=(),
    event_scale=-9.0,
    actor=(NAMELESS,),
    recipient=(POLICE, CHINA),
)
DENIED = replace(ARREST, id="00000000000000ee", factuality="negated")
CODED = [(STORY, [ARREST, TALKS, BLAME, RAID, DENIED]), (replace(STORY, id="nimbus-2"), [])]
