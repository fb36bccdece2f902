"""What a report is to those held before it: a table of pairs, and the five takes of the examples."""

import pytest

from conftest import EXAMPLES
from dateline.errors import InputError
from dateline.records import Mark, Story, Take
from dateline.sources import read
from dateline.versions import NOTICES, keys, passages, relate

BODY = (
    "Delegations of the army and of the rebels met in Doha on Wednesday for their first talks in a year, mediators "
    "said.\n\nThe two sides discussed a truce that would let food convoys into the besieged city, a diplomat said.\n\n"
    "The army demanded that the rebels leave hospitals and schools before any truce begins, and they refused."
)
OTHER = (
    "Thousands of people marched through the capital on Wednesday against a law on foreign media, organisers said.\n\n"
    "Police blocked the square before parliament and used water cannon after nightfall, a witness told reporters."
)
FIRST = {"id": "a", "text": BODY, "headline": "Rivals open talks in Doha", "agency": "AP", "published": "2026-03-11"}


def story(**values) -> Story:
    return Story(**{**FIRST, **values})


def take(chain: int = 1, kind: str = "first", **values) -> Take:
    held = story(**values)
    return Take(chain, kind, held, frozenset(passages(held)))


def kind(later: Story, *takes: Take) -> tuple[str, int | None]:
    found = relate(later, takes)
    return found.kind, found.chain


LONGER = BODY + "\n\nA second round is planned for Saturday, the mediators added late in the evening."
PAIRS = {
    "lead": ({"id": "b", "text": LONGER, "mark": Mark("LEAD")}, {}, ("update", 1)),
    "lead, new headline": ({"id": "b", "text": LONGER, "headline": "Army and rebels split", "mark": Mark("LEAD", 2)}, {}, ("update", 1)),
    "corrected": ({"id": "b", "text": LONGER, "mark": Mark("CORRECTED")}, {}, ("correct", 1)),
    "refile": ({"id": "b", "mark": Mark("REFILE")}, {}, ("correct", 1)),
    "repeat": ({"id": "b", "mark": Mark("RPT")}, {}, ("repeat", 1)),
    "same text again": ({"id": "b"}, {}, ("repeat", 1)),
    "kill without body": ({"id": "b", "text": "", "mark": Mark("KILL")}, {}, ("withdraw", 1)),
    "kill, same id, no headline": ({"text": "", "headline": None, "mark": Mark("KILL")}, {}, ("withdraw", 1)),
    "kill, no date, no agency": ({"id": "b", "text": "", "agency": None, "published": None, "mark": Mark("KILL")}, {}, ("withdraw", 1)),
    "withheld": ({"id": "b", "text": "", "mark": Mark("HOLD")}, {}, ("hold", 1)),
    "kill of nothing held": ({"id": "b", "text": "", "headline": "Another", "mark": Mark("KILL")}, {}, ("withdraw", None)),
    "slug": ({"id": "b", "text": LONGER, "headline": "Doha talks stall", "slug": "BC-Talks", "mark": Mark("LEAD")}, {"slug": "BC-Talks"}, ("update", 1)),
    "slug, other story": ({"id": "b", "text": OTHER, "headline": "March in the capital", "slug": "Sudan/"}, {"slug": "Sudan/"}, ("first", None)),
    "address": ({"id": "b", "text": OTHER, "url": "https://x.example/a?utm_source=z"}, {"url": "http://www.x.example/a/"}, ("update", 1)),
    "number in address": (
        {"id": "b", "text": OTHER, "headline": "Other", "url": "https://en.yna.example/view/AEN20201124010251315"},
        {"url": "https://en.yna.example/view/AEN20201124010200315"}, ("update", 1)),
    "version of an id": ({"text": OTHER, "headline": "Other", "version": 2}, {}, ("update", 1)),
    "older version of an id": ({"text": OTHER, "version": 1}, {"version": 2}, ("late", 1)),
    "first take after the lead": ({"id": "b"}, {"mark": Mark("LEAD"), "text": LONGER}, ("late", 1)),
    "first lead after the second": ({"id": "b", "mark": Mark("LEAD")}, {"mark": Mark("LEAD", 2), "text": LONGER}, ("late", 1)),
    "older by its time": ({"id": "b", "text": LONGER, "published": "2026-03-11T08:00:00Z", "mark": Mark("UPDATE", 1)}, {"published": "2026-03-11T10:00:00+01:00"}, ("late", 1)),
    "alert": ({"id": "b", "headline": "Rivals open talks in Doha: mediators"}, {"text": "Rivals open talks in Doha", "mark": Mark("URGENT")}, ("update", 1)),
    "same headline, other text": ({"id": "b", "text": OTHER}, {}, ("first", None)),
    "other agency": ({"id": "b", "agency": "AFP"}, {}, ("first", None)),
    "a week later": ({"id": "b", "published": "2026-03-18", "text": LONGER, "mark": Mark("LEAD")}, {}, ("first", None)),
    "wrapup": ({"id": "b", "text": LONGER, "mark": Mark("WRAPUP", 1)}, {}, ("first", None)),
    "focus piece": ({"id": "b", "text": LONGER, "genre": "News Focus"}, {}, ("first", None)),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS, ids=str)
