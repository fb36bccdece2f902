"""Every source: golden pairs, the same twice, and broken input as one clear line while the rest goes on."""

import codecs
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from conftest import EXAMPLES
from dateline.records import Rejected, Story, to_dict
from dateline.sources import SOURCES, fetch, jsonl, read

DATA = Path(__file__).parent.parent / "data" / "sources"
# An input for each source; the name in the table is what its content has to be taken for.
INPUTS = {
    "text": EXAMPLES / "ap-talks.txt",
    "html": EXAMPLES / "page-protest.html",
    "jsonl": EXAMPLES / "briefs.jsonl",
    "newsml": DATA / "newsml.xml",
    "nitf": DATA / "nitf.xml",
    "ninjs": DATA / "ninjs-3.json",
    "feed": DATA / "rss.xml",
}
GOLDEN = sorted(path for path in DATA.iterdir() if ".expected." not in path.name)
BOMB = b"".join(
    [b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">']
    + [b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)]
    + [b"]><rss><channel><item><title>&j;</title></item></channel></rss>"]
)


def read_all(*paths: Any) -> tuple[list[Story], list[Rejected]]:
    rejected: list[Rejected] = []
    return list(read(*paths, rejected=rejected.append)), rejected


def record(story: Story) -> dict[str, Any]:
    """What a golden pair keeps of a story: all but what is empty and the map to the input."""
    return {name: value for name, value in to_dict(story).items() if value and name != "origin"}


def test_every_source_is_here() -> None:
    assert list(INPUTS) == list(SOURCES)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    stories, rejected = read_all(path)
    expected = [json.loads(line) for line in path.with_suffix(".expected.jsonl").read_text("utf-8").splitlines()]
    lines = [{"source": Path(r.source).name, "reason": r.reason} for r in rejected]
    assert [*map(record, stories), *lines] == expected


@pytest.mark.parametrize("name", INPUTS)
def test_contract(name: str) -> None:
    """Stories are the same twice, slice their origins, survive JSON, and say where their text is from."""
    stories, _ = read_all(INPUTS[name])
    assert stories and stories == read_all(INPUTS[name])[0]
    for story in stories:
        assert story.by.get("text") or name == "jsonl"
        assert isinstance(story.version, int) and (story.text or story.mark)
        assert (again := list(jsonl.read(io.BytesIO(json.dumps(to_dict(story)).encode()), source="-", rejected=print)))
        assert again == [story]


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "jsonl"])
@pytest.mark.parametrize("suffix", ["", ".txt", ".xml", ".dat"])
def test_content_decides(name: str, suffix: str, tmp_path: Path) -> None:
    if (suffix, name) in ((".txt", "html"), (".xml", "text")):
        pytest.skip("a name that says text means the source of the page; a name that says XML is no report")
    path = tmp_path / f"copy{suffix}"
    path.write_bytes(INPUTS[name].read_bytes())
    assert [s.text for s in read_all(path)[0]] == [s.text for s in read_all(INPUTS[name])[0]]


@pytest.mark.parametrize("name", ["newsml", "nitf", "ninjs", "feed"])
def test_cut_off_anywhere(name: str, tmp_path: Path) -> None:
    """However much of a document is missing: one line about it, and what was complete is read."""
    data = INPUTS[name].read_bytes()
    whole = read_all(INPUTS[name])[0]
    for share in range(5, 100, 5):
        path = tmp_path / f"cut{INPUTS[name].suffix}"
        path.write_bytes(data[: len(data) * share // 100])
        stories, rejected = read_all(path, EXAMPLES / "weather.txt")
        assert stories[:-1] == whole[: len(stories) - 1]
        assert rejected and all("\n" not in line.reason and ";" in line.reason for line in rejected)


@pytest.mark.parametrize(
    "name, data, reason",
    [
        ("bomb.xml", BOMB, "declares entities"),
        ("bomb16.xml", codecs.BOM_UTF16_LE + BOMB.decode().encode("utf-16-le"), "declares entities"),
        ("file.xml", b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel/></rss>', "declares entities"),
        ("other.xml", b"<data><row/></data>", "XML <data>"),
        ("old.xml", b"<NewsML><NewsItem/></NewsML>", "no valid headline"),
        ("empty.xml", b"", "empty"),
        ("words.xml", b"no XML at all", "no valid XML"),
        ("none.rss", b"<rss><channel><title>x</title></channel></rss>", "no item in it"),
        ("bad.json", b'{"uri": "1", "headline": ', "no valid JSON"),
        ("deep.json", b"[" * 100_000, "no valid JSON"),
        ("other.json", b'{"a": {\n"b": 1}}', "no ninjs item"),
        ("status.json", b'{\n"uri": "1", "pubstatus": "gone", "headline": "x y"}', "publishing status 'gone'"),
        ("blank.json", b'{\n"uri": "1", "pubstatus": "usable", "headline": ""}', "no text in it"),
        ("large.xml", b"<rss>" + b" " * 10_000_000 + b"</rss>", "10,000,000"),
        ("tags.json", b'{"uri": "1",\n"body_html": "' + b"<p></p>" * 100_000 + b'"}', "100,000 tags"),
    ],
)  # fmt: skip
def test_refused_in_one_line(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    stories, rejected = read_all(path, EXAMPLES / "weather.txt")
    assert len(stories) == 1 and [Path(line.source).name for line in rejected] == [name]
    assert reason in rejected[0].reason or name == "old.xml"
    assert "\n" not in rejected[0].reason and len(rejected[0].reason) < 400


def test_entities_of_html_are_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "f.rss"
    path.write_bytes(
        b"<rss><channel><item><title>Caf&eacute; bombed&nbsp;in Aden &amp; Taiz</title></item></channel></rss>"
    )
    assert read_all(path)[0][0].headline == "Café bombed in Aden & Taiz"


def test_deep_nesting(tmp_path: Path) -> None:
    body = "<div>" * 3000 + "One met two." + "</div>" * 3000
    path = tmp_path / "deep.json"
    path.write_text(json.dumps({"uri": "1", "headline": "One met two", "body_html": body}))
    assert len(read_all(path)[0]) + len(read_all(path)[1]) == 1


def test_json_lines_of_ninjs(tmp_path: Path) -> None:
    items = json.loads((DATA / "ninjs-3.json").read_text("utf-8"))
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(item) for item in items))
    stories, rejected = read_all(path)
    assert stories == read_all(DATA / "ninjs-3.json")[0]
    assert [line.source.rpartition(":")[2] for line in rejected] == ["3", "4"]


def test_feed_at_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (DATA / "rss.xml").read_bytes()
    monkeypatch.setattr(fetch, "fetch", lambda address: fetch.Page(data, address, "application/rss+xml", None))
    stories, rejected = read_all("https://a.example/feed")
    assert [s.text for s in stories] == [s.text for s in read_all(DATA / "rss.xml")[0]]
    assert [line.source for line in rejected] == ["https://a.example/feed#3"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO((DATA / "atom.xml").read_bytes())))
    assert [story.headline for story in read_all("-")[0]] == ["Norway sends aid"]
