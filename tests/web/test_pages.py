"""Every page answers, keeps the moment asked for, and lets no story run anything."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk needs the extra serve")

from fastapi.testclient import TestClient

from dateline.store import Store
from dateline.web import make_app

PAGES = [
    "/", "/stories", "/stories?publication=Example+Post", "/stories/first", "/stories/hostile", "/stories/bare",
    "/events", "/events?type=coerce", "/events?actor=&recipient=&type=&since=&until=&country=&place=&factuality=&min_confidence=&as_of=",
    "/stories?since=&until=&publication=&agency=&language=", "/relations?party=&since=&until=&than=&before=&as_of=",
    "/events?since=2020-01-01&until=2030-01-01&factuality=asserted", "/incidents",
    "/incidents?reports=1", "/search", "/search?q=police", "/search?q=%22%3Cscript%3E%22", "/relations",
    "/relations?since=2025-01-01&than=2024-01-01", "/relations/KEN:UGA", "/relations/KEN:*", "/relations/*:*?by=week",
    "/map", "/map?region=Africa", "/network", "/network?party=KEN", "/history/hostile", "/api",
]  # fmt: skip
REFUSALS = [
    ("/nothing", 404), ("/stories/unknown", 404), ("/events/unknown", 404), ("/incidents/unknown", 404),
    ("/history/unknown", 404), ("/stories/first?version=7", 404), ("/stories/first?event=none", 404),
    ("/events?since=2025-02-30", 400), ("/events?type=FOO", 400), ("/events?actor=%3Cb%3E", 400),
    ("/events?as_of=yesterday", 400), ("/?as_of=99999-01-01", 400), ("/events?cursor=x", 400),
    ("/relations/KEN", 400), ("/relations/KEN:UGA?by=decade", 400), ("/search?q=%22", 400),
    ("/events?min_confidence=2", 422), ("/incidents?reports=no", 422),
]  # fmt: skip
_URLS = {"href", "src", "action", "srcset", "xlink:href", "formaction", "poster"}


class _Tags(HTMLParser):
    """Elements and attributes of a page as a browser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_and_run_nothing(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    assert len(answer.content) < 1_000_000
    assert_harmless(answer.text)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script" not in policy and "unsafe" not in policy


def assert_harmless(html: str) -> None:
    for tag, attributes in tags(html):
        assert tag not in ("script", "img", "iframe", "object", "embed", "style", "base")
        for name, value in attributes.items():
            assert not name.startswith("on") and name != "style"
            if name in _URLS:
                safe = (value or "").startswith(("/", "#", "https://example.org/"))
                assert safe and not (value or "").startswith("//"), (tag, name, value)


@pytest.mark.parametrize(("path", "status"), REFUSALS)
def test_refusals_are_pages(desk: TestClient, path: str, status: int) -> None:
    answer = desk.get(path)
    assert answer.status_code == status
    assert "What to do:" in answer.text and "Traceback" not in answer.text
    assert_harmless(answer.text)


def test_hostile_words_are_shown_as_words(desk: TestClient) -> None:
    page = desk.get("/stories/hostile").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page and "javascript:alert(1)" in page and "{{ 7*7 }}" in page
    assert 'href="javascript:' not in page and ">49<" not in page
    searched = desk.get("/search", params={"q": '"><script>'}).text
    assert "<script" not in searched


def test_choosing_an_event_lights_its_words(desk: TestClient) -> None:
    story = desk.get("/stories/first").text
    link = next(a["href"] for t, a in tags(story) if t == "a" and "event=" in (a.get("href") or ""))
    page = desk.get(str(link)).text
    assert re.search(r'<mark class="f-event">(arrested|met)<span class="tag">what</span></mark>', page)
    assert "Decided by" in page and "stub" in page


def test_as_of_is_kept_and_hides(desk: TestClient) -> None:
    page = desk.get("/events", params={"as_of": "2999-01-01"}).text
    inner = [a["href"] for t, a in tags(page) if t == "a" and a.get("class") == "hit"]
    assert inner and all("as_of=2999-01-01" in str(href) for href in inner)
    assert "No event fits" in desk.get("/events", params={"as_of": "2000-01-01"}).text
    assert desk.get("/stories/first", params={"as_of": "2000-01-01"}).status_code == 404


def test_a_vanished_or_foreign_store_is_told(tmp_path: Path) -> None:
    gone = TestClient(make_app(tmp_path / "none.db", token="t"))
    assert gone.get("/").status_code == 503 and "dateline load" in gone.get("/").text
    (tmp_path / "text.db").write_text("no database at all, but longer than a header of one hundred bytes " * 3)
    other = TestClient(make_app(tmp_path / "text.db", token="t"))
    assert other.get("/events").status_code == 503
    assert other.get("/api/v1/events").json()["error"]["status"] == 503


def test_pages_do_not_write(desk: TestClient, db: Path) -> None:
    with Store(db) as store:
        before = store.moment(), store.ask("SELECT count(*) FROM revision")
        for path in PAGES[:10]:
            desk.get(path)
        assert (store.moment(), store.ask("SELECT count(*) FROM revision")) == before


def test_only_this_machines_names_are_served(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "attacker.example"}).status_code == 400
