"""Saved pages: main text, metadata, charset."""

import json
import time

import pytest

from dateline.errors import InputError
from dateline.records import Dateline, Mark
from dateline.sources import html

BODY = (
    "SEOUL, May 8 (Yonhap) -- The two ministers agreed on Thursday to resume the talks that broke off last year.",
    "They signed a statement of four pages and left without taking questions from the reporters who had waited.",
    "The next round is planned for the end of the month in Geneva, officials of both sides told reporters.",
)
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Daily Example"},
        {
            "@type": ["NewsArticle"],
            "headline": "(LEAD) Ministers agree to resume talks &amp; more",
            "datePublished": "2025-05-09T08:00:00+09:00",
            "author": [{"@type": "Person", "name": "Kim Example"}, {"name": "Lee Example"}],
            "publisher": {"name": "The Daily Example"},
        },
    ],
}


def page(ld: str = "", head: str = "", paragraphs: tuple[str, ...] = BODY) -> str:
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!doctype html><html lang=en><head>{head}<title>Ministers agree | The Daily Example</title>{ld}</head><body>"
        "<nav><a href=/>Home</a><a href=/world>World</a></nav><div class=cookie>We use cookies. Accept all</div>"
        f"<article><h1>Ministers agree</h1>{inner}</article><footer>© 2025 The Daily Example</footer></body></html>"
    )


def test_json_ld_and_wire() -> None:
    ld = f'<script type="application/ld+json">{json.dumps(LD)}</script>'
    (story,) = html.read(page(ld).encode(), source="a.html")
    assert story.headline == "Ministers agree to resume talks & more"
    assert story.mark == Mark("LEAD")
    assert story.published == "2025-05-09T08:00:00+09:00"
    assert story.byline == "Kim Example, Lee Example"
    assert story.publication == "The Daily Example"
    assert story.dateline == Dateline("SEOUL", "2025-05-08", "Yonhap")
    assert story.text.split("\n\n")[-3:] == [BODY[0].partition("-- ")[2], *BODY[1:]]
    assert story.by["headline"] == story.by["published"] == "html.json-ld"


@pytest.mark.parametrize("broken", ["{", '{"@type": 7}', "[[[]]]", '{"@type": "NewsArticle", "headline": 7}', "null"])
def test_broken_json_ld(broken: str) -> None:
    (story,) = html.read(page(f'<script type="application/ld+json">{broken}</script>').encode(), source="a.html")
    assert story.headline == "Ministers agree"


@pytest.mark.parametrize(
    "encoding, head, rule",
    [
        ("utf-8", "<meta charset=utf-8>", "html.charset"),
        ("cp1252", '<meta charset="iso-8859-1">', "html.charset"),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "html.charset"),
        ("utf-16", "", "text.utf-16-bom"),
        ("cp1252", "", "text.cp1252"),
    ],
)
def test_charset(encoding: str, head: str, rule: str) -> None:
    words = "café" if encoding != "koi8-r" else "здание"
    source = page(head=head, paragraphs=(*BODY, f"They met in the {words} that both sides had agreed on before."))
    (story,) = html.read(source.encode(encoding), source="a.html")
    assert words in story.text
    assert story.by["text"] == f"html.trafilatura; {rule}"


@pytest.mark.parametrize("data", [b"<html><body></body></html>", b"<html><script>var a = 1</script></html>", b"<", b""])
def test_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="a.html: "):
        list(html.read(data, source="a.html"))


@pytest.mark.parametrize(
    "data",
    [
        b'<script type="application/ld+json">' * 50_000,
        b"<html><body><article>" + b"<p>" * 1_000_000,
        b"<" * 2_000_000,
        b'<script type="application/ld+json">' + b"[" * 300_000 + b"</script>",
        b"<html " + b'a="b" ' * 300_000,
    ],
)
def test_hostile_pages_are_refused_in_a_moment(data: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(InputError, match="a.html: "):
        list(html.read(data, source="a.html"))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "title, site, expected",
    [
        ("Ministers agree | The Daily Example", "The Daily Example", "Ministers agree"),
        ("Ministers agree - World - The Daily Example", "Daily Example", "Ministers agree - World"),
        ("Ministers agree | Yonhap News Agency", None, "Ministers agree"),
        ("Ministers agree - example.com", None, "Ministers agree"),
        ("Talks - a long way off", "The Daily Example", "Talks - a long way off"),
        ("Seoul-Tokyo talks", None, "Seoul-Tokyo talks"),
    ],
)
def test_without_site(title: str, site: str | None, expected: str) -> None:
    assert html.without_site(title, site) == expected
