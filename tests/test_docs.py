"""What README and docs show runs, and nothing a user can call is undocumented."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dateline.cli import app, resolve
from dateline.cli.store import store_commands
from dateline.cli.terminal import EventFormat
from dateline.exports import EXPORTS
from dateline.labels import parse_passage
from dateline.ontology import load_ontology
from dateline.sources import SOURCES

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
    formats = (ROOT / "docs" / "formats.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", formats, re.M) == [
        *SOURCES, "id", "version", "published", "mark", "embargoed", "usage_terms", "editor_note", "keywords", *EXPORTS,
    ]  # fmt: skip
    for name, suffixes in SOURCES.items():
        line = next(line for line in formats.splitlines() if line.startswith(f"| `{name}` |"))
        assert all(suffix in line for suffix in suffixes)


GAZETTEERS = ROOT / "src" / "dateline" / "data" / "gazetteers"


@pytest.mark.parametrize("page", [ROOT / "docs" / "actors.md", ROOT / "src" / "dateline" / "data" / "README.md"])
def test_printed_row_counts(page: Path) -> None:
    """The pages print how many rows each gazetteer has."""
    printed = dict(re.findall(r"^\| (\w+\.csv) \| (\d+) \|", page.read_text("utf-8"), re.M))
    about_actors = {"countries.csv", "places.csv", "holders.csv", "organisations.csv", "agents.csv", "readings.csv"}
    for path in GAZETTEERS.glob("*.csv"):
        if page.name == "actors.md" and path.name not in about_actors:
            continue
        with path.open(encoding="utf-8", newline="") as lines:
            assert printed.get(path.name) == str(sum(1 for _ in csv.reader(lines)) - 1), path.name


def test_printed_counts_of_people() -> None:
    with (GAZETTEERS / "holders.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    sources = Counter(row["source"] for row in rows)
    kinds = {
        "presidents": "President$", "vice presidents": "Vice President$", "prime ministers": "Prime Minister$",
        "ambassadors": "Ambassador", "party leaders": "Party Leader", "presidential candidates": ".*Candidate",
        "of these only the": "Foreign Minister|Defence Minister|Secretary of State",
    }  # fmt: skip
    held = {name: sum(bool(re.search(kind, row["office"])) for row in rows) for name, kind in kinds.items()}
    text = " ".join((ROOT / "docs" / "actors.md").read_text("utf-8").split())
    for count in sources.values():
        assert f" {count} from" in text or f" {count} are from" in text
    held["presidents"] -= held["vice presidents"]
    for wanted in (
        f"{held['presidents']} presidents (vice presidents {held['vice presidents']})",
        f"{held['prime ministers']} prime ministers and their deputies", f"{held['ambassadors']} ambassadors",
        f"{held['party leaders']} party leaders", f"{held['presidential candidates']} presidential candidates",
        f"of these only the {held['of these only the']} whom",
    ):  # fmt: skip
        assert wanted in text


def test_readme_fits_a_screen() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 60
