"""Imports point one way: a column imports what stands before it and nothing of the others."""

import ast
from pathlib import Path

import pytest

import dateline

SOURCE = Path(dateline.__file__).parent
BASE = {"records", "errors", "version"}
DATA = BASE | {"ontology", "language", "gazetteer", "atlas", "labels", "models"}
CODER = {"coder", "steps"}
READING = {"sources", "versions"}
SCORING = {"exports", "scoring"}
STORE = {
    "store", "moments", "rows", "dyads", "revisions", "holdings", "ledger", "copies", "incidents", "membership", "happenings",
    "answers", "queries", "series", "intervals", "listings", "readings", "marks",
}  # fmt: skip
ALL = DATA | CODER | READING | SCORING | STORE | {"relations", "pipeline"}
# What each first-level name may import, itself included.
ALLOWED = {
    **dict.fromkeys(BASE, BASE),
    **dict.fromkeys(DATA - BASE, DATA),
    **dict.fromkeys(READING, DATA | READING),
    **dict.fromkeys(CODER, DATA | CODER),
    **dict.fromkeys(SCORING, DATA | SCORING),
    "relations": DATA | CODER,
    **dict.fromkeys(STORE, DATA | STORE),
    "pipeline": DATA | READING | CODER | STORE | SCORING,
    "web": ALL | {"web"},
    "cli": ALL | {"cli", "web"},
    "__init__": ALL,
}


def imported(path: Path) -> set[str]:
    """First-level names of dateline that a module imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dateline":
            parts = node.module.split(".")
            names |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            pytest.fail(f"{path}: a relative import; write the full name")
    return names


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    column = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert column in ALLOWED, f"{column} has no place in the layout; see DESIGN in CONTRIBUTING.md"
    assert imported(path) <= ALLOWED[column]


def test_no_cycles() -> None:
    """Modules import one another without a circle, top-level imports only."""
    paths = {
        ".".join(p.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__"): p
        for p in SOURCE.rglob("*.py")
    }
    graph: dict[str, set[str]] = {}
    for name, path in paths.items():
        imports = [n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.ImportFrom) and n.module]
        wanted = {(n.module, alias.name) for n in imports for alias in n.names}
        graph[name] = {f"{m}.{a}" if f"{m}.{a}" in paths else str(m) for m, a in wanted}

    def reaches(start: str, at: str, seen: set[str]) -> bool:
        for step in graph.get(at, set()) - seen:
            seen.add(step)
            if step == start or reaches(start, step, seen):
                return True
        return False

    assert [name for name in graph if reaches(name, name, set())] == []


def test_public_names() -> None:
    assert len(dateline.__all__) <= 15
    assert sorted(dateline.__all__) == dateline.__all__
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dateline.nothing
