"""What README and docs show runs, and nothing a user can call is undocumented."""

import json
import re
from pathlib import Path

import pytest

from dateline.cli import app, resolve
from dateline.cli.store import store_commands
from dateline.cli.terminal import EventFormat
from dateline.exports import EXPORTS
from dateline.labels import parse_passage
from dateline.ontology import load_ontology

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def snippets() -> list[str]:
    return [code for page in PAGES for code in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.S)]


@pytest.mark.parametrize("snippet", snippets())
def test_python_runs(snippet: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(snippet, "README", "exec"), {})
    assert capsys.readouterr().out


def test_corpus_example_is_a_passage() -> None:
    page = (ROOT / "docs" / "corpus.md").read_text("utf-8")
    examples = re.findall(r"```json\n(.*?)```", page, re.S)
    assert examples
    for example in examples:
        assert parse_passage(json.loads(example), load_ontology()).events


def test_links_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_commands_and_formats_are_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8") + (ROOT / "CHANGELOG.md").read_text("utf-8")
    commands = [*app.registered_commands, *store_commands.registered_commands]
    for command in [c.callback.__name__ for c in commands if c.callback]:
        assert f"dateline {command}" in readme
    for command in [c.name for c in resolve.registered_commands]:
        assert f"dateline resolve {command}" in readme
    assert [member.value for member in EventFormat] == list(EXPORTS)


def test_readme_fits_a_screen() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 60
