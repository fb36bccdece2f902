"""GraphML: well-formed whatever a name holds; nodes, edges, counts and means."""

from dataclasses import replace

from lxml import etree

from happenings import ARREST, CODED, NAMELESS, RAID, STORY
from test_exports import written

NS = "{http://graphml.graphdrawing.org/xmlns}"


def graph(coded: list) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    root = etree.fromstring(written("graphml", coded)[1])
    facts = {
        element: {d.get("key"): d.text for d in element.iter(f"{NS}data")}
        for element in root.iter(f"{NS}node", f"{NS}edge")
    }
    nodes = {e.get("id"): found for e, found in facts.items() if e.tag.endswith("node")}
    return nodes, {(e.get("source"), e.get("target")): found for e, found in facts.items() if e.tag.endswith("edge")}


def test_counts() -> None:
    nodes, edges = graph([*CODED, (STORY, [replace(ARREST, event_scale=-6.0, date="2025-05-10")])])
    assert nodes["KEN COP"] == {"label": "Kenya COP", "code": "KEN", "sector": "COP"}
    arrests = edges["KEN COP", "KEN CVL"]
    assert (arrests["count"], arrests["mean_score"], arrests["types"]) == ("2", "-6.5", "COERCE 2")
    assert (arrests["first"], arrests["last"]) == ("2025-05-08", "2025-05-10")
    assert edges["PRK", "CHN GOV"]["verbal_cooperation"] == "1" and "first" not in edges["PRK", "CHN GOV"]
    assert len(edges) == 1 + 6 + 2  # nobody is accused by name, and what was denied does not count


def test_escaping() -> None:
    nasty = replace(NAMELESS, entity_text='"rebels" & <b>\x00\x0b\ud800]]>')
    nodes, edges = graph([(STORY, [replace(RAID, actor=(nasty,))])])
    assert '"rebels" & <b> ]]> REB' in nodes and len(edges) == 2
    assert all(end in nodes for pair in edges for end in pair)
