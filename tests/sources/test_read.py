"""`read`: files, folders, standard input, addresses; what cannot be read does not stop the rest."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.errors import InputError
from dateline.records import Rejected
from dateline.sources import fetch, read

PAGE = (
    b"<!doctype html><html><head><title>T</title></head><body><article><p>The ministers met on Monday in the capital "
    b"and agreed on the new terms of the treaty.</p><p>They will meet again in June to sign it, officials of both "
    b"sides told reporters.</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Second met third.")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.jsonl").write_text('{"text": "Fourth met fifth."}\n{broken\n{"text": "Sixth met seventh."}\n')
    (tmp_path / "a" / "p.HTM").write_bytes(PAGE)
    (tmp_path / "z.txt").write_bytes(b"\x00\x01")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("Hidden.")
    (tmp_path / "note.pdf").write_text("Not read.")
    return tmp_path


def test_folder(folder: Path) -> None:
    rejected: list[Rejected] = []
    stories = list(read(folder, published="2025-05-08", rejected=rejected.append))
    assert [story.text[:6] for story in stories] == ["Fourth", "Sixth ", "The mi", "Second"]
    assert {story.published for story in stories} == {"2025-05-08"}
    assert [Path(refused.source).name for refused in rejected] == ["c.jsonl:2", "z.txt"]
    assert all("\n" not in refused.reason and ";" in refused.reason for refused in rejected)


def test_without_rejected_it_raises(folder: Path) -> None:
    with pytest.raises(InputError, match=r"z\.txt: binary"):
        list(read(folder / "b.txt", folder / "z.txt"))


def test_same_twice(folder: Path) -> None:
    assert list(read(folder, rejected=print)) == list(read(folder, rejected=print))


def test_missing_and_empty(tmp_path: Path) -> None:
    rejected: list[Rejected] = []
    (tmp_path / "x.txt").write_text("One met two.")
    (tmp_path / "empty").mkdir()
    paths = (tmp_path / "no.txt", tmp_path / "empty", tmp_path / "x.txt")
    assert len(list(read(*paths, rejected=rejected.append))) == 1
    assert [r.source for r in rejected] == [str(path) for path in paths[:2]]
    assert "No such file" in rejected[0].reason and "expected" in rejected[0].reason


@pytest.mark.parametrize(
    "data, by, count",
    [
        (b"One met two.", "text.utf-8", 1),
        (PAGE, "html.trafilatura; text.utf-8", 1),
        (b"\n<!-- x --><html>" + PAGE[15:], "html.trafilatura; text.utf-8", 1),
        (b'{"text": "One met two."}\n{"text": "Two met one."}\n', None, 2),
        (b"{one} met two.", "text.utf-8", 1),
        (b"<One> met two.", "text.utf-8", 1),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, by: str | None, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    stories = list(read("-"))
    assert len(stories) == count
    assert by is None or stories[0].by["text"] == by


def test_unknown_suffix_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(PAGE)
    (tmp_path / "lines").write_bytes(b'{"text": "One met two."}\n' * 3)
    assert [len(list(read(tmp_path / name))) for name in ("page", "lines")] == [1, 3]


def test_long_standard_input_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"text": "' + b"One met two. " * 10_000 + b'"}\n'
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(line * 100)))  # longer than one look
    assert sum(1 for _ in read("-")) == 100


@pytest.mark.parametrize("kind, data", [("text/html", PAGE), ("text/plain", b"One met two.")])
def test_address(monkeypatch: pytest.MonkeyPatch, kind: str, data: bytes) -> None:
    def answer(address: str) -> fetch.Page:
        return fetch.Page(data, address + "?final", kind, "utf-8")

    monkeypatch.setattr(fetch, "fetch", answer)
    (story,) = read("https://a.example/x")
    assert story.url == "https://a.example/x?final"


def test_address_refused() -> None:
    rejected: list[Rejected] = []
    assert not list(read("http://127.0.0.1:1/x", rejected=rejected.append))
    assert rejected[0].source == "http://127.0.0.1:1/x" and "not public" in rejected[0].reason


@pytest.mark.parametrize("published", ["soon", "2025-13-01", ""])
def test_published_is_checked(published: str) -> None:
    with pytest.raises(InputError, match="published: "):
        list(read("x.txt", published=published))