def test_pairs(case: str) -> None:
    later, earlier, wanted = PAIRS[case]
    assert kind(story(**later), take(**earlier)) == wanted
    if wanted[1]:
        assert set(keys(story(**later))) & set(keys(story(**earlier))) or passages(story(**later)), "must be found"


def test_after_a_withdrawal() -> None:
    """What moved before the kill falls under it; what has another name and came later is a story of its own."""
    chain = [take(), take(kind="withdraw", id="k", text="", mark=Mark("KILL"))]
    assert kind(story(id="b", text=LONGER, mark=Mark("LEAD")), *chain) == ("late", 1)
    assert kind(story(id="b", text=LONGER, published="2026-03-12"), *chain) == ("first", None)
    assert kind(story(text=LONGER, version=3), *chain) == ("update", 1)
    assert kind(story(id="k2", text="", mark=Mark("KILL")), *chain) == ("repeat", 1)
    held = [take(), take(kind="hold", id="k", text="", mark=Mark("HOLD"))]
    assert kind(story(id="b", text=LONGER, mark=Mark("LEAD")), *held) == ("update", 1)


def test_one_id_for_two_stories() -> None:
    with pytest.raises(InputError, match="id 'a' is held for another story, “Rivals open talks in Doha”"):
        relate(story(text=OTHER, headline="March in the capital"), [take()])


def test_text_is_not_needed() -> None:
    """Where no text is kept, shared paragraphs tell."""
    held = take()
    bare = Take(1, "first", story(text=""), held.passages)
    assert relate(story(id="b", text=LONGER, headline="Talks go on", mark=Mark("LEAD")), [bare]).kind == "update"
    assert relate(story(id="b", text=OTHER, headline="March", mark=Mark("LEAD")), [bare]).kind == "first"


def test_examples_are_one_chain() -> None:
    takes: list[Take] = []
    kinds = []
    for path in sorted(EXAMPLES.glob("yonhap-*.txt")):
        report = next(read(path))
        found = relate(report, takes)
        kinds.append(found.kind)
        takes.append(Take(found.chain or 1, found.kind, report, frozenset(passages(report))))
    assert kinds == ["first", "update", "update", "correct", "withdraw"]


def test_examples_do_not_chain_with_one_another() -> None:
    takes: list[Take] = []
    for path in sorted(EXAMPLES.glob("*.*")):
        if path.suffix == ".md" or path.name.startswith("yonhap"):
            continue
        for report in read(path):
            notice = report.mark and report.mark.kind in NOTICES
            assert relate(report, takes).kind == ("withdraw" if notice else "first")
            takes.append(Take(len(takes) + 1, "first", report, frozenset(passages(report))))
