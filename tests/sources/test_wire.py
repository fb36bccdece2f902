"""Agency copy: a table of reports, and what has to be read in each."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Dateline, Mark, Rejected, Story
from dateline.sources import read
from dateline.sources.wire import Known, read_wire
from sources_checks import check

SHARED = Path(__file__).parents[3] / "shared"

AP = """BC-ML--Harbor-Talks, 1st Ld-Writethru,416
Mediators say harbor talks will resume next week
Eds: Adds quotes, background. Changes byline.
AP Photo VAH101, VAH102
By NASSER QADIRI
Associated Press
TEHRAN, Iran (AP) — The foreign minister said Tuesday that talks will resume.

"We are ready," he said.

___

Associated Press writer Joan Grant in Dubai, United Arab Emirates, contributed to this report.
AP-WF-02-20-26 0337GMT
"""
ANPA = """^BC-BKN--Reds-Blues, 1st Ld-Writethru,416<
^Reds beat Blues 100-90 in overtime<
^Eds: Adds full-year results.<
^AP Photo GATK105, GATK106<
^By NAME SURNAME=
^AP Sports Writer=
   ATLANTA (AP) _ The Reds beat the Blues.
   It was a long night.
   AP-WF-02-20-26 0337GMT<
"""
REUTERS = """IRAN-TALKS/ (UPDATE 1, PIX)
UPDATE 1-Iran says talks to resume in Vienna
(Adds minister's reaction in paragraph 3, updates numbers in paragraph 4)
By Parisa Karimi and John Ford
* Talks to resume on Monday
DUBAI/PARIS, May 8 (Reuters) - Iran said on Thursday that talks would resume on May 12, 2025.
A spokesman said so.
(Reporting by Parisa Karimi in Dubai and John Ford in Paris; Editing by Anne Mac)
((john.ford@example.com; +33 1 4949 5341))
"""
AFP = """US-Iran-nuclear-diplomacy, 2ndlead
Iran says talks to resume
ATTENTION - ADDS minister, details ///
Vienna, May 8, 2025 (AFP) - Iran said on Thursday that talks would resume.

"This is fine," he said.

burs-abc/def/gh
"""
DPA = """Germany-politics/
2ND LEAD German parliament backs aid =
By Jane Doe, dpa
Eds: updates with vote, adds quotes
Berlin (dpa) - The German parliament approved aid.
It was a close vote.

The following information is not for publication

## dpa contacts
- By: Jane Doe in Berlin, +49 30 2852 0000, <doe.jane@example.com>
- Editing by: John Roe
"""
DPA_KILL = """KILL KILL KILL
Please kill item dpa 157 "German parliament backs aid". There was no vote. A substitute story will run.
"""
YONHAP_KILL = """(KILL) S. Korea, Japan agree to resume talks

(ATTN: KILLS story; ministry denies agreement)

Editors: Please disregard our story headlined "S. Korea, Japan agree to resume talks." It is wrong.
(END)
"""
XINHUA = """Urgent: China, EU agree to hold talks
BRUSSELS, May 8 (Xinhua) -- China and the EU agreed on Thursday to hold talks. Enditem
"""
TASS = """Russia, China sign statement
MOSCOW, May 8. /TASS/. President Vladimir Putin met Xi Jinping.
"We agreed," he said.
"""
WRAPPED = """Talks open in Geneva

GENEVA (AP) — Delegates from both sides of the conflict met in the city
on Monday for the first time in two years, a spokesman for the ministry
said, as fighting went on along the border between the two countries of
the region.

They will meet again on Tuesday.
"""
EMBARGO = """EMBARGOED UNTIL 0001 GMT MAY 9
UN report says hunger grows
GENEVA, May 8 (Reuters) - Hunger grows, it said.
Copyright 2025 Reuters. All rights reserved. No redistribution without permission.
"""
KYODO = """LEAD: Japan protests over drills (Kyodo)

TOKYO, May 8, Kyodo - Japan on Thursday protested.

==Kyodo
"""
REPUBLISHED = """Iran says talks to resume
AFP
Published May 8, 2025
VIENNA: Iran said on Thursday that talks would resume. (AFP)
Read more: Ten things to know
Share on Facebook
Leave a Reply
Your email address will not be published. Required fields are marked *
First! I like it.
3 + seven =
"""
CAPTIONS = """Rivals meet in Nairobi

NAIROBI, Kenya (AP) — The two rivals met on Sunday.

FILE - In this March 3, 2024 file photo, the rivals shake hands in Nairobi. (AP Photo/Ben Otieno, File)

FILE PHOTO: A flag flies over the parliament in Nairobi, Kenya, June 6, 2023. REUTERS/Ann Njeri/File Photo

Delegates attend the opening session in Nairobi on Sunday, May 4, 2025. (For editorial use only) (AFP)

Neither side spoke to reporters, an aide said.
"""
RELEASE = """2011-11-S-034
ISAF Joint Command - Afghanistan
For Immediate Release

KABUL, Afghanistan (Nov. 20, 2011)
A security force detained several suspects in Marjeh district yesterday. It met no resistance.
"""
RELEASE_LINE = """Leader Detained in Khost
ISAF Joint Command - Afghanistan 2011-01-S-195 For Immediate Release Download PDF   KABUL, Afghanistan \
(Jan. 18) – Forces detained a leader in Khost province yesterday.   He was known.
"""
CORRECTED = """CORRECTED-UPDATE 2-Bank says rate stays
(In May 7 story, corrects name of bank in paragraph 2)
May 8 (Reuters) - The bank said on Thursday the rate stays.
"""

TWO_CONTACTS = """(3rd LD) Allies begin joint drills

(ATTN: ADDS more details in paras 5-6, photos)

By Song Ah-ram and Kim Eun-ji

SEOUL/WASHINGTON, March 10 (Yonhap) -- The two sides began drills on Monday.

Troops march at a base in Pyeongtaek, 60 kilometers south of Seoul, on March 10, 2025. (Yonhap)

song@example.com
kim@example.com
(END)
"""
XINHUA_PAGE = """China Focus: Villages thrive in Yunnan
Source: Xinhua
Editor: huaxia
2025-05-08 10:12:00

KUNMING, May 8 (Xinhua) -- Villages thrive. ■
"""
HOLD = """HOLD HOLD HOLD
Please hold item dpa 023 "Minister resigns" while we check the report.
"""
KILL = """KILL ADVISORY: Harbor-Talks

Editors,

We are killing our story slugged Harbor-Talks (URGENT), because the quote was fabricated.

Please make certain the story is not published.
"""
WITHDRAWN = """STORY WITHDRAWN-Bank to cut rates
May 8 (Reuters) - The May 8 story headlined "Bank to cut rates" has been withdrawn because it was wrong.
"""
CORRECTED_BELOW = """Minister visits Cairo

CAIRO (AP) — The minister visited Cairo.

CORRECTION: An earlier version of this story misspelled the minister's name.
"""

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "ap": (AP, {
        "headline": "Mediators say harbor talks will resume next week", "slug": "BC-ML--Harbor-Talks",
        "mark": Mark("LEAD", 1), "changes": ("Adds quotes, background", "Changes byline"), "published": "2026-02-20T03:37:00+00:00",
        "dateline": Dateline("TEHRAN, Iran", None, "AP"), "byline": "NASSER QADIRI", "agency": "AP",
        "text": 'The foreign minister said Tuesday that talks will resume.\n\n"We are ready," he said.',
    }),
    "anpa": (ANPA, {
        "headline": "Reds beat Blues 100-90 in overtime", "mark": Mark("LEAD", 1), "byline": "NAME SURNAME",
        "dateline": Dateline("ATLANTA", None, "AP"), "editor_note": "Adds full-year results.",
        "text": "The Reds beat the Blues.\n\nIt was a long night.",
    }),
    "reuters": (REUTERS, {
        "mark": Mark("UPDATE", 1), "slug": "IRAN-TALKS/", "byline": "Parisa Karimi and John Ford",
        "changes": ("Adds minister's reaction in paragraph 3", "updates numbers in paragraph 4"),
        "dateline": Dateline("DUBAI/PARIS", "2025-05-08", "Reuters"), "contact": "john.ford@example.com",
        "text": "* Talks to resume on Monday\n\nIran said on Thursday that talks would resume on May 12, 2025."
        "\n\nA spokesman said so.",
    }),
    "afp": (AFP, {
        "headline": "Iran says talks to resume", "mark": Mark("LEAD", 2), "published": "2025-05-08",
        "editor_note": "ADDS minister, details", "dateline": Dateline("Vienna", "2025-05-08", "AFP"),
        "text": 'Iran said on Thursday that talks would resume.\n\n"This is fine," he said.',
    }),
    "dpa": (DPA, {
        "headline": "German parliament backs aid", "mark": Mark("LEAD", 2), "byline": "Jane Doe",
        "changes": ("updates with vote", "adds quotes"), "dateline": Dateline("Berlin", None, "dpa"),
        "contact": "- By: Jane Doe in Berlin, +49 30 2852 0000, <doe.jane@example.com>",
        "text": "The German parliament approved aid.\n\nIt was a close vote.",
    }),
    "dpa kill": (DPA_KILL, {"mark": Mark("KILL"), "headline": "German parliament backs aid", "text": ""}),
    "yonhap kill": (YONHAP_KILL, {
        "mark": Mark("KILL"), "headline": "S. Korea, Japan agree to resume talks", "text": "",
    }),
    "xinhua": (XINHUA, {
        "mark": Mark("URGENT"), "dateline": Dateline("BRUSSELS", "--05-08", "Xinhua"), "published": None,
        "text": "China and the EU agreed on Thursday to hold talks.",
    }),
    "tass": (TASS, {
        "headline": "Russia, China sign statement", "dateline": Dateline("MOSCOW", "--05-08", "TASS"),
        "text": 'President Vladimir Putin met Xi Jinping.\n\n"We agreed," he said.',
    }),
    "alert": ("(URGENT) North fires missile toward sea: JCS\n(END)\n", {
        "mark": Mark("URGENT"), "headline": "North fires missile toward sea: JCS",
        "text": "North fires missile toward sea: JCS",
    }),
    "wrapped": (WRAPPED, {
        "headline": "Talks open in Geneva",
        "text": "Delegates from both sides of the conflict met in the city on Monday for the first time in "
        "two years, a spokesman for the ministry said, as fighting went on along the border between the two "
        "countries of the region.\n\nThey will meet again on Tuesday.",
    }),
    "embargo": (EMBARGO, {
        "editor_note": "EMBARGOED UNTIL 0001 GMT MAY 9", "text": "Hunger grows, it said.",
        "usage_terms": "No redistribution without permission.",
        "copyright": "Copyright 2025 Reuters. All rights reserved. No redistribution without permission.",
    }),
    "kyodo": (KYODO, {
        "mark": Mark("LEAD"), "headline": "Japan protests over drills",
        "dateline": Dateline("TOKYO", "--05-08", "Kyodo"), "text": "Japan on Thursday protested.",
    }),
    "republished": (REPUBLISHED, {
        "headline": "Iran says talks to resume", "published": "2025-05-08", "agency": "AFP",
        "dateline": Dateline("VIENNA", None, None), "text": "Iran said on Thursday that talks would resume.",
    }),
    "captions": (CAPTIONS, {
        "text": "The two rivals met on Sunday.\n\nNeither side spoke to reporters, an aide said.",
    }),
    "release": (RELEASE, {
        "dateline": Dateline("KABUL, Afghanistan", "2011-11-20", None), "headline": None,
        "text": "A security force detained several suspects in Marjeh district yesterday. It met no resistance.",
    }),
    "release in one line": (RELEASE_LINE, {
        "headline": "Leader Detained in Khost", "dateline": Dateline("KABUL, Afghanistan", "2011-01-18", None),
        "text": "Forces detained a leader in Khost province yesterday.   He was known.",
    }),
    "corrected": (CORRECTED, {
        "headline": "Bank says rate stays", "mark": Mark("CORRECTED", 2),
        "dateline": Dateline(None, "--05-08", "Reuters"), "text": "The bank said on Thursday the rate stays.",
    }),
    "two contacts": (TWO_CONTACTS, {
        "mark": Mark("LEAD", 3), "byline": "Song Ah-ram and Kim Eun-ji", "published": "2025-03-10",
        "contact": "song@example.com, kim@example.com", "text": "The two sides began drills on Monday.",
    }),
    "xinhua page": (XINHUA_PAGE, {
        "genre": "China Focus", "headline": "Villages thrive in Yunnan", "published": "2025-05-08",
        "editor_note": None, "text": "Villages thrive.",
    }),
    "hold": (HOLD, {"mark": Mark("HOLD"), "headline": "Minister resigns", "text": ""}),
    "kill without words of a headline": (KILL, {"mark": Mark("KILL"), "text": ""}),
    "withdrawn": (WITHDRAWN, {"mark": Mark("WITHDRAWN"), "headline": "Bank to cut rates", "text": ""}),
    "corrected below": (CORRECTED_BELOW, {"mark": Mark("CORRECTED"), "text": "The minister visited Cairo."}),
}  # fmt: skip

# Prose that looks a little like agency copy, and has to come through as it is.
PROSE = (
    'It was a dark night. The rain fell.\n\nShe said: "No."\n\nSo it ended, with John (AP) laughing - END.',
    "By nightfall the troops had left.\n\nThe end of the war - or so they said - was near.",
    "The treaty (see page 3) was signed on May 8 (Thursday) - the day of the vote.\n\nIt was short.",
    "Lead levels in the water rose, the report was released Tuesday, updating earlier figures.\n\nNo one knew.",
    "Source: the ministry, he said, is wrong.\n\nRead more books, she replied.\n\nShare the money.",
    "I have 3 - 2 = 1 apples left, the boy wrote.\n\nPhotos of the boy were shown to the court.",
    "Correct. That is what he said.\n\nThis photo of the dam is all that is left, she said (and she cried).",
    "In this picture of the economy, growth returns, the bank said.\n\nNothing else was said.",
    "NATO — the alliance — met.\n\nIAEA - the agency - did not.",
    "Hold the line.\n\nKill the lights, he said.\n\nUpdate your maps.",
    "The (LEAD) story.\n\nAnother paragraph (Reuters said so) that goes on.",
)


@pytest.mark.parametrize("name", CASES)
def test_copy(name: str) -> None:
    source, expected = CASES[name]
    story = read_wire(source, Known())
    check(story, source)
    assert {field: getattr(story, field) for field in expected} == expected


@pytest.mark.parametrize("source", PROSE)
def test_prose_stays(source: str) -> None:
    story = read_wire(source, Known())
    check(story, source)
    assert (story.text, story.removed, story.mark, story.dateline) == (source, (), None, None)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends(end: str) -> None:
    for source, expected in CASES.values():
        other = source.replace("\n", end)
        story = read_wire(other, Known())
        check(story, other)
        assert story.text == expected["text"]


def test_odd_characters() -> None:
    source = "\ufeffThe min\u00adister\u00a0said\u200b so.\t\n\n\u00a0 \nHe left\u202fagain.\u00ad"
    story = read_wire(source, Known())
    check(story, source)
    assert story.text == "The minister said so.\n\nHe left again."


def test_captions() -> None:
    story = read_wire(CAPTIONS, Known())
    assert [(c.credit, c.usage_terms) for c in story.captions] == [
        ("AP Photo/Ben Otieno, File", None),
        ("REUTERS/Ann Njeri/File Photo", None),
        ("AFP", "For editorial use only"),
    ]


def test_what_was_removed_is_named() -> None:
    rules = [removed.by for removed in read_wire(REPUBLISHED, Known()).removed]
    assert rules == [
        "wire.headline", "wire.agency-line", "text.date-line", "wire.dateline-no-agency", "wire.agency-credit",
        "web.read-more", "web.share", "web.comment-form", "web.comment-form", "web.comment-form", "web.captcha",
    ]  # fmt: skip


YEARS = (
    # text below the dateline, published, address, year, rule
    ("He spoke on May 8, 2025.", None, None, "2025", "wire.year-from-text"),
    ("Victory Day was on May 8, 1945; they met in June 2024.", "2025-05-09", None, "2025", "wire.year-from-published"),
    ("They meet again on 2 June 2025.", None, None, "2025", "wire.year-from-text"),
    ("The war ended on Oct. 1, 1998.", None, "https://a.example/2024/05/09/talks", "2024", "wire.year-from-address"),
    ("They met.", "2026-01-02T10:00:00Z", None, "2025", "wire.year-from-published"),
    ("They met.", None, None, "-", "wire.year-unknown"),
)  # fmt: skip


@pytest.mark.parametrize("body, published, url, year, rule", YEARS)
def test_year(body: str, published: str | None, url: str | None, year: str, rule: str) -> None:
    day = "Dec. 30" if published and published.startswith("2026") else "May 8"
    story = read_wire(f"SEOUL, {day} (Yonhap) -- {body}", Known(url=url), published=published)
    assert story.dateline and story.dateline.date
    assert story.dateline.date.rsplit("-", 2)[0] == year
    assert story.by["dateline.date"] == rule


def test_published() -> None:
    copy = "SEOUL, May 8, 2025 (Yonhap) -- They met."
    for known, given, expected, rule in (
        (
            Known(published="2025-05-09", by={"published": "html.json-ld"}),
            "2025-05-10",
            "2025-05-09",
            "html.json-ld",
        ),
        (Known(), "2025-05-10", "2025-05-10", "argument"),
        (Known(), None, "2025-05-08", "wire.dateline"),
    ):
        story = read_wire(copy, known, published=given)
        assert (story.published, story.by["published"]) == (expected, rule)


def test_ids() -> None:
    def read(**known: str) -> Story:
        return read_wire("One met two.", Known(**known))

    assert read(id="7").id == "7"
    assert read(url="https://a.example/1").id == read(url="https://a.example/1", headline="X").id
    assert read().id == read().id != read(headline="X").id
    assert len(read().id) == 16


def test_acceptance_story() -> None:
    path = SHARED / "stories" / "000_0455b8f64ae4807f.txt"
    if not path.exists():
        pytest.skip("the shared stories are not beside this checkout")
    source = path.read_text(encoding="utf-8")
    story = read_wire(source, Known())
    check(story, source)
    assert story.headline and story.headline.startswith("China, Russia call on") and "(LEAD)" not in story.headline
    assert story.mark == Mark("LEAD", None)
    assert story.editor_note == "RECASTS lead with more info; ADDS details throughout, additional photo"
    assert story.changes == ("RECASTS lead with more info", "ADDS details throughout, additional photo")
    assert story.dateline == Dateline("SEOUL", "2025-05-08", "Yonhap")
    assert story.by["dateline.date"] == "wire.year-from-text"
    assert [c.credit for c in story.captions] == ["Yonhap", "Yonhap"]
    assert [c.usage_terms for c in story.captions] == [
        None, "For Use Only in the Republic of Korea. No Redistribution",
    ]  # fmt: skip
    assert story.contact == "graceoh@yna.co.kr"
    assert story.text.startswith("The leaders of China and Russia") and story.text.endswith("unification ministry.")
    assert story.text.count("\n\n") == 9
    for words in ("photo", "Source link", "Leave a Reply", "email", "forty", "(END)", "@"):
        assert words not in story.text


def test_shared_texts_are_mapped() -> None:
    files = [SHARED / "dev" / "isaf_press_releases.jsonl", SHARED / "stories" / "wikinews_2019_2020.jsonl"]
    if not all(file.exists() for file in files):
        pytest.skip("the shared stories are not beside this checkout")
    for file in files:
        for line in file.read_text(encoding="utf-8").split("\n")[:120]:
            source = json.loads(line)["text"]
            check(read_wire(source, Known()), source)


def test_examples_are_read() -> None:
    folder = Path(__file__).parents[2] / "examples"
    rejected: list[Rejected] = []
    stories = list(read(folder, rejected=rejected.append))
    assert not rejected and len(stories) == 24
    marks = {story.mark.kind for story in stories if story.mark}
    assert marks == {"LEAD", "UPDATE", "CORRECTED", "KILL", "WITHDRAWN"}
    for story in stories:
        assert story.headline and story.language == "en"
        assert bool(story.text) != bool(story.mark and story.mark.kind in ("KILL", "WITHDRAWN"))
        for words in ("cookie", "Leave a Reply", "Related", "(END)", "@", "Reporting by", "Read more"):
            assert words not in story.text
    for path in folder.glob("*.txt"):
        source = path.read_text(encoding="utf-8")
        check(read_wire(source, Known()), source)
